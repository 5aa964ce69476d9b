"""The last day of a term, as Dutch law counts it.

The text of the law was read in two places (statengeneraal/laws-markdown, BWBR0002448, and the
articles as quoted by staatsrechtpraktijk.nl and debloggendedeurwaarder.nl); the sources of the days
equated with holidays are in `trajecten.calendars`.

- A term begins on the day after the event that starts it (so Awb 6:8, and HR 19 December 1919,
  NJ 1920, p. 82), unless the law says that it begins on the day itself: so the term for views, that
  begins "met ingang van de dag waarop het ontwerp ter inzage is gelegd" (Awb 3:16, second
  paragraph).
- A term in weeks ends on the same day of the week as the event, one in months on the day of the
  same number, or on the last day of a month that has no such day (HR 1 September 2017,
  ECLI:NL:HR:2017:2225).
- Algemene termijnenwet, article 1, first paragraph: a term that ends on a Saturday, a Sunday or a
  recognised holiday runs to and including the next day that is none of these. Only the end counts.
- Article 2: a term of three days or more is extended until it holds two days that are none of
  these.
- Article 3: which holidays are recognised; see `WorkingDays`.
- Article 4, under a: the Act is not for terms described in hours, in more than 90 days, more than
  twelve weeks, more than three months, or in one or more years. Twelve weeks is still within it.
- Article 5: it also holds for a term in an order in council; for one in an ordinance, only where
  that says so. So a workflow says of each term by which calendar it is counted.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final, Protocol

from trajecten.core.duration import AMSTERDAM, Duration, add_months

MOST_DAYS: Final = 90
MOST_WEEKS: Final = 12
MOST_MONTHS: Final = 3
"""The longest terms that the Algemene termijnenwet is for (article 4, under a)."""

_SHORT: Final = 3
_NEEDED: Final = 2
"""A term of three days or more holds two working days (article 2)."""

_A_DAY: Final = timedelta(days=1)


class TermCalendar(StrEnum):
    """How the last day of a term is found."""

    TERMIJNENWET = "termijnenwet"
    DAYS = "days"


class WorkingDays(Protocol):
    """Knows which days are neither Saturday, nor Sunday, nor a recognised holiday."""

    def is_working_day(self, day: date) -> bool:
        """Return whether a term can end on this day (Algemene termijnenwet, articles 1 and 3)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counting:
    """How a term is counted: its lengths one after the other, from when, by which calendar.

    `same_day` is for a term that begins on the day of the event itself; `suspended` is the number
    of days it stood still, by which its end moves on.
    """

    lengths: Sequence[Duration]
    calendar: TermCalendar = TermCalendar.TERMIJNENWET
    same_day: bool = False
    suspended: int = 0


def last_day(event: date, counting: Counting, working: WorkingDays) -> date:
    """Return the last day of a term that an event on this day starts.

    Lengths are joined before they are counted, so that a term and its extension make one term, and
    its end is moved on once. Whether it may be moved on is asked of each length by itself.

    Raises:
        OverflowError: the term would end after the last year of the calendar.
    """
    first = event if counting.same_day else event + _A_DAY
    end = _counted(event, counting) + timedelta(days=counting.suspended)
    if counting.calendar is TermCalendar.DAYS or not all(map(is_within_act, counting.lengths)):
        return end
    if end - first + _A_DAY >= timedelta(days=_SHORT):
        end = _with_enough(first, end, working)
    while not working.is_working_day(end):
        end += _A_DAY
    return end


def is_within_act(length: Duration) -> bool:
    """Return whether the Algemene termijnenwet is for terms of this length (article 4, under a).

    >>> is_within_act(Duration.parse("P12W")), is_within_act(Duration.parse("P6M"))
    (True, False)
    """
    return (
        not (length.years or length.hours or length.minutes)
        and length.days <= MOST_DAYS
        and length.weeks <= MOST_WEEKS
        and length.months <= MOST_MONTHS
    )


def day_of(moment: datetime) -> date:
    """Return the day on the Dutch calendar of an aware instant.

    >>> from datetime import UTC
    >>> day_of(datetime(2026, 7, 1, 22, 30, tzinfo=UTC))
    datetime.date(2026, 7, 2)
    """
    return moment.astimezone(AMSTERDAM).date()


# Private


def _counted(event: date, counting: Counting) -> date:
    months = sum(one.years * 12 + one.months for one in counting.lengths)
    days = sum(one.weeks * 7 + one.days for one in counting.lengths)
    end = event
    if months:
        end = _months_on(event, months, same_day=counting.same_day)
    elif counting.same_day:
        end -= _A_DAY
    return end + timedelta(days=days)


def _months_on(event: date, months: int, *, same_day: bool) -> date:
    """Return the last day of a term in months: the number of the day before its first."""
    if not same_day:
        return add_months(event, months)
    if event.day == 1:
        # A term from the first of a month takes whole months, however many days they have.
        return add_months(event, months) - _A_DAY
    end = add_months(event, months)
    return end if end.day < event.day else end - _A_DAY


def _with_enough(first: date, end: date, working: WorkingDays) -> date:
    """Return the end moved on until the term holds two working days (article 2)."""
    found = 0
    day = first
    while found < _NEEDED:
        found += working.is_working_day(day)
        day += _A_DAY
    return max(end, day - _A_DAY)
