"""How an entry of the record is made: by whom, when, and after which."""

import secrets
from collections.abc import Mapping
from datetime import datetime
from unicodedata import normalize

from sqlalchemy import Connection

from trajecten._version import __version__
from trajecten.core.finding import Json
from trajecten.engine.views import Verification
from trajecten.engine.workshop import Workshop
from trajecten.ledger.entry import NO_HASH, PERSON_FIELD, SALT_BYTES, Entry, Result, commitment
from trajecten.ledger.record import NO_TRAJECTORY, RecordAction
from trajecten.storage.append import Kept
from trajecten.storage.sealing import add_record, alone, last_record


def record(
    connection: Connection, workshop: Workshop, action: RecordAction, data: Mapping[str, Json]
) -> tuple[datetime, str]:
    """Write the next entry of the record; return its moment and its hash.

    Whoever does it is named by a commitment: the name is kept beside it, and can be erased.
    """
    seq, prev, moment = last_record(connection) or (0, NO_HASH, None)
    now = workshop.now(moment)
    log = workshop.identity(connection)
    actor = f"p-{secrets.token_hex(8)}"
    name = Kept(
        field=PERSON_FIELD + actor,
        salt=secrets.token_bytes(SALT_BYTES),
        text=normalize("NFC", workshop.settings.actor),
    )
    entry = Entry(
        log=log,
        trajectory=NO_TRAJECTORY,
        seq=seq + 1,
        prev=prev,
        recorded_at=now,
        at=now,
        action=action.value,
        object=action.value,
        result=Result.ACCEPTED,
        origin=workshop.settings.origin,
        actor=actor,
        definition="",
        engine=__version__,
        data=data,
        personal={name.field: _committed(name, log, seq + 1)},
        nonce=secrets.token_hex(16) if seq == 0 else None,
    )
    return now, add_record(connection, entry, (name,))


def remember(
    connection: Connection, workshop: Workshop, found: Verification, ref: str | None
) -> None:
    """Let the record say that somebody verified, what stood there, and what came of it."""
    data: dict[str, Json] = {
        "intact": found.intact,
        "entries": found.entries,
        "trajectory": found.trajectories[0].trajectory if ref is not None else None,
    }
    if found.seal is not None:
        seal = found.seal
        data |= {"size": seal.size, "root": seal.root, "compared": seal.compared}
    elif ref is not None:
        data["head"] = found.trajectories[0].head
    with alone(connection):
        record(connection, workshop, RecordAction.VERIFIED, data)


# Private


def _committed(kept: Kept, log: str, seq: int) -> str:
    return commitment(
        kept.salt, log=log, trajectory=NO_TRAJECTORY, seq=seq, name=kept.field, text=kept.text
    )
