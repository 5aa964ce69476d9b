"""What an author runs before publishing: the workflow files checked, the stories beside played."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from trajecten import (
    FileKind,
    Problem,
    Severity,
    StoryError,
    check_text,
    installed_guards,
    kind_of_file,
    load_story,
)
from trajecten_cli.language import Language
from trajecten_cli.playing.player import Performance, Stage, play

STORIES = "stories"
"""The folder in a folder of workflows where stories may stand as well."""

_SUFFIXES = (".yaml", ".yml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """A file that was tried: every problem in it, and of a story how it was played."""

    file: str
    kind: FileKind
    problems: tuple[Problem, ...] = ()
    performance: Performance | None = None

    @property
    def passed(self) -> bool:
        """Whether nothing must be mended."""
        if any(one.severity is Severity.ERROR for one in self.problems):
            return False
        return self.performance is None or self.performance.as_written


def try_all(paths: Sequence[Path], language: Language) -> Iterator[Tried]:
    """Try every workflow and story in folders, and every file with the stories beside it."""
    done: set[Path] = set()
    for path, kind in (found for one in paths for found in _found(one)):
        if path.resolve() not in done:
            done.add(path.resolve())
            yield _tried(path, kind, language)


# Private


def _found(path: Path) -> Iterator[tuple[Path, FileKind]]:
    """Return what is to be tried for a folder, or for a file; the workflows first."""
    if path.is_dir():
        yield from sorted(_inside(path), key=lambda one: (one[1] is FileKind.STORY, one[0]))
        return
    kind = kind_of_file(path.read_bytes())
    yield path, kind
    if kind is FileKind.WORKFLOW:
        yield from (one for one in _inside(path.parent) if _tells_of(*one, path))


def _inside(folder: Path) -> Iterator[tuple[Path, FileKind]]:
    for place in (folder, folder / STORIES):
        for one in sorted(place.iterdir()) if place.is_dir() else ():
            if one.suffix.lower() in _SUFFIXES and one.is_file():
                kind = kind_of_file(one.read_bytes())
                if kind not in {FileKind.OTHER, FileKind.OVERLAY}:
                    yield one, kind


def _tells_of(file: Path, kind: FileKind, workflow: Path) -> bool:
    """Return whether a file is a story of this workflow; one that cannot be read may be."""
    if kind is not FileKind.STORY:
        return False
    try:
        story = load_story(file.read_bytes())
    except StoryError:
        return True
    return (file.parent / story.workflow).resolve() == workflow.resolve()


def _tried(path: Path, kind: FileKind, language: Language) -> Tried:
    content, name = path.read_bytes(), str(path)
    if kind is not FileKind.STORY:
        problems = check_text(content, name=name, guards=installed_guards())
        return Tried(file=name, kind=FileKind.WORKFLOW, problems=problems)
    try:
        story = load_story(content, name=name)
    except StoryError as error:
        found = tuple(one for one in error.problems if isinstance(one, Problem))
        return Tried(file=name, kind=kind, problems=found)
    stage = Stage(lang=language, aloud=False, folder=path.resolve().parent)
    return Tried(file=name, kind=kind, performance=play(story, stage))
