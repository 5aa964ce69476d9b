"""Instants as people read them."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from trajecten.core.dates import moment_words
from trajecten.core.text import Text


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (datetime(2026, 1, 22, tzinfo=UTC), "22 januari 2026 om 01:00|22 January 2026 at 01:00"),
        (datetime(2026, 5, 11, 22, tzinfo=UTC), "12 mei 2026|12 May 2026"),
        (datetime(2026, 1, 31, 23, tzinfo=UTC), "1 februari 2026|1 February 2026"),
        (
            datetime(2026, 3, 1, 14, 5, 59, tzinfo=UTC),
            "1 maart 2026 om 15:05|1 March 2026 at 15:05",
        ),
        (datetime(2026, 12, 31, 22, 0, tzinfo=timezone(timedelta(hours=-1))),
         "1 januari 2027|1 January 2027"),
    ],
)  # fmt: skip
def test_an_instant_reads_as_on_a_dutch_calendar(moment: datetime, expected: str) -> None:
    assert moment_words(moment) == Text(*expected.split("|"))


@pytest.mark.parametrize(
    ("month", "words"),
    [
        (1, "januari"), (2, "februari"), (3, "maart"), (4, "april"), (5, "mei"), (6, "juni"),
        (7, "juli"), (8, "augustus"), (9, "september"), (10, "oktober"), (11, "november"),
        (12, "december"),
    ],
)  # fmt: skip
def test_every_month_has_its_name(month: int, words: str) -> None:
    assert moment_words(datetime(2026, month, 9, 12, tzinfo=UTC)).nl.split()[1] == words
