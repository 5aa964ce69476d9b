"""A bundle: everything an outsider needs to check a ledger, or one trajectory, without a database.

JSON Lines. No personal data: names and texts stay where they are, and the entries hold commitments.
"""

import base64
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import BinaryIO

from sqlalchemy import Connection

from trajecten._version import __version__
from trajecten.core.finding import Json
from trajecten.core.text import Text
from trajecten.engine.checkpointing import grown, proven
from trajecten.engine.sealed import Bundled
from trajecten.errors import InputError, IntegrityError
from trajecten.ledger.chain import Head
from trajecten.ledger.merkle import Proof, inclusion_parts, proof_of
from trajecten.ledger.notes import Checkpoint, NoteError, noted
from trajecten.ledger.record import TrajectoryHead
from trajecten.storage import reading, sealing
from trajecten.storage.sealing import StoredCheckpoint

FORMAT = "trajecten-bundle/1"

_EARLIER = 100
"""Of so many earlier checkpoints a bundle proves that the last one grew out of them."""


def bundle(
    connection: Connection,
    out: BinaryIO,
    *,
    head: Head | None,
    kept: Sequence[Checkpoint],
) -> Bundled:
    """Write a bundle of everything under the last checkpoint, or of one trajectory.

    Raises:
        InputError: there is no checkpoint yet, or the trajectory is not under it.
        IntegrityError: what the checkpoint needs is not there any more.
    """
    stored = sealing.checkpoints(connection, last=_EARLIER + 1)
    if not stored:
        raise _unsealed()
    last, *earlier = stored
    header: dict[str, Json] = {
        "bundle": FORMAT,
        "engine": __version__,
        "trajectory": head.trajectory if head else None,
        "checkpoint": last.note,
    }
    _write(out, header)
    point = _point(last)
    entries = _all(connection, out, point) if head is None else _one(connection, out, head, point)
    older = [one.size for one in earlier] + [one.size for one in kept]
    _consistent(connection, out, point, older)
    return Bundled(size=point.size, entries=entries)


# Private


def _all(connection: Connection, out: BinaryIO, point: Checkpoint) -> int:
    """Write every definition, and every leaf in order."""
    _definitions(out, reading.definitions(connection))
    for index, body in sealing.bodies(connection, point.size):
        _write(out, {"leaf": index, "body": _text(body)})
    return point.size


def _one(connection: Connection, out: BinaryIO, head: Head, point: Checkpoint) -> int:
    """Write one trajectory with the proof that it is complete: its head is among the heads."""
    place, proof = _among_heads(connection, head.trajectory, point.size - 1)
    lines = reading.lines(connection, head.trajectory, after=0, limit=place.seq)
    used = {str(json.loads(one.body).get("definition")) for one in lines}
    texts = reading.definitions(connection)
    _definitions(out, {key: texts[key] for key in sorted(used & texts.keys())})
    for one in lines:
        _write(out, {"entry": _text(one.body)})
    _write(out, {"head": proof})
    heads = sealing.record_body(connection, point.size - 1)
    way = proven(connection, point.size, inclusion_parts(point.size - 1, point.size))
    _write(out, {"heads": _text(heads), "index": point.size - 1, "proof": _hex(way)})
    return len(lines)


def _among_heads(
    connection: Connection, trajectory_id: str, size: int
) -> tuple[TrajectoryHead, dict[str, Json]]:
    """Return the sealed head of a trajectory, with its place and its proof in the tree of heads."""
    place, count, found = 0, 0, None
    for one in sealing.sealed_heads(connection, size):
        if one.trajectory == trajectory_id:
            place, found = count, one
        count += 1
    if found is None:
        raise _unsealed()
    leaves = (one.leaf for one in sealing.sealed_heads(connection, size))
    way = proof_of(leaves, inclusion_parts(place, count))
    return found, {"index": place, "count": count, "proof": _hex(way)}


def _consistent(
    connection: Connection, out: BinaryIO, point: Checkpoint, older: Iterable[int]
) -> None:
    """Write for each older checkpoint the proof that this one grew out of it."""
    for size in sorted(set(older), reverse=True):
        if 0 < size < point.size:
            way = grown(connection, size, point.size)
            _write(out, {"since": size, "proof": _hex(way)})


def _definitions(out: BinaryIO, texts: Mapping[str, bytes]) -> None:
    for digest, text in sorted(texts.items()):
        _write(out, {"definition": digest, "text": base64.b64encode(text).decode()})


def _write(out: BinaryIO, line: Mapping[str, Json]) -> None:
    out.write(json.dumps(line, separators=(",", ":")).encode() + b"\n")


def _text(body: bytes | None) -> str:
    """Return the exact text of an entry; bytes that are no text are damage."""
    try:
        return (body or b"").decode()
    except UnicodeDecodeError:
        return ""


def _hex(proof: Proof) -> list[Json]:
    return [one.hex() for one in proof]


def _point(last: StoredCheckpoint) -> Checkpoint:
    try:
        return noted(last.note)
    except NoteError as error:
        words = Text("Het laatste controlepunt is beschadigd", "The last checkpoint is damaged")
        raise IntegrityError(f"{words.nl}: {error}.", f"{words.en}: {error}.") from error


def _unsealed() -> InputError:
    return InputError(
        "Er is nog geen controlepunt dat dit dekt; maak er eerst een.",
        "There is no checkpoint yet that covers this; make one first.",
        instance="checkpoint",
    )
