"""Random workflows whose tracks look at each other, for the comparisons with other explorers."""

from hypothesis import strategies as st

from trajecten import Kind, Phase, Requirement, Text, Track, Transition, Workflow
from trajecten.core.guards.combine import AllOf, AnyOf, Not
from trajecten.core.guards.contacts import ContactsPerDomain
from trajecten.core.guards.flow import InPhase
from trajecten.core.guards.records import DecisionRecorded
from trajecten.core.workflow import Domain, RelationFirst, Role

X = Text("x", "x")


def phases_of(track: int, number: int) -> list[str]:
    return [f"t{track}p{one}" for one in range(number)]


@st.composite
def guards(draw, sizes, facts, depth=2):
    """Return a guard on where tracks are, and, if wanted, on what was decided."""
    sorts = ["in_phase"] * 3 + ["decided", "undecided"] * facts
    sorts += ["not", "all", "any"] if depth else []
    match draw(st.sampled_from(sorts)):
        case "in_phase":
            track = draw(st.integers(0, len(sizes) - 1))
            every = st.sampled_from(phases_of(track, sizes[track]))
            chosen = draw(st.lists(every, min_size=1, max_size=2, unique=True))
            return InPhase(track=f"t{track}", phases=tuple(chosen))
        case "decided":
            return DecisionRecorded(body=draw(st.sampled_from(["council", "city"])))
        case "undecided":
            decided = DecisionRecorded(body=draw(st.sampled_from(["council", "city"])))
            return Not(parts=(Requirement(guard=decided),))
        case "not":
            inner = draw(guards(sizes, facts, depth - 1))
            return Not(parts=(Requirement(guard=inner),))
        case sort:
            inner = guards(sizes, facts, depth - 1)
            parts = draw(st.lists(inner, min_size=1, max_size=3))
            joined = tuple(Requirement(guard=one) for one in parts)
            return AllOf(parts=joined) if sort == "all" else AnyOf(parts=joined)


@st.composite
def workflows(draw, *, facts: bool = True, continuous: bool | None = None):
    """Return a workflow of one to three tracks; its last phases are final unless continuous."""
    sizes = draw(st.lists(st.integers(2, 4), min_size=1, max_size=3))
    goes_on = draw(st.booleans()) if continuous is None else continuous
    tracks = tuple(
        draw(invented_track(number, sizes, facts, goes_on)) for number in range(len(sizes))
    )
    return workflow(tracks, continuous=goes_on)


@st.composite
def invented_track(draw, number, sizes, facts, continuous):
    names = phases_of(number, sizes[number])
    final = {names[-1]} if not continuous or draw(st.booleans()) else set()
    phases = tuple(Phase(id=one, label=X, kind=Kind.RELATION, final=one in final) for one in names)
    leavable = [one for one in names if one not in final]
    transitions = []
    for at, source in enumerate(leavable):
        targets = draw(st.lists(st.sampled_from(names), max_size=2, unique=True))
        if at + 1 < len(names) and draw(st.integers(0, 3)):
            targets = list(dict.fromkeys([names[at + 1], *targets]))
        for target in targets:
            most = draw(st.sampled_from([0, 1, 1, 2]))
            gate = draw(st.lists(guards(sizes, facts), min_size=most, max_size=most))
            transitions.append(
                Transition(
                    id=f"{source}-{target}",
                    label=X,
                    sources=(source,),
                    target=target,
                    guards=tuple(Requirement(guard=one) for one in gate),
                )
            )
    return Track(
        id=f"t{number}", label=X, initial=names[0], phases=phases, transitions=tuple(transitions)
    )


def workflow(tracks, *, continuous=False) -> Workflow:
    return Workflow(
        id="x", version="1.0.0", label=X, summary=None, source=None, basis=None,
        domains=(Domain(id="council", label=X), Domain(id="city", label=X)),
        roles=(Role(id="commissioner", label=X, succession=True),), artefacts=(),
        tracks=tuple(tracks),
        relation_first=RelationFirst(requirement=Requirement(guard=ContactsPerDomain())),
        continuous=continuous, digest="", text=b"",
    )  # fmt: skip
