"""From a file that somebody wrote for one trajectory to the workflow it would go on under."""

from trajecten.checking import check
from trajecten.core.guards import GuardRegistry
from trajecten.core.text import Text
from trajecten.core.workflow import Workflow
from trajecten.definition import Problem, Severity, adapt, is_overlay, load_workflow
from trajecten.errors import WorkflowError


def rewritten(present: Workflow, text: bytes, name: str, guards: GuardRegistry) -> Workflow:
    """Return the workflow that a file asks for: an overlay on the present one, or a whole one.

    Raises:
        WorkflowError: it has errors that the present workflow does not have too.
    """
    if is_overlay(text):
        adapted = adapt(present, text, name=name, guards=guards)
        problems = check(adapted.workflow, name=name, places=adapted.places)
        workflow = adapted.workflow
    else:
        workflow = load_workflow(text, name=name, guards=guards)
        problems = check(workflow, name=name)
    known = {(one.code, one.message) for one in check(present)}
    errors = tuple(one for one in problems if _is_new_error(one, known))
    if errors:
        raise WorkflowError(errors, instance=name)
    return workflow


# Private


def _is_new_error(one: Problem, known: set[tuple[str, Text]]) -> bool:
    return one.severity is Severity.ERROR and (one.code, one.message) not in known
