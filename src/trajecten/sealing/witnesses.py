"""Checkpoints that somebody else kept: the only thing that tells a history that was rewritten."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from trajecten.core.fitting import checked
from trajecten.errors import InputError
from trajecten.ledger.notes import MAX_NOTE_BYTES, Checkpoint, NoteError, noted
from trajecten.sealing.files import write_new

_SUFFIX = ".note"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptCheckpoint:
    """A checkpoint that somebody kept, with its note as it was given."""

    checkpoint: Checkpoint
    note: str


def kept_checkpoint(note: str) -> KeptCheckpoint:
    """Return the checkpoint that a note holds; who signed it is not looked at.

    Raises:
        InputError: it holds none.
    """
    try:
        return KeptCheckpoint(checkpoint=noted(note), note=note)
    except NoteError as error:
        raise InputError(
            f"Dit is geen controlepunt: {error}.",
            f"This is no checkpoint: {error}.",
            instance="checkpoint",
        ) from error


@checked
def read_checkpoint(file: Path) -> KeptCheckpoint:
    """Return the checkpoint in a file.

    Raises:
        InputError: the file cannot be read, or holds none.
    """
    try:
        with file.open("rb") as opened:
            return kept_checkpoint(opened.read(MAX_NOTE_BYTES + 1).decode())
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "geen UTF-8"
        raise InputError(f"{file}: {why}.", f"{file}: {why}.", instance="checkpoint") from error


class Witnesses:
    """A folder with checkpoints that somebody kept, outside the database."""

    def __init__(self, folder: Path) -> None:
        """Prepare; nothing is read yet."""
        self._folder = folder

    def add(self, given: KeptCheckpoint) -> bool:
        """Keep a checkpoint; return False when it was kept already.

        Raises:
            InputError: it cannot be written.
        """
        digest = hashlib.sha256(given.note.encode()).hexdigest()[:16]
        file = self._folder / f"{given.checkpoint.size:012}-{digest}{_SUFFIX}"
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_new(file, given.note.encode())
        except FileExistsError:
            return False
        except OSError as error:
            raise InputError(
                f"{file}: {error.strerror}.", f"{file}: {error.strerror}.", instance="witnesses"
            ) from error
        return True

    def of(self, origin: str) -> tuple[KeptCheckpoint, ...]:
        """Return the checkpoints of a ledger that are kept, the smallest first.

        Raises:
            InputError: a file in the folder holds none.
        """
        kept = [read_checkpoint(one) for one in sorted(self._folder.glob(f"*{_SUFFIX}"))]
        return tuple(one for one in kept if one.checkpoint.origin == origin)
