"""An explorer of the plainest kind: every state by itself, every guard by asking it."""

from dataclasses import dataclass
from itertools import combinations

from trajecten.core.guards.combine import AllOf, AnyOf, Not
from trajecten.core.guards.flow import InPhase
from trajecten.core.guards.records import DecisionRecorded

FACTS = ("council", "city")
SUBSETS = [frozenset(c) for n in range(3) for c in combinations(FACTS, n)]


def holds(guard, where: dict[str, str], facts: frozenset[str]) -> bool:
    match guard:
        case AllOf(parts=parts):
            return all(holds(one.guard, where, facts) for one in parts)
        case AnyOf(parts=parts):
            return any(holds(one.guard, where, facts) for one in parts)
        case Not(parts=(part,)):
            return not holds(part.guard, where, facts)
        case InPhase(track=track, phases=phases):
            return where[track] in phases
        case DecisionRecorded(body=body):
            return body in facts
    raise AssertionError(guard)


@dataclass(frozen=True)
class State:
    phases: tuple[tuple[str, str], ...]
    facts: frozenset[str] = frozenset()


class Explorer:
    """All states that can be reached; a decision may fall at any moment, and then stands."""

    def __init__(self, workflow, facts=FACTS):
        self.workflow = workflow
        self.facts = facts
        self.start = State(tuple((one.id, one.initial) for one in workflow.tracks))
        self.moves: dict[State, list[tuple[str, State]]] = {}
        border = [self.start]
        while border:
            state = border.pop()
            if state not in self.moves:
                self.moves[state] = list(self.next(state))
                border.extend(after for _, after in self.moves[state])

    def next(self, state):
        where = dict(state.phases)
        for fact in self.facts:
            if fact not in state.facts:
                yield "", State(state.phases, state.facts | {fact})
        for track in self.workflow.tracks:
            for one in track.transitions:
                if where[track.id] in one.sources and all(
                    holds(each.guard, where, state.facts) for each in one.guards
                ):
                    moved = where | {track.id: one.target}
                    yield one.id, State(tuple(moved.items()), state.facts)

    def reached(self, track):
        return {dict(one.phases)[track] for one in self.moves}

    def fired(self):
        return {name for moves in self.moves.values() for name, _ in moves} - {""}

    def leading_to(self, goal):
        found = set(goal)
        grown = True
        while grown:
            more = {
                one
                for one, moves in self.moves.items()
                if one not in found and any(after in found for _, after in moves)
            }
            grown = bool(more)
            found |= more
        return found

    def stuck(self, track, resting):
        own = {one.id for one in track.transitions}
        moving = {one for one, moves in self.moves.items() if any(name in own for name, _ in moves)}
        able = self.leading_to(moving)
        return {
            one.phases
            for one in self.moves
            if one not in able and dict(one.phases)[track.id] not in resting
        }

    def endless(self, track, ends):
        ended = {one for one in self.moves if dict(one.phases)[track.id] in ends}
        return {one.phases for one in set(self.moves) - self.leading_to(ended)}

    def can_follow(self, witness):
        """Return whether these transitions can be taken in this order, decisions between them."""
        states = self.settled({self.start})
        for name in witness:
            states = self.settled(
                {after for one in states for taken, after in self.moves[one] if taken == name}
            )
        return bool(states)

    def distance(self, track, phase):
        """Return how many moves the nearest state is in which a track is in a phase."""
        layer, known, steps = {self.start}, {self.start}, 0
        while not any(dict(one.phases)[track] == phase for one in layer):
            layer = {after for one in layer for _, after in self.moves[one]} - known
            known |= layer
            steps += 1
        return steps

    def settled(self, states):
        found = set(states)
        border = list(states)
        while border:
            for name, after in self.moves[border.pop()]:
                if name == "" and after not in found:
                    found.add(after)
                    border.append(after)
        return found
