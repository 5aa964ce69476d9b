"""Facts rebuilt from events alone, one after the other: what replay and simulation ask."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from heapq import nlargest
from typing import cast

from trajecten.core.bounded import BoundedFacts
from trajecten.core.events import Action, Recorded, moment_of
from trajecten.core.facts import (
    ChildFact,
    ContactFact,
    ContributionFact,
    Tally,
)
from trajecten.core.fitting import checked
from trajecten.core.state import State, after


class FoldedFacts(BoundedFacts):
    """The facts of one trajectory after the events given so far.

    Besides the bounded state it remembers every contact and contribution, which the live store
    looks up in its tables. Its children have ledgers of their own: they are handed in.
    """

    @checked
    def __init__(self, events: Iterable[Recorded] = (), children: Iterable[ChildFact] = ()) -> None:
        """Start from nothing and take in the events, in their order."""
        super().__init__(State())
        self._children = tuple(children)
        self._contacts: dict[str, ContactFact] = {}
        self._contributions: dict[str, ContributionFact] = {}
        for one in events:
            self.take(one)

    @checked
    def take(self, recorded: Recorded) -> None:
        """Take in the next event."""
        self.state = after(self.state, recorded)
        self._contacts |= changed_contacts(recorded, self.contact)
        self._contributions |= changed_contributions(recorded, self.contribution)

    def contacts_since(self, moment: datetime) -> Sequence[Tally]:
        """Return contacts that stand and happened at or after a moment."""
        counter = Counter(
            (one.domain, one.group, one.layer, one.purpose)
            for one in self._contacts.values()
            if not one.retracted and one.at >= moment
        )
        return tuple(Tally(*key, number) for key, number in counter.items())

    def contact_moments(self, domain: str, group: str, purpose: str) -> Sequence[datetime]:
        """Return when contacts that stand were held with a group, earliest first."""
        return held(self._contacts.values(), domain, group, purpose)

    def open_contributions(self) -> Sequence[ContributionFact]:
        """Return contributions without disposition or without feedback, oldest first."""
        return tuple(one for one in self._contributions.values() if one.feedback_at is None)

    def latest_answers(self, limit: int) -> Sequence[ContributionFact]:
        """Return answered contributions, those that waited longest first."""
        answered = [one for one in self._contributions.values() if one.feedback_at is not None]
        return tuple(nlargest(limit, answered, key=waiting_seconds))

    def children(self) -> Sequence[ChildFact]:
        """Return the children as they were handed in."""
        return self._children

    def contact(self, contact_id: str) -> ContactFact | None:
        """Return the contact with this id, or None."""
        return self._contacts.get(contact_id)

    def contribution(self, contribution_id: str) -> ContributionFact | None:
        """Return the contribution with this id, or None."""
        return self._contributions.get(contribution_id)


def held(
    contacts: Iterable[ContactFact], domain: str, group: str, purpose: str
) -> Sequence[datetime]:
    """Return when those of the contacts were held that stand and are with a group, in order."""
    asked = (domain, group, purpose)
    found = (one for one in contacts if (one.domain, one.group, one.purpose) == asked)
    return sorted(one.at for one in found if not one.retracted)


def changed_contacts(
    recorded: Recorded, contact: Callable[[str], ContactFact | None]
) -> Mapping[str, ContactFact]:
    """Return the contacts that an event changes, by id; `contact` gives one as it was before."""
    event = recorded.event
    match event.action:
        case Action.CONTACT_RECORDED | Action.CONTACT_CORRECTED:
            return {event.object: contact_fact(event.object, event.data)}
        case Action.CONTACT_RETRACTED if old := contact(event.object):
            return {event.object: replace(old, retracted=True)}
        case _:
            return {}


def changed_contributions(
    recorded: Recorded, contribution: Callable[[str], ContributionFact | None]
) -> Mapping[str, ContributionFact]:
    """Return the contributions that an event changes, by id; the function gives one as it was."""
    event = recorded.event
    match event.action:
        case Action.CONTRIBUTION_RECEIVED:
            return {event.object: ContributionFact(id=event.object)}
        case Action.CONTRIBUTION_DISPOSED:
            weighed = str(event.data["disposition"])
            at = recorded.recorded_at
            return {
                event.object: ContributionFact(id=event.object, disposition=weighed, disposed_at=at)
            }
        case Action.FEEDBACK_SENT:
            answered = cast("list[list[str]]", event.data["answered"])
            old = (contribution(one) for one, _disposed_at in answered)
            return {one.id: replace(one, feedback_at=event.at) for one in old if one}
        case _:
            return {}


def contact_fact(identifier: str, data: Mapping[str, object]) -> ContactFact:
    """Return the contact that the data of an entry describe."""
    group, layer = data["group"], data["layer"]
    return ContactFact(
        id=identifier,
        domain=str(data["domain"]),
        group=None if group is None else str(group),
        layer=None if layer is None else str(layer),
        purpose=str(data["purpose"]),
        at=moment_of(str(data["at"])),
    )


def waiting_seconds(contribution: ContributionFact) -> int:
    """Return the whole seconds between disposition and feedback; zero while either is missing."""
    if contribution.disposed_at is None or contribution.feedback_at is None:
        return 0
    return int((contribution.feedback_at - contribution.disposed_at).total_seconds())
