"""Deviations: asked for by one, decided by another, carried out once, and what is owed for them."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from trajecten.core.dates import end_of_day
from trajecten.core.deviation import DEVIATION_LABELS, Deciders, DeviationKind
from trajecten.core.events import Action, Event, moment_text
from trajecten.core.facts import DeviationFact, Facts, Standing, Visit
from trajecten.core.finding import Finding, Json
from trajecten.core.guards.written import owed_of, written
from trajecten.core.tailoring import AskDeviation, CarryOut
from trajecten.core.text import Text, listed
from trajecten.core.waiving import counted_in
from trajecten.core.workflow import Workflow
from trajecten.deciding.advancing import role_lacking
from trajecten.deciding.decision import Decision
from trajecten.deciding.lapsing import lapsed
from trajecten.deciding.moves import Move, judged, move_asked, move_of
from trajecten.deciding.recording import Answer, Asking
from trajecten.deciding.rules import rule, words
from trajecten.errors import NotFoundError
from trajecten.machine import Asked

MOST_MISSING = 500
"""How many missing things one deviation may be about: all are written down."""


def ask_deviation(asking: Asking, command: AskDeviation) -> Answer:
    """Judge the question to deviate: whether the workflow allows it, and what it would let pass."""
    workflow, facts = asking.workflow, asking.facts
    motivation = {"motivation": words(command.motivation, field="motivation")}
    move = move_asked(workflow, facts, command)
    visit = facts.tracks[move.track]
    leaves = _leaves_from_here(workflow, move, visit)
    found = judged(asking, move) if leaves.met else ()
    unmet = [(number, one) for number, one in enumerate(found) if not one.met]
    waived = unmet if command.kind is DeviationKind.SKIP else []
    relation = any(one.place == "relation_first" for _, one in waived)
    event = Event(
        action=Action.DEVIATION_ASKED,
        object=f"deviation-{facts.next_number('deviation')}",
        at=asking.now,
        data={
            "kind": move.kind.value,
            "person": asking.request.actor,
            "definition": workflow.digest,
            "track": move.track,
            "visit": visit.seq,
            "from": move.source,
            "to": move.target,
            "transitions": [one.id for one in move.transitions],
            "waives": [_waiver(number, one) for number, one in waived],
            "relation": relation,
            "adopts": "",
        },
        personal=motivation,
    )
    findings = (
        allowed(workflow, command.kind),
        leaves,
        *_statutory(workflow, move),
        *_without_a_ground(move),
        *(_something_unmet(move, unmet) if leaves.met and move.kind is DeviationKind.SKIP else ()),
        *_cannot_be_waived(workflow, [one for _, one in waived]),
        *_visited(workflow, facts, move),
    )
    return event, findings


def carry_out(asking: Asking, command: CarryOut) -> Decision:
    """Decide on the step that an approved deviation allows.

    Raises:
        NotFoundError: there is no such deviation, or it is settled.
    """
    workflow, facts, now = asking.workflow, asking.facts, asking.now
    deviation = pending(facts, command.deviation)
    standing = (*_unusable(deviation, now), *lapsed(workflow, facts, deviation))
    move = move_of(workflow, deviation) if not standing else None
    found = judged(asking, move, deviation) if move else ()
    waived = [number for number, one in enumerate(found) if one.waived]
    relation = any(found[number].place == "relation_first" for number in waived)
    data: dict[str, Json] = {
        "transition": deviation.transitions[-1] if deviation.transitions else None,
        "track": deviation.track,
        "from": deviation.source,
        "to": deviation.target,
        "deviation": deviation.id,
        "kind": deviation.kind.value,
        "via": list(deviation.transitions),
        "through": list(move.phases[1:-1]) if move else [],
        "relation": relation,
    }
    if move is not None:
        owed = [move.asked[number] for number in waived]
        data |= debt_for(deciders_of(workflow, relation=relation), owed, now)
    event = Event(action=Action.ADVANCED, object=_object(deviation), at=now, data=data)
    steps = move.transitions if move else ()
    actor = asking.request.actor
    lacking = [lack for one in steps for lack in role_lacking(workflow, facts, one, actor)]
    findings = (*standing, *lacking, *found)
    role = asking.request.role
    return Decision(
        accepted=all(one.passes for one in findings), event=event, findings=findings, role=role
    )


def pending(facts: Facts, identifier: str) -> DeviationFact:
    """Return a deviation that is not settled.

    Raises:
        NotFoundError: there never was one by this id, or it is settled.
    """
    for one in facts.deviations:
        if one.id == identifier:
            return one
    numbers = range(1, facts.next_number("deviation"))
    if identifier in {f"deviation-{number}" for number in numbers}:
        raise NotFoundError(
            f"deviation: {identifier} is al afgehandeld.",
            f"deviation: {identifier} is settled already.",
            instance="deviation",
        )
    raise NotFoundError(
        f"deviation: {identifier!r} bestaat niet.",
        f"deviation: {identifier!r} does not exist.",
        instance="deviation",
    )


def allowed(workflow: Workflow, kind: DeviationKind) -> Finding:
    """Return whether the workflow allows this kind of deviation at all."""
    kinds = workflow.deviations.allowed if workflow.deviations else ()
    names = listed(DEVIATION_LABELS[one] for one in kinds) if kinds else Text("niets", "nothing")
    return rule(
        "deviation_allowed",
        met=kind in kinds,
        unmet=Text(
            "Deze werkwijze staat niet toe om af te wijken door {kind}; wel: {kinds}.",
            "This workflow does not allow to deviate by {kind}; it does allow: {kinds}.",
        ).fill(kind=DEVIATION_LABELS[kind], kinds=names),
    )


def relation_may_be_decided(workflow: Workflow) -> Finding:
    """Return whether the workflow says who may let relation first be deviated from."""
    rules = workflow.deviations.relation_first if workflow.deviations else None
    return rule(
        "relation_first_firm",
        met=rules is not None,
        unmet=Text(
            "Van relatie eerst kan in deze werkwijze niet worden afgeweken.",
            "In this workflow nothing can deviate from relation first.",
        ),
        remedy=Text("Voer eerst de gesprekken die ontbreken.", "First hold what is missing."),
        command="Options",
    )


def debt_for(deciders: Deciders | None, left: Sequence[Asked], now: datetime) -> dict[str, Json]:
    """Return what is owed for conditions that were left out, and by when; nothing if not asked."""
    if deciders is None or deciders.debt is None:
        return {}
    owed = [one for each in left if (one := owed_of(each.requirement)) is not None]
    if not owed:
        return {}
    return {
        "owed": [dict(written(one)) for one in owed],
        "due": moment_text(end_of_day(deciders.debt.after(now))),
    }


def deciders_of(workflow: Workflow, *, relation: bool) -> Deciders | None:
    """Return who decides on a deviation; None when the workflow lets nobody."""
    return workflow.deviations.decided_by(relation=relation) if workflow.deviations else None


# Private


def _unusable(deviation: DeviationFact, now: datetime) -> tuple[Finding, ...]:
    """Return why nothing that was decided on a deviation can be used now."""
    expired = deviation.expires_at is not None and now > deviation.expires_at
    rules = (
        rule(
            "deviation_approved",
            met=deviation.standing is Standing.APPROVED,
            unmet=Text(
                "Over {id} is nog niet besloten, of het is al gebruikt.",
                "{id} is not decided on yet, or was used already.",
            ).fill(id=deviation.id),
            remedy=Text("Vraag wie erover gaat om te besluiten.", "Ask who decides to do so."),
            command="DecideDeviation",
            arguments=(("deviation", deviation.id),),
        ),
        rule(
            "deviation_in_time",
            met=not expired,
            unmet=Text(
                "Het besluit over {id} is verlopen.", "The decision on {id} has expired."
            ).fill(id=deviation.id),
            remedy=Text("Vraag de afwijking opnieuw.", "Ask for the deviation anew."),
        ),
    )
    return tuple(one for one in rules if not one.met)


def _leaves_from_here(workflow: Workflow, move: Move, visit: Visit) -> Finding:
    return rule(
        "in_source_phase",
        met=move.source == visit.phase,
        unmet=Text(
            "Deze stap kan alleen vanuit {source}; je bent nu in {here}.",
            "This step leaves from {source} only; you are in {here} now.",
        ).fill(
            source=workflow.name_of("phase", move.source),
            here=workflow.name_of("phase", visit.phase),
        ),
        remedy=Text("Bekijk welke stappen er nu zijn.", "Look which steps there are now."),
        command="Options",
    )


def _statutory(workflow: Workflow, move: Move) -> Iterator[Finding]:
    for phase in dict.fromkeys(move.phases):
        if workflow.phases[phase].statutory:
            basis = workflow.phases[phase].basis
            yield rule(
                "statutory",
                met=False,
                unmet=Text(
                    "{phase} staat in de wet{basis}: daarvan kan niet worden afgeweken.",
                    "{phase} is set by law{basis}: nothing can deviate from it.",
                ).fill(
                    phase=workflow.name_of("phase", phase).capitalised,
                    basis=f" ({basis})" if basis else "",
                ),
            )


def _without_a_ground(move: Move) -> Iterator[Finding]:
    """Return the steps that ask for a ground of exemption: those are taken by naming it."""
    for one in move.transitions:
        if one.exemptions:
            yield rule(
                "ground_asked",
                met=False,
                unmet=Text(
                    "De stap {step} vraagt een uitzonderingsgrond; daarvan kan niet worden "
                    "afgeweken.",
                    "The step {step} asks for a ground of exemption; nothing can deviate from it.",
                ).fill(step=one.label),
                remedy=Text(
                    "Zet de stap met de grond die geldt.", "Take the step with the ground it has."
                ),
                command="Advance",
                arguments=(("transition", one.id),),
            )


def _something_unmet(move: Move, unmet: Sequence[tuple[int, Finding]]) -> tuple[Finding, ...]:
    step = move.transitions[0].id
    return (
        rule(
            "something_unmet",
            met=bool(unmet),
            unmet=Text(
                "Er is niets om over te slaan: deze stap kan gewoon worden gezet.",
                "There is nothing to skip: this step can simply be taken.",
            ),
            remedy=Text("Zet de stap.", "Take the step."),
            command="Advance",
            arguments=(("transition", step),),
        ),
        rule(
            "not_too_much_missing",
            met=all(len(one.missing) <= MOST_MISSING for _, one in unmet),
            unmet=Text(
                "Er ontbreekt te veel om in één afwijking op te schrijven (meer dan {n}).",
                "Too much is missing to write down in one deviation (more than {n}).",
            ).fill(n=MOST_MISSING),
        ),
    )


def _cannot_be_waived(workflow: Workflow, unmet: Sequence[Finding]) -> Iterator[Finding]:
    if any(one.place == "relation_first" for one in unmet):
        yield relation_may_be_decided(workflow)
    for one in unmet:
        if one.place == "debts":
            yield rule(
                "debts_stand",
                met=False,
                unmet=Text(
                    "Wat voor een eerdere afwijking nog moet gebeuren, kan niet worden "
                    "overgeslagen: {what}",
                    "What is owed for an earlier deviation cannot be skipped: {what}",
                ).fill(what=one.message),
                remedy=Text(
                    "Haal het in, of laat wie erover gaat het kwijtschelden.",
                    "Make it good, or have it forgiven by who decides.",
                ),
            )


def _visited(workflow: Workflow, facts: Facts, move: Move) -> Iterator[Finding]:
    if move.kind is DeviationKind.REPEAT:
        yield rule(
            "visited_before",
            met=facts.visits.get(move.target, 0) > 0,
            unmet=Text(
                "Het traject is nog niet in {phase} geweest; er is niets om te herhalen.",
                "The trajectory has not been in {phase}; there is nothing to repeat.",
            ).fill(phase=workflow.name_of("phase", move.target)),
        )


def _waiver(number: int, finding: Finding) -> Json:
    return {
        "place": finding.place,
        "number": number,
        "guard": finding.guard,
        "missing": [one.id for one in finding.missing[:MOST_MISSING]],
        "counted": [[domain, contacts] for domain, contacts in counted_in(finding)],
        "message": finding.as_data()["message"],
        "basis": finding.basis,
    }


def _object(deviation: DeviationFact) -> str:
    return deviation.transitions[-1] if deviation.transitions else deviation.target
