"""Taking away what is personal, so that nothing of it is left in the files of the database."""

from collections.abc import Iterable, Iterator

from sqlalchemy import Connection, bindparam, delete, select, text

from trajecten.errors import StoreError
from trajecten.ledger.canonical import NotCanonicalError
from trajecten.ledger.entry import PERSON_FIELD, Entry, entry_of
from trajecten.ledger.erasure import Place, erased_among
from trajecten.storage.database import BUSY_SECONDS, speaking_plainly
from trajecten.storage.prepared import run
from trajecten.storage.reading import bytes_of
from trajecten.storage.tables import ERASING, entry, party, personal, trajectory


def erase(connection: Connection, trajectory_id: str, places: Iterable[Place]) -> int:
    """Delete the names and texts in these places, and return how many there were.

    It goes in the transaction that runs; see `clean` for what is left of them in files.
    """
    gone = 0
    for seq, field in places:
        place = {"in_": trajectory_id, "seq_": seq, "what": field.removeprefix(PERSON_FIELD)}
        table = _FORGET if field.startswith(PERSON_FIELD) else _ERASE
        gone += connection.execute(table, place).rowcount
    return gone


def erased(connection: Connection, trajectory_id: str) -> frozenset[Place]:
    """Return what entries of a trajectory say was erased; one that is damaged says nothing."""
    return erased_among(_erasing(connection, trajectory_id))


def erasing_chains(connection: Connection, ref: str | None) -> tuple[tuple[str, str], ...]:
    """Return the trajectories that erased something, by reference with their id; or only one."""
    wanted = (
        select(trajectory.c.ref, trajectory.c.id)
        .join(entry, entry.c.trajectory == trajectory.c.id)
        .where(text(ERASING))
        .distinct()
        .order_by(trajectory.c.ref)
    )
    if ref is not None:
        wanted = wanted.where(trajectory.c.ref == ref)
    return tuple((row.ref, row.id) for row in connection.execute(wanted))


def left(connection: Connection, trajectory_id: str) -> tuple[Place, ...]:
    """Return what is still kept of a trajectory although an entry says that it was erased."""
    gone = erased(connection, trajectory_id)
    return tuple(sorted(gone & _kept(connection, trajectory_id))) if gone else ()


def clean(connection: Connection) -> None:
    """Leave nothing of what was erased in the files of an SQLite database of our own.

    What was deleted is overwritten in its place (`secure_delete`). Copies may be left in pages that
    were split before, and in the write-ahead log: the first are gone when the file is written
    anew, the second when the log is emptied. On PostgreSQL, that is for whoever looks after it.

    Raises:
        StoreError: another program reads or writes all the time, or the disk is full.
    """
    if connection.dialect.name != "sqlite":
        return
    try:
        with speaking_plainly():
            run(connection, "VACUUM")
            busy, _pages, _moved = run(connection, "PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except StoreError as error:
        raise _uncleaned(error.detail.nl, error.detail.en) from error
    if busy:
        raise _uncleaned(
            f"Een ander programma leest al {BUSY_SECONDS} seconden.",
            f"Another program has been reading for {BUSY_SECONDS} seconds.",
        )


# Private

_ERASE = delete(personal).where(
    personal.c.trajectory == bindparam("in_"),
    personal.c.seq == bindparam("seq_"),
    personal.c.field == bindparam("what"),
)
_FORGET = delete(party).where(
    party.c.trajectory == bindparam("in_"),
    party.c.seq == bindparam("seq_"),
    party.c.ref == bindparam("what"),
)


def _erasing(connection: Connection, trajectory_id: str) -> Iterator[Entry]:
    wanted = select(entry.c.body).where(entry.c.trajectory == trajectory_id, text(ERASING))
    for row in connection.execute(wanted):
        try:
            yield entry_of(bytes_of(row.body))
        except NotCanonicalError:
            continue


def _kept(connection: Connection, trajectory_id: str) -> set[Place]:
    texts = select(personal.c.seq, personal.c.field).where(personal.c.trajectory == trajectory_id)
    names = select(party.c.seq, party.c.ref).where(party.c.trajectory == trajectory_id)
    return {(row.seq, row.field) for row in connection.execute(texts)} | {
        (row.seq, PERSON_FIELD + row.ref) for row in connection.execute(names)
    }


def _uncleaned(nl: str, en: str) -> StoreError:
    return StoreError(
        "Het is gewist en vastgelegd, maar de bestanden van de database zijn nog niet schoon: "
        f"{nl} Gebruik later: trajecten privacy erase --again.",
        "It was erased and recorded, but the files of the database are not clean yet: "
        f"{en} Use later: trajecten privacy erase --again.",
    )
