"""Dates as people type and read them, in Dutch and English, on the Dutch clock."""

import re
from datetime import UTC, date, datetime, time, timedelta
from gettext import gettext as _
from typing import NamedTuple
from zoneinfo import ZoneInfo

from trajecten_cli.language import Language

AMSTERDAM = ZoneInfo("Europe/Amsterdam")

_DUTCH = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
    "oktober", "november", "december",
)  # fmt: skip
_ENGLISH = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_MONTHS: dict[Language, tuple[str, ...]] = {"nl": _DUTCH, "en": _ENGLISH}
_SHORT = {"mrt": 3, "okt": 10}
_SHORTEST = 3
_DAYS = {
    "eergisteren": -2, "gisteren": -1, "yesterday": -1, "vandaag": 0, "today": 0,
    "morgen": 1, "tomorrow": 1, "overmorgen": 2,
}  # fmt: skip
_TIME = r"(?:[ T](\d{1,2})[:.](\d{2}))?"
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})" + _TIME, re.ASCII)
_NUMBERS = re.compile(r"(\d{1,2})([-/])(\d{1,2})(?:\2(\d{4}))?" + _TIME, re.ASCII)
_WORDS = re.compile(r"(\d{1,2}) ([^\W\d_]+)\.?(?: (\d{4}))?" + _TIME)
_RELATIVE = re.compile(r"([^\W\d_]+)" + _TIME)
_FIRST_YEAR, _LAST_YEAR = 1950, 9998
"""Earlier is a slip of the finger; later is not whole in every time zone."""
_LONGEST_LEAP = 8
"""A 29th of February is at most this many years away."""


class _Given(NamedTuple):
    """A day and a time of day as typed; the year may be left out."""

    year: int | None
    month: int
    day: int
    at: time


def happened(text: str, now: datetime) -> datetime:
    """Return the instant meant by a date in the past, in UTC; a date alone is its beginning.

    A day without a year is the most recent one.

    Raises:
        ValueError: it cannot be read; the message says what can.

    >>> happened("12 mei", datetime(2026, 6, 1, tzinfo=UTC)).isoformat()
    '2026-05-11T22:00:00+00:00'
    """
    today = now.astimezone(AMSTERDAM).date()
    given = _checked(_read(text, today), text)
    years = range(today.year, today.year - _LONGEST_LEAP - 1, -1)
    days = _days(given, years)
    day = next((one for one in days if given.year is not None or one <= today), None)
    if day is None:
        raise ValueError(_hint(text))
    return datetime.combine(day, given.at, AMSTERDAM).astimezone(UTC)


def due(text: str, now: datetime) -> date:
    """Return the day meant by a date to come; a day without a year is the next one.

    Raises:
        ValueError: it cannot be read; the message says what can.

    >>> due("12 mei", datetime(2026, 6, 1, tzinfo=UTC)).isoformat()
    '2027-05-12'
    """
    today = now.astimezone(AMSTERDAM).date()
    given = _checked(_read(text, today), text)
    days = _days(given, range(today.year, today.year + _LONGEST_LEAP + 1))
    day = next((one for one in days if given.year is not None or one >= today), None)
    if day is None:
        raise ValueError(_hint(text))
    return day


def day_text(at: datetime | date | None, language: Language) -> str:
    """Return a day as the language writes it; a dash when there is none.

    >>> day_text(date(2026, 5, 12), "nl"), day_text(date(2026, 5, 12), "en")
    ('12 mei 2026', '12 May 2026')
    """
    if at is None:
        return "-"
    day = at.astimezone(AMSTERDAM) if isinstance(at, datetime) else at
    return f"{day.day} {_MONTHS[language][day.month - 1]} {day.year}"


def moment_text(at: datetime, language: Language) -> str:
    """Return a day with its time on the Dutch clock; the day alone when it is midnight.

    >>> moment_text(datetime(2026, 5, 12, 9, 5, tzinfo=UTC), "nl")
    '12 mei 2026 11:05'
    """
    local = at.astimezone(AMSTERDAM)
    day = day_text(at, language)
    return f"{day} {local:%H:%M}" if local.hour or local.minute else day


# Private


def _read(text: str, today: date) -> _Given:
    words = " ".join(text.split())
    try:
        if found := _ISO.fullmatch(words):
            year, month, day, hour, minute = found.groups()
            return _Given(int(year), int(month), int(day), _clock(hour, minute))
        if found := _NUMBERS.fullmatch(words):
            day, _sign, month, year, hour, minute = found.groups()
            return _Given(int(year) if year else None, int(month), int(day), _clock(hour, minute))
        if found := _WORDS.fullmatch(words):
            day, name, year, hour, minute = found.groups()
            return _Given(int(year) if year else None, _month(name), int(day), _clock(hour, minute))
        if found := _RELATIVE.fullmatch(words):
            name, hour, minute = found.groups()
            meant = today + timedelta(days=_DAYS[name.lower()])
            return _Given(meant.year, meant.month, meant.day, _clock(hour, minute))
    except (KeyError, ValueError, OverflowError) as error:
        raise ValueError(_hint(text)) from error
    raise ValueError(_hint(text))


def _checked(given: _Given, text: str) -> _Given:
    if given.year is not None and not _FIRST_YEAR <= given.year <= _LAST_YEAR:
        words = _("'{text}' cannot be right: the year is from {first} to {last}.")
        raise ValueError(words.format(text=text, first=_FIRST_YEAR, last=_LAST_YEAR))
    return given


def _clock(hour: str | None, minute: str | None) -> time:
    return time(int(hour or 0), int(minute or 0))


def _month(name: str) -> int:
    word = name.lower()
    if word in _SHORT:
        return _SHORT[word]
    found = {
        number
        for names in _MONTHS.values()
        for number, month in enumerate(names, 1)
        if len(word) >= _SHORTEST and month.lower().startswith(word)
    }
    if len(found) != 1:
        raise ValueError(name)
    return found.pop()


def _days(given: _Given, years: range) -> list[date]:
    days = []
    for year in years if given.year is None else [given.year]:
        try:
            days.append(date(year, given.month, given.day))
        except ValueError:
            continue
    return days


def _hint(text: str) -> str:
    return _(
        "'{text}' is not a date; right are: today, yesterday, 12 May, 12 May 2026, 12-05-2026, "
        "2026-05-12, 2026-05-12 14:30."
    ).format(text=text)
