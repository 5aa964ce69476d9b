"""A gate as a choice of terms: each says where tracks must be, and which facts hold or do not.

A condition is brought into disjunctive normal form over the atoms of `trajecten.checking.atoms`.
Terms that contradict themselves are left out: a gate without terms can never open. A fact that
nothing in the workflow can collide with is left out of the terms, for it can always be made true.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

from trajecten.checking.atoms import Atom, bounds, conversations, fact, possible, subject
from trajecten.checking.limits import TooLargeError
from trajecten.core.guards.combine import AllOf, AnyOf, Not
from trajecten.core.guards.contacts import ContactsPerDomain
from trajecten.core.guards.flow import InPhase
from trajecten.core.guards.received import ContributionsReceived
from trajecten.core.workflow import Requirement, Workflow, with_parts

MOST_TERMS = 1_000
"""How many terms one gate may have: more ways to open it are not told apart."""

Where: TypeAlias = tuple[tuple[str, frozenset[str]], ...]
"""In which phases each track must be, sorted by track; a track that is absent may be anywhere."""


@dataclass(frozen=True, slots=True)
class Term:
    """One way to meet a condition."""

    where: Where = ()
    holds: frozenset[Atom] = frozenset()
    fails: frozenset[Atom] = frozenset()

    @property
    def about(self) -> frozenset[tuple[str, ...]]:
        """What its facts are about."""
        return frozenset(map(subject, self.holds | self.fails))


ALWAYS = (Term(),)
NEVER: tuple[Term, ...] = ()


class Conditions:
    """Turns the requirements of one workflow into terms."""

    def __init__(self, workflow: Workflow, matters: Callable[[Atom], bool] | None = None) -> None:
        """Keep those facts in the terms that can collide, and those that `matters` names."""
        self._workflow = workflow
        self._matters = matters
        stated = tuple(workflow.requirements())
        self.denied = frozenset(_denied(stated, workflow))
        self._stated = frozenset(_atoms(stated, workflow))

    def terms(self, requirements: Iterable[Requirement]) -> tuple[Term, ...]:
        """Return the ways in which all of these can be met at once."""
        return _all_of([self._terms(one, met=True) for one in requirements])

    def _terms(self, requirement: Requirement, *, met: bool) -> tuple[Term, ...]:
        match requirement.guard:
            case AllOf(parts=parts) | AnyOf(parts=parts) as joined:
                each = [self._terms(one, met=met) for one in parts]
                together = isinstance(joined, AllOf) == met
                return _all_of(each) if together else _any_of(each)
            case Not(parts=(part,)):
                return self._terms(part, met=not met)
            case InPhase() as asked:
                return self._in_phase(asked, met=met)
            case ContactsPerDomain() as asked:
                units = [self._atom(one, met=met) for one in conversations(asked, self._workflow)]
                return _all_of(units) if met else _any_of(units)
            case ContributionsReceived() as asked:
                units = [self._atom(one, met=holds is met) for one, holds in bounds(asked)]
                return _all_of(units) if met else _any_of(units)
            case guard:
                return self._atom(fact(guard, self._workflow), met=met)

    def _in_phase(self, guard: InPhase, *, met: bool) -> tuple[Term, ...]:
        track = next(one for one in self._workflow.tracks if one.id == guard.track)
        every = frozenset(one.id for one in track.phases)
        named = frozenset(
            one.id for one in track.phases if one.id in guard.phases or one.kind in guard.kinds
        )
        phases = named if met else every - named
        if not phases:
            return NEVER
        return ALWAYS if phases == every else (Term(where=((track.id, phases),)),)

    def _atom(self, atom: Atom, *, met: bool) -> tuple[Term, ...]:
        """Return the ways in which a fact holds, or fails; one that always would asks nothing."""
        if not possible((atom,), ()):
            return NEVER if met else ALWAYS
        if not possible((), (atom,)):
            return ALWAYS if met else NEVER
        if not met:
            return (Term(fails=frozenset((atom,))),)
        return (Term(holds=frozenset((atom,))),) if self._is_kept(atom) else ALWAYS

    def _is_kept(self, atom: Atom) -> bool:
        if self._matters is not None and self._matters(atom):
            return True
        return subject(atom) in self._colliding

    @cached_property
    def _colliding(self) -> frozenset[tuple[str, ...]]:
        """What facts are about that something denies, or that cannot all hold at once."""
        about: dict[tuple[str, ...], set[Atom]] = {}
        for one in self._stated:
            about.setdefault(subject(one), set()).add(one)
        denied = {subject(one) for one in self.denied}
        return frozenset(
            each for each, facts in about.items() if each in denied or not possible(facts, ())
        )


# Private


def _atoms_of(guard: Any, workflow: Workflow) -> Iterator[Atom]:  # noqa: ANN401 (any guard)
    match guard:
        case AllOf() | AnyOf() | Not() | InPhase():
            return
        case ContactsPerDomain():
            yield from conversations(guard, workflow)
        case ContributionsReceived():
            yield from (one for one, _ in bounds(guard))
        case _:
            yield fact(guard, workflow)


def _atoms(requirements: Iterable[Requirement], workflow: Workflow) -> Iterator[Atom]:
    for one in requirements:
        yield from _atoms_of(one.guard, workflow)


def _denied(requirements: Sequence[Requirement], workflow: Workflow) -> Iterator[Atom]:
    """Return what stands under a `not`, however deep; a double one too, which does no harm.

    A bound on how many there may be is such a `not` as well.
    """
    for one in requirements:
        if isinstance(one.guard, ContributionsReceived):
            yield from (each for each, holds in bounds(one.guard) if not holds)
        if isinstance(one.guard, Not):
            yield from _atoms(with_parts(one.guard.parts), workflow)


def _any_of(each: Sequence[tuple[Term, ...]]) -> tuple[Term, ...]:
    return _least(term for terms in each for term in terms)


def _all_of(each: Sequence[tuple[Term, ...]]) -> tuple[Term, ...]:
    found: tuple[Term, ...] = ALWAYS
    for terms in sorted(each, key=len):
        number = len(found) * len(terms)
        if number > MOST_TERMS:
            raise TooLargeError(number, MOST_TERMS, ())
        both = (_both(one, other) for one in found for other in terms)
        found = _least(one for one in both if one is not None)
    return found


def _both(one: Term, other: Term) -> Term | None:
    """Return the term in which both hold; None when they contradict each other."""
    if not one.where and not one.holds and not one.fails:
        return other
    where = dict(one.where)
    for track, phases in other.where:
        where[track] = where.get(track, phases) & phases
        if not where[track]:
            return None
    holds, fails = one.holds | other.holds, one.fails | other.fails
    shared = one.about & other.about
    if not possible(_of(shared, holds), _of(shared, fails)):
        return None
    return Term(tuple(sorted(where.items())), holds, fails)


def _of(subjects: frozenset[tuple[str, ...]], atoms: Iterable[Atom]) -> Iterator[Atom]:
    return (one for one in atoms if subject(one) in subjects)


def _least(terms: Iterable[Term]) -> tuple[Term, ...]:
    """Return the terms in order, without those that ask what a weaker one does not."""
    kept: list[Term] = []
    for term in dict.fromkeys(terms):
        if any(_is_weaker(one, term) for one in kept):
            continue
        kept = [one for one in kept if not _is_weaker(term, one)]
        kept.append(term)
    return tuple(kept)


def _is_weaker(one: Term, other: Term) -> bool:
    where = dict(other.where)
    return (
        one.holds <= other.holds
        and one.fails <= other.fails
        and all(track in where and where[track] <= phases for track, phases in one.where)
    )
