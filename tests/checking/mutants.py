"""Mutants of the bundled workflows, each with the rule that owns the fault it has."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from trajecten import (
    Deciders,
    DeviationKind,
    Deviations,
    Duration,
    Kind,
    Phase,
    Requirement,
    Text,
    Track,
    Transition,
    Workflow,
    bundled_workflow,
    bundled_workflows,
    check,
    load_workflow,
)
from trajecten.core.guards.combine import Not
from trajecten.core.guards.contacts import ContactsPerDomain
from trajecten.core.guards.terms import TermElapsed, TermNotExpired
from trajecten.core.statute import Exemption, Mark, Moment, Term, TermKind
from trajecten.core.terms import TermCalendar
from trajecten.core.workflow import AFTER_RELATION, SetAside

NAME = Text("mutant", "mutant")
IDS = tuple(one.id for one in bundled_workflows())


@dataclass(frozen=True)
class Mutant:
    """A workflow with one fault; `owner` is the code that must tell it, if a rule owns it."""

    fault: str
    what: str
    workflow: Workflow
    owner: str = ""


def mutants(workflow: Workflow) -> Iterator[Mutant]:
    """Return every mutant of a workflow."""
    for sort in (
        guards_dropped, guards_denied, bases_dropped, targets_changed, transitions_removed,
        borders_crossed, gates_skipped, dead_ends_added, traps_added, relation_set_aside,
        domains_forgotten, laws_without_article, laws_skipped, nobody_owes_a_ground,
        relation_let_go, terms_added,
    ):  # fmt: skip
        yield from sort(workflow)


def guards_dropped(workflow: Workflow) -> Iterator[Mutant]:
    for what, gate, put in gates(workflow):
        for number, one in enumerate(gate):
            rest = (*gate[:number], *gate[number + 1 :])
            yield Mutant("a guard dropped", f"{what}: {one.guard.kind}", put(rest))


def guards_denied(workflow: Workflow) -> Iterator[Mutant]:
    for what, gate, put in gates(workflow):
        for one in gate:
            denied = Requirement(guard=Not(parts=(one,)), basis="x")
            mutant = put((*gate, denied))
            yield Mutant("a guard beside its not", what, mutant, "contradictory-gate")


def bases_dropped(workflow: Workflow) -> Iterator[Mutant]:
    for what, gate, put in gates(workflow):
        if any(one.basis for one in gate):
            bare = tuple(replace(one, basis=None) for one in gate)
            named, *key = what.split()
            around = (workflow.phases if key else workflow.transitions)[named]
            owner = "" if around.basis else "no-basis"
            yield Mutant("the bases of a gate dropped", what, put(bare), owner)


def targets_changed(workflow: Workflow) -> Iterator[Mutant]:
    for track in workflow.tracks:
        phases = [one.id for one in track.phases]
        for one in track.transitions:
            for target in {phases[0], phases[-1]} - {one.target, *one.sources}:
                changed = replace(one, target=target)
                lost = [other for other in track.transitions if other.target == one.target] == [one]
                owner = "unreachable-phase" if lost and one.target != track.initial else ""
                mutant = with_transition(workflow, track, one, changed)
                yield Mutant("a target changed", f"{one.id} to {target}", mutant, owner)


def transitions_removed(workflow: Workflow) -> Iterator[Mutant]:
    taken = {each.id for term in workflow.terms for each in (term.starts, *term.ends)}
    for track in workflow.tracks:
        for one in track.transitions:
            if one.id in taken:  # a term that starts by no step is no workflow
                continue
            rest = [other for other in track.transitions if other is not one]
            left = {source for other in rest for source in other.sources}
            entered = {other.target for other in rest} | {track.initial}
            owner = "" if one.target in entered else "unreachable-phase"
            if not owner and not set(one.sources) <= left:
                owner = "dead-end"
            mutant = with_track(workflow, track, replace(track, transitions=tuple(rest)))
            yield Mutant("a transition removed", one.id, mutant, owner)


def borders_crossed(workflow: Workflow) -> Iterator[Mutant]:
    for track, source, target in ways(workflow):
        if source.kind not in AFTER_RELATION and target.kind in AFTER_RELATION:
            mutant = with_edge(workflow, track, edge(source, target))
            what = f"{source.id} to {target.id}"
            by_engine = source.id == track.initial and workflow.relation_first.set_aside is None
            owner = "relation-by-engine" if by_engine else ""
            yield Mutant("an edge into content added", what, mutant, owner)


def gates_skipped(workflow: Workflow) -> Iterator[Mutant]:
    for track in workflow.tracks:
        for one, following in zip(track.phases, track.phases[1:], strict=False):
            if (one.exit or one.min_duration) and following.kind in AFTER_RELATION:
                added = edge(one, following, exit_gate=False)
                mutant = with_edge(workflow, track, added)
                what = f"{one.id} to {following.id}"
                owner = "statutory-skipped" if one.statutory else "skips-exit-gate"
                owner = owner if is_ahead(track, one, following) else ""
                yield Mutant("an edge added past a gate", what, mutant, owner)


def laws_without_article(workflow: Workflow) -> Iterator[Mutant]:
    for track in workflow.tracks:
        for one in track.phases:
            law = replace(one, statutory=True, basis=None)
            mutant = with_phase(workflow, track, one, law)
            owner = "statutory-without-basis"
            yield Mutant("a phase set by law without its article", one.id, mutant, owner)


def laws_skipped(workflow: Workflow) -> Iterator[Mutant]:
    for track in workflow.tracks:
        for one, following in zip(track.phases, track.phases[1:], strict=False):
            if one.exit or one.min_duration:
                law = replace(one, statutory=True, basis="x")
                lawful = with_phase(workflow, track, one, law)
                (same,) = (each for each in lawful.tracks if each.id == track.id)
                mutant = with_edge(lawful, same, edge(law, following, exit_gate=False))
                what = f"{one.id} to {following.id}"
                owner = "statutory-skipped" if is_ahead(track, one, following) else ""
                yield Mutant("an edge added past what the law asks", what, mutant, owner)


def nobody_owes_a_ground(workflow: Workflow) -> Iterator[Mutant]:
    rules = Deviations(
        allowed=(DeviationKind.SKIP, DeviationKind.MERGE),
        deciders=Deciders(roles=("commissioner",)),
    )
    mutant = replace(workflow, deviations=rules)
    yield Mutant("deviations without a ground", "deviations", mutant, "no-basis")


def relation_let_go(workflow: Workflow) -> Iterator[Mutant]:
    deciders = Deciders(roles=("commissioner",), basis="x")
    rules = Deviations(allowed=(DeviationKind.SKIP,), deciders=deciders, relation_first=deciders)
    mutant = replace(workflow, deviations=rules)
    if workflow.relation_first.set_aside is None and workflow.deviations is None:
        yield Mutant("relation first made deviable", "deviations", mutant, "relation-deviable")


def dead_ends_added(workflow: Workflow) -> Iterator[Mutant]:
    for track in workflow.tracks:
        for one in track.phases:
            if not one.final:
                cellar = Phase(id="cellar", label=NAME, kind=Kind.RELATION)
                grown = replace(track, phases=(*track.phases, cellar))
                mutant = with_edge(workflow, track, edge(one, cellar), grown)
                yield Mutant("a way into a dead end added", one.id, mutant, "dead-end")


def traps_added(workflow: Workflow) -> Iterator[Mutant]:
    for track in workflow.tracks:
        left, right = (Phase(id=name, label=NAME, kind=Kind.RELATION) for name in ("la", "lb"))
        loop = (edge(left, right), edge(right, left, name="mutant-back"))
        grown = replace(
            track,
            phases=(*track.phases, left, right),
            transitions=(*track.transitions, *loop),
        )
        for one in track.phases:
            if not one.final:
                trap = edge(one, left, name="mutant-trap")
                mutant = with_edge(workflow, track, trap, grown)
                yield Mutant("a way into a loop added", one.id, mutant, "loop-without-end")


def relation_set_aside(workflow: Workflow) -> Iterator[Mutant]:
    aside = SetAside(reason=NAME, basis="x")
    changed = replace(workflow.relation_first, set_aside=aside)
    mutant = replace(workflow, relation_first=changed)
    by_engine = any(one.code == "relation-by-engine" for one in check(workflow))
    owner = "content-before-relation" if by_engine else ""
    yield Mutant("relation first set aside", "", mutant, owner)


def domains_forgotten(workflow: Workflow) -> Iterator[Mutant]:
    """Lay relation first aside, hear everybody in the file itself, then forget one domain."""
    base = hearing_by_itself(workflow)
    every = tuple(one.id for one in base.domains)
    for track in base.tracks:
        for one in track.transitions:
            (source, *_) = one.sources
            if not workflow.guards_relation(source, one.target):
                continue
            # Another track may only be let in when this one was, and so hear everybody after all.
            alone = len(base.tracks) == 1
            first = alone and workflow.phases[source].kind is Kind.RELATION
            for domain in every:
                heard = tuple(other for other in every if other != domain)
                listening = Requirement(guard=ContactsPerDomain(domains=heard), basis="x")
                changed = replace(one, guards=(*one.guards[:-1], listening))
                mutant = with_transition(base, track, one, changed)
                owner = "content-before-relation" if first else ""
                yield Mutant("a domain forgotten", f"{one.id}: {domain}", mutant, owner)


def terms_added(workflow: Workflow) -> Iterator[Mutant]:
    """Add a term or a ground that does not hold together with the rest."""
    track = workflow.tracks[0]
    first, last = track.transitions[0], track.phases[-1]
    cellar = replace(track, phases=(*track.phases, Phase(id="cellar", label=NAME, kind=last.kind)))
    never = replace(
        with_track(workflow, track, cellar), terms=(*workflow.terms, term(entering("cellar")))
    )
    yield Mutant("a term that never starts", "", never, "term-never-starts")
    idle = replace(workflow, terms=(*workflow.terms, term(entering(last.id))))
    yield Mutant("a term that nobody asks for", "", idle, "unused-term")
    late = asking(workflow, track, first, term(entering(last.id)), TermElapsed(term="mutant"))
    yield Mutant("a term asked for before it starts", first.id, late, "term-not-started")
    begun = term(Moment(Mark.START))
    hasty = asking(workflow, track, first, begun, TermNotExpired(term="mutant"))
    yield Mutant("a minimum that nothing waits for", first.id, hasty, "term-misused")
    slow = replace(begun, kind=TermKind.MAXIMUM)
    missed = asking(workflow, track, first, slow, TermElapsed(term="mutant"))
    yield Mutant("a maximum that must have passed", first.id, missed, "term-misused")
    ground = Exemption(id="mutant", label=NAME, basis="x")
    unnamed = replace(workflow, exemptions=(*workflow.exemptions, ground))
    yield Mutant("a ground that no step names", "", unnamed, "unused-exemption")


def term(starts: Moment) -> Term:
    return Term(
        id="mutant", label=NAME, kind=TermKind.MINIMUM, length=Duration(weeks=6), starts=starts,
        basis="x", calendar=TermCalendar.DAYS,
    )  # fmt: skip


def entering(phase: str) -> Moment:
    return Moment(Mark.ENTERING, phase)


def asking(workflow: Workflow, track: Track, step: Transition, added: Term, guard) -> Workflow:
    """Return the workflow with a term, for which one step asks."""
    changed = replace(step, guards=(*step.guards, Requirement(guard=guard, basis="x")))
    return with_transition(replace(workflow, terms=(*workflow.terms, added)), track, step, changed)


def hearing_by_itself(workflow: Workflow) -> Workflow:
    """Return the workflow with relation first set aside, and asked by its own transitions only."""
    for _, gate, put in gates(workflow):
        rest = tuple(one for one in gate if not isinstance(one.guard, ContactsPerDomain))
        if rest != gate:
            return hearing_by_itself(put(rest))
    aside = SetAside(reason=NAME, basis="x")
    base = replace(workflow, relation_first=replace(workflow.relation_first, set_aside=aside))
    listening = Requirement(guard=ContactsPerDomain(), basis="x")
    for track in base.tracks:
        asking = tuple(
            replace(one, guards=(*one.guards, listening))
            if any(workflow.guards_relation(source, one.target) for source in one.sources)
            else one
            for one in track.transitions
        )
        base = with_track(base, track, replace(track, transitions=asking))
    return base


def gates(workflow: Workflow):
    """Return every gate: what it is, its requirements, and how to put others there."""
    for track in workflow.tracks:
        for phase in track.phases:
            for key in ("entry", "exit"):
                if gate := getattr(phase, key):
                    yield f"{phase.id} {key}", gate, putting(workflow, track, phase, key)
        for one in track.transitions:
            if one.guards:
                yield one.id, one.guards, putting(workflow, track, one, "guards")


def putting(workflow: Workflow, track: Track, owner: Phase | Transition, key: str):
    def put(gate: tuple[Requirement, ...]) -> Workflow:
        changed = replace(owner, **{key: gate})
        list_of = "phases" if isinstance(owner, Phase) else "transitions"
        parts = tuple(changed if one is owner else one for one in getattr(track, list_of))
        return with_track(workflow, track, replace(track, **{list_of: parts}))

    return put


def ways(workflow: Workflow) -> Iterator[tuple[Track, Phase, Phase]]:
    for track in workflow.tracks:
        for source in track.phases:
            for target in track.phases:
                if source is not target and not source.final:
                    yield track, source, target


def edge(source: Phase, target: Phase, *, name: str = "mutant", exit_gate=True) -> Transition:
    return Transition(
        id=name, label=NAME, sources=(source.id,), target=target.id, exit_gate=exit_gate
    )


def is_ahead(track: Track, source: Phase, target: Phase) -> bool:
    """Return whether it takes more steps to come to one phase than to the other."""
    far, found = {track.initial: 0}, [track.initial]
    for here in found:
        for one in track.transitions:
            if here in one.sources and one.target not in far:
                far[one.target] = far[here] + 1
                found.append(one.target)
    return far[target.id] > far[source.id]


def with_edge(workflow, track, added, grown=None):
    base = grown or track
    return with_track(workflow, track, replace(base, transitions=(*base.transitions, added)))


def with_transition(workflow, track, old, new):
    changed = tuple(new if one is old else one for one in track.transitions)
    return with_track(workflow, track, replace(track, transitions=changed))


def with_phase(workflow, track, old, new):
    changed = tuple(new if one is old else one for one in track.phases)
    return with_track(workflow, track, replace(track, phases=changed))


def with_track(workflow: Workflow, old: Track, new: Track) -> Workflow:
    return replace(workflow, tracks=tuple(new if one is old else one for one in workflow.tracks))


@cache
def judged(identifier: str) -> tuple[tuple[Mutant, frozenset[str]], ...]:
    """Return every mutant of a bundled workflow, with the codes of the problems it brought."""
    original = load_workflow(bundled_workflow(identifier))
    known = told(original)
    return tuple(
        (one, frozenset(code for code, _ in told(one.workflow) - known))
        for one in mutants(original)
    )


def told(workflow: Workflow) -> set[tuple[str, str]]:
    return {(one.code, one.message.en) for one in check(workflow)}


def table() -> str:
    """Return which rule catches which mutants, as the manual shows it."""
    rows = [
        "| workflow | fault | mutants | caught by | left alone |",
        "| --- | --- | --- | --- | --- |",
    ]
    for identifier in IDS:
        found = judged(identifier)
        for fault in dict.fromkeys(one.fault for one, _ in found):
            codes = [each for one, each in found if one.fault == fault]
            counts = Counter(code for each in codes for code in each)
            caught = ", ".join(f"`{code}` {n}" for code, n in sorted(counts.items()))
            alone = sum(not each for each in codes)
            rows.append(f"| {identifier} | {fault} | {len(codes)} | {caught} | {alone or ''} |")
    return "\n".join(rows) + "\n"
