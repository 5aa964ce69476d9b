"""Care for the store: verify the chains, rebuild the projections, say what there is."""

from sqlalchemy import Connection

from trajecten.core.text import Text
from trajecten.engine.views import RebuildReport, StoreInfo, Verification, VerifiedTrajectory
from trajecten.errors import IntegrityError
from trajecten.ledger.chain import Breach, Damage, check_chain
from trajecten.storage import reading
from trajecten.storage.database import reading_anything, snapshot
from trajecten.storage.erasing import erased
from trajecten.storage.kindred import parent_differs
from trajecten.storage.rebuild import rebuild_one
from trajecten.storage.schema import schema_version

# Projections are made from entries alone: what is personal has no part in them.
_PERSONAL = (Damage.PERSONAL.value, Damage.GONE.value, Damage.KEPT.value)


def verify(connection: Connection, ref: str | None, *, own: bool) -> Verification:
    """Recompute the chain of one trajectory, or of all."""
    with snapshot(connection, own=own), reading_anything(connection):
        return _verified(connection, ref)


def rebuild(connection: Connection, *, check: bool) -> RebuildReport:
    """Make all projections anew, each trajectory in a transaction of its own.

    Raises:
        IntegrityError: the ledger is damaged; nothing is built on that.
    """
    for checked in verify(connection, None, own=True).trajectories:
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


def _verified(connection: Connection, ref: str | None) -> Verification:
    definitions = reading.definitions(connection)
    checked: list[VerifiedTrajectory] = []
    for name, head in reading.heads(connection, ref):
        entries = reading.stored_entries(connection, head.trajectory)
        gone = erased(connection, head.trajectory)
        number, breach = check_chain(head, entries, definitions, gone)
        stray = reading.stray_text(connection, head.trajectory) if breach is None else None
        if stray is not None:
            breach = Breach(trajectory=head.trajectory, seq=stray, damage=Damage.PERSONAL)
        if breach is None and parent_differs(connection, head.trajectory):
            breach = Breach(trajectory=head.trajectory, seq=1, damage=Damage.PARENT)
        checked.append(
            VerifiedTrajectory(
                ref=name,
                trajectory=head.trajectory,
                entries=number,
                head=head.hash,
                damage=breach.damage.value if breach else None,
                seq=breach.seq if breach else None,
                message=breach.message if breach else None,
            )
        )
    if ref is None:
        checked.extend(_headless(one) for one in reading.orphans(connection))
    return Verification(trajectories=tuple(checked))


def _headless(trajectory_id: str) -> VerifiedTrajectory:
    return VerifiedTrajectory(
        ref=trajectory_id,
        trajectory=trajectory_id,
        entries=0,
        head="",
        damage=Damage.TRUNCATED.value,
        seq=1,
        message=Text(
            "Er zijn regels van een traject dat zelf ontbreekt.",
            "There are entries of a trajectory that is itself missing.",
        ),
    )
