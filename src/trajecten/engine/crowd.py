"""Checking many chains on all cores: each process has a connection of its own."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from multiprocessing import get_context

from sqlalchemy import Engine

from trajecten.engine.chains import verified
from trajecten.engine.views import VerifiedTrajectory
from trajecten.storage import reading
from trajecten.storage.database import connect_to, reading_anything, snapshot, speaking_plainly

Told = Callable[[int, int], None]
"""Is told how many of how many trajectories were checked."""

MANY = 20_000
"""From so many entries on it is worth to start processes."""

_PART = 64
"""So many trajectories are handed out at a time."""


def verified_together(url: str, refs: Sequence[str], workers: int) -> Iterator[VerifiedTrajectory]:
    """Recompute the chains of trajectories on several cores; the order is that of `refs`."""
    parts = [tuple(refs[start : start + _PART]) for start in range(0, len(refs), _PART)]
    # Not by a fork: a connection that is open must not be shared with a child.
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        for found in pool.map(_verified, [url] * len(parts), parts):
            yield from found


# Private


@cache
def _database(url: str) -> Engine:
    """Return what this process reads with, for as long as it lives."""
    return connect_to(url)


def _verified(url: str, refs: tuple[str, ...]) -> tuple[VerifiedTrajectory, ...]:
    with (
        speaking_plainly(),
        _database(url).connect() as connection,
        snapshot(connection, own=True),
        reading_anything(connection),
    ):
        return tuple(verified(connection, reading.heads_among(connection, refs)))
