"""What a plan lists is what it takes: whoever carries it out, in order, comes to content."""

from dataclasses import dataclass
from datetime import datetime

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import trajecten as t
from tests.engine.inventing import PEOPLE, commands, workflows
from tests.engine.kit import ORIGIN, START
from tests.engine.test_invariants import _set_up
from trajecten.core.workflow import AFTER_RELATION
from trajecten.storage.database import connect_to

EXTENT = settings(deadline=None, suppress_health_check=list(HealthCheck))


class StillClock:
    """A clock that moves only when it is told to."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Practice:
    """Somebody who does what a plan lists, with the real engine."""

    engine: t.Engine
    clock: StillClock
    workflow: t.Workflow
    ref: str
    people: int = 0

    def carry_out(self, plan: t.Plan) -> None:
        for number, transition in enumerate(plan.way):
            for need in plan.needs:
                if need.step == number:
                    self.do(need, transition)
            self.take(transition)

    def do(self, need: t.Need, transition: str) -> None:
        if need.kind is t.NeedKind.WAIT:
            assert need.until is not None
            assert need.until > self.clock.now
            self.clock.now = need.until
            return
        for _ in range(need.number):
            self.once(need, transition)

    def once(self, need: t.Need, transition: str) -> None:  # noqa: C901, PLR0912, PLR0915
        given = dict(need.remedy.arguments) if need.remedy else {}
        match need.kind:
            case t.NeedKind.CONVERSATION:
                self.tell(self.conversation(need))
            case t.NeedKind.PAPER:
                cites = [one.id for one in self.engine.contacts(self.ref) if not one.retracted]
                fields = dict.fromkeys(need.fields, "x")
                kept = tuple(cites[len(cites) - need.cites :])
                assert len(kept) == need.cites
                self.tell(t.RegisterArtefact(type=need.artefact, fields=fields, cites=kept))
            case t.NeedKind.ENDORSEMENT:
                self.tell(t.Endorse(artefact=need.artefact, by=need.by))
            case t.NeedKind.DECISION:
                likely = (*need.outcomes, "adopted", "rejected", "other")
                outcome = next(one for one in likely if one not in need.barred)
                self.tell(t.RecordDecision(body=need.by, outcome=outcome))
            case t.NeedKind.APPROVAL:
                self.approve(need, transition)
            case t.NeedKind.ROLE:
                self.people += 1
                self.tell(t.AssignRole(role=need.by, person=f"Nieuw {self.people}"))
            case t.NeedKind.LESSON:
                self.tell(t.RecordLesson(text="x"))
            case t.NeedKind.ACTION if need.remedy.command == "FinishAction":
                self.tell(t.FinishAction(**given))
            case t.NeedKind.ACTION:
                self.tell(t.AddAction(text="x", owner="Ada", due=START.date()))
            case t.NeedKind.TOPIC:
                self.topic(need.remedy.command, given)
            case t.NeedKind.CONTRIBUTION if need.remedy.command == "ReceiveContribution":
                self.tell(t.ReceiveContribution(text="x"))
            case t.NeedKind.CONTRIBUTION:
                answer = t.Disposition.ADOPTED
                self.tell(t.DisposeContribution(**given, disposition=answer, reason="x"))
            case t.NeedKind.CHOICE:
                self.tell(t.MakeChoice(choice=need.choice, option=need.outcomes[0]))
            case t.NeedKind.FEEDBACK:
                self.tell(t.SendFeedback())
            case t.NeedKind.TERM:
                self.tell(t.ResumeTerm(**given))
            case t.NeedKind.EXEMPTION:
                pass

    def conversation(self, need: t.Need) -> t.RecordContact:
        group = need.group
        if need.among:
            heard = {one.group for one in self.engine.contacts(self.ref) if not one.retracted}
            group = next((one for one in need.among if one not in heard), need.among[0])
        domain = need.domain or self.workflow.domains[-1].id
        purpose = t.Purpose(need.purpose)
        return t.RecordContact(domain=domain, group=group, layer=need.layer, purpose=purpose)

    def topic(self, command: str | None, given: dict[str, str]) -> None:
        match command:
            case "SetCriteria":
                self.tell(t.SetCriteria(text="x"))
            case "AddTopic":
                self.tell(t.AddTopic(text="x"))
            case _:
                self.tell(t.ChooseTopic(**given, reason="x"))

    def approve(self, need: t.Need, transition: str) -> None:
        """Let the next holder of the role approve who did not yet, the planner of all last."""
        held = [one.name for one in self.engine.status(self.ref).holders if one.role == need.by]
        given = {
            one.actor
            for one in self.engine.log(self.ref)
            if one.action == "transition.approved"
            and (one.object, one.result) == (transition, "accepted")
            and one.data["role"] == need.by
        }
        free = sorted((one for one in held if one not in given), key=lambda one: one == "Ada")
        who = self.engine.acting(actor=free[0] if free else held[0])
        assert who.do(self.ref, t.Approve(transition=transition, role=need.by))

    def take(self, transition: str) -> None:
        """Let somebody take the step: Ada, who holds a role, or who is new."""
        grounds = self.workflow.transitions[transition].exemptions
        command = t.Advance(
            transition=transition, motivation="x", exemption=grounds[0] if grounds else None
        )
        names = [one.name for one in self.engine.status(self.ref).holders]
        outcomes = []
        for name in dict.fromkeys(["Ada", *names, "Iemand Anders"]):
            who = self.engine.acting(actor=name)
            outcomes.append(who.preview(self.ref, command))
            if outcomes[-1].accepted:
                assert who.do(self.ref, command)
                return
        raise AssertionError(
            [(f.guard, f.message.en) for o in outcomes for f in o.findings if not f]
        )

    def tell(self, command: t.Command) -> None:
        outcome = self.engine.do(self.ref, command)
        assert outcome, (command, outcome.findings)


def kinds(practice: Practice) -> set[t.Kind]:
    status = practice.engine.status(practice.ref)
    return {one.kind for one in status.tracks}


def begin(workflow: t.Workflow) -> Practice:
    database = connect_to("sqlite://")
    with database.connect() as connection:
        _set_up().backup(connection.connection.driver_connection)
    clock = StillClock()
    engine = t.Engine(database, clock=clock, actor="Ada", origin=ORIGIN)
    ref = engine.start(workflow, "x", commissioner="Ada").ref
    return Practice(engine, clock, workflow, ref)


def live(practice: Practice, data: st.DataObject, steps: int) -> None:
    """Let some people do anything."""
    for _ in range(steps):
        who = practice.engine.acting(actor=data.draw(st.sampled_from(PEOPLE)))
        try:
            who.do(practice.ref, data.draw(commands(practice.workflow)))
        except t.NotFoundError:
            continue
        if data.draw(st.integers(0, 4)) == 0:
            practice.clock.now = t.Duration.parse("P2D").after(practice.clock.now)


@pytest.mark.slow
@given(workflow=workflows(asking=True) | workflows(), data=st.data(), steps=st.integers(0, 12))
@settings(EXTENT, max_examples=60)
def test_carrying_out_a_plan_leads_to_content_by_its_way(
    workflow: t.Workflow, data: st.DataObject, steps: int
) -> None:
    practice = begin(workflow)
    live(practice, data, steps)
    plan = practice.engine.plan(practice.ref)
    assume(plan.earliest is not None)
    if not all(one.known or one.kind is t.NeedKind.EXEMPTION for one in plan.needs):
        return
    assert not kinds(practice) & AFTER_RELATION

    practice.carry_out(plan)

    assert kinds(practice) & AFTER_RELATION
    assert practice.clock.now == plan.earliest
    assert practice.engine.plan(practice.ref).begun
