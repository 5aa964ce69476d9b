"""One thing that differs between two workflows, and what all of them do to relation first."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from trajecten.core.text import Text, same


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
        return together(one.relation for one in self.changes)


NOUNS = {
    "domain": Text("domein", "domain"),
    "role": Text("rol", "role"),
    "artefact": Text("stuk", "artefact"),
    "track": Text("spoor", "track"),
    "phase": Text("fase", "phase"),
    "transition": Text("overgang", "transition"),
    "term": Text("termijn", "term"),
    "exemption": Text("uitzonderingsgrond", "ground for an exemption"),
    "choice": Text("keuze", "choice"),
    "outcome": Text("uitkomst", "outcome"),
}
"""How people call the kinds of parts whose changes are told one by one."""


@dataclass(frozen=True, slots=True)
class About:
    """One part of a workflow, or without a noun that is known the whole, of which changes tell."""

    noun: str
    id: str = ""

    def change(self, words: Text, relation: Strictness = Strictness.SAME) -> Change:
        """Return the change that says of this part what is different now."""
        if self.noun in NOUNS:
            told = Text("{noun} {id}: {words}", "{noun} {id}: {words}")
            words = told.fill(noun=NOUNS[self.noun], id=self.id, words=words)
        sort = ChangeSort.CHANGED
        return Change(sort=sort, noun=self.noun, id=self.id, words=words, relation=relation)


def strictness(*, looser: bool, tighter: bool) -> Strictness:
    """Return what a change does that asks less, or more, or both."""
    if looser:
        return Strictness.MIXED if tighter else Strictness.LOOSER
    return Strictness.TIGHTER if tighter else Strictness.SAME


def together(each: Iterable[Strictness]) -> Strictness:
    """Return what changes do together."""
    found = set(each)
    mixed = Strictness.MIXED in found
    return strictness(
        looser=mixed or Strictness.LOOSER in found, tighter=mixed or Strictness.TIGHTER in found
    )


def basis_words(basis: str | None) -> Text:
    """Return that something has another basis now, or none."""
    return Text("andere grondslag: {b}", "another basis: {b}").fill(b=basis or same("-"))
