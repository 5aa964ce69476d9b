"""Care for the store: verify the chains, rebuild the projections, say what there is."""

from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy import Connection

from trajecten.engine import crowd
from trajecten.engine.chains import headless, verified
from trajecten.engine.crowd import Told, verified_together
from trajecten.engine.views import RebuildReport, StoreInfo, VerifiedTrajectory
from trajecten.errors import IntegrityError
from trajecten.ledger.chain import Breach, Damage, Head
from trajecten.storage import reading
from trajecten.storage.database import reading_anything, snapshot
from trajecten.storage.rebuild import rebuild_one
from trajecten.storage.schema import schema_version

# Projections are made from entries alone: what is personal has no part in them.
_PERSONAL = (Damage.PERSONAL.value, Damage.GONE.value, Damage.KEPT.value)


def verify(
    connection: Connection,
    ref: str | None,
    *,
    own: bool,
    workers: int = 1,
    told: Told | None = None,
) -> tuple[VerifiedTrajectory, ...]:
    """Recompute the chain of one trajectory, or of all; of many on several cores."""
    with snapshot(connection, own=own), reading_anything(connection):
        heads = reading.heads(connection, ref)
        checked: list[VerifiedTrajectory] = []
        for one in _each(connection, heads, workers if own else 1):
            checked.append(one)
            if told is not None:
                told(len(checked), len(heads))
        return (*checked, *(() if ref is not None else headless(connection)))


def projected(connection: Connection, checked: VerifiedTrajectory) -> VerifiedTrajectory:
    """Compare what was derived from a chain in order with what it says; nothing is changed."""
    if not checked.intact:
        return checked
    differences = rebuild_one(connection, checked.trajectory, check=True)
    if not differences:
        return checked
    breach = Breach(
        trajectory=checked.trajectory,
        seq=checked.entries,
        damage=Damage.PROJECTION,
        detail=", ".join(differences),
    )
    return replace(checked, damage=breach.damage.value, seq=breach.seq, message=breach.message)


def rebuild(connection: Connection, *, check: bool) -> RebuildReport:
    """Make all projections anew, each trajectory in a transaction of its own.

    Raises:
        IntegrityError: the ledger is damaged; nothing is built on that.
    """
    for checked in verify(connection, None, own=True):
        if checked.message is not None and checked.damage not in _PERSONAL:
            raise IntegrityError(
                f"{checked.ref}: {checked.message.nl} "
                "Op een beschadigd logboek wordt niet gebouwd.",
                f"{checked.ref}: {checked.message.en} Nothing is built on a damaged ledger.",
                instance=checked.ref,
            )
    heads = reading.heads(connection, None)
    differences = tuple(
        f"{ref}: {table}"
        for ref, head in heads
        for table in rebuild_one(connection, head.trajectory, check=check)
    )
    return RebuildReport(
        trajectories=len(heads), differences=differences, written=bool(differences) and not check
    )


def info(connection: Connection) -> StoreInfo:
    """Return what the database is."""
    trajectories, entries = reading.sizes(connection)
    return StoreInfo(
        url=connection.engine.url.set(query={}).render_as_string(hide_password=True),
        dialect=connection.dialect.name,
        schema=schema_version(connection) or "-",
        log=reading.log_identity(connection),
        trajectories=trajectories,
        entries=entries,
    )


# Private


def _each(
    connection: Connection, heads: tuple[tuple[str, Head], ...], workers: int
) -> Iterator[VerifiedTrajectory]:
    place = connection.engine.url
    many = sum(head.seq for _ref, head in heads) >= crowd.MANY
    if workers > 1 and many and place.database not in {None, "", ":memory:"}:
        url = place.render_as_string(hide_password=False)
        yield from verified_together(url, [ref for ref, _head in heads], workers)
        return
    yield from verified(connection, heads)
