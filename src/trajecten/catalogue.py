"""The workflows and stories that come with trajecten, read from the package that holds them.

`ID.yaml` is the newest version of a workflow, `ID@VERSION.yaml` an older one. Trajectories start
with the newest; an older one is there for those who began with it, and to show how they go on.
"""

from dataclasses import dataclass
from importlib.resources import files

from trajecten.core.fitting import checked
from trajecten.core.guards import BUILTIN
from trajecten.core.story import Story
from trajecten.core.text import Text
from trajecten.core.workflow import numbers_of
from trajecten.definition import load_story, load_workflow
from trajecten.errors import NotFoundError

_PACKAGE = "trajecten_workflows"
_SUFFIX = ".yaml"
_AT = "@"
_STORIES = "stories"


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkflowInfo:
    """One workflow that can be started; `file` is the name of its file in the package.

    `older` are the names of its older versions, `ID@VERSION`, the newest of these first.
    """

    id: str
    version: str
    label: Text
    summary: Text | None
    digest: str
    file: str
    older: tuple[str, ...] = ()


def bundled_workflows() -> tuple[WorkflowInfo, ...]:
    """Return what can be started without a file of one's own, in alphabetical order."""
    return tuple(_info(identifier) for identifier in bundled_ids())


def bundled_ids() -> tuple[str, ...]:
    """Return the ids of the bundled workflows, in alphabetical order."""
    return tuple(one for one in _stems() if _AT not in one)


@checked
def bundled_workflow(name: str) -> bytes:
    """Return the exact bytes of a bundled workflow: `ID` for its newest version, or `ID@VERSION`.

    Raises:
        NotFoundError: there is none by that id, or not in that version.
    """
    identifier, _, version = name.partition(_AT)
    ids = bundled_ids()
    if identifier not in ids:
        raise NotFoundError(
            f"workflow: {identifier!r} is niet meegeleverd; wel: {', '.join(ids)}",
            f"workflow: {identifier!r} is not bundled; these are: {', '.join(ids)}",
            instance="workflow",
        )
    if name in _stems():
        return _read(name)
    newest = _info(identifier)
    if version not in {"", newest.version}:
        names = ", ".join((f"{identifier}{_AT}{newest.version}", *newest.older))
        raise NotFoundError(
            f"workflow: versie {version!r} van {identifier} is niet meegeleverd; wel: {names}",
            f"workflow: version {version!r} of {identifier} is not bundled; these are: {names}",
            instance="workflow",
        )
    return _read(identifier)


def bundled_stories() -> tuple[str, ...]:
    """Return the names of the stories that come along, in alphabetical order."""
    names = (one.name for one in (files(_PACKAGE) / _STORIES).iterdir())
    return tuple(sorted(name.removesuffix(_SUFFIX) for name in names if name.endswith(_SUFFIX)))


@checked
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
    workflow = load_workflow(_read(identifier), name=file, guards=BUILTIN)
    return WorkflowInfo(
        id=workflow.id,
        version=workflow.version,
        label=workflow.label,
        summary=workflow.summary,
        digest=workflow.digest,
        file=file,
        older=_older(identifier),
    )


def _older(identifier: str) -> tuple[str, ...]:
    start = f"{identifier}{_AT}"
    found = [one for one in _stems() if one.startswith(start)]
    return tuple(sorted(found, key=lambda one: numbers_of(one.removeprefix(start)), reverse=True))


def _stems() -> tuple[str, ...]:
    names = (one.name for one in files(_PACKAGE).iterdir())
    return tuple(sorted(name.removesuffix(_SUFFIX) for name in names if name.endswith(_SUFFIX)))


def _read(stem: str) -> bytes:
    return (files(_PACKAGE) / f"{stem}{_SUFFIX}").read_bytes()
