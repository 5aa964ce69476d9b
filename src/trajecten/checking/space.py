"""The configurations of tracks that look at each other, as sets of bits: exact, and quick.

A configuration says in which phase each track is, and which of the watched facts hold. It is a
number: one digit for each track and fact. A set of configurations is a Python integer with a bit
for each. A step moves one track, so it takes a whole set at once: those in which it can be taken,
shifted. All is explored; nothing is sampled.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from math import prod

from trajecten.checking.atoms import Atom
from trajecten.checking.conditions import Where
from trajecten.checking.limits import TooLargeError
from trajecten.core.workflow import Track

MOST_CONFIGURATIONS = 1_000_000
"""How many configurations tracks that look at each other may have together."""


@dataclass(frozen=True, slots=True)
class Step:
    """One way to take a transition out of one phase; `makes` and `fails` are watched facts.

    `holds` are all facts that must be, `denies` all that must not be, watched or not. Without a
    source it is the world that moves: the fact in `makes` comes true by itself.
    """

    transition: str
    track: str = ""
    source: str = ""
    target: str = ""
    where: Where = ()
    makes: frozenset[Atom] = frozenset()
    fails: frozenset[Atom] = frozenset()
    holds: frozenset[Atom] = frozenset()
    denies: frozenset[Atom] = frozenset()


@dataclass(frozen=True, slots=True)
class _Axis:
    """One digit of a configuration: what it can be, and what one more is worth."""

    values: Mapping[str, int]
    worth: int


class Space:
    """All configurations of some tracks, and the steps between them."""

    def __init__(
        self, tracks: Sequence[Track], watched: Iterable[Atom], steps: Iterable[Step]
    ) -> None:
        """Lay out the digits, tracks first.

        Raises:
            TooLargeError: there are more configurations than can be looked at.
        """
        self.tracks = tuple(tracks)
        self.watched = tuple(watched)
        self.size = prod(len(one.phases) for one in self.tracks) * 2 ** len(self.watched)
        if self.size > MOST_CONFIGURATIONS:
            ids = tuple(one.id for one in self.tracks)
            raise TooLargeError(self.size, MOST_CONFIGURATIONS, ids)
        self.steps = tuple(steps)
        self._axes: dict[object, _Axis] = {}
        self._masks: dict[tuple[object, str], int] = {}
        self._open: dict[Step, int] = {}
        worth = 1
        for track in self.tracks:
            values = {one.id: number for number, one in enumerate(track.phases)}
            self._axes[track.id] = _Axis(values, worth)
            worth *= len(values)
        for fact in self.watched:
            self._axes[fact] = _Axis({_FALSE: 0, _TRUE: 1}, worth)
            worth *= 2

    @cached_property
    def start(self) -> int:
        """The one configuration in which everything begins; no watched fact holds yet."""
        axes = self._axes
        return 1 << sum(
            axes[one.id].values[one.initial] * axes[one.id].worth for one in self.tracks
        )

    @cached_property
    def reached(self) -> int:
        """The configurations that can be reached from the start."""
        return self.reach(self.steps)

    @cached_property
    def by_itself(self) -> int:
        """Those that are reached when the only facts that come true are what a gate asks."""
        return self.reach([one for one in self.steps if one.track])

    def at(self, track: str, phases: Iterable[str]) -> int:
        """Return the configurations in which a track is in one of these phases."""
        found = 0
        for phase in phases:
            found |= self._mask(track, phase)
        return found

    def holding(self, fact: Atom) -> int:
        """Return the configurations in which a watched fact holds."""
        return self._mask(fact, _TRUE)

    def open(self, step: Step) -> int:
        """Return the configurations in which a step can be taken."""
        if step not in self._open:
            found = (1 << self.size) - 1
            if step.track:
                found &= self._mask(step.track, step.source)
            for track, phases in step.where:
                found &= self.at(track, phases)
            for fact in step.fails:
                found &= self._mask(fact, _FALSE)
            self._open[step] = found
        return self._open[step]

    def after(self, step: Step, configurations: int) -> int:
        """Return where a step leads to from these configurations."""
        found = configurations & self.open(step)
        if not found:
            return 0
        shift = self._shift(step)
        found = found << shift if shift >= 0 else found >> -shift
        for fact in step.makes:
            unmade = found & self._mask(fact, _FALSE)
            found = (unmade << self._axes[fact].worth) | (found ^ unmade)
        return found

    def before(self, step: Step, configurations: int) -> int:
        """Return from where a step leads to one of these configurations."""
        found = configurations
        for fact in step.makes:
            made = found & self._mask(fact, _TRUE)
            found = made | (made >> self._axes[fact].worth)
        shift = self._shift(step)
        found = found >> shift if shift >= 0 else found << -shift
        return found & self.open(step)

    def reach(self, steps: Sequence[Step], start: int | None = None) -> int:
        """Return what can be reached with these steps only, from the start or from elsewhere."""
        moves = [partial(self.after, one) for one in steps]
        return _closure(self.start if start is None else start, moves)

    def leading_to(self, goal: int, steps: Sequence[Step] | None = None) -> int:
        """Return the reachable configurations from which one of the goal can be reached.

        With `steps`, only those are taken.
        """
        within = self.reached
        taken = self.steps if steps is None else steps
        back = [partial(self._before_within, one, within) for one in reversed(taken)]
        return _closure(goal & within, back)

    def path(
        self, goal: int, steps: Sequence[Step] | None = None, start: int | None = None
    ) -> tuple[tuple[Step, ...], int]:
        """Return the shortest way from the start, or elsewhere, into the goal, and where that ends.

        With `steps`, only those are taken. Without a way, the configuration is 0.
        """
        taken = self.steps if steps is None else steps
        seen = self.start if start is None else start
        layers = [seen]
        while layers[-1] and not layers[-1] & goal:
            new = 0
            for step in taken:
                new |= self.after(step, layers[-1])
            layers.append((new | seen) ^ seen)
            seen |= new
        there = end = _lowest(layers.pop() & goal)
        found: list[Step] = []
        for layer in reversed(layers if end else ()):
            step, there = next(
                (step, _lowest(hit)) for step in taken if (hit := self.before(step, there) & layer)
            )
            found.append(step)
        return tuple(reversed(found)), end

    def phase_in(self, configuration: int, track: str) -> str:
        """Return in which phase a track is in one configuration."""
        axis = self._axes[track]
        digit = (configuration.bit_length() - 1) // axis.worth % len(axis.values)
        return next(one for one, number in axis.values.items() if number == digit)

    def phases_in(self, configurations: int, track: str) -> Iterator[str]:
        """Return every phase that a track is in, somewhere in these configurations."""
        for phase in self._axes[track].values:
            if configurations & self._mask(track, phase):
                yield phase

    def _before_within(self, step: Step, within: int, configurations: int) -> int:
        return self.before(step, configurations) & within

    def _shift(self, step: Step) -> int:
        if not step.track:
            return 0
        axis = self._axes[step.track]
        return (axis.values[step.target] - axis.values[step.source]) * axis.worth

    def _mask(self, name: object, value: str) -> int:
        key = (name, value)
        if key not in self._masks:
            axis = self._axes[name]
            block = ((1 << axis.worth) - 1) << (axis.values[value] * axis.worth)
            self._masks[key] = _repeated(block, axis.worth * len(axis.values), self.size)
        return self._masks[key]


_FALSE, _TRUE = "false", "true"


def _lowest(configurations: int) -> int:
    return configurations & -configurations


def _closure(found: int, moves: Sequence[Callable[[int], int]]) -> int:
    """Return all that the moves lead to, in whatever order that is quick."""
    before = -1
    while found != before:
        before = found
        for move in moves:
            found |= move(found)
    return found


def _repeated(block: int, width: int, size: int) -> int:
    """Return a pattern of bits over and over, up to a size that is a multiple of its width."""
    while width < size:
        block |= block << width
        width *= 2
    return block & ((1 << size) - 1)
