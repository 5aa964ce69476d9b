"""A stand-in for a guard that a stored workflow names but that is not installed (any more)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from trajecten.core.facts import Facts
from trajecten.core.finding import Finding, Remedy
from trajecten.core.text import Text
from trajecten.core.workflow import Situation


@dataclass(frozen=True, slots=True, kw_only=True)
class Absent:
    """A guard that cannot answer, so that its step is blocked and all else can still be read."""

    kind: ClassVar[str] = ""

    def evaluate(self, facts: Facts, situation: Situation) -> Finding:
        """Return that the condition could not be judged."""
        del facts, situation
        return Finding(
            guard=self.kind,
            met=False,
            failed=True,
            message=Text(
                'De voorwaarde "{guard}" is hier niet geïnstalleerd of werkt niet.',
                'The condition "{guard}" is not installed here, or does not work.',
            ).fill(guard=self.kind),
            remedies=(
                Remedy(
                    Text(
                        'Vraag de beheerder om de voorwaarde "{guard}" te installeren.',
                        'Ask the administrator to install the condition "{guard}".',
                    ).fill(guard=self.kind)
                ),
            ),
        )


class Tolerant(Mapping[str, type[Any]]):
    """Guards by name, in which a stored workflow may also name one that is not there."""

    def __init__(self, guards: Mapping[str, type[Any]]) -> None:
        """Keep the guards that are there."""
        self._guards = guards

    def __getitem__(self, name: str) -> type[Any]:
        """Return a guard that is there."""
        return self._guards[name]

    def __iter__(self) -> Iterator[str]:
        """Return the names of the guards that are there."""
        return iter(self._guards)

    def __len__(self) -> int:
        """Return how many are there."""
        return len(self._guards)

    def stand_in(self, name: str) -> type[Absent]:
        """Return a guard by this name that cannot answer."""
        return type("Absent", (Absent,), {"kind": name, "__slots__": ()})
