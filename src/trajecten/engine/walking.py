"""One pass over the leaves of the tree, with the entries that have their hashes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from trajecten.core.events import moment_text
from trajecten.engine.seal_words import seal_breach
from trajecten.engine.sealed import SealBreach
from trajecten.ledger.canonical import NotCanonicalError
from trajecten.ledger.chain import Damage
from trajecten.ledger.entry import entry_of
from trajecten.ledger.merkle import Frontier
from trajecten.ledger.record import TrajectoryHead, heads_of, named_heads
from trajecten.storage.sealing import SealedLine, hash_bytes


@dataclass(slots=True, kw_only=True)
class LostLeaf:
    """A leaf without an entry, and the rows of the entries before and after it."""

    index: int
    after: int
    before: int | None = None


@dataclass(slots=True, kw_only=True)
class Walk:
    """What one pass over the leaves gives.

    `sizes` are those of the trees whose roots are asked for; `made` is the moment of each
    checkpoint by its size, as the tree itself holds it; `resolved` counts the leaves with an entry.
    """

    sizes: frozenset[int]
    tree: Frontier = field(default_factory=Frontier)
    roots: dict[int, bytes] = field(default_factory=dict)
    made: dict[int, str] = field(default_factory=dict)
    resolved: int = 0
    lost: LostLeaf | None = None
    _heads: dict[str, TrajectoryHead] = field(default_factory=dict)
    _row: int = 0
    """The row of the last entry of this batch: between two checkpoints they ascend."""

    def over(self, lines: Iterable[SealedLine]) -> Iterator[SealBreach]:
        """Go over all leaves, and tell what is wrong; a missing one ends it."""
        for line in lines:
            if line.index != self.tree.size:
                yield seal_breach(Damage.REMOVED, "leaf", index=self.tree.size)
                return
            self.tree.append(hash_bytes(line.hash))
            yield from self._resolved(line)
            if self.tree.size in self.sizes:
                self.roots[self.tree.size] = self.tree.root

    # Private

    def _resolved(self, line: SealedLine) -> Iterator[SealBreach]:
        if line.body is not None:
            self.resolved += 1
            self._row = 0
            yield from self._recorded(line.index, line.body)
        elif line.id is not None and line.trajectory is not None and line.seq is not None:
            self.resolved += 1
            head = TrajectoryHead(trajectory=line.trajectory, seq=line.seq, hash=line.hash)
            yield from self._entered(line.index, line.id, head)
        elif self.lost is None:
            self.lost = LostLeaf(index=line.index, after=self._row)

    def _recorded(self, index: int, body: bytes) -> Iterator[SealBreach]:
        try:
            made = entry_of(body)
        except NotCanonicalError:
            return  # The check of the record tells it.
        named = named_heads(made)
        if named is None:
            return
        self.made[index + 1] = moment_text(made.recorded_at)
        heads = (self._heads[one] for one in sorted(self._heads))
        if named != heads_of(heads, index):
            yield seal_breach(Damage.CHANGED, "heads", size=index + 1)

    def _entered(self, index: int, row: int, head: TrajectoryHead) -> Iterator[SealBreach]:
        before = self._heads.get(head.trajectory)
        if row <= self._row or (before is not None and head.seq <= before.seq):
            yield seal_breach(Damage.SWAPPED, "swapped", index=index)
        if self.lost is not None and self.lost.before is None and row > self.lost.after:
            self.lost.before = row
        self._row = row
        self._heads[head.trajectory] = head
