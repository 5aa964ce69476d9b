"""The search for the shortest way: rehearsals, the cheapest first, until one is at the goal.

How long a way is, is counted: one for each thing that people do and each step that they take, and
one for each week that has to be waited, begun weeks too. What only people can judge counts before
all of that, so that a way which is sure comes first. Of ways that are as long, the earliest.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from heapq import heappop, heappush
from typing import Any, TypeAlias

from trajecten.core.commands import Advance
from trajecten.core.guards.contacts import ContactsPerDomain
from trajecten.core.guards.people import Approved
from trajecten.core.text import Text
from trajecten.core.workflow import AFTER_RELATION, Situation, Transition
from trajecten.deciding.roles import COMMISSIONER
from trajecten.planning.acts import ANY_WORDS, Case, assign
from trajecten.planning.gates import (
    MOST_COMBINATIONS,
    Combination,
    Gate,
    gate_of,
    leaves,
)
from trajecten.planning.plan import Need, NeedKind
from trajecten.planning.rehearsal import Rehearsal
from trajecten.planning.repairs import in_order, repaired
from trajecten.planning.tasks import Task

MOST_TRIALS = 600
"""How many ways to open a gate are tried before the search is broken off."""

_MOST_ROUNDS = 4
"""How often a gate is looked at again when seeing to it made something else go stale."""

_WEEK = timedelta(weeks=1)

Length: TypeAlias = tuple[int, int, datetime, int]
Moves: TypeAlias = Callable[[Rehearsal], Iterable[Transition]]
"""Which transitions may be taken from where a rehearsal is."""


@dataclass(slots=True)
class Search:
    """One search, and what it met.

    `goal` are the phases that it looks for; `distances` are the fewest steps from each phase to one
    of those; `patient` says in which order the
    conditions of a gate are seen to. `blocked` says in words why a step could not be taken, by
    transition; `complete` whether nothing shorter was left out; `trials` how many ways to open a
    gate were tried.
    """

    moves: Moves
    goal: frozenset[str]
    ahead: tuple[Any, ...]
    actor: str
    distances: Mapping[str, int]
    patient: bool = True
    blocked: dict[str, Text] = field(default_factory=dict)
    complete: bool = True
    trials: int = 0

    def shortest(self, start: Rehearsal) -> Rehearsal | None:
        """Return the shortest rehearsal that is at the goal; None when none was found."""
        if not any(one.phase in self.distances for one in start.tracks.values()):
            return None
        waiting: list[tuple[Length, int, Rehearsal]] = [(length(start, start), 0, start)]
        seen: set[Hashable] = set()
        made = 0
        while waiting:
            _length, _number, here = heappop(waiting)
            if self._arrived(here):
                return here
            if (mark := _mark(here)) in seen:
                continue
            seen.add(mark)
            for there in self._after(here):
                made += 1
                heappush(waiting, (self._at_least(start, there), made, there))
            if self.trials > MOST_TRIALS:
                self.complete = False
                arrived = (one for _length, _number, one in waiting if self._arrived(one))
                return min(arrived, default=None, key=lambda one: length(start, one))
        return None

    def _arrived(self, here: Rehearsal) -> bool:
        return any(one.phase in self.goal for one in here.tracks.values())

    def _at_least(self, start: Rehearsal, there: Rehearsal) -> Length:
        """Return how long a way will be at the least: with the steps and talks that must follow.

        A search by this bound finds the shortest way as one by length does, and sooner.
        """
        unsure, number, now, steps = length(start, there)
        if not self._arrived(there):
            phases = [one.phase for one in there.tracks.values()]
            left = [self.distances[one] for one in phases if one in self.distances]
            number += min(left, default=0) + _talks_left(there)
        return unsure, number, now, steps

    def _after(self, here: Rehearsal) -> Iterator[Rehearsal]:
        for transition in self.moves(here):
            gate = gate_of(here, transition)
            for ready in self._takers(here, gate):
                found = tuple(self._through(*ready, _MOST_ROUNDS))
                yield from found
                if found:
                    break

    def _takers(self, here: Rehearsal, gate: Gate) -> Iterator[tuple[Rehearsal, Gate]]:
        """Return who could take a step: first those whose own approval it does not need."""
        roles = gate.transition.roles
        approving = _approving(gate)
        held = {(one.role, one.person) for one in here.holdings}
        able = [who for role, who in held if role in roles] if roles else [here.newcomer]
        if not roles or self.actor in able:
            able.insert(0, self.actor)
        order = {one.person: number for number, one in enumerate(here.holdings)}
        for who in sorted(
            dict.fromkeys(able),
            key=lambda one: (
                any((role, one) in held for role in approving),
                one != self.actor,
                order.get(one, len(order)),
            ),
        ):
            yield here, replace(gate, taker=who)
        for role in [one for one in roles if one != COMMISSIONER][:1]:
            newcomer = here.newcomer
            if appointed := assign(Case(here, gate, self.ahead), role):
                yield appointed, replace(gate, taker=newcomer)

    def _through(self, here: Rehearsal, gate: Gate, rounds: int) -> Iterator[Rehearsal]:
        """Return the ways to open a gate and go through it."""
        combinations = gate.combinations(here)
        self.complete = self.complete and len(combinations) <= MOST_COMBINATIONS
        for one in combinations[:MOST_COMBINATIONS]:
            self.trials += 1
            if not one:
                taken = self._taken(here, gate)
                if taken is not None:
                    yield taken
            elif rounds and (ready := self._seen_to(here, gate, one)) is not None:
                yield from self._through(ready, gate, rounds - 1)

    def _seen_to(self, here: Rehearsal, gate: Gate, combination: Combination) -> Rehearsal | None:
        for literal in in_order(here.workflow, combination, patient=self.patient):
            task = Task(here, gate, self.ahead, literal)
            there = repaired(task)
            if there is None:
                self.blocked.setdefault(gate.transition.id, task.finding.message)
                return None
            here = there
        return here

    def _taken(self, here: Rehearsal, gate: Gate) -> Rehearsal | None:
        ground = gate.transition.exemptions[0] if gate.transition.exemptions else None
        command = Advance(transition=gate.transition.id, motivation=ANY_WORDS, exemption=ground)
        if ground is not None:
            names = here.workflow.name_of("transition", gate.transition.id)
            words = Text("een uitzonderingsgrond voor {step}", "a ground of exemption for {step}")
            step = len(here.script.way)
            need = Need(kind=NeedKind.EXEMPTION, step=step, text=words.fill(step=names))
            here = here.needing(need)
        there, decision = here.stepping(command, gate.taker)
        asked = decision.findings[len(decision.findings) - len(gate.asked) :]
        beside = decision.findings[: len(decision.findings) - len(gate.asked)]
        met = all(
            finding.met or gate.holds(here, one.requirement)
            for finding, one in zip(asked, gate.asked, strict=True)
        )
        return there if met and all(one.met for one in beside) else None


def length(start: Rehearsal, there: Rehearsal) -> Length:
    """Return how long the way to a rehearsal is: see the top of this module."""
    script = there.script
    unsure = sum(not one.known for one in script.needs)
    acts = sum(one.number for one in script.needs if one.kind is not NeedKind.WAIT)
    weeks = -((start.now - there.now) // _WEEK)
    return unsure, acts + len(script.way) + weeks, there.now, len(script.way)


# Private


def _talks_left(here: Rehearsal) -> int:
    """Return how many conversations relation first still asks before content, at the least."""
    first = here.workflow.relation_first
    guard = first.requirement.guard
    if first.set_aside is not None or not isinstance(guard, ContactsPerDomain):
        return 0
    if here.kinds & AFTER_RELATION:
        return 0
    track, visit = next(iter(here.tracks.items()))
    situation = Situation(
        workflow=here.workflow, now=here.now, track=track, visit=visit, transition=""
    )
    gaps = guard.gaps(here, situation)
    return sum(max(one.short, one.groups_short, len(one.layers)) for one in gaps)


def _approving(gate: Gate) -> frozenset[str]:
    asked = leaves(one.requirement for one in gate.asked)
    return frozenset(one.role for one in asked if isinstance(one, Approved))


def _mark(here: Rehearsal) -> Hashable:
    """Return what tells a rehearsal from others: where it is, when, and what was done for it."""
    script = here.script
    done: Counter[Hashable] = Counter()
    for one in script.needs:
        done[replace(one, step=0, number=1)] += one.number
    visits = tuple(
        (
            replace(one, seq=0, number=0),
            frozenset(body for body, last in here.decisions.items() if last.seq > one.seq),
        )
        for one in here.tracks.values()
    )
    terms = tuple((one.id, one.started, one.ended) for one in here.terms.values())
    return visits, script.now, terms, frozenset(done.items())
