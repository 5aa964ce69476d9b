"""Ways to damage a database behind the back of its fence, as somebody with full rights could."""

import json
from collections.abc import Callable, Mapping
from typing import Any

import sqlalchemy as sa

from tests.engine.kit import Desk
from trajecten import AddNote
from trajecten.ledger.canonical import encode
from trajecten.ledger.entry import entry_hash
from trajecten.storage.tables import APPEND_ONLY, entry, trajectory

Change = Callable[[dict[str, Any]], None]
A_NOTE = AddNote(text="Iets anders")
WIDE = ("workflow-changed", "workflow-deleted", "of-another-ledger", "of-another-trajectory")
"""The edits that touch more than one trajectory."""
UNREADABLE = ("emptied", "hashed-anew-white-space", "hashed-anew-key-twice", "hashed-anew-number")
"""The edits after which an entry cannot be read at all."""


def lengthen(desk: Desk, ref: str, entries: int) -> None:
    """Add notes until a trajectory has so many entries."""
    for _ in range(entries - len(desk.engine.log(ref))):
        desk.engine.do(ref, A_NOTE)


def unfence(desk: Desk) -> None:
    """Take the triggers away, and for this database the checks of its foreign keys."""
    with desk.database.connect() as connection:
        if connection.dialect.name == "sqlite":
            found = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
            names = connection.exec_driver_sql(found).scalars().all()
            statements = [f"DROP TRIGGER {name}" for name in names]
        else:
            tables = [one.name for one in APPEND_ONLY]
            statements = [f"ALTER TABLE {name} DISABLE TRIGGER USER" for name in tables]
        for one in statements:
            connection.exec_driver_sql(one)


def unbound(desk: Desk, *statements: str) -> None:
    """Run statements without a check of foreign keys."""
    with desk.database.connect() as connection:
        sqlite = connection.dialect.name == "sqlite"
        off = "PRAGMA foreign_keys=OFF" if sqlite else "SET session_replication_role = replica"
        on = "PRAGMA foreign_keys=ON" if sqlite else "RESET session_replication_role"
        for one in (off, *statements, on):
            connection.exec_driver_sql(one)


def edit_body(desk: Desk, identifier: str, seq: int, old: bytes, new: bytes) -> None:
    """Replace a piece of an entry's bytes, and nothing else."""
    body = stored(desk, identifier, seq).body
    assert old in body
    _set(desk, identifier, seq, {"body": body.replace(old, new, 1)})


def rehash(desk: Desk, identifier: str, seq: int) -> None:
    """Store the hash that belongs to the bytes that an entry has now."""
    body = stored(desk, identifier, seq).body
    _set(desk, identifier, seq, {"hash": entry_hash(body)})


def rewrite(desk: Desk, identifier: str, seq: int, change: Change) -> None:
    """Change the fields of an entry and make it canonical, hashed and copied into its columns."""
    fields = json.loads(stored(desk, identifier, seq).body)
    change(fields)
    body = encode(fields)
    copied = ("recorded_at", "at", "action", "object", "result", "actor", "role", "command")
    columns = {name: fields.get(name) for name in copied}
    _set(desk, identifier, seq, {"body": body, "hash": entry_hash(body), **columns})


def relink(desk: Desk, identifier: str, after: int) -> None:
    """Let every entry after a number name the hash of the one before it, and its own anew."""
    last = max(row.seq for row in desk.rows("SELECT seq FROM trajecten_entry"))
    for seq in range(after + 1, last + 1):
        before = stored(desk, identifier, seq - 1).hash
        rewrite(desk, identifier, seq, lambda fields, h=before: fields.update(prev=h))


def move_head(desk: Desk, identifier: str, seq: int) -> None:
    """Let the trajectory's row say that its chain ends at an entry."""
    statement = sa.update(trajectory).where(trajectory.c.id == identifier)
    with desk.database.connect() as connection:
        connection.execute(statement.values(seq=seq, head=stored(desk, identifier, seq).hash))


def stored(desk: Desk, identifier: str, seq: int) -> Any:
    """Return an entry's row."""
    statement = sa.select(entry).where(entry.c.trajectory == identifier, entry.c.seq == seq)
    with desk.database.connect() as connection:
        return connection.execute(statement).one()


def _set(desk: Desk, identifier: str, seq: int, values: Mapping[str, Any]) -> None:
    statement = sa.update(entry).where(entry.c.trajectory == identifier, entry.c.seq == seq)
    with desk.database.connect() as connection:
        connection.execute(statement.values(**values))
