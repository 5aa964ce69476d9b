"""Deciding on a command: pure, without a clock or a database of its own."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType
from typing import Any, cast

from trajecten.core import choice, tailoring
from trajecten.core import commands as ask
from trajecten.core.commands import Command
from trajecten.core.events import Event
from trajecten.core.facts import Facts
from trajecten.core.fitting import checked, sound
from trajecten.core.workflow import Workflow
from trajecten.deciding import (
    approving,
    choosing,
    deviating,
    erasing,
    keeping,
    lasting,
    recording,
    rewriting,
    roles,
)
from trajecten.deciding.advancing import decide_advance
from trajecten.deciding.decision import Decision, Request
from trajecten.deciding.recording import Answer, Asking
from trajecten.deciding.rules import claimed
from trajecten.deciding.timing import timed
from trajecten.errors import InputError


@checked
def decide(workflow: Workflow, facts: Facts, request: Request, now: datetime) -> Decision:
    """Return whether a command is accepted, with its event, or refused, with every finding.

    `facts` are those before the command; `now` is an aware UTC instant.

    Raises:
        InputError: the command cannot be understood, such as an empty text; or the facts are not
            those of a trajectory under this workflow.
        NotFoundError: it names something that does not exist.
    """
    request = sound(request)
    command = sound(request.command)
    if not isinstance(command, ask.Start):
        _check_standing(workflow, facts)
    if command is not request.command:
        request = replace(request, command=command)
    return decided(workflow, facts, request, now)


def decided(workflow: Workflow, facts: Facts, request: Request, now: datetime) -> Decision:
    """Decide as `decide` does, on a request that is known to be sound."""
    return timed(workflow, facts, _answer(workflow, facts, request, now))


# Private


def _check_standing(workflow: Workflow, facts: Facts) -> None:
    for track in workflow.tracks:
        visit = facts.tracks.get(track.id)
        if visit is None or visit.phase not in workflow.phases:
            raise InputError(
                f"facts: hier is geen traject begonnen dat in {track.id!r} van deze workflow is.",
                f"facts: no trajectory was started here that is in {track.id!r} of this workflow.",
                instance="facts",
            )


def _answer(workflow: Workflow, facts: Facts, request: Request, now: datetime) -> Decision:
    asking = Asking(workflow, facts, request, now)
    kind = type(request.command)
    if kind in _WHOLE:
        return _in_role(workflow, facts, request, _WHOLE[kind](asking, request.command))
    event, findings = _ANSWERS[kind](asking, request.command)
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


_WHOLE: Mapping[type[Command], Callable[[Asking, Any], Decision]] = MappingProxyType(
    {
        ask.Advance: decide_advance,
        tailoring.CarryOut: deviating.carry_out,
        tailoring.DecideDeviation: approving.decide_deviation,
        tailoring.ForgiveDebt: approving.forgive_debt,
    }
)
"""The commands whose decision says by itself in which role, or tells findings that are met."""

_ANSWERS: Mapping[type[Command], Callable[[Asking, Any], Answer]] = MappingProxyType(
    {
        ask.Start: keeping.start,
        ask.RecordContact: recording.record_contact,
        ask.CorrectContact: recording.correct_contact,
        ask.RetractContact: recording.retract_contact,
        ask.ReceiveContribution: recording.receive_contribution,
        ask.DisposeContribution: recording.dispose_contribution,
        ask.SendFeedback: recording.send_feedback,
        ask.RegisterArtefact: keeping.register_artefact,
        ask.Endorse: keeping.endorse,
        ask.AssignRole: roles.assign_role,
        ask.EndRole: roles.end_role,
        ask.HandOverRole: roles.hand_over_role,
        ask.AddAction: keeping.add_action,
        ask.FinishAction: keeping.finish_action,
        ask.RecordLesson: keeping.record_lesson,
        ask.RecordDecision: keeping.record_decision,
        ask.Approve: keeping.approve,
        ask.AddNote: keeping.add_note,
        ask.AddTopic: choosing.add_topic,
        ask.SetCriteria: choosing.set_criteria,
        ask.ChooseTopic: choosing.choose_topic,
        tailoring.AskDeviation: deviating.ask_deviation,
        tailoring.AskAdaptation: rewriting.ask_adaptation,
        tailoring.Migrate: rewriting.migrate,
        ask.ExtendTerm: lasting.extend_term,
        ask.SuspendTerm: lasting.suspend_term,
        ask.ResumeTerm: lasting.resume_term,
        choice.MakeChoice: choosing.make_choice,
        ask.Erase: erasing.erase,
    }
)
"""The commands that answer with an event and what stands in its way."""
