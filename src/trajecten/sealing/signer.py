"""Signing checkpoints, with a memory of what was signed before that the database cannot touch."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from trajecten.core.text import Text
from trajecten.errors import InputError, IntegrityError
from trajecten.ledger.merkle import Proof, ProofError, check_consistency
from trajecten.ledger.notes import Checkpoint, SigningKey, signed
from trajecten.sealing.files import held, replace

Prove = Callable[[int], Proof]
"""Gives the proof that the tree to be signed grew out of that of so many leaves."""

_ROLLED_BACK = Text(
    "Het logboek is korter dan wat eerder is ondertekend: {new} regels, en het waren er {old}. "
    "Er is een oude kopie teruggezet, of er is iets weggehaald. Er wordt niets ondertekend.",
    "The ledger is shorter than what was signed before: {new} entries, and there were {old}. "
    "An old copy was put back, or something was taken away. Nothing is signed.",
)
_FORKED = Text(
    "De eerste {old} regels van het logboek zijn niet meer die welke eerder zijn ondertekend. "
    "Er wordt niets ondertekend.",
    "The first {old} entries of the ledger are no longer those that were signed before. "
    "Nothing is signed.",
)
_UNSTORED = Text(
    "Een eerdere ondertekening (van {old} regels) staat niet in het logboek. Brak het programma "
    "toen af, ga dan verder met --accept; anders is er aan de database gezeten.",
    "An earlier signature (over {old} entries) is not in the ledger. If the program broke off "
    "then, go on with --accept; if not, somebody has been at the database.",
)
_UNKNOWN = Text(
    "Deze ondertekenaar zag dit logboek nooit, maar het is al eerder ondertekend ({old} regels). "
    "Is dit een nieuwe ondertekenaar, begin dan met --accept van wat er nu staat.",
    "This signer has never seen this ledger, but it was signed before ({old} entries). "
    "If this is a new signer, begin with --accept from what there is now.",
)


@dataclass(frozen=True, slots=True)
class Signed:
    """How large a ledger was when it was signed, and the root of its tree."""

    size: int
    root: bytes

    @property
    def data(self) -> Mapping[str, object]:
        """What is kept of it."""
        return {"size": self.size, "root": self.root.hex()}


class Signer:
    """A key with its memory: it signs a ledger that grew, and refuses any other.

    `folder` is where it keeps what it signed last, by ledger: outside the database, and out of
    reach of who looks after that. `accept` lets it begin with a ledger that it never saw and that
    was signed before, or go on after it broke off between signing and storing.
    """

    def __init__(self, key: SigningKey, folder: Path, *, accept: bool = False) -> None:
        """Prepare; nothing is read before something is to be signed."""
        self.key = key
        self._folder = folder
        self._accept = accept

    def sign(self, checkpoint: Checkpoint, prove: Prove, *, stored: int) -> str:
        """Return the signed note of a checkpoint, and remember that it may have been given out.

        `stored` is the size of the last checkpoint that the ledger holds, 0 when there is none.

        Raises:
            IntegrityError: the ledger is not one that grew out of what was signed before.
            InputError: the memory cannot be read or written.
        """
        with self._held(checkpoint.origin):
            last, pending = self._remembered(checkpoint.origin)
            if last is None and pending is None and stored and not self._accept:
                raise _refused(_UNKNOWN, checkpoint, stored)
            if last is not None:
                _check_grown(last, checkpoint, prove)
            if pending is not None:
                last = self._after(pending, last, checkpoint, prove)
            self._remember(checkpoint.origin, last, _of(checkpoint))
        return signed(checkpoint.text, self.key)

    def settle(self, checkpoint: Checkpoint) -> None:
        """Remember that the note of a checkpoint is stored, unless another was signed since."""
        with self._held(checkpoint.origin):
            _last, pending = self._remembered(checkpoint.origin)
            if pending == _of(checkpoint):
                self._remember(checkpoint.origin, pending, None)

    def withdraw(self, checkpoint: Checkpoint) -> None:
        """Forget a note that was signed and shown to nobody, because it could not be stored."""
        with self._held(checkpoint.origin):
            last, pending = self._remembered(checkpoint.origin)
            if pending == _of(checkpoint):
                self._remember(checkpoint.origin, last, None)

    # Private

    def _after(
        self, pending: Signed, last: Signed | None, checkpoint: Checkpoint, prove: Prove
    ) -> Signed | None:
        """Return what stands as signed last, given a note of which it is not known if it is stored.

        A ledger that grew out of it holds it.
        """
        try:
            _check_grown(pending, checkpoint, prove)
        except IntegrityError as error:
            if self._accept:
                return last
            raise _refused(_UNSTORED, checkpoint, pending.size) from error
        return pending

    @contextmanager
    def _held(self, origin: str) -> Iterator[None]:
        """Keep the memory to oneself while it is read and written."""
        file = self._file(origin)
        with ExitStack() as stack:
            try:
                self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                stack.enter_context(held(file.with_suffix(".lock")))
            except OSError as error:
                raise _unusable(file, error.strerror or "") from error
            yield

    def _file(self, origin: str) -> Path:
        return self._folder / f"{hashlib.sha256(origin.encode()).hexdigest()[:16]}.json"

    def _remembered(self, origin: str) -> tuple[Signed | None, Signed | None]:
        file = self._file(origin)
        try:
            if not file.exists():
                return None, None
            kept: Mapping[str, Any] = json.loads(file.read_bytes())[origin]
            return _signed(kept["last"]), _signed(kept["pending"])
        except OSError as error:
            raise _unusable(file, error.strerror or "") from error
        except (ValueError, KeyError, TypeError) as error:
            raise _unusable(file, str(error)) from error

    def _remember(self, origin: str, last: Signed | None, pending: Signed | None) -> None:
        kept = {
            "last": last.data if last else None,
            "pending": pending.data if pending else None,
        }
        file = self._file(origin)
        try:
            replace(file, json.dumps({origin: kept}, indent=1).encode())
        except OSError as error:
            raise _unusable(file, error.strerror or "") from error


# Private


def _check_grown(old: Signed, new: Checkpoint, prove: Prove) -> None:
    if new.size < old.size:
        raise _refused(_ROLLED_BACK, new, old.size)
    try:
        check_consistency(old.size, new.size, prove(old.size), old.root, new.root)
    except ProofError as error:
        raise _refused(_FORKED, new, old.size) from error


def _of(checkpoint: Checkpoint) -> Signed:
    return Signed(checkpoint.size, checkpoint.root)


def _signed(kept: Mapping[str, Any] | None) -> Signed | None:
    return None if kept is None else Signed(int(kept["size"]), bytes.fromhex(kept["root"]))


def _refused(why: Text, new: Checkpoint, old: int) -> IntegrityError:
    words = why.fill(old=old, new=new.size)
    return IntegrityError(words.nl, words.en, instance=new.origin)


def _unusable(file: Path, why: str) -> InputError:
    return InputError(
        f"Het geheugen van de ondertekenaar is onbruikbaar: {file} ({why}).",
        f"The memory of the signer cannot be used: {file} ({why}).",
        instance="state",
    )
