"""What an export reads: which chains there are, and the entries of one as they are stored."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, select

from trajecten.storage.reading import bytes_of
from trajecten.storage.tables import entry, trajectory


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredChain:
    """One trajectory: `seq` and `head` are the number and the hash of its last entry."""

    id: str
    ref: str
    workflow: str
    version: str
    definition: str
    seq: int
    head: str


def chains(connection: Connection, ref: str | None) -> tuple[StoredChain, ...]:
    """Return all trajectories by reference, or only the one that is named."""
    columns = ("id", "ref", "workflow", "version", "definition", "seq", "head")
    statement = select(*(trajectory.c[name] for name in columns)).order_by(trajectory.c.ref)
    if ref is not None:
        statement = statement.where(trajectory.c.ref == ref)
    return tuple(StoredChain(**row) for row in connection.execute(statement).mappings())


def bodies(connection: Connection, trajectory_id: str) -> Iterator[tuple[int, bytes, str]]:
    """Return the number, the bytes and the hash of every entry of a trajectory, in order."""
    statement = (
        select(entry.c.seq, entry.c.body, entry.c.hash)
        .where(entry.c.trajectory == trajectory_id)
        .order_by(entry.c.seq)
    )
    for row in connection.execute(statement):
        yield row.seq, bytes_of(row.body), row.hash
