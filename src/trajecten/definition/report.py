"""The problems found so far, and the mark for a part that could not be read."""

from collections.abc import Collection
from enum import Enum
from typing import Final, TypeAlias, TypeVar

from trajecten.core.text import Text
from trajecten.definition.guessing import nearest
from trajecten.definition.page import Page, Place, RefusedError
from trajecten.definition.problem import Problem

T = TypeVar("T")

_MOST_GUESSES = 100
"""After this many problems nothing is guessed any more, so that a hostile file takes no time."""


class Broken(Enum):
    """The stand-in for a part that was reported: whatever needs it keeps silent."""

    BROKEN = "broken"


BROKEN: Final = Broken.BROKEN

Maybe: TypeAlias = T | Broken


class Report:
    """Collects every problem of one file."""

    def __init__(self, page: Page) -> None:
        """Begin without problems."""
        self._page = page
        self._problems: dict[tuple[int, int, str, str], Problem] = {}
        self._settled: set[tuple[int, int]] = set()

    def add_only(self, place: Place, code: str, message: Text, remedy: Text) -> None:
        """Note a problem that leaves nothing more to say about this place."""
        self.add(place, code, message, remedy)
        self._settled.add((place.line, place.column))

    def add(self, place: Place, code: str, message: Text, remedy: Text | None = None) -> Broken:
        """Note a problem, and return the mark for the part that has it."""
        if (place.line, place.column) in self._settled:
            return BROKEN
        problem = Problem(
            file=self._page.name,
            line=place.line,
            column=place.column,
            code=code,
            message=message,
            remedy=remedy,
            line_text=self._page.line(place.line),
            width=place.width,
        )
        self._problems.setdefault((place.line, place.column, code, message.en), problem)
        return BROKEN

    def refuse(self, refused: RefusedError) -> Broken:
        """Note why a file cannot be read further."""
        return self.add(refused.place, refused.code, refused.message, refused.remedy)

    def did_you_mean(self, word: str, known: Collection[str]) -> Text | None:
        """Return the question whether a near name was meant, or None when nothing is near."""
        near = nearest(word, known) if len(self._problems) < _MOST_GUESSES else None
        if near is None:
            return None
        return Text("bedoel je '{near}'?", "did you mean '{near}'?").fill(near=near)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Every problem, in the order of the file."""
        return tuple(sorted(self._problems.values(), key=lambda one: (one.line, one.column)))
