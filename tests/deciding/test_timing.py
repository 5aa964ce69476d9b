"""Which terms an event starts and ends, and what the state remembers of that."""

from datetime import UTC, date, datetime, timedelta

from tests.building import START, Story
from tests.terms import applied, laid_out, procedure
from trajecten import AddNote, Advance, RecordDecision, RegisterArtefact
from trajecten.core.events import Action, Event, Recorded
from trajecten.core.facts import TermFact
from trajecten.core.state import State, after
from trajecten.storage.codec import state_of, state_text

DECISION = RecordDecision(body="council", outcome="adopted")


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
