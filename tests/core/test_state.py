"""How each event changes the bounded state; facts folded from events alone."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.building import COMMISSIONER, LEAD, START, Story, house, ref_of
from trajecten import (
    AddAction,
    AddNote,
    Advance,
    Approve,
    AssignRole,
    CorrectContact,
    DisposeContribution,
    Disposition,
    Endorse,
    EndRole,
    FinishAction,
    HandOverRole,
    Purpose,
    ReceiveContribution,
    RecordContact,
    RecordDecision,
    RecordLesson,
    RegisterArtefact,
    RetractContact,
    SendFeedback,
)
from trajecten.core.facts import (
    ActionFact,
    Approval,
    ArtefactFact,
    ContributionFact,
    DecisionFact,
    Holding,
    Tally,
    TermFact,
    Visit,
)
from trajecten.core.fold import waiting_seconds
from trajecten.core.state import State
from trajecten.storage.codec import state_of, state_text

CLERK = "Gré Griffier"
DISPOSE = DisposeContribution(
    contribution="contribution-1", disposition=Disposition.NOT_ADOPTED, reason="Te duur"
)
HOLDS = Holding("commissioner", ref_of(COMMISSIONER))


def test_a_start_puts_each_track_in_its_first_phase() -> None:
    state = Story().facts.state

    assert state.tracks == {
        "conversation": Visit(phase="listening", since=START, seq=1),
        "legal": Visit(phase="waiting", since=START, seq=1),
    }
    assert state.visits == {"listening": 1, "waiting": 1}


def test_a_start_gives_the_first_roles() -> None:
    state = Story(roles={"project_lead": LEAD}).facts.state

    assert state.holdings == (HOLDS, Holding("project_lead", ref_of(LEAD)))


def test_a_step_moves_its_own_track_only() -> None:
    story = Story().hear()
    before = story.now

    state = story.tell(Advance(transition="choose")).facts.state

    assert state.tracks["conversation"] == Visit(phase="topics", since=before, seq=6)
    assert state.tracks["legal"].phase == "waiting"


def test_a_phase_that_is_entered_again_counts_its_visits() -> None:
    story = Story().hear().tell(Advance(transition="choose"), Advance(transition="back"))

    assert story.facts.state.visits == {"listening": 2, "waiting": 1, "topics": 1}
    assert story.facts.tracks["conversation"].number == 2


def test_contacts_of_one_kind_are_counted_together() -> None:
    story = (
        Story()
        .hear("council", "council")
        .tell(RecordContact(domain="council", purpose=Purpose.CONTENT))
    )

    assert story.facts.tallies == (
        Tally("council", None, None, "listening", 2),
        Tally("council", None, None, "content", 1),
    )
    assert story.facts.next_number("contact") == 4


def test_a_correction_moves_the_count() -> None:
    story = Story().hear("council").tell(
        CorrectContact(
            contact="contact-1", reason="Verwisseld", domain="community", group="shops",
            purpose=Purpose.CONTENT,
        )
    )  # fmt: skip

    assert story.facts.tallies == (Tally("community", "shops", None, "content", 1),)
    assert story.facts.next_number("contact") == 2


def test_a_retraction_lowers_the_count_and_keeps_the_contact() -> None:
    story = Story().hear("council").tell(RetractContact(contact="contact-1", reason="Dubbel"))

    contact = story.facts.contact("contact-1")

    assert story.facts.tallies == ()
    assert contact is not None
    assert contact.retracted


def test_a_retraction_breaks_the_papers_that_cite_it() -> None:
    story = (
        Story()
        .hear("council", "council")
        .tell(
            RegisterArtefact(type="vision", cites=("contact-1", "contact-2"), fields={"why": "x"}),
            RetractContact(contact="contact-1", reason="Dubbel"),
        )
    )

    assert story.facts.artefacts == {
        "vision": ArtefactFact(
            id="artefact-1", version=1, seq=4, fields=("why",), cites=("contact-1", "contact-2"),
            broken=("contact-1",),
        )
    }  # fmt: skip


def test_a_next_version_begins_without_endorsements() -> None:
    story = Story().tell(
        RegisterArtefact(type="vision"),
        Endorse(artefact="vision", by="council"),
        RegisterArtefact(type="vision"),
    )

    assert story.facts.artefacts["vision"] == ArtefactFact(id="artefact-2", version=2, seq=4)


def test_an_endorsement_is_kept_once() -> None:
    story = Story().tell(
        RegisterArtefact(type="vision"),
        Endorse(artefact="vision", by="council"),
        Endorse(artefact="vision", by="commissioner"),
        Endorse(artefact="vision", by="council"),
    )

    paper = story.facts.artefacts["vision"]

    assert (paper.domains, paper.roles) == (("council",), ("commissioner",))


def test_a_role_is_held_until_it_ends() -> None:
    story = Story().tell(AssignRole(role="clerk", person=CLERK))
    held = story.facts.holdings

    story.tell(EndRole(role="clerk", person=CLERK))

    assert held == (HOLDS, Holding("clerk", ref_of(CLERK)))
    assert story.facts.holdings == (HOLDS,)


def test_a_new_commissioner_takes_over_from_the_one_before() -> None:
    story = Story().tell(AssignRole(role="commissioner", person=CLERK))

    assert story.facts.holdings == (Holding("commissioner", ref_of(CLERK)),)


def test_a_role_that_is_handed_over_is_held_by_the_successor_alone() -> None:
    story = Story().tell(AssignRole(role="clerk", person=CLERK))

    story.tell(HandOverRole(role="clerk", person=CLERK, successor=LEAD))

    assert story.facts.holdings == (HOLDS, Holding("clerk", ref_of(LEAD)))


def test_an_action_is_open_until_it_is_finished() -> None:
    story = Story().tell(AddAction(text="x"), AddAction(text="y", due=date(2026, 6, 1)))
    was = story.facts.actions

    story.tell(FinishAction(action="action-1"))

    assert was == (ActionFact("action-1", False, False), ActionFact("action-2", False, True))
    assert story.facts.actions == was[1:]
    assert story.facts.actions_finished == 1


def test_lessons_belong_to_the_visit() -> None:
    story = Story().tell(RecordLesson(text="x"), RecordLesson(text="geen", none=True))

    visit = story.facts.tracks["conversation"]

    assert (visit.lessons, visit.no_lesson) == (1, True)
    assert story.facts.next_number("lesson") == 3


def test_the_latest_decision_of_each_body_is_known() -> None:
    story = Story().tell(
        RecordDecision(body="council", outcome="rejected"),
        RecordDecision(body="executive", outcome="adopted"),
        RecordDecision(body="council", outcome="adopted"),
    )

    assert story.facts.decisions == {
        "council": DecisionFact("decision-3", "council", "adopted", 4),
        "executive": DecisionFact("decision-2", "executive", "adopted", 3),
    }


def test_an_approval_is_kept_once_with_its_visit() -> None:
    approve = Approve(transition="choose", role="commissioner")
    story = Story().tell(approve, approve, by=COMMISSIONER)

    assert story.facts.tracks["conversation"].approvals == (
        Approval("choose", "commissioner", ref_of(COMMISSIONER)),
    )
    assert story.facts.tracks["legal"].approvals == ()


def test_a_contribution_waits_until_it_is_answered() -> None:
    story = Story().tell(ReceiveContribution(text="x"), ReceiveContribution(text="y"), DISPOSE)
    waiting = story.facts.state.waiting

    story.tell(SendFeedback())

    assert waiting == 2
    assert story.facts.state.waiting == 1
    assert story.facts.contributions == 2


def test_a_contribution_that_is_weighed_anew_waits_again() -> None:
    story = Story().tell(ReceiveContribution(text="x"), DISPOSE, SendFeedback(), DISPOSE)

    assert story.facts.state.waiting == 1
    assert [one.id for one in story.facts.open_contributions()] == ["contribution-1"]
    assert story.facts.latest_answers(9) == ()


def test_weighing_twice_before_an_answer_waits_once() -> None:
    story = Story().tell(ReceiveContribution(text="x"), DISPOSE, DISPOSE)

    assert story.facts.state.waiting == 1


def test_a_note_changes_nothing() -> None:
    story = Story()
    before = story.facts.state

    assert story.tell(AddNote(text="Regen")).facts.state is before


def test_folded_facts_count_contacts_since_a_moment() -> None:
    story = Story()
    story.tell(
        RecordContact(domain="council", on=START - timedelta(days=2)),
        RecordContact(domain="council", on=START - timedelta(days=1)),
        RecordContact(domain="community", group="shops"),
        RetractContact(contact="contact-3", reason="Dubbel"),
    )

    assert story.facts.contacts_since(START - timedelta(days=1)) == (
        Tally("council", None, None, "listening", 1),
    )


def test_folded_facts_give_the_slowest_answers_first() -> None:
    story = Story().tell(ReceiveContribution(text="x"), ReceiveContribution(text="y"), DISPOSE)
    other = DisposeContribution(
        contribution="contribution-2", disposition=Disposition.ADOPTED, reason="Goed"
    )

    story.later(days=1).tell(other, SendFeedback())

    assert [one.id for one in story.facts.latest_answers(2)] == [
        "contribution-1",
        "contribution-2",
    ]
    assert [one.id for one in story.facts.latest_answers(1)] == ["contribution-1"]


def test_the_time_waited_runs_from_disposition_to_feedback() -> None:
    answered = ContributionFact(
        id="x", disposition="adopted", disposed_at=START, feedback_at=START + timedelta(days=1)
    )

    assert waiting_seconds(answered) == 86_400
    assert waiting_seconds(ContributionFact(id="x")) == 0


def test_what_is_not_known_is_none() -> None:
    facts = Story().facts

    assert (facts.contact("contact-1"), facts.contribution("contribution-1")) == (None, None)


SLUGS = st.from_regex(r"[a-z][a-z0-9_]{0,9}", fullmatch=True)
NUMBERS = st.integers(0, 10**6)
IDS = st.lists(SLUGS, max_size=3).map(tuple)
MOMENTS = st.datetimes(timezones=st.just(UTC))
VISITS = st.builds(
    Visit,
    phase=SLUGS,
    since=MOMENTS,
    seq=NUMBERS,
    number=NUMBERS,
    lessons=NUMBERS,
    no_lesson=st.booleans(),
    approvals=st.lists(st.builds(Approval, SLUGS, SLUGS, SLUGS), max_size=2).map(tuple),
)
PAPERS = st.builds(
    ArtefactFact, id=SLUGS, version=NUMBERS, fields=IDS, cites=IDS, broken=IDS, domains=IDS,
    roles=IDS,
)  # fmt: skip
GROUP = st.none() | SLUGS
MAYBE = st.none() | st.dates()
TERMS = st.builds(
    TermFact, id=SLUGS, started=st.dates(), seq=NUMBERS, extended_by=st.none() | st.just("P6W"),
    suspended_on=MAYBE, suspended_days=NUMBERS, resumed_on=MAYBE, ended=MAYBE,
)  # fmt: skip
STATES = st.builds(
    State,
    tracks=st.dictionaries(SLUGS, VISITS, max_size=2),
    visits=st.dictionaries(SLUGS, NUMBERS, max_size=3),
    tallies=st.lists(st.builds(Tally, SLUGS, GROUP, GROUP, SLUGS, NUMBERS), max_size=3).map(tuple),
    artefacts=st.dictionaries(SLUGS, PAPERS, max_size=2),
    holdings=st.lists(st.builds(Holding, SLUGS, SLUGS), max_size=3).map(tuple),
    actions=st.lists(
        st.builds(ActionFact, SLUGS, st.booleans(), st.booleans()), max_size=3
    ).map(tuple),
    actions_finished=NUMBERS,
    decisions=st.lists(
        st.builds(DecisionFact, SLUGS, SLUGS, SLUGS, NUMBERS), max_size=3
    ).map(lambda found: {one.body: one for one in found}),
    counters=st.dictionaries(SLUGS, NUMBERS, max_size=3),
    waiting=NUMBERS,
    terms=st.lists(TERMS, max_size=3).map(lambda found: {one.id: one for one in found}),
)  # fmt: skip


@given(STATES)
def test_a_state_that_is_kept_and_read_is_the_same(state: State) -> None:
    assert state_of(state_text(state)) == state


@given(STATES)
def test_a_state_that_is_read_is_kept_in_the_same_text(state: State) -> None:
    assert state_text(state_of(state_text(state))) == state_text(state)


def test_the_story_of_a_whole_trajectory_can_be_kept() -> None:
    story = Story(house()).hear().tell(RegisterArtefact(type="vision"), RecordLesson(text="x"))

    assert state_of(state_text(story.facts.state)) == story.facts.state


def test_the_first_instants_can_be_kept() -> None:
    visit = Visit(phase="x", since=datetime(1, 1, 1, tzinfo=UTC), seq=1)

    assert state_of(state_text(State(tracks={"x": visit}))).tracks == {"x": visit}
