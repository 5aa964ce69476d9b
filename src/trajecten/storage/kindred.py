"""What the queries on a family read: a trajectory's parent, its children, its topics."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, select

from trajecten.core.events import Action
from trajecten.core.state import State
from trajecten.ledger.entry import Result, entry_of
from trajecten.storage.codec import state_of
from trajecten.storage.reading import HAS_TITLE, bytes_of
from trajecten.storage.tables import entry, personal, trajectory

_ON_TOPICS = (Action.TOPIC_ADDED, Action.CRITERIA_SET, Action.TOPIC_CHOSEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kindred:
    """A parent or a child; `first` are the bytes of its first entry."""

    ref: str
    title: str | None
    definition: str
    state: State
    first: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicLine:
    """An accepted entry on topics, with the text that is still kept with it."""

    seq: int
    body: bytes
    text: str | None


def parent(connection: Connection, trajectory_id: str) -> Kindred | None:
    """Return the trajectory under which one was started, or None."""
    its_parent = select(trajectory.c.parent).where(trajectory.c.id == trajectory_id)
    found = _kindred(connection, trajectory.c.id == its_parent.scalar_subquery())
    return found[0] if found else None


def children(connection: Connection, trajectory_id: str) -> tuple[Kindred, ...]:
    """Return the trajectories that were started under one, by reference."""
    return _kindred(connection, trajectory.c.parent == trajectory_id)


def first_body(connection: Connection, trajectory_id: str) -> bytes:
    """Return the bytes of a trajectory's first entry."""
    statement = select(entry.c.body).where(entry.c.trajectory == trajectory_id, entry.c.seq == 1)
    return bytes_of(connection.execute(statement).scalar_one())


def parent_differs(connection: Connection, trajectory_id: str) -> bool:
    """Return whether a first entry names an entry of a parent that is not there by that hash."""
    named = entry_of(first_body(connection, trajectory_id)).data.get("parent")
    if named is None:
        return False
    match named:
        case {"trajectory": str() as above, "seq": int() as seq, "hash": str() as digest}:
            statement = select(entry.c.hash).where(entry.c.trajectory == above, entry.c.seq == seq)
            found: str | None = connection.execute(statement).scalar()
            return found != digest
        case _:
            return True


def topic_lines(connection: Connection, trajectory_id: str) -> tuple[TopicLine, ...]:
    """Return the accepted entries on topics, in order."""
    statement = (
        select(entry.c.seq, entry.c.body, personal.c.text)
        .outerjoin(
            personal,
            and_(personal.c.trajectory == entry.c.trajectory, personal.c.seq == entry.c.seq),
        )
        .where(
            entry.c.trajectory == trajectory_id,
            entry.c.action.in_([one.value for one in _ON_TOPICS]),
            entry.c.result == Result.ACCEPTED.value,
        )
        .order_by(entry.c.seq)
    )
    return tuple(
        TopicLine(seq=row.seq, body=bytes_of(row.body), text=row.text)
        for row in connection.execute(statement)
    )


# Private


def _kindred(connection: Connection, which: ColumnElement[bool]) -> tuple[Kindred, ...]:
    statement = (
        select(
            trajectory.c.ref,
            trajectory.c.definition,
            trajectory.c.state,
            personal.c.text.label("title"),
            entry.c.body,
        )
        .join(entry, and_(entry.c.trajectory == trajectory.c.id, entry.c.seq == 1))
        .outerjoin(personal, HAS_TITLE)
        .where(which)
        .order_by(trajectory.c.ref)
    )
    return tuple(map(_value, connection.execute(statement)))


def _value(row: Any) -> Kindred:  # noqa: ANN401 (rows have no type)
    return Kindred(
        ref=row.ref,
        title=row.title,
        definition=row.definition,
        state=state_of(row.state),
        first=bytes_of(row.body),
    )
