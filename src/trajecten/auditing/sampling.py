"""A sample that anybody can draw again: no random numbers, only hashes.

For each item the SHA-256 is taken of the seed as a decimal number, a colon and the hash of the
item as lower-case hex, in UTF-8. The items with the smallest results (as hex, in order) are drawn.
The hash of an entry is its leaf hash; that of a trajectory is the hash of its first entry.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from heapq import nsmallest
from types import MappingProxyType

from trajecten.core.events import Action
from trajecten.core.text import Text
from trajecten.errors import InputError
from trajecten.ledger.entry import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleItem:
    """One entry that was drawn: which, by what key, and what to check about it."""

    key: str
    hash: str
    trajectory: str
    ref: str
    seq: int
    action: str
    object: str
    result: str
    recorded_at: datetime
    check: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """Entries, or trajectories by their first entry, drawn from `population` by a seed."""

    seed: int
    size: int
    trajectories: bool
    population: int
    items: tuple[SampleItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawable:
    """An entry that may be drawn, with its hash and the reference of its trajectory."""

    ref: str
    entry: Entry
    hash: str


def key_of(seed: int, digest: str) -> str:
    """Return by what an item is ordered: the smallest are drawn.

    >>> key_of(7, "ab" * 32)[:16]
    '7ac067df80fe2ecb'
    """
    return hashlib.sha256(f"{seed}:{digest}".encode()).hexdigest()


def drawn(
    entries: Iterable[Drawable], *, seed: int, size: int, trajectories: bool = False
) -> Sample:
    """Draw a sample of `size` from all entries, or from the first entries only.

    Raises:
        InputError: `size` is below one, or `seed` below zero.
    """
    for field, value, least in (("size", size, 1), ("seed", seed, 0)):
        if value < least:
            raise InputError(
                f"{field}: minstens {least}.", f"{field}: at least {least}.", instance=field
            )
    counting = _Counting(entries)
    keyed = ((key_of(seed, one.hash), one) for one in counting)
    smallest = nsmallest(size, keyed, key=lambda pair: pair[0])
    items = tuple(_item(key, one, trajectories=trajectories) for key, one in smallest)
    return Sample(
        seed=seed,
        size=size,
        trajectories=trajectories,
        population=counting.number,
        items=items,
    )


# Private


class _Counting:
    """Goes over entries once, and counts them."""

    def __init__(self, entries: Iterable[Drawable]) -> None:
        self._entries = entries
        self.number = 0

    def __iter__(self) -> Iterator[Drawable]:
        for one in self._entries:
            self.number += 1
            yield one


def _item(key: str, drawable: Drawable, *, trajectories: bool) -> SampleItem:
    entry = drawable.entry
    return SampleItem(
        key=key,
        hash=drawable.hash,
        trajectory=entry.trajectory,
        ref=drawable.ref,
        seq=entry.seq,
        action=entry.action,
        object=entry.object,
        result=entry.result.value,
        recorded_at=entry.recorded_at,
        check=_WHOLE if trajectories else _CHECKS.get(entry.action, _OTHER),
    )


_WHOLE = Text(
    "Loop het hele traject na: zijn de gesprekken gevoerd, de stukken er, de besluiten genomen?",
    "Go over the whole trajectory: were the conversations held, are the papers there, were the "
    "decisions taken?",
)
_SPOKEN = Text(
    "Vraag wie dit vastlegde naar de agenda of het verslag: is dit gesprek gevoerd, op die dag?",
    "Ask who recorded this for the agenda or the report: was this conversation held, on that day?",
)
_BROUGHT = Text(
    "Zoek de oorspronkelijke brief of het bericht: staat er wat hier is vastgelegd?",
    "Find the original letter or message: does it say what was recorded here?",
)
_ANSWERED = Text(
    "Zoek het antwoord aan de inbrenger: is het verstuurd, en past de reden bij de inbreng?",
    "Find the answer to who brought it in: was it sent, and does the reason fit?",
)
_PAPER = Text(
    "Bereken de SHA-256 van het bestand in het archief en vergelijk die met de regel.",
    "Compute the SHA-256 of the file in the archive and compare it with the entry.",
)
_DECIDED = Text(
    "Zoek het besluit op in het besluitenregister: zelfde orgaan, dag en uitkomst?",
    "Look the decision up in the register of decisions: same body, day and outcome?",
)
_PEOPLE = Text(
    "Vraag de betrokkene of die deze rol kreeg of overdroeg, en wanneer.",
    "Ask the person whether they got or handed over this role, and when.",
)
_STEP = Text(
    "Speel het traject na met 'audit replay' en kijk of de stap ook buiten het systeem is gezet.",
    "Replay the trajectory with 'audit replay', and look whether the step was also taken outside "
    "the system.",
)
_DEVIATED = Text(
    "Vraag wie besloot of die dat was, en of de motivering ertoe doet.",
    "Ask who decided whether it was them, and whether the motivation matters.",
)
_OTHER = Text(
    "Vraag wie dit vastlegde waar dit uit blijkt.",
    "Ask who recorded this what shows it.",
)
_CHECKS: Mapping[str, Text] = MappingProxyType(
    {
        Action.STARTED: _PEOPLE,
        Action.ADVANCED: _STEP,
        Action.MIGRATED: _STEP,
        Action.CONTACT_RECORDED: _SPOKEN,
        Action.CONTACT_CORRECTED: _SPOKEN,
        Action.CONTACT_RETRACTED: _SPOKEN,
        Action.ARTEFACT_REGISTERED: _PAPER,
        Action.ENDORSED: _DECIDED,
        Action.CONTRIBUTION_RECEIVED: _BROUGHT,
        Action.CONTRIBUTION_DISPOSED: _ANSWERED,
        Action.FEEDBACK_SENT: _ANSWERED,
        Action.ROLE_ASSIGNED: _PEOPLE,
        Action.ROLE_ENDED: _PEOPLE,
        Action.ROLE_HANDED_OVER: _PEOPLE,
        Action.DECISION_RECORDED: _DECIDED,
        Action.APPROVED: _PEOPLE,
        Action.DEVIATION_ASKED: _DEVIATED,
        Action.DEVIATION_DECIDED: _DEVIATED,
        Action.DEVIATION_FORGIVEN: _DEVIATED,
    }
)
