"""The workflows and stories that come with trajecten, read from the package that holds them."""

from dataclasses import dataclass
from importlib.resources import files

from trajecten.core.guards import BUILTIN
from trajecten.core.story import Story
from trajecten.core.text import Text
from trajecten.definition import load_story, load_workflow
from trajecten.errors import NotFoundError

_PACKAGE = "trajecten_workflows"
_SUFFIX = ".yaml"
_STORIES = "stories"


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkflowInfo:
    """One workflow that can be started; `file` is the name of its file in the package."""

    id: str
    version: str
    label: Text
    summary: Text | None
    digest: str
    file: str


def bundled_workflows() -> tuple[WorkflowInfo, ...]:
    """Return what can be started without a file of one's own, in alphabetical order."""
    return tuple(_info(identifier) for identifier in bundled_ids())


def bundled_ids() -> tuple[str, ...]:
    """Return the ids of the bundled workflows, in alphabetical order."""
    names = (one.name for one in files(_PACKAGE).iterdir())
    return tuple(sorted(name.removesuffix(_SUFFIX) for name in names if name.endswith(_SUFFIX)))


def bundled_workflow(identifier: str) -> bytes:
    """Return the exact bytes of a bundled workflow.

    Raises:
        NotFoundError: there is none by that id.
    """
    ids = bundled_ids()
    if identifier not in ids:
        raise NotFoundError(
            f"workflow: {identifier!r} is niet meegeleverd; wel: {', '.join(ids)}",
            f"workflow: {identifier!r} is not bundled; these are: {', '.join(ids)}",
            instance="workflow",
        )
    return (files(_PACKAGE) / f"{identifier}{_SUFFIX}").read_bytes()


def bundled_stories() -> tuple[str, ...]:
    """Return the names of the stories that come along, in alphabetical order."""
    names = (one.name for one in (files(_PACKAGE) / _STORIES).iterdir())
    return tuple(sorted(name.removesuffix(_SUFFIX) for name in names if name.endswith(_SUFFIX)))


def bundled_story(name: str) -> Story:
    """Return a story that comes along, by its name.

    Raises:
        NotFoundError: there is none by that name.
    """
    if name not in (names := bundled_stories()):
        raise NotFoundError(
            f"verhaal: {name!r} is niet meegeleverd; wel: {', '.join(names)}",
            f"story: {name!r} is not bundled; these are: {', '.join(names)}",
            instance="story",
        )
    file = f"{name}{_SUFFIX}"
    return load_story((files(_PACKAGE) / _STORIES / file).read_bytes(), name=file)


# Private


def _info(identifier: str) -> WorkflowInfo:
    file = f"{identifier}{_SUFFIX}"
    workflow = load_workflow(bundled_workflow(identifier), name=file, guards=BUILTIN)
    return WorkflowInfo(
        id=workflow.id,
        version=workflow.version,
        label=workflow.label,
        summary=workflow.summary,
        digest=workflow.digest,
        file=file,
    )
