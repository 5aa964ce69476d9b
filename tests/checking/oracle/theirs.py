"""What pm4py says of a workflow: its verdict, read as the checker would have told it."""

from tests.checking.oracle.ours import WAITING, Checked, quoted
from tests.checking.oracle.translating import NOWHERE


class Judged:
    """A net and its verdict; markings are sets of places, without what the checker leaves out.

    That is decisions it need not remember, and those still open: a decision is taken, or it is not.
    """

    def __init__(self, checked: Checked, net, verdict) -> None:
        self.workflow, self.net, self.verdict = checked.workflow, net, verdict
        kept = set(checked.workflow.phases) | checked.watched
        self.at = [frozenset(one) & kept for one in verdict["markings"]]
        self.marked = frozenset().union(*self.at)
        self.sound = verdict["sound"]
        self.deadlocks = self.markings(verdict["deadlocks"])
        self.unreachable = checked.workflow.phases.keys() - self.marked
        self.dead = {tuple(one) for one in verdict["dead"]}
        self.contradictory = {step(one) for one in net["moves"] if NOWHERE in one["take"]}
        reached = {one for one in self.dead if one[1] in self.marked}
        self.never_fires = reached - self.contradictory
        ends = {phase for one in net["tracks"].values() for phase in one["dead_ends"]}
        self.dead_ends = ends & self.marked
        self.rounds = {name for name, found in self.course("rounds").items() if found}
        self.waits = any(self.waiting().values())

    def markings(self, numbers):
        return {self.at[one] for one in numbers}

    def course(self, sort):
        """Return for each track where it is stuck, endless, or goes round for ever."""
        return {name: self.markings(one[sort]) for name, one in self.verdict["tracks"].items()}

    def waiting(self):
        """Return for each track where it is stuck though a step would lead on."""
        left = {one["source"] for one in self.net["moves"] if step(one) not in self.contradictory}
        return {
            name: {one for one in found if one & left & set(self.net["tracks"][name]["phases"])}
            for name, found in self.course("stuck").items()
        }

    def faults(self):
        """Yield which kinds of fault there are; in a deadlock, several tracks wait for ever."""
        if self.unreachable:
            yield "unreachable"
        if self.never_fires:
            yield "never fires"
        if self.waits:
            yield "waits for ever"
        waiting = self.waiting().values()
        if any(sum(each in one for one in waiting) > 1 for each in self.deadlocks):
            yield "deadlock"
        if self.rounds:
            yield "loop"
        if self.sound:
            yield "none"

    def claimed(self, problem):
        """Return the numbers of the markings in which a problem is as it is told."""
        named = quoted(problem.message.en)
        tracks = self.verdict["tracks"]
        match problem.code:
            case "dead-end":
                return self._in(named[0])
            case "never-fires":
                return self._in(named[1])
            case "loop-without-end":
                return set(tracks[self.workflow.track_of[named[0]].id]["rounds"])
            case "deadlock":
                circle = quoted(problem.message.en.partition(" wait for each other")[0])
                return set.intersection(*(set(tracks[one]["stuck"]) for one in circle))
            case code if code in WAITING:
                return set(tracks[named[0]]["stuck"]) & self._in(named[1])
        return set(range(len(self.at)))

    def _in(self, phase):
        return {number for number, one in enumerate(self.at) if phase in one}


def step(move):
    return move["name"], move["source"]
