"""For each kind of guard what would meet it, done in a rehearsal.

A repair only proposes: whether it helped is for the guard to say, and whether it may be done for
`decide`. What no repair is known for is told in the guard's own words, or closes the gate.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any, TypeAlias

from trajecten.core.choice import MakeChoice
from trajecten.core.commands import (
    AddAction,
    AddTopic,
    Approve,
    ChooseTopic,
    Command,
    DisposeContribution,
    Disposition,
    FinishAction,
    ReceiveContribution,
    RecordLesson,
    SendFeedback,
    SetCriteria,
)
from trajecten.core.facts import ContributionFact
from trajecten.core.finding import Remedy
from trajecten.core.guards import BUILTIN
from trajecten.core.guards.answers import ContributionsDisposed, FeedbackSent
from trajecten.core.guards.children import Children
from trajecten.core.guards.choices import Chosen
from trajecten.core.guards.contacts import ContactsPerDomain
from trajecten.core.guards.days import ContactDays
from trajecten.core.guards.flow import MinDuration
from trajecten.core.guards.papers import Artefact, Endorsed
from trajecten.core.guards.people import Approved, RolesFilled
from trajecten.core.guards.received import ContributionsReceived
from trajecten.core.guards.records import ActionsOwned, DecisionRecorded, LessonsRecorded
from trajecten.core.guards.terms import TermElapsed, TermNotExpired, WithinTerm
from trajecten.core.guards.topics import TopicsChosen
from trajecten.core.guards.window import Window
from trajecten.core.statute import Mark
from trajecten.core.terms import day_of
from trajecten.core.text import Text, listed
from trajecten.core.workflow import Workflow
from trajecten.deciding.roles import COMMISSIONER, holders_of
from trajecten.planning.acts import (
    ANY_WORDS,
    MOST_ALIKE,
    Done,
    agreed,
    assign,
    endorse,
    hear,
    register,
    settle,
    suited,
)
from trajecten.planning.gates import Combination, Literal
from trajecten.planning.plan import NeedKind
from trajecten.planning.tasks import Task, assumed, repeated
from trajecten.planning.waits import (
    begin_anew,
    last_long_enough,
    let_day_come,
    let_days_pass,
    meet_day_by_day,
    run_out,
)

Repair: TypeAlias = Callable[[Task], Done]


def repaired(task: Task) -> Done:
    """Return what is so when one condition was seen to, as far as that can be; None when it cannot.

    A condition that only people can judge is taken to be met, and told.
    """
    if task.is_done:
        return task.rehearsal
    if not is_known(task.guard):
        return assumed(task)
    repair = (_REPAIRS if task.literal.wanted else _DENIALS).get(type(task.guard))
    return repair(task) if repair else None


def is_known(guard: Any) -> bool:  # noqa: ANN401 (also guards of others)
    """Return whether a plan knows what meets a guard: not so for guards of others and children."""
    own = BUILTIN.get(getattr(guard, "kind", "")) is type(guard)
    return own and not isinstance(guard, Children)


def in_order(workflow: Workflow, combination: Combination, *, patient: bool) -> list[Literal]:
    """Return conditions in the order in which they are seen to; what starts a term comes first.

    Who is `patient` waits before doing anything else, so that nothing goes stale by waiting.
    """
    return sorted(
        combination, key=lambda one: _rank(workflow, one.requirement.guard, patient=patient)
    )


# Private


def _rank(workflow: Workflow, guard: Any, *, patient: bool) -> int:  # noqa: ANN401
    match guard:
        case Artefact(type=kind) if _starts(workflow, Mark.REGISTERING, kind):
            return -1
        case DecisionRecorded(body=body) if _starts(workflow, Mark.DECIDING, body):
            return -1
        case MinDuration() | TermElapsed() | TermNotExpired() | WithinTerm() | Window():
            return 0 if patient else len(_ORDER)
        case _:
            return _ORDER.index(type(guard)) if type(guard) in _ORDER else len(_ORDER)


def _starts(workflow: Workflow, mark: Mark, identifier: str) -> bool:
    return any(one.starts.event == (mark, identifier) for one in workflow.terms)


def _contacts(task: Task) -> Done:
    guard: ContactsPerDomain = task.guard
    return repeated(
        task,
        lambda now: hear(now, guard.gaps(now.rehearsal, now.situation)[0], guard.purpose),
    )


def _artefact(task: Task) -> Done:
    guard: Artefact = task.guard
    return assumed(task) if guard.must_cite > MOST_ALIKE else register(task, guard.type, guard)


def _endorsed(task: Task) -> Done:
    guard: Endorsed = task.guard
    found: Done = task.rehearsal
    if not suited(task, guard.artefact):
        found = register(task, guard.artefact)
    every = tuple(one.id for one in task.rehearsal.workflow.domains)
    domains, roles = guard.endorsers(every)
    for by in (*domains, *roles):
        if found is None:
            return None
        paper = found.artefacts[guard.artefact]
        role = by not in domains
        if by not in (paper.roles if role else paper.domains):
            found = endorse(task.on(found), guard.artefact, by, role=role)
    return found


def _roles(task: Task) -> Done:
    return repeated(task, lambda now: assign(now, now.finding.missing[0].id))


def _approved(task: Task) -> Done:
    guard: Approved = task.guard

    def one(now: Task) -> Done:
        visit, step = now.situation.visit, now.gate.transition.id
        given = {
            one.person
            for one in visit.approvals
            if (one.transition, one.role) == (step, guard.role)
        }
        holders = holders_of(now.rehearsal, guard.role)
        free = [who for who in holders if who not in given and who != now.gate.taker]
        if free:
            need = now.need(NeedKind.APPROVAL, now.finding.remedies[0], by=guard.role)
            return now.rehearsal.doing(
                Approve(transition=step, role=guard.role), need, actor=free[0]
            )
        # A new commissioner takes over from the one before: that gives no second approval.
        return None if guard.role == COMMISSIONER else assign(now, guard.role)

    return repeated(task, one)


def _lessons(task: Task) -> Done:
    def one(now: Task) -> Done:
        need = now.need(NeedKind.LESSON, now.finding.remedies[0])
        return now.rehearsal.doing(RecordLesson(text=ANY_WORDS), need)

    return repeated(task, one)


def _actions(task: Task) -> Done:
    def one(now: Task) -> Done:
        remedy = now.finding.remedies[0]
        if remedy.command == "FinishAction":
            need = now.need(NeedKind.ACTION, remedy, text=remedy.text)
            return now.rehearsal.doing(FinishAction(**dict(remedy.arguments)), need)
        owner, due = now.rehearsal.newcomer, day_of(now.rehearsal.now)
        need = now.need(NeedKind.ACTION, remedy)
        return now.rehearsal.doing(AddAction(text=ANY_WORDS, owner=owner, due=due), need)

    return repeated(task, one)


def _topics(task: Task) -> Done:
    def one(now: Task) -> Done:
        remedy = now.finding.remedies[0]
        given = dict(remedy.arguments)
        command: Command
        match remedy.command:
            case "SetCriteria":
                command = SetCriteria(text=ANY_WORDS)
            case "AddTopic":
                command = AddTopic(text=ANY_WORDS)
            case _:
                command = ChooseTopic(topic=given["topic"], by=given["by"], reason=ANY_WORDS)
        need = now.need(NeedKind.TOPIC, remedy, text=remedy.text, by=given.get("by"))
        return now.rehearsal.doing(command, need)

    return repeated(task, one)


def _chosen(task: Task) -> Done:
    guard: Chosen = task.guard
    every = tuple(one.id for one in task.rehearsal.workflow.choice(guard.choice).options)
    return _choose(task, guard.options or every)


def _chosen_otherwise(task: Task) -> Done:
    guard: Chosen = task.guard
    every = [one.id for one in task.rehearsal.workflow.choice(guard.choice).options]
    others = tuple(one for one in every if one not in guard.options)
    return _choose(task, others) if guard.options and others else None


def _choose(task: Task, options: tuple[str, ...]) -> Done:
    """Choose one of these; None once something was chosen, for a plan does not undo that."""
    guard: Chosen = task.guard
    choice = task.rehearsal.workflow.choice(guard.choice)
    made = guard.evaluate(task.rehearsal, task.situation).facts["option"]
    if made in {one.id for one in choice.options}:
        return None
    ahead = (one for one in task.ahead if isinstance(one, Chosen) and one.choice == choice.id)
    options = agreed(options, (one.options for one in ahead if one.options))
    names = listed((one.label for one in choice.options), Text("of", "or"))
    words = Text("Leg vast wat er is gekozen: {options}.", "Record what was chosen: {options}.")
    remedy = Remedy(words.fill(options=names), "MakeChoice", (("choice", choice.id),))
    need = task.need(NeedKind.CHOICE, remedy, choice=choice.id, outcomes=options)
    return task.rehearsal.doing(MakeChoice(choice=choice.id, option=options[0]), need)


def _decision(task: Task) -> Done:
    guard: DecisionRecorded = task.guard
    return settle(task, guard.body, guard.outcomes)


def _other_decision(task: Task) -> Done:
    guard: DecisionRecorded = task.guard
    return settle(task, guard.body, barred=guard.outcomes) if guard.outcomes else None


def _disposed(task: Task) -> Done:
    def one(now: Task) -> Done:
        remedy = now.finding.remedies[0]
        if remedy.command == "DisposeContribution":
            return _weigh(now, remedy)
        return _receive(now)

    return repeated(task, one)


def _received(task: Task) -> Done:
    guard: ContributionsReceived = task.guard
    too_few = guard.received(task.rehearsal, task.situation) < guard.min
    return repeated(task, _receive) if too_few else None


def _more_received(task: Task) -> Done:
    guard: ContributionsReceived = task.guard
    return repeated(task, _receive) if guard.max is not None else None


def _answered(task: Task) -> Done:
    guard: FeedbackSent = task.guard

    def one(now: Task) -> Done:
        waiting = now.rehearsal.open_contributions()
        for each in waiting:
            if _must_be_weighed(each, guard, now.rehearsal.now):
                words = Text("Weeg {id}, met reden.", "Dispose of {id}, with a reason.")
                about = (("contribution", each.id),)
                remedy = Remedy(words.fill(id=each.id), "DisposeContribution", about)
                return _weigh(now, remedy)
        if not waiting:
            return _weigh(now, now.finding.remedies[0])
        need = now.need(NeedKind.FEEDBACK, now.finding.remedies[0])
        return now.rehearsal.doing(SendFeedback(), need)

    return repeated(task, one)


def _must_be_weighed(one: ContributionFact, guard: FeedbackSent, now: datetime) -> bool:
    """Return whether feedback would be no use now: not weighed yet, or too long ago."""
    if one.disposed_at is None:
        return True
    return guard.within is not None and now > guard.within.after(one.disposed_at)


def _receive(task: Task) -> Done:
    words = Text("Leg ontvangen inbreng vast.", "Record a contribution received.")
    need = task.need(NeedKind.CONTRIBUTION, Remedy(words, "ReceiveContribution"), text=words)
    return task.rehearsal.doing(ReceiveContribution(text=ANY_WORDS), need)


def _weigh(task: Task, remedy: Remedy) -> Done:
    command = DisposeContribution(
        contribution=dict(remedy.arguments)["contribution"],
        disposition=Disposition.ADOPTED,
        reason=ANY_WORDS,
    )
    need = task.need(NeedKind.CONTRIBUTION, remedy, text=remedy.text)
    return task.rehearsal.doing(command, need)


_REPAIRS: Mapping[type, Repair] = MappingProxyType(
    {
        MinDuration: last_long_enough,
        Window: let_day_come,
        TermElapsed: run_out,
        TermNotExpired: begin_anew,
        WithinTerm: begin_anew,
        RolesFilled: _roles,
        Chosen: _chosen,
        ContactsPerDomain: _contacts,
        ContactDays: meet_day_by_day,
        TopicsChosen: _topics,
        Artefact: _artefact,
        Endorsed: _endorsed,
        ContributionsDisposed: _disposed,
        FeedbackSent: _answered,
        ContributionsReceived: _received,
        DecisionRecorded: _decision,
        ActionsOwned: _actions,
        LessonsRecorded: _lessons,
        Approved: _approved,
    }
)
"""What meets a condition, in the order in which they are seen to.

A condition on where another track is cannot be met here: only a step of that track does.
"""

_ORDER = tuple(_REPAIRS)

_DENIALS: Mapping[type, Repair] = MappingProxyType(
    {
        DecisionRecorded: _other_decision,
        Chosen: _chosen_otherwise,
        ContributionsReceived: _more_received,
        Window: let_days_pass,
        TermElapsed: begin_anew,
        TermNotExpired: run_out,
        WithinTerm: run_out,
    }
)
"""What undoes a condition that must not be met: most of what was done stays done."""
