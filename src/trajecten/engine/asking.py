"""From rows and facts to the views that questions are answered with."""

import json
from collections.abc import Callable, Mapping, Set
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import Connection, RowMapping

from trajecten.core.events import Action, moment_of
from trajecten.core.facts import Facts, Visit
from trajecten.core.finding import Finding, Missing, finding_of
from trajecten.core.guards.papers import Endorsed
from trajecten.core.running import Standing, TermState, standing
from trajecten.core.terms import day_of
from trajecten.core.text import same
from trajecten.core.workflow import Domain, Named, Situation, Workflow
from trajecten.deciding import owed, relation_stands
from trajecten.engine.choices import choices
from trajecten.engine.damage import damaged_by
from trajecten.engine.entries import stored_entry
from trajecten.engine.views import (
    ActionItem,
    ContactItem,
    ContributionItem,
    DomainStatus,
    Holder,
    LessonItem,
    LogEntry,
    Outcome,
    PortfolioItem,
    Share,
    Status,
    TermItem,
    TrackStatus,
)
from trajecten.errors import InputError, IntegrityError
from trajecten.ledger.entry import PERSON_FIELD, Entry, Result
from trajecten.ledger.erasure import Place
from trajecten.storage import reading, tables
from trajecten.storage.erasing import erased
from trajecten.storage.facts import Situated

_LISTENING = "listening"
_RUNS = frozenset({TermState.RUNNING, TermState.SUSPENDED})


def outcome(ref: str, entry: Entry, digest: str, findings: tuple[Finding, ...]) -> Outcome:
    """Return the answer to the command that made an entry."""
    phases = entry.data["phases"]
    return Outcome(
        ref=ref,
        accepted=entry.result is Result.ACCEPTED,
        seq=entry.seq,
        hash=digest,
        action=entry.action,
        object=entry.object,
        phases={key: str(value) for key, value in phases.items()}
        if isinstance(phases, dict)
        else {},
        findings=findings,
    )


def repeated(
    connection: Connection, trajectory_id: str, ref: str, seq: int, action: Action
) -> Outcome:
    """Return the answer that a command got when it was carried out before.

    Raises:
        InputError: its id was used before for something else than `action`.
    """
    stored = reading.line(connection, trajectory_id, seq)
    entry = stored_entry(stored.body, seq)
    if entry.action != action:
        raise InputError(
            f"command_id: {entry.command!r} is al gebruikt voor iets anders ({entry.action}).",
            f"command_id: {entry.command!r} was used for something else ({entry.action}).",
            instance="command_id",
        )
    return replace(outcome(ref, entry, stored.hash, _findings(entry)), repeated=True)


def status(
    connection: Connection, row: Situated, workflow: Workflow, facts: Facts, now: datetime
) -> Status:
    """Return one trajectory at a glance."""
    names = reading.names(connection, row.id)
    last = reading.last_contacts(connection, row.id)
    waiting = facts.open_contributions()
    first = workflow.tracks[0]
    situation = Situation(
        workflow=workflow, now=now, track=first.id, visit=facts.tracks[first.id], transition=""
    )
    return Status(
        ref=row.ref,
        title=reading.title_of(connection, row.id),
        workflow=workflow.id,
        label=workflow.label,
        version=workflow.version,
        digest=workflow.digest,
        started_at=moment_of(row.started_at),
        recorded_at=moment_of(row.recorded_at),
        seq=row.seq,
        tracks=tuple(
            _track(workflow, track, facts.tracks[track.id], moment_of(row.recorded_at))
            for track in workflow.tracks
        ),
        domains=tuple(_domain(one, facts, last.get(one.id)) for one in workflow.domains),
        holders=tuple(
            Holder(
                role=one.role,
                label=workflow.name_of("role", one.role),
                name=names.get(one.person),
            )
            for one in facts.holdings
        ),
        artefacts=dict(facts.artefacts),
        unendorsed=_unendorsed(workflow, facts, situation),
        contributions=facts.contributions,
        undisposed=sum(one.disposition is None for one in waiting),
        unanswered=len(waiting),
        actions_open=len(facts.actions),
        loops=row.state.loops,
        relation=workflow.relation_first.requirement.evaluate(facts, situation),
        set_aside=workflow.relation_first.set_aside,
        relation_stands=relation_stands(workflow, facts, now),
        relation_waivers=tuple(one.deviation for one in facts.relation_waivers),
        adaptations=tuple(facts.adaptations),
        debts=owed(workflow, facts, now),
        terms=tuple(one for one in terms(workflow, facts, now) if one.state in _RUNS),
        choices=choices(workflow, facts),
    )


def terms(workflow: Workflow, facts: Facts, now: datetime) -> tuple[TermItem, ...]:
    """Return every term of the workflow, in the order of its file, as it stands today."""
    day = day_of(now)
    return tuple(_term(standing(workflow, facts, one.id, day), day) for one in workflow.terms)


def log(
    connection: Connection, trajectory_id: str, *, after: int, limit: int | None
) -> tuple[LogEntry, ...]:
    """Return entries with the names and texts that are still kept."""
    names = reading.names(connection, trajectory_id)
    return tuple(
        _log_entry(stored, names)
        for stored in reading.lines(connection, trajectory_id, after=after, limit=limit)
    )


def portfolio(
    connection: Connection, workflow_of: Callable[[str], Workflow]
) -> tuple[PortfolioItem, ...]:
    """Return all trajectories."""
    listed = reading.portfolio(connection)
    refs = {one.id: one.ref for one in listed}
    children: dict[str, list[str]] = {}
    for one in listed:
        if one.parent is not None:
            children.setdefault(one.parent, []).append(one.ref)
    return tuple(
        replace(
            _portfolio_item(one, workflow_of),
            parent=refs.get(one.parent or ""),
            children=tuple(children.get(one.id, ())),
        )
        for one in listed
    )


def contacts(connection: Connection, trajectory_id: str) -> tuple[ContactItem, ...]:
    """Return the contacts of a trajectory."""
    names = reading.names(connection, trajectory_id)
    notes = reading.texts_of(connection, trajectory_id, ("note",))
    cited = reading.cited_contacts(connection, trajectory_id)
    gone = erased(connection, trajectory_id)
    return tuple(
        ContactItem(
            id=f"contact-{row['number']}",
            domain=row["domain"],
            group=row["group"],
            layer=row["layer"],
            purpose=row["purpose"],
            channel=row["channel"],
            count=row["count"],
            at=moment_of(row["at"]),
            recorded_at=moment_of(row["recorded_at"]),
            person=names.get(row["person"] or ""),
            spokesperson=names.get(row["spokesperson"] or ""),
            note=notes.get((row["seq"], "note")),
            retracted=row["retracted"],
            cited=row["number"] in cited,
            erased=(
                *_nameless(row, names, "person", "spokesperson"),
                *_wordless(gone, note=row["seq"]),
            ),
        )
        for row in reading.rows_of(connection, tables.contact, trajectory_id)
    )


def contributions(connection: Connection, trajectory_id: str) -> tuple[ContributionItem, ...]:
    """Return the contributions of a trajectory."""
    names = reading.names(connection, trajectory_id)
    texts = reading.texts_of(connection, trajectory_id, ("text", "reason"))
    gone = erased(connection, trajectory_id)
    return tuple(
        ContributionItem(
            id=f"contribution-{row['number']}",
            domain=row["domain"],
            group=row["group"],
            at=moment_of(row["at"]),
            person=names.get(row["person"] or ""),
            text=texts.get((row["seq"], "text")),
            disposition=row["disposition"],
            reason=texts.get((row["disposed_seq"] or 0, "reason")),
            disposed_at=_moment(row, "disposed_at"),
            feedback_at=_moment(row, "feedback_at"),
            erased=(
                *_nameless(row, names, "person"),
                *_wordless(gone, text=row["seq"], reason=row["disposed_seq"]),
            ),
        )
        for row in reading.rows_of(connection, tables.contribution, trajectory_id)
    )


def lessons(connection: Connection, trajectory_id: str) -> tuple[LessonItem, ...]:
    """Return the lessons of a trajectory."""
    texts = reading.texts_of(connection, trajectory_id, ("text",))
    return tuple(
        LessonItem(
            id=f"lesson-{row['number']}",
            none=row["none"],
            text=texts.get((row["seq"], "text")),
            phases=json.loads(row["phases"]),
            recorded_at=moment_of(row["recorded_at"]),
        )
        for row in reading.rows_of(connection, tables.lesson, trajectory_id)
    )


def actions(connection: Connection, trajectory_id: str) -> tuple[ActionItem, ...]:
    """Return the actions of a trajectory."""
    names = reading.names(connection, trajectory_id)
    texts = reading.texts_of(connection, trajectory_id, ("text",))
    gone = erased(connection, trajectory_id)
    return tuple(
        ActionItem(
            id=f"action-{row['number']}",
            text=texts.get((row["seq"], "text")),
            owner=names.get(row["owner"] or ""),
            due=date.fromisoformat(row["due"]) if row["due"] else None,
            finished_at=_moment(row, "finished_at"),
            erased=(*_nameless(row, names, "owner"), *_wordless(gone, text=row["seq"])),
        )
        for row in reading.rows_of(connection, tables.action, trajectory_id)
    )


# Private


def _track(workflow: Workflow, track: Named, visit: Visit, last: datetime) -> TrackStatus:
    phase = workflow.phases[visit.phase]
    return TrackStatus(
        id=track.id,
        label=track.label,
        phase=phase.id,
        phase_label=phase.label,
        kind=phase.kind,
        since=visit.since,
        visit=visit.number,
        final=phase.final,
        guidance=phase.guidance,
        attention_from=phase.attention_after.after(last) if phase.attention_after else None,
    )


def _unendorsed(
    workflow: Workflow, facts: Facts, situation: Situation
) -> dict[str, tuple[Missing, ...]]:
    found: dict[str, dict[str, Missing]] = {}
    for guard in (one.guard for one in workflow.requirements()):
        if isinstance(guard, Endorsed) and guard.artefact in facts.artefacts:
            missing = guard.evaluate(facts, situation).missing
            found.setdefault(guard.artefact, {}).update({one.id: one for one in missing})
    return {paper: tuple(who.values()) for paper, who in found.items()}


def _domain(domain: Domain, facts: Facts, last: str | None) -> DomainStatus:
    here = [one for one in facts.tallies if one.domain == domain.id]
    listened = [one for one in here if one.purpose == _LISTENING]
    groups = {one.group for one in listened}
    layers = {one.layer for one in listened}
    return DomainStatus(
        id=domain.id,
        label=domain.label,
        contacts=sum(one.contacts for one in here),
        listening=sum(one.contacts for one in listened),
        last=moment_of(last) if last else None,
        groups=tuple(_share(one, groups) for one in domain.groups),
        layers=tuple(_share(one, layers) for one in domain.layers),
    )


def _term(now: Standing, day: date) -> TermItem:
    term, fact = now.term, now.fact
    known = TermItem(
        id=term.id, label=term.label, kind=term.kind, basis=term.basis, state=now.state
    )
    if fact is None:
        return known
    counts = now.state is TermState.RUNNING and now.last is not None
    return replace(
        known,
        started=fact.started,
        last_day=now.last,
        days_left=(now.last - day).days if counts and now.last else None,
        over=now.over,
        extended_by=fact.extended_by,
        suspended_on=fact.suspended_on,
        ended=fact.ended,
    )


def _share(named: Named, heard: set[str | None]) -> Share:
    return Share(id=named.id, label=named.label, heard=named.id in heard)


def _log_entry(stored: reading.StoredLine, names: Mapping[str, str]) -> LogEntry:
    entry = stored_entry(stored.body, stored.seq)
    return LogEntry(
        seq=entry.seq,
        at=entry.at,
        recorded_at=entry.recorded_at,
        actor=names.get(entry.actor),
        actor_ref=entry.actor,
        role=entry.role,
        action=entry.action,
        object=entry.object,
        result=entry.result.value,
        origin=entry.origin,
        command=entry.command,
        findings=_findings(entry),
        data=entry.data,
        texts=stored.texts,
        hash=stored.hash,
        erased=tuple(
            one
            for one in entry.personal
            if not one.startswith(PERSON_FIELD) and one not in stored.texts
        ),
    )


def _portfolio_item(one: reading.Listed, workflow_of: Callable[[str], Workflow]) -> PortfolioItem:
    bare = _bare_item(one)
    try:
        workflow = workflow_of(one.definition)
    except IntegrityError as error:
        return replace(bare, damage=damaged_by(error, one.ref).message)
    listening = dict.fromkeys((domain.id for domain in workflow.domains), 0)
    return replace(
        bare,
        label=workflow.label,
        phase_labels={
            track: workflow.name_of("phase", phase) for track, phase in bare.phases.items()
        },
        domain_labels={domain.id: domain.label for domain in workflow.domains},
        listening={**listening, **bare.listening},
        final=all(workflow.phases[phase].final for phase in bare.phases.values()),
        set_aside=workflow.relation_first.set_aside,
    )


def _bare_item(one: reading.Listed) -> PortfolioItem:
    """Return what can be told of a trajectory without its workflow."""
    state = one.state
    listening: dict[str, int] = {}
    for tally in state.tallies:
        if tally.purpose == _LISTENING:
            listening[tally.domain] = listening.get(tally.domain, 0) + tally.contacts
    phases = {track: visit.phase for track, visit in state.tracks.items()}
    return PortfolioItem(
        ref=one.ref,
        title=one.title,
        workflow=one.workflow,
        label=same(one.workflow),
        version=one.version,
        phases=phases,
        phase_labels={track: same(phase) for track, phase in phases.items()},
        domain_labels={domain: same(domain) for domain in listening},
        listening=listening,
        started_at=moment_of(one.started_at),
        recorded_at=moment_of(one.recorded_at),
        final=False,
        loops=state.loops,
        relation_waivers=tuple(one.deviation for one in state.relation_waivers),
    )


def _findings(entry: Entry) -> tuple[Finding, ...]:
    stored = entry.data.get("findings", [])
    if not isinstance(stored, list):
        return ()
    return tuple(finding_of(one) for one in stored if isinstance(one, dict))


def _nameless(row: RowMapping, names: Mapping[str, str], *fields: str) -> tuple[str, ...]:
    """Return the fields in which somebody is referred to whose name is no longer kept."""
    return tuple(one for one in fields if row[one] is not None and row[one] not in names)


def _wordless(gone: Set[Place], **texts: int | None) -> tuple[str, ...]:
    """Return the fields whose text was erased, each given with the number of its entry."""
    return tuple(field for field, seq in texts.items() if (seq, field) in gone)


def _moment(row: RowMapping, column: str) -> datetime | None:
    value: str | None = row[column]
    return moment_of(value) if value else None
