"""What the engine recorded comes out the same when it is decided again, from the ledger alone."""

# ruff: noqa: S608 (the statements are this test's own)

from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

import pytest
import sqlalchemy as sa

import trajecten as t
from tests.auditing.forging import forge, forge_whole, identity, kinds, the_one
from tests.engine.kit import LAST, OTHER, REF, RESIDENT, START, Desk, fitted, small
from tests.engine.tailored import TAILORED
from tests.storage import damaging
from trajecten import DiscrepancyKind, Finding, Text

KIND = DiscrepancyKind
STRANGER = "Sien Stranger"
GUARDED = "from: listening, to: topics", "from: listening, to: topics, guards: [GUARD]"


def test_a_furnished_trajectory_comes_out_as_recorded(furnished: Desk) -> None:
    replay = furnished.engine.replay()

    (found,) = replay.trajectories
    assert (found.entries, found.accepted, found.refused) == (LAST, LAST - 1, 1)
    assert (found.discrepancies, found.unjudged, found.engines) == ((), (), ())
    assert replay
    assert replay.entries == LAST


def test_no_personal_text_is_needed(furnished: Desk) -> None:
    damaging.unfence(furnished)
    damaging.unbound(furnished, "DELETE FROM trajecten_text", "DELETE FROM trajecten_party")

    assert furnished.like().replay().clean


def test_a_replay_says_what_it_did_not_check(furnished: Desk) -> None:
    replay = furnished.engine.replay()

    assert all(one.nl and one.en for one in replay.not_checked)
    assert any("hash" in one.en for one in replay.not_checked)


def test_within_a_transaction_of_the_host_the_projections_are_not_compared(
    furnished: Desk,
) -> None:
    furnished.run("UPDATE trajecten_contact SET purpose = 'content' WHERE number = 1")
    with furnished.database.connect() as connection, connection.begin():
        replay = furnished.engine.joining(connection).replay()

    assert replay.clean
    assert any("projecti" in one.en for one in replay.not_checked)


REFUSED = (
    t.Advance(transition="learn", motivation="Omdat"),
    t.Advance(transition="back"),
    t.EndRole(role="clerk", person=STRANGER),
    t.EndRole(role="clerk", person=RESIDENT),
    t.HandOverRole(role="clerk", person=STRANGER, successor=STRANGER),
    t.HandOverRole(role="clerk", person=STRANGER, successor="Nog Iemand"),
    t.Endorse(artefact="vision", by="project_lead", person=STRANGER),
    t.Endorse(artefact="vision", by="clerk"),
    t.SendFeedback(contributions=("contribution-1",)),
    t.SendFeedback(contributions=("contribution-2", "contribution-1")),
    t.RetractContact(contact="contact-3", reason="x"),
    t.RecordContact(domain="council", on=START + timedelta(days=999)),
    t.FinishAction(action="action-1"),
    t.Approve(transition="learn", role="clerk"),
    t.RegisterArtefact(type="vision", cites=("contact-3", "contact-88"), fields={"why": "x"}),
)


@pytest.mark.parametrize("command", REFUSED, ids=lambda one: type(one).__name__)
@pytest.mark.parametrize("role", [None, "project_lead", "clerk"])
def test_an_attempt_that_was_refused_comes_out_as_recorded(
    furnished: Desk, command: t.Command, role: str | None
) -> None:
    furnished.like(role=role).do(REF, command)
    furnished.like(actor=STRANGER, role=role).do(REF, command)

    assert kinds(the_one(furnished)) == []


def test_a_refused_attempt_leaves_no_reference_of_who_is_new_there(furnished: Desk) -> None:
    furnished.engine.do(REF, t.HandOverRole(role="clerk", person=STRANGER, successor="Nog Iemand"))

    last = furnished.engine.log(REF)[-1]
    assert (last.data["asked"]["person"], last.data["asked"]["successor"]) == ("new-1", "new-2")
    assert last.data["texts"] == []


def test_a_role_that_was_claimed_and_not_held_is_in_the_ledger(furnished: Desk) -> None:
    furnished.like(role="clerk").do(REF, t.AddNote(text="x"))

    last = furnished.engine.log(REF)[-1]
    assert (last.result, last.role, last.data["claimed"]) == ("refused", None, "clerk")


def test_findings_in_brief_are_compared_in_brief(furnished: Desk) -> None:
    many = tuple(f"contact-{number}" for number in range(1_000, 9_000))

    furnished.engine.do(REF, t.RegisterArtefact(type="vision", cites=many[:4_000]))

    assert the_one(furnished).clean


# Children and parents


PARENT = fitted(
    change=(
        "from: listening, to: topics",
        "from: listening, to: topics, guards: [{guard: children}]",
    )
)


@pytest.fixture
def family(desk: Desk) -> Desk:
    """Return a desk with a step that was refused, and then taken on a child that had started."""
    desk.engine.start(PARENT, "Boven", commissioner="A", ref=REF)
    desk.hear()
    desk.engine.advance(REF, "choose")
    desk.start(OTHER, parent=REF)
    assert desk.engine.advance(REF, "choose")
    return desk


def test_children_are_taken_as_they_were_at_that_moment(family: Desk) -> None:
    family.clock.forward(days=9)
    family.hear(OTHER)
    family.engine.advance(OTHER, "choose")

    replay = family.like().replay()

    assert replay.clean
    assert not any(one.unjudged for one in replay.trajectories)


def test_a_child_of_much_later_cannot_have_been_seen(desk: Desk) -> None:
    desk.engine.start(PARENT, "Boven", commissioner="A", ref=REF)
    desk.hear()
    desk.engine.advance(REF, "choose")
    desk.clock.forward(days=1)
    desk.start(OTHER, parent=REF)
    desk.engine.advance(REF, "choose")
    later = desk.engine.log(REF)[4]
    findings = [one.as_data() for one in later.findings]
    child = identity(desk, OTHER)

    def forged(fields):
        fields["result"] = "accepted"
        fields["data"] = {
            **fields["data"]["asked"], "findings": findings, "seen": {child: 1},
            "phases": dict(later.data["phases"]),
        }  # fmt: skip

    forge(desk, 4, forged)

    assert (4, KIND.FORGED_ACCEPTANCE) in kinds(the_one(desk))


def test_a_step_on_a_child_whose_ledger_is_damaged_is_not_judged(family: Desk) -> None:
    damaging.unfence(family)
    damaging.edit_body(family, identity(family, OTHER), 1, b"accepted", b"ACCEPTED")

    found = the_one(family)

    assert [one.seq for one in found.unjudged] == [4, 5]
    assert all("child" in one.reason.en for one in found.unjudged)
    assert found.entries == 3


def test_a_topic_that_was_chosen_is_looked_up_in_the_ledger_of_the_parent(desk: Desk) -> None:
    desk.start()
    desk.engine.do(REF, t.AddTopic(text="Groen"))
    desk.engine.do(REF, t.ChooseTopic(topic="topic-1", by="council", reason="x"))
    desk.start(OTHER, parent=REF, topic="topic-1")
    desk.engine.do(REF, t.ChooseTopic(topic="topic-1", by="council", reason="x", chosen=False))

    assert the_one(desk, OTHER).clean


# Guards of others


@dataclass(frozen=True, slots=True, kw_only=True)
class Lenient:
    """A guard of others that is always met."""

    kind: ClassVar[str] = "weather"

    def evaluate(self, facts: t.Facts, situation: t.Situation) -> Finding:
        del facts, situation
        return Finding(guard=self.kind, met=True, message=Text("Zon", "Sun"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Strict:
    """The same guard after it changed its mind."""

    kind: ClassVar[str] = "weather"

    def evaluate(self, facts: t.Facts, situation: t.Situation) -> Finding:
        del facts, situation
        return Finding(guard=self.kind, met=False, message=Text("Regen", "Rain"))


@pytest.fixture
def weathered(desk: Desk) -> Desk:
    """Return a desk with a step that was taken on a guard of others, among joined conditions."""
    text = (
        small()
        .text.decode()
        .replace(
            GUARDED[0],
            "from: listening, to: topics, guards: [{all: [{guard: weather}, {guard: artefact, "
            "type: vision}]}]",
        )
    )
    engine = desk.like(guards=t.BUILTIN | {"weather": Lenient})
    workflow = t.load_workflow(text.encode(), guards=t.BUILTIN | {"weather": Lenient})
    engine.start(workflow, "x", commissioner="A", ref=REF)
    engine.do(REF, t.RecordContact(domain="council"))
    engine.do(REF, t.RecordContact(domain="community"))
    engine.do(REF, t.RegisterArtefact(type="vision"))
    assert engine.advance(REF, "choose")
    return desk


def test_a_guard_that_judges_as_before_gives_no_difference(weathered: Desk) -> None:
    assert weathered.like(guards=t.BUILTIN | {"weather": Lenient}).replay().clean


@pytest.mark.parametrize(
    ("guards", "kind", "word"),
    [({"weather": Strict}, KIND.GUARD_CHANGED, "Rain"), ({}, KIND.GUARD_GONE, "not installed")],
)
def test_a_guard_of_others_that_changed_its_mind_or_is_gone_is_named(
    weathered: Desk, guards: dict[str, type], kind: DiscrepancyKind, word: str
) -> None:
    (found,) = weathered.like(guards=t.BUILTIN | guards).replay().trajectories

    (one,) = found.discrepancies
    assert (one.seq, one.kind) == (5, kind)
    assert "weather" in one.message.nl
    assert "Sun" in str(one.recorded)
    assert word in str(one.found)


def test_a_forged_entry_is_not_blamed_on_a_guard_of_others(weathered: Desk) -> None:
    def forged(fields):
        parts = fields["data"]["findings"][1]["parts"]
        for one in parts:
            one["message"] = {"nl": "x", "en": "x"}

    forge_whole(weathered, 5, forged)

    (found,) = weathered.like(guards=t.BUILTIN | {"weather": Lenient}).replay().trajectories

    assert kinds(found) == [(5, KIND.FINDINGS)]


# Texts


def test_a_text_that_was_only_asked_for_and_is_gone_is_named(desk: Desk) -> None:
    workflow = t.load_workflow(TAILORED)
    other = t.load_workflow(TAILORED.replace(b"nl: Ontwerp", b"nl: Plan"))
    desk.engine.start(workflow, "x", commissioner="A", ref=REF)
    desk.engine.do(REF, t.AskAdaptation(workflow=other, motivation="x"))
    damaging.unfence(desk)
    damaging.unbound(desk, f"DELETE FROM trajecten_definition WHERE digest = '{other.digest}'")

    assert kinds(the_one(desk)) == [(2, KIND.DEFINITION)]


def test_a_text_in_force_that_is_gone_is_damage(furnished: Desk) -> None:
    damaging.unfence(furnished)
    damaging.unbound(furnished, "DELETE FROM trajecten_definition")

    found = the_one(furnished)

    assert "workflow" in found.damage.en
    assert found.entries == 0


def test_no_such_trajectory_is_told(furnished: Desk) -> None:
    with pytest.raises(t.NotFoundError):
        furnished.engine.replay("weg")


def test_nothing_is_written_by_an_audit(furnished: Desk) -> None:
    before = furnished.tables()

    furnished.engine.replay()
    furnished.engine.what_if(small())
    furnished.engine.trace(REF, "contact-1")
    furnished.engine.sample(seed=1, size=5)

    assert furnished.tables() == before


def test_it_reads_what_another_connection_wrote(furnished: Desk) -> None:
    assert sa.inspect(furnished.database).get_table_names()
    furnished.like().do(REF, t.AddNote(text="x"))

    assert furnished.engine.replay(REF).entries == LAST + 1
