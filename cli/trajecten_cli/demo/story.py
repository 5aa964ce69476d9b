"""What a story is: who tells it, and step by step what is typed, when, and how it ends."""

from dataclasses import dataclass
from typing import TypeAlias

from trajecten import Text

Word: TypeAlias = str | Text
"""One word of a command line; a `Text` is typed in the language of the run."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One command: the moment on the Dutch clock, the words typed, and the exit code it must give.

    `say` is told before it.
    """

    at: str
    words: tuple[Word, ...]
    code: int = 0
    say: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A whole trajectory, as one person runs it."""

    id: str
    actor: str
    opening: Text
    steps: tuple[Step, ...]
    closing: Text
