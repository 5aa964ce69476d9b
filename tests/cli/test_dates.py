"""Dates as people type them, on the Dutch clock."""

from datetime import UTC, date, datetime

import pytest

from trajecten_cli import dates

NOW = datetime(2026, 5, 12, 22, 30, tzinfo=UTC)
"""In Amsterdam it is the thirteenth, half past midnight."""


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("vandaag", "2026-05-13 00:00"),
        ("today", "2026-05-13 00:00"),
        ("Gisteren", "2026-05-12 00:00"),
        ("yesterday", "2026-05-12 00:00"),
        ("eergisteren", "2026-05-11 00:00"),
        ("vandaag 14:30", "2026-05-13 14:30"),
        ("12 mei", "2026-05-12 00:00"),
        ("13 mei", "2026-05-13 00:00"),
        ("14 mei", "2025-05-14 00:00"),
        ("12 May", "2026-05-12 00:00"),
        ("  12   mei 2024 ", "2024-05-12 00:00"),
        ("3 mrt", "2026-03-03 00:00"),
        ("3 march", "2026-03-03 00:00"),
        ("3 okt.", "2025-10-03 00:00"),
        ("29 februari", "2024-02-29 00:00"),
        ("2026-05-12", "2026-05-12 00:00"),
        ("2026-5-2", "2026-05-02 00:00"),
        ("2026-05-12 14:30", "2026-05-12 14:30"),
        ("2026-05-12T14:30", "2026-05-12 14:30"),
        ("12 mei 9.05", "2026-05-12 09:05"),
        ("2026-07-01", "2026-07-01 00:00"),
        ("12-05-2026", "2026-05-12 00:00"),
        ("1/5/2026", "2026-05-01 00:00"),
        ("12-5", "2026-05-12 00:00"),
        ("14/5", "2025-05-14 00:00"),
        ("12-5-2026 14:30", "2026-05-12 14:30"),
    ],
)
def test_a_date_is_understood(typed, meant):
    happened = dates.happened(typed, NOW)

    assert f"{happened.astimezone(dates.AMSTERDAM):%Y-%m-%d %H:%M}" == meant


@pytest.mark.parametrize(
    "typed",
    [
        "", "ooit", "12", "mei", "12 m", "12 ju", "32 mei", "30 februari", "2026-13-01", "1/5-2026",
        "12 mei 26", "2026-05-12 25:00", "vandaag 9", "0 mei", "13/13", "\u0661 mei \x1b",
    ],
)  # fmt: skip
def test_what_is_no_date_says_what_would_be_right(typed):
    with pytest.raises(ValueError, match="2026-05-12 14:30"):
        dates.happened(typed, NOW)


@pytest.mark.parametrize("read", [dates.happened, dates.due])
@pytest.mark.parametrize(
    "typed", ["0000-01-01", "0001-01-01", "31-12-1949", "9999-12-31", "1 mei 9999"]
)
def test_a_year_that_cannot_be_right_says_which_can(typed, read):
    with pytest.raises(ValueError, match=r"1950.*9998"):
        read(typed, NOW)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1-6", date(2026, 6, 1)),
        ("morgen", date(2026, 5, 14)),
        ("tomorrow", date(2026, 5, 14)),
        ("12 mei", date(2027, 5, 12)),
        ("13 mei", date(2026, 5, 13)),
        ("29 februari", date(2028, 2, 29)),
        ("2026-09-01", date(2026, 9, 1)),
    ],
)
def test_a_day_to_come_is_the_next_one(typed, meant):
    assert dates.due(typed, NOW) == meant


def test_a_day_reads_as_the_language_writes_it():
    assert dates.day_text(NOW, "nl") == "13 mei 2026"
    assert dates.day_text(NOW, "en") == "13 May 2026"
    assert dates.day_text(None, "en") == "-"
    assert dates.moment_text(NOW, "nl") == "13 mei 2026 00:30"
    assert dates.moment_text(NOW.replace(minute=0, hour=22), "nl") == "13 mei 2026"
