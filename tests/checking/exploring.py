"""An explorer of the plainest kind: every state by itself, every guard by asking it."""

from dataclasses import dataclass
from itertools import combinations

from trajecten.core.guards.combine import AllOf, AnyOf, Not
from trajecten.core.guards.flow import InPhase, MinDuration
from trajecten.core.guards.records import DecisionRecorded
from trajecten.core.workflow import AFTER_RELATION

FACTS = tuple(DecisionRecorded(body=one) for one in ("council", "city"))
SUBSETS = [frozenset(c) for n in range(3) for c in combinations(FACTS, n)]


def holds(guard, where, facts) -> bool:
    """Return whether a guard is met: `where` has a phase for each track, `facts` what is true."""
    match guard:
        case AllOf(parts=parts):
            return all(holds(one.guard, where, facts) for one in parts)
        case AnyOf(parts=parts):
            return any(holds(one.guard, where, facts) for one in parts)
        case Not(parts=(part,)):
            return not holds(part.guard, where, facts)
        case InPhase(track=track, phases=phases, kinds=kinds):
            return where[track].id in phases or where[track].kind in kinds
        case _:
            return guard in facts


def asked(workflow, transition, source):
    """Return the guards that are asked of a transition, as the manual says which they are."""
    leaving, entering = workflow.phases[source], workflow.phases[transition.target]
    gate = [*transition.guards, *entering.entry, *(leaving.exit if transition.exit_gate else ())]
    aside = workflow.relation_first.set_aside is not None
    if entering.kind in AFTER_RELATION and leaving.kind not in AFTER_RELATION and not aside:
        gate.append(workflow.relation_first.requirement)
    timed = [MinDuration(duration=leaving.min_duration)] if leaving.min_duration else []
    return [*(one.guard for one in gate), *(timed if transition.exit_gate else ())]


@dataclass(frozen=True)
class State:
    phases: tuple[tuple[str, str], ...]
    facts: frozenset[str] = frozenset()


class Explorer:
    """All states that can be reached; a decision may fall at any moment, and then stands."""

    def __init__(self, workflow, facts=FACTS):
        self.workflow = workflow
        self.facts = facts
        self.gates = {}
        self.start = State(tuple((one.id, one.initial) for one in workflow.tracks))
        self.moves: dict[State, list[tuple[str, State]]] = {}
        border = [self.start]
        while border:
            state = border.pop()
            if state not in self.moves:
                self.moves[state] = list(self.next(state))
                border.extend(after for _, after in self.moves[state])

    def next(self, state):
        here = dict(state.phases)
        where = {track: self.workflow.phases[one] for track, one in here.items()}
        for fact in self.facts:
            if fact not in state.facts:
                yield "", State(state.phases, state.facts | {fact})
        for track in self.workflow.tracks:
            source = here[track.id]
            for one in track.transitions:
                if source in one.sources and all(
                    holds(each, where, state.facts) for each in self.gate(one, source)
                ):
                    moved = here | {track.id: one.target}
                    yield one.id, State(tuple(moved.items()), state.facts)

    def gate(self, transition, source):
        key = transition.id, source
        if key not in self.gates:
            self.gates[key] = asked(self.workflow, transition, source)
        return self.gates[key]

    def reached(self, track):
        return {dict(one.phases)[track] for one in self.moves}

    def fired(self):
        """Return the transitions that can be taken, each with the phase it leaves."""
        return {
            (name, dict(state.phases)[self.workflow.track_of[name].id])
            for state, moves in self.moves.items()
            for name, _ in moves
            if name
        }

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
        return bool(self.follow(witness))

    def follow(self, witness):
        """Return where these transitions lead to in this order, with decisions between them."""
        states = self.settled({self.start})
        for name in witness:
            states = self.settled(
                {after for one in states for taken, after in self.moves[one] if taken == name}
            )
        return states

    def distance(self, track, phase):
        """Return how many moves the nearest state is in which a track is in a phase."""
        layer, known, steps = {self.start}, {self.start}, 0
        while not any(dict(one.phases)[track] == phase for one in layer):
            layer = {after for one in layer for _, after in self.moves[one]} - known
            known |= layer
            steps += 1
        return steps

    def settled(self, states):
        return self.onward(states, decisions_only=True)

    def onward(self, states, *, decisions_only=False):
        """Return all that is reached from these states."""
        found = set(states)
        border = list(states)
        while border:
            for name, after in self.moves[border.pop()]:
                if after not in found and not (decisions_only and name):
                    found.add(after)
                    border.append(after)
        return found
