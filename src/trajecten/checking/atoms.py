"""The smallest facts that conditions speak of, and which of them follow from which."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from trajecten.checking.following import clash, follows, no_longer, stays
from trajecten.core.duration import Duration
from trajecten.core.guards.contacts import ContactsPerDomain
from trajecten.core.guards.received import ContributionsReceived
from trajecten.core.workflow import Domain, Workflow

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
    for domain in [workflow.domain(one) for one in guard.domains] or workflow.domains:
        yield from conversations_in(domain, guard)


def conversations_in(domain: Domain, guard: ContactsPerDomain) -> Iterator[Conversation]:
    """Return what the guard asks in one domain; nothing where it asks only in others."""
    if guard.domains and domain.id not in guard.domains:
        return
    about = (domain.id, guard.purpose, guard.within)
    if number := guard.wanted(domain):
        yield Heard(*about, number)
    for layer in dict(guard.layers).get(domain.id, ()):
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

    Not more than two is: there are not three. So every bound is a fact that stays once it is there.
    """
    if guard.min:
        yield fact(ContributionsReceived(min=guard.min)), True
    if guard.max is not None:
        yield fact(ContributionsReceived(min=guard.max + 1)), False


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
    if not _as_lately(one.within, other.within):
        return False
    return _conversation_implies(one, other)


def excludes(one: Atom, other: Atom) -> bool:
    """Return whether two facts can never hold at once."""
    return isinstance(one, Fact) and isinstance(other, Fact) and clash(one.guard, other.guard)


def lasting(atom: Atom) -> bool:
    """Return whether a fact stays once it is there, as long as nobody takes back what was said."""
    return stays(atom.guard) if isinstance(atom, Fact) else atom.within is None


# Private


def _as_lately(one: Duration | None, other: Duration | None) -> bool:
    return other is None or (one is not None and no_longer(one, other))


def _conversation_implies(one: Conversation, other: Conversation) -> bool:
    match one, other:
        case _, Heard(number=needed):
            return needed <= (1 if isinstance(one, Layer) else one.number)
        case Groups(groups=asked, number=number), Groups(groups=wanted, number=needed):
            return number - len(asked - wanted) >= needed
        case _:
            return False
