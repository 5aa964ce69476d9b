"""What seals the ledger: the order of all entries, the record, and what was signed.

Everything that goes over all entries goes in pages, so that its size does not matter.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Select, and_, exists, func, insert, select, text

from trajecten.core.events import moment_text
from trajecten.ledger.chain import PersonalText, StoredEntry
from trajecten.ledger.entry import Entry, entry_hash
from trajecten.ledger.merkle import HASH_BYTES
from trajecten.ledger.record import TrajectoryHead
from trajecten.storage.append import Kept
from trajecten.storage.database import transaction
from trajecten.storage.prepared import run
from trajecten.storage.reading import bytes_of
from trajecten.storage.tables import checkpoint, entry, leaf, record, record_text

PAGE = 2_000
"""So many rows are read at a time."""

_LOCK = 0x7472616A7365616C  # "trajseal": the advisory lock on PostgreSQL of who writes the record


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredCheckpoint:
    """A signed note as the database holds it."""

    size: int
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedLine:
    """A leaf, with the entry or the entry of the record that has its hash, if there is one.

    `id` is the number of the entry's row, `record` the number of an entry of the record; `body` are
    the bytes of the latter.
    """

    index: int
    hash: str
    id: int | None
    trajectory: str | None
    seq: int | None
    record: int | None
    body: bytes | None


@contextmanager
def alone(connection: Connection) -> Iterator[None]:
    """Run a block in one transaction, on the situation of one moment, while nobody else seals.

    On PostgreSQL the lock comes first: who waited for it sees what the other wrote.
    """
    if connection.dialect.name == "sqlite":
        with transaction(connection, own=True):
            yield
        return
    connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": _LOCK})
    try:
        run(connection, "BEGIN ISOLATION LEVEL REPEATABLE READ")
        try:
            yield
        except BaseException:
            run(connection, "ROLLBACK")
            raise
        run(connection, "COMMIT")
    finally:
        connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": _LOCK})


# The order of all entries


def leaves(connection: Connection, size: int | None = None) -> Iterator[bytes]:
    """Return the hashes of the leaves in order, all or the first so many."""
    statement = select(leaf.c["index"], leaf.c.hash)
    if size is not None:
        statement = statement.where(leaf.c["index"] < size)
    for row in _paged(connection, statement, leaf.c["index"]):
        yield hash_bytes(row.hash)


def hash_bytes(digest: str) -> bytes:
    """Return the bytes of a hash; text that is no hash gives one that nothing else has."""
    try:
        raw = bytes.fromhex(digest)
    except ValueError:
        raw = b""
    return raw if len(raw) == HASH_BYTES else sha256(digest.encode(errors="replace")).digest()


def add_leaves(connection: Connection, first: int, hashes: Sequence[str]) -> None:
    """Give the next numbers to entries by their hash."""
    rows = [{"index": first + number, "hash": one} for number, one in enumerate(hashes)]
    connection.execute(insert(leaf), rows)


def unsealed(connection: Connection) -> Iterator[Sequence[str]]:
    """Return the hashes of the entries that have no leaf, page by page, as they were written.

    They are found by what they lack, never by a last number: ids are given out in another order
    than that in which transactions end.
    """
    statement = select(entry.c.id, entry.c.hash).where(_lacking(entry))
    last: int | None = None
    while rows := _page(connection, statement, entry.c.id, last):
        last = rows[-1].id
        yield [row.hash for row in rows]


def unsealed_records(connection: Connection) -> Sequence[str]:
    """Return the hashes of the entries of the record that have no leaf, in order."""
    statement = select(record.c.hash).where(_lacking(record)).order_by(record.c.seq)
    return connection.execute(statement).scalars().all()


def unsealed_trajectories(connection: Connection) -> tuple[str, ...]:
    """Return the ids of the trajectories with entries that have no leaf."""
    statement = select(entry.c.trajectory).where(_lacking(entry)).distinct()
    return tuple(connection.execute(statement.order_by(entry.c.trajectory)).scalars())


def first_unsealed(
    connection: Connection, after: int, before: int | None
) -> tuple[str, int] | None:
    """Return the trajectory and number of the first entry without a leaf between two rows."""
    statement = select(entry.c.trajectory, entry.c.seq).where(_lacking(entry), entry.c.id > after)
    if before is not None:
        statement = statement.where(entry.c.id < before)
    row = connection.execute(statement.order_by(entry.c.id).limit(1)).first()
    return None if row is None else (row.trajectory, row.seq)


def lost_leaf(connection: Connection) -> int | None:
    """Return the number of the first leaf of which the entry is gone, or None."""
    statement = select(func.min(leaf.c["index"])).where(
        ~exists().where(entry.c.hash == leaf.c.hash), ~exists().where(record.c.hash == leaf.c.hash)
    )
    return connection.execute(statement).scalar()


def sealed_lines(connection: Connection) -> Iterator[SealedLine]:
    """Return the leaves in order, each with the entry that has its hash."""
    statement = (
        select(
            leaf.c["index"],
            leaf.c.hash,
            entry.c.id,
            entry.c.trajectory,
            entry.c.seq,
            record.c.seq.label("record"),
            record.c.body,
        )
        .select_from(leaf)
        .outerjoin(entry, entry.c.hash == leaf.c.hash)
        .outerjoin(record, record.c.hash == leaf.c.hash)
    )
    for row in _paged(connection, statement, leaf.c["index"]):
        found: dict[str, Any] = dict(row._mapping)  # noqa: SLF001 (the public name of a row's columns)
        body = found.pop("body")
        yield SealedLine(**found, body=None if body is None else bytes_of(body))


def bodies(connection: Connection, size: int) -> Iterator[tuple[int, bytes | None]]:
    """Return the number and the bytes of what is sealed, in order; None for what is gone."""
    statement = (
        select(leaf.c["index"], func.coalesce(entry.c.body, record.c.body).label("body"))
        .select_from(leaf)
        .outerjoin(entry, entry.c.hash == leaf.c.hash)
        .outerjoin(record, record.c.hash == leaf.c.hash)
        .where(leaf.c["index"] < size)
    )
    for row in _paged(connection, statement, leaf.c["index"]):
        number, body = row
        yield number, None if body is None else bytes_of(body)


def leaf_of(connection: Connection, trajectory_id: str, seq: int) -> int | None:
    """Return the number of the leaf of an entry, or None when it has none."""
    statement = (
        select(leaf.c["index"])
        .join(entry, entry.c.hash == leaf.c.hash)
        .where(entry.c.trajectory == trajectory_id, entry.c.seq == seq)
    )
    return connection.execute(statement).scalar()


def sealed_heads(connection: Connection, size: int) -> Iterator[TrajectoryHead]:
    """Return the last of the first so many sealed entries of each trajectory, by trajectory."""
    sealed = and_(leaf.c.hash == entry.c.hash, leaf.c["index"] < size)
    ends = (
        select(entry.c.trajectory, func.max(entry.c.seq).label("seq"))
        .join(leaf, sealed)
        .group_by(entry.c.trajectory)
        .subquery()
    )
    statement = select(entry.c.trajectory, entry.c.seq, entry.c.hash).join(
        ends, and_(ends.c.trajectory == entry.c.trajectory, ends.c.seq == entry.c.seq)
    )
    rows = connection.execute(statement.order_by(entry.c.trajectory))
    for row in rows:
        yield TrajectoryHead(trajectory=row.trajectory, seq=row.seq, hash=row.hash)


def totals(connection: Connection) -> tuple[int, int]:
    """Return how many entries there are, those of the record too, and how many leaves."""
    counts = [
        connection.execute(select(func.count()).select_from(one)).scalar_one()
        for one in (entry, record, leaf)
    ]
    return counts[0] + counts[1], counts[2]


# The record


def last_record(connection: Connection) -> tuple[int, str, str] | None:
    """Return the number, the hash and the moment of the last entry of the record, or None."""
    statement = select(record.c.seq, record.c.hash, record.c.recorded_at)
    row = connection.execute(statement.order_by(record.c.seq.desc()).limit(1)).first()
    return None if row is None else (row.seq, row.hash, row.recorded_at)


def add_record(connection: Connection, made: Entry, texts: Iterable[Kept]) -> str:
    """Write an entry of the record with its personal texts; return its hash."""
    body = made.body()
    row = {
        "seq": made.seq,
        "recorded_at": moment_text(made.recorded_at),
        "action": made.action,
        "body": body,
        "hash": entry_hash(body),
    }
    connection.execute(insert(record), row)
    kept = [
        {"seq": made.seq, "field": one.field, "salt": one.salt, "text": one.text} for one in texts
    ]
    if kept:
        connection.execute(insert(record_text), kept)
    return entry_hash(body)


def stored_records(connection: Connection) -> Iterator[StoredEntry]:
    """Return every entry of the record as it is stored, with its personal texts, in order."""
    texts: dict[int, dict[str, PersonalText]] = {}
    for row in connection.execute(select(record_text)):
        kept = PersonalText(salt=bytes_of(row.salt), text=row.text)
        texts.setdefault(row.seq, {})[row.field] = kept
    for row in _paged(connection, select(record), record.c.seq):
        yield StoredEntry(
            seq=row.seq,
            body=bytes_of(row.body),
            hash=row.hash,
            columns={"recorded_at": row.recorded_at, "action": row.action},
            personal=texts.get(row.seq, {}),
        )


def record_body(connection: Connection, index: int) -> bytes | None:
    """Return the bytes of the entry of the record that is a leaf, or None."""
    statement = (
        select(record.c.body)
        .join(leaf, leaf.c.hash == record.c.hash)
        .where(leaf.c["index"] == index)
    )
    found = connection.execute(statement).scalar()
    return None if found is None else bytes_of(found)


# What was signed


def checkpoints(connection: Connection, *, last: int | None = None) -> tuple[StoredCheckpoint, ...]:
    """Return the stored checkpoints, the largest first, all or so many."""
    statement = select(checkpoint.c.size, checkpoint.c.note).order_by(checkpoint.c.size.desc())
    rows = connection.execute(statement.limit(last))
    return tuple(StoredCheckpoint(size=row.size, note=row.note) for row in rows)


def add_checkpoint(connection: Connection, size: int, note: str, made_at: str) -> None:
    """Keep a signed note."""
    connection.execute(insert(checkpoint), {"size": size, "note": note, "made_at": made_at})


# Private


def _lacking(table: Any) -> Any:  # noqa: ANN401 (SQLAlchemy's own)
    return ~exists().where(leaf.c.hash == table.c.hash)


def _paged(connection: Connection, statement: Select[Any], key: Any) -> Iterator[Any]:  # noqa: ANN401
    last: int | None = None
    while rows := _page(connection, statement, key, last):
        last = rows[-1]._mapping[key.name]  # noqa: SLF001 (the public name of a row's columns)
        yield from rows


def _page(connection: Connection, statement: Select[Any], key: Any, last: int | None) -> Any:  # noqa: ANN401
    if last is not None:
        statement = statement.where(key > last)
    return connection.execute(statement.order_by(key).limit(PAGE)).all()
