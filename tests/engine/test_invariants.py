"""Whatever is asked of whatever workflow, in whatever order, what must hold goes on to hold."""

import sqlite3
from collections.abc import Iterator
from functools import cache
from typing import Any, ClassVar

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)  # fmt: skip

import trajecten as t
from tests.engine.inventing import PEOPLE, commands, workflows
from tests.engine.kit import EINDIG, ORIGIN, START, Clock, desk_at, dispose
from trajecten.core.fold import FoldedFacts
from trajecten.core.workflow import AFTER_RELATION
from trajecten.ledger.entry import Entry, entry_of, recorded_of
from trajecten.storage.database import connect_to
from trajecten.storage.facts import LiveFacts, situate
from trajecten.storage.reading import StoredChain
from trajecten.storage.rebuild import rebuild_one
from trajecten.storage.schema import upgrade

WINDOWS = ("PT1M", "P1D", "P1M", "P5Y")
SOME = (None, "residents", "shops")
NOUNS = (
    "contact",
    "contribution",
    "artefact",
    "action",
    "lesson",
    "decision",
    "deviation",
    "topic",
)
FILLED: dict[str, dict[str, Any]] = {
    "RecordContact": {},
    "RegisterArtefact": {"cites": ("contact-1",)},
    "Endorse": {},
    "ReceiveContribution": {"text": "x"},
    "DisposeContribution": {"reason": "x", "disposition": t.Disposition.ADOPTED},
    "SendFeedback": {},
    "RecordLesson": {"text": "x"},
    "AddAction": {"text": "x", "owner": "Ada", "due": START.date()},
    "FinishAction": {},
    "AssignRole": {"person": "Ada"},
    "Approve": {},
    "RecordDecision": {"outcome": "adopted"},
    "AddTopic": {"text": "x"},
    "SetCriteria": {"text": "x"},
    "ChooseTopic": {"reason": "x"},
    "ResumeTerm": {},
    "MakeChoice": {"option": "residents"},
}
"""What a front end must ask for besides what a remedy tells, by command."""
MOST_CHILDREN = 3
ENDING = t.load_workflow(EINDIG)
EXTENT = settings(deadline=None, stateful_step_count=12, suppress_health_check=list(HealthCheck))


class Trajectories(RuleBasedStateMachine):
    """One trajectory under random commands by three people; all is checked after each."""

    database: ClassVar[sa.Engine]

    def __init__(self) -> None:
        super().__init__()
        self.ref = ""

    @initialize(workflow=workflows())
    def begin(self, workflow: t.Workflow) -> None:
        self.clock = Clock()
        self.workflow = workflow
        self.engines = [
            t.Engine(self.database, clock=self.clock, actor=one, origin=ORIGIN) for one in PEOPLE
        ]
        self.ref = self.engines[0].start(workflow, "x", commissioner=PEOPLE[0]).ref
        with self.database.connect() as connection:
            self.id = self.row(connection).id
        self.seen = 1
        self.children: dict[str, t.Workflow] = {}

    @precondition(lambda self: self.ref)
    @rule(data=st.data(), who=st.integers(0, 2), times=st.integers(1, 3))
    def ask(self, data: st.DataObject, who: int, times: int) -> None:
        for _ in range(times):
            self.tell(who, data.draw(commands(self.workflow)))

    @precondition(lambda self: self.ref)
    @rule(who=st.integers(0, 2), purpose=st.sampled_from(t.Purpose), group=st.sampled_from(SOME))
    def talk_with_all(self, who: int, purpose: t.Purpose, group: str | None) -> None:
        self.tell(who, t.RecordContact(domain="council", purpose=purpose))
        self.tell(who, t.RecordContact(domain="community", purpose=purpose, group=group))

    @precondition(lambda self: self.ref)
    @rule(who=st.integers(0, 2), number=st.integers(1, 4))
    def find_that_it_was_a_mistake(self, who: int, number: int) -> None:
        self.tell(who, t.RetractContact(contact=f"contact-{number}", reason="x"))

    @precondition(lambda self: self.ref)
    @rule(who=st.integers(0, 2), days=st.integers(0, 20))
    def answer(self, who: int, days: int) -> None:
        received = self.tell(who, t.ReceiveContribution(text="x"))
        self.tell(who, dispose(received.object))
        self.clock.forward(days=days)
        self.tell(who, t.SendFeedback(contributions=(received.object,)))

    @precondition(lambda self: self.ref and len(self.children) < MOST_CHILDREN)
    @rule(who=st.integers(0, 2), ending=st.booleans(), topic=st.integers(0, 3))
    def start_a_child(self, who: int, ending: bool, topic: int) -> None:
        """Start one under this trajectory, on the same workflow or another, from a topic or not."""
        workflow = ENDING if ending else self.workflow
        chosen = f"topic-{topic}" if topic else None
        try:
            outcome = self.engines[who].start(
                workflow, "x", commissioner=PEOPLE[who], parent=self.ref, topic=chosen
            )
        except t.InputError:
            assert chosen not in {one.id for one in self.chosen_topics()}
        else:
            self.children[outcome.ref] = workflow

    @precondition(lambda self: self.ref and self.children)
    @rule(data=st.data(), who=st.integers(0, 2))
    def go_on_with_a_child(self, data: st.DataObject, who: int) -> None:
        child = data.draw(st.sampled_from(sorted(self.children)))
        for option in self.engines[who].options(child)[:1]:
            self.engines[who].advance(child, option.transition, motivation="x")

    @precondition(lambda self: self.ref)
    @rule(days=st.integers(1, 40))
    def wait(self, days: int) -> None:
        self.clock.forward(days=days)

    @precondition(lambda self: self.ref)
    @rule()
    def let_steps_be_taken_by_themselves(self) -> None:
        """Check that what is due is taken, and that nothing open is left but on a circle."""
        system = self.engines[0].acting(actor="systeem")
        due = [one.object for one in system.due(self.ref)]
        been = [system.status(self.ref).phases]
        taken = system.tick(self.ref)
        self.seen += len(taken)
        been += [dict(one.phases) for one in taken]
        assert all(taken)
        assert [one.object for one in taken[:1]] == due
        left = [one for one in system.options(self.ref) if one.automatic and one.allowed]
        assert not left or been.count(been[-1]) > 1

    @precondition(lambda self: self.ref)
    @rule(who=st.integers(0, 2))
    def take_every_step_that_is_open(self, who: int) -> None:
        """Check that what is said to be allowed is accepted, and what is not, refused."""
        engine = self.engines[who]
        for transition in [one.transition for one in engine.options(self.ref)]:
            # Another step on the same track may have been taken meanwhile, so look again.
            now = {one.transition: one for one in engine.options(self.ref)}
            if transition in now:
                outcome = self.tell(who, step(now[transition]))
                assert now[transition].allowed == outcome.accepted

    @precondition(lambda self: self.ref)
    @rule(who=st.integers(0, 2), which=st.integers(0, 3), listening=st.booleans())
    def work_towards_a_step(self, who: int, which: int, listening: bool) -> None:
        """Do what the findings advise until a step is open, then take it."""
        for _ in range(3):
            options = self.engines[who].options(self.ref)
            wanted = options[which % len(options)]
            if wanted.allowed:
                break
            for command in advised(wanted):
                if listening or not isinstance(command, t.RecordContact):
                    self.tell(who, command)
        self.tell(who, step(wanted))

    def tell(self, who: int, command: t.Command) -> t.Outcome | None:
        try:
            outcome = self.engines[who].do(self.ref, command)
        except t.NotFoundError:
            return None
        self.seen += 1
        assert outcome.seq == self.seen
        return outcome

    @invariant()
    def nothing_was_lost_or_changed(self) -> None:
        if self.ref:
            (found,) = self.engines[0].verify(self.ref).trajectories
            assert (found.damage, found.entries) == (None, self.seen)

    @invariant()
    def a_rebuild_would_change_nothing(self) -> None:
        if self.ref:
            with self.database.connect() as connection:
                assert rebuild_one(connection, self.id, check=True) == ()

    def check_replay(self) -> None:
        """See that every decision comes out the same: once, for what came last is on what was."""
        if self.ref:
            replay = self.engines[0].replay()
            assert [one.discrepancies for one in replay.trajectories if not one.clean] == []
            assert [one.unjudged for one in replay.trajectories if one.unjudged] == []

    @invariant()
    def relation_came_first(self) -> None:
        for number, entry in enumerate(entries := list(self.entries())):
            if entry.action == "trajectory.advanced" and entry.result == "accepted":
                self.check_relation(entry, entries[:number])

    def check_relation(self, entry: Entry, before: list[Entry]) -> None:
        phases = self.workflow.phases
        source, target = (phases[str(entry.data[end])].kind for end in ("from", "to"))
        if target in AFTER_RELATION and source not in AFTER_RELATION:
            assert heard_in(before) >= {one.id for one in self.workflow.domains}

    @invariant()
    def a_role_with_succession_is_held_ever_since_it_was_given(self) -> None:
        if self.ref:
            given = {
                one.object
                for one in self.entries()
                if one.action == "role.assigned" and one.result == "accepted"
            }
            firm = {one.id for one in self.workflow.roles if one.succession}
            with self.database.connect() as connection:
                held = [one.role for one in self.row(connection).state.holdings]
            assert firm & (given | {"commissioner"}) <= set(held)
            assert held.count("commissioner") == 1

    @invariant()
    def every_phase_that_was_entered_again_is_counted(self) -> None:
        if self.ref:
            with self.database.connect() as connection:
                state = self.row(connection).state
            entered = [track.initial for track in self.workflow.tracks]
            entered += [
                str(one.data["to"])
                for one in self.entries()
                if one.action == "trajectory.advanced" and one.result == "accepted"
            ]
            assert state.loops == len(entered) - len(set(entered))

    @invariant()
    def live_facts_are_those_of_the_ledger(self) -> None:
        if not self.ref:
            return
        folded = FoldedFacts(self.events(self.id), [self.child(one) for one in self.children])
        with self.database.connect() as connection:
            live = self.live(connection)
            assert self.everything(live) == self.everything(folded)

    @invariant()
    def a_term_says_as_the_guards_do_whether_it_is_over(self) -> None:
        if not self.ref:
            return
        for one in self.engines[0].terms(self.ref):
            begun = one.state is not t.TermState.NOT_STARTED
            assert begun == (one.started is not None)
            assert (one.days_left is not None) == (one.state is t.TermState.RUNNING)
            assert not (one.over and one.state in {t.TermState.RUNNING, t.TermState.SUSPENDED})
            assert one.last_day is None or one.last_day >= one.started

    @invariant()
    def what_is_counted_is_what_stands(self) -> None:
        if self.ref:
            always = t.Duration.parse("P999Y").before(self.clock.now)
            with self.database.connect() as connection:
                live = self.live(connection)
                standing = live.contacts_since(always)
                assert sorted(live.tallies, key=repr) == sorted(standing, key=repr)

    def everything(self, facts: t.Facts) -> dict[str, Any]:
        """Return the answer of every method of the facts, in an order that says nothing."""
        wide = range(8)
        answers = {
            "tracks": dict(facts.tracks),
            "visits": dict(facts.visits),
            "entered": dict(facts.entered),
            "tallies": sorted(facts.tallies, key=repr),
            "artefacts": dict(facts.artefacts),
            "held": facts.contact_moments("community", "residents", "listening"),
            "contributions": facts.contributions,
            "open": list(facts.open_contributions()),
            "answers": list(facts.latest_answers(50)),
            "slowest": list(facts.latest_answers(1)),
            "holdings": sorted(facts.holdings, key=repr),
            "actions": list(facts.actions),
            "finished": facts.actions_finished,
            "decisions": dict(facts.decisions),
            "topics": list(facts.topics),
            "criteria": facts.criteria,
            "children": sorted(facts.children(), key=lambda one: one.ref),
            "terms": dict(facts.terms),
            "choices": dict(facts.choices),
            "contact": [facts.contact(f"contact-{number}") for number in wide],
            "contribution": [facts.contribution(f"contribution-{number}") for number in wide],
            "deviations": list(facts.deviations),
            "waivers": list(facts.relation_waivers),
            "adaptations": list(facts.adaptations),
            "next": {noun: facts.next_number(noun) for noun in NOUNS},
        }
        for window in WINDOWS:
            since = t.Duration.parse(window).before(self.clock.now)
            answers[window] = sorted(facts.contacts_since(since), key=repr)
        return answers

    def entries(self) -> Iterator[Entry]:
        if self.ref:
            with self.database.connect() as connection:
                for one in StoredChain(connection, self.id):
                    yield entry_of(one.body)

    def events(self, identifier: str) -> list[t.Recorded]:
        with self.database.connect() as connection:
            entries = [entry_of(one.body) for one in StoredChain(connection, identifier)]
        return [event for one in entries if (event := recorded_of(one))]

    def child(self, ref: str) -> t.ChildFact:
        """Return where a child is, from its ledger alone."""
        with self.database.connect() as connection:
            identifier = situate(connection, ref, PEOPLE[0], None).id
            seq = len(list(StoredChain(connection, identifier)))
        workflow = self.children[ref]
        tracks = FoldedFacts(self.events(identifier)).tracks
        here = {track: workflow.phases[visit.phase] for track, visit in tracks.items()}
        return t.ChildFact(
            ref=ref,
            trajectory=identifier,
            seq=seq,
            phases={track: phase.id for track, phase in here.items()},
            kinds={track: phase.kind.value for track, phase in here.items()},
            final=all(phase.final for phase in here.values()),
        )

    def chosen_topics(self) -> list[t.TopicFact]:
        return [one for one in FoldedFacts(self.events(self.id)).topics if one.chosen_by]

    def live(self, connection: sa.Connection) -> LiveFacts:
        known = {one.digest: one for one in (self.workflow, *self.children.values())}
        return LiveFacts(connection, self.id, self.row(connection).state, known.__getitem__)

    def row(self, connection: sa.Connection) -> Any:
        return situate(connection, self.ref, PEOPLE[0], None)


def step(option: t.Option) -> t.Advance:
    """Return the command to take a step, with all that a person may give beside it."""
    ground = option.exemptions[0] if option.exemptions else None
    return t.Advance(transition=option.transition, motivation="x", exemption=ground)


def advised(option: t.Option) -> list[t.Command]:
    """Return the commands that the unmet findings of a step advise, as far as they can be given."""
    remedies = [one for finding in option.findings if not finding for one in finding.remedies]
    given = [(one.command, dict(one.arguments)) for one in remedies if one.command in FILLED]
    return [_command(name, FILLED[name] | arguments) for name, arguments in given]


def _command(name: str, values: dict[str, Any]) -> t.Command:
    if "purpose" in values:
        values["purpose"] = t.Purpose(values["purpose"])
    command: t.Command = getattr(t, name)(**values)
    return command


def heard_in(entries: list[Entry]) -> set[str]:
    """Return the domains in which a contact to listen stood, by a count of this test's own."""
    contacts: dict[str, tuple[str, str]] = {}
    for one in entries:
        if one.result == "accepted" and one.action in {"contact.recorded", "contact.corrected"}:
            contacts[one.object] = (str(one.data["domain"]), str(one.data["purpose"]))
        if one.result == "accepted" and one.action == "contact.retracted":
            del contacts[one.object]
    return {domain for domain, purpose in contacts.values() if purpose == "listening"}


class InMemory(Trajectories):
    """The machine on a database in memory, a copy of one that was set up before."""

    def __init__(self) -> None:
        super().__init__()
        self.database = connect_to("sqlite://")
        with self.database.connect() as connection:
            _set_up().backup(connection.connection.driver_connection)

    def teardown(self) -> None:
        try:
            self.check_replay()
        finally:
            self.clear()

    def clear(self) -> None:
        """Let go of the database."""
        self.database.dispose()


@cache
def _set_up() -> sqlite3.Connection:
    database = connect_to("sqlite://")
    upgrade(database)
    kept: sqlite3.Connection = database.raw_connection().driver_connection
    return kept


@pytest.mark.slow
def test_what_must_hold_holds_on_sqlite() -> None:
    run_state_machine_as_test(InMemory, settings=settings(EXTENT, max_examples=40))


@pytest.mark.slow
def test_what_must_hold_holds_on_postgresql(postgres_url: str) -> None:
    with desk_at(postgres_url) as desk:
        Trajectories.database = desk.database
        run_state_machine_as_test(Trajectories, settings=settings(EXTENT, max_examples=10))
