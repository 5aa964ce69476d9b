"""Time in a phase, and where another track stands (R17)."""

from datetime import UTC, datetime

import pytest

from tests.building import Story
from trajecten import Advance
from trajecten.core.duration import Duration
from trajecten.core.guards import InPhase, MinDuration
from trajecten.core.text import Text
from trajecten.core.workflow import Kind

# A story starts on Monday 2 March 2026 at 10:00 in Amsterdam.
THREE_WEEKS = MinDuration(duration=Duration(weeks=3))


def test_a_phase_that_is_too_young_says_from_when_it_may_be_left() -> None:
    finding = Story().find(THREE_WEEKS)

    assert not finding.met
    assert finding.message == Text(
        "Deze fase duurt minstens 3 weken: tot 23 maart 2026 om 10:00.",
        "This phase takes at least 3 weeks: until 23 March 2026 at 10:00.",
    )
    assert [one.text for one in finding.remedies] == [
        Text("Wacht tot 23 maart 2026 om 10:00.", "Wait until 23 March 2026 at 10:00.")
    ]
    assert finding.facts == {"free_from": "2026-03-23T09:00:00Z"}


def test_a_phase_that_is_old_enough_may_be_left() -> None:
    story = Story()
    story.now = datetime(2026, 3, 23, 9, tzinfo=UTC)

    finding = story.find(THREE_WEEKS)

    assert finding.met
    assert finding.message == Text(
        "De fase heeft de minimale duur van 3 weken gehad.",
        "The phase has had its minimum duration of 3 weeks.",
    )


def test_a_moment_too_early_is_too_early() -> None:
    story = Story()
    story.now = datetime(2026, 3, 23, 8, 59, 59, 999_999, tzinfo=UTC)

    assert not story.find(THREE_WEEKS).met


def test_the_time_shown_is_never_too_early() -> None:
    story = Story().hear().later(seconds=1).tell(Advance(transition="choose"))

    finding = story.find(MinDuration(duration=Duration(days=1)), step="settle")

    assert finding.facts == {"free_from": "2026-03-03T09:05:01Z"}
    assert finding.remedies[0].text.nl == "Wacht tot 3 maart 2026 om 10:06."


def test_summer_time_does_not_shift_the_day() -> None:
    story = Story()
    story.now = datetime(2026, 4, 6, 8, tzinfo=UTC)

    assert story.find(MinDuration(duration=Duration(weeks=5))).met
    assert not story.find(MinDuration(duration=Duration(hours=5 * 7 * 24))).met


def test_a_new_visit_takes_its_own_time() -> None:
    story = Story().hear().later(weeks=3)

    story.tell(Advance(transition="choose"), Advance(transition="back"))

    assert not story.find(THREE_WEEKS).met


@pytest.mark.parametrize(
    ("guard", "wanted"),
    [
        (InPhase(track="legal", phases=("stopped",)), Text("Gestopt", "Stopped")),
        (
            InPhase(track="legal", kinds=(Kind.LEARNING,)),
            Text("een fase van de soort leren", "a phase of the kind learning"),
        ),
        (
            InPhase(track="legal", phases=("stopped",), kinds=(Kind.CONTENT,)),
            Text(
                "Gestopt of een fase van de soort inhoud", "Stopped or a phase of the kind content"
            ),
        ),
    ],
)
def test_where_another_track_should_be_is_told(guard: InPhase, wanted: Text) -> None:
    finding = Story().find(guard)

    assert not finding.met
    assert finding.message == Text(
        f"Het spoor Juridisch spoor is in Wachten; nodig is {wanted.nl}.",
        f"The track Legal track is in Waiting; needed is {wanted.en}.",
    )
    assert finding.remedies[0].command == "Advance"
    assert finding.facts == {"phase": "waiting"}


@pytest.mark.parametrize(
    "guard",
    [
        InPhase(track="legal", phases=("stopped",)),
        InPhase(track="legal", kinds=(Kind.CONTENT, Kind.LEARNING)),
    ],
)
def test_a_track_that_is_where_it_should_be_is_enough(guard: InPhase) -> None:
    finding = Story().tell(Advance(transition="stop")).find(guard)

    assert finding.met
    assert finding.message == Text(
        "Het spoor Juridisch spoor is in Gestopt.", "The track Legal track is in Stopped."
    )
