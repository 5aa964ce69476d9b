"""A story: a trajectory as somebody wrote it down beforehand, to be played and held to its word."""

import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from trajecten.core.text import Language, Text

Shown: TypeAlias = Text | str
"""What must be read in an answer: in each language, or (a plain text) in the Dutch answer only."""

WORKFLOW_WORD = "WORKFLOW"
"""The word of a command line that stands for the workflow of the story."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryPerson:
    """Somebody who acts in a story; `role` is the role acted in, if one is named."""

    id: str
    name: str
    role: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryStep:
    """One command of a story: when it is typed, by whom, and how it must end.

    `line` and `column` are its place in the file, from one; `at` is an aware UTC instant. `refused`
    names the guards that must refuse it, exactly these; None when it must not be refused.
    """

    line: int
    column: int
    at: datetime
    person: StoryPerson
    do: Text
    says: Text | None = None
    refused: tuple[str, ...] | None = None
    shows: tuple[Shown, ...] = ()
    exit_code: int = 0

    def words(self, language: Language, workflow: str) -> tuple[str, ...]:
        """Return the words after `trajecten`, as a shell would split the line."""
        typed = shlex.split(self.do.in_language(language))
        return tuple(workflow if one == WORKFLOW_WORD else one for one in typed)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryEnd:
    """Where a trajectory must be when the story is over: `phases` by track."""

    line: int
    column: int
    ref: str
    phases: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A whole story; `workflow` is a bundled id, or a path seen from the file of the story.

    `line` and `column` are where the file names it, from one.
    """

    file: str
    title: Text
    workflow: str
    people: tuple[StoryPerson, ...]
    steps: tuple[StoryStep, ...]
    about: Text | None = None
    source: Text | None = None
    ends: tuple[StoryEnd, ...] = ()
    line: int = 1
    column: int = 1
