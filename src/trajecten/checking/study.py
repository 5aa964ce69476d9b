"""A workflow as the rules look at it: its steps, its spaces, and the place of every part."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property

from trajecten.checking.atoms import Atom, Fact, implies, lasting, listened, possible
from trajecten.checking.conditions import Conditions, Term
from trajecten.checking.limits import TooLargeError
from trajecten.checking.space import Space, Step
from trajecten.core.text import Text
from trajecten.core.workflow import Domain, Transition, Workflow
from trajecten.definition.places import Places
from trajecten.machine import Asked, gate

RELATION = "relation_first"


class Study:
    """What is worked out once about a workflow, and asked by many rules."""

    def __init__(self, workflow: Workflow, name: str, places: Places | None = None) -> None:
        """Prepare; nothing is worked out before it is asked."""
        self.workflow = workflow
        self.places = places or Places(workflow, name)
        self.conditions = Conditions(workflow)
        self.watched = tuple(
            sorted((one for one in self.conditions.denied if lasting(one)), key=repr)
        )

    @cached_property
    def gates(self) -> Mapping[tuple[str, str], tuple[Asked, ...]]:
        """All that is asked of each transition out of each of its sources."""
        return {
            (one.id, source): gate(self.workflow, one, source)
            for one in self.workflow.transitions.values()
            for source in one.sources
        }

    @cached_property
    def terms(self) -> Mapping[tuple[str, str], tuple[Term, ...]]:
        """The ways to meet each of the gates; none for one that contradicts itself."""
        return self.terms_of(self.conditions)

    def terms_of(self, conditions: Conditions) -> Mapping[tuple[str, str], tuple[Term, ...]]:
        """Return the ways to meet each of the gates, with the facts that these conditions keep."""
        return {key: self._terms(key, asked, conditions) for key, asked in self.gates.items()}

    @cached_property
    def spaces(self) -> tuple[Space, ...]:
        """The configurations of all tracks, apart where tracks do not look at each other."""
        return self.spaces_of(self.terms)

    def spaces_of(self, terms: Mapping[tuple[str, str], tuple[Term, ...]]) -> tuple[Space, ...]:
        """Return the spaces in which gates have these terms."""
        steps = tuple(self._steps(terms))
        return tuple(self._space(one, steps) for one in _components(self.workflow, steps))

    def space(self, track: str) -> Space:
        """Return the space that a track belongs to."""
        return next(one for one in self.spaces if any(own.id == track for own in one.tracks))

    def steps_of(self, transition: Transition) -> tuple[Step, ...]:
        """Return every way to take a transition."""
        space = self.space(self.workflow.track_of[transition.id].id)
        return tuple(one for one in space.steps if one.transition == transition.id)

    def unheard(self, *, engine: bool) -> Iterator[tuple[tuple[Domain, ...], tuple[Space, ...]]]:
        """Return the spaces in which no gate hears a domain, with the domains for which they hold.

        Without `engine`, what the engine asks of its own accord is left out.
        """
        found: dict[tuple[tuple[Term, ...], ...], list[Domain]] = {}
        for domain in self.workflow.domains:
            terms = self._unheard(domain.id, engine=engine)
            found.setdefault(tuple(terms[key] for key in self.gates), []).append(domain)
        for terms_of_each, domains in found.items():
            terms = dict(zip(self.gates, terms_of_each, strict=True))
            yield tuple(domains), self.spaces_of(terms)

    def _unheard(self, domain: str, *, engine: bool) -> Mapping[tuple[str, str], tuple[Term, ...]]:
        heard = listened(domain)
        conditions = Conditions(self.workflow, lambda atom: implies(atom, heard))
        found = {}
        for key, asked in self.gates.items():
            kept = tuple(one for one in asked if engine or one.place != RELATION)
            found[key] = tuple(
                term
                for term in self._terms(key, kept, conditions)
                if not any(implies(one, heard) for one in term.holds)
            )
        return found

    def _terms(
        self, key: tuple[str, str], asked: Iterable[Asked], conditions: Conditions
    ) -> tuple[Term, ...]:
        with _told_of(key[0]):
            return conditions.terms(one.requirement for one in asked)

    def _steps(self, terms: Mapping[tuple[str, str], tuple[Term, ...]]) -> Iterator[Step]:
        for transition in self.workflow.transitions.values():
            track = self.workflow.track_of[transition.id].id
            for source in transition.sources:
                for term in terms[transition.id, source]:
                    where = _where(term, track, source)
                    if where is None:
                        continue
                    with _told_of(transition.id):
                        made = self._made(term)
                    yield Step(
                        transition=transition.id,
                        track=track,
                        source=source,
                        target=transition.target,
                        where=where,
                        makes=made,
                        fails=term.fails & frozenset(self.watched),
                        holds=term.holds,
                        denies=term.fails,
                    )

    def _made(self, term: Term) -> frozenset[Atom]:
        """Return the watched facts that must hold where a term is met."""
        return frozenset(
            one for one in self.watched if not possible(term.holds, term.fails | {one})
        )

    def _space(self, tracks: frozenset[str], steps: Sequence[Step]) -> Space:
        own = tuple(one for one in steps if one.track in tracks)
        facts = tuple(one for one in self.watched if any(one in step.fails for step in own))
        world = (
            Step(f"({told(one).en})", makes=_with(one, facts), fails=frozenset((one,)))
            for one in facts
        )
        local = (replace(one, makes=one.makes & frozenset(facts)) for one in own)
        members = [one for one in self.workflow.tracks if one.id in tracks]
        return Space(members, facts, (*local, *world))


def told(atom: Atom) -> Text:
    """Return a fact in a few words."""
    if isinstance(atom, Fact):
        named = [
            getattr(atom.guard, one, "")
            for one in ("type", "body", "artefact", "role", "term", "choice")
        ]
        words = " ".join(filter(None, (atom.kind, *map(str, named))))
        return Text(words, words)
    return Text(f"contact {atom.domain}", f"contact {atom.domain}")


# Private


@contextmanager
def _told_of(transition: str) -> Iterator[None]:
    """Tell of which transition more would have to be looked at than can be."""
    try:
        yield
    except TooLargeError as error:
        raise TooLargeError(error.number, error.bound, (transition,)) from error


def _with(fact: Atom, facts: Iterable[Atom]) -> frozenset[Atom]:
    """Return a fact with all that it brings along."""
    return frozenset(one for one in facts if implies(fact, one))


def _where(term: Term, track: str, source: str) -> tuple[tuple[str, frozenset[str]], ...] | None:
    """Return where the other tracks must be; None when the own track would have to be elsewhere."""
    if any(one == track and source not in phases for one, phases in term.where):
        return None
    return tuple((one, phases) for one, phases in term.where if one != track)


def _components(workflow: Workflow, steps: Iterable[Step]) -> tuple[frozenset[str], ...]:
    """Return the tracks that look at each other, or at the same watched fact, together."""
    group = {one.id: frozenset((one.id,)) for one in workflow.tracks}
    users: dict[Atom, str] = {}
    links: list[tuple[str, str]] = []
    for step in steps:
        links.extend((step.track, track) for track, _ in step.where)
        links.extend(
            (step.track, users.setdefault(fact, step.track)) for fact in step.makes | step.fails
        )
    for one, other in links:
        joined = group[one] | group[other]
        group.update(dict.fromkeys(joined, joined))
    return tuple(dict.fromkeys(group.values()))
