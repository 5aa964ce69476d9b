"""The record: the entries about the ledger as a whole, in a chain of their own.

They have the form of every other entry, with an empty trajectory and an empty definition. What they
tell is in the tree too, so that it is sealed with the rest.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from trajecten.core.finding import Json
from trajecten.ledger.chain import Breach, Head, StoredEntry, check_entries
from trajecten.ledger.entry import Entry
from trajecten.ledger.merkle import Frontier, leaf_hash

NO_TRAJECTORY = ""
"""What stands in an entry of the record where others name their trajectory."""


class RecordAction(StrEnum):
    """What the record tells."""

    HEADS = "heads"
    VERIFIED = "verified"


@dataclass(frozen=True, slots=True, kw_only=True)
class TrajectoryHead:
    """The last sealed entry of a trajectory."""

    trajectory: str
    seq: int
    hash: str

    @property
    def leaf(self) -> bytes:
        """Its hash in the tree of heads."""
        return leaf_hash(f"{self.trajectory}\n{self.seq}\n{self.hash}\n".encode())


@dataclass(frozen=True, slots=True, kw_only=True)
class Heads:
    """The tree over the heads of all trajectories, and how many entries were sealed under it."""

    root: str
    count: int
    size: int

    @property
    def data(self) -> Mapping[str, Json]:
        """The data of its entry in the record."""
        return {"root": self.root, "count": self.count, "size": self.size}


def heads_of(heads: Iterable[TrajectoryHead], size: int) -> Heads:
    """Return the tree over heads, which are sorted by trajectory; `size` entries are sealed."""
    tree = Frontier()
    for one in heads:
        tree.append(one.leaf)
    return Heads(root=tree.root.hex(), count=tree.size, size=size)


def named_heads(entry: Entry) -> Heads | None:
    """Return the heads that an entry of the record names, or None when it names none."""
    match entry.data:
        case {"root": str() as root, "count": int() as count, "size": int() as size} if (
            entry.action == RecordAction.HEADS
        ):
            return Heads(root=root, count=count, size=size)
        case _:
            return None


def check_record(log: str, entries: Iterable[StoredEntry]) -> tuple[int, Breach | None]:
    """Return how many entries of the record are in order, and the first that is not, if any.

    Where it ends, nothing beside it says: its last entry is the last leaf of a checkpoint.
    """
    head = Head(log=log, trajectory=NO_TRAJECTORY, seq=0, hash="", definition="")
    last, breach = check_entries(head, entries, {})
    return last.seq, breach
