"""What of a person can be erased: read from the entries of a trajectory alone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from trajecten.core.events import Action
from trajecten.ledger.entry import PERSON_FIELD, Entry, Result
from trajecten.ledger.erasure import Place, erased_by


@dataclass(frozen=True, slots=True, kw_only=True)
class Erasable:
    """What an erasure can take away.

    `party` is the reference of the person whom it is about, None when it is only about texts;
    `name` their name, as far as it is known here. `about` are the places of their name and of the
    texts by and about them, `kept` those of all that is personal and was not erased, and `fields`
    those that there ever were.
    """

    party: str | None = None
    name: str | None = None
    about: frozenset[Place] = frozenset()
    kept: frozenset[Place] = frozenset()
    fields: frozenset[Place] = frozenset()


NOTHING = Erasable()


def erasable(entries: Iterable[Entry], party: str | None, name: str | None = None) -> Erasable:
    """Return what can be erased after some entries, of a person by their reference."""
    fields: set[Place] = set()
    about: set[Place] = set()
    erased: set[Place] = set()
    for entry in entries:
        here = {(entry.seq, field) for field in entry.personal}
        fields |= here
        if party is not None:
            about |= here & {(entry.seq, field) for field in _fields_about(entry, party)}
        erased.update(erased_by(entry))
    return Erasable(
        party=party,
        name=name,
        about=frozenset(about),
        kept=frozenset(fields - erased),
        fields=frozenset(fields),
    )


# Private

# A motivation or a reason belongs to whoever decided: it is the municipality's account of what it
# did, and does not go with the name of a person.
_ABOUT: Mapping[Action, tuple[tuple[str, ...], str]] = MappingProxyType(
    {
        Action.CONTACT_RECORDED: (("person", "spokesperson"), "note"),
        Action.CONTRIBUTION_RECEIVED: (("person",), "text"),
        Action.ENDORSED: (("person",), "note"),
        Action.ROLE_ENDED: (("person",), "note"),
        Action.ROLE_HANDED_OVER: (("person",), "note"),
    }
)
"""By action: the keys of the data that name whom a text is by or about, and its field."""


def _fields_about(entry: Entry, party: str) -> Iterable[str]:
    yield PERSON_FIELD + party
    if entry.result is Result.ACCEPTED and entry.action in _ABOUT:
        keys, field = _ABOUT[Action(entry.action)]
        if party in [entry.data.get(key) for key in keys]:
            yield field
