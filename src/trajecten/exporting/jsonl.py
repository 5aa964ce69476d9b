"""JSON Lines: the exact bytes of every entry, so that anybody can hash them again.

Before the entries of a trajectory stands one line that says how many there are and what the hash of
the last is; every entry names the hash of the one before. Lines end in LF, and canonical JSON holds
none: split on that byte alone, for other line ends of Unicode may stand in a text.
"""

from collections.abc import Iterable, Iterator

from trajecten.exporting.chain import Chain
from trajecten.ledger.canonical import encode


def jsonl(chains: Iterable[Chain]) -> Iterator[bytes]:
    """Return the lines, each with its LF."""
    for chain in chains:
        yield _header(chain) + b"\n"
        for line in chain.lines:
            yield line.body + b"\n"


# Private


def _header(chain: Chain) -> bytes:
    return encode(
        {
            "chain": chain.trajectory,
            "entries": chain.entries,
            "head": chain.head,
            "log": chain.log,
            "ref": chain.ref,
        }
    )
