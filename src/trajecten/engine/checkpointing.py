"""Making a checkpoint: re-read what is new, put it in order, name the heads, have it signed."""

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection

from trajecten.core.events import moment_text
from trajecten.core.text import Text
from trajecten.engine.chains import verified
from trajecten.engine.recording import record
from trajecten.engine.sealed import MadeCheckpoint
from trajecten.engine.workshop import Workshop
from trajecten.errors import IntegrityError
from trajecten.ledger.chain import Head
from trajecten.ledger.merkle import (
    Frontier,
    Part,
    Proof,
    ProofError,
    consistency_parts,
    proof_of,
)
from trajecten.ledger.notes import Checkpoint, NoteError, noted, opened
from trajecten.ledger.record import RecordAction, check_record, heads_of
from trajecten.sealing.signer import Signer
from trajecten.storage import reading, sealing

_LOST = Text(
    "Regel {index} van wat eerder is ondertekend, is er niet meer: zij is veranderd of weggehaald.",
    "Entry {index} of what was signed before is gone: it was changed or removed.",
)
_OTHER = Text(
    "Wat er staat, is niet meer wat bij het vorige controlepunt ({size} regels) is ondertekend.",
    "What there is, is no longer what was signed at the last checkpoint ({size} entries).",
)
_REFUSED = Text("Er wordt niets ondertekend.", "Nothing is signed.")


def checkpoint(connection: Connection, workshop: Workshop, signer: Signer) -> MadeCheckpoint:
    """Seal what was written since the last checkpoint, and return the signed note.

    Raises:
        IntegrityError: the ledger is damaged, or not the one that was signed before.
    """
    origin = workshop.identity(connection)
    with sealing.alone(connection):
        tree, last = _unchanged(connection, origin)
        new = _sealed(connection, tree)
        again = None if new else _again(last, signer)
        if again is not None:
            return _answer(origin, tree, again, new=0)
        made_at = _headed(connection, workshop, tree)
        point = Checkpoint(origin=origin, size=tree.size, root=tree.root)
        stored = last.size if last else 0
        note = signer.sign(point, lambda old: grown(connection, old, point.size), stored=stored)
        try:
            sealing.add_checkpoint(connection, tree.size, note, made_at)
        except BaseException:
            signer.withdraw(point)
            raise
    # What fails between signing and here stays pending: nobody knows then what was stored.
    signer.settle(point)
    return _answer(origin, tree, note, new=new)


def grown(connection: Connection, old: int, new: int) -> Proof:
    """Return the proof that the tree of so many leaves grew out of a smaller one.

    Raises:
        IntegrityError: there are not so many leaves any more.
    """
    return proven(connection, new, consistency_parts(old, new))


def proven(connection: Connection, size: int, parts: Sequence[Part]) -> Proof:
    """Return the roots of parts of the tree over the first so many leaves.

    Raises:
        IntegrityError: there are not so many leaves any more.
    """
    try:
        return proof_of(sealing.leaves(connection, size), parts)
    except ProofError as error:
        raise IntegrityError(
            f"Er zijn geen {size} verzegelde regels meer.",
            f"There are no {size} sealed entries any more.",
        ) from error


# Private


def _unchanged(
    connection: Connection, origin: str
) -> tuple[Frontier, sealing.StoredCheckpoint | None]:
    """Return the tree as it is, and the last checkpoint, after a look at what stands.

    Raises:
        IntegrityError: something is not what was written, or not what was signed.
    """
    _check_chains(connection, origin)
    lost = sealing.lost_leaf(connection)
    if lost is not None:
        raise _damaged(_LOST.fill(index=lost), origin)
    tree = Frontier()
    for one in sealing.leaves(connection):
        tree.append(one)
    (last,) = sealing.checkpoints(connection, last=1) or (None,)
    if last is not None and not _is_signed(last, origin, tree):
        raise _damaged(_OTHER.fill(size=last.size), origin)
    if last is None and tree.size:
        raise _damaged(_OTHER.fill(size=0), origin)
    return tree, last


def _check_chains(connection: Connection, origin: str) -> None:
    """Re-read and re-hash every trajectory that has something new, and the record."""
    for found in verified(connection, _changed(connection)):
        if found.message is not None:
            raise _damaged(found.message, found.ref)
    _number, breach = check_record(origin, sealing.stored_records(connection))
    if breach is not None:
        raise _damaged(breach.message, origin)


def _changed(connection: Connection) -> Iterator[tuple[str, Head]]:
    for one in sealing.unsealed_trajectories(connection):
        found = reading.head_of(connection, one)
        if found is None:
            raise _damaged(
                Text(
                    f"Er zijn regels van een traject dat zelf ontbreekt ({one}).",
                    f"There are entries of a trajectory that is itself missing ({one}).",
                ),
                one,
            )
        yield found


def _is_signed(last: sealing.StoredCheckpoint, origin: str, tree: Frontier) -> bool:
    try:
        return noted(last.note) == Checkpoint(origin=origin, size=tree.size, root=tree.root)
    except NoteError:
        return False


def _sealed(connection: Connection, tree: Frontier) -> int:
    """Give a leaf to every entry that has none, as they were written; return how many."""
    before = tree.size
    for page in sealing.unsealed(connection):
        _add(connection, tree, page)
    records = sealing.unsealed_records(connection)
    if records:
        _add(connection, tree, records)
    return tree.size - before


def _add(connection: Connection, tree: Frontier, hashes: Sequence[str]) -> None:
    sealing.add_leaves(connection, tree.size, hashes)
    for one in hashes:
        tree.append(sealing.hash_bytes(one))


def _headed(connection: Connection, workshop: Workshop, tree: Frontier) -> str:
    """Let the record name the heads of all trajectories, as the last leaf; return the moment."""
    heads = heads_of(sealing.sealed_heads(connection, tree.size), tree.size)
    now, digest = record(connection, workshop, RecordAction.HEADS, heads.data)
    _add(connection, tree, (digest,))
    return moment_text(now)


def _again(last: sealing.StoredCheckpoint | None, signer: Signer) -> str | None:
    """Return the last note when it is one of this signer's."""
    if last is None:
        return None
    try:
        opened(last.note, (signer.key.verifier,))
    except NoteError:
        return None
    return last.note


def _answer(origin: str, tree: Frontier, note: str, *, new: int) -> MadeCheckpoint:
    return MadeCheckpoint(note=note, origin=origin, size=tree.size, root=tree.root.hex(), new=new)


def _damaged(what: Text, instance: str) -> IntegrityError:
    words = what + _REFUSED
    return IntegrityError(words.nl, words.en, instance=instance)
