"""The commands on tailoring: to deviate from a workflow, to adapt it, to go to a newer version."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from trajecten.core.deviation import DeviationKind
from trajecten.core.workflow import Workflow

_NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class AskDeviation:
    """Ask to deviate from the workflow: to skip, merge or repeat (R8).

    `transitions` are the steps: one to skip what it asks, several in their order to merge; `phase`
    is the one to repeat.
    """

    kind: DeviationKind
    motivation: str
    transitions: tuple[str, ...] = ()
    phase: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AskAdaptation:
    """Ask to go on under another workflow text, for this one trajectory."""

    workflow: Workflow
    motivation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideDeviation:
    """Approve or reject what was asked, as holder of a role that decides; never the asker."""

    deviation: str
    approved: bool
    motivation: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CarryOut:
    """Take the step that an approved deviation allows."""

    deviation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ForgiveDebt:
    """Let go of what is owed for a deviation, openly; as one who may decide on it."""

    deviation: str
    motivation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Migrate:
    """Go on under a newer version of the workflow.

    `phases` says which phase takes the place of one whose id is gone.
    """

    workflow: Workflow
    phases: Mapping[str, str] = field(default_factory=lambda: _NONE)
    motivation: str | None = None
