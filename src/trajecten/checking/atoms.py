"""The smallest facts that conditions speak of, and which of them follow from which."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, TypeAlias

from trajecten.checking import following
from trajecten.checking.following import stays
from trajecten.checking.hearing import Groups, Heard, Layer, can_be_heard
from trajecten.core.guards.choices import Chosen
from trajecten.core.guards.contacts import ContactsPerDomain
from trajecten.core.guards.papers import Endorsed
from trajecten.core.guards.received import ContributionsReceived
from trajecten.core.guards.topics import TopicsChosen
from trajecten.core.workflow import Domain, Workflow

LISTENING = "listening"


@dataclass(frozen=True, slots=True)
class Fact:
    """What any other guard asks; two guards that are written alike ask the same.

    `every` are the options, or the domains, that a guard means which names none.
    """

    kind: str
    words: str
    guard: Any = field(compare=False, repr=False)
    every: tuple[str, ...] = ()


Conversation: TypeAlias = Heard | Groups | Layer
Atom: TypeAlias = Conversation | Fact


def listened(domain: str) -> Heard:
    """Return the fact that people in a domain were listened to, whenever that was."""
    return Heard(domain, LISTENING, None, "", 1)


def conversations(guard: ContactsPerDomain, workflow: Workflow) -> Iterator[Conversation]:
    """Return what the guard asks, domain by domain; all of it must hold."""
    for domain in [workflow.domain(one) for one in guard.domains] or workflow.domains:
        yield from conversations_in(domain, guard)


def conversations_in(domain: Domain, guard: ContactsPerDomain) -> Iterator[Conversation]:
    """Return what the guard asks in one domain; nothing where it asks only in others."""
    if guard.domains and domain.id not in guard.domains:
        return
    about = (domain.id, guard.purpose, guard.within, guard.since)
    if number := guard.wanted(domain):
        yield Heard(*about, number)
    for layer in dict(guard.layers).get(domain.id, ()):
        yield Layer(*about, layer)
    if guard.groups or guard.min_groups or guard.layers:
        asked, needed = guard.asked_groups(domain)
        if needed:
            yield Groups(*about, frozenset(asked), needed)


def fact(guard: Any, workflow: Workflow | None = None) -> Fact:  # noqa: ANN401 (any guard)
    """Return what a guard asks, as one fact; the workflow says which options and domains it has."""
    every = _every(guard, workflow) if workflow else ()
    return Fact(str(getattr(guard, "kind", type(guard).__name__)), repr(guard), guard, every)


def bounds(guard: ContributionsReceived) -> Iterator[tuple[Fact, bool]]:
    """Return what a guard on the number of contributions asks: that they hold, or that they fail.

    Not more than two is: there are not three. So every bound is a fact that stays once it is there,
    unless it is counted since a phase was entered.
    """
    if guard.min:
        yield fact(ContributionsReceived(min=guard.min, since=guard.since)), True
    if guard.max is not None:
        yield fact(ContributionsReceived(min=guard.max + 1, since=guard.since)), False


def possible(holds: Iterable[Atom], fails: Iterable[Atom]) -> bool:
    """Return whether these facts can all hold, and all of those fail, at one moment.

    Exact for the facts of one subject; what different subjects have to do with each other is left
    out.
    """
    about: dict[_Subject, tuple[set[Atom], set[Atom]]] = {}
    for side, atoms in enumerate((holds, fails)):
        for one in atoms:
            about.setdefault(subject(one), (set(), set()))[side].add(one)
    return all(_possible(frozenset(held), frozenset(denied)) for held, denied in about.values())


@lru_cache(maxsize=4096)
def subject(atom: Atom) -> tuple[str, ...]:
    """Return what a fact is about; facts on different subjects are independent of each other."""
    if isinstance(atom, Fact):
        return following.subject(atom.guard)
    return "contacts", atom.domain, atom.purpose


def implies(one: Atom, other: Atom) -> bool:
    """Return whether the second fact holds wherever the first does."""
    return one == other or (subject(one) == subject(other) and not possible((one,), (other,)))


def excludes(one: Atom, other: Atom) -> bool:
    """Return whether two facts can never hold at once."""
    return subject(one) == subject(other) and not possible((one, other), ())


def lasting(atom: Atom) -> bool:
    """Return whether a fact stays once it is there, as long as nobody takes back what was said."""
    return stays(atom.guard) if isinstance(atom, Fact) else atom.within is None and not atom.since


# Private

_Subject: TypeAlias = tuple[str, ...]


@lru_cache(maxsize=16384)
def _possible(holds: frozenset[Atom], fails: frozenset[Atom]) -> bool:
    """Return whether facts on one subject can hold while others on it fail."""
    if holds & fails:
        return False
    held = [one for one in holds if isinstance(one, Fact)]
    denied = [one for one in fails if isinstance(one, Fact)]
    if not held and not denied:
        return can_be_heard(_conversations(holds), _conversations(fails))
    every = (*held, *denied)[0].every
    return following.can_be([one.guard for one in held], [one.guard for one in denied], every)


def _conversations(atoms: Iterable[Atom]) -> tuple[Conversation, ...]:
    return tuple(one for one in atoms if not isinstance(one, Fact))


def _every(guard: Any, workflow: Workflow) -> tuple[str, ...]:  # noqa: ANN401
    match guard:
        case Chosen(choice=choice):
            return tuple(one.id for one in workflow.choice(choice).options)
        case Endorsed() | TopicsChosen():
            return tuple(one.id for one in workflow.domains)
        case _:
            return ()
