"""The smallest facts that conditions speak of, and which of them follow from which."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from trajecten.checking.following import clash, follows, stays
from trajecten.core.duration import Duration
from trajecten.core.guards.contacts import ContactsPerDomain
from trajecten.core.guards.received import ContributionsReceived
from trajecten.core.workflow import Workflow

LISTENING = "listening"


@dataclass(frozen=True, slots=True)
class Heard:
    """Enough contacts of one purpose were held in a domain."""

    domain: str
    purpose: str
    within: Duration | None
    since: str
    number: int


@dataclass(frozen=True, slots=True)
class Groups:
    """So many different ones of these groups were heard in a domain."""

    domain: str
    purpose: str
    within: Duration | None
    since: str
    groups: frozenset[str]
    number: int


@dataclass(frozen=True, slots=True)
class Layer:
    """A layer of the organisation was heard in a domain."""

    domain: str
    purpose: str
    within: Duration | None
    since: str
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
    return Heard(domain, LISTENING, None, "", 1)


def conversations(guard: ContactsPerDomain, workflow: Workflow) -> Iterator[Conversation]:
    """Return what the guard asks, domain by domain; all of it must hold."""
    domains = [workflow.domain(one) for one in guard.domains] or workflow.domains
    layers = dict(guard.layers)
    for domain in domains:
        about = (domain.id, guard.purpose, guard.within, guard.since)
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


def bounds(guard: ContributionsReceived) -> Iterator[tuple[Fact, bool]]:
    """Return what a guard on the number of contributions asks: that they hold, or that they fail.

    Not more than two is: there are not three. So every bound is a fact that stays once it is there,
    unless it is counted since a phase was entered.
    """
    if guard.min:
        yield fact(ContributionsReceived(min=guard.min, since=guard.since)), True
    if guard.max is not None:
        yield fact(ContributionsReceived(min=guard.max + 1, since=guard.since)), False


def impossible(atom: Atom) -> bool:
    """Return whether a fact can never be: more groups than are asked about."""
    return isinstance(atom, Groups) and atom.number > len(atom.groups)


def implies(one: Atom, other: Atom) -> bool:
    """Return whether the second fact holds wherever the first does."""
    if one == other:
        return True
    if isinstance(one, Fact) or isinstance(other, Fact):
        if not (isinstance(one, Fact) and isinstance(other, Fact)):
            return False
        return follows(one.guard, other.guard)
    if (one.domain, one.purpose) != (other.domain, other.purpose):
        return False
    return _as_recent(one, other) and _conversation_implies(one, other)


def excludes(one: Atom, other: Atom) -> bool:
    """Return whether two facts can never hold at once."""
    return isinstance(one, Fact) and isinstance(other, Fact) and clash(one.guard, other.guard)


def lasting(atom: Atom) -> bool:
    """Return whether a fact stays once it is there, as long as nobody takes back what was said."""
    return stays(atom.guard) if isinstance(atom, Fact) else atom.within is None and not atom.since


# Private


def _as_recent(one: Conversation, other: Conversation) -> bool:
    within = other.within is None or one.within == other.within
    return within and (not other.since or one.since == other.since)


def _conversation_implies(one: Conversation, other: Conversation) -> bool:
    match one, other:
        case _, Heard(number=needed):
            return needed <= (1 if isinstance(one, Layer) else one.number)
        case Groups(groups=asked, number=number), Groups(groups=wanted, number=needed):
            return number - len(asked - wanted) >= needed
        case _:
            return False
