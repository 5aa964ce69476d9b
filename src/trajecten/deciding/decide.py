"""Deciding on a command: pure, without a clock or a database of its own."""

from datetime import datetime
from typing import cast

from trajecten.core import commands as ask
from trajecten.core.events import Event
from trajecten.core.facts import Facts
from trajecten.core.workflow import Workflow
from trajecten.deciding import keeping, lasting, recording
from trajecten.deciding.advancing import decide_advance
from trajecten.deciding.decision import Decision, Request
from trajecten.deciding.recording import Answer, Asking
from trajecten.deciding.rules import claimed
from trajecten.deciding.timing import timed


def decide(workflow: Workflow, facts: Facts, request: Request, now: datetime) -> Decision:
    """Return whether a command is accepted, with its event, or refused, with every finding.

    `facts` are those before the command; `now` is an aware UTC instant.

    Raises:
        InputError: the command cannot be understood, such as an empty text.
        NotFoundError: it names something that does not exist.
    """
    return timed(workflow, facts, _decided(workflow, facts, request, now))


# Private


def _decided(workflow: Workflow, facts: Facts, request: Request, now: datetime) -> Decision:
    if isinstance(request.command, ask.Advance):
        return _in_role(workflow, facts, request, decide_advance(workflow, facts, request, now))
    event, findings = _answer(Asking(workflow, facts, request, now))
    unmet = tuple(one for one in findings if not one.met)
    if isinstance(request.command, ask.Start):
        return Decision(accepted=not unmet, event=event, role=_first_role(event, request))
    decision = Decision(accepted=not unmet, event=event, findings=unmet, role=request.role)
    return _in_role(workflow, facts, request, decision)


def _in_role(workflow: Workflow, facts: Facts, request: Request, decision: Decision) -> Decision:
    lacking = claimed(workflow, facts, request.actor, request.role)
    if not lacking:
        return decision
    others = (one for one in decision.findings if one.guard != lacking[0].guard)
    return Decision(accepted=False, event=decision.event, findings=(*lacking, *others))


def _first_role(event: Event, request: Request) -> str | None:
    # At the start nobody holds a role yet but those whom the start itself gives one.
    given = {"role": request.role, "person": request.actor}
    return request.role if given in cast("list[object]", event.data["roles"]) else None


def _answer(asking: Asking) -> Answer:  # noqa: C901, PLR0911, PLR0912 (one line a command)
    match asking.request.command:
        case ask.Start() as command:
            return keeping.start(asking, command)
        case ask.RecordContact() as command:
            return recording.record_contact(asking, command)
        case ask.CorrectContact() as command:
            return recording.correct_contact(asking, command)
        case ask.RetractContact() as command:
            return recording.retract_contact(asking, command)
        case ask.ReceiveContribution() as command:
            return recording.receive_contribution(asking, command)
        case ask.DisposeContribution() as command:
            return recording.dispose_contribution(asking, command)
        case ask.SendFeedback() as command:
            return recording.send_feedback(asking, command)
        case ask.RegisterArtefact() as command:
            return keeping.register_artefact(asking, command)
        case ask.Endorse() as command:
            return keeping.endorse(asking, command)
        case ask.AssignRole() as command:
            return keeping.assign_role(asking, command)
        case ask.EndRole() as command:
            return keeping.end_role(asking, command)
        case ask.AddAction() as command:
            return keeping.add_action(asking, command)
        case ask.FinishAction() as command:
            return keeping.finish_action(asking, command)
        case ask.RecordLesson() as command:
            return keeping.record_lesson(asking, command)
        case ask.RecordDecision() as command:
            return keeping.record_decision(asking, command)
        case ask.Approve() as command:
            return keeping.approve(asking, command)
        case ask.AddNote() as command:
            return keeping.add_note(asking, command)
        case ask.ExtendTerm() as command:
            return lasting.extend_term(asking, command)
        case ask.SuspendTerm() as command:
            return lasting.suspend_term(asking, command)
        case ask.ResumeTerm() as command:
            return lasting.resume_term(asking, command)
        case ask.Advance():
            raise AssertionError("steps are decided by decide_advance")
