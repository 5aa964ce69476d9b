"""Doing things at the same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Barrier, local
from typing import TypeVar

Given = TypeVar("Given")


def at_once(*calls: Callable[[], Given]) -> list[Given]:
    """Return what each call gives, each made in a thread of its own, at the same moment."""
    ready = Barrier(len(calls), timeout=20)

    def make(call: Callable[[], Given]) -> Given:
        ready.wait()
        return call()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(make, calls))


def caught(call: Callable[[], Given]) -> Callable[[], Given | Exception]:
    """Return a call that gives the error instead of raising it."""

    def make() -> Given | Exception:
        try:
            return call()
        except Exception as error:  # noqa: BLE001 (whatever it is, the test looks at it)
            return error

    return make


class MeetingClock:
    """A clock that lets go of nobody before so many threads have looked at it once.

    The engine asks for the time between its reading and its writing: so all of them have read
    before any of them writes.
    """

    def __init__(self, clock: Callable[[], datetime], parties: int) -> None:
        self._clock = clock
        self._all = Barrier(parties, timeout=20)
        self._mine = local()

    def __call__(self) -> datetime:
        if not getattr(self._mine, "waited", False):
            self._mine.waited = True
            self._all.wait()
        return self._clock()
