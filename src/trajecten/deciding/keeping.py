"""Keeping what a trajectory goes by: its start, papers, actions, lessons, decisions."""

import re

from trajecten.core.commands import (
    AddAction,
    AddNote,
    Approve,
    Endorse,
    FinishAction,
    RecordDecision,
    RecordLesson,
    RegisterArtefact,
    Start,
)
from trajecten.core.events import Action, Event, moment_text
from trajecten.core.finding import Finding, Json, Missing
from trajecten.core.naming import unknown
from trajecten.core.text import Text, listed
from trajecten.core.workflow import ArtefactType
from trajecten.deciding.lineage import lineage
from trajecten.deciding.recording import Answer, Asking, texts_by_field
from trajecten.deciding.roles import COMMISSIONER, holders_of
from trajecten.deciding.rules import (
    contacts_stand,
    instant,
    is_domain,
    known,
    not_in_future,
    optional_words,
    role_held,
    rule,
    words,
)
from trajecten.errors import InputError, NotFoundError

_SLUG = re.compile(r"[a-z][a-z0-9_-]{0,63}", re.ASCII)
# A number of a register, never a sentence: it goes into the ledger, where no name may stand.
_REFERENCE = re.compile(r"(?=[^0-9]*[0-9])[A-Za-z0-9][A-Za-z0-9./:_-]{0,39}", re.ASCII)
_CONTACT = re.compile(r"contact-[1-9][0-9]{0,8}", re.ASCII)
_SHA256 = re.compile(r"[0-9a-f]{64}", re.ASCII)


def start(asking: Asking, command: Start) -> Answer:
    """Judge the start of a trajectory."""
    workflow = command.workflow
    if asking.facts.tracks:
        raise InputError(
            "start: dit traject is al begonnen.",
            "start: this trajectory has started already.",
            instance="start",
        )
    words(command.commissioner, field="commissioner")
    for role in command.roles:
        known(workflow, "role", role, field="role")
    holders = {**command.roles, COMMISSIONER: command.commissioner}
    event = Event(
        action=Action.STARTED,
        object=command.ref,
        at=asking.request.happened or asking.now,
        data={
            "ref": command.ref,
            "workflow": workflow.id,
            "version": workflow.version,
            "phases": {track.id: track.initial for track in workflow.tracks},
            "roles": [
                {"role": role, "person": asking.request.reference(name)}
                for role, name in sorted(holders.items(), key=lambda one: one[0] != COMMISSIONER)
            ],
            **lineage(asking.request.parent, command),
        },
        personal={"title": words(command.title, field="title", limit=500)},
    )
    return event, ()


def register_artefact(asking: Asking, command: RegisterArtefact) -> Answer:
    """Judge the registration of a paper; it may only cite contacts that stand (R6)."""
    kind = known(asking.workflow, "artefact", command.type, field="type")
    _check_fields(kind, command)
    before = asking.facts.artefacts.get(command.type)
    at = instant(command.on, asking.now)
    cites = tuple(dict.fromkeys(command.cites))
    filled = {key: value for key, value in command.fields.items() if value.strip()}
    data: dict[str, Json] = {
        "type": command.type,
        "version": before.version + 1 if before else 1,
        "sha256": command.sha256,
        "fields": list(filled),
        "cites": list(cites),
        "at": moment_text(at),
    }
    event = Event(
        action=Action.ARTEFACT_REGISTERED,
        object=f"artefact-{asking.facts.next_number('artefact')}",
        at=at,
        data=data,
        personal=optional_words(command.title, field="title") | texts_by_field("field", filled),
    )
    return event, (contacts_stand(asking.facts, cites), not_in_future(at, asking.now))


def endorse(asking: Asking, command: Endorse) -> Answer:
    """Judge an endorsement of the current version of a paper (R16)."""
    workflow, facts = asking.workflow, asking.facts
    label = known(workflow, "artefact", command.artefact, field="artefact").label
    paper = facts.artefacts.get(command.artefact)
    as_domain = is_domain(workflow, command.by, field="by")
    at = instant(command.on, asking.now)
    event = Event(
        action=Action.ENDORSED,
        object=paper.id if paper else command.artefact,
        at=at,
        data={
            "type": command.artefact,
            "version": paper.version if paper else 0,
            "by": command.by,
            "as": "domain" if as_domain else "role",
            "person": asking.request.person(command.person),
            "at": moment_text(at),
        },
        personal=optional_words(command.note, field="note"),
    )
    registered = rule(
        "artefact_registered",
        met=paper is not None,
        unmet=Text("{paper}: nog niet vastgelegd.", "{paper}: not registered yet.").fill(
            paper=label.capitalised
        ),
        remedy=Text("Leg {paper} eerst vast.", "First register {paper}.").fill(paper=label),
        command="RegisterArtefact",
        arguments=(("type", command.artefact),),
    )
    findings = [registered, not_in_future(at, asking.now)]
    if not as_domain:
        findings.append(_role_filled(asking, command))
    return event, tuple(findings)


def add_action(asking: Asking, command: AddAction) -> Answer:
    """Judge a new action."""
    event = Event(
        action=Action.ACTION_ADDED,
        object=f"action-{asking.facts.next_number('action')}",
        at=asking.now,
        data={
            "owner": asking.request.person(command.owner, field="owner"),
            "due": command.due.isoformat() if command.due else None,
        },
        personal={"text": words(command.text, field="text")},
    )
    return event, ()


def finish_action(asking: Asking, command: FinishAction) -> Answer:
    """Judge that an action is finished."""
    numbers = range(1, asking.facts.next_number("action"))
    if command.action not in {f"action-{number}" for number in numbers}:
        raise NotFoundError(
            f"action: {command.action!r} bestaat niet.",
            f"action: {command.action!r} does not exist.",
            instance="action",
        )
    event = Event(
        action=Action.ACTION_FINISHED,
        object=command.action,
        at=asking.now,
        data={},
        personal=optional_words(command.note, field="note"),
    )
    unfinished = rule(
        "action_open",
        met=any(one.id == command.action for one in asking.facts.actions),
        unmet=Text("De actie {id} is al afgerond.", "The action {id} is finished already.").fill(
            id=command.action
        ),
    )
    return event, (unfinished,)


def record_lesson(asking: Asking, command: RecordLesson) -> Answer:
    """Judge a lesson; it belongs to the phases the trajectory is in now."""
    event = Event(
        action=Action.LESSON_RECORDED,
        object=f"lesson-{asking.facts.next_number('lesson')}",
        at=asking.now,
        data={
            "none": command.none,
            "phases": {track: visit.phase for track, visit in asking.facts.tracks.items()},
        },
        personal={"text": words(command.text, field="text")},
    )
    return event, ()


def record_decision(asking: Asking, command: RecordDecision) -> Answer:
    """Judge the recording of a decision by a body."""
    is_domain(asking.workflow, command.body, field="body")
    if not _SLUG.fullmatch(command.outcome):
        raise _pattern_error("outcome", command.outcome, "adopted, rejected, adopted_amended")
    if command.reference is not None and not _REFERENCE.fullmatch(command.reference):
        raise _pattern_error("reference", command.reference, "2026-123, RIS-2026/45")
    at = instant(command.on, asking.now)
    event = Event(
        action=Action.DECISION_RECORDED,
        object=f"decision-{asking.facts.next_number('decision')}",
        at=at,
        data={
            "body": command.body,
            "outcome": command.outcome,
            "reference": command.reference,
            "at": moment_text(at),
        },
        personal=optional_words(command.text, field="text"),
    )
    return event, (not_in_future(at, asking.now),)


def approve(asking: Asking, command: Approve) -> Answer:
    """Judge an approval: the giver holds the role, and the step can be taken from here."""
    workflow = asking.workflow
    known(workflow, "transition", command.transition, field="transition")
    known(workflow, "role", command.role, field="role")
    transition = workflow.transitions[command.transition]
    track = workflow.track_of[transition.id].id
    here = asking.facts.tracks[track].phase
    event = Event(
        action=Action.APPROVED,
        object=transition.id,
        at=asking.now,
        data={
            "transition": transition.id,
            "track": track,
            "role": command.role,
            "person": asking.request.actor,
        },
        personal=optional_words(command.note, field="note"),
    )
    sources = listed(
        (workflow.name_of("phase", one) for one in transition.sources), Text("of", "or")
    )
    leaves = rule(
        "in_source_phase",
        met=here in transition.sources,
        unmet=Text(
            "Deze stap kan alleen vanuit {sources}; het traject is in {here}.",
            "This step leaves from {sources} only; the trajectory is in {here}.",
        ).fill(sources=sources, here=workflow.name_of("phase", here)),
    )
    return event, (role_held(workflow, asking.facts, asking.request.actor, command.role), leaves)


def add_note(asking: Asking, command: AddNote) -> Answer:
    """Judge a remark."""
    event = Event(
        action=Action.NOTED,
        object="note",
        at=asking.now,
        data={},
        personal={"text": words(command.text, field="text")},
    )
    return event, ()


# Private


def _check_fields(kind: object, command: RegisterArtefact) -> None:
    there = kind.fields if isinstance(kind, ArtefactType) else ()
    for field in command.fields:
        if field not in {one.id for one in there}:
            raise unknown(field, there, field="field")
    for one in command.cites:
        if not _CONTACT.fullmatch(one):
            raise _pattern_error("cites", one, "contact-1, contact-12")
    if command.sha256 is not None and not _SHA256.fullmatch(command.sha256):
        raise _pattern_error("sha256", command.sha256, "64 x 0-9a-f")


def _role_filled(asking: Asking, command: Endorse) -> Finding:
    label = asking.workflow.name_of("role", command.by)
    holders = holders_of(asking.facts, command.by)
    person = asking.request.person(command.person)
    return rule(
        "role_held",
        met=person in holders if person else bool(holders),
        unmet=Text(
            "Niemand met deze naam heeft de rol {role}."
            if person
            else "Niemand heeft de rol {role}.",
            "Nobody by this name holds the role {role}."
            if person
            else "Nobody holds the role {role}.",
        ).fill(role=label),
        missing=(Missing(command.by, label),),
        remedy=Text("Wijs aan wie {role} is.", "Assign the role of {role}.").fill(role=label),
        command="AssignRole",
        arguments=(("role", command.by),),
    )


def _pattern_error(field: str, value: str, examples: str) -> InputError:
    return InputError(
        f"{field}: {value!r} heeft niet de goede vorm; bijvoorbeeld: {examples}",
        f"{field}: {value!r} does not have the right form; for example: {examples}",
        instance=field,
    )
