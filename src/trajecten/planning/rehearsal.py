"""A rehearsal: what a trajectory would be when things were done that nobody did yet.

Every act goes through `decide`, as in earnest, and the event that comes out of it is folded by the
same functions as those of the ledger; so a rehearsal never has rules of its own. It is a value: an
act gives another one, beside it, from the same facts.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from heapq import nlargest
from typing import Protocol

from trajecten.core.bounded import BoundedFacts
from trajecten.core.commands import Advance, Command, people_in
from trajecten.core.events import Event, Recorded
from trajecten.core.facts import ChildFact, ContactFact, ContributionFact, Facts, Tally
from trajecten.core.fold import changed_contacts, changed_contributions, held, waiting_seconds
from trajecten.core.state import State, after
from trajecten.core.workflow import Kind, Workflow
from trajecten.deciding import Decision, Request, decided
from trajecten.deciding.timing import timed
from trajecten.errors import InputError, NotFoundError
from trajecten.planning.plan import Need


class Kept(Facts, Protocol):
    """Facts of which the bounded part is at hand."""

    @property
    def state(self) -> State:
        """The bounded part."""


class Remembered:
    """The real facts under all rehearsals of one plan: each is looked up once."""

    def __init__(self, facts: Kept) -> None:
        """Begin with nothing looked up."""
        self._facts = facts
        self._since: dict[datetime, Sequence[Tally]] = {}
        self._held: dict[tuple[str, str, str], Sequence[datetime]] = {}
        self._contacts: dict[str, ContactFact | None] = {}
        self._contributions: dict[str, ContributionFact | None] = {}
        self._answers: dict[int, Sequence[ContributionFact]] = {}
        self._open: Sequence[ContributionFact] | None = None
        self._children: Sequence[ChildFact] | None = None

    @property
    def state(self) -> State:
        """The bounded part."""
        return self._facts.state

    def contacts_since(self, moment: datetime) -> Sequence[Tally]:
        """Return contacts that stand and happened at or after a moment."""
        if moment not in self._since:
            self._since[moment] = self._facts.contacts_since(moment)
        return self._since[moment]

    def contact_moments(self, domain: str, group: str, purpose: str) -> Sequence[datetime]:
        """Return when contacts that stand were held with a group."""
        asked = (domain, group, purpose)
        if asked not in self._held:
            self._held[asked] = self._facts.contact_moments(*asked)
        return self._held[asked]

    def open_contributions(self) -> Sequence[ContributionFact]:
        """Return contributions without disposition or without feedback."""
        if self._open is None:
            self._open = self._facts.open_contributions()
        return self._open

    def latest_answers(self, limit: int) -> Sequence[ContributionFact]:
        """Return answered contributions, those that waited longest first."""
        if limit not in self._answers:
            self._answers[limit] = self._facts.latest_answers(limit)
        return self._answers[limit]

    def children(self) -> Sequence[ChildFact]:
        """Return the trajectories that were started under this one."""
        if self._children is None:
            self._children = self._facts.children()
        return self._children

    def contact(self, contact_id: str) -> ContactFact | None:
        """Return the contact with this id, or None."""
        if contact_id not in self._contacts:
            self._contacts[contact_id] = self._facts.contact(contact_id)
        return self._contacts[contact_id]

    def contribution(self, contribution_id: str) -> ContributionFact | None:
        """Return the contribution with this id, or None."""
        if contribution_id not in self._contributions:
            self._contributions[contribution_id] = self._facts.contribution(contribution_id)
        return self._contributions[contribution_id]


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """How far a rehearsal is: what changed since the real facts, when it is, and what was done.

    `assumed` are the conditions that only people can judge and that are taken to be met, as
    `trajecten.planning.gates` knows them.
    """

    state: State
    now: datetime
    seq: int = 0
    contacts: Mapping[str, ContactFact] = field(default_factory=dict)
    contributions: Mapping[str, ContributionFact] = field(default_factory=dict)
    needs: tuple[Need, ...] = ()
    way: tuple[str, ...] = ()
    assumed: frozenset[tuple[str, bool]] = frozenset()


def opening(workflow: Workflow, facts: Kept, now: datetime) -> "Rehearsal":
    """Return the rehearsal in which nothing was done yet."""
    state = facts.state
    # What is done from now on comes after all that was: a visit, a decision, a paper, a choice.
    kept = (state.tracks, state.entered, state.decisions, state.artefacts, state.choices)
    seq = max([0, *(one.seq for each in kept for one in each.values())])
    return Rehearsal(workflow, Remembered(facts), Script(state=state, now=now, seq=seq))


class Rehearsal(BoundedFacts):
    """The facts as they would be, and how they would come about."""

    def __init__(self, workflow: Workflow, base: Remembered, script: Script) -> None:
        """Join the real facts with what is rehearsed on them."""
        super().__init__(script.state)
        self.workflow = workflow
        self.script = script
        self._base = base

    @property
    def now(self) -> datetime:
        """The moment that the rehearsal is at."""
        return self.script.now

    @property
    def kinds(self) -> frozenset[Kind]:
        """The kinds of the phases that the tracks are in."""
        phases = self.workflow.phases
        return frozenset(phases[one.phase].kind for one in self.tracks.values())

    @property
    def newcomer(self) -> str:
        """The reference of somebody who is not in the trajectory yet."""
        return f"newcomer-{self.script.seq}"

    def contacts_since(self, moment: datetime) -> Sequence[Tally]:
        """Return contacts that stand and happened at or after a moment, the rehearsed ones too."""
        new = [
            Tally(one.domain, one.group, one.layer, one.purpose, 1)
            for one in self.script.contacts.values()
            if one.at >= moment
        ]
        return (*self._base.contacts_since(moment), *new)

    def contact_moments(self, domain: str, group: str, purpose: str) -> Sequence[datetime]:
        """Return when contacts that stand were held with a group, the rehearsed ones too."""
        new = held(self.script.contacts.values(), domain, group, purpose)
        return sorted((*self._base.contact_moments(domain, group, purpose), *new))

    def open_contributions(self) -> Sequence[ContributionFact]:
        """Return contributions without disposition or without feedback."""
        changed = self.script.contributions
        found = [changed.get(one.id, one) for one in self._base.open_contributions()]
        seen = {one.id for one in found}
        found += [one for one in changed.values() if one.id not in seen]
        return tuple(one for one in found if one.feedback_at is None)

    def latest_answers(self, limit: int) -> Sequence[ContributionFact]:
        """Return answered contributions, those that waited longest first."""
        changed = self.script.contributions
        slowest = self._base.latest_answers(limit + len(changed))
        kept = [one for one in slowest if one.id not in changed]
        new = [one for one in changed.values() if one.feedback_at is not None]
        return tuple(nlargest(limit, [*kept, *new], key=waiting_seconds))

    def children(self) -> Sequence[ChildFact]:
        """Return the trajectories that were started under this one."""
        return self._base.children()

    def contact(self, contact_id: str) -> ContactFact | None:
        """Return the contact with this id, or None."""
        return self.script.contacts.get(contact_id) or self._base.contact(contact_id)

    def contribution(self, contribution_id: str) -> ContributionFact | None:
        """Return the contribution with this id, or None."""
        known = self.script.contributions.get(contribution_id)
        return known or self._base.contribution(contribution_id)

    def doing(self, command: Command, *needs: Need, actor: str = "") -> "Rehearsal | None":
        """Return what is so after a command; None when it would be refused.

        Without a need it is as if it had been done before.
        """
        try:
            decision = self._decision(command, actor)
        except (InputError, NotFoundError):
            return None
        return self._after(decision.event, needs=needs) if decision.accepted else None

    def stepping(self, command: Advance, actor: str) -> tuple["Rehearsal", Decision]:
        """Return what is so after a step, with the decision: the caller judges what it refused."""
        decision = self._decision(command, actor)
        if not decision.accepted:
            # Terms begin by what is accepted: take it to be so.
            decision = timed(self.workflow, self, replace(decision, accepted=True))
        return self._after(decision.event, step=(command.transition,)), decision

    def waiting(self, until: datetime, need: Need) -> "Rehearsal":
        """Return what is so when a moment has come."""
        return self._with(replace(self.script, now=until, needs=(*self.script.needs, need)))

    def assuming(self, condition: tuple[str, bool], need: Need) -> "Rehearsal":
        """Return what is so when a condition is met that only people can judge."""
        assumed = self.script.assumed | {condition}
        needs = (*self.script.needs, need)
        return self._with(replace(self.script, assumed=assumed, needs=needs))

    def needing(self, need: Need) -> "Rehearsal":
        """Return the same with one need more."""
        return self._with(replace(self.script, needs=(*self.script.needs, need)))

    def _decision(self, command: Command, actor: str) -> Decision:
        people = {name: name for name in people_in(command)}
        request = Request(command=command, actor=actor, people=people)
        return decided(self.workflow, self, request, self.now)

    def _after(
        self, event: Event, *, needs: tuple[Need, ...] = (), step: tuple[str, ...] = ()
    ) -> "Rehearsal":
        script = self.script
        recorded = Recorded(seq=script.seq + 1, recorded_at=script.now, event=event)
        contacts = changed_contacts(recorded, self.contact)
        contributions = changed_contributions(recorded, self.contribution)
        return self._with(
            replace(
                script,
                state=after(script.state, recorded),
                seq=recorded.seq,
                contacts={**script.contacts, **contacts} if contacts else script.contacts,
                contributions={**script.contributions, **contributions}
                if contributions
                else script.contributions,
                needs=script.needs + needs,
                way=script.way + step,
            )
        )

    def _with(self, script: Script) -> "Rehearsal":
        return Rehearsal(self.workflow, self._base, script)
