"""From the bytes of a file to a workflow, or to every problem in it."""

from trajecten.core.guards import BUILTIN, GuardRegistry
from trajecten.core.text import Text
from trajecten.core.workflow import Workflow
from trajecten.definition.building import build
from trajecten.definition.format import FORMAT, workflow_shape
from trajecten.definition.nodes import MapNode, Node, ScalarNode, is_nothing
from trajecten.definition.page import LARGEST, START, Page, RefusedError, decoded
from trajecten.definition.problem import Problem, Severity
from trajecten.definition.reading import read_nodes
from trajecten.definition.report import BROKEN, Broken, Maybe, Report
from trajecten.definition.visible import quoted
from trajecten.errors import WorkflowError


def load_workflow(
    text: bytes, *, name: str = "workflow.yaml", guards: GuardRegistry = BUILTIN
) -> Workflow:
    """Return the workflow that a file describes.

    `name` is how problems call the file; `guards` are those it may use.

    Raises:
        WorkflowError: the file has problems; the error holds all of them.
    """
    workflow, problems = _load(text, name, guards)
    if isinstance(workflow, Broken) or any(one.severity is Severity.ERROR for one in problems):
        raise WorkflowError(problems, instance=name)
    return workflow


def find_problems(
    text: bytes, *, name: str = "workflow.yaml", guards: GuardRegistry = BUILTIN
) -> tuple[Problem, ...]:
    """Return every problem in a file, in the order of the file; none for one that can be used."""
    return _load(text, name, guards)[1]


# Private


def _load(
    content: bytes, name: str, guards: GuardRegistry
) -> tuple[Maybe[Workflow], tuple[Problem, ...]]:
    try:
        page = Page(name=name, text=decoded(content))
    except RefusedError as refused:
        report = Report(Page(name=name, text=_readable(content, refused)))
        report.refuse(refused)
        return BROKEN, report.problems
    report = Report(page)
    node = read_nodes(page, report)
    if isinstance(node, Broken) or not _is_workflow(node, report):
        return BROKEN, report.problems
    draft = workflow_shape(guards).read(node, report)
    workflow = BROKEN if isinstance(draft, Broken) else build(draft, content, guards, report)
    return workflow, report.problems


def _readable(content: bytes, refused: RefusedError) -> str:
    """Return what can be shown of a refused file; nothing when the whole of it is refused."""
    if refused.place == START:
        return ""
    return content[:LARGEST].decode("utf-8", errors="replace").removeprefix("\ufeff")


def _is_workflow(node: Node, report: Report) -> bool:
    """Return whether to read on: of a file in another format, nothing more is worth saying."""
    if not isinstance(node, MapNode):
        message = Text("dit is geen workflow", "this is not a workflow")
        remedy = Text("begin met 'schema: {f}'", "begin with 'schema: {f}'").fill(f=FORMAT)
        report.add(node.place, "not-a-workflow", message, remedy)
        return False
    stated = node.get("schema")
    if stated is None or is_nothing(stated):
        return True
    if isinstance(stated, ScalarNode) and stated.text == FORMAT:
        return True
    message = Text("onbekend formaat", "unknown format")
    if isinstance(stated, ScalarNode):
        message = Text("onbekend formaat {f}", "unknown format {f}").fill(f=quoted(stated.text))
    remedy = Text("schrijf 'schema: {f}'", "write 'schema: {f}'").fill(f=FORMAT)
    report.add(stated.place, "unknown-format", message, remedy)
    return False
