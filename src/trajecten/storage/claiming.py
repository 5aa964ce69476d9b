"""Which trajectories there are to look at, and keeping one to oneself while a step is taken."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select

from trajecten.storage.codec import state_of
from trajecten.storage.tables import trajectory


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A trajectory with the digest of its workflow, and the present phase of each track."""

    ref: str
    definition: str
    phases: Mapping[str, str]


def placed(connection: Connection, ref: str | None) -> tuple[Placed, ...]:
    """Return where all trajectories are, by reference, or only the one that is named."""
    statement = select(trajectory.c.ref, trajectory.c.definition, trajectory.c.state)
    if ref is not None:
        statement = statement.where(trajectory.c.ref == ref)
    return tuple(
        Placed(
            ref=row.ref,
            definition=row.definition,
            phases={track: one.phase for track, one in state_of(row.state).tracks.items()},
        )
        for row in connection.execute(statement.order_by(trajectory.c.ref))
    )


def claim(connection: Connection, ref: str) -> bool:
    """Return whether a trajectory is ours until the transaction ends; it is not waited for.

    On PostgreSQL its row is locked, unless somebody else has it. On SQLite the transaction has the
    write lock of the whole file, so that nobody else can have it.
    """
    wanted = select(trajectory.c.id).where(trajectory.c.ref == ref)
    return connection.execute(wanted.with_for_update(skip_locked=True)).first() is not None
