"""The working days, compared with article 3 of the Act as computed by other means."""

import subprocess
import sys
from datetime import date, timedelta

import pytest

from trajecten.calendars import DUTCH, EQUATED


def easter(year: int) -> date:
    """Return Easter Sunday, by the tables of golden number and epact."""
    golden = year % 19
    century = year // 100
    epact = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    moon = epact - (epact // 28) * (1 - (29 // (epact + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + moon + 2 - century + century // 4) % 7
    days = moon - weekday
    month = 3 + (days + 40) // 44
    return date(year, month, days + 28 - 31 * (month // 4))


def recognised(year: int) -> set[date]:
    kings = date(year, 4, 27)
    sunday = easter(year)
    return {
        date(year, 1, 1),
        sunday - timedelta(days=2),
        sunday + timedelta(days=1),
        kings - timedelta(days=1) if kings.weekday() == 6 else kings,
        date(year, 5, 5),
        sunday + timedelta(days=39),
        sunday + timedelta(days=50),
        date(year, 12, 25),
        date(year, 12, 26),
    }


@pytest.mark.parametrize("year", range(2014, 2100))
def test_the_holidays_are_those_of_the_act(year):
    days = [date(year, 1, 1) + timedelta(days=one) for one in range(365)]
    weekdays = [one for one in days if one.weekday() < 5]

    found = {one for one in weekdays if not DUTCH.is_working_day(one)}

    equated = {one for one in EQUATED if one.year == year}
    assert found == {one for one in recognised(year) if one.weekday() < 5} | equated


def test_days_equated_by_decree_are_weekdays_that_are_no_holiday():
    assert all(one.weekday() < 5 and one not in recognised(one.year) for one in EQUATED)


def test_a_saturday_and_a_sunday_are_no_working_days():
    assert not DUTCH.is_working_day(date(2026, 3, 7))
    assert not DUTCH.is_working_day(date(2026, 3, 8))
    assert DUTCH.is_working_day(date(2026, 3, 9))


def test_the_library_of_holidays_is_not_loaded_before_a_day_is_asked_for():
    code = "import sys, trajecten; sys.exit('holidays' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
