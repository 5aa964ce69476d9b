"""What somebody is reminded of: terms that end, answers that are owed, actions that are late."""

from datetime import UTC, date, datetime

import pytest

from tests.engine.kit import ACTOR, COMMISSIONER, OTHER, REF, Desk, dispose, fitted
from tests.terms import procedure
from trajecten import (
    AddAction,
    AttentionItem,
    FinishAction,
    InputError,
    ReceiveContribution,
    RecordDecision,
    RegisterArtefact,
    ResumeTerm,
    SendFeedback,
    SuspendTerm,
)

CHOOSE = "from: listening, to: topics"
WEEK = (CHOOSE, f"{CHOOSE}, guards: [{{any: [{{guard: feedback_sent, within: P7D}}]}}]")


@pytest.fixture
def begun(desk: Desk) -> Desk:
    """Give a desk with a trajectory on the procedure, started on Monday 2 March 2026."""
    desk.engine.start(procedure(), "Het plein", commissioner=COMMISSIONER, ref=REF)
    return desk


@pytest.fixture
def applied(begun: Desk) -> Desk:
    """Give a desk in which the term to decide runs, until 2 September 2026."""
    begun.engine.do(REF, RegisterArtefact(type="application"))
    return begun


def at(desk: Desk, text: str) -> Desk:
    desk.clock.now = datetime.fromisoformat(text).replace(tzinfo=UTC)
    return desk


def told(desk: Desk, **options: int) -> list[str]:
    return [one.message.nl for one in desk.engine.attention(**options)]


def only(desk: Desk) -> AttentionItem:
    (item,) = desk.engine.attention()
    return item


def commands(item: AttentionItem) -> list[tuple[str | None, dict[str, str]]]:
    return [(one.command, dict(one.arguments)) for one in item.remedies]


def test_a_term_is_told_of_from_fourteen_days_before_its_last_day(begun: Desk) -> None:
    assert told(at(begun, "2026-03-17T22:59")) == []
    assert told(at(begun, "2026-03-17T23:00")) == [
        "Het geheel: tot en met 1 april 2026 (nog 14 dagen; Verordening art. 1)."
    ]
    assert told(at(begun, "2026-03-31T12:00"))[0].endswith("(nog 1 dag; Verordening art. 1).")
    assert "vandaag is de laatste dag" in told(at(begun, "2026-04-01T21:00"))[0]


def test_how_long_before_is_the_caller_s_to_say(begun: Desk) -> None:
    at(begun, "2026-03-10T12:00")

    assert told(begun, within=21) == []
    assert len(told(begun, within=22)) == 1
    with pytest.raises(InputError):
        begun.engine.attention(within=-1)


def test_a_term_that_passed_and_that_nothing_ends_is_told_of_no_more(begun: Desk) -> None:
    assert told(at(begun, "2026-04-02T12:00")) == []


def test_what_must_be_done_by_a_day_is_told_with_how_it_is_done(applied: Desk) -> None:
    item = only(at(applied, "2026-08-20T12:00"))

    assert (item.ref, item.title, item.kind) == (REF, "Het plein", "term")
    assert item.message.en == (
        "Deciding on the application: up to and including 2 September 2026 "
        "(13 days left; Awb 3:18 lid 1)."
    )
    assert item.at == datetime(2026, 9, 2, 21, 59, 59, 999_999, tzinfo=UTC)
    assert commands(item) == [("RecordDecision", {"body": "council"})]


def test_what_was_not_done_in_time_is_told_until_it_is_done(applied: Desk) -> None:
    (words,) = told(at(applied, "2026-12-01T12:00"))
    assert words == (
        "Beslissen op de aanvraag: niet op tijd gedaan; de laatste dag was 2 september 2026 "
        "(Awb 3:18 lid 1)."
    )

    applied.engine.do(REF, RecordDecision(body="council", outcome="adopted"))

    assert told(applied) == []


def test_a_term_that_stands_still_is_told_as_such_until_it_runs_on(applied: Desk) -> None:
    applied.engine.do(REF, SuspendTerm(term="decide", reason="Aanvulling"))
    item = only(at(applied, "2026-09-20T12:00"))
    applied.engine.do(REF, ResumeTerm(term="decide"))

    assert item.message.nl == (
        "Beslissen op de aanvraag: deze termijn staat stil sinds 2 maart 2026 (Awb 3:18 lid 1)."
    )
    assert commands(item) == [("ResumeTerm", {"term": "decide"})]
    assert told(applied) == []


@pytest.mark.parametrize(
    ("ends", "command", "arguments"),
    [
        ("{registering: application}", "RegisterArtefact", {"type": "application"}),
        ("{taking: decide-it}", "Advance", {"transition": "decide-it"}),
        ("{entering: decided}", "Options", {}),
    ],
)
def test_whatever_a_term_asks_is_told_by_its_command(
    desk: Desk, ends: str, command: str, arguments: dict[str, str]
) -> None:
    starts = "starts: {start: true}\n"
    workflow = procedure((starts, f"{starts}    ends: {ends}\n"))
    desk.engine.start(workflow, "x", commissioner=COMMISSIONER, ref=REF)

    assert commands(only(at(desk, "2026-05-01T12:00"))) == [(command, arguments)]


def test_a_minimum_that_is_almost_over_is_told_and_one_that_is_over_is_not(begun: Desk) -> None:
    begun.engine.advance(REF, "lay-out")

    assert [one[:11] for one in told(at(begun, "2026-04-03T12:00"))] == ["Zienswijzen"]
    assert told(at(begun, "2026-04-14T12:00")) == []


def test_nobody_is_reminded_of_the_terms_of_what_has_ended(applied: Desk) -> None:
    assert applied.engine.advance(REF, "without", motivation="Klein", exemption="minor").accepted

    assert told(at(applied, "2026-08-30T12:00")) == []
    assert told(at(applied, "2027-08-30T12:00")) == []


def test_without_a_term_for_it_an_answer_is_a_reminder_after_four_weeks(started: Desk) -> None:
    for _ in range(2):
        started.engine.do(REF, ReceiveContribution(text="Meer bomen"))
    at(started, "2026-03-10T12:00").engine.do(REF, dispose("contribution-1"))
    at(started, "2026-03-11T12:00").engine.do(REF, dispose("contribution-2"))

    assert told(at(started, "2026-04-07T10:00")) == []
    item = only(at(started, "2026-04-07T12:00"))
    assert item.message.nl == (
        "Nog geen terugkoppeling over 1 inbreng (contribution-1); gewogen sinds 10 maart 2026."
    )
    assert (item.kind, commands(item)) == ("feedback", [("SendFeedback", {})])
    assert "2 contributions (contribution-1 and contribution-2)" in (
        only(at(started, "2026-04-09T12:00")).message.en
    )
    started.engine.do(REF, SendFeedback())
    assert told(started) == []


def test_of_what_nobody_weighs_one_is_reminded_without_a_made_up_last_day(started: Desk) -> None:
    started.engine.do(REF, ReceiveContribution(text="Meer bomen"))

    assert told(at(started, "2026-03-30T08:00")) == []
    item = only(at(started, "2026-03-30T10:00"))
    assert item.message.nl == (
        "Nog niet gewogen: 1 inbreng (contribution-1); binnengekomen sinds 2 maart 2026."
    )
    assert commands(item) == [("DisposeContribution", {"contribution": "contribution-1"})]
    assert item.at == datetime(2026, 3, 30, 8, 0, 2, tzinfo=UTC)


def test_a_workflow_that_says_how_long_an_answer_may_take_is_kept_to(desk: Desk) -> None:
    desk.engine.start(fitted(change=WEEK), "x", commissioner=COMMISSIONER, ref=REF)
    desk.engine.do(REF, ReceiveContribution(text="Meer bomen"))
    desk.engine.do(REF, dispose("contribution-1"))

    assert told(at(desk, "2026-03-09T08:00")) == []
    assert "uiterlijk 9 maart 2026" in told(at(desk, "2026-03-09T10:00"))[0]


def test_an_action_is_told_of_when_its_day_has_passed(started: Desk) -> None:
    due = date(2026, 3, 10)
    started.engine.do(REF, AddAction(text="Bel Bea", owner=ACTOR, due=due))
    started.engine.do(REF, AddAction(text="Ooit eens"))

    assert told(at(started, "2026-03-10T22:59")) == []
    item = only(at(started, "2026-03-10T23:00"))
    assert item.message.nl == "action-1 had op 10 maart 2026 klaar moeten zijn."
    assert (item.kind, commands(item)) == ("action", [("FinishAction", {"action": "action-1"})])
    assert item.at == datetime(2026, 3, 10, 22, 59, 59, 999_999, tzinfo=UTC)
    started.engine.do(REF, FinishAction(action="action-1"))
    assert told(started) == []


def test_no_reminder_holds_a_name_or_a_free_text(started: Desk) -> None:
    due = date(2026, 3, 10)
    started.engine.do(REF, AddAction(text="Bel Bea", owner=ACTOR, due=due))
    started.engine.do(REF, ReceiveContribution(text="Meer bomen", person="Bea Bewoner"))

    shown = " ".join(told(at(started, "2026-06-01T12:00")))

    assert not any(one in shown for one in ("Bea", ACTOR, "bomen"))


def test_each_trajectory_is_told_of_by_itself(started: Desk) -> None:
    started.start(OTHER)
    started.engine.do(OTHER, ReceiveContribution(text="x"))
    at(started, "2026-06-01T12:00")

    assert [one.ref for one in started.engine.attention()] == [OTHER]
    assert started.engine.attention(REF) == ()
