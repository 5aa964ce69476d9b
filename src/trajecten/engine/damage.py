"""What is told of a trajectory that cannot be looked at: what is stored of it is damaged."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self, TypeVar

from trajecten.core.text import Text
from trajecten.errors import IntegrityError

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class DamagedItem:
    """A trajectory that cannot be looked at, and why; `Engine.verify` tells more."""

    ref: str
    message: Text


class Answers(tuple[T, ...]):
    """What was found in all trajectories; `damaged` are those that could not be looked at."""

    damaged: tuple[DamagedItem, ...]

    def __new__(cls, found: Iterable[T] = (), damaged: Iterable[DamagedItem] = ()) -> Self:
        """Keep what was found, and what could not be looked at."""
        self = super().__new__(cls, found)
        self.damaged = tuple(damaged)
        return self


def damaged_by(error: IntegrityError, ref: str) -> DamagedItem:
    """Return what an error tells of a trajectory."""
    return DamagedItem(ref=ref, message=Text(error.detail.nl, error.detail.en))
