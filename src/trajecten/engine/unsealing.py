"""The check of the seal: whether what stands is what was signed, and what others kept.

In one pass over the leaves, in numbered steps. What it costs in memory grows with the number of
trajectories, not with that of entries.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from trajecten.core.events import moment_of
from trajecten.engine.seal_words import seal_breach
from trajecten.engine.sealed import SealBreach, SealReport
from trajecten.engine.walking import Walk
from trajecten.ledger.chain import Damage
from trajecten.ledger.notes import Checkpoint, NoteError, VerifierKey, noted, opened
from trajecten.ledger.record import check_record
from trajecten.sealing.witnesses import KeptCheckpoint
from trajecten.storage import sealing
from trajecten.storage.sealing import StoredCheckpoint


@dataclass(frozen=True, slots=True, kw_only=True)
class Against:
    """What the ledger is held beside: public keys, and checkpoints that somebody kept."""

    keys: Sequence[VerifierKey] = ()
    kept: Sequence[KeptCheckpoint] = ()


def check_seal(
    connection: Connection,
    log: str,
    against: Against,
    refs: Mapping[str, str],
    *,
    chains_intact: bool,
) -> SealReport:
    """Hold the ledger beside its leaves, its checkpoints, and what others kept.

    `refs` are the references of trajectories by id.
    """
    stored = sealing.checkpoints(connection)
    kept = [one.checkpoint for one in against.kept]
    sizes = [one.size for one in stored] + [one.size for one in kept]
    walk = Walk(sizes=frozenset(sizes))
    # (1): the record is a chain in order.
    _number, breach = check_record(log, sealing.stored_records(connection))
    found: list[SealBreach] = []
    if breach is not None:
        found.append(SealBreach(damage=breach.damage, message=breach.message, seq=breach.seq))
    # (2): the leaves are numbered without gaps, in the order in which entries were written.
    # (3): every checkpoint names the last entries that the trajectories had.
    walked = tuple(walk.over(sealing.sealed_lines(connection)))
    # (4): of every leaf the entry is there. What is lost comes first: it explains the rest.
    found.extend(_lost(connection, walk, refs, chains_intact=chains_intact and not breach))
    found.extend(walked)
    # (5): every checkpoint that was made is there, signed, over the tree of its size.
    found.extend(_gone(walk, stored))
    for one in reversed(stored):
        found.extend(_checked(one, log, against.keys, walk))
    # (6): what somebody kept is the tree of its size.
    for point in kept:
        found.extend(_compared(point, log, walk))
    return _report(connection, walk, len(stored), kept, tuple(found))


# Private


def _lost(
    connection: Connection, walk: Walk, refs: Mapping[str, str], *, chains_intact: bool
) -> Iterator[SealBreach]:
    """Tell of the first leaf without an entry: what became of it shows from what is around it."""
    lost = walk.lost
    if lost is None:
        return
    instead = sealing.first_unsealed(connection, lost.after, lost.before)
    if instead is not None:
        trajectory, seq = instead
        entry = (refs.get(trajectory, trajectory), seq)
        yield seal_breach(Damage.CHANGED, "changed", index=lost.index, entry=entry)
    elif chains_intact:
        # No chain has a gap, so that it can only have been an end.
        yield seal_breach(Damage.TRUNCATED, "truncated", index=lost.index)
    else:
        yield seal_breach(Damage.REMOVED, "removed", index=lost.index)


def _gone(walk: Walk, stored: Sequence[StoredCheckpoint]) -> Iterator[SealBreach]:
    for size in sorted(walk.made.keys() - {one.size for one in stored}):
        yield seal_breach(Damage.REMOVED, "unstored", size=size)


def _checked(
    stored: StoredCheckpoint, log: str, keys: Sequence[VerifierKey], walk: Walk
) -> Iterator[SealBreach]:
    size = stored.size
    try:
        point = noted(stored.note)
    except NoteError as error:
        yield seal_breach(Damage.RE_SIGNED, "no-note", size=size, why=str(error))
        return
    yield from _placed(point, size, log, walk)
    try:
        if keys:
            opened(stored.note, keys)
    except NoteError as error:
        yield seal_breach(Damage.RE_SIGNED, "re-signed", size=size, why=str(error))


def _placed(point: Checkpoint, size: int, log: str, walk: Walk) -> Iterator[SealBreach]:
    """Tell where a checkpoint, stored under a size, is not one of the tree."""
    if point.size != size:
        yield seal_breach(Damage.CHANGED, "size", size=size)
    elif point.origin != log:
        yield seal_breach(Damage.MOVED, "origin", size=size)
    elif size > walk.tree.size:
        yield seal_breach(Damage.ROLLED_BACK, "rolled-back", size=size, now=walk.tree.size)
    elif point.root != walk.roots.get(size):
        yield seal_breach(Damage.FORKED, "forked", size=size)
    elif size not in walk.made:
        yield seal_breach(Damage.CHANGED, "heads", size=size)


def _compared(kept: Checkpoint, log: str, walk: Walk) -> Iterator[SealBreach]:
    if kept.origin != log:
        yield seal_breach(Damage.MOVED, "kept-origin", size=kept.size)
    elif kept.size > walk.tree.size:
        yield seal_breach(Damage.ROLLED_BACK, "rolled-back", size=kept.size, now=walk.tree.size)
    elif kept.root != walk.roots.get(kept.size, kept.root if not kept.size else b""):
        yield seal_breach(Damage.FORKED, "kept-forked", size=kept.size)


def _report(
    connection: Connection,
    walk: Walk,
    checkpoints: int,
    kept: Sequence[Checkpoint],
    found: tuple[SealBreach, ...],
) -> SealReport:
    entries, _leaves = sealing.totals(connection)
    newest = max((one.size for one in kept), default=None)
    made_at = None if newest is None else walk.made.get(newest)
    return SealReport(
        sealed=walk.resolved,
        unsealed=entries - walk.resolved,
        checkpoints=checkpoints,
        compared=len(kept),
        newest=newest,
        newest_at=moment_of(made_at) if made_at else None,
        size=walk.tree.size,
        root=walk.tree.root.hex(),
        breaches=_firsts(found),
    )


def _firsts(found: tuple[SealBreach, ...]) -> tuple[SealBreach, ...]:
    """Return the first of each kind: what follows from it would only hide it."""
    firsts: dict[str, SealBreach] = {}
    for one in found:
        firsts.setdefault(one.damage, one)
    return tuple(firsts.values())
