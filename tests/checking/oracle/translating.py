"""A workflow told as a Petri net, without a line of the checker.

A place for each phase, and two for each decision that some gate forbids: open and taken; likewise
for a number of contributions that some gate forbids. A move for each way to meet a gate: it takes
the token of its own phase, and borrows those of the phases and decisions that the gate looks at.
Decisions fall by themselves, and stand; contributions come in, and are there. Whatever else a gate
asks (counts, dates, papers) is beyond a Petri net: it is free, true or false as it comes, but the
same wherever one gate names it twice.

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
from trajecten.core.guards.answers import ContributionsDisposed
from trajecten.core.guards.combine import AllOf, AnyOf, Not
from trajecten.core.guards.flow import InPhase
from trajecten.core.guards.received import ContributionsReceived
from trajecten.core.guards.records import DecisionRecorded
from trajecten.core.workflow import Requirement

NOWHERE = "__never"
"""A place that no move fills: for a gate that contradicts itself."""


def net_of(workflow: Workflow, witnesses: list[tuple[str, ...]], woflan: int) -> dict[str, Any]:
    facts = denied_facts(workflow)
    finals = [[one.id for one in track.phases if one.final] for track in workflow.tracks]
    states = [(taken(one), still_open(one)) for one in facts]
    return {
        "places": list(workflow.phases),
        "start": [*(one.initial for one in workflow.tracks), *map(still_open, facts)],
        "ends": [list(one) for one in product(*finals, *states)],
        "woflan": 0 if workflow.continuous else woflan,
        "tracks": {one.id: course(workflow, one) for one in workflow.tracks},
        "witnesses": [list(one) for one in witnesses],
        "moves": [*moves(workflow, facts), *(world(one, facts) for one in facts)],
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
                gate = [spelled_out(each) for each in asked(workflow, one, source)]
                ways = list(ways_to_meet(workflow, track, gate, source, facts))
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
    most = max((one.min for one in seen if isinstance(one, ContributionsReceived)), default=0)
    decisions = [one for one in facts if one in seen or number_of(one) in range(1, most)]
    free = [one for one in seen if not isinstance(one, InPhase) and one not in facts]
    for phases in product(*(one.phases for one in others)):
        where = dict(zip((one.id for one in others), phases, strict=True))
        where[track.id] = workflow.phases[source]
        for fell in subsets(decisions):
            facts_true = (fell | true for true in subsets(free))
            possible = [one for one in facts_true if can_be(one, {*decisions, *free})]
            if any(all(holds(one, where, true) for one in gate) for true in possible):
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


def spelled_out(guard) -> Any:
    """Return a condition in which a bound on contributions is that so many came in, or did not."""
    match guard:
        case AllOf() | AnyOf() | Not():
            return type(guard)(parts=joined(*(spelled_out(one.guard) for one in guard.parts)))
        case ContributionsReceived(min=least, max=int() as most):
            below = Not(parts=joined(ContributionsReceived(min=most + 1)))
            enough = [ContributionsReceived(min=least)] if least else []
            return AllOf(parts=joined(*enough, below))
        case ContributionsDisposed(min=least) if least:
            return AllOf(parts=joined(guard, ContributionsReceived(min=least)))
        case _:
            return guard


def joined(*guards) -> tuple[Requirement, ...]:
    return tuple(Requirement(guard=one) for one in guards)


def denied_facts(workflow) -> tuple[Any, ...]:
    """Return the facts that stand below a `not` somewhere, and stay: decisions of any outcome, and
    how many contributions came in.
    """
    spelled = [spelled_out(one.guard) for one in workflow.requirements()]
    plain = {one for one in leaves(negations(spelled)) if is_plain(one)}
    return tuple(sorted(plain, key=name_of))


def negations(gate) -> Iterator[Not]:
    for one in gate:
        if isinstance(one, Not):
            yield one
        if isinstance(one, AllOf | AnyOf | Not):
            yield from negations([part.guard for part in one.parts])


def is_plain(guard) -> bool:
    match guard:
        case DecisionRecorded(body=body):
            return guard == DecisionRecorded(body=body)
        case ContributionsReceived():
            return True
        case _:
            return False


def number_of(fact) -> int:
    return fact.min if isinstance(fact, ContributionsReceived) else 0


def can_be(true, known) -> bool:
    """Return whether no number of contributions came in without every smaller one."""
    most = max(map(number_of, true), default=0)
    return all(one in true for one in known if 0 < number_of(one) < most)


def name_of(fact) -> str:
    return fact.body if isinstance(fact, DecisionRecorded) else f"{fact.min} contributions"


def subsets(members) -> Iterator[frozenset[Any]]:
    for chosen in product((False, True), repeat=len(members)):
        yield frozenset(one for one, kept in zip(members, chosen, strict=True) if kept)


def world(fact, facts):
    before = [taken(one) for one in facts if 0 < number_of(one) < number_of(fact)]
    return {
        "name": f"({told(fact)})", "track": None, "source": None,
        "take": [still_open(fact), *before], "give": [taken(fact), *before],
    }  # fmt: skip


def told(fact) -> str:
    """Return how the checker names a fact that comes true by itself."""
    return f"{fact.kind} {fact.body}" if isinstance(fact, DecisionRecorded) else fact.kind


def taken(fact) -> str:
    return f"taken {name_of(fact)}"


def still_open(fact) -> str:
    return f"open {name_of(fact)}"
