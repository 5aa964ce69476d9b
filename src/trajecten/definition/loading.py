"""From the bytes of a file to a workflow, or to every problem in it."""

from trajecten.core.fitting import checked
from trajecten.core.guards import BUILTIN, GuardRegistry
from trajecten.core.kinds import AnyText
from trajecten.core.text import Text
from trajecten.core.workflow import Workflow
from trajecten.definition.building import build
from trajecten.definition.format import FORMAT, workflow_shape
from trajecten.definition.laying import OVERLAY
from trajecten.definition.nodes import MapNode, Node, ScalarNode
from trajecten.definition.opening import is_in, opened
from trajecten.definition.problem import Problem, Severity
from trajecten.definition.report import BROKEN, Broken, Maybe, Report
from trajecten.errors import WorkflowError


@checked
def load_workflow(
    text: bytes, *, name: AnyText = "workflow.yaml", guards: GuardRegistry = BUILTIN
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


@checked
def find_problems(
    text: bytes, *, name: AnyText = "workflow.yaml", guards: GuardRegistry = BUILTIN
) -> tuple[Problem, ...]:
    """Return every problem in a file, in the order of the file; none for one that can be used."""
    return _load(text, name, guards)[1]


# Private

_NO_WORKFLOW = ("not-a-workflow", Text("dit is geen workflow", "this is not a workflow"))

_ADAPTING = Text(
    "dit is een aanpassing (overlay), geen hele werkwijze",
    "this is an adaptation (overlay), not a whole workflow",
)
_CHECK_IT = Text(
    "kijk hem na bij een traject dat die werkwijze volgt: 'trajecten adapt REF {file} --show'",
    "check it at a trajectory that follows that workflow: 'trajecten adapt REF {file} --show'",
)
_LOOKS_ADAPTING = Text(
    "dit lijkt een aanpassing (overlay), maar 'schema' ontbreekt",
    "this looks like an adaptation (overlay), but 'schema' is missing",
)
_SAY_SO = Text("begin met 'schema: {f}'", "begin with 'schema: {f}'")


def _load(
    content: bytes, name: str, guards: GuardRegistry
) -> tuple[Maybe[Workflow], tuple[Problem, ...]]:
    node, report = opened(content, name)
    if isinstance(node, Broken) or _is_overlay(node, name, report):
        return BROKEN, report.problems
    if not is_in(node, FORMAT, _NO_WORKFLOW, report):
        return BROKEN, report.problems
    draft = workflow_shape(guards).read(node, report)
    workflow = BROKEN if isinstance(draft, Broken) else build(draft, content, guards, report)
    return workflow, report.problems


def _is_overlay(node: Node, name: str, report: Report) -> bool:
    """Return whether a file is an overlay, and note how to go on: nothing more is worth saying.

    One that does not say its format is known by what only an overlay says: what it adapts.
    """
    if not isinstance(node, MapNode):
        return False
    stated, adapts = node.get("schema"), node.get("adapts")
    if stated is None and adapts is not None:
        report.add(adapts.place, "overlay", _LOOKS_ADAPTING, _SAY_SO.fill(f=OVERLAY))
        return True
    if isinstance(stated, ScalarNode) and stated.text == OVERLAY:
        report.add(stated.place, "overlay", _ADAPTING, _CHECK_IT.fill(file=name))
        return True
    return False
