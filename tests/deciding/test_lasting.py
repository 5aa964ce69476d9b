"""Extending, suspending and resuming a term."""

from datetime import date, timedelta

import pytest

from tests.building import Story, unmet
from tests.terms import applied, laid_out, procedure
from trajecten import (
    Advance,
    ExtendTerm,
    InputError,
    NotFoundError,
    RecordDecision,
    RegisterArtefact,
    ResumeTerm,
    SuspendTerm,
)
from trajecten.core.events import moment_text
from trajecten.core.running import standing
from trajecten.deciding.lasting import stood_still

EXTEND = ExtendTerm(term="decide", reason="Zeer ingewikkeld")
SUSPEND = SuspendTerm(term="decide", reason="Aanvulling gevraagd")
RESUME = ResumeTerm(term="decide")


def last(story: Story) -> date | None:
    return standing(story.workflow, story.facts, "decide", date(2026, 3, 2)).last


def test_an_extension_makes_the_term_longer_and_keeps_the_reason_apart() -> None:
    story = applied()
    event = story.ask(EXTEND).event

    assert (event.action, event.object) == ("term.extended", "decide")
    assert event.data == {"term": "decide", "length": "P6W"}
    assert event.personal == {"reason": "Zeer ingewikkeld"}
    # Six months from 2 March, and six weeks.
    assert last(story.tell(EXTEND)) == date(2026, 10, 14)


def test_a_term_is_extended_once() -> None:
    assert unmet(applied().tell(EXTEND).ask(EXTEND)) == ["term_not_extended"]


def test_a_term_is_extended_within_eight_weeks_of_receipt() -> None:
    # Eight weeks from 2 March is 27 April, King's Day, so 28 April.
    in_time = applied().later(days=57)
    too_late = applied().later(days=58)

    assert in_time.ask(EXTEND).accepted
    assert unmet(too_late.ask(EXTEND)) == ["extension_in_time"]
    assert too_late.ask(EXTEND).findings[0].message.nl.endswith("tot en met 28 april 2026.")


def test_a_term_is_extended_before_the_draft_is_laid_out() -> None:
    decision = laid_out().ask(EXTEND)

    assert unmet(decision) == ["extension_before_phase"]
    assert "voordat de fase Ter inzage is ingegaan" in decision.findings[0].message.nl


@pytest.mark.parametrize(
    ("command", "guard"),
    [
        (ExtendTerm(term="views", reason="x"), "term_extendable"),
        (SuspendTerm(term="views", reason="x"), "term_suspendable"),
    ],
)
def test_what_the_workflow_does_not_allow_is_refused(command, guard) -> None:
    assert unmet(laid_out().ask(command)) == [guard]


@pytest.mark.parametrize("command", [EXTEND, SUSPEND])
def test_a_term_that_does_not_run_is_neither_extended_nor_suspended(command) -> None:
    before = Story(procedure()).ask(command)
    done = applied().tell(RecordDecision(body="council", outcome="adopted")).ask(command)
    over = applied().later(days=300).ask(command)

    assert "term_running" in unmet(before)
    assert "nog niet begonnen" in before.findings[0].message.nl
    assert "al gedaan" in done.findings[0].message.nl
    assert "de laatste dag was 2 september 2026" in over.findings[0].message.nl


def test_a_second_paper_gives_no_second_extension() -> None:
    story = applied().tell(EXTEND, RegisterArtefact(type="application"))

    assert "term_not_extended" in unmet(story.ask(EXTEND))


def test_a_term_that_may_begin_again_can_then_be_extended_again() -> None:
    again = ("{registering: application}", "{registering: application, again: true}")
    story = applied(again).tell(EXTEND, RegisterArtefact(type="application"))

    assert story.ask(EXTEND).accepted


def test_an_extension_waits_for_the_paper_that_it_requires() -> None:
    story = applied(
        ("before: laid-out}", "before: laid-out, requires: hearing}"),
        ("artefacts:\n", "artefacts:\n  hearing: {label: {nl: verslag, en: report}}\n"),
    )

    refused = story.ask(EXTEND)
    story.tell(RegisterArtefact(type="hearing"))

    assert unmet(refused) == ["extension_paper"]
    assert "verlengen kan pas als verslag is vastgelegd" in refused.findings[-1].message.nl
    assert story.ask(EXTEND).accepted


def test_a_suspension_and_its_end_say_which_days_and_when() -> None:
    story = applied()
    suspended = story.ask(SUSPEND).event
    story.tell(SUSPEND).later(days=10)
    resumed = story.ask(RESUME).event

    at, until = moment_text(suspended.at), moment_text(resumed.at)
    assert suspended.data == {"term": "decide", "on": "2026-03-02", "at": at}
    assert suspended.personal == {"reason": "Aanvulling gevraagd"}
    assert resumed.data == {"term": "decide", "on": "2026-03-12", "days": 9, "at": until}


def test_two_suspensions_add_up() -> None:
    story = (
        applied().tell(SUSPEND).later(days=10).tell(RESUME).tell(SUSPEND).later(days=3).tell(RESUME)
    )

    assert last(story) == date(2026, 9, 2) + timedelta(days=9 + 2)


def test_the_days_between_are_those_on_which_a_term_stands_still() -> None:
    day = date(2026, 3, 2)

    assert [stood_still(day, day + timedelta(days=one)) for one in range(4)] == [0, 0, 1, 2]


def test_a_term_stands_still_once_at_a_time() -> None:
    story = applied().tell(SUSPEND)

    assert unmet(story.ask(SUSPEND)) == ["term_not_suspended"]
    assert unmet(applied().ask(RESUME)) == ["term_suspended"]


def test_a_term_is_not_suspended_before_it_began_or_ran_on_nor_resumed_before_it_stood_still() -> (
    None
):
    story = applied()
    early = SuspendTerm(term="decide", reason="x", on=story.now - timedelta(days=1))
    refused = unmet(story.ask(early))
    story.tell(SUSPEND).later(days=10)
    too_soon = unmet(story.ask(ResumeTerm(term="decide", on=story.now - timedelta(days=11))))
    story.tell(RESUME)
    overlapping = SuspendTerm(term="decide", reason="x", on=story.now - timedelta(days=5))

    assert (refused, too_soon) == (["not_before"], ["not_before"])
    assert unmet(story.ask(overlapping)) == ["not_before"]


def test_a_term_is_not_suspended_or_resumed_in_the_future() -> None:
    story = applied()
    tomorrow = story.now + timedelta(days=1)

    assert unmet(story.ask(SuspendTerm(term="decide", reason="x", on=tomorrow))) == [
        "not_in_future"
    ]
    story.tell(SUSPEND)
    assert unmet(story.ask(ResumeTerm(term="decide", on=tomorrow))) == ["not_in_future"]


def test_a_suspension_may_be_recorded_later_than_it_was() -> None:
    story = applied().later(days=20)
    story.tell(SuspendTerm(term="decide", reason="x", on=story.now - timedelta(days=10)))

    assert story.facts.terms["decide"].suspended_on == date(2026, 3, 12)


@pytest.mark.parametrize(
    ("command", "error"),
    [
        (ExtendTerm(term="never", reason="x"), NotFoundError),
        (ExtendTerm(term="decide", reason=" "), InputError),
        (SuspendTerm(term="decide", reason=""), InputError),
        (ResumeTerm(term="never"), NotFoundError),
    ],
)
def test_what_is_not_understood_is_an_error(command, error) -> None:
    with pytest.raises(error):
        applied().ask(command)


def test_a_step_is_not_held_up_by_a_term_that_no_guard_asks_for() -> None:
    assert applied().ask(Advance(transition="lay-out")).accepted
