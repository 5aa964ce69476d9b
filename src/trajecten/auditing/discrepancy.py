"""What a replay finds: how an entry differs from the same decision made again."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from trajecten.core.finding import Json
from trajecten.core.text import Text


class DiscrepancyKind(StrEnum):
    """What kind of difference was found."""

    FORGED_ACCEPTANCE = "forged_acceptance"
    FORGED_REFUSAL = "forged_refusal"
    FINDINGS = "findings"
    EVENT = "event"
    GUARD_CHANGED = "guard_changed"
    GUARD_GONE = "guard_gone"
    DEFINITION = "definition"
    NOT_UNDERSTOOD = "not_understood"
    NOT_POSSIBLE = "not_possible"
    PROJECTION = "projection"


@dataclass(frozen=True, slots=True, kw_only=True)
class Discrepancy:
    """One difference: which entry, what was recorded, and what the replay finds instead.

    `seq` is None for a projection, which is of no one entry. `engine` is the version of trajecten
    that wrote the entry. `recorded` and `found` hold only what differs.
    """

    ref: str
    seq: int | None
    kind: DiscrepancyKind
    message: Text
    recorded: Mapping[str, Json]
    found: Mapping[str, Json]
    engine: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unjudged:
    """An entry that could not be decided again, and why."""

    seq: int
    action: str
    reason: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplayedTrajectory:
    """What the replay of one ledger found.

    `entries` counts those decided again; `damage` is what `verify` says of the chain, if it is not
    whole: nothing from that entry on was replayed. `engines` are the other versions of trajecten
    that wrote entries here.
    """

    ref: str
    trajectory: str
    entries: int
    accepted: int
    refused: int
    discrepancies: tuple[Discrepancy, ...] = ()
    unjudged: tuple[Unjudged, ...] = ()
    engines: tuple[str, ...] = ()
    damage: Text | None = None

    @property
    def clean(self) -> bool:
        """Whether the chain is whole and nothing differs."""
        return self.damage is None and not self.discrepancies


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    """The replay of one ledger or of all; true when nothing was found.

    `not_checked` says what a replay cannot see, or did not look at.
    """

    trajectories: tuple[ReplayedTrajectory, ...]
    engine: str
    not_checked: tuple[Text, ...]

    def __bool__(self) -> bool:
        """Return whether nothing was found."""
        return self.clean

    @property
    def clean(self) -> bool:
        """Whether every chain is whole and nothing differs."""
        return all(one.clean for one in self.trajectories)

    @property
    def entries(self) -> int:
        """How many entries were decided again."""
        return sum(one.entries for one in self.trajectories)
