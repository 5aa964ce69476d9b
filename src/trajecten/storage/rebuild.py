"""Projections made anew from the ledger, and whether they differ from what stands."""

from typing import cast

from sqlalchemy import Connection, bindparam, delete, select, update

from trajecten.core.events import moment_text
from trajecten.core.state import State, after
from trajecten.ledger.entry import Entry, definition_after, entry_of, recorded_of
from trajecten.storage.codec import state_text
from trajecten.storage.database import transaction
from trajecten.storage.projection import parent_of, project
from trajecten.storage.reading import bytes_of, rows_of
from trajecten.storage.tables import PROJECTIONS, definition, entry, trajectory

Snapshot = dict[str, tuple[object, ...]]
"""The rows of one trajectory, by table."""


class _Undo(Exception):  # noqa: N818 (no error: it ends a transaction that must leave no trace)
    pass


def rebuild_one(connection: Connection, trajectory_id: str, *, check: bool) -> tuple[str, ...]:
    """Make the projections of one trajectory anew; return the tables whose rows were different.

    With `check`, everything is left as it was.
    """
    differences: tuple[str, ...] = ()
    try:
        with transaction(connection, own=True):
            connection.execute(_LOCK, {"locked": trajectory_id})
            before = _snapshot(connection, trajectory_id)
            _replay(connection, trajectory_id)
            now = _snapshot(connection, trajectory_id)
            differences = tuple(name for name in before if before[name] != now[name])
            if check:
                raise _Undo  # noqa: TRY301 (the way to end a transaction without a trace)
    except _Undo:
        pass
    return differences


# Private

_LOCK = select(trajectory.c.id).where(trajectory.c.id == bindparam("locked")).with_for_update()


def _snapshot(connection: Connection, trajectory_id: str) -> Snapshot:
    rows: Snapshot = {
        table.name: tuple(tuple(row.values()) for row in rows_of(connection, table, trajectory_id))
        for table in PROJECTIONS
    }
    own = select(trajectory).where(trajectory.c.id == trajectory_id)
    rows[trajectory.name] = tuple(tuple(row) for row in connection.execute(own))
    return rows


def _replay(connection: Connection, trajectory_id: str) -> None:
    for table in PROJECTIONS:
        connection.execute(delete(table).where(table.c.trajectory == trajectory_id))
    statement = (
        select(entry.c.body, entry.c.hash)
        .where(entry.c.trajectory == trajectory_id)
        .order_by(entry.c.seq)
    )
    state = State()
    digest = ""
    last: tuple[Entry, str] | None = None
    for row in connection.execute(statement).all():
        made = entry_of(bytes_of(row.body))
        if made.seq == 1:
            _restart(connection, made)
        happened = recorded_of(made)
        if happened is not None:
            state = after(state, happened)
            project(connection, trajectory_id, happened)
            digest = definition_after(made)
        last = (made, row.hash)
    if last is not None:
        made, head = last
        connection.execute(
            update(trajectory)
            .where(trajectory.c.id == trajectory_id)
            .values(
                seq=made.seq,
                head=head,
                state=state_text(state),
                recorded_at=moment_text(made.recorded_at),
                definition=digest,
                version=select(definition.c.version)
                .where(definition.c.digest == digest)
                .scalar_subquery(),
            )
        )


def _restart(connection: Connection, made: Entry) -> None:
    connection.execute(
        update(trajectory)
        .where(trajectory.c.id == made.trajectory)
        .values(
            ref=cast("str", made.data["ref"]),
            workflow=cast("str", made.data["workflow"]),
            version=cast("str", made.data["version"]),
            started_at=moment_text(made.recorded_at),
            parent=parent_of(made.data),
        )
    )
