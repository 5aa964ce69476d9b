"""What a gate still asks: conditions that open it together, by the answers of the guards."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice, product
from typing import Any, TypeAlias

from trajecten.core.facts import Standing
from trajecten.core.finding import Finding
from trajecten.core.guards.combine import AllOf, AnyOf, Not
from trajecten.core.guards.debts import DebtsRepaid
from trajecten.core.guards.written import read
from trajecten.core.workflow import Requirement, Situation, Transition
from trajecten.machine import Asked, gate
from trajecten.planning.rehearsal import Rehearsal

MOST_COMBINATIONS = 24
"""How many ways to open one gate are told apart."""


@dataclass(frozen=True, slots=True)
class Literal:
    """A condition without parts that must be met, or, when not `wanted`, must not be."""

    requirement: Requirement
    wanted: bool

    @property
    def name(self) -> tuple[str, bool]:
        """What it asks, in one line of text: two that are written alike ask the same."""
        return repr(self.requirement.guard), self.wanted


Combination: TypeAlias = tuple[Literal, ...]
"""Conditions that open a gate together."""


@dataclass(frozen=True, slots=True)
class Gate:
    """All that is asked of a transition out of a phase, and by whom it is taken."""

    transition: Transition
    track: str
    asked: tuple[Asked, ...]
    taker: str = ""

    def situation(self, rehearsal: Rehearsal) -> Situation:
        """Return the moment at which its conditions are asked."""
        return Situation(
            workflow=rehearsal.workflow,
            now=rehearsal.now,
            track=self.track,
            visit=rehearsal.tracks[self.track],
            transition=self.transition.id,
            asker=self.taker,
        )

    def combinations(self, rehearsal: Rehearsal) -> tuple[Combination, ...]:
        """Return the ways to open it, as conditions not met yet; one without any when it is open.

        At most one more than `MOST_COMBINATIONS`.
        """
        situation = self.situation(rehearsal)
        each = [_ways(rehearsal, situation, one.requirement, wanted=True) for one in self.asked]
        return tuple(islice(_joined(each), MOST_COMBINATIONS + 1))

    def holds(self, rehearsal: Rehearsal, requirement: Requirement) -> bool:
        """Return whether a condition is met, or is taken to be where people must judge."""
        return () in _ways(rehearsal, self.situation(rehearsal), requirement, wanted=True)


def gate_of(rehearsal: Rehearsal, transition: Transition) -> Gate:
    """Return the gate of a transition out of where its track is."""
    workflow = rehearsal.workflow
    track = workflow.track_of[transition.id].id
    return Gate(transition, track, gate(workflow, transition, rehearsal.tracks[track].phase))


def satisfied(rehearsal: Rehearsal, situation: Situation, literal: Literal) -> bool:
    """Return whether a condition is as it must be."""
    if literal.name in rehearsal.script.assumed:
        return True
    finding = literal.requirement.evaluate(rehearsal, situation)
    return finding.met if literal.wanted else not (finding.met or finding.failed)


def answer_to(rehearsal: Rehearsal, situation: Situation, literal: Literal) -> Finding:
    """Return what the guard says, in the author's own words if there are any."""
    if literal.wanted:
        return literal.requirement.evaluate(rehearsal, situation)
    return Not(parts=(literal.requirement,)).evaluate(rehearsal, situation)


def leaves(requirements: Iterable[Requirement]) -> Iterator[Any]:
    """Return every guard without parts that must be met, whichever way it is joined."""
    for one in requirements:
        match one.guard:
            case AllOf(parts=parts) | AnyOf(parts=parts):
                yield from leaves(parts)
            case Not():
                pass
            case guard:
                yield guard


# Private


def _ways(
    rehearsal: Rehearsal, situation: Situation, requirement: Requirement, *, wanted: bool
) -> tuple[Combination, ...]:
    match requirement.guard:
        case AllOf(parts=parts) | AnyOf(parts=parts) as joined:
            each = [_ways(rehearsal, situation, one, wanted=wanted) for one in parts]
            if isinstance(joined, AllOf) == wanted:
                return tuple(islice(_joined(each), MOST_COMBINATIONS + 1))
            found = tuple(dict.fromkeys(one for combinations in each for one in combinations))
            return ((),) if () in found else found
        case Not(parts=(part,)):
            return _ways(rehearsal, situation, part, wanted=not wanted)
        case DebtsRepaid() if wanted:
            owed = _owed(rehearsal)
            each = [_ways(rehearsal, situation, one, wanted=True) for one in owed]
            return tuple(islice(_joined(each), MOST_COMBINATIONS + 1))
        case _:
            literal = Literal(requirement, wanted)
            return ((),) if satisfied(rehearsal, situation, literal) else ((literal,),)


def _joined(each: list[tuple[Combination, ...]]) -> Iterator[Combination]:
    for chosen in product(*each):
        yield tuple({one.name: one for combination in chosen for one in combination}.values())


def _owed(rehearsal: Rehearsal) -> tuple[Requirement, ...]:
    guards = rehearsal.workflow.guards
    return tuple(
        read(one, guards)
        for deviation in rehearsal.deviations
        if deviation.standing is Standing.OWING
        for one in deviation.owed
    )
