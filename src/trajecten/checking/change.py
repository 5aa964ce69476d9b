"""One thing that differs between two workflows, and what all of them do to relation first."""

from dataclasses import dataclass
from enum import StrEnum

from trajecten.core.text import Text


class ChangeSort(StrEnum):
    """What happened to a part of a workflow."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


class Strictness(StrEnum):
    """What a change does to relation first."""

    TIGHTER = "tighter"
    LOOSER = "looser"
    MIXED = "mixed"
    SAME = "same"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that differs; `id` is empty for what concerns the workflow as a whole."""

    sort: ChangeSort
    noun: str
    id: str
    words: Text
    relation: Strictness = Strictness.SAME


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """All that differs between two workflows, in the order of the newer."""

    changes: tuple[Change, ...]

    @property
    def relation(self) -> Strictness:
        """What all changes together do to relation first."""
        found = {one.relation for one in self.changes} - {Strictness.SAME}
        if len(found) > 1:
            return Strictness.MIXED
        return found.pop() if found else Strictness.SAME
