"""What changed in the domains, and what is asked of listening by that in them."""

from collections.abc import Iterable, Iterator

from trajecten.checking.atoms import LISTENING, Atom, conversations_in, implies
from trajecten.checking.difference.change import (
    About,
    Change,
    ChangeSort,
    Strictness,
    strictness,
    together,
)
from trajecten.checking.difference.demands import gates
from trajecten.checking.difference.names import GROUPS, LAYERS, added_and_removed, named_change
from trajecten.checking.difference.relation import in_force
from trajecten.core.guards.contacts import ContactsPerDomain
from trajecten.core.workflow import Domain, Workflow, with_parts


def of_domains(old: Workflow, new: Workflow) -> Iterator[Change]:
    """Return which domains are new or gone, and what changed in their groups and layers."""
    for sort, one in added_and_removed("domain", old, new):
        added = sort is ChangeSort.ADDED
        heard = _is_heard(new if added else old, one.id)
        strict = strictness(looser=heard and not added, tighter=heard and added)
        yield named_change(sort, "domain", one, strict)
    known = old.names("domain")
    for domain in new.domains:
        if domain.id in known:
            before = old.domain(domain.id)
            yield from _of_groups(before, domain, old)
            for words in (
                *GROUPS.kept(before.groups, domain.groups),
                *LAYERS.changes(before.layers, domain.layers),
            ):
                yield About("domain", domain.id).change(words)


# Private


def _is_heard(workflow: Workflow, domain: str) -> bool:
    asked = (conversations_in(workflow.domain(domain), one) for one in _listening(workflow))
    return any(True for each in asked for _ in each)


def _of_groups(before: Domain, after: Domain, old: Workflow) -> Iterator[Change]:
    """Return which groups are new or gone; what is asked by their number may be less by that."""
    first, second = ({one.id for one in each.groups} for each in (before, after))
    strict = Strictness.SAME
    if first != second:
        strict = together(_weighed(before, after, guard) for guard in _listening(old))
    for words in GROUPS.new_and_gone(before.groups, after.groups):
        yield About("domain", after.id).change(words, strict)


def _weighed(before: Domain, after: Domain, guard: ContactsPerDomain) -> Strictness:
    first, second = (frozenset(conversations_in(one, guard)) for one in (before, after))
    return strictness(looser=not _all_met(first, second), tighter=not _all_met(second, first))


def _all_met(asked: Iterable[Atom], known: Iterable[Atom]) -> bool:
    return all(any(implies(one, each) for one in known) for each in asked)


def _listening(workflow: Workflow) -> Iterator[ContactsPerDomain]:
    """Return every guard that asks to have listened, also what the engine asks by itself."""
    for one in with_parts([*in_force(workflow.relation_first), *gates(workflow)]):
        if isinstance(one.guard, ContactsPerDomain) and one.guard.purpose == LISTENING:
            yield one.guard
