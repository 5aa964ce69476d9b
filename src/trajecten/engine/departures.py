"""What the engine answers about tailoring, and about what asks for attention."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from trajecten.checking import Difference
from trajecten.core.deviation import DeviationKind
from trajecten.core.finding import Remedy
from trajecten.core.text import Text
from trajecten.core.workflow import Workflow


class Course(StrEnum):
    """How a deviation went, or where it is now."""

    ASKED = "asked"
    APPROVED = "approved"
    REJECTED = "rejected"
    EXPIRED = "expired"
    LAPSED = "lapsed"
    USED = "used"
    FORGIVEN = "forgiven"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviationItem:
    """One deviation: what was asked, by whom and why; who decided, when and why; what came of it.

    `waives` says what was not met when it was asked for; `relation` whether it lays relation first
    aside; `due` by when what was left out must be made good. `adopts` is the digest of the text
    that an adaptation asks for, `changes` what that does otherwise. Lapsed is what was open when
    another text took the place of the one it was asked under, or when the stay in the phase ended
    in which it was asked; `why_lapsed` says which.
    """

    id: str
    kind: DeviationKind
    course: Course
    seq: int
    asked_at: datetime
    asked_by: str | None
    motivation: str | None
    source: str
    target: str
    transitions: tuple[str, ...]
    waives: tuple[Text, ...]
    relation: bool
    definition: str
    adopts: str
    changes: tuple[Text, ...] = ()
    decided_at: datetime | None = None
    decided_by: str | None = None
    role: str | None = None
    answer: str | None = None
    expires_at: datetime | None = None
    used_at: datetime | None = None
    due: datetime | None = None
    forgiven: str | None = None
    why_lapsed: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Adaptation:
    """A workflow text of one trajectory's own, and what it does otherwise than the present one."""

    workflow: Workflow
    difference: Difference


class AttentionKind(StrEnum):
    """Why something asks for attention."""

    RELATION = "relation"
    DEBT = "debt"
    DEVIATION = "deviation"
    TERM = "term"
    FEEDBACK = "feedback"
    ACTION = "action"
    STALE = "stale"
    DAMAGE = "damage"


@dataclass(frozen=True, slots=True, kw_only=True)
class AttentionItem:
    """One thing that asks for attention; `at` is when it is due, or since when it is so."""

    ref: str
    title: str | None
    kind: AttentionKind
    message: Text
    at: datetime | None = None
    remedies: tuple[Remedy, ...] = ()
