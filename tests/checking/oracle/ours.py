"""What the checker says of a workflow, in the words of the judge: markings are sets of places."""

from itertools import product

from tests.checking.oracle.translating import taken
from trajecten import Workflow, check
from trajecten.checking.ending import endless_in, stuck_in
from trajecten.checking.space import Space
from trajecten.checking.study import Study

UNSOUND = {
    "unreachable-phase", "contradictory-gate", "never-fires", "dead-end", "deadlock",
    "waits-for-ever", "too-late", "loop-without-end",
}  # fmt: skip
"""The problems that no sound net has."""
WAITING = {"deadlock", "waits-for-ever", "too-late"}


class Checked:
    """A workflow, its problems, and the sets of configurations behind them."""

    def __init__(self, workflow: Workflow) -> None:
        self.workflow = workflow
        self.problems = check(workflow)
        self.codes = {one.code for one in self.problems}
        self.study = Study(workflow, "x")
        self.standing = {one: standings(one, one.reached) for one in self.study.spaces}
        self.watched = {taken(fact.guard) for one in self.study.spaces for fact in one.watched}

    def markings(self, space=None, standing=None):
        """Return the markings of all tracks; of one space, only those given."""
        parts = [standing if one is space else found for one, found in self.standing.items()]
        return {frozenset().union(*each) for each in product(*parts)}

    def deadlocks(self):
        """Return the markings in which no track can move, nor the world, and not all has ended."""
        quiet = []
        for space in self.study.spaces:
            moving = 0
            for step in space.steps:
                moving |= space.open(step)
            quiet.append(standings(space, space.reached & ~moving))
        finals = {one.id for one in self.workflow.phases.values() if one.final}
        found = {frozenset().union(*each) for each in product(*quiet)}
        return {one for one in found if one & set(self.workflow.phases) - finals}

    def stuck(self, track):
        space = self.study.space(track.id)
        return self.markings(space, standings(space, stuck_in(space, track)))

    def endless(self, track):
        space = self.study.space(track.id)
        found = endless_in(space, track, continuous=self.workflow.continuous)
        return self.markings(space, standings(space, found))

    def dead(self):
        """Return the steps that cannot be taken, each with the phase it leaves."""
        fired = {
            (one.transition, one.source)
            for space in self.study.spaces
            for one in space.steps
            if one.track and space.open(one) & space.reached
        }
        ways = self.workflow.transitions.values()
        return {(one.id, source) for one in ways for source in one.sources} - fired

    def phases(self, code):
        return {one[0] for one in self.told(code)}

    def steps(self, code):
        return {(one[0], one[1]) for one in self.told(code)}

    def tracks_of(self, code):
        return {self.workflow.track_of[one[0]].id for one in self.told(code)}

    def told(self, code):
        """Return what the problems with a code speak of."""
        return [quoted(one.message.en) for one in self.problems if one.code == code]


def quoted(text):
    return text.split("'")[1::2]


def standings(space: Space, configurations: int):
    """Return each configuration as the places that are marked; a decision only if it fell."""
    found = set()
    while configurations:
        one = configurations & -configurations
        configurations ^= one
        phases = {space.phase_in(one, track.id) for track in space.tracks}
        fell = {taken(fact.guard) for fact in space.watched if one & space.holding(fact)}
        found.add(frozenset(phases | fell))
    return found
