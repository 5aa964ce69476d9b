"""What asks for attention, in one trajectory or in all: what is owed, waits, or no longer holds."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from trajecten.core.deviation import DEVIATION_LABELS
from trajecten.core.events import moment_of
from trajecten.core.facts import Facts, Standing
from trajecten.core.finding import Remedy
from trajecten.core.terms import day_of
from trajecten.core.text import Text
from trajecten.core.workflow import Workflow
from trajecten.deciding import lapsed, owed, relation_stands
from trajecten.engine.damage import DamagedItem, damaged_by
from trajecten.engine.departures import AttentionItem, AttentionKind
from trajecten.engine.reminding import Reminder, actions_late, feedback_owed, terms_to_watch
from trajecten.errors import IntegrityError
from trajecten.storage import reading
from trajecten.storage.facts import LiveFacts
from trajecten.storage.overdue import late_actions, unanswered


def attention(
    connection: Connection,
    ref: str | None,
    now: datetime,
    workflow_of: Callable[[str], Workflow],
    within: int,
) -> tuple[AttentionItem, ...]:
    """Return what asks for attention, by reference: of one trajectory, or of all.

    `within` is in how many days a term must end to be told of. Among all, one that is damaged asks
    for attention by that alone.

    Raises:
        IntegrityError: the one trajectory is damaged.
    """
    found: list[AttentionItem] = []
    for row in reading.portfolio(connection, ref):
        try:
            found += _all_of(connection, row, now, workflow_of, within)
        except IntegrityError as error:
            if ref is not None:
                raise
            found.append(_damage(row, damaged_by(error, row.ref)))
    return tuple(found)


# Private

_DECIDE = Text("Laat erover besluiten.", "Have it decided on.")
_VERIFY = Text("Controleer het logboek.", "Verify the ledger.")


@dataclass(frozen=True, slots=True)
class _Case:
    """One trajectory as it is looked at."""

    ref: str
    title: str | None
    workflow: Workflow
    facts: Facts
    last: datetime
    now: datetime


def _all_of(
    connection: Connection,
    row: reading.Listed,
    now: datetime,
    workflow_of: Callable[[str], Workflow],
    within: int,
) -> tuple[AttentionItem, ...]:
    facts = LiveFacts(connection, row.id, row.state, workflow_of)
    workflow, last = workflow_of(row.definition), moment_of(row.recorded_at)
    case = _Case(row.ref, row.title, workflow, facts, last, now)
    reminders = _reminders(connection, row, case, within)
    return (*_urgent(case), *(_reminded(case, one) for one in reminders), *_stale(case))


def _damage(row: reading.Listed, damaged: DamagedItem) -> AttentionItem:
    return AttentionItem(
        ref=row.ref,
        title=row.title,
        kind=AttentionKind.DAMAGE,
        message=damaged.message,
        remedies=(Remedy(_VERIFY, "Verify"),),
    )


def _urgent(case: _Case) -> Iterator[AttentionItem]:
    yield from _relation(case)
    yield from _debts(case)
    yield from _waiting(case)


def _reminders(
    connection: Connection, row: reading.Listed, case: _Case, within: int
) -> Iterator[Reminder]:
    """Return what to be reminded of; what the state says is not there, is not looked up."""
    yield from terms_to_watch(case.workflow, case.facts, case.now, within)
    if row.state.waiting:
        yield from feedback_owed(case.workflow, unanswered(connection, row.id), case.now)
    if any(one.dated for one in row.state.actions):
        yield from actions_late(late_actions(connection, row.id, day_of(case.now)))


def _reminded(case: _Case, one: Reminder) -> AttentionItem:
    return _item(case, one.kind, one.message, at=one.at, remedies=one.remedies)


def _item(
    case: _Case,
    kind: AttentionKind,
    message: Text,
    *,
    at: datetime | None = None,
    remedies: tuple[Remedy, ...] = (),
) -> AttentionItem:
    return AttentionItem(
        ref=case.ref, title=case.title, kind=kind, message=message, at=at, remedies=remedies
    )


def _relation(case: _Case) -> Iterator[AttentionItem]:
    found = relation_stands(case.workflow, case.facts, case.now)
    if found is not None:
        yield _item(case, AttentionKind.RELATION, found.message, remedies=found.remedies)


def _debts(case: _Case) -> Iterator[AttentionItem]:
    due = {one.id: one.due for one in case.facts.deviations}
    for one in owed(case.workflow, case.facts, case.now):
        if not one.met:
            at = due[one.missing[0].id]
            yield _item(case, AttentionKind.DEBT, one.message, at=at, remedies=one.remedies)


def _waiting(case: _Case) -> Iterator[AttentionItem]:
    for one in case.facts.deviations:
        if one.standing is Standing.ASKED and not lapsed(case.workflow, case.facts, one):
            message = Text(
                "Over {id} ({kind}) is nog niet besloten.",
                "{id} ({kind}) is not decided on yet.",
            ).fill(id=one.id, kind=DEVIATION_LABELS[one.kind])
            remedy = Remedy(_DECIDE, "DecideDeviation", (("deviation", one.id),))
            yield _item(case, AttentionKind.DEVIATION, message, remedies=(remedy,))


def _stale(case: _Case) -> Iterator[AttentionItem]:
    for visit in case.facts.tracks.values():
        phase = case.workflow.phases[visit.phase]
        if phase.attention_after is None or phase.final:
            continue
        at = phase.attention_after.after(case.last)
        if case.now >= at:
            message = Text(
                "In {phase} is er al {d} niets gebeurd.", "In {phase} nothing happened for {d}."
            ).fill(phase=phase.label, d=phase.attention_after.text)
            yield _item(case, AttentionKind.STALE, message, at=at)
