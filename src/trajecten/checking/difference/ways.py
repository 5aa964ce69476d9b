"""By which ways a workflow leads to content without some demand to listen having been asked."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from trajecten.checking.atoms import lasting
from trajecten.checking.conditions import ALWAYS, NEVER, Term
from trajecten.checking.difference.demands import (
    Listening,
    Scale,
    Terms,
    conjuncts,
    gates,
    listens,
    meets,
)
from trajecten.core.guards.flow import InPhase
from trajecten.core.workflow import AFTER_RELATION, Phase, Requirement, Workflow, with_parts
from trajecten.machine import gate


@dataclass(frozen=True, slots=True)
class Way:
    """One way to take a step, and what it asks of listening and of where other tracks are."""

    transition: str
    source: str
    target: str
    terms: Terms

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes a way the same one in another workflow."""
        return self.transition, self.source, self.target

    def is_open(self, demand: Terms, phases: Iterable[str]) -> bool:
        """Return whether it can be taken without the demand, with tracks in some of the phases."""
        return any(_is_open(one, demand, frozenset(phases)) for one in self.terms)


@dataclass(frozen=True, slots=True)
class Eased:
    """Where less is asked of listening before content than was asked before.

    `transitions` are the steps that do so by a way that is new, `phases` where they lead, each with
    the first demand that can be left.
    """

    transitions: frozenset[str]
    phases: Mapping[str, Requirement]


def eased(scale: Scale) -> Eased:
    """Return where the new workflow leads to content with less asked of listening."""
    return _eased(scale.old, scale.new)


def sharpened(scale: Scale) -> Eased:
    """Return where the old workflow led to content with less asked of listening."""
    return _eased(scale.new, scale.old)


# Private


class _Ways:
    """All ways of one workflow."""

    def __init__(self, side: Listening, unclear: Terms) -> None:
        self.workflow = side.workflow
        self.all = tuple(_ways(side, unclear))

    @cached_property
    def keys(self) -> frozenset[tuple[str, str, str]]:
        return frozenset(one.key for one in self.all)

    def reached(self, demand: Terms) -> frozenset[str]:
        """Return the phases that can be come to with the demand asked nowhere on the way.

        Of several tracks it is not told which phases can be at once: a guard on where a track is
        may be met wherever that track can come.
        """
        seen = {one.initial for one in self.workflow.tracks}
        while (
            more := {
                one.target for one in self.all if one.source in seen and one.is_open(demand, seen)
            }
            - seen
        ):
            seen |= more
        return frozenset(seen)

    def entered(self, demand: Terms) -> frozenset[str]:
        """Return the phases that can be come to by a last step that does not ask the demand."""
        initial = {one.initial for one in self.workflow.tracks}
        every = self.workflow.phases.keys()
        return frozenset(initial | {one.target for one in self.all if one.is_open(demand, every)})


def _eased(then: Listening, now: Listening) -> Eased:
    old, new = _Ways(then, NEVER), _Ways(now, ALWAYS)
    transitions: set[str] = set()
    phases: dict[str, Requirement] = {}
    for demand, requirement in _demands(then):
        pairs = [(old.reached(demand), new.reached(demand))]
        if not all(map(_stays, demand)):
            pairs.append((old.entered(demand), new.entered(demand)))
        for before, after in pairs:
            lost = tuple(_lost(old.workflow, new.workflow, before, after))
            phases = dict.fromkeys(lost, requirement) | phases
            if lost:
                transitions |= {
                    one.transition
                    for one in new.all
                    if one.key not in old.keys
                    and one.source in after
                    and one.target not in before
                    and one.is_open(demand, after)
                }
    return Eased(frozenset(transitions), phases)


def _lost(
    old: Workflow, new: Workflow, before: frozenset[str], after: frozenset[str]
) -> Iterator[str]:
    """Return where content can begin now without what was asked before it then."""
    for phase in new.phases.values():
        firm = (each and before.isdisjoint(each) for each in _peers(phase, old, new))
        if phase.kind in AFTER_RELATION and phase.id in after and any(firm):
            yield phase.id


def _peers(phase: Phase, old: Workflow, new: Workflow) -> Iterator[Sequence[str]]:
    """Return the phases, group by group, of which a phase asks no less than all of them did.

    One that is new is held to those that it takes the place of, and to those of its kind; when the
    old workflow had none of that kind, to all that may only come after relation.
    """
    if phase.id in old.phases:
        yield [phase.id]
        return
    yield from ([was] for was, now in new.migrates.items() if now == phase.id and was in old.phases)
    alike = [one.id for one in old.phases.values() if one.kind is phase.kind]
    yield alike or [one.id for one in old.phases.values() if one.kind in AFTER_RELATION]


def _demands(side: Listening) -> Iterator[tuple[Terms, Requirement]]:
    """Return each demand to listen that the file itself makes, every fact by itself."""
    for one in dict.fromkeys(conjuncts(gates(side.workflow))):
        terms = side.terms([one], unclear=NEVER)
        if len(terms) != 1:
            yield terms, one
            continue
        (term,) = terms
        yield from (
            ((Term(holds=frozenset((atom,))),), one) for atom in sorted(term.holds, key=repr)
        )
        if term.where or term.fails:
            yield terms, one


def _ways(side: Listening, unclear: Terms) -> Iterator[Way]:
    for transition in side.workflow.transitions.values():
        for source in transition.sources:
            asked = (one.requirement for one in gate(side.workflow, transition, source))
            terms = side.terms(conjuncts(asked, _matters), unclear=unclear)
            yield Way(transition.id, source, transition.target, terms)


def _matters(requirement: Requirement) -> bool:
    looks = any(isinstance(one.guard, InPhase) for one in with_parts([requirement]))
    return looks or listens(requirement)


def _stays(term: Term) -> bool:
    return not term.fails and not term.where and all(map(lasting, term.holds))


def _is_open(term: Term, demand: Terms, phases: frozenset[str]) -> bool:
    there = all(phases & named for _, named in term.where)
    return there and not any(meets(term, one) for one in demand)
