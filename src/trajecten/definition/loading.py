"""From the bytes of a file to a workflow, or to every problem in it."""

from trajecten.core.fitting import checked
from trajecten.core.guards import BUILTIN, GuardRegistry
from trajecten.core.kinds import AnyText
from trajecten.core.text import Text
from trajecten.core.workflow import Workflow
from trajecten.definition.building import build
from trajecten.definition.format import FORMAT, workflow_shape
from trajecten.definition.opening import is_in, opened
from trajecten.definition.problem import Problem, Severity
from trajecten.definition.report import BROKEN, Broken, Maybe
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


def _load(
    content: bytes, name: str, guards: GuardRegistry
) -> tuple[Maybe[Workflow], tuple[Problem, ...]]:
    node, report = opened(content, name)
    if isinstance(node, Broken) or not is_in(node, FORMAT, _NO_WORKFLOW, report):
        return BROKEN, report.problems
    draft = workflow_shape(guards).read(node, report)
    workflow = BROKEN if isinstance(draft, Broken) else build(draft, content, guards, report)
    return workflow, report.problems
