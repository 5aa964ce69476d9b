"""Durations on the Dutch calendar."""

import re
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trajecten.core.duration import AMSTERDAM, Duration
from trajecten.core.text import Text

MOMENTS = st.datetimes(
    min_value=datetime(1950, 1, 1),  # noqa: DTZ001 (the strategy adds the zone)
    max_value=datetime(2200, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)
DAYS = st.dates(min_value=date(1950, 1, 1), max_value=date(2200, 1, 1))
DURATIONS = st.builds(
    Duration,
    years=st.integers(0, 50),
    months=st.integers(0, 99),
    weeks=st.integers(0, 99),
    days=st.integers(0, 999),
    hours=st.integers(0, 999),
    minutes=st.integers(0, 999),
)


def amsterdam(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=AMSTERDAM)  # type: ignore[misc,arg-type]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("P21D", Duration(days=21)),
        ("P6W", Duration(weeks=6)),
        ("P1Y6M", Duration(years=1, months=6)),
        ("PT36H", Duration(hours=36)),
        ("PT5M", Duration(minutes=5)),
        ("P5M", Duration(months=5)),
        (
            "P1Y2M3W4DT5H6M",
            Duration(years=1, months=2, weeks=3, days=4, hours=5, minutes=6),
        ),
    ],
)
def test_a_duration_is_read_as_iso_8601_writes_it(text: str, expected: Duration) -> None:
    assert Duration.parse(text) == expected


@pytest.mark.parametrize(
    "text",
    ["", "P", "PT", "P1", "1D", "P1DT", "P-1D", "P1.5D", "P1H", "PT1D", "p1d", "P1D ", "P1D\n",
     "P1D1Y", "P٣D", "P99999Y", "21 dagen"],
)  # fmt: skip
def test_what_is_no_duration_is_not_read(text: str) -> None:
    with pytest.raises(ValueError, match="^" + re.escape(text)):
        Duration.parse(text)


@given(DURATIONS)
def test_a_duration_that_is_written_and_read_is_the_same(duration: Duration) -> None:
    assert Duration.parse(duration.iso) == duration


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("P1D", Text("1 dag", "1 day")),
        ("P2D", Text("2 dagen", "2 days")),
        ("P1Y", Text("1 jaar", "1 year")),
        ("P3Y", Text("3 jaar", "3 years")),
        ("P1M", Text("1 maand", "1 month")),
        ("PT1H", Text("1 uur", "1 hour")),
        ("PT2H", Text("2 uur", "2 hours")),
        ("P1Y6M", Text("1 jaar en 6 maanden", "1 year and 6 months")),
        ("P1W1DT1M", Text("1 week, 1 dag en 1 minuut", "1 week, 1 day and 1 minute")),
        ("P0D", Text("0 dagen", "0 days")),
    ],
)
def test_a_duration_reads_as_words(text: str, words: Text) -> None:
    assert Duration.parse(text).text == words


@pytest.mark.parametrize(
    ("duration", "moment", "expected"),
    [
        # Summer time begins on 29 March 2026: the day has 23 hours.
        ("P1D", amsterdam(2026, 3, 28, 12), amsterdam(2026, 3, 29, 12)),
        ("PT24H", amsterdam(2026, 3, 28, 12), amsterdam(2026, 3, 29, 13)),
        # It ends on 25 October 2026: the day has 25 hours.
        ("P1D", amsterdam(2026, 10, 24, 12), amsterdam(2026, 10, 25, 12)),
        ("PT24H", amsterdam(2026, 10, 24, 12), amsterdam(2026, 10, 25, 11)),
        # Leap days and the ends of months.
        ("P1Y", amsterdam(2028, 2, 29, 9), amsterdam(2029, 2, 28, 9)),
        ("P4Y", amsterdam(2028, 2, 29, 9), amsterdam(2032, 2, 29, 9)),
        ("P1M", amsterdam(2026, 1, 31, 9), amsterdam(2026, 2, 28, 9)),
        ("P1M", amsterdam(2028, 1, 31, 9), amsterdam(2028, 2, 29, 9)),
        ("P1M", amsterdam(2026, 12, 31, 9), amsterdam(2027, 1, 31, 9)),
        ("P1M1D", amsterdam(2026, 1, 31, 9), amsterdam(2026, 3, 1, 9)),
        ("P6W", amsterdam(2026, 1, 1, 0), amsterdam(2026, 2, 12, 0)),
    ],
)
def test_days_follow_the_calendar_and_hours_the_clock(
    duration: str, moment: datetime, expected: datetime
) -> None:
    assert Duration.parse(duration).after(moment) == expected.astimezone(UTC)


@pytest.mark.parametrize(
    ("duration", "moment", "expected"),
    [
        ("P1D", amsterdam(2026, 3, 29, 12), amsterdam(2026, 3, 28, 12)),
        ("P1Y", amsterdam(2028, 2, 29, 9), amsterdam(2027, 2, 28, 9)),
        ("P1M", amsterdam(2026, 3, 31, 9), amsterdam(2026, 2, 28, 9)),
        ("P2M", amsterdam(2026, 1, 31, 9), amsterdam(2025, 11, 30, 9)),
        ("PT36H", amsterdam(2026, 1, 3, 12), amsterdam(2026, 1, 2, 0)),
    ],
)
def test_counting_back_follows_the_same_calendar(
    duration: str, moment: datetime, expected: datetime
) -> None:
    assert Duration.parse(duration).before(moment) == expected.astimezone(UTC)


@pytest.mark.parametrize("minute", [0, 30, 60, 90])
def test_hours_are_exact_in_the_hour_that_is_lived_twice(minute: int) -> None:
    moment = datetime(2026, 10, 25, 0, tzinfo=UTC) + timedelta(minutes=minute)

    assert Duration(hours=1).after(moment) == moment + timedelta(hours=1)
    assert Duration(hours=1).before(moment) == moment - timedelta(hours=1)


@given(DURATIONS.filter(lambda one: one != Duration()), MOMENTS)
def test_a_duration_ends_later_than_it_begins(duration: Duration, moment: datetime) -> None:
    assert duration.after(moment) > moment
    assert duration.before(moment) < moment


@given(DURATIONS, MOMENTS)
def test_a_duration_is_at_least_as_long_as_its_least(duration: Duration, moment: datetime) -> None:
    assert duration.after(moment) - moment >= duration.least


@given(st.integers(0, 999), st.integers(0, 999), MOMENTS)
def test_more_days_end_later(days: int, more: int, moment: datetime) -> None:
    assert Duration(days=days).after(moment) <= Duration(days=days + more).after(moment)


@given(DURATIONS, DAYS, DAYS)
def test_what_begins_on_a_later_day_does_not_end_earlier(
    duration: Duration, one: date, other: date
) -> None:
    first, last = (datetime.combine(day, time(12), AMSTERDAM) for day in sorted([one, other]))

    assert duration.after(first) <= duration.after(last)
