"""What is personal in entries, and what of it an entry says was erased."""

from collections.abc import Iterable
from typing import TypeAlias

from trajecten.core.events import Action
from trajecten.core.finding import Json
from trajecten.ledger.entry import Entry, Result

Place: TypeAlias = tuple[int, str]
"""Where something personal was committed to: the number of the entry, and the field."""


def erased_by(entry: Entry) -> tuple[Place, ...]:
    """Return what an entry says was erased; only what stood there before."""
    if entry.action != Action.ERASED or entry.result is not Result.ACCEPTED:
        return ()
    listed = entry.data.get("erased")
    if not isinstance(listed, list):
        return ()
    places = (_place(one) for one in listed)
    return tuple(one for one in places if one is not None and one[0] < entry.seq)


def erased_among(entries: Iterable[Entry]) -> frozenset[Place]:
    """Return what entries of one trajectory say was erased."""
    return frozenset(place for one in entries for place in erased_by(one))


# Private


def _place(value: Json) -> Place | None:
    match value:
        case [int(seq), str(field)]:
            return seq, field
        case _:
            return None
