"""What was recorded: lessons, actions, decisions (R20, R23)."""

from datetime import date

import pytest

from tests.building import Story
from trajecten import (
    AddAction,
    Advance,
    FinishAction,
    RecordDecision,
    RecordLesson,
    Remedy,
)
from trajecten.core.guards import ActionsOwned, DecisionRecorded, LessonsRecorded
from trajecten.core.text import Text

OWNED = AddAction(text="Boom planten", owner="Bea Bewoner", due=date(2026, 6, 1))
LESSON = RecordLesson(text="Eerder bellen")
NO_LESSON = RecordLesson(text="Het liep zoals gedacht", none=True)


@pytest.mark.parametrize(
    ("number", "message"),
    [
        (
            0,
            Text(
                "Vastgelegd in deze fase: geen lessen; nodig: 3.",
                "Recorded in this phase: no lessons; needed: 3.",
            ),
        ),
        (
            1,
            Text(
                "Vastgelegd in deze fase: 1 les; nodig: 3.",
                "Recorded in this phase: 1 lesson; needed: 3.",
            ),
        ),
        (
            2,
            Text(
                "Vastgelegd in deze fase: 2 lessen; nodig: 3.",
                "Recorded in this phase: 2 lessons; needed: 3.",
            ),
        ),
    ],
)
def test_too_few_lessons_are_counted(number: int, message: Text) -> None:
    finding = Story().tell(*[LESSON] * number).find(LessonsRecorded(min=3))

    assert not finding.met
    assert finding.message == message
    assert finding.facts == {"lessons": number, "asked": 3}
    assert [one.command for one in finding.remedies] == ["RecordLesson"]


def test_enough_lessons_are_enough() -> None:
    finding = Story().tell(LESSON).find(LessonsRecorded())

    assert finding.met
    assert finding.message == Text(
        "Vastgelegd in deze fase: 1 les.", "Recorded in this phase: 1 lesson."
    )


def test_openly_no_lesson_is_enough() -> None:
    finding = Story().tell(NO_LESSON).find(LessonsRecorded(min=3))

    assert finding.met
    assert finding.message == Text(
        "Met reden vastgelegd: geen les.", "Recorded with a reason: no lesson."
    )


@pytest.mark.parametrize("lesson", [LESSON, NO_LESSON])
def test_a_lesson_of_an_earlier_phase_does_not_count(lesson: RecordLesson) -> None:
    story = Story().tell(lesson).hear().tell(Advance(transition="choose"))

    assert not story.find(LessonsRecorded(), step="settle").met


@pytest.mark.parametrize(
    ("number", "message"),
    [
        (0, Text("Vastgelegd: geen acties; nodig: 2.", "Recorded: no actions; needed: 2.")),
        (1, Text("Vastgelegd: 1 actie; nodig: 2.", "Recorded: 1 action; needed: 2.")),
    ],
)
def test_too_few_actions_are_counted(number: int, message: Text) -> None:
    finding = Story().tell(*[OWNED] * number).find(ActionsOwned(min=2))

    assert not finding.met
    assert finding.message == message
    assert finding.remedies == (
        Remedy(
            Text(
                "Leg een actie vast met eigenaar en datum.",
                "Record an action with an owner and a date.",
            ),
            "AddAction",
        ),
    )


@pytest.mark.parametrize(
    "loose",
    [
        AddAction(text="x"),
        AddAction(text="x", owner="Bea Bewoner"),
        AddAction(text="x", due=date(2026, 6, 1)),
    ],
)
def test_an_action_without_an_owner_or_a_date_is_named(loose: AddAction) -> None:
    finding = Story().tell(OWNED, loose).find(ActionsOwned())

    assert not finding.met
    assert [one.id for one in finding.missing] == ["action-2"]
    assert finding.message == Text(
        "Zonder eigenaar of datum: action-2.", "Without an owner or a date: action-2."
    )
    assert finding.remedies[0].command == "FinishAction"
    assert finding.remedies[0].arguments == (("action", "action-2"),)
    assert finding.facts == {"actions": 2, "loose": 1}


def test_all_that_is_wrong_with_the_actions_is_told_with_all_that_helps() -> None:
    finding = Story().tell(AddAction(text="x")).find(ActionsOwned(min=2))

    assert finding.message == Text(
        "Vastgelegd: 1 actie; nodig: 2. Zonder eigenaar of datum: action-1.",
        "Recorded: 1 action; needed: 2. Without an owner or a date: action-1.",
    )
    assert [one.command for one in finding.remedies] == ["AddAction", "FinishAction"]


def test_a_thousand_loose_actions_are_told_in_short() -> None:
    finding = Story().tell(*[AddAction(text="x")] * 1000).find(ActionsOwned())

    assert finding.message.en.endswith("action-10 and 990 more.")
    assert len(finding.remedies) == 3


def test_actions_with_an_owner_and_a_date_are_enough() -> None:
    finding = Story().tell(OWNED).find(ActionsOwned())

    assert finding.met
    assert finding.message == Text(
        "Elke open actie heeft een eigenaar en een datum.",
        "Every open action has an owner and a date.",
    )


def test_an_action_that_is_finished_counts_and_needs_nothing_more() -> None:
    story = Story().tell(AddAction(text="x"), FinishAction(action="action-1"))

    assert story.find(ActionsOwned()).met


def test_a_decision_that_was_not_taken_is_asked_of_its_body() -> None:
    finding = Story().find(DecisionRecorded(body="council"))

    assert not finding.met
    assert finding.message == Text(
        "Raad: nog geen besluit vastgelegd.", "Council: no decision recorded yet."
    )
    assert [one.id for one in finding.missing] == ["council"]
    assert finding.remedies == (
        Remedy(
            Text("Leg het besluit vast: Raad.", "Record the decision: Council."),
            "RecordDecision",
            (("body", "council"),),
        ),
    )
    assert finding.facts == {"decided": False}


def test_a_decision_of_the_body_is_enough() -> None:
    story = Story().tell(RecordDecision(body="council", outcome="adopted"))

    finding = story.find(DecisionRecorded(body="council"))

    assert finding.met
    assert finding.message == Text(
        "Raad: besluit vastgelegd (decision-1).", "Council: decision recorded (decision-1)."
    )


def test_a_decision_of_another_body_is_not_enough() -> None:
    story = Story().tell(RecordDecision(body="executive", outcome="adopted"))

    assert not story.find(DecisionRecorded(body="council")).met


def test_a_role_may_be_the_body_that_decides() -> None:
    story = Story().tell(RecordDecision(body="commissioner", outcome="adopted"))

    finding = story.find(DecisionRecorded(body="commissioner"))

    assert finding.met
    assert "Opdrachtgever" in finding.message.nl


def test_another_outcome_than_asked_is_told() -> None:
    story = Story().tell(RecordDecision(body="council", outcome="rejected"))

    finding = story.find(DecisionRecorded(body="council", outcomes=("adopted", "partly")))

    assert not finding.met
    assert finding.message == Text(
        "Raad: anders besloten (rejected); nodig: adopted of partly.",
        "Council: decided otherwise (rejected); needed: adopted or partly.",
    )


def test_the_latest_decision_of_a_body_counts() -> None:
    story = Story().tell(
        RecordDecision(body="council", outcome="rejected"),
        RecordDecision(body="council", outcome="adopted"),
    )

    assert story.find(DecisionRecorded(body="council", outcomes=("adopted",))).met


def test_a_decision_of_an_earlier_visit_may_not_count() -> None:
    story = (
        Story()
        .hear()
        .tell(RecordDecision(body="council", outcome="adopted"), Advance(transition="choose"))
    )

    assert story.find(DecisionRecorded(body="council"), step="settle").met
    assert not story.find(DecisionRecorded(body="council", since="this_visit"), step="settle").met


def test_a_decision_of_this_visit_counts() -> None:
    story = (
        Story()
        .hear()
        .tell(Advance(transition="choose"), RecordDecision(body="council", outcome="adopted"))
    )

    assert story.find(DecisionRecorded(body="council", since="this_visit"), step="settle").met
