"""Which conversations there can be: so many, with these groups and those layers, and not more.

A conversation is with one group and one layer at the most, or with neither. So what is asked needs
no more conversations than it needs groups, or layers, or than the number that is asked.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TypeAlias

from trajecten.checking.following import shorter
from trajecten.checking.limits import TooLargeError
from trajecten.core.duration import Duration

MOST_WAYS = 10_000
"""How many ways to hear groups are tried, for one gate in one domain."""


@dataclass(frozen=True, slots=True)
class Heard:
    """Enough contacts of one purpose were held in a domain."""

    domain: str
    purpose: str
    within: Duration | None
    since: str
    number: int


@dataclass(frozen=True, slots=True)
class Groups:
    """So many different ones of these groups were heard in a domain."""

    domain: str
    purpose: str
    within: Duration | None
    since: str
    groups: frozenset[str]
    number: int


@dataclass(frozen=True, slots=True)
class Layer:
    """A layer of the organisation was heard in a domain."""

    domain: str
    purpose: str
    within: Duration | None
    since: str
    layer: str


Conversation: TypeAlias = Heard | Groups | Layer


def can_be_heard(held: Sequence[Conversation], denied: Sequence[Conversation]) -> bool:
    """Return whether what is held of one domain and purpose can be while what is denied is not.

    For every window of time: what must be within a shorter one is within it, and what must not be
    within a longer one is not within it. Since when it counts is a window too; which of two phases
    was entered last is not known.

    Raises:
        TooLargeError: there are more ways to hear groups than can be tried.
    """
    return all(
        _fits(
            [one for one in held if _is_within((one.within, one.since), window)],
            [one for one in denied if _is_within(window, (one.within, one.since))],
        )
        for window in {(one.within, one.since) for one in (*held, *denied)}
    )


# Private


_Window: TypeAlias = tuple[Duration | None, str]


def _is_within(one: _Window, other: _Window) -> bool:
    """Return whether what was in the first window was in the second; None is any time."""
    (within, since), (longer, earlier) = one, other
    recent = longer is None or (within is not None and shorter(within, longer))
    return recent and earlier in {"", since}


def _fits(held: Sequence[Conversation], denied: Sequence[Conversation]) -> bool:
    layers = {one.layer for one in held if isinstance(one, Layer)}
    numbers = (one.number for one in held if isinstance(one, Heard))
    needed = max(len(layers), *numbers, 0)
    bounds = [one.number - 1 for one in denied if isinstance(one, Heard)]
    if bounds and needed > min(bounds):
        return False
    if any(isinstance(one, Layer) and one.layer in layers for one in denied):
        return False
    asked = tuple(one for one in held if isinstance(one, Groups))
    if any(one.number > len(one.groups) for one in asked):
        return False
    barred = tuple(one for one in denied if isinstance(one, Groups))
    return _Search(asked, barred, min(bounds, default=None)).succeeds()


class _Search:
    """Looks for groups of which enough are heard, and nowhere too many.

    Groups that are named by just the same facts are alike: only how many of them counts.
    """

    def __init__(self, asked: Sequence[Groups], barred: Sequence[Groups], most: int | None) -> None:
        """Keep what is asked and barred, and how many groups may be heard in all."""
        self._asked, self._barred, self._most = asked, barred, most
        named = sorted(frozenset().union(*(one.groups for one in asked)))
        self._alike = tuple(
            Counter(
                frozenset(one for one in (*asked, *barred) if group in one.groups)
                for group in named
            ).items()
        )
        self._tried = 0

    def succeeds(self) -> bool:
        """Return whether there are such groups."""
        return self._from(0, ())

    def _from(self, at: int, chosen: tuple[int, ...]) -> bool:
        """Try each number of the groups that are alike, the fewest first."""
        self._tried += 1
        if self._tried > MOST_WAYS:
            raise TooLargeError(self._tried, MOST_WAYS, ())
        if at == len(self._alike):
            return self._is_not_too_many(chosen)
        return any(self._from(at + 1, (*chosen, number)) for number in self._numbers(at, chosen))

    def _numbers(self, at: int, chosen: tuple[int, ...]) -> Iterator[int]:
        """Yield what may be enough; too few when all groups to come would not make up for it."""
        _, size = self._alike[at]
        lacking = (
            one.number - self._heard(one, chosen) - self._to_come(one, at + 1)
            for one in self._asked
        )
        least = max(chain((0,), lacking))
        if at + 1 == len(self._alike):
            return iter((least,)) if least <= size else iter(())
        return iter(range(least, size + 1))

    def _heard(self, fact: Groups, chosen: Sequence[int]) -> int:
        alike = zip(self._alike, chosen, strict=False)
        return sum(number for (facts, _), number in alike if fact in facts)

    def _to_come(self, fact: Groups, at: int) -> int:
        return sum(size for facts, size in self._alike[at:] if fact in facts)

    def _is_not_too_many(self, chosen: Sequence[int]) -> bool:
        few = self._most is None or sum(chosen) <= self._most
        return few and all(self._heard(one, chosen) < one.number for one in self._barred)
