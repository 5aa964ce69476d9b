"""From a decision to what is appended: references for people, commitments, the entry."""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType
from unicodedata import normalize

from trajecten.core.events import Action, Event, Recorded
from trajecten.core.finding import Finding, Json, briefly
from trajecten.core.naming import name_key
from trajecten.core.state import State, after
from trajecten.deciding import Decision
from trajecten.errors import InputError
from trajecten.ledger.canonical import NotCanonicalError, TooLongError
from trajecten.ledger.entry import PERSON_FIELD, SALT_BYTES, Entry, Result, commitment, entry_hash
from trajecten.storage.append import Addition, Kept

MAX_NAME = 200

_BRIEFER = (2_000, 200, 20)
"""How many letters of each finding are kept, less and less, when an entry would be too long."""

# What was refused was not made: it has no number, and leaves that to the next that is made.
_NOT_MADE: Mapping[Action, str] = MappingProxyType(
    {
        Action.CONTACT_RECORDED: "contact",
        Action.ARTEFACT_REGISTERED: "artefact",
        Action.CONTRIBUTION_RECEIVED: "contribution",
        Action.ACTION_ADDED: "action",
        Action.LESSON_RECORDED: "lesson",
        Action.DECISION_RECORDED: "decision",
        Action.DEVIATION_ASKED: "deviation",
        Action.TOPIC_ADDED: "topic",
    }
)


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
    """Who writes: the actor's reference, where from, and with which version of the program."""

    actor: str
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
) -> Addition:
    """Return all that a decided command adds to the ledger and beside it.

    Raises:
        InputError: something in it cannot be written down.
    """
    happened = None
    introduced = people.new
    texts: tuple[Kept, ...] = ()
    if decision.accepted:
        happened = Recorded(
            seq=place.seq, recorded_at=now, event=decision.event, actor=writer.actor
        )
        state = after(state, happened)
        texts = tuple(_kept(key, text) for key, text in decision.event.personal.items())
    else:
        introduced = {name: ref for name, ref in introduced.items() if ref == writer.actor}
    persons = tuple(_kept(ref, name) for name, ref in introduced.items())
    phases = {track: visit.phase for track, visit in state.tracks.items()}
    made = decision.event.object
    entry = Entry(
        log=place.log,
        trajectory=place.trajectory,
        seq=place.seq,
        prev=place.prev,
        recorded_at=now,
        at=decision.event.at if decision.accepted else now,
        action=decision.event.action.value,
        object=made if decision.accepted else _NOT_MADE.get(decision.event.action, made),
        result=Result.ACCEPTED if decision.accepted else Result.REFUSED,
        origin=writer.origin,
        actor=writer.actor,
        definition=place.definition,
        engine=writer.engine,
        data=_data(decision, people, phases),
        personal=_commitments(place, texts, persons),
        role=decision.role,
        command=writer.command,
        nonce=secrets.token_hex(16) if place.seq == 1 else None,
    )
    entry, body = _written(entry, decision.findings)
    return Addition(
        entry=entry,
        body=body,
        hash=entry_hash(body),
        state=state,
        texts=texts,
        people=persons,
        happened=happened,
        findings=decision.findings,
    )


# Private


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


def _data(decision: Decision, people: People, phases: dict[str, str]) -> dict[str, Json]:
    findings: list[Json] = [one.as_data() for one in decision.findings]
    situation: dict[str, Json] = {"phases": dict(phases)}
    if findings:
        situation["findings"] = findings
    if decision.accepted:
        return {**decision.event.data, **situation}
    unknown = set(people.new.values())
    return {"asked": _without(decision.event, unknown), **situation}


def _without(event: Event, unknown: set[str]) -> dict[str, Json]:
    # People who are named only in a refused attempt are not introduced: they leave no reference.
    return {
        key: None if isinstance(value, str) and value in unknown else value
        for key, value in event.data.items()
    }


def _written(entry: Entry, findings: tuple[Finding, ...]) -> tuple[Entry, bytes]:
    """Return the entry and its bytes; findings that would make it too long are told in brief."""
    for letters in _BRIEFER:
        try:
            return entry, entry.body()
        except TooLongError:
            brief: list[Json] = [briefly(one, letters) for one in findings]
            entry = replace(entry, data={**entry.data, "findings": brief})
        except NotCanonicalError as error:
            raise _unwritable(error) from error
    try:
        return entry, entry.body()
    except NotCanonicalError as error:
        raise _unwritable(error) from error


def _unwritable(error: NotCanonicalError) -> InputError:
    return InputError(
        f"Dit kan niet worden vastgelegd: {error}.",
        f"This cannot be recorded: {error}.",
        instance="command",
    )
