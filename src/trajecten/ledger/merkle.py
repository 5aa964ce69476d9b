"""The Merkle tree of RFC 9162 over the entries of a ledger: its root, and proofs about it.

A proof is a list of the roots of parts of the tree. Which parts is a matter of sizes alone, and the
root of a part is built leaf by leaf; so proofs are made in one pass over the leaves, in memory that
grows with the logarithm of their number.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

HASH_BYTES = 32
EMPTY_ROOT = hashlib.sha256(b"").digest()
"""The root of a tree without leaves (RFC 9162, 2.1.1)."""

Proof: TypeAlias = tuple[bytes, ...]
Part: TypeAlias = tuple[int, int]
"""The leaves from the first number up to, and not including, the second."""

_LEAF_PREFIX = b"\x00"
_NODE_PREFIX = b"\x01"


class ProofError(ValueError):
    """A proof that proves nothing of the kind; the message says why not."""


def leaf_hash(data: bytes) -> bytes:
    """Return the hash of a leaf (RFC 9162, 2.1.1)."""
    return hashlib.sha256(_LEAF_PREFIX + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of a node from those of its children (RFC 9162, 2.1.1)."""
    return hashlib.sha256(_NODE_PREFIX + left + right).digest()


class Frontier:
    """A tree that grows: the roots of its whole parts, and nothing else."""

    __slots__ = ("_peaks", "size")

    def __init__(self) -> None:
        self.size = 0
        self._peaks: list[bytes] = []

    def append(self, leaf: bytes) -> None:
        """Add the hash of the next leaf."""
        size, root = self.size, leaf
        while size & 1:
            root = node_hash(self._peaks.pop(), root)
            size >>= 1
        self._peaks.append(root)
        self.size += 1

    @property
    def root(self) -> bytes:
        """The root of the tree as it is now."""
        if not self._peaks:
            return EMPTY_ROOT
        *larger, root = self._peaks
        for peak in reversed(larger):
            root = node_hash(peak, root)
        return root


def root_of(leaves: Iterable[bytes]) -> bytes:
    """Return the root of the tree over the hashes of leaves, in their order."""
    tree = Frontier()
    for leaf in leaves:
        tree.append(leaf)
    return tree.root


def inclusion_parts(index: int, size: int) -> tuple[Part, ...]:
    """Return the parts whose roots prove that a leaf is in a tree (RFC 9162, 2.1.3.1).

    Raises:
        ProofError: there is no such leaf.
    """
    if not 0 <= index < size:
        raise ProofError(f"no leaf {index} in a tree of {size}")
    first, end = 0, size
    parts: list[Part] = []
    while end - first > 1:
        middle = first + _left_of(end - first)
        if index < middle:
            parts.append((middle, end))
            end = middle
        else:
            parts.append((first, middle))
            first = middle
    return tuple(reversed(parts))


def consistency_parts(old: int, new: int) -> tuple[Part, ...]:
    """Return the parts whose roots prove that one tree grew out of another (RFC 9162, 2.1.4.1).

    Raises:
        ProofError: the old tree is empty, or larger than the new one.
    """
    if not 0 < old <= new:
        raise ProofError(f"no proof from a tree of {old} to one of {new}")
    first, end, whole = 0, new, True
    parts: list[Part] = []
    while old < end:
        middle = first + _left_of(end - first)
        if old <= middle:
            parts.append((middle, end))
            end = middle
        else:
            parts.append((first, middle))
            first, whole = middle, False
    if not whole:
        parts.append((first, end))
    return tuple(reversed(parts))


def proof_of(leaves: Iterable[bytes], parts: Sequence[Part]) -> Proof:
    """Return the roots of parts of a tree, in the order in which they are asked for.

    `leaves` are the hashes of all its leaves; parts do not overlap.
    """
    found = dict(_roots(leaves, sorted(parts)))
    return tuple(found[part] for part in parts)


def check_inclusion(index: int, size: int, leaf: bytes, proof: Proof, root: bytes) -> None:
    """Check that a leaf stands at its place in the tree with this root (RFC 9162, 2.1.3.2).

    Raises:
        ProofError: the proof does not show that.
    """
    if not 0 <= index < size:
        raise ProofError(f"no leaf {index} in a tree of {size}")
    _check_lengths(leaf, *proof)
    place, last, built = index, size - 1, leaf
    for one in proof:
        if last == 0:
            raise ProofError("the proof is too long")
        if place & 1 or place == last:
            built = node_hash(one, built)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            built = node_hash(built, one)
        place, last = place >> 1, last >> 1
    if last:
        raise ProofError("the proof is too short")
    if built != root:
        raise ProofError("the proof leads to another root")


def check_consistency(old: int, new: int, proof: Proof, old_root: bytes, new_root: bytes) -> None:
    """Check that the tree with the new root grew out of the old one (RFC 9162, 2.1.4.2).

    From a tree without leaves nothing is proven.

    Raises:
        ProofError: the proof does not show that.
    """
    if not 0 < old <= new:
        raise ProofError(f"no proof from a tree of {old} to one of {new}")
    _check_lengths(*proof)
    if old == new:
        if proof or old_root != new_root:
            raise ProofError("two trees of one size with other roots")
        return
    if not proof:
        raise ProofError("the proof is too short")
    before, after = _grown(old, new, proof, old_root)
    if before != old_root:
        raise ProofError("the proof leads to another old root")
    if after != new_root:
        raise ProofError("the proof leads to another new root")


# Private


def _left_of(size: int) -> int:
    """Return how many leaves the left half of a tree has: the largest power of two below `size`."""
    return 1 << (size - 1).bit_length() - 1


def _roots(leaves: Iterable[bytes], parts: Sequence[Part]) -> Iterator[tuple[Part, bytes]]:
    stream = enumerate(leaves)
    for first, end in parts:
        tree = Frontier()
        while tree.size < end - first:
            try:
                number, leaf = next(stream)
            except StopIteration:
                raise ProofError(f"fewer leaves than {end}") from None
            if number >= first:
                tree.append(leaf)
        yield (first, end), tree.root


def _check_lengths(*hashes: bytes) -> None:
    if any(len(one) != HASH_BYTES for one in hashes):
        raise ProofError(f"a hash is not {HASH_BYTES} bytes long")


def _grown(old: int, new: int, proof: Proof, old_root: bytes) -> tuple[bytes, bytes]:
    """Return the old and the new root that a proof leads to."""
    # An old tree that is whole stands in the new one as it was: its root opens the path.
    path = proof if old & (old - 1) else (old_root, *proof)
    place, last = old - 1, new - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    before = after = path[0]
    for one in path[1:]:
        if last == 0:
            raise ProofError("the proof is too long")
        if place & 1 or place == last:
            before, after = node_hash(one, before), node_hash(one, after)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            after = node_hash(after, one)
        place, last = place >> 1, last >> 1
    if last:
        raise ProofError("the proof is too short")
    return before, after
