"""The Dutch calendar of working days: the only room that knows the library `holidays`.

The library keeps the movable feasts. What it marks was compared with article 3 of the Algemene
termijnenwet, where it serves another purpose (days off):

- Liberation Day, 5 May, is a recognised holiday every year; the library has it among the `public`
  days once in five years, and among the `optional` days every year. Both are taken.
- Good Friday is equated with them by the second paragraph; the library has it among `public`.
- King's Day is the day on which the birthday is celebrated: 26 April when 27 April is a Sunday.
- It also marks Easter Sunday and Whit Sunday, which the Act need not name.

By royal decree (third paragraph) more days are equated, some three years at a time; those are in no
library. They are in `EQUATED`, and have to be added here when a decree is published.
"""

from datetime import date
from functools import lru_cache
from typing import Final

EQUATED: Final = frozenset(
    {
        # Decree of 31 October 2016, Stcrt. 2016, 58653 (as listed by uitvaart.nl and battacs.nl).
        date(2017, 4, 28),
        date(2017, 5, 26),
        date(2018, 5, 11),
        date(2018, 12, 24),
        date(2018, 12, 31),
        date(2019, 5, 31),
        date(2019, 12, 27),
        # The decree named after these five days (sterfgeval.nl; 2023: houwelingen-partners.nl).
        date(2023, 4, 28),
        date(2023, 5, 19),
        date(2024, 5, 10),
        date(2024, 12, 27),
        date(2025, 5, 30),
        # The decree named after these five days (sterfgeval.nl).
        date(2026, 1, 2),
        date(2026, 5, 15),
        date(2027, 5, 7),
        date(2028, 4, 28),
        date(2028, 5, 26),
    }
)
"""Days equated with holidays by royal decree; those of 2020 to 2022 are not known here."""

_SATURDAY: Final = 5


class DutchWorkingDays:
    """The working days of the Algemene termijnenwet, from 1966 to 2100."""

    def is_working_day(self, day: date) -> bool:
        """Return whether a day is neither Saturday, nor Sunday, nor a recognised holiday."""
        return day.weekday() < _SATURDAY and day not in EQUATED and day not in _recognised(day.year)


DUTCH: Final = DutchWorkingDays()
"""The calendar that workflows are counted by."""


# Private


@lru_cache(maxsize=256)
def _recognised(year: int) -> frozenset[date]:
    # Imported when first asked: it takes a tenth of a second, and most commands ask for no term.
    from holidays import OPTIONAL, PUBLIC, country_holidays  # noqa: PLC0415

    return frozenset(country_holidays("NL", years=year, categories=(PUBLIC, OPTIONAL)))
