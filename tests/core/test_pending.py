"""What events do to the deviations of a trajectory that are not settled yet."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.building import COMMISSIONER, START, Story, house, ref_of
from tests.core.test_state import IDS, MOMENTS, NUMBERS, SLUGS, STATES
from trajecten import (
    AskAdaptation,
    AskDeviation,
    CarryOut,
    DecideDeviation,
    DeviationKind,
    ForgiveDebt,
    Migrate,
    RetractContact,
    Workflow,
)
from trajecten.core.events import Action
from trajecten.core.facts import DeviationFact, RelationWaiver, Standing, Waived
from trajecten.core.pending import adopted
from trajecten.core.state import State
from trajecten.storage.codec import state_of, state_text

ALLOWED = """\
deviations:
  allowed: [skip, merge, repeat, add]
  decided_by: commissioner
  expires_after: P2W
  relation_first: {decided_by: commissioner, basis: Gids p. 13, debt: P4W}
"""
SKIP = AskDeviation(kind=DeviationKind.SKIP, transitions=("choose",), motivation="Haast")
APPROVE = DecideDeviation(deviation="deviation-1", approved=True)
REJECT = DecideDeviation(deviation="deviation-1", approved=False, motivation="Nee")
USE = CarryOut(deviation="deviation-1")
WAIVED = st.builds(
    Waived,
    place=SLUGS,
    number=NUMBERS,
    guard=SLUGS,
    missing=IDS,
    counted=st.lists(st.tuples(SLUGS, NUMBERS), max_size=2).map(tuple),
)
OWED = st.fixed_dictionaries(
    {
        "guard": SLUGS,
        "params": st.dictionaries(SLUGS, st.none() | st.booleans() | NUMBERS | SLUGS, max_size=2),
        "basis": st.none() | SLUGS,
    }
)
DEVIATIONS = st.builds(
    DeviationFact,
    id=SLUGS,
    kind=st.sampled_from(DeviationKind),
    standing=st.sampled_from(Standing),
    asked_by=SLUGS,
    definition=SLUGS,
    track=SLUGS,
    visit=NUMBERS,
    source=SLUGS,
    target=SLUGS,
    transitions=IDS,
    waives=st.lists(WAIVED, max_size=2).map(tuple),
    relation=st.booleans(),
    adopts=st.just("") | SLUGS,
    expires_at=st.none() | MOMENTS,
    owed=st.lists(OWED, max_size=2).map(tuple),
    due=st.none() | MOMENTS,
)


def allowing(*changes: tuple[str, str]) -> Workflow:
    """Return the house, in which deviations are allowed."""
    return house(("continuous: true\n", ALLOWED), *changes)


def begun() -> Story:
    return Story(allowing())


def test_a_question_is_kept_with_what_it_would_let_pass() -> None:
    story = begun().hear("council", "executive")
    workflow = story.workflow

    (kept,) = story.tell(SKIP).facts.deviations

    assert (kept.id, kept.kind, kept.standing) == (
        "deviation-1",
        DeviationKind.SKIP,
        Standing.ASKED,
    )
    assert (kept.source, kept.target, kept.transitions) == ("listening", "topics", ("choose",))
    assert (kept.track, kept.visit, kept.definition) == ("conversation", 1, workflow.digest)
    (waived,) = kept.waives
    assert (waived.place, waived.guard) == ("relation_first", "contacts_per_domain")
    assert waived.missing == ("administration", "community")
    assert dict(waived.counted)["council"] == 1
    assert kept.relation


def test_an_approval_is_kept_until_it_expires() -> None:
    story = begun().tell(SKIP).tell(APPROVE, by=COMMISSIONER)

    (kept,) = story.facts.deviations

    assert kept.standing is Standing.APPROVED
    assert kept.expires_at is not None
    assert timedelta(days=14) <= kept.expires_at - START <= timedelta(days=15)


def test_a_rejection_settles_it() -> None:
    story = begun().tell(SKIP).tell(REJECT, by=COMMISSIONER)

    assert story.facts.deviations == ()
    assert story.facts.next_number("deviation") == 2


def test_a_step_that_was_taken_leaves_what_is_owed_and_marks_the_trajectory() -> None:
    story = begun().tell(SKIP).tell(APPROVE, by=COMMISSIONER).tell(USE)

    (kept,) = story.facts.deviations

    assert kept.standing is Standing.OWING
    assert [one["guard"] for one in kept.owed] == ["contacts_per_domain"]
    assert kept.due is not None
    (waiver,) = story.facts.relation_waivers
    assert waiver.deviation == "deviation-1"
    assert waiver.waived == kept.waives[0]
    assert story.facts.tracks["conversation"].phase == "topics"


def test_without_a_debt_in_the_workflow_nothing_is_left() -> None:
    stop = "- {id: stop, label: {nl: Stoppen, en: Stop}, from: waiting, to: stopped"
    free = allowing((stop, ", guards: [{guard: decision_recorded, body: clerk}]"))
    ask = AskDeviation(kind=DeviationKind.SKIP, transitions=("stop",), motivation="Haast")
    story = Story(free).tell(ask).tell(APPROVE, by=COMMISSIONER).tell(USE)

    assert story.facts.deviations == ()
    assert story.facts.relation_waivers == ()


def test_a_forgiven_debt_is_gone_and_the_mark_stays() -> None:
    story = begun().tell(SKIP).tell(APPROVE, by=COMMISSIONER).tell(USE)

    story.tell(ForgiveDebt(deviation="deviation-1", motivation="Laat maar"), by=COMMISSIONER)

    assert story.facts.deviations == ()
    assert [one.deviation for one in story.facts.relation_waivers] == ["deviation-1"]


def test_a_newer_text_lets_open_questions_lapse_and_debts_stand() -> None:
    story = begun().tell(SKIP).tell(APPROVE, by=COMMISSIONER).tell(USE)
    again = AskDeviation(kind=DeviationKind.REPEAT, phase="listening", motivation="Terug")
    newer = replace(allowing(), version="1.1.0", digest="ab" * 32)
    story.tell(again)

    story.tell(Migrate(workflow=newer, phases={}))

    assert [one.id for one in story.facts.deviations] == ["deviation-1"]


def test_what_was_taken_back_since_does_not_change_what_was_asked() -> None:
    story = begun().hear("council").tell(SKIP)

    story.tell(RetractContact(contact="contact-1", reason="Dubbel"))

    (kept,) = story.facts.deviations
    assert kept.waives[0].missing == ("executive", "administration", "community")


def test_an_adopted_text_is_named_by_its_digest() -> None:
    own = allowing(("{id: doing, label: {nl: Uitvoeren, en: Doing}, kind: execution",
                    ", min_duration: P7D"))  # fmt: skip
    story = begun().tell(AskAdaptation(workflow=own, motivation="Past beter"))

    (kept,) = story.facts.deviations

    assert (kept.kind, kept.adopts) == (DeviationKind.ADD, own.digest)
    assert not kept.relation


@pytest.mark.parametrize(
    ("action", "data", "digest"),
    [
        (Action.MIGRATED, {"to": "ab"}, "ab"),
        (Action.DEVIATION_DECIDED, {"approved": True, "adopts": "ab"}, "ab"),
        (Action.DEVIATION_DECIDED, {"approved": False, "adopts": "ab"}, None),
        (Action.DEVIATION_DECIDED, {"approved": True, "adopts": ""}, None),
        (Action.ADVANCED, {"to": "ab"}, None),
    ],
)
def test_only_an_entry_that_says_so_adopts_another_text(
    action: str, data: dict[str, object], digest: str | None
) -> None:
    assert adopted(action, data) == digest


# As it is kept


@given(
    STATES,
    st.lists(DEVIATIONS, max_size=3).map(tuple),
    st.lists(st.builds(RelationWaiver, SLUGS, st.none() | WAIVED), max_size=3).map(tuple),
    IDS,
)
def test_a_tailored_state_that_is_kept_and_read_is_the_same(
    state: State,
    deviations: tuple[DeviationFact, ...],
    waivers: tuple[RelationWaiver, ...],
    own: tuple[str, ...],
) -> None:
    tailored = replace(state, deviations=deviations, relation_waivers=waivers, adaptations=own)

    assert state_of(state_text(tailored)) == tailored
    assert state_text(state_of(state_text(tailored))) == state_text(tailored)


@given(STATES)
def test_a_state_without_tailoring_is_kept_as_it_always_was(state: State) -> None:
    kept = json.loads(state_text(state))
    later = {name for name in ("terms", "topics", "criteria") if getattr(state, name)}

    assert set(kept) - later == {
        "tracks", "visits", "tallies", "artefacts", "holdings", "actions", "finished", "decisions",
        "counters", "waiting",
    }  # fmt: skip


def test_a_text_from_before_tailoring_can_be_read() -> None:
    old = (
        '{"actions":[],"artefacts":{},"counters":{},"decisions":[],"finished":0,"holdings":[],'
        '"tallies":[],"tracks":{"main":["core","2026-03-02T09:00:00.000000Z",4,1,0,false,[]]},'
        '"visits":{"core":1},"waiting":0}'
    )

    state = state_of(old)

    assert (state.deviations, state.relation_waivers, state.adaptations) == ((), (), ())
    assert state_text(state) == old


def test_the_asker_is_kept_by_reference() -> None:
    (kept,) = begun().tell(SKIP).facts.deviations

    assert kept.asked_by == ref_of("Lotte Leidraad")
