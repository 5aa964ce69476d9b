"""What the engine answers about the seal: checkpoints, what a check of it found, bundles."""

from dataclasses import dataclass
from datetime import datetime

from trajecten.core.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeCheckpoint:
    """A checkpoint: the signed note, and what is under it.

    `new` is how many entries it seals that none did before; 0 when nothing was added since the
    last, which is then given again.
    """

    note: str
    origin: str
    size: int
    root: str
    new: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SealBreach:
    """What is wrong with the seal: the kind of damage, and where it shows first.

    `index` is the number of a leaf; `ref` and `seq` the entry, as far as that can be known; `size`
    that of a checkpoint.
    """

    damage: str
    message: Text
    index: int | None = None
    ref: str | None = None
    seq: int | None = None
    size: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SealReport:
    """What the check of the seal found, and with what it was compared.

    `sealed` counts the entries under checkpoints and `unsealed` those after the last one, the
    entries of the record among them. `compared` is how many checkpoints that somebody kept were
    held beside the ledger; `newest` is the size of the largest and `newest_at` when it was made.
    """

    sealed: int
    unsealed: int
    checkpoints: int
    compared: int
    newest: int | None
    newest_at: datetime | None
    size: int
    root: str
    breaches: tuple[SealBreach, ...] = ()

    @property
    def intact(self) -> bool:
        """Whether nothing was found."""
        return not self.breaches


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundled:
    """What a bundle holds: the size of its checkpoint, and how many entries."""

    size: int
    entries: int
