"""Whether a term has run out, has not, or runs; days are those of the Dutch calendar."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.building import Story
from tests.terms import applied, laid_out, procedure
from trajecten import Advance, RecordDecision, ResumeTerm, SuspendTerm
from trajecten.core.facts import TermFact
from trajecten.core.finding import Finding
from trajecten.core.guards import TermElapsed, TermNotExpired, WithinTerm
from trajecten.core.running import TermState, standing
from trajecten.core.text import Text

# The views run from Monday 2 March to Sunday 12 April 2026, so to Monday the 13th.
LAST = datetime(2026, 4, 13, 21, 59, 59, tzinfo=UTC)
NEXT = datetime(2026, 4, 13, 22, tzinfo=UTC)
GUARDS = (TermElapsed, TermNotExpired, WithinTerm)


def found(story: Story, term: str = "views", at: datetime | None = None) -> list[Finding]:
    story.now = at or story.now
    return [story.find(guard(term=term), step="lay-out") for guard in GUARDS]


def met(story: Story, term: str = "views", at: datetime | None = None) -> list[bool]:
    return [one.met for one in found(story, term, at)]


def test_a_term_that_was_not_started_has_neither_run_out_nor_runs() -> None:
    story = Story(procedure())

    assert met(story) == [False, True, False]
    assert found(story)[0].message.nl == "Zienswijzen: deze termijn is nog niet begonnen."
    assert found(story)[0].remedies[0].text == Text(
        "Laat de termijn beginnen: bij het ingaan van de fase Ter inzage.",
        "Let the term begin: on entering the phase Laid out.",
    )


def test_until_midnight_of_its_last_day_a_term_runs() -> None:
    story = laid_out()

    elapsed, *_ = found(story, at=LAST)

    assert met(story, at=LAST) == [False, True, True]
    assert elapsed.message == Text(
        "Zienswijzen: deze termijn loopt tot en met 13 april 2026.",
        "Views: this term runs up to and including 13 April 2026.",
    )
    assert elapsed.remedies[0].text.nl == "Wacht tot en met 13 april 2026."
    assert elapsed.basis == "Awb 3:16"
    assert elapsed.facts == {
        "term": "views", "state": "running", "started": "2026-03-02", "last_day": "2026-04-13",
    }  # fmt: skip


def test_from_midnight_on_it_has_run_out() -> None:
    story = laid_out()

    _, expired, within = found(story, at=NEXT)

    assert met(story, at=NEXT) == [True, False, False]
    assert expired.message.nl == (
        "Zienswijzen: deze termijn is verstreken; de laatste dag was 13 april 2026."
    )
    assert within.remedies[0].text.nl.startswith("Laat de termijn opnieuw beginnen:")


def test_a_term_that_stands_still_has_not_run_out_whatever_the_day() -> None:
    story = applied().tell(SuspendTerm(term="decide", reason="Aanvulling gevraagd"))

    elapsed, *_ = found(story, "decide", datetime(2030, 1, 1, tzinfo=UTC))

    assert met(story, "decide") == [False, True, True]
    assert elapsed.message.nl.endswith("deze termijn staat stil sinds 2 maart 2026.")
    assert elapsed.remedies[0].command == "ResumeTerm"


def test_a_term_that_ran_on_ends_so_many_days_later() -> None:
    story = applied().tell(SuspendTerm(term="decide", reason="x"))
    story.later(days=10).tell(ResumeTerm(term="decide"))

    now = standing(story.workflow, story.facts, "decide", date(2026, 3, 12))

    # Six months from 2 March, and the nine days from 3 to 11 March.
    assert (now.state, now.last) == (TermState.RUNNING, date(2026, 9, 11))


def test_what_was_done_in_time_stays_in_time() -> None:
    story = applied().tell(RecordDecision(body="council", outcome="adopted"))

    assert met(story, "decide", datetime(2030, 1, 1, tzinfo=UTC)) == [False, True, True]
    assert found(story, "decide")[1].message.en.endswith(
        "done in time; the last day is 2 September 2026."
    )


def test_what_was_done_too_late_stays_too_late() -> None:
    story = applied().later(days=200).tell(RecordDecision(body="council", outcome="adopted"))

    assert met(story, "decide") == [True, False, False]
    assert "te laat gedaan" in found(story, "decide")[1].message.nl


def test_what_was_done_late_but_on_an_earlier_day_was_in_time() -> None:
    story = applied().later(days=200)
    story.tell(
        RecordDecision(body="council", outcome="adopted", on=story.now - timedelta(days=190))
    )

    assert met(story, "decide") == [False, True, True]


@pytest.mark.parametrize("guard", GUARDS)
def test_without_a_calendar_a_term_cannot_be_judged(guard: type) -> None:
    story = laid_out()
    object.__setattr__(story.workflow, "calendar", None)

    finding = story.find(guard(term="views"), step="lay-out")

    assert (finding.met, finding.failed) == (False, True)


def test_a_term_begins_on_the_dutch_day_of_its_event() -> None:
    story = Story(procedure())
    story.now = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)
    story.tell(Advance(transition="lay-out"))

    assert story.facts.terms["views"] == TermFact(id="views", started=date(2026, 7, 2), seq=2)
