"""The questions of an auditor: whether every decision was right, by the rules of its day."""

from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy import Connection

from trajecten._version import __version__
from trajecten.auditing import (
    NOT_CHECKED,
    Discrepancy,
    DiscrepancyKind,
    Replay,
    ReplayedTrajectory,
    replayed,
)
from trajecten.core.text import Text
from trajecten.engine.door import Door
from trajecten.engine.shelf import Shelf
from trajecten.engine.workshop import Workshop
from trajecten.storage import reading
from trajecten.storage.database import reading_anything, snapshot
from trajecten.storage.rebuild import rebuild_one

_PROJECTIONS = Text(
    "De projecties: die vergelijkt alleen een engine met een eigen verbinding.",
    "The projections: only an engine with a connection of its own compares those.",
)


class Auditing:
    """The questions of an engine about what was decided, which change nothing."""

    _door: Door
    _workshop: Workshop

    def replay(self, ref: str | None = None) -> Replay:
        """Decide anew on every entry of one trajectory, or of all, and compare with the ledger.

        Facts come from the ledgers alone. A ledger that is damaged is replayed up to there.

        Raises:
            NotFoundError: no such trajectory.
        """
        with self._door.opened() as connection:
            self._workshop.identity(connection)
            if ref is not None:
                self._workshop.situated(connection, ref)
            with snapshot(connection, own=self._door.own), reading_anything(connection):
                found = tuple(self._replayed(connection, ref))
            if self._door.own:
                found = tuple(_with_projections(connection, one) for one in found)
        unseen = NOT_CHECKED if self._door.own else (*NOT_CHECKED, _PROJECTIONS)
        return Replay(trajectories=found, engine=__version__, not_checked=unseen)

    # Private

    def _replayed(self, connection: Connection, ref: str | None) -> Iterator[ReplayedTrajectory]:
        shelf = Shelf(connection, self._workshop)
        for name, head in reading.heads(connection, ref):
            yield replayed(
                name,
                head.trajectory,
                shelf,
                installed=self._workshop.settings.guards,
                engine=__version__,
            )


def _with_projections(connection: Connection, found: ReplayedTrajectory) -> ReplayedTrajectory:
    """Return what was found, with the tables whose rows are not what the ledger makes of them."""
    if found.damage is not None:
        return found
    tables = rebuild_one(connection, found.trajectory, check=True)
    edited = (
        Discrepancy(
            ref=found.ref,
            seq=None,
            kind=DiscrepancyKind.PROJECTION,
            message=Text(
                "De tabel {table} zegt iets anders dan het logboek: met de hand veranderd?",
                "The table {table} says something else than the ledger: was it edited by hand?",
            ).fill(table=table),
            recorded={"table": table},
            found={"table": table},
        )
        for table in tables
    )
    return replace(found, discrepancies=(*found.discrepancies, *edited))
