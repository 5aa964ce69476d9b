"""What the engine answers on parents, children and the topics between them: frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from trajecten.core.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """The parent or a child of a trajectory, where it is now; `topic` is what the child took up.

    `relation_aside` says that relation first was laid aside in it, by a deviation or its workflow.
    """

    ref: str
    title: str | None
    phases: Mapping[str, str]
    phase_labels: Mapping[str, Text]
    final: bool
    topic: str | None
    relation_aside: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicChoice:
    """What a domain or a role last said of a topic; `reason` is None when it was erased."""

    by: str
    chosen: bool
    reason: str | None
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicItem:
    """One topic of the longlist, and the references of the trajectories that took it up."""

    id: str
    text: str | None
    domain: str | None
    at: datetime
    choices: tuple[TopicChoice, ...]
    children: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Longlist:
    """The topics of a trajectory, and by which criteria they are chosen.

    `criteria_at` is None when no criteria were recorded; without `criteria` they were erased.
    """

    criteria: str | None
    criteria_at: datetime | None
    topics: tuple[TopicItem, ...]
