"""Random workflows whose tracks look at each other, for the comparisons with other explorers.

What is invented is drawn from a `random.Random`: that of hypothesis, which shrinks what fails, or
one with a seed, which spreads more evenly.
"""

from dataclasses import dataclass
from random import Random

from hypothesis import strategies as st

from trajecten import Kind, Phase, Requirement, Text, Track, Transition, Workflow
from trajecten.core.guards.combine import AllOf, AnyOf, Not
from trajecten.core.guards.contacts import ContactsPerDomain
from trajecten.core.guards.flow import InPhase
from trajecten.core.guards.records import DecisionRecorded
from trajecten.core.workflow import Domain, RelationFirst, Role

X = Text("x", "x")
KINDS = (Kind.RELATION, Kind.LEARNING)
BODIES = ("council", "city")


@dataclass(frozen=True)
class Size:
    """How large workflows are: one of these numbers of tracks, of phases in each, and so on.

    `asking` says how many of the transitions ask something, about; `depth` how deep guards nest.
    """

    tracks: tuple[int, ...] = (1, 2, 2, 3, 3)
    phases: tuple[int, ...] = (2, 3, 4)
    asking: tuple[float, ...] = (0.1, 0.3, 0.6, 0.9)
    depth: int = 2


def workflows(*, facts: bool = True):
    """Return hypothesis' strategy for workflows of the usual size."""
    return st.randoms(use_true_random=False).map(lambda one: Inventor(one, facts=facts).workflow())


def guards(sizes, facts, depth):
    """Return hypothesis' strategy for guards on tracks of these sizes."""
    randoms = st.randoms(use_true_random=False)
    return randoms.map(lambda one: Inventor(one, facts=facts, sizes=sizes).guard(depth))


class Inventor:
    """Invents one workflow; with `facts`, gates ask for decisions too."""

    def __init__(self, random: Random, size: Size | None = None, *, facts=True, sizes=None) -> None:
        self.random = random
        self.size = size or Size()
        self.facts = facts
        self.sizes = sizes or [
            random.choice(self.size.phases) for _ in range(random.choice(self.size.tracks))
        ]
        self.asking = random.choice(self.size.asking)

    def workflow(self, *, continuous: bool | None = None) -> Workflow:
        """Return a workflow; the last phase of a track is final, if continuous only perhaps."""
        goes_on = self.chance(0.5) if continuous is None else continuous
        tracks = [self.track(number, goes_on) for number in range(len(self.sizes))]
        return workflow(tracks, continuous=goes_on)

    def track(self, number: int, continuous: bool) -> Track:
        names = self.names(number)
        final = set() if continuous and self.chance(0.5) else {names[-1]}
        return Track(
            id=f"t{number}", label=X, initial=names[0],
            phases=tuple(
                Phase(
                    id=one, label=X, kind=self.random.choice(KINDS), final=one in final,
                    entry=self.gate(number, 0.2), exit=self.gate(number, 0.2),
                )
                for one in names
            ),
            transitions=tuple(self.ways(number, names, [one for one in names if one not in final])),
        )  # fmt: skip

    def ways(self, number: int, names, leavable):
        """Return ways on, and others anywhere, and perhaps one out of many phases."""
        for at, source in enumerate(leavable):
            targets = self.random.sample(names, self.random.choice([0, 0, 1, 1, 2]))
            if at + 1 < len(names) and self.chance(0.85):
                targets = [names[at + 1], *targets]
            for target in dict.fromkeys(targets):
                yield self.way(number, [source], target)
        if len(leavable) > 1 and self.chance(0.25):
            many = self.random.sample(leavable, 2)
            yield self.way(number, many, self.random.choice(names))

    def way(self, number: int, sources, target) -> Transition:
        return Transition(
            id=f"{'+'.join(sources)}-{target}", label=X, sources=tuple(sources), target=target,
            guards=self.gate(number), exit_gate=self.chance(0.75),
        )  # fmt: skip

    def gate(self, number: int, share: float = 1.0) -> tuple[Requirement, ...]:
        """Return a gate of a track: with one or two requirements, mostly none."""
        if not self.chance(self.asking * share):
            return ()
        others = [one for one in range(len(self.sizes)) if one != number]
        asked = [self.guard(self.size.depth, others) for _ in range(self.random.choice([1, 1, 2]))]
        return tuple(Requirement(guard=one) for one in asked)

    def guard(self, depth: int, others=()):
        """Return a guard on where tracks are, mostly on others, and perhaps on decisions."""
        sorts = ["in_phase"] * 3 + ["decided", "undecided"] * self.facts
        sorts += ["not", "all", "any"] if depth else []
        match self.random.choice(sorts):
            case "in_phase":
                return self.in_phase(self.random.choice([*others * 8, *range(len(self.sizes))]))
            case "decided":
                return self.decided()
            case "undecided":
                return Not(parts=(Requirement(guard=self.decided()),))
            case "not":
                return Not(parts=(Requirement(guard=self.guard(depth - 1, others)),))
            case sort:
                number = self.random.choice([1, 2, 3])
                parts = [self.guard(depth - 1, others) for _ in range(number)]
                joined = tuple(Requirement(guard=one) for one in parts)
                return AllOf(parts=joined) if sort == "all" else AnyOf(parts=joined)

    def in_phase(self, track: int) -> InPhase:
        if self.chance(0.15):
            return InPhase(track=f"t{track}", kinds=(self.random.choice(KINDS),))
        names = self.names(track)[self.chance(0.7) :]  # Mostly what is still to come.
        chosen = self.random.sample(names, min(len(names), self.random.choice([1, 2])))
        return InPhase(track=f"t{track}", phases=tuple(chosen))

    def decided(self) -> DecisionRecorded:
        return DecisionRecorded(body=self.random.choice(BODIES))

    def names(self, track: int) -> list[str]:
        return [f"t{track}p{one}" for one in range(self.sizes[track])]

    def chance(self, share: float) -> bool:
        return self.random.randrange(100) >= 100 * (1 - share)


def workflow(tracks, *, continuous=False) -> Workflow:
    return Workflow(
        id="x", version="1.0.0", label=X, summary=None, source=None, basis=None,
        domains=tuple(Domain(id=one, label=X) for one in BODIES),
        roles=(Role(id="commissioner", label=X, succession=True),), artefacts=(),
        tracks=tuple(tracks),
        relation_first=RelationFirst(requirement=Requirement(guard=ContactsPerDomain())),
        continuous=continuous, digest="", text=b"",
    )  # fmt: skip
