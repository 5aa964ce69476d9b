"""One line of the ledger: its fields (BIO2 8.15.01), its exact bytes, its hash."""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import cast

from trajecten.core.events import Action, Event, Recorded, moment_of, moment_text
from trajecten.core.finding import Json
from trajecten.core.pending import adopted
from trajecten.ledger.canonical import NotCanonicalError, decode, encode, encode_text

VERSION = 1
"""The version of the entry's form."""

NO_HASH = ""
"""What the first entry of a trajectory names as the hash before it."""

SALT_BYTES = 32

PERSON_FIELD = "person."
"""What stands before the reference of a person in the name of the field that commits to them."""

FROM_XES = " xes:"
"""What stands in the origin of an entry before the digest of the log that it was taken from."""

_LEAF_PREFIX = b"\x00"
_COMMITMENT_PREFIX = b"trajecten/pii/v1\n"
_REQUIRED = frozenset(
    {
        "v", "log", "trajectory", "seq", "prev", "recorded_at", "at", "action", "object", "result",
        "origin", "actor", "definition", "data", "personal", "engine",
    }
)  # fmt: skip
_NO_TEXTS = frozenset({"seq", "data", "personal"})
_OPTIONAL = frozenset({"role", "command", "nonce"})


class Result(StrEnum):
    """How an attempt ended."""

    ACCEPTED = "accepted"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What was attempted, on what, with what result, from where, by whom and when.

    `log` is the identity of the ledger, `trajectory` and `seq` the place in it; `prev` is the hash
    of the entry before, in hex. `at` is when it happened, `recorded_at` when it was written down;
    both aware UTC. `actor` is a reference, never a name. `definition` is the digest of the workflow
    in force. `personal` holds, by field, a commitment to text that is kept elsewhere. `nonce` makes
    the hash of a first entry impossible to guess.
    """

    log: str
    trajectory: str
    seq: int
    prev: str
    recorded_at: datetime
    at: datetime
    action: str
    object: str
    result: Result
    origin: str
    actor: str
    definition: str
    engine: str
    data: Mapping[str, Json] = field(default_factory=dict)
    personal: Mapping[str, str] = field(default_factory=dict)
    role: str | None = None
    command: str | None = None
    nonce: str | None = None

    def body(self) -> bytes:
        """Return the canonical bytes that are stored and hashed.

        Raises:
            NotCanonicalError: a value has no canonical form, or the entry is too long.
        """
        fields: dict[str, Json] = {
            "v": VERSION,
            "log": self.log,
            "trajectory": self.trajectory,
            "seq": self.seq,
            "prev": self.prev,
            "recorded_at": moment_text(self.recorded_at),
            "at": moment_text(self.at),
            "action": self.action,
            "object": self.object,
            "result": self.result.value,
            "origin": self.origin,
            "actor": self.actor,
            "definition": self.definition,
            "engine": self.engine,
            "data": dict(self.data),
            "personal": dict(self.personal),
        }
        for key in ("role", "command", "nonce"):
            if (value := getattr(self, key)) is not None:
                fields[key] = value
        return encode(fields)


def entry_of(body: bytes) -> Entry:
    """Return the entry that stored bytes hold.

    Raises:
        NotCanonicalError: the bytes are not a canonical entry of a known version.
    """
    fields = decode(body)
    if fields.get("v") is True or fields.get("v") != VERSION:
        raise NotCanonicalError(f"entry version {fields.get('v')!r}; known is {VERSION}")
    if not _REQUIRED <= fields.keys() <= _REQUIRED | _OPTIONAL:
        raise NotCanonicalError(f"fields {sorted(fields)} are not those of an entry")
    del fields["v"]
    try:
        return _typed(fields)
    except (TypeError, ValueError) as error:
        raise NotCanonicalError(f"not an entry: {error}") from error


def entry_hash(body: bytes) -> str:
    """Return the hash of an entry's bytes as lower-case hex: the leaf hash of RFC 9162, 2.1.1."""
    return hashlib.sha256(_LEAF_PREFIX + body).hexdigest()


def commitment(salt: bytes, *, log: str, trajectory: str, seq: int, name: str, text: str) -> str:
    """Return the commitment to a personal text, as lower-case hex.

    Without the salt (32 random bytes, fresh for every field) the text cannot be guessed back; with
    it, the text cannot be moved to another field, entry, trajectory or ledger.
    """
    context = f"{log}/{trajectory}/{seq}/{name}\n".encode()
    message = _COMMITMENT_PREFIX + context + encode_text(text)
    return hmac.digest(salt, message, "sha256").hex()


def recorded_of(made: Entry) -> Recorded | None:
    """Return the event that an entry says happened; None for a refused attempt."""
    if made.result is Result.REFUSED:
        return None
    event = Event(action=Action(made.action), object=made.object, at=made.at, data=made.data)
    return Recorded(seq=made.seq, recorded_at=made.recorded_at, event=event, actor=made.actor)


def definition_after(made: Entry) -> str:
    """Return the digest of the workflow text that holds after an entry."""
    accepted = made.result is Result.ACCEPTED
    return (adopted(made.action, made.data) if accepted else None) or made.definition


# Private


def _typed(fields: Mapping[str, Json]) -> Entry:
    texts = {key: _text(fields, key) for key in fields if key not in _NO_TEXTS}
    seq = fields["seq"]
    if not isinstance(seq, int) or isinstance(seq, bool):
        raise TypeError("seq is not a number")
    personal = _object(fields, "personal")
    recorded_at = moment_of(texts["recorded_at"])
    same = texts["at"] == texts["recorded_at"]  # Most often: then it is read once.
    return Entry(
        log=texts["log"],
        trajectory=texts["trajectory"],
        seq=seq,
        prev=texts["prev"],
        recorded_at=recorded_at,
        at=recorded_at if same else moment_of(texts["at"]),
        action=texts["action"],
        object=texts["object"],
        result=Result(texts["result"]),
        origin=texts["origin"],
        actor=texts["actor"],
        definition=texts["definition"],
        engine=texts["engine"],
        data=_object(fields, "data"),
        personal={key: _text(personal, key) for key in personal},
        role=texts.get("role"),
        command=texts.get("command"),
        nonce=texts.get("nonce"),
    )


def _text(fields: Mapping[str, Json], key: str) -> str:
    value = fields[key]
    if not isinstance(value, str):
        raise TypeError(f"{key} is not text")
    return value


def _object(fields: Mapping[str, Json], key: str) -> Mapping[str, Json]:
    value = fields[key]
    if not isinstance(value, dict):
        raise TypeError(f"{key} is not an object")
    return cast("Mapping[str, Json]", value)
