"""What a workflow allows by way of tailoring: which deviations, and who decides on them (R8)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from trajecten.core.duration import Duration
from trajecten.core.text import Text


class DeviationKind(StrEnum):
    """How a trajectory may leave what its workflow says."""

    SKIP = "skip"
    """Take a step although not everything that is asked of it is met."""
    MERGE = "merge"
    """Take several steps in one; everything that each of them asks is still asked."""
    REPEAT = "repeat"
    """Go back to a phase that was visited before, where no transition leads back."""
    ADD = "add"
    """Adapt the workflow for this one trajectory: more or other phases, steps, conditions."""


DEVIATION_LABELS: Mapping[DeviationKind, Text] = {
    DeviationKind.SKIP: Text("overslaan", "skip"),
    DeviationKind.MERGE: Text("samenvoegen", "merge"),
    DeviationKind.REPEAT: Text("herhalen", "repeat"),
    DeviationKind.ADD: Text("aanpassen", "adapt"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Deciders:
    """Who decides: the holders of these roles, on which ground, and what is then owed.

    `debt` is how long after the step what was left out must still be done; None when nothing is
    owed.
    """

    roles: tuple[str, ...]
    basis: str | None = None
    debt: Duration | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Deviations:
    """What a workflow allows. Without `relation_first` nobody can let that be deviated from.

    `expires_after` is how long a decision may be used after it was made; `motivated` is whether
    whoever lets it happen must say why.
    """

    allowed: tuple[DeviationKind, ...]
    deciders: Deciders
    expires_after: Duration | None = None
    relation_first: Deciders | None = None
    motivated: bool = False

    def decided_by(self, *, relation: bool) -> Deciders | None:
        """Return who decides: on relation first, or on anything else."""
        return self.relation_first if relation else self.deciders
