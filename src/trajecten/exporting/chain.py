"""What is written: the chain of each trajectory, with its entries in order."""

from collections.abc import Iterable
from dataclasses import dataclass

from trajecten.ledger.entry import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One entry: its exact bytes, their hash in hex, and what they say."""

    body: bytes
    hash: str
    entry: Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """The entries of one trajectory: `entries` in all, and the last has the hash `head`.

    `log` is the identity of the ledger; `workflow`, `version` and `definition` (a digest) are what
    the trajectory is pinned to now. `lines` can be gone through once.
    """

    log: str
    ref: str
    trajectory: str
    workflow: str
    version: str
    definition: str
    entries: int
    head: str
    lines: Iterable[Line]
