"""Keys, checkpoints, proofs and bundles."""

from dataclasses import dataclass
from gettext import gettext as _
from gettext import ngettext
from pathlib import Path

from trajecten import Bundled, Checkpoint, KeptCheckpoint, MadeCheckpoint
from trajecten_cli.document import Document
from trajecten_cli.language import Language
from trajecten_cli.screen import STEP, Screen


@dataclass(frozen=True, slots=True)
class MadeKey:
    """A key that was made: the file, and its public half."""

    file: Path
    public: str


@dataclass(frozen=True, slots=True)
class Proof:
    """The proof of an entry; without a number that of the last."""

    ref: str
    seq: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Written:
    """A bundle in a file."""

    file: Path
    bundled: Bundled


@dataclass(frozen=True, slots=True)
class Kept:
    """A checkpoint that is kept from now on, or was kept already."""

    checkpoint: Checkpoint
    new: bool


def entries(number: int) -> str:
    """Return how many entries, in words."""
    return ngettext("{n} entry", "{n} entries", number).format(n=number)


def key_document(made: MadeKey, language: Language) -> Document:
    """Return the JSON document of a key that was made."""
    del language
    return {"file": str(made.file), "public": made.public}


def show_key(made: MadeKey, screen: Screen) -> None:
    """Show where a key is, and what everybody may have of it."""
    screen.judged(True, _("The key is in {file}; keep it to yourself.").format(file=made.file))
    screen.line(_("The public key, for whoever wants to check:"))
    screen.verbatim(made.public)


def checkpoint_document(made: MadeCheckpoint, language: Language) -> Document:
    """Return the JSON document of a checkpoint."""
    del language
    return {
        "origin": made.origin,
        "size": made.size,
        "root": made.root,
        "new": made.new,
        "note": made.note,
    }


def show_checkpoint(made: MadeCheckpoint, screen: Screen) -> None:
    """Show a checkpoint as it can be given to others."""
    if made.new:
        words = _("{new} sealed; the checkpoint covers {size}.")
    else:
        words = _("Nothing new; the last checkpoint covers {size}.")
    screen.judged(True, words.format(new=entries(made.new), size=entries(made.size)))
    screen.verbatim(made.note)
    screen.line(_("Give it to somebody else to keep: only that shows a history rewritten later."))


def proof_document(proof: Proof, language: Language) -> Document:
    """Return the JSON document of a proof."""
    del language
    return {"ref": proof.ref, "seq": proof.seq, "proof": proof.text}


def show_proof(proof: Proof, screen: Screen) -> None:
    """Show a proof as it is handed over."""
    screen.verbatim(proof.text)


def bundle_document(written: Written, language: Language) -> Document:
    """Return the JSON document of a bundle."""
    del language
    made = written.bundled
    return {"file": str(written.file), "entries": made.entries, "size": made.size}


def show_bundle(written: Written, screen: Screen) -> None:
    """Show what a bundle holds."""
    made = written.bundled
    words = _("{file}: {count}, under the checkpoint of {size}.").format(
        file=written.file, count=entries(made.entries), size=entries(made.size)
    )
    screen.judged(True, words)
    screen.line(_("Whoever gets it checks it with docs/verify.py and the public key."))


def kept_document(kept: Kept, language: Language) -> Document:
    """Return the JSON document of a checkpoint that is kept."""
    del language
    return {**_point(kept.checkpoint), "new": kept.new}


def show_kept(kept: Kept, screen: Screen) -> None:
    """Show that a checkpoint is kept."""
    words = _("The checkpoint of {size} is kept.") if kept.new else _("It was kept already.")
    screen.judged(True, words.format(size=entries(kept.checkpoint.size)))


def witnesses_document(kept: tuple[KeptCheckpoint, ...], language: Language) -> Document:
    """Return the JSON document of the checkpoints that others kept."""
    del language
    return {"checkpoints": [{**_point(one.checkpoint), "note": one.note} for one in kept]}


def show_witnesses(kept: tuple[KeptCheckpoint, ...], screen: Screen) -> None:
    """Show the checkpoints that others kept."""
    if not kept:
        screen.line(_("There are no checkpoints that somebody else kept."))
    for one in kept:
        screen.item(entries(one.checkpoint.size))
        screen.line(one.checkpoint.root.hex(), indent=STEP, style="dim")


# Private


def _point(checkpoint: Checkpoint) -> dict[str, object]:
    return {
        "origin": checkpoint.origin,
        "size": checkpoint.size,
        "root": checkpoint.root.hex(),
    }
