"""Where a child was at the moment of its parent's entry: as was seen, where that can have been."""

from datetime import timedelta

import pytest

from tests.engine.kit import START
from trajecten.auditing.facts import MARGIN, Course, Stand

CHILD = "c1"
LATER = timedelta(hours=1)
COURSE = Course(
    ref="B-1",
    trajectory=CHILD,
    stands=tuple(
        Stand(seq=seq, recorded_at=START + seq * LATER, phases={"t": f"p{seq}"}, definition="d")
        for seq in (1, 2, 3)
    ),
)


@pytest.mark.parametrize(("hours", "seq"), [(0.5, None), (1, 1), (1.5, 1), (2, 2), (3, 3), (99, 3)])
def test_by_time_it_is_where_its_last_entry_before_left_it(hours: float, seq: int | None) -> None:
    stand = COURSE.at(START + hours * LATER, None)

    assert (stand and stand.seq) == seq


SLIGHTLY = MARGIN - timedelta(seconds=1)
TOO_MUCH = MARGIN + timedelta(seconds=1)


@pytest.mark.parametrize(
    ("at", "seen", "seq"),
    [
        (START + 2 * LATER, {CHILD: 2}, 2),
        (START + 2 * LATER - SLIGHTLY, {CHILD: 2}, 2),
        (START + 2 * LATER - TOO_MUCH, {CHILD: 2}, 1),
        (START + 2 * LATER + SLIGHTLY, {CHILD: 1}, 1),
        (START + 2 * LATER + TOO_MUCH, {CHILD: 1}, 2),
        (START + LATER + SLIGHTLY, {}, None),
        (START + LATER + TOO_MUCH, {}, 1),
        (START + 3 * LATER, {CHILD: 4}, 3),
        (START + 3 * LATER, {CHILD: -1}, 3),
    ],
)
def test_what_was_seen_counts_only_where_it_can_have_been(at, seen, seq) -> None:
    stand = COURSE.at(at, seen)

    assert (stand and stand.seq) == seq
