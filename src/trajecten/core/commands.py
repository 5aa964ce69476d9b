"""What people may ask of a trajectory: one frozen value per command.

Fields that hold names of people (`person`, `owner`, `holder`, …) and free text (`note`, `text`,
`reason`, …) never reach the ledger: names become references, and free text is kept apart, where it
can be erased. `on` is when something happened: an aware instant, or None for "now".
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import TypeAlias

from trajecten.core.choice import MakeChoice
from trajecten.core.tailoring import (
    AskAdaptation,
    AskDeviation,
    CarryOut,
    DecideDeviation,
    ForgiveDebt,
    Migrate,
)
from trajecten.core.workflow import Workflow

_NONE: Mapping[str, str] = MappingProxyType({})


class Purpose(StrEnum):
    """Why people spoke: only listening counts for the relation (R7)."""

    LISTENING = "listening"
    CONTENT = "content"


class Channel(StrEnum):
    """How people spoke or were reached."""

    CONVERSATION = "conversation"
    MEETING = "meeting"
    PHONE = "phone"
    ONLINE = "online"
    LETTER = "letter"
    EVENT = "event"
    OTHER = "other"


class Disposition(StrEnum):
    """What was done with a contribution (R10)."""

    ADOPTED = "adopted"
    PARTLY = "partly"
    NOT_ADOPTED = "not_adopted"
    OUT_OF_SCOPE = "out_of_scope"


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """Start a trajectory; somebody must commission it (R15).

    `roles` names the first holder of further roles, by role id; `commissioner` names that one.
    `parent` is the reference of the trajectory under which it starts, `topic` the topic of that
    one that it takes up (R19).
    """

    workflow: Workflow
    title: str
    commissioner: str
    ref: str
    roles: Mapping[str, str] = field(default_factory=lambda: _NONE)
    parent: str | None = None
    topic: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Advance:
    """Take a transition; `exemption` is the ground it rests on, where the step asks for one."""

    transition: str
    motivation: str | None = None
    exemption: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordContact:
    """Record a conversation: with a person, or only a group and a head count."""

    domain: str
    purpose: Purpose = Purpose.LISTENING
    group: str | None = None
    layer: str | None = None
    channel: Channel | None = None
    person: str | None = None
    spokesperson: str | None = None
    count: int = 1
    note: str | None = None
    on: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectContact:
    """Correct a contact: what is not None replaces what was recorded."""

    contact: str
    reason: str
    domain: str | None = None
    purpose: Purpose | None = None
    group: str | None = None
    layer: str | None = None
    count: int | None = None
    on: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RetractContact:
    """Take back a contact that was recorded by mistake; it stays visible as retracted."""

    contact: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterArtefact:
    """Register a paper, or its next version; `sha256` is the digest of its file, in hex."""

    type: str
    title: str | None = None
    sha256: str | None = None
    fields: Mapping[str, str] = field(default_factory=lambda: _NONE)
    cites: tuple[str, ...] = ()
    on: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiveContribution:
    """Record what somebody brought in."""

    text: str
    domain: str | None = None
    group: str | None = None
    person: str | None = None
    on: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DisposeContribution:
    """Say what is done with a contribution, and why."""

    contribution: str
    disposition: Disposition
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SendFeedback:
    """Record that people were told what was done with their contributions.

    Without `contributions` it concerns every contribution that is disposed of and unanswered.
    """

    contributions: tuple[str, ...] = ()
    channel: Channel | None = None
    note: str | None = None
    on: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Endorse:
    """Record that a domain, or the holder of a role, stands behind a paper (R16)."""

    artefact: str
    by: str
    person: str | None = None
    note: str | None = None
    on: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignRole:
    """Give a role to a person; a new commissioner takes over from the one before."""

    role: str
    person: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EndRole:
    """End a person's hold on a role."""

    role: str
    person: str
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverRole:
    """Hand a role over: one person leaves, a successor takes it, at the same moment (R14)."""

    role: str
    person: str
    successor: str
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AddAction:
    """Record what will be done, by whom and when (R23)."""

    text: str
    owner: str | None = None
    due: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishAction:
    """Record that an action is done, or dropped."""

    action: str
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordLesson:
    """Record what was learned; `none` says openly that there was nothing, and why (R20)."""

    text: str
    none: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordDecision:
    """Record a decision of a body: a domain such as the council, or a role."""

    body: str
    outcome: str
    reference: str | None = None
    text: str | None = None
    on: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Approve:
    """Approve that a transition is taken, as holder of a role."""

    transition: str
    role: str
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AddNote:
    """Record a remark or a reflection (R9)."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AddTopic:
    """Put a topic on the longlist; `domain` is where it came from (R19)."""

    text: str
    domain: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetCriteria:
    """Record by which criteria topics are chosen; they replace the ones before."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseTopic:
    """Record that a domain, or the holder of a role, chooses a topic or declines it, and why.

    Whoever chooses again changes their choice.
    """

    topic: str
    by: str
    reason: str
    chosen: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtendTerm:
    """Extend a term that runs, as its workflow allows it, once."""

    term: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SuspendTerm:
    """Suspend a term: it stands still from the day after (Awb 4:15)."""

    term: str
    reason: str
    on: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumeTerm:
    """Let a term that was suspended run on: it stood still until the day before (Awb 4:15)."""

    term: str
    reason: str | None = None
    on: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Erase:
    """Take away what is personal: the name of a party with the texts by and about them, or texts.

    `party` is the name of a person or their reference; `texts` are further texts, such as
    "12.note": the number of an entry and a field of it. `ground` is the legal ground, which stays
    readable for ever and names nobody; `decided_by` is the role that decided on it.
    """

    ground: str
    decided_by: str
    party: str | None = None
    texts: tuple[str, ...] = ()


Command: TypeAlias = (
    Start
    | Advance
    | RecordContact
    | CorrectContact
    | RetractContact
    | RegisterArtefact
    | ReceiveContribution
    | DisposeContribution
    | SendFeedback
    | Endorse
    | AssignRole
    | EndRole
    | HandOverRole
    | AddAction
    | FinishAction
    | RecordLesson
    | RecordDecision
    | Approve
    | AddNote
    | AskDeviation
    | AskAdaptation
    | DecideDeviation
    | CarryOut
    | ForgiveDebt
    | Migrate
    | AddTopic
    | SetCriteria
    | ChooseTopic
    | ExtendTerm
    | SuspendTerm
    | ResumeTerm
    | MakeChoice
    | Erase
)
"""Everything that may be asked; each command makes exactly one entry in the ledger."""

PEOPLE: tuple[str, ...] = ("person", "spokesperson", "successor", "owner", "commissioner")
"""The fields of commands that hold the name of a person."""


def people_in(command: Command) -> tuple[str, ...]:
    """Return the names of people that a command mentions, each once, in the order of its fields."""
    names = [name for one in PEOPLE if (name := getattr(command, one, None))]
    if isinstance(command, Start):
        names.extend(command.roles.values())
    return tuple(dict.fromkeys(names))
