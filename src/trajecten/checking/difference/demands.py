"""What is asked of listening, as terms: which of two demands is met wherever the other is."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from trajecten.checking.atoms import LISTENING, Atom, Fact, implies
from trajecten.checking.conditions import ALWAYS, NEVER, Conditions, Term
from trajecten.checking.difference.change import Strictness, strictness
from trajecten.checking.limits import TooLargeError
from trajecten.core.guards.combine import AllOf
from trajecten.core.guards.contacts import ContactsPerDomain
from trajecten.core.workflow import Requirement, Workflow, with_parts

Terms: TypeAlias = tuple[Term, ...]
"""The ways to meet a demand; the empty tuple is one that can never be met."""


def listens(requirement: Requirement) -> bool:
    """Return whether a requirement, or any part of it, is about having listened."""
    return any(map(_is_listening, with_parts([requirement])))


def conjuncts(
    requirements: Iterable[Requirement], wanted: Callable[[Requirement], bool] = listens
) -> Iterator[Requirement]:
    """Return each of those requirements that must all be met, and are wanted; `all` taken apart."""
    for one in requirements:
        if isinstance(one.guard, AllOf):
            yield from conjuncts(one.guard.parts, wanted)
        elif wanted(one):
            yield one


def gates(workflow: Workflow) -> Iterator[Requirement]:
    """Return what the file asks by itself: at its phases and at its transitions."""
    for phase in workflow.phases.values():
        yield from (*phase.entry, *phase.exit)
    for transition in workflow.transitions.values():
        yield from transition.guards


def meets(first: Term, second: Term) -> bool:
    """Return whether the second term is met wherever the first is."""
    where = dict(first.where)
    return (
        all(any(implies(one, asked) for one in first.holds) for asked in second.holds)
        and all(any(implies(denied, one) for one in first.fails) for denied in second.fails)
        and all(track in where and where[track] <= phases for track, phases in second.where)
    )


@dataclass(frozen=True)
class Listening:
    """Brings requirements of one workflow into terms, as far as they are about these domains."""

    workflow: Workflow
    domains: frozenset[str]

    def terms(self, requirements: Iterable[Requirement], *, unclear: Terms) -> Terms:
        """Return the ways to meet them all; `unclear` when there are more than can be told."""
        try:
            terms = self._conditions.terms(requirements)
        except TooLargeError:
            return unclear
        return tuple(dict.fromkeys(map(self._within, terms)))

    @cached_property
    def _conditions(self) -> Conditions:
        return Conditions(self.workflow, lambda _: True)

    def _within(self, term: Term) -> Term:
        holds, fails = (frozenset(filter(self._is_here, each)) for each in (term.holds, term.fails))
        return Term(term.where, holds, fails)

    def _is_here(self, atom: Atom) -> bool:
        return isinstance(atom, Fact) or atom.domain in self.domains


class Scale:
    """Weighs what two workflows ask of listening, in the domains that both have."""

    def __init__(self, old: Workflow, new: Workflow) -> None:
        """Prepare to weigh what the old workflow asks against what the new one does."""
        domains = frozenset(old.names("domain").keys() & new.names("domain").keys())
        self.old = Listening(old, domains)
        self.new = Listening(new, domains)

    def loosens(self, before: Sequence[Requirement], after: Sequence[Requirement]) -> bool:
        """Return whether all that is asked now can be met without what was asked then."""
        return _loosens(self.old, before, self.new, after)

    def tightens(self, before: Sequence[Requirement], after: Sequence[Requirement]) -> bool:
        """Return whether all that was asked then could be met without what is asked now."""
        return _loosens(self.new, after, self.old, before)

    def weigh(self, before: Sequence[Requirement], after: Sequence[Requirement]) -> Strictness:
        """Return how what is asked now compares with what was asked then."""
        return strictness(looser=self.loosens(before, after), tighter=self.tightens(before, after))


# Private


def _is_listening(requirement: Requirement) -> bool:
    guard = requirement.guard
    return isinstance(guard, ContactsPerDomain) and guard.purpose == LISTENING


def _loosens(
    then: Listening, before: Sequence[Requirement], now: Listening, after: Sequence[Requirement]
) -> bool:
    asked = tuple(conjuncts(before))
    if not asked:
        return False
    first = then.terms(asked, unclear=NEVER)
    second = now.terms(conjuncts(after), unclear=ALWAYS)
    return not all(any(meets(one, other) for other in first) for one in second)
