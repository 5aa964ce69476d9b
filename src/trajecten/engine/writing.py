"""From a decision to what is appended: references for people, commitments, the entry."""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from unicodedata import normalize

from trajecten.core.naming import name_key
from trajecten.core.state import State
from trajecten.deciding import Decision
from trajecten.deciding.inscribing import Beside, inscribed
from trajecten.errors import InputError
from trajecten.ledger.entry import PERSON_FIELD, SALT_BYTES, Entry, Result, commitment, entry_hash
from trajecten.ledger.erasure import erased_by
from trajecten.storage.append import Addition, Kept

MAX_NAME = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where the next entry goes: ledger, trajectory, number, and the hash before it."""

    log: str
    trajectory: str
    seq: int
    prev: str
    definition: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """Who writes: the actor's reference, the role claimed, where from, with which program."""

    actor: str
    role: str | None
    origin: str
    engine: str
    command: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """The references of the people in a command, and the names among them that are new here."""

    refs: Mapping[str, str]
    new: Mapping[str, str]


def clean_name(name: str, *, field: str) -> str:
    """Return a person's name in one form: NFC, single spaces.

    Raises:
        InputError: it is empty or too long.
    """
    cleaned = " ".join(normalize("NFC", name).split())
    if not 0 < len(cleaned) <= MAX_NAME:
        raise InputError(
            f"{field}: een naam van 1 tot {MAX_NAME} tekens is nodig.",
            f"{field}: a name of 1 to {MAX_NAME} characters is needed.",
            instance=field,
        )
    return cleaned


def introduce(names: Iterable[str], known: Mapping[str, str]) -> People:
    """Return references for all names; those not known get a random one of their own.

    `known` holds the references of people by the key of their name.
    """
    found = dict(known)
    refs: dict[str, str] = {}
    new: dict[str, str] = {}
    for name in names:
        key = name_key(name)
        if key not in found:
            found[key] = new[name] = f"p-{secrets.token_hex(8)}"
        refs[name] = found[key]
    return People(refs=refs, new=new)


def addition(
    place: Place,
    writer: Writer,
    decision: Decision,
    people: People,
    *,
    state: State,
    now: datetime,
    seen: Mapping[str, int] | None = None,
) -> Addition:
    """Return all that a decided command adds to the ledger and beside it.

    `seen` is the number of the last entry of each child, where the decision looked at those.

    Raises:
        InputError: something in it cannot be written down.
    """
    introduced = people.new
    texts: tuple[Kept, ...] = ()
    if decision.accepted:
        texts = tuple(_kept(key, text) for key, text in decision.event.personal.items())
    else:
        introduced = {name: ref for name, ref in introduced.items() if ref == writer.actor}
    persons = tuple(_kept(ref, name) for name, ref in introduced.items())
    newcomers = [ref for ref in people.new.values() if ref != writer.actor]
    frame = _frame(place, writer, decision, now, _commitments(place, texts, persons))
    beside = Beside(
        claimed=writer.role,
        seen=seen,
        newcomers={ref: f"new-{number}" for number, ref in enumerate(newcomers, 1)},
    )
    made = inscribed(frame, decision, state, beside)
    return Addition(
        entry=made.entry,
        body=made.body,
        hash=entry_hash(made.body),
        state=made.state,
        texts=texts,
        people=persons,
        happened=made.happened,
        findings=decision.findings,
        erases=erased_by(made.entry),
    )


# Private


def _frame(
    place: Place, writer: Writer, decision: Decision, now: datetime, personal: Mapping[str, str]
) -> Entry:
    """Return an entry that says where it stands and who writes it, and not yet what."""
    return Entry(
        log=place.log,
        trajectory=place.trajectory,
        seq=place.seq,
        prev=place.prev,
        recorded_at=now,
        at=now,
        action=decision.event.action.value,
        object=decision.event.object,
        result=Result.REFUSED,
        origin=writer.origin,
        actor=writer.actor,
        definition=place.definition,
        engine=writer.engine,
        personal=personal,
        command=writer.command,
        nonce=secrets.token_hex(16) if place.seq == 1 else None,
    )


def _kept(field: str, text: str) -> Kept:
    salt = secrets.token_bytes(SALT_BYTES)
    return Kept(field=field, salt=salt, text=normalize("NFC", text))


def _commitments(
    place: Place, texts: tuple[Kept, ...], persons: tuple[Kept, ...]
) -> dict[str, str]:
    named = [(one.field, one) for one in texts]
    named += [(PERSON_FIELD + one.field, one) for one in persons]
    return {
        name: commitment(
            one.salt,
            log=place.log,
            trajectory=place.trajectory,
            seq=place.seq,
            name=name,
            text=one.text,
        )
        for name, one in named
    }
