"""Whatever mix of deviations, adaptations and migrations is decided, relation comes first.

Or the ledger holds the decision that let it go: made by another than who asked, in a role that the
workflow of that day names for it.
"""

import json
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)  # fmt: skip

import trajecten as t
from tests.engine.inventing import PEOPLE, rewritten, tailoring, workflows
from tests.engine.kit import ORIGIN, Clock, desk_at
from tests.engine.test_invariants import ENDING, EXTENT, InMemory, Trajectories, heard_in
from trajecten.core.workflow import AFTER_RELATION
from trajecten.ledger.entry import Entry
from trajecten.storage.facts import LiveFacts

MOVES = ("trajectory.advanced", "trajectory.migrated", "deviation.decided")
COUNTED: dict[str, int] = {}
"""How often each kind of move into content without everybody heard was made, over all runs."""


class Tailored(Trajectories):
    """One trajectory that is tailored in every way there is."""

    @initialize(workflow=workflows(tailored=True))
    def begin(self, workflow: t.Workflow) -> None:
        self.clock = Clock()
        self.workflow = workflow
        self.texts = {workflow.digest: workflow}
        self.engines = [
            t.Engine(self.database, clock=self.clock, actor=one, origin=ORIGIN) for one in PEOPLE
        ]
        roles = {"project_lead": PEOPLE[1]}
        begun = self.engines[0].start(workflow, "x", commissioner=PEOPLE[0], roles=roles)
        self.ref = begun.ref
        with self.database.connect() as connection:
            self.id = self.row(connection).id
        self.seen = 1
        self.children: dict[str, t.Workflow] = {}

    @precondition(lambda self: self.ref)
    @rule(data=st.data(), who=st.integers(0, 2))
    def tailor(self, data: st.DataObject, who: int) -> None:
        self.tell(who, data.draw(tailoring(self.workflow)))

    @precondition(lambda self: self.ref)
    @rule(who=st.integers(0, 2), other=st.integers(0, 2), which=st.integers(0, 3))
    def skip_a_step(self, who: int, other: int, which: int) -> None:
        """Ask for a step that is not open, have it decided on, and take it."""
        shut = [one for one in self.engines[who].options(self.ref) if not one.allowed]
        if shut:
            step = shut[which % len(shut)].transition
            skip = t.DeviationKind.SKIP
            asked = t.AskDeviation(kind=skip, transitions=(step,), motivation="x")
            self.settle(who, other, asked)

    @precondition(lambda self: self.ref)
    @rule(data=st.data(), who=st.integers(0, 2), other=st.integers(0, 2))
    def adapt(self, data: st.DataObject, who: int, other: int) -> None:
        other_text, _ = data.draw(rewritten(self.workflow))
        self.texts[other_text.digest] = other_text
        self.settle(who, other, t.AskAdaptation(workflow=other_text, motivation="x"))

    @precondition(lambda self: self.ref)
    @rule(data=st.data(), who=st.integers(0, 2))
    def migrate(self, data: st.DataObject, who: int) -> None:
        other_text, phases = data.draw(rewritten(self.workflow))
        self.texts[other_text.digest] = other_text
        self.tell(who, t.Migrate(workflow=other_text, phases=phases))

    def settle(self, who: int, other: int, asked: t.Command) -> None:
        made = self.tell(who, asked)
        if made:
            decision = t.DecideDeviation(deviation=made.object, approved=True)
            if self.tell(other, decision) and isinstance(asked, t.AskDeviation):
                self.tell(who, t.CarryOut(deviation=made.object))

    def tell(self, who: int, command: t.Command) -> t.Outcome | None:
        try:
            outcome = super().tell(who, command)
        except t.InputError:
            return None  # Steps that do not follow each other, a map to another track.
        self.workflow = self.engines[0].workflow(self.ref)
        return outcome

    def live(self, connection: sa.Connection) -> LiveFacts:
        known = {one.digest: one for one in (*self.texts.values(), ENDING)}
        return LiveFacts(connection, self.id, self.row(connection).state, known.__getitem__)

    @invariant()
    def every_phase_that_was_entered_again_is_counted(self) -> None:
        """Count as long as every phase has the id that it had: a map may make one of two."""
        if not any(one.data.get("renamed") for one in self.entries()):
            super().every_phase_that_was_entered_again_is_counted()

    @invariant()
    def relation_came_first(self) -> None:
        entries = list(self.entries())
        for number, entry in enumerate(entries):
            if entry.action in MOVES and entry.result == "accepted":
                self.check_move(entry, entries[:number])

    def check_move(self, entry: Entry, before: list[Entry]) -> None:
        old = self.texts[entry.definition]
        new, ways = self.ways(entry, old, before)
        for source, target in ways:
            crossing = new.phases[target].kind in AFTER_RELATION
            if not crossing or old.phases[source].kind in AFTER_RELATION:
                continue
            if heard_in(before) >= {one.id for one in (*old.domains, *new.domains)}:
                continue
            COUNTED[entry.action] = COUNTED.get(entry.action, 0) + 1
            assert entry.action == "trajectory.advanced"
            self.check_decided(str(entry.data["deviation"]), old, before)

    def ways(
        self, entry: Entry, old: t.Workflow, before: list[Entry]
    ) -> tuple[t.Workflow, list[tuple[str, str]]]:
        """Return the text after an entry, and from which phase to which each track went."""
        data: Any = entry.data
        if entry.action == "trajectory.advanced":
            return old, [(data["from"], data["to"])]
        was: Any = before[-1].data["phases"]
        new = self.texts[data["to"] if "to" in data else data["adopts"] or entry.definition]
        return new, [(was[track], phase) for track, phase in data["phases"].items()]

    def check_decided(self, identifier: str, workflow: t.Workflow, before: list[Entry]) -> None:
        (asked,) = (one for one in before if self.about(one, "deviation.asked", identifier))
        (decided,) = (one for one in before if self.about(one, "deviation.decided", identifier))
        assert workflow.deviations is not None
        assert workflow.deviations.relation_first is not None
        assert asked.data["relation"]
        assert decided.data["approved"]
        assert decided.definition == asked.definition == workflow.digest
        assert decided.role in workflow.deviations.relation_first.roles
        assert decided.actor != asked.actor

    @staticmethod
    def about(entry: Entry, action: str, identifier: str) -> bool:
        right = entry.action == action and entry.object == identifier
        return right and entry.result == "accepted"

    @invariant()
    def what_is_told_of_deviations_agrees_with_what_is_open(self) -> None:
        if not self.ref:
            return
        open_ones = {t.Course.ASKED, t.Course.APPROVED, t.Course.EXPIRED}
        told = [one.id for one in self.engines[0].deviations(self.ref) if one.course in open_ones]
        with self.database.connect() as connection:
            state = self.row(connection).state
        here = {"": 0} | {track: visit.seq for track, visit in state.tracks.items()}
        pending = [one for one in state.deviations if one.visit == here[one.track]]
        assert told == [one.id for one in pending if one.standing.value != "owing"]

    @invariant()
    def the_law_stays_as_it_is(self) -> None:
        for entry in self.entries():
            if "deviation" in entry.data and entry.result == "accepted":
                phases = self.texts[entry.definition].phases
                ends = json.loads(json.dumps([entry.data["from"], entry.data["to"]]))
                assert not any(phases[one].statutory for one in ends)


class TailoredInMemory(Tailored, InMemory):
    """The machine on a database in memory."""


@pytest.mark.slow
def test_relation_comes_first_whatever_is_decided_on_sqlite() -> None:
    run_state_machine_as_test(TailoredInMemory, settings=settings(EXTENT, max_examples=60))


@pytest.mark.slow
def test_relation_comes_first_whatever_is_decided_on_postgresql(postgres_url: str) -> None:
    with desk_at(postgres_url) as desk:
        Tailored.database = desk.database
        run_state_machine_as_test(Tailored, settings=settings(EXTENT, max_examples=15))
