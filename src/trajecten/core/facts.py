"""What is known of one trajectory at one moment, as conditions may ask it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from trajecten.core.deviation import DeviationKind
from trajecten.core.finding import Json


class Standing(StrEnum):
    """How far a deviation is: settled ones are no longer among the facts."""

    ASKED = "asked"
    APPROVED = "approved"
    OWING = "owing"


@dataclass(frozen=True, slots=True)
class Approval:
    """One person's consent to a transition, given in a role during the present visit."""

    transition: str
    role: str
    person: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """The present stay of a track in a phase.

    `since` is when the phase was entered, `seq` the entry that did it, `number` counts the visits
    to this phase from one; lessons and approvals are those of this visit.
    """

    phase: str
    since: datetime
    seq: int
    number: int = 1
    lessons: int = 0
    no_lesson: bool = False
    approvals: tuple[Approval, ...] = ()


@dataclass(frozen=True, slots=True)
class Entrance:
    """The last time that a phase was entered: the entry that did it, when that was recorded.

    `contributions` is how many had been received by then.
    """

    seq: int
    at: datetime
    contributions: int = 0


@dataclass(frozen=True, slots=True)
class Tally:
    """How many contacts that still stand share a domain, group, layer and purpose."""

    domain: str
    group: str | None
    layer: str | None
    purpose: str
    contacts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactFact:
    """One contact as the conditions see it: no names."""

    id: str
    domain: str
    group: str | None
    layer: str | None
    purpose: str
    at: datetime
    retracted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ArtefactFact:
    """The current version of one artefact type.

    `cites` are contact ids; `broken` are those among them that were retracted since; `seq` is the
    entry that registered this version.
    """

    id: str
    version: int
    seq: int = 0
    fields: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()
    broken: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionFact:
    """One contribution: when it came in, was disposed of, was answered."""

    id: str
    disposition: str | None = None
    disposed_at: datetime | None = None
    feedback_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Holding:
    """A person who holds a role now."""

    role: str
    person: str


@dataclass(frozen=True, slots=True)
class ActionFact:
    """An action that is not finished."""

    id: str
    owned: bool
    dated: bool


@dataclass(frozen=True, slots=True)
class DecisionFact:
    """The latest decision of a body: `seq` is the entry that recorded it."""

    id: str
    body: str
    outcome: str
    seq: int


@dataclass(frozen=True, slots=True)
class ChoiceFact:
    """What was chosen last: `seq` is the entry that recorded it."""

    option: str
    seq: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Waived:
    """One condition that a deviation lets pass: `number` counts all that is asked of the step.

    It passes as long as no more is missing than was missing when the deviation was asked for:
    nothing but `missing`, and in each domain no fewer contacts than were `counted`.
    """

    place: str
    number: int
    guard: str
    missing: tuple[str, ...] = ()
    counted: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class RelationWaiver:
    """A deviation by which relation first was laid aside, and how far.

    `waived` is None where it was by a workflow text of the trajectory's own: that says itself how
    much it asks.
    """

    deviation: str
    waived: Waived | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviationFact:
    """A deviation that is not settled: asked for, approved and not used, or used and owed for.

    `definition` is the digest of the workflow text it was asked under and `visit` the entry by
    which its track came where it is: it holds for that text and that stay only. `transitions` are
    the steps it is about; `target` the phase it leads to; `adopts` the digest of the text that
    takes the place of the present one. `appointed` are those to whom whoever asked gave a role
    since, as role and person, unless another gave it anew. `owed` are conditions that must still
    be met, as `trajecten.core.guards.written` writes them.
    """

    id: str
    kind: DeviationKind
    standing: Standing
    asked_by: str
    definition: str
    track: str = ""
    visit: int = 0
    source: str = ""
    target: str = ""
    transitions: tuple[str, ...] = ()
    waives: tuple[Waived, ...] = ()
    relation: bool = False
    adopts: str = ""
    appointed: tuple[tuple[str, str], ...] = ()
    expires_at: datetime | None = None
    owed: tuple[Mapping[str, Json], ...] = ()
    due: datetime | None = None


@dataclass(frozen=True, slots=True)
class TopicFact:
    """One topic on the longlist: who chose it and who declined it, by domain or role id.

    `seq` is the entry that put it on the list.
    """

    id: str
    seq: int
    chosen_by: tuple[str, ...] = ()
    declined_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildFact:
    """A trajectory that was started under this one: where it is after its entry `seq`.

    `trajectory` is its identity, `phases` and `kinds` the present phase of each track and the kind
    of that phase, by track; `final` says that every track is in a last phase.
    """

    ref: str
    trajectory: str
    seq: int
    phases: Mapping[str, str]
    kinds: Mapping[str, str]
    final: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TermFact:
    """A term that was started: on which day, by which entry, and what became of it.

    `extended_by` is the length of its extension as ISO 8601 writes it; `suspended_on` the day on
    which it was suspended, while it is; `suspended_days` how long it stood still before that,
    `resumed_on` until when; `ended` the day on which what it asks was done.
    """

    id: str
    started: date
    seq: int
    extended_by: str | None = None
    suspended_on: date | None = None
    suspended_days: int = 0
    resumed_on: date | None = None
    ended: date | None = None


def chosen_of(facts: "Facts", choice: str) -> str | None:
    """Return the option chosen last of a choice; None when it was not made."""
    made = facts.choices.get(choice)
    return made.option if made else None


class Facts(Protocol):
    """What is known of one trajectory; read-only.

    Two implementations answer alike: one over the database, one that folds the ledger's entries.
    """

    @property
    def tracks(self) -> Mapping[str, Visit]:
        """The present visit of each track, by track id; empty before the start."""

    @property
    def visits(self) -> Mapping[str, int]:
        """How often each phase was entered, by phase id."""

    @property
    def entered(self) -> Mapping[str, Entrance]:
        """When each phase was last entered, by phase id."""

    @property
    def tallies(self) -> Sequence[Tally]:
        """Contacts that stand, over the whole history."""

    def contacts_since(self, moment: datetime) -> Sequence[Tally]:
        """Contacts that stand and happened at or after an aware `moment`."""

    def contact_moments(self, domain: str, group: str, purpose: str) -> Sequence[datetime]:
        """When contacts that stand were held with a group, earliest first."""

    @property
    def artefacts(self) -> Mapping[str, ArtefactFact]:
        """The current version of each artefact, by type."""

    @property
    def contributions(self) -> int:
        """How many contributions were received."""

    def open_contributions(self) -> Sequence[ContributionFact]:
        """Contributions without disposition or without feedback, oldest first."""

    def latest_answers(self, limit: int) -> Sequence[ContributionFact]:
        """Answered contributions, those that waited longest from disposition to feedback first."""

    @property
    def holdings(self) -> Sequence[Holding]:
        """Who holds which role now."""

    @property
    def actions(self) -> Sequence[ActionFact]:
        """Actions that are not finished."""

    @property
    def actions_finished(self) -> int:
        """How many actions were finished."""

    @property
    def decisions(self) -> Mapping[str, DecisionFact]:
        """The latest decision of each body, by body id."""

    @property
    def deviations(self) -> Sequence[DeviationFact]:
        """Deviations that are not settled: asked for, approved and not used, or owed for."""

    @property
    def relation_waivers(self) -> Sequence[RelationWaiver]:
        """The deviations by which relation first was laid aside in this trajectory."""

    @property
    def adaptations(self) -> Sequence[str]:
        """The deviations that gave this trajectory a workflow text of its own, by id."""

    @property
    def topics(self) -> Sequence[TopicFact]:
        """The topics on the longlist, in the order in which they were added."""

    @property
    def criteria(self) -> bool:
        """Whether it was recorded by which criteria topics are chosen."""

    def children(self) -> Sequence[ChildFact]:
        """The trajectories that were started under this one, by reference."""

    @property
    def terms(self) -> Mapping[str, TermFact]:
        """The terms that were started, by id: the latest run of each."""

    @property
    def choices(self) -> Mapping[str, ChoiceFact]:
        """What was chosen last of each choice that was made, by the id of the choice."""

    def contact(self, contact_id: str) -> ContactFact | None:
        """The contact with this id, or None."""

    def contribution(self, contribution_id: str) -> ContributionFact | None:
        """The contribution with this id, or None."""

    def next_number(self, noun: str) -> int:
        """The number for the next object of this kind in the trajectory, from one."""
