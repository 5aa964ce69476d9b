"""The proof of one entry as a text that others can check: C2SP tlog-proof."""

import base64
from dataclasses import dataclass
from typing import Self

from trajecten.ledger.merkle import Proof, check_inclusion
from trajecten.ledger.notes import NoteError, VerifierKey, checkpoint_of, opened

MAX_HASHES = 63
"""So many hashes lead from a leaf to the root of the largest tree that there can be."""

_FIRST = "c2sp.org/tlog-proof@v1"
_INDEX = "index "


@dataclass(frozen=True, slots=True, kw_only=True)
class InclusionProof:
    """That a leaf is in the tree of a checkpoint: its place, the way to the root, the note."""

    index: int
    hashes: Proof
    note: str

    @property
    def text(self) -> str:
        """The proof as it is handed over."""
        hashes = [base64.b64encode(one).decode() for one in self.hashes]
        return "\n".join([_FIRST, f"{_INDEX}{self.index}", *hashes, "", self.note])

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the proof that a text holds.

        Raises:
            NoteError: it holds none.
        """
        head, blank, note = text.partition("\n\n")
        first, *lines = head.split("\n")
        if first != _FIRST or not blank or not lines or len(lines) > MAX_HASHES + 1:
            raise NoteError("not a proof of the form c2sp.org/tlog-proof@v1")
        index = lines[0].removeprefix(_INDEX)
        if not (lines[0].startswith(_INDEX) and index.isascii() and index.isdecimal()):
            raise NoteError("the proof has no index")
        try:
            hashes = tuple(base64.b64decode(one, validate=True) for one in lines[1:])
        except ValueError as error:
            raise NoteError("a hash of the proof is not base64") from error
        return cls(index=int(index), hashes=hashes, note=note)

    def check(self, leaf: bytes, key: VerifierKey) -> None:
        """Check that a leaf is under a checkpoint that a key signed.

        Raises:
            NoteError: the key did not sign the checkpoint.
            ProofError: the leaf is not under it, at that place.
        """
        checkpoint = checkpoint_of(opened(self.note, (key,)).text)
        check_inclusion(self.index, checkpoint.size, leaf, self.hashes, checkpoint.root)
