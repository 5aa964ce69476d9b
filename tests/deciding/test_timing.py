"""Which terms an event starts and ends, and what the state remembers of that."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.building import START, Story
from tests.terms import applied, laid_out, procedure
from trajecten import AddNote, Advance, RecordDecision, RegisterArtefact, SuspendTerm
from trajecten.core.events import Action, Event, Recorded
from trajecten.core.facts import TermFact
from trajecten.core.state import State, after
from trajecten.storage.codec import state_of, state_text

DECISION = RecordDecision(body="council", outcome="adopted")
FIRST_END = "starts: {registering: application}\n    ends: "


def test_a_start_starts_the_terms_of_the_start() -> None:
    assert Story(procedure()).facts.terms == {
        "whole": TermFact(id="whole", started=date(2026, 3, 2), seq=1)
    }


def test_the_phase_in_which_a_trajectory_begins_is_entered_then() -> None:
    story = Story(procedure(("starts: {entering: laid-out}", "starts: {entering: preparing}")))

    assert story.facts.terms["views"].started == date(2026, 3, 2)


def test_an_event_says_which_terms_it_starts_and_on_which_day() -> None:
    decision = Story(procedure()).ask(RegisterArtefact(type="application"))

    assert decision.event.data["terms"] == {"decide": "2026-03-02"}
    assert "terms_ended" not in decision.event.data


def test_an_event_that_starts_nothing_says_nothing_of_terms() -> None:
    assert "terms" not in Story(procedure()).ask(AddNote(text="x")).event.data
    assert Story().ask(RegisterArtefact(type="vision")).event.data.keys() == {
        "type", "version", "sha256", "fields", "cites", "at",
    }  # fmt: skip


def test_a_refused_attempt_starts_nothing() -> None:
    decision = Story(procedure()).ask(Advance(transition="nobody-spoke"))

    assert not decision.accepted
    assert "terms" not in decision.event.data


def test_a_term_starts_on_the_day_it_happened_not_on_the_day_it_was_recorded() -> None:
    story = Story(procedure())
    story.tell(RegisterArtefact(type="application", on=story.now - timedelta(days=14)))

    assert story.facts.terms["decide"].started == date(2026, 2, 16)


def test_a_term_that_starts_again_begins_anew() -> None:
    story = laid_out().later(days=20).tell(Advance(transition="again"))
    story.later(days=1).tell(Advance(transition="lay-out"))

    assert story.facts.terms["views"] == TermFact(id="views", started=date(2026, 3, 23), seq=5)


def test_a_second_paper_does_not_begin_the_term_anew() -> None:
    story = applied().later(days=300)
    before = story.facts.terms["decide"]

    story.tell(RegisterArtefact(type="application"))

    assert story.facts.terms["decide"] == before


def test_a_suspension_outlives_a_second_paper() -> None:
    story = applied().tell(SuspendTerm(term="decide", reason="Aanvulling gevraagd"))

    story.tell(RegisterArtefact(type="application"))

    assert story.facts.terms["decide"].suspended_on == date(2026, 3, 2)


def test_a_maximum_that_begins_by_a_step_begins_once() -> None:
    by_step = ("starts: {registering: application}", "starts: {entering: laid-out}")
    story = laid_out(by_step).tell(Advance(transition="again")).later(days=9)

    story.tell(Advance(transition="lay-out"))

    assert story.facts.terms["decide"].started == date(2026, 3, 2)


def test_a_term_that_may_begin_again_does_so_by_each_paper() -> None:
    again = ("{registering: application}", "{registering: application, again: true}")
    story = applied(again).later(days=9).tell(RegisterArtefact(type="application"))

    assert story.facts.terms["decide"].started == date(2026, 3, 11)


@pytest.mark.parametrize(
    ("when", "outcome", "ends"),
    [
        ("deciding: council, outcomes: [granted, refused]", "extended", False),
        ("deciding: council, outcomes: [granted, refused]", "refused", True),
        ("deciding: council, in: [weighing]", "granted", False),
        ("deciding: council, in: [preparing]", "granted", True),
        ("deciding: council, after: [decide]", "granted", False),
    ],
)
def test_a_decision_ends_a_term_only_when_it_counts(when: str, outcome: str, ends: bool) -> None:
    story = applied((f"{FIRST_END}{{deciding: council}}", f"{FIRST_END}{{{when}}}"))

    story.tell(RecordDecision(body="council", outcome=outcome))

    assert (story.facts.terms["decide"].ended is not None) is ends


def test_a_notice_counts_only_after_the_term_it_is_about() -> None:
    story = applied(
        ("artefacts:\n", "artefacts:\n  notice: {label: {nl: brief, en: letter}}\n"),
        ("starts: {start: true}", "starts: {registering: notice, after: [decide]}"),
    )

    story.tell(RegisterArtefact(type="notice"))
    early = "whole" in story.facts.terms
    story.later(days=200).tell(RegisterArtefact(type="notice"))

    assert not early
    assert story.facts.terms["whole"].started == date(2026, 9, 18)


def test_a_term_ends_by_any_of_several_things() -> None:
    either = f"{FIRST_END}[{{deciding: council}}, {{entering: decided}}]"
    story = applied((f"{FIRST_END}{{deciding: council}}", either))

    story.tell(Advance(transition="without", exemption="minor", motivation="Klein"))

    assert story.facts.terms["decide"].ended == date(2026, 3, 2)


def test_a_term_that_follows_another_starts_on_its_last_day() -> None:
    story = laid_out()
    story.now = datetime(2026, 4, 20, 9, tzinfo=UTC)
    story.tell(Advance(transition="nobody-spoke"))

    assert story.facts.terms["no-views"].started == date(2026, 4, 13)


def test_a_term_that_follows_one_that_is_not_over_starts_on_the_day_itself() -> None:
    story = laid_out(
        ("    to: weighing\n    guards: [{guard: term_elapsed, term: views}]\n  - {id: decide-it",
         "    to: weighing\n  - {id: decide-it"),
    ).tell(Advance(transition="nobody-spoke"))  # fmt: skip

    assert story.facts.terms["no-views"].started == date(2026, 3, 2)


def test_a_term_ends_when_what_it_asks_is_done_and_only_once() -> None:
    story = applied().tell(DECISION)
    first = story.facts.terms["decide"].ended
    later = story.later(days=3).ask(DECISION)

    assert first == date(2026, 3, 2)
    assert "terms_ended" not in later.event.data


def test_a_term_that_was_not_started_does_not_end() -> None:
    decision = Story(procedure()).ask(DECISION)

    assert "terms_ended" not in decision.event.data


def test_the_state_takes_terms_from_the_event_alone() -> None:
    data = {"terms": {"views": "2026-03-05"}, "terms_ended": {"decide": "2026-03-04"}}
    event = Event(action=Action.NOTED, object="note", at=START, data=data)
    state = State(terms={"decide": TermFact(id="decide", started=date(2026, 3, 2), seq=2)})

    changed = after(state, Recorded(seq=7, recorded_at=START, event=event))

    assert changed.terms == {
        "decide": TermFact(id="decide", started=date(2026, 3, 2), seq=2, ended=date(2026, 3, 4)),
        "views": TermFact(id="views", started=date(2026, 3, 5), seq=7),
    }


def test_terms_are_kept_with_the_state_and_left_out_of_a_state_that_has_none() -> None:
    state = laid_out().tell(DECISION).facts.state

    assert state_of(state_text(state)) == state
    assert '"terms"' not in state_text(Story().facts.state)
