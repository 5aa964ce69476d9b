"""What the queries of the engine read: rows of one trajectory or of all, as values."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, Table, and_, exists, func, select

from trajecten.core.state import State
from trajecten.ledger.chain import Head, PersonalText, StoredEntry
from trajecten.ledger.entry import PERSON_FIELD
from trajecten.storage.codec import state_of
from trajecten.storage.tables import (
    citation,
    contact,
    definition,
    entry,
    meta,
    party,
    personal,
    trajectory,
)

_COPIED = ("recorded_at", "at", "action", "object", "result", "actor", "role", "command")
HAS_TITLE = and_(
    personal.c.trajectory == trajectory.c.id, personal.c.seq == 1, personal.c.field == "title"
)
"""The join of a trajectory with its title."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One trajectory in the list of all."""

    id: str
    parent: str | None
    ref: str
    title: str | None
    workflow: str
    version: str
    definition: str
    state: State
    started_at: str
    recorded_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredLine:
    """One entry with the texts that are still kept with it."""

    seq: int
    body: bytes
    hash: str
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstEntry:
    """How a trajectory begins: the bytes of its first entry, and the parent that its row names."""

    trajectory: str
    parent: str | None
    body: bytes


def log_identity(connection: Connection) -> str:
    """Return the identity of the ledger in this database."""
    value = connection.execute(select(meta.c.value).where(meta.c.key == "log")).scalar_one()
    return str(value)


def definition_text(connection: Connection, digest: str) -> bytes | None:
    """Return the bytes of a stored workflow, or None."""
    statement = select(definition.c.text).where(definition.c.digest == digest)
    found = connection.execute(statement).scalar()
    return None if found is None else bytes_of(found)


def definitions(connection: Connection) -> dict[str, bytes]:
    """Return the bytes of all stored workflows, by digest."""
    statement = select(definition.c.digest, definition.c.text)
    return {row.digest: bytes_of(row.text) for row in connection.execute(statement)}


def names(connection: Connection, trajectory_id: str) -> dict[str, str]:
    """Return the names that are still kept in a trajectory, by reference."""
    statement = select(party.c.ref, party.c.name).where(party.c.trajectory == trajectory_id)
    return {row.ref: row.name for row in connection.execute(statement)}


def title_of(connection: Connection, trajectory_id: str) -> str | None:
    """Return the title of a trajectory, or None when it was erased."""
    return connection.execute(
        select(personal.c.text).where(
            personal.c.trajectory == trajectory_id,
            personal.c.seq == 1,
            personal.c.field == "title",
        )
    ).scalar()


def last_contacts(connection: Connection, trajectory_id: str) -> dict[str, str]:
    """Return when the last contact that stands was, by domain."""
    statement = (
        select(contact.c.domain, func.max(contact.c.at).label("last"))
        .where(contact.c.trajectory == trajectory_id, contact.c.retracted.is_(False))
        .group_by(contact.c.domain)
        .order_by(contact.c.domain)
    )
    return {row.domain: row.last for row in connection.execute(statement)}


def lines(
    connection: Connection, trajectory_id: str, *, after: int, limit: int | None
) -> tuple[StoredLine, ...]:
    """Return entries in order, those after a number, at most so many."""
    wanted = _lines(trajectory_id).where(entry.c.seq > after).limit(limit)
    return _with_texts(connection, trajectory_id, wanted)


def lines_about(
    connection: Connection, trajectory_id: str, actions: Iterable[str]
) -> tuple[StoredLine, ...]:
    """Return the entries with one of these actions, in order."""
    wanted = _lines(trajectory_id).where(entry.c.action.in_(actions))
    return _with_texts(connection, trajectory_id, wanted)


def _lines(trajectory_id: str) -> Select[Any]:
    return (
        select(entry.c.seq, entry.c.body, entry.c.hash)
        .where(entry.c.trajectory == trajectory_id)
        .order_by(entry.c.seq)
    )


def _with_texts(
    connection: Connection, trajectory_id: str, wanted: Select[Any]
) -> tuple[StoredLine, ...]:
    rows = connection.execute(wanted).all()
    if not rows:
        return ()
    kept: dict[int, dict[str, str]] = {}
    texts = select(personal.c.seq, personal.c.field, personal.c.text).where(
        personal.c.trajectory == trajectory_id,
        personal.c.seq.between(rows[0].seq, rows[-1].seq),
    )
    for row in connection.execute(texts):
        kept.setdefault(row.seq, {})[row.field] = row.text
    return tuple(
        StoredLine(seq=row.seq, body=bytes_of(row.body), hash=row.hash, texts=kept.get(row.seq, {}))
        for row in rows
    )


def line(connection: Connection, trajectory_id: str, seq: int) -> StoredLine:
    """Return one entry."""
    return lines(connection, trajectory_id, after=seq - 1, limit=1)[0]


def started_by(connection: Connection, command: str) -> tuple[str, str] | None:
    """Return the id and reference of the trajectory that a command started, or None."""
    row = connection.execute(
        select(trajectory.c.id, trajectory.c.ref)
        .join(entry, entry.c.trajectory == trajectory.c.id)
        .where(entry.c.command == command, entry.c.seq == 1)
    ).first()
    return None if row is None else (row.id, row.ref)


def portfolio(connection: Connection, ref: str | None = None) -> tuple[Listed, ...]:
    """Return all trajectories by reference, or only the one that is named."""
    statement = (
        select(trajectory, personal.c.text.label("title"))
        .outerjoin(personal, HAS_TITLE)
        .order_by(trajectory.c.ref)
    )
    if ref is not None:
        statement = statement.where(trajectory.c.ref == ref)
    return tuple(
        Listed(
            id=row.id,
            parent=row.parent,
            ref=row.ref,
            title=row.title,
            workflow=row.workflow,
            version=row.version,
            definition=row.definition,
            state=state_of(row.state),
            started_at=row.started_at,
            recorded_at=row.recorded_at,
        )
        for row in connection.execute(statement)
    )


def refs(connection: Connection, prefix: str) -> tuple[str, ...]:
    """Return the references that begin with a text, in order."""
    statement = (
        select(trajectory.c.ref)
        .where(func.substr(trajectory.c.ref, 1, len(prefix)) == prefix)
        .order_by(trajectory.c.ref)
    )
    return tuple(connection.execute(statement).scalars())


def rows_of(connection: Connection, table: Table, trajectory_id: str) -> tuple[RowMapping, ...]:
    """Return the rows of a projection that belong to a trajectory, in the order of their key."""
    statement = (
        select(table)
        .where(table.c.trajectory == trajectory_id)
        .order_by(*table.primary_key.columns)
    )
    return tuple(connection.execute(statement).mappings())


def cited_contacts(connection: Connection, trajectory_id: str) -> frozenset[int]:
    """Return the numbers of the contacts that some paper cites."""
    statement = select(citation.c.contact).where(citation.c.trajectory == trajectory_id).distinct()
    return frozenset(connection.execute(statement).scalars())


def texts_of(
    connection: Connection, trajectory_id: str, fields: tuple[str, ...]
) -> dict[tuple[int, str], str]:
    """Return the texts that are still kept under some fields, by entry number and field."""
    statement = select(personal.c.seq, personal.c.field, personal.c.text).where(
        personal.c.trajectory == trajectory_id, personal.c.field.in_(fields)
    )
    return {(row.seq, row.field): row.text for row in connection.execute(statement)}


def sizes(connection: Connection) -> tuple[int, int]:
    """Return how many trajectories and how many entries there are."""
    return (
        connection.execute(select(func.count()).select_from(trajectory)).scalar_one(),
        connection.execute(select(func.count()).select_from(entry)).scalar_one(),
    )


def heads(connection: Connection, ref: str | None) -> tuple[tuple[str, Head], ...]:
    """Return where each chain says it ends, with its reference; or that of one trajectory."""
    return _heads(connection, _ENDS if ref is None else _ENDS.where(trajectory.c.ref == ref))


def heads_among(connection: Connection, refs: Collection[str]) -> tuple[tuple[str, Head], ...]:
    """Return where the chains of some trajectories say they end, each with its reference."""
    return _heads(connection, _ENDS.where(trajectory.c.ref.in_(refs)))


_ENDS = select(*(trajectory.c[name] for name in ("ref", "id", "seq", "head", "definition")))


def _heads(connection: Connection, wanted: Select[Any]) -> tuple[tuple[str, Head], ...]:
    log = log_identity(connection)
    rows = connection.execute(wanted.order_by(trajectory.c.ref))
    return tuple(
        (
            row.ref,
            Head(
                log=log,
                trajectory=row.id,
                seq=row.seq,
                hash=row.head,
                definition=row.definition,
            ),
        )
        for row in rows
    )


def head_of(connection: Connection, trajectory_id: str) -> tuple[str, Head] | None:
    """Return where the chain of a trajectory says it ends, with its reference, or None."""
    found = _heads(connection, _ENDS.where(trajectory.c.id == trajectory_id))
    return found[0] if found else None


def orphans(connection: Connection) -> tuple[str, ...]:
    """Return the ids of trajectories that have entries but no row of their own."""
    known = exists().where(trajectory.c.id == entry.c.trajectory)
    statement = select(entry.c.trajectory).where(~known).distinct().order_by(entry.c.trajectory)
    return tuple(connection.execute(statement).scalars())


class StoredChain:
    """The entries of a trajectory as they are stored, each with its personal texts, in order.

    Once they were read to the end, `first` are the bytes of the first, and `stray` is the number
    under which something personal is kept although no entry has it.
    """

    def __init__(self, connection: Connection, trajectory_id: str) -> None:
        """Prepare; nothing is read yet."""
        self._connection = connection
        self._trajectory = trajectory_id
        self.first = b""
        self.stray: int | None = None

    def __iter__(self) -> Iterator[StoredEntry]:
        """Read the entries."""
        texts = self._texts()
        statement = select(entry).where(entry.c.trajectory == self._trajectory)
        for columns in self._connection.execute(statement.order_by(entry.c.seq)).mappings():
            one = StoredEntry(
                seq=columns["seq"],
                body=bytes_of(columns["body"]),
                hash=columns["hash"],
                columns={name: columns[name] for name in _COPIED},
                personal=texts.pop(columns["seq"], {}),
            )
            self.first = self.first or one.body
            yield one
        self.stray = min(texts, default=None)

    def _texts(self) -> dict[int, dict[str, PersonalText]]:
        here, kept = self._trajectory, self._connection
        texts: dict[int, dict[str, PersonalText]] = {}
        for row in kept.execute(select(personal).where(personal.c.trajectory == here)):
            text = PersonalText(salt=bytes_of(row.salt), text=row.text)
            texts.setdefault(row.seq, {})[row.field] = text
        for row in kept.execute(select(party).where(party.c.trajectory == here)):
            text = PersonalText(salt=bytes_of(row.salt), text=row.name)
            texts.setdefault(row.seq, {})[PERSON_FIELD + row.ref] = text
        return texts


def bare_entries(connection: Connection, trajectory_id: str) -> Iterator[StoredEntry]:
    """Return every entry of a trajectory as it is stored, without personal texts, in order."""
    statement = select(entry).where(entry.c.trajectory == trajectory_id).order_by(entry.c.seq)
    for columns in connection.execute(statement).mappings():
        yield StoredEntry(
            seq=columns["seq"],
            body=bytes_of(columns["body"]),
            hash=columns["hash"],
            columns={name: columns[name] for name in _COPIED},
            personal=None,
        )


def first_entries(connection: Connection) -> Iterator[FirstEntry]:
    """Return how every trajectory begins, one by one."""
    statement = (
        select(entry.c.trajectory, trajectory.c.parent, entry.c.body)
        .outerjoin(trajectory, trajectory.c.id == entry.c.trajectory)
        .where(entry.c.seq == 1)
        .order_by(entry.c.trajectory)
    )
    for row in connection.execute(statement.execution_options(yield_per=1_000)):
        yield FirstEntry(trajectory=row.trajectory, parent=row.parent, body=bytes_of(row.body))


def bodies(connection: Connection, *, first: bool) -> Iterator[tuple[str, bytes]]:
    """Return the bytes of every entry with the reference of its trajectory, or of first ones only.

    One by one, in the order of their trajectories.
    """
    statement = (
        select(trajectory.c.ref, entry.c.body)
        .join(trajectory, trajectory.c.id == entry.c.trajectory)
        .order_by(entry.c.trajectory, entry.c.seq)
    )
    if first:
        statement = statement.where(entry.c.seq == 1)
    for row in connection.execute(statement.execution_options(yield_per=1_000)):
        yield row.ref, bytes_of(row.body)


def bytes_of(value: bytes | memoryview | str) -> bytes:
    """Return what a column of bytes holds, also when somebody put text in it by hand."""
    return value.encode() if isinstance(value, str) else bytes(value)
