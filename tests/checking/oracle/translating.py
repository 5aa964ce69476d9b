"""A workflow told as a Petri net, without a line of the checker.

A place for each phase, and two for each decision that some gate forbids: open and taken. A move for
each way to meet a gate: it takes the token of its own phase, and borrows those of the phases and
decisions that the gate looks at. Decisions fall by themselves, and stand. Whatever else a gate asks
(counts, dates, papers) is beyond a Petri net: it is free, true or false as it comes, but the same
wherever one gate names it twice.

A net is told as

    {"places": [place], "start": [place], "ends": [[place]], "moves": [move], "woflan": number,
     "tracks": {id: {"phases", "rest", "ends", "dead_ends": [phase]}}, "witnesses": [[name]]}

and a move as `{"name", "track", "source", "take": [place], "give": [place]}`, without a track where
it is the world that moves. WOFLAN is asked only if there are no more markings than `woflan` says.
"""

from collections.abc import Iterator
from itertools import product
from typing import Any

from tests.checking.exploring import asked, holds
from trajecten import Workflow
from trajecten.core.guards.combine import AllOf, AnyOf, Not
from trajecten.core.guards.flow import InPhase
from trajecten.core.guards.records import DecisionRecorded

NOWHERE = "__never"
"""A place that no move fills: for a gate that contradicts itself."""


def net_of(workflow: Workflow, witnesses: list[tuple[str, ...]], woflan: int) -> dict[str, Any]:
    facts = denied_decisions(workflow)
    finals = [[one.id for one in track.phases if one.final] for track in workflow.tracks]
    states = [(taken(one), still_open(one)) for one in facts]
    return {
        "places": list(workflow.phases),
        "start": [*(one.initial for one in workflow.tracks), *map(still_open, facts)],
        "ends": [list(one) for one in product(*finals, *states)],
        "woflan": 0 if workflow.continuous else woflan,
        "tracks": {one.id: course(workflow, one) for one in workflow.tracks},
        "witnesses": [list(one) for one in witnesses],
        "moves": [*moves(workflow, facts), *map(world, facts)],
    }


def course(workflow, track):
    left = {source for one in track.transitions for source in one.sources}
    final = [one.id for one in track.phases if one.final]
    dead_ends = [one.id for one in track.phases if not one.final and one.id not in left]
    return {
        "phases": [one.id for one in track.phases],
        "rest": final + dead_ends,
        "dead_ends": dead_ends,
        "ends": [*final, track.initial] if workflow.continuous else final,
    }


def moves(workflow, facts) -> Iterator[dict[str, Any]]:
    for track in workflow.tracks:
        for one in track.transitions:
            for source in one.sources:
                ways = list(
                    ways_to_meet(workflow, track, asked(workflow, one, source), source, facts)
                )
                for borrowed in ways or [[NOWHERE]]:
                    kept = [] if borrowed == [NOWHERE] else borrowed
                    yield {
                        "name": one.id, "track": track.id, "source": source,
                        "take": [source, *borrowed], "give": [one.target, *kept],
                    }  # fmt: skip


def ways_to_meet(workflow, track, gate, source, facts) -> Iterator[list[str]]:
    """Return the places that a gate looks at, each time it is met."""
    seen = set(leaves(gate))
    tracks = {one.track for one in seen if isinstance(one, InPhase)} - {track.id}
    others = [one for one in workflow.tracks if one.id in tracks]
    decisions = [one for one in facts if one in seen]
    free = [one for one in seen if not isinstance(one, InPhase) and one not in facts]
    for phases in product(*(one.phases for one in others)):
        where = dict(zip((one.id for one in others), phases, strict=True))
        where[track.id] = workflow.phases[source]
        for fell in subsets(decisions):
            if any(all(holds(one, where, fell | true) for one in gate) for true in subsets(free)):
                yield [
                    *(one.id for one in phases),
                    *(taken(one) if one in fell else still_open(one) for one in decisions),
                ]


def leaves(gate) -> Iterator[Any]:
    """Return the conditions that stand in a gate, however deep."""
    for one in gate:
        if isinstance(one, AllOf | AnyOf | Not):
            yield from leaves([part.guard for part in one.parts])
        else:
            yield one


def denied_decisions(workflow) -> tuple[DecisionRecorded, ...]:
    """Return the decisions of any outcome that stand below a `not` somewhere."""
    below = leaves([one.guard for one in workflow.requirements() if isinstance(one.guard, Not)])
    plain = {one for one in below if isinstance(one, DecisionRecorded) and is_plain(one)}
    return tuple(sorted(plain, key=lambda one: one.body))


def is_plain(decision) -> bool:
    return decision == DecisionRecorded(body=decision.body)


def subsets(members) -> Iterator[frozenset[Any]]:
    for chosen in product((False, True), repeat=len(members)):
        yield frozenset(one for one, kept in zip(members, chosen, strict=True) if kept)


def world(fact):
    return {
        "name": f"(decision_recorded {fact.body})", "track": None, "source": None,
        "take": [still_open(fact)], "give": [taken(fact)],
    }  # fmt: skip


def taken(fact) -> str:
    return f"taken {fact.body}"


def still_open(fact) -> str:
    return f"open {fact.body}"
