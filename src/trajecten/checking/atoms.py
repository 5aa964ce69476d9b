"""The smallest facts that conditions speak of, and which of them follow from which."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from trajecten.core.duration import Duration
from trajecten.core.guards.contacts import ContactsPerDomain
from trajecten.core.guards.flow import MinDuration
from trajecten.core.guards.papers import Artefact
from trajecten.core.guards.people import Approved
from trajecten.core.guards.records import DecisionRecorded
from trajecten.core.guards.terms import TermElapsed, TermNotExpired, WithinTerm
from trajecten.core.workflow import Workflow

LISTENING = "listening"


@dataclass(frozen=True, slots=True)
class Heard:
    """Enough contacts of one purpose were held in a domain."""

    domain: str
    purpose: str
    within: Duration | None
    number: int


@dataclass(frozen=True, slots=True)
class Groups:
    """So many different ones of these groups were heard in a domain."""

    domain: str
    purpose: str
    within: Duration | None
    groups: frozenset[str]
    number: int


@dataclass(frozen=True, slots=True)
class Layer:
    """A layer of the organisation was heard in a domain."""

    domain: str
    purpose: str
    within: Duration | None
    layer: str


@dataclass(frozen=True, slots=True)
class Fact:
    """What any other guard asks; two guards that are written alike ask the same."""

    kind: str
    words: str
    guard: Any = field(compare=False, repr=False)


Conversation: TypeAlias = Heard | Groups | Layer
Atom: TypeAlias = Conversation | Fact


def listened(domain: str) -> Heard:
    """Return the fact that people in a domain were listened to, whenever that was."""
    return Heard(domain, LISTENING, None, 1)


def conversations(guard: ContactsPerDomain, workflow: Workflow) -> Iterator[Conversation]:
    """Return what the guard asks, domain by domain; all of it must hold."""
    domains = [workflow.domain(one) for one in guard.domains] or workflow.domains
    layers = dict(guard.layers)
    for domain in domains:
        about = (domain.id, guard.purpose, guard.within)
        if number := guard.wanted(domain):
            yield Heard(*about, number)
        for layer in layers.get(domain.id, ()):
            yield Layer(*about, layer)
        if guard.groups or guard.min_groups or guard.layers:
            asked, needed = guard.asked_groups(domain)
            if needed:
                yield Groups(*about, frozenset(asked), needed)


def fact(guard: Any) -> Fact:  # noqa: ANN401 (also guards of others)
    """Return what a guard asks, as one fact."""
    return Fact(str(getattr(guard, "kind", type(guard).__name__)), repr(guard), guard)


def impossible(atom: Atom) -> bool:
    """Return whether a fact can never be: more groups than are asked about."""
    return isinstance(atom, Groups) and atom.number > len(atom.groups)


def implies(one: Atom, other: Atom) -> bool:
    """Return whether the second fact holds wherever the first does."""
    if one == other:
        return True
    if isinstance(one, Fact) or isinstance(other, Fact):
        return isinstance(one, Fact) and isinstance(other, Fact) and _fact_implies(one, other)
    if (one.domain, one.purpose) != (other.domain, other.purpose):
        return False
    if other.within is not None and one.within != other.within:
        return False
    return _conversation_implies(one, other)


def excludes(one: Atom, other: Atom) -> bool:
    """Return whether two facts can never hold at once.

    The last decision has one outcome; a term that has run out has no time left.
    """
    if not (isinstance(one, Fact) and isinstance(other, Fact)):
        return False
    first, second = one.guard, other.guard
    if isinstance(first, TermElapsed) or isinstance(second, TermElapsed):
        left = (TermNotExpired, WithinTerm)
        elapsed, open_yet = (first, second) if isinstance(first, TermElapsed) else (second, first)
        return isinstance(open_yet, left) and elapsed.term == open_yet.term
    if not (isinstance(first, DecisionRecorded) and isinstance(second, DecisionRecorded)):
        return False
    both = first.outcomes and second.outcomes and first.body == second.body
    return bool(both) and not set(first.outcomes) & set(second.outcomes)


def lasting(atom: Atom) -> bool:
    """Return whether a fact stays once it is there, as long as nobody takes back what was said.

    Not so is what a window of time, a new version, a new visit or a new decision may end.
    """
    if not isinstance(atom, Fact):
        return atom.within is None
    match atom.guard:
        case Artefact(fields=()):
            return True
        case DecisionRecorded(outcomes=(), this_visit=False):
            return True
        case _:
            return False


# Private


def _conversation_implies(one: Conversation, other: Conversation) -> bool:
    match one, other:
        case _, Heard(number=needed):
            return needed <= (1 if isinstance(one, Layer) else one.number)
        case Groups(groups=asked, number=number), Groups(groups=wanted, number=needed):
            return number - len(asked - wanted) >= needed
        case _:
            return False


def _fact_implies(one: Fact, other: Fact) -> bool:
    match one.guard, other.guard:
        case Artefact() as first, Artefact() as second:
            return (
                first.type == second.type
                and set(second.fields) <= set(first.fields)
                and second.must_cite <= first.must_cite
            )
        case DecisionRecorded() as first, DecisionRecorded() as second:
            return _decision_implies(first, second)
        case WithinTerm() as first, TermNotExpired() as second:
            return first.term == second.term
        case Approved() as first, Approved() as second:
            return first.role == second.role and second.by <= first.by
        case MinDuration() as first, MinDuration() as second:
            return all(
                shorter <= longer
                for shorter, longer in zip(
                    _amounts(second.duration), _amounts(first.duration), strict=True
                )
            )
        case _:
            return False


def _decision_implies(first: DecisionRecorded, second: DecisionRecorded) -> bool:
    narrower = not second.outcomes or (
        bool(first.outcomes) and set(first.outcomes) <= set(second.outcomes)
    )
    return first.body == second.body and narrower and (first.this_visit or not second.this_visit)


def _amounts(duration: Duration) -> tuple[int, int, int]:
    return (
        duration.years * 12 + duration.months,
        duration.weeks * 7 + duration.days,
        duration.hours * 60 + duration.minutes,
    )
