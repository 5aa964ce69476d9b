"""What the engine answers: frozen values with names and labels, ready to show."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from trajecten.core.facts import ArtefactFact
from trajecten.core.finding import Finding, Json, Missing
from trajecten.core.running import TermState
from trajecten.core.statute import TermKind
from trajecten.core.text import Text
from trajecten.core.workflow import Kind, SetAside
from trajecten.engine.choices import ChoiceItem
from trajecten.engine.kin import Related
from trajecten.engine.sealed import SealReport


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How a command ended; true when it was accepted.

    `seq` and `hash` (hex) are those of the entry it made, `object` what it was about (such as
    `contact-3`), `phases` where each track is now. `repeated` says that this command id had been
    handled before: then this is the answer of that time.
    """

    ref: str
    accepted: bool
    seq: int
    hash: str
    action: str
    object: str
    phases: Mapping[str, str]
    findings: tuple[Finding, ...] = ()
    repeated: bool = False

    def __bool__(self) -> bool:
        """Return whether the command was accepted."""
        return self.accepted

    @property
    def result(self) -> str:
        """How it ended in one word: "accepted" or "refused"."""
        return "accepted" if self.accepted else "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackStatus:
    """Where one track is: since when (aware UTC), and for the how-manieth time."""

    id: str
    label: Text
    phase: str
    phase_label: Text
    kind: Kind
    since: datetime
    visit: int
    final: bool
    guidance: tuple[Text, ...]
    attention_from: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A group or a layer of a domain, and whether it was listened to."""

    id: str
    label: Text
    heard: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DomainStatus:
    """The contacts with one domain that stand: all, those to listen, and when the last was."""

    id: str
    label: Text
    contacts: int
    listening: int
    last: datetime | None
    groups: tuple[Share, ...]
    layers: tuple[Share, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Who holds a role; `name` is None when it was erased."""

    role: str
    label: Text
    name: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TermItem:
    """One term of the workflow, and how it stands today.

    `last_day` is None before it began and while it is suspended; `days_left` counts the days until
    the last day, 0 on that day itself, and is None when there is nothing to count: not begun,
    suspended, over, or done. `over` says that the last day has passed; of what was `ended`, that it
    was done after that day. `extended_by` is a duration as ISO 8601 writes it.
    """

    id: str
    label: Text
    kind: TermKind
    basis: str
    state: TermState
    started: date | None = None
    last_day: date | None = None
    days_left: int | None = None
    over: bool = False
    extended_by: str | None = None
    suspended_on: date | None = None
    ended: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """One trajectory at a glance.

    `relation_stands` is a finding when relation no longer stands although content began;
    `relation_waivers` are the deviations by which relation first was laid aside, `adaptations`
    those that gave it a workflow text of its own; `debts` say for each deviation that is owed for
    whether it is repaid. `loops` counts how often a phase was entered again; `unendorsed` names, by
    type of paper, the domains and roles that the workflow asks to endorse it and that have not
    endorsed this version; `terms` are those that run or stand still; `choices` are
    all those of the workflow.
    """

    ref: str
    title: str | None
    workflow: str
    label: Text
    version: str
    digest: str
    started_at: datetime
    recorded_at: datetime
    seq: int
    tracks: tuple[TrackStatus, ...]
    domains: tuple[DomainStatus, ...]
    holders: tuple[Holder, ...]
    artefacts: Mapping[str, ArtefactFact]
    unendorsed: Mapping[str, tuple[Missing, ...]]
    contributions: int
    undisposed: int
    unanswered: int
    actions_open: int
    loops: int
    relation: Finding
    set_aside: SetAside | None
    relation_stands: Finding | None = None
    relation_waivers: tuple[str, ...] = ()
    adaptations: tuple[str, ...] = ()
    debts: tuple[Finding, ...] = ()
    parent: Related | None = None
    children: tuple[Related, ...] = ()
    terms: tuple[TermItem, ...] = ()
    choices: tuple[ChoiceItem, ...] = ()

    @property
    def phases(self) -> dict[str, str]:
        """The present phase of each track."""
        return {one.id: one.phase for one in self.tracks}


@dataclass(frozen=True, slots=True, kw_only=True)
class LogEntry:
    """One entry of the ledger, with the names and texts that are still kept.

    `erased` are the fields of texts that are no longer there; `actor` is None when it was erased.
    """

    seq: int
    at: datetime
    recorded_at: datetime
    actor: str | None
    actor_ref: str
    role: str | None
    action: str
    object: str
    result: str
    origin: str
    command: str | None
    findings: tuple[Finding, ...]
    data: Mapping[str, Json]
    texts: Mapping[str, str]
    hash: str
    erased: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PortfolioItem:
    """One trajectory in the list of all.

    `listening` counts contacts to listen, per domain; `loops` how often a phase was entered again;
    `relation_waivers` are the deviations by which relation first was laid aside, `set_aside` says
    that its workflow does so; `parent` and `children` are references. `damage` says why it cannot
    be read; what comes from its workflow are then the bare ids, and `final` is False.
    """

    ref: str
    title: str | None
    workflow: str
    label: Text
    version: str
    phases: Mapping[str, str]
    phase_labels: Mapping[str, Text]
    domain_labels: Mapping[str, Text]
    listening: Mapping[str, int]
    started_at: datetime
    recorded_at: datetime
    final: bool
    loops: int
    relation_waivers: tuple[str, ...] = ()
    set_aside: SetAside | None = None
    parent: str | None = None
    children: tuple[str, ...] = ()
    damage: Text | None = None

    @property
    def relation_aside(self) -> bool:
        """Whether relation first was laid aside, by a deviation or by the workflow."""
        return bool(self.relation_waivers) or self.set_aside is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactItem:
    """One contact with the texts that are still kept; `erased` are the fields that were erased."""

    id: str
    domain: str
    group: str | None
    layer: str | None
    purpose: str
    channel: str | None
    count: int
    at: datetime
    recorded_at: datetime
    person: str | None
    spokesperson: str | None
    note: str | None
    retracted: bool
    cited: bool
    erased: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionItem:
    """One contribution, and what was done with it; `erased` are the fields that were erased."""

    id: str
    domain: str | None
    group: str | None
    at: datetime
    person: str | None
    text: str | None
    disposition: str | None
    reason: str | None
    disposed_at: datetime | None
    feedback_at: datetime | None
    erased: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonItem:
    """One lesson, with the phases in which it was learned, by track."""

    id: str
    none: bool
    text: str | None
    phases: Mapping[str, str]
    recorded_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundLesson:
    """One lesson among those of all trajectories, with where it comes from."""

    ref: str
    title: str | None
    workflow: str
    id: str
    none: bool
    text: str
    phases: Mapping[str, str]
    phase_labels: Mapping[str, Text]
    recorded_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionItem:
    """One action: what, by whom, when, and since when it is done.

    `erased` are the fields that were erased.
    """

    id: str
    text: str | None
    owner: str | None
    due: date | None
    finished_at: datetime | None
    erased: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifiedTrajectory:
    """What the check of one chain found: how many entries are in order, and the first breach."""

    ref: str
    trajectory: str
    entries: int
    head: str
    damage: str | None = None
    seq: int | None = None
    message: Text | None = None

    @property
    def intact(self) -> bool:
        """Whether nothing was found."""
        return self.damage is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """The check of one or all chains, and of the seal; true when nothing was found.

    `seal` is None when one trajectory was asked for; `unchecked` says in words what was not looked
    at, and so what may be wrong all the same.
    """

    trajectories: tuple[VerifiedTrajectory, ...] = field(default_factory=tuple)
    seal: SealReport | None = None
    unchecked: tuple[Text, ...] = ()

    @property
    def entries(self) -> int:
        """How many entries are in order."""
        return sum(one.entries for one in self.trajectories)

    @property
    def chained(self) -> bool:
        """Whether no chain has a breach."""
        return all(one.intact for one in self.trajectories)

    @property
    def intact(self) -> bool:
        """Whether nothing was found."""
        return self.chained and (self.seal is None or self.seal.intact)


@dataclass(frozen=True, slots=True, kw_only=True)
class RebuildReport:
    """Which rows a rebuild from the ledger changes, by table; empty when all agree."""

    trajectories: int
    differences: tuple[str, ...]
    written: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreInfo:
    """What the database is: its address without password, dialect, schema, and sizes."""

    url: str
    dialect: str
    schema: str
    log: str
    trajectories: int
    entries: int
