"""The deviations of one trajectory from first to last, told from its entries."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from trajecten.checking import compare
from trajecten.core.deviation import DeviationKind
from trajecten.core.events import Action, moment_of
from trajecten.core.facts import Facts
from trajecten.core.text import Text
from trajecten.core.workflow import Workflow
from trajecten.deciding import lapsed, text_changed
from trajecten.engine.departures import Course, DeviationItem
from trajecten.ledger.entry import Entry, Result, entry_of
from trajecten.storage import reading
from trajecten.storage.facts import LiveFacts, Situated

_TOLD = (
    Action.DEVIATION_ASKED,
    Action.DEVIATION_DECIDED,
    Action.DEVIATION_FORGIVEN,
    Action.ADVANCED,
)


def deviations(
    connection: Connection,
    row: Situated,
    now: datetime,
    workflow_of: Callable[[str], Workflow],
) -> tuple[DeviationItem, ...]:
    """Return every deviation that was asked for, in order, with how it ended or stands now."""
    names = reading.names(connection, row.id)
    found: dict[str, DeviationItem] = {}
    for stored in reading.lines_about(connection, row.id, _TOLD):
        entry = entry_of(stored.body)
        if entry.result is Result.ACCEPTED:
            _take(found, entry, names, stored.texts)
    facts = LiveFacts(connection, row.id, row.state, workflow_of)
    workflow = workflow_of(row.definition)
    told = (_as_of(one, workflow, facts, now) for one in found.values())
    return tuple(_with_changes(one, workflow_of) if one.adopts else one for one in told)


# Private


def _take(
    found: dict[str, DeviationItem],
    entry: Entry,
    names: Mapping[str, str],
    texts: Mapping[str, str],
) -> None:
    data: Mapping[str, Any] = entry.data
    match entry.action:
        case Action.DEVIATION_ASKED:
            found[entry.object] = _asked(entry, names, texts)
        case Action.DEVIATION_DECIDED:
            found[entry.object] = _decided(found[entry.object], entry, names, texts)
        case Action.DEVIATION_FORGIVEN:
            old = found[entry.object]
            found[old.id] = replace(old, course=Course.FORGIVEN, forgiven=texts.get("motivation"))
        case Action.ADVANCED if "deviation" in data:
            old = found[data["deviation"]]
            found[old.id] = _used(old, entry)
        case _:
            pass


def _asked(entry: Entry, names: Mapping[str, str], texts: Mapping[str, str]) -> DeviationItem:
    data: Mapping[str, Any] = entry.data
    return DeviationItem(
        id=entry.object,
        kind=DeviationKind(data["kind"]),
        course=Course.ASKED,
        seq=entry.seq,
        asked_at=entry.recorded_at,
        asked_by=names.get(entry.actor),
        motivation=texts.get("motivation"),
        source=data["from"],
        target=data["to"],
        transitions=tuple(data["transitions"]),
        waives=tuple(Text(one["message"]["nl"], one["message"]["en"]) for one in data["waives"]),
        relation=data["relation"],
        definition=entry.definition,
        adopts=data["adopts"],
    )


def _decided(
    old: DeviationItem, entry: Entry, names: Mapping[str, str], texts: Mapping[str, str]
) -> DeviationItem:
    data: Mapping[str, Any] = entry.data
    course = Course.APPROVED if data["approved"] else Course.REJECTED
    if data["approved"] and data["adopts"]:
        course = Course.USED
    return replace(
        old,
        course=course,
        decided_at=entry.recorded_at,
        decided_by=names.get(entry.actor),
        role=entry.role,
        answer=texts.get("motivation"),
        expires_at=moment_of(data["expires_at"]) if data["expires_at"] else None,
        due=moment_of(data["due"]) if data.get("owed") else None,
    )


def _used(old: DeviationItem, entry: Entry) -> DeviationItem:
    data: Mapping[str, Any] = entry.data
    due = moment_of(data["due"]) if data.get("owed") else None
    return replace(old, course=Course.USED, used_at=entry.recorded_at, due=due)


def _as_of(one: DeviationItem, workflow: Workflow, facts: Facts, now: datetime) -> DeviationItem:
    """Return what was asked or approved as it stands now: still open, lapsed, or expired."""
    if one.course not in {Course.ASKED, Course.APPROVED}:
        return one
    if (why := _why_lapsed(one.id, workflow, facts)) is not None:
        return replace(one, course=Course.LAPSED, why_lapsed=why)
    late = one.expires_at is not None and now > one.expires_at
    return replace(one, course=Course.EXPIRED) if late else one


def _why_lapsed(identifier: str, workflow: Workflow, facts: Facts) -> Text | None:
    for one in facts.deviations:
        if one.id == identifier:
            return next((unmet.message for unmet in lapsed(workflow, facts, one)), None)
    # What was open when another text came is no longer among the facts.
    return text_changed(identifier)


def _with_changes(one: DeviationItem, workflow_of: Callable[[str], Workflow]) -> DeviationItem:
    difference = compare(workflow_of(one.definition), workflow_of(one.adopts))
    return replace(one, changes=tuple(change.words for change in difference.changes))
