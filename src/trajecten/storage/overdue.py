"""What waits for somebody: contributions without an answer, actions whose day has passed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, select

from trajecten.core.events import moment_of
from trajecten.storage.tables import action, contribution


@dataclass(frozen=True, slots=True, kw_only=True)
class Unanswered:
    """A contribution without feedback: when it came in, and when it was disposed of, if it was."""

    id: str
    at: datetime
    disposed_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LateAction:
    """An action that is not finished, and the day on which it should have been."""

    id: str
    due: date


def unanswered(connection: Connection, trajectory_id: str) -> Sequence[Unanswered]:
    """Return the contributions on which no feedback was sent, in the order received."""
    columns = (contribution.c.number, contribution.c.at, contribution.c.disposed_at)
    statement = (
        select(*columns)
        .where(contribution.c.trajectory == trajectory_id, contribution.c.feedback_at.is_(None))
        .order_by(contribution.c.number)
    )
    return tuple(
        Unanswered(
            id=f"contribution-{row.number}",
            at=moment_of(row.at),
            disposed_at=moment_of(row.disposed_at) if row.disposed_at else None,
        )
        for row in connection.execute(statement)
    )


def late_actions(connection: Connection, trajectory_id: str, day: date) -> Sequence[LateAction]:
    """Return the unfinished actions that were due before a day, in the order recorded."""
    statement = (
        select(action.c.number, action.c.due)
        .where(
            action.c.trajectory == trajectory_id,
            action.c.finished_at.is_(None),
            action.c.due < day.isoformat(),
        )
        .order_by(action.c.number)
    )
    return tuple(
        LateAction(id=f"action-{row.number}", due=date.fromisoformat(row.due))
        for row in connection.execute(statement)
    )
