"""Instants as people read them: on the Dutch clock, in the words of each language."""

from datetime import UTC, date, datetime, time

from trajecten.core.duration import AMSTERDAM
from trajecten.core.text import Text

_MONTHS = (
    Text("januari", "January"),
    Text("februari", "February"),
    Text("maart", "March"),
    Text("april", "April"),
    Text("mei", "May"),
    Text("juni", "June"),
    Text("juli", "July"),
    Text("augustus", "August"),
    Text("september", "September"),
    Text("oktober", "October"),
    Text("november", "November"),
    Text("december", "December"),
)


def end_of_day(moment: datetime) -> datetime:
    """Return the last instant of the Dutch day on which an aware instant falls, in UTC.

    >>> from datetime import UTC
    >>> end_of_day(datetime(2026, 1, 22, 9, tzinfo=UTC)).isoformat()
    '2026-01-22T22:59:59.999999+00:00'
    """
    return end_of(moment.astimezone(AMSTERDAM).date())


def start_of_day(moment: datetime) -> datetime:
    """Return the first instant of the Dutch day on which an aware instant falls, in UTC.

    >>> from datetime import UTC
    >>> start_of_day(datetime(2026, 1, 22, 9, tzinfo=UTC)).isoformat()
    '2026-01-21T23:00:00+00:00'
    """
    day = moment.astimezone(AMSTERDAM).date()
    return datetime.combine(day, time(), AMSTERDAM).astimezone(UTC)


def end_of(day: date) -> datetime:
    """Return the last instant of a Dutch day, in UTC.

    >>> end_of(date(2026, 1, 22)).isoformat()
    '2026-01-22T22:59:59.999999+00:00'
    """
    last = datetime.combine(day, time.max, AMSTERDAM).replace(fold=1)
    return last.astimezone(UTC)


def moment_words(moment: datetime) -> Text:
    """Return an aware instant as a date, with the time of day unless that is midnight.

    >>> from datetime import UTC
    >>> moment_words(datetime(2026, 1, 22, tzinfo=UTC))
    Text(nl='22 januari 2026 om 01:00', en='22 January 2026 at 01:00')
    """
    local = moment.astimezone(AMSTERDAM)
    day = day_words(local.date())
    if not (local.hour or local.minute):
        return day
    return Text("{day} om {time}", "{day} at {time}").fill(day=day, time=f"{local:%H:%M}")


def day_words(day: date) -> Text:
    """Return a day as people read it.

    >>> day_words(date(2026, 4, 7)).nl
    '7 april 2026'
    """
    return Text("{day} {month} {year}", "{day} {month} {year}").fill(
        day=day.day, month=_MONTHS[day.month - 1], year=day.year
    )
