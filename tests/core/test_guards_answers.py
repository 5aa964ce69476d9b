"""What was done with what people brought in (R10, R11)."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, cast

import pytest

from tests.building import Story
from trajecten import (
    DisposeContribution,
    Disposition,
    ReceiveContribution,
    Remedy,
    SendFeedback,
)
from trajecten.core.duration import Duration
from trajecten.core.facts import ContributionFact, Facts
from trajecten.core.guards import ContributionsDisposed, FeedbackSent
from trajecten.core.text import Text


def received(number: int) -> list[ReceiveContribution]:
    return [ReceiveContribution(text="Meer bomen")] * number


def disposed(*numbers: int) -> list[DisposeContribution]:
    return [
        DisposeContribution(
            contribution=f"contribution-{one}", disposition=Disposition.PARTLY, reason="Past deels"
        )
        for one in numbers
    ]


def test_one_of_forty_contributions_that_is_not_weighed_is_named() -> None:
    story = Story().tell(*received(40), *disposed(*range(1, 17), *range(18, 41)))

    finding = story.find(ContributionsDisposed())

    assert not finding.met
    assert [one.id for one in finding.missing] == ["contribution-17"]
    assert finding.message == Text(
        "Nog niet gewogen: 1 inbreng (contribution-17).",
        "Not weighed yet: 1 contribution (contribution-17).",
    )
    assert finding.remedies == (
        Remedy(
            Text("Weeg contribution-17, met reden.", "Dispose of contribution-17, with a reason."),
            "DisposeContribution",
            (("contribution", "contribution-17"),),
        ),
    )
    assert finding.facts == {"received": 40, "undisposed": 1}


def test_many_that_are_not_weighed_are_named_in_short() -> None:
    finding = Story().tell(*received(12)).find(ContributionsDisposed())

    assert finding.message.nl.startswith("Nog niet gewogen: 12 keer inbreng (contribution-1, ")
    assert finding.message.nl.endswith("contribution-10 en nog 2).")
    assert finding.message.en.startswith("Not weighed yet: 12 contributions (contribution-1, ")
    assert finding.message.en.endswith("contribution-10 and 2 more).")
    assert len(finding.missing) == 12
    assert len(finding.remedies) == 3


@pytest.mark.parametrize(
    ("number", "message"),
    [
        (0, Text("Er is geen inbreng ontvangen.", "No contributions were received.")),
        (
            1,
            Text(
                "Alle inbreng is gewogen (1 inbreng).",
                "All contributions are weighed (1 contribution).",
            ),
        ),
        (
            2,
            Text(
                "Alle inbreng is gewogen (2 keer inbreng).",
                "All contributions are weighed (2 contributions).",
            ),
        ),
    ],
)
def test_when_all_is_weighed_the_guard_is_met(number: int, message: Text) -> None:
    story = Story().tell(*received(number), *disposed(*range(1, number + 1)))

    finding = story.find(ContributionsDisposed())

    assert finding.met
    assert finding.message == message


@pytest.mark.parametrize(
    ("number", "message"),
    [
        (0, Text("Ontvangen: geen inbreng; nodig: 3.", "Received: no contributions; needed: 3.")),
        (1, Text("Ontvangen: 1 inbreng; nodig: 3.", "Received: 1 contribution; needed: 3.")),
        (2, Text("Ontvangen: 2 keer inbreng; nodig: 3.", "Received: 2 contributions; needed: 3.")),
    ],
)
def test_too_few_contributions_are_counted(number: int, message: Text) -> None:
    story = Story().tell(*received(number), *disposed(*range(1, number + 1)))

    finding = story.find(ContributionsDisposed(min=3))

    assert not finding.met
    assert finding.message == message
    assert [one.command for one in finding.remedies] == ["ReceiveContribution"]


def test_a_contribution_that_waits_for_feedback_is_named() -> None:
    story = Story().tell(*received(2), *disposed(1, 2))
    story.tell(SendFeedback(contributions=("contribution-1",)))

    finding = story.find(FeedbackSent())

    assert [one.id for one in finding.missing] == ["contribution-2"]
    assert finding.message == Text(
        "Nog geen terugkoppeling over 1 inbreng (contribution-2).",
        "No feedback yet on 1 contribution (contribution-2).",
    )
    assert [one.command for one in finding.remedies] == ["SendFeedback"]
    assert finding.facts == {"received": 2, "waiting": 1, "late": 0}


def test_what_is_not_weighed_must_be_weighed_before_feedback() -> None:
    finding = Story().tell(*received(1)).find(FeedbackSent())

    assert [one.command for one in finding.remedies] == ["DisposeContribution", "SendFeedback"]


def test_feedback_on_everything_is_enough() -> None:
    story = Story().tell(*received(2), *disposed(1, 2), SendFeedback())

    finding = story.find(FeedbackSent(within=Duration(days=1)))

    assert finding.met
    assert finding.message == Text(
        "Over alle inbreng is teruggekoppeld (2 keer inbreng).",
        "Feedback was sent on all contributions (2 contributions).",
    )


def test_without_contributions_nobody_waits_for_feedback() -> None:
    finding = Story().find(FeedbackSent(within=Duration(days=1)))

    assert finding.met
    assert finding.message == Text(
        "Er is geen inbreng ontvangen.", "No contributions were received."
    )


def test_feedback_that_came_too_late_stays_too_late() -> None:
    story = Story().tell(*received(1), *disposed(1)).later(days=29).tell(SendFeedback())

    finding = story.find(FeedbackSent(within=Duration(days=28)))

    assert not finding.met
    assert finding.message == Text(
        "Later dan 28 dagen teruggekoppeld over 1 inbreng (contribution-1).",
        "Feedback later than 28 days on 1 contribution (contribution-1).",
    )
    assert finding.facts == {"received": 1, "waiting": 0, "late": 1}
    assert finding.remedies == (
        Remedy(
            Text(
                "Weeg contribution-1 opnieuw en koppel daarna op tijd terug.",
                "Dispose of contribution-1 anew and then send feedback in time.",
            ),
            "DisposeContribution",
            (("contribution", "contribution-1"),),
        ),
    )


def test_without_a_time_feedback_is_never_too_late() -> None:
    story = Story().tell(*received(1), *disposed(1)).later(days=999).tell(SendFeedback())

    assert story.find(FeedbackSent()).met


def test_weighing_anew_opens_what_was_answered() -> None:
    story = Story().tell(*received(1), *disposed(1)).later(days=29).tell(SendFeedback())

    story.tell(*disposed(1))

    assert story.find(FeedbackSent()).facts == {"received": 1, "waiting": 1, "late": 0}


def test_feedback_in_time_after_weighing_anew_is_in_time() -> None:
    story = Story().tell(*received(1), *disposed(1)).later(days=29).tell(SendFeedback())

    story.tell(*disposed(1), SendFeedback())

    assert story.find(FeedbackSent(within=Duration(days=28))).met


def test_those_who_wait_and_those_who_waited_too_long_are_told_together() -> None:
    story = Story().tell(*received(2), *disposed(1)).later(days=2).tell(SendFeedback())

    finding = story.find(FeedbackSent(within=Duration(days=1)))

    assert finding.message == Text(
        "Nog geen terugkoppeling over 1 inbreng (contribution-2). "
        "Later dan 1 dag teruggekoppeld over 1 inbreng (contribution-1).",
        "No feedback yet on 1 contribution (contribution-2). "
        "Feedback later than 1 day on 1 contribution (contribution-1).",
    )


@dataclass
class Answers:
    """Facts that hold contributions only; `asked` counts how often they were looked up."""

    answers: list[ContributionFact]
    asked: int = 0

    @property
    def contributions(self) -> int:
        return len(self.answers)

    def open_contributions(self) -> tuple[ContributionFact, ...]:
        return ()

    def latest_answers(self, limit: int) -> list[ContributionFact]:
        self.asked += 1
        return sorted(self.answers, key=waited, reverse=True)[:limit]


def waited(one: ContributionFact) -> timedelta:
    return cast("datetime", one.feedback_at) - cast("datetime", one.disposed_at)


def answered(number: int, disposed: datetime, **waiting: float) -> ContributionFact:
    feedback = disposed + timedelta(**waiting)
    return ContributionFact(
        id=f"contribution-{number}",
        disposition="adopted",
        disposed_at=disposed,
        feedback_at=feedback,
    )


IN_JANUARY = [answered(one, datetime(2026, 1, 5, tzinfo=UTC), days=30) for one in range(60)]
IN_FEBRUARY = answered(99, datetime(2026, 2, 2, tzinfo=UTC), days=29)


def test_a_short_month_is_not_hidden_behind_long_ones() -> None:
    facts: Any = Answers([*IN_JANUARY, IN_FEBRUARY])
    guard = FeedbackSent(within=Duration(months=1))

    finding = guard.evaluate(cast("Facts", facts), Story().situation())

    assert [one.id for one in finding.missing] == ["contribution-99"]


@pytest.mark.parametrize(
    ("within", "asked"), [(Duration(days=60), 1), (Duration(months=1), 2), (Duration(days=1), 1)]
)
def test_the_answers_are_looked_up_at_most_twice(within: Duration, asked: int) -> None:
    facts: Any = Answers(IN_JANUARY)

    FeedbackSent(within=within).evaluate(cast("Facts", facts), Story().situation())

    assert facts.asked == asked
