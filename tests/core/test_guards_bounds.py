"""How many contributions came in, and on which days a step can be taken."""

from datetime import UTC, date, datetime

import pytest

from tests.building import Story
from trajecten import DisposeContribution, Disposition, ReceiveContribution, SendFeedback
from trajecten.core.guards import ContributionsReceived, Window
from trajecten.core.text import Text

WEIGH = DisposeContribution(
    contribution="contribution-1", disposition=Disposition.ADOPTED, reason="x"
)
FIRST, LAST = date(2023, 6, 18), date(2023, 7, 18)
SUMMER = Window(since=FIRST, until=LAST)


def received(number: int) -> Story:
    return Story().tell(*(ReceiveContribution(text="x") for _ in range(number)))


@pytest.mark.parametrize(
    ("least", "most", "met"),
    [
        (0, 0, [True, False, False]),
        (1, None, [False, True, True]),
        (0, 1, [True, True, False]),
        (1, 1, [False, True, False]),
    ],
)
def test_not_fewer_and_not_more_may_have_come_in(
    least: int, most: int | None, met: list[bool]
) -> None:
    guard = ContributionsReceived(min=least, max=most)

    assert [received(number).find(guard).met for number in range(3)] == met


def test_what_was_weighed_and_answered_still_came_in() -> None:
    story = received(1).tell(WEIGH, SendFeedback())

    finding = story.find(ContributionsReceived(max=0))

    assert not finding.met
    assert finding.message == Text(
        "Ontvangen: 1 inbreng; hoogstens: 0.", "Received: 1 contribution; at most: 0."
    )
    assert finding.facts == {"received": 1}


def test_too_few_are_told_with_what_is_needed() -> None:
    finding = received(1).find(ContributionsReceived(min=3))

    assert finding.message.nl == "Ontvangen: 1 inbreng; nodig: 3."
    assert [one.command for one in finding.remedies] == ["ReceiveContribution"]


def at(*moment: int) -> Story:
    story = Story()
    story.now = datetime(*moment, tzinfo=UTC)
    return story


@pytest.mark.parametrize(
    ("moment", "met"),
    [
        ((2023, 6, 17, 21, 59), False),
        ((2023, 6, 17, 22, 0), True),
        ((2023, 7, 18, 21, 59), True),
        ((2023, 7, 18, 22, 0), False),
    ],
)
def test_a_window_opens_and_closes_at_midnight_on_the_dutch_clock(
    moment: tuple[int, ...], met: bool
) -> None:
    assert at(*moment).find(SUMMER).met is met


def test_before_a_window_its_first_day_is_told() -> None:
    finding = at(2023, 6, 1).find(SUMMER)

    assert finding.message == Text(
        "Dit kan pas vanaf 18 juni 2023.", "This can be done from 18 June 2023 on."
    )
    assert [one.text.nl for one in finding.remedies] == ["Wacht tot 18 juni 2023."]
    assert finding.facts == {"today": "2023-06-01", "from": "2023-06-18", "until": "2023-07-18"}


def test_after_a_window_its_last_day_is_told() -> None:
    finding = at(2023, 8, 1).find(SUMMER)

    assert finding.message.nl == "Dit kon tot en met 18 juli 2023."
    assert [one.text.nl for one in finding.remedies] == [
        "Ga over naar een nieuwere versie van de werkwijze, met latere dagen."
    ]


@pytest.mark.parametrize(
    ("guard", "met", "told"),
    [
        (Window(since=FIRST), [False, True, True], "Dit kan sinds 18 juni 2023."),
        (Window(until=LAST), [True, True, False], "Dit kan tot en met 18 juli 2023."),
    ],
)
def test_one_of_the_days_may_be_left_out(guard: Window, met: list[bool], told: str) -> None:
    days = [at(2023, month, 1) for month in (6, 7, 8)]

    assert [one.find(guard).met for one in days] == met
    assert days[1].find(guard).message.nl == told
