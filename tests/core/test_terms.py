"""The last day of a term: worked examples, and what holds of every term."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trajecten.calendars import DUTCH
from trajecten.core.duration import Duration
from trajecten.core.terms import Counting, TermCalendar, is_within_act, last_day

# Event, length, last day, and why; "same" for a term that begins on the day of the event.
NEXT_DAY = [
    ("2026-02-19", "P6W", "2026-04-02", "Thursday, the day before Good Friday: stays"),
    ("2026-02-20", "P6W", "2026-04-07", "Good Friday, and Easter behind it"),
    ("2026-02-23", "P6W", "2026-04-07", "Easter Monday"),
    ("2026-02-24", "P6W", "2026-04-07", "the Tuesday after Easter: stays"),
    ("2026-04-13", "P2W", "2026-04-28", "King's Day, a Monday"),
    ("2025-03-14", "P6W", "2025-04-25", "the Friday before King's Day: stays"),
    ("2025-03-15", "P6W", "2025-04-28", "King's Day on Saturday 26 April: the 27th is a Sunday"),
    ("2025-03-16", "P6W", "2025-04-28", "Sunday 27 April, when King's Day was the day before"),
    ("2031-03-15", "P6W", "2031-04-28", "King's Day on Saturday 26 April again"),
    ("2028-03-16", "P6W", "2028-05-01", "King's Day on Thursday, the Friday equated by decree"),
    ("2025-03-24", "P6W", "2025-05-06", "Liberation Day in a year of the lustrum"),
    ("2026-03-24", "P6W", "2026-05-06", "Liberation Day in any other year"),
    ("2028-03-24", "P6W", "2028-05-08", "Liberation Day on a Friday"),
    ("2027-03-24", "P6W", "2027-05-10", "Liberation Day, Ascension, a day equated, a weekend"),
    ("2026-04-02", "P6W", "2026-05-18", "Ascension, and the Friday equated by decree"),
    ("2026-04-03", "P6W", "2026-05-18", "the Friday after Ascension, equated by decree"),
    ("2026-04-13", "P6W", "2026-05-26", "Whit Monday"),
    ("2026-11-12", "P6W", "2026-12-24", "the day before Christmas: stays"),
    ("2026-11-13", "P6W", "2026-12-28", "Christmas Day on Friday"),
    ("2026-11-14", "P6W", "2026-12-28", "the second day of Christmas, a Saturday"),
    ("2024-11-13", "P6W", "2024-12-30", "Christmas on Wednesday, the Friday equated by decree"),
    ("2026-11-20", "P6W", "2027-01-04", "New Year's Day on Friday"),
    ("2025-11-20", "P6W", "2026-01-05", "New Year's Day on Thursday, the Friday equated"),
    ("2018-11-19", "P6W", "2019-01-02", "31 December 2018 equated by decree, then New Year's Day"),
    ("2026-01-31", "P1M", "2026-03-02", "no 31 February: Saturday 28 February"),
    ("2027-01-31", "P1M", "2027-03-01", "no 31 February: Sunday 28 February"),
    ("2028-01-31", "P1M", "2028-02-29", "no 31 February: leap day, a Tuesday"),
    ("2024-01-30", "P1M", "2024-02-29", "no 30 February: leap day"),
    ("2024-02-29", "P1M", "2024-04-02", "from leap day to 29 March: Good Friday, then Easter"),
    ("2016-02-29", "P3M", "2016-05-30", "ECLI:NL:HR:2017:2225: 29 May, a Sunday"),
    ("2026-03-31", "P1M", "2026-04-30", "no 31 April"),
    ("2026-04-30", "P1M", "2026-06-01", "30 May, not 31 May: a Saturday"),
    ("2026-11-30", "P3M", "2027-03-01", "three months is within the Act"),
    ("2026-10-28", "P4M", "2027-02-28", "more than three months: stays on Sunday (article 4)"),
    ("2026-02-23", "P6M", "2026-08-23", "six months: stays on Sunday (article 4)"),
    ("2026-01-12", "P12W", "2026-04-07", "twelve weeks is within the Act: Easter Monday"),
    ("2026-01-05", "P13W", "2026-04-06", "more than twelve weeks: stays on Easter Monday"),
    ("2026-01-06", "P90D", "2026-04-07", "ninety days is within the Act: Easter Monday"),
    ("2026-01-05", "P91D", "2026-04-06", "more than ninety days: stays on Easter Monday"),
    ("2025-04-06", "P1Y", "2026-04-06", "a year: stays on Easter Monday (article 4)"),
    ("2024-02-29", "P1Y", "2025-02-28", "a year from leap day"),
    ("2026-03-27", "P2D", "2026-03-30", "the Sunday on which summer time begins"),
    ("2026-10-19", "P1W", "2026-10-26", "over the end of summer time"),
    ("2026-04-02", "P2D", "2026-04-07", "two days: article 2 is not for them"),
    ("2026-04-02", "P3D", "2026-04-08", "three days over Easter: two working days (article 2)"),
    ("2026-04-02", "P5D", "2026-04-08", "five days over Easter hold only one working day"),
    ("2026-04-02", "P6D", "2026-04-08", "six days hold two"),
    ("2025-12-19", "P3D", "2025-12-23", "a weekend and a Monday: one more (article 2)"),
    ("2017-12-19", "P3D", "2017-12-22", "three days to think it over (staatsrechtpraktijk.nl)"),
    ("2017-12-20", "P3D", "2017-12-27", "a day later, over Christmas (staatsrechtpraktijk.nl)"),
]
SAME_DAY = [
    ("2026-02-23", "P6W", "2026-04-07", "Easter Sunday (Awb 3:16, second paragraph)"),
    ("2026-02-24", "P6W", "2026-04-07", "Easter Monday"),
    ("2026-02-25", "P6W", "2026-04-07", "the Tuesday after Easter: stays"),
    ("2026-03-05", "P6W", "2026-04-15", "from Thursday to Wednesday"),
    ("2026-03-01", "P1M", "2026-03-31", "a whole month"),
    ("2026-03-15", "P1M", "2026-04-14", "to the day before"),
    ("2026-01-31", "P1M", "2026-03-02", "no 30 February: Saturday 28 February"),
    ("2026-03-31", "P1M", "2026-04-30", "to the 30th"),
    ("2026-05-30", "P1D", "2026-06-01", "one day, a Saturday"),
]


def ends(event: str, *lengths: str, **how) -> str:
    counting = Counting(lengths=tuple(map(Duration.parse, lengths)), **how)
    return last_day(date.fromisoformat(event), counting, DUTCH).isoformat()


@pytest.mark.parametrize(("event", "length", "expected", "why"), NEXT_DAY)
def test_a_term_from_the_day_after_ends_on(event, length, expected, why):
    assert ends(event, length) == expected, why


@pytest.mark.parametrize(("event", "length", "expected", "why"), SAME_DAY)
def test_a_term_from_the_day_itself_ends_on(event, length, expected, why):
    assert ends(event, length, same_day=True) == expected, why


def test_by_days_alone_a_term_ends_where_it_ends():
    assert ends("2026-02-23", "P6W", calendar=TermCalendar.DAYS) == "2026-04-06"
    assert ends("2026-04-02", "P3D", calendar=TermCalendar.DAYS) == "2026-04-05"


def test_a_term_and_its_extension_are_counted_as_one():
    assert ends("2026-01-12", "P6W", "P6W") == "2026-04-07"
    assert ends("2025-12-31", "P1M", "P1M") == "2026-03-02"


def test_an_extended_term_is_moved_on_only_when_both_lengths_are_within_the_act():
    assert ends("2026-02-22", "P6M", "P6W") == "2026-10-03"
    assert ends("2026-01-12", "P10W", "P10W") == "2026-06-01"


def test_days_that_it_stood_still_move_the_end_on():
    assert ends("2026-02-23", "P6W", suspended=3) == "2026-04-09"
    assert ends("2026-02-23", "P6W", suspended=5) == "2026-04-13"


LENGTHS = st.one_of(
    st.builds(Duration, days=st.integers(1, 120)),
    st.builds(Duration, weeks=st.integers(1, 20)),
    st.builds(Duration, months=st.integers(1, 8)),
    st.builds(Duration, years=st.integers(1, 3)),
)
DAYS = st.dates(date(1990, 1, 1), date(2090, 1, 1))
COUNTINGS = st.builds(
    Counting,
    lengths=st.lists(LENGTHS, min_size=1, max_size=2).map(tuple),
    same_day=st.booleans(),
    suspended=st.integers(0, 60),
)


def by_days(event: date, counting: Counting) -> date:
    plain = Counting(
        lengths=counting.lengths, same_day=counting.same_day, suspended=counting.suspended,
        calendar=TermCalendar.DAYS,
    )  # fmt: skip
    return last_day(event, plain, DUTCH)


@given(DAYS, DAYS, COUNTINGS)
def test_a_term_that_starts_later_does_not_end_earlier(one, other, counting):
    first, second = sorted((one, other))

    assert last_day(first, counting, DUTCH) <= last_day(second, counting, DUTCH)


@given(DAYS, COUNTINGS)
def test_a_term_within_the_act_ends_on_a_working_day(event, counting):
    end = last_day(event, counting, DUTCH)

    if all(map(is_within_act, counting.lengths)):
        assert DUTCH.is_working_day(end)


@given(DAYS, COUNTINGS)
def test_a_term_beyond_the_act_never_moves(event, counting):
    if not all(map(is_within_act, counting.lengths)):
        assert last_day(event, counting, DUTCH) == by_days(event, counting)


@given(DAYS, COUNTINGS)
def test_a_term_is_never_shortened_nor_moved_on_by_much(event, counting):
    moved = last_day(event, counting, DUTCH) - by_days(event, counting)

    assert timedelta(0) <= moved <= timedelta(days=9)


@given(DAYS, st.integers(3, 20), st.booleans())
def test_a_term_of_three_days_or_more_holds_two_working_days(event, number, same_day):
    counting = Counting(lengths=(Duration(days=number),), same_day=same_day)
    first = event if same_day else event + timedelta(days=1)
    end = last_day(event, counting, DUTCH)

    held = [first + timedelta(days=one) for one in range((end - first).days + 1)]

    assert sum(map(DUTCH.is_working_day, held)) >= 2


@given(DAYS, COUNTINGS)
def test_a_working_day_on_which_a_term_ends_is_not_passed_over(event, counting):
    plain = by_days(event, counting)
    long_enough = plain - event > timedelta(days=10)

    if DUTCH.is_working_day(plain) and long_enough:
        assert last_day(event, counting, DUTCH) == plain
