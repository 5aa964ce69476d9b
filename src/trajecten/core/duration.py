"""Durations as ISO 8601 writes them, counted on the Dutch calendar."""

import calendar
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from trajecten.core.text import Text, counted, listed

D = TypeVar("D", bound=date)

AMSTERDAM = ZoneInfo("Europe/Amsterdam")

_PATTERN = re.compile(
    r"P(?=\d|T\d)(?:(\d{1,4})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,5})D)?"
    r"(?:T(?=\d)(?:(\d{1,5})H)?(?:(\d{1,5})M)?)?",
    re.ASCII,
)

_UNITS = (
    (Text("jaar", "year"), Text("jaar", "years")),
    (Text("maand", "month"), Text("maanden", "months")),
    (Text("week", "week"), Text("weken", "weeks")),
    (Text("dag", "day"), Text("dagen", "days")),
    (Text("uur", "hour"), Text("uur", "hours")),
    (Text("minuut", "minute"), Text("minuten", "minutes")),
)


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time in calendar units (ISO 8601-1:2019, 5.5.2).

    Years, months, weeks and days are counted on the calendar of Europe/Amsterdam, so that "P1D"
    over a change to summer time ends at the same time of day; hours and minutes are exact.
    """

    years: int = 0
    months: int = 0
    weeks: int = 0
    days: int = 0
    hours: int = 0
    minutes: int = 0

    @classmethod
    def parse(cls, text: str) -> "Duration":
        """Read a duration such as "P21D", "P6W", "P1Y6M" or "PT36H".

        Raises:
            ValueError: the text is not an ISO 8601 duration of at least one unit.

        >>> Duration.parse("P6W").text.nl
        '6 weken'
        """
        match = _PATTERN.fullmatch(text)
        if match is None:
            raise ValueError(text)
        return cls(*(int(group or 0) for group in match.groups()))

    @property
    def text(self) -> Text:
        """The duration in words."""
        amounts = [*zip(self._amounts, _UNITS, strict=True)]
        parts = [counted(n, one, many) for n, (one, many) in amounts if n]
        return listed(parts or [Text("0 dagen", "0 days")])

    @property
    def iso(self) -> str:
        """The duration as ISO 8601 writes it."""
        day = "".join(f"{n}{u}" for n, u in zip(self._amounts[:4], "YMWD", strict=True) if n)
        time = "".join(f"{n}{u}" for n, u in zip(self._amounts[4:], "HM", strict=True) if n)
        return f"P{day}" + (f"T{time}" if time else "" if day else "0D")

    def after(self, moment: datetime) -> datetime:
        """Return the instant this long after an aware `moment`, in UTC."""
        return self._shift(moment, 1)

    def before(self, moment: datetime) -> datetime:
        """Return the instant this long before an aware `moment`, in UTC."""
        return self._shift(moment, -1)

    @property
    def least(self) -> timedelta:
        """The shortest this can last: short years and months, an hour lost to summer time."""
        days = self.years * 365 + self.months * 28 + self.weeks * 7 + self.days
        exact = timedelta(hours=self.hours, minutes=self.minutes)
        return exact + timedelta(days=days) - timedelta(hours=1 if days else 0)

    @property
    def _amounts(self) -> tuple[int, int, int, int, int, int]:
        return (self.years, self.months, self.weeks, self.days, self.hours, self.minutes)

    def _shift(self, moment: datetime, sign: int) -> datetime:
        exact = sign * timedelta(hours=self.hours, minutes=self.minutes)
        if not any(self._amounts[:4]):
            # Not by the local clock: there the hour that summer time repeats is ambiguous.
            return moment.astimezone(UTC) + exact
        local = add_months(moment.astimezone(AMSTERDAM), sign * (self.years * 12 + self.months))
        local += sign * timedelta(weeks=self.weeks, days=self.days)
        return local.replace(fold=0).astimezone(UTC) + exact


def add_months(day: D, months: int) -> D:
    """Return the day of the same number so many months on, or the last day of a shorter month.

    Raises:
        ValueError: it would lie outside the years of the calendar.
    """
    if not months:
        return day
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    number = min(day.day, calendar.monthrange(year, month + 1)[1])
    return day.replace(year=year, month=month + 1, day=number)
