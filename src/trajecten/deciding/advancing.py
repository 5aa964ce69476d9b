"""Taking a transition: what may be done next, and the decision on one step."""

from dataclasses import dataclass
from datetime import datetime

from trajecten.core.commands import Advance
from trajecten.core.events import Action, Event
from trajecten.core.facts import Facts, Visit
from trajecten.core.finding import Finding, Json, Missing
from trajecten.core.text import Text, listed
from trajecten.core.workflow import Situation, Transition, Workflow
from trajecten.deciding.decision import Decision, Request
from trajecten.deciding.exempting import ground_lacking
from trajecten.deciding.recording import Asking
from trajecten.deciding.rules import claimed, known, optional_words, rule
from trajecten.machine import attempt


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One way forward from where a track is: may it be taken now, and what was found.

    An `automatic` one is taken by itself as soon as it may be, when somebody sees to that.
    """

    transition: str
    track: str
    source: str
    target: str
    allowed: bool
    motivation: bool
    roles: tuple[str, ...]
    findings: tuple[Finding, ...]
    exemptions: tuple[str, ...] = ()
    automatic: bool = False


def options(
    workflow: Workflow,
    facts: Facts,
    now: datetime,
    asker: str | None,
    role: str | None = None,
) -> tuple[Option, ...]:
    """Return every transition out of the present phases, in the order of the file.

    `role` is the role that the asker claims to act in. The answer is that of `advance` at the same
    moment, by the same code.

    Raises:
        NotFoundError: the workflow has no such role.
    """
    claim = claimed(workflow, facts, asker, role)
    found: list[Option] = []
    for track in workflow.tracks:
        visit = facts.tracks[track.id]
        for transition in track.transitions:
            if visit.phase in transition.sources:
                findings = (*claim, *_judge(workflow, facts, transition, now, asker))
                found.append(_option(track.id, visit, transition, findings))
    return tuple(found)


def decide_advance(asking: Asking, command: Advance) -> Decision:
    """Decide on taking a transition.

    Raises:
        NotFoundError: the workflow has no such transition, or no such ground.
    """
    workflow, facts, request, now = asking.workflow, asking.facts, asking.request, asking.now
    known(workflow, "transition", command.transition, field="transition")
    if command.exemption is not None:
        known(workflow, "exemption", command.exemption, field="exemption")
    transition = workflow.transitions[command.transition]
    track = workflow.track_of[transition.id].id
    visit = facts.tracks[track]
    motivation = optional_words(command.motivation, field="motivation")
    findings = (
        (
            *role_lacking(workflow, facts, transition, request.actor),
            *ground_lacking(workflow, transition, command.exemption),
            *_motivation_lacking(transition, motivation),
            *_judged(workflow, facts, transition, now, request.actor),
        )
        if visit.phase in transition.sources
        else (_elsewhere(workflow, transition, visit),)
    )
    data: dict[str, Json] = {
        "transition": transition.id,
        "track": track,
        "from": visit.phase,
        "to": transition.target,
    }
    if command.exemption is not None:
        data["exemption"] = command.exemption
    event = Event(
        action=Action.ADVANCED,
        object=transition.id,
        at=request.happened or now,
        data=data,
        personal=motivation,
    )
    return Decision(
        accepted=all(one.met for one in findings),
        event=event,
        findings=findings,
        role=_role_taken(facts, transition, request),
    )


def role_lacking(
    workflow: Workflow, facts: Facts, transition: Transition, actor: str
) -> tuple[Finding, ...]:
    """Return what stands in the way when a person holds none of the roles that may take a step."""
    if not transition.roles or _acting_role(facts, transition, actor) is not None:
        return ()
    labels = tuple(Missing(one, workflow.name_of("role", one)) for one in transition.roles)
    roles = listed((one.label for one in labels), Text("of", "or"))
    finding = rule(
        "role_allowed",
        met=False,
        unmet=Text(
            "Deze stap mag worden gezet door {roles}; jij hebt die rol niet.",
            "This step may be taken by {roles}; you do not hold that role.",
        ).fill(roles=roles),
        missing=labels,
        remedy=Text(
            "Vraag {roles} om de stap te zetten, of laat de rol toewijzen.",
            "Ask {roles} to take the step, or have the role assigned.",
        ).fill(roles=roles),
        command="AssignRole",
        arguments=(("role", transition.roles[0]),),
    )
    return (finding,)


# Private


def _judge(
    workflow: Workflow, facts: Facts, transition: Transition, now: datetime, asker: str | None
) -> tuple[Finding, ...]:
    judged = _judged(workflow, facts, transition, now, asker)
    if asker is None:
        return judged
    return (*role_lacking(workflow, facts, transition, asker), *judged)


def _judged(
    workflow: Workflow, facts: Facts, transition: Transition, now: datetime, asker: str | None
) -> tuple[Finding, ...]:
    track = workflow.track_of[transition.id].id
    situation = Situation(
        workflow=workflow,
        now=now,
        track=track,
        visit=facts.tracks[track],
        transition=transition.id,
        asker=asker,
    )
    return attempt(facts, situation).findings


def _option(
    track: str, visit: Visit, transition: Transition, findings: tuple[Finding, ...]
) -> Option:
    return Option(
        transition=transition.id,
        track=track,
        source=visit.phase,
        target=transition.target,
        allowed=all(one.met for one in findings),
        motivation=transition.motivation,
        roles=transition.roles,
        findings=findings,
        exemptions=transition.exemptions,
        automatic=transition.automatic,
    )


def _elsewhere(workflow: Workflow, transition: Transition, visit: Visit) -> Finding:
    sources = listed(
        (workflow.name_of("phase", one) for one in transition.sources), Text("of", "or")
    )
    return rule(
        "in_source_phase",
        met=False,
        unmet=Text(
            "Deze stap kan alleen vanuit {sources}; je bent nu in {here}.",
            "This step leaves from {sources} only; you are in {here} now.",
        ).fill(sources=sources, here=workflow.name_of("phase", visit.phase)),
        missing=tuple(Missing(one, workflow.name_of("phase", one)) for one in transition.sources),
        remedy=Text("Bekijk welke stappen er nu zijn.", "Look which steps there are now."),
        command="Options",
    )


def _motivation_lacking(transition: Transition, motivation: dict[str, str]) -> tuple[Finding, ...]:
    if motivation or not transition.motivation:
        return ()
    finding = rule(
        "motivation_given",
        met=False,
        unmet=Text("Deze stap vraagt een motivering.", "This step needs a motivation."),
        remedy=Text("Geef aan waarom.", "Say why."),
        command="Advance",
        arguments=(("transition", transition.id), ("motivation", "")),
    )
    return (finding,)


def _role_taken(facts: Facts, transition: Transition, request: Request) -> str | None:
    # Who may do this in another role than the one they came in, does it in that other role.
    if request.role and (not transition.roles or request.role in transition.roles):
        return request.role
    return _acting_role(facts, transition, request.actor) or request.role


def _acting_role(facts: Facts, transition: Transition, actor: str) -> str | None:
    held = {one.role for one in facts.holdings if one.person == actor}
    return next((one for one in transition.roles if one in held), None)
