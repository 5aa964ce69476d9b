"""What happened: the event that an accepted command leaves behind."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from types import MappingProxyType

from trajecten.core.finding import Json

_NO_TEXT: Mapping[str, str] = MappingProxyType({})


class Action(StrEnum):
    """What an entry is about; `docs/ledger.md` lists the data of each."""

    STARTED = "trajectory.started"
    ADVANCED = "trajectory.advanced"
    CONTACT_RECORDED = "contact.recorded"
    CONTACT_CORRECTED = "contact.corrected"
    CONTACT_RETRACTED = "contact.retracted"
    ARTEFACT_REGISTERED = "artefact.registered"
    CONTRIBUTION_RECEIVED = "contribution.received"
    CONTRIBUTION_DISPOSED = "contribution.disposed"
    FEEDBACK_SENT = "feedback.sent"
    ENDORSED = "artefact.endorsed"
    ROLE_ASSIGNED = "role.assigned"
    ROLE_ENDED = "role.ended"
    ROLE_HANDED_OVER = "role.handed_over"
    ACTION_ADDED = "action.added"
    ACTION_FINISHED = "action.finished"
    LESSON_RECORDED = "lesson.recorded"
    DECISION_RECORDED = "decision.recorded"
    APPROVED = "transition.approved"
    NOTED = "note.added"
    DEVIATION_ASKED = "deviation.asked"
    DEVIATION_DECIDED = "deviation.decided"
    DEVIATION_FORGIVEN = "deviation.forgiven"
    MIGRATED = "trajectory.migrated"
    TOPIC_ADDED = "topic.added"
    CRITERIA_SET = "topics.criteria"
    TOPIC_CHOSEN = "topic.chosen"
    TERM_EXTENDED = "term.extended"
    TERM_SUSPENDED = "term.suspended"
    TERM_RESUMED = "term.resumed"
    CHOICE_MADE = "choice.made"
    ERASED = "personal.erased"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that happened, as the ledger keeps it.

    `at` is when it happened (aware, UTC); `data` holds no names and no free text; `personal` holds
    the free text by field, which is stored apart.
    """

    action: Action
    object: str
    at: datetime
    data: Mapping[str, Json]
    personal: Mapping[str, str] = field(default_factory=lambda: _NO_TEXT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """An event with its place in the ledger: the entry's number, when it was recorded, by whom.

    `actor` is the reference of a person; a rehearsal has none.
    """

    seq: int
    recorded_at: datetime
    event: Event
    actor: str = ""


def moment_text(moment: datetime) -> str:
    """Return an aware instant as the ledger writes it: UTC, microseconds, "Z".

    >>> from datetime import timezone, timedelta
    >>> moment_text(datetime(2026, 3, 1, 11, tzinfo=timezone(timedelta(hours=1))))
    '2026-03-01T10:00:00.000000Z'
    """
    utc = moment if moment.tzinfo is UTC else moment.astimezone(UTC)
    return utc.isoformat(timespec="microseconds")[:-6] + "Z"


def moment_of(text: str) -> datetime:
    """Return the aware UTC instant that the ledger wrote.

    Raises:
        ValueError: the text is not in the ledger's form.
    """
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None or moment_text(moment) != text:
        raise ValueError(text)
    return moment
