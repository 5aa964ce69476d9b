"""The questions of an auditor: whether every decision was right, by the rules of its day."""

from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy import Connection

from trajecten._version import __version__
from trajecten.auditing import (
    MALFORMED,
    NOT_CHECKED,
    Discrepancy,
    DiscrepancyKind,
    Drawable,
    Replay,
    ReplayedTrajectory,
    Sample,
    Trace,
    WhatIf,
    drawn,
    replayed,
    supposed,
    traced,
)
from trajecten.core.fitting import all_checked
from trajecten.core.text import Text
from trajecten.core.workflow import Workflow
from trajecten.engine.door import Door
from trajecten.engine.entries import stored_entry
from trajecten.engine.shelf import Shelf, looking
from trajecten.engine.workshop import Workshop
from trajecten.ledger.entry import entry_hash
from trajecten.storage import reading
from trajecten.storage.rebuild import rebuild_one

_PROJECTIONS = Text(
    "De projecties: die vergelijkt alleen een engine met een eigen verbinding.",
    "The projections: only an engine with a connection of its own compares those.",
)

_UNMADE = Text(
    "De projecties van {ref}: uit dit logboek zijn ze niet te maken.",
    "The projections of {ref}: they cannot be made from this ledger.",
)


@all_checked
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
        with looking(self._door, self._workshop, ref) as (connection, shelf):
            found = tuple(self._replayed(connection, shelf, ref))
        unseen = (*NOT_CHECKED, *(() if self._door.own else (_PROJECTIONS,)))
        if self._door.own:
            with self._door.opened() as connection:
                compared = [_with_projections(connection, one) for one in found]
            found = tuple(one for one, _ in compared)
            unseen += tuple(why for _, why in compared if why is not None)
        return Replay(trajectories=found, engine=__version__, not_checked=unseen)

    def what_if(self, workflow: Workflow, ref: str | None = None) -> WhatIf:
        """Return how one trajectory, or all, would have gone under another workflow text.

        Of all, those of another workflow are left out. Nothing is recorded.

        Raises:
            InputError: the digest is not that of the text.
            WorkflowError: the text is not that of a workflow that can be used here.
            NotFoundError: no such trajectory.
        """
        other = self._workshop.own(workflow)
        with looking(self._door, self._workshop, ref) as (connection, shelf):
            found = tuple(
                supposed(name, head.trajectory, shelf, other, every=ref is None)
                for name, head in reading.heads(connection, ref)
            )
        return WhatIf(
            workflow=other.id, version=other.version, digest=other.digest, trajectories=found
        )

    def trace(self, ref: str, identifier: str) -> Trace:
        """Return what one contact or contribution led to, from intake on, as the ledger has it.

        Raises:
            NotFoundError: no such trajectory, or it has nothing by this id.
            InputError: it is neither a contact nor a contribution.
        """
        with looking(self._door, self._workshop, ref) as (connection, shelf):
            ((name, head),) = reading.heads(connection, ref)
            return traced(name, head.trajectory, identifier, shelf)

    def sample(self, *, seed: int, size: int, trajectories: bool = False) -> Sample:
        """Draw entries, or whole trajectories, that an auditor looks at outside the system.

        The same seed and ledger give the same sample; how it is drawn is in `docs/replay.md`.

        Raises:
            InputError: `size` is below one, or `seed` below zero.
            IntegrityError: an entry cannot be read any more.
        """
        with looking(self._door, self._workshop, None) as (connection, _shelf):
            entries = (
                Drawable(ref=name, entry=stored_entry(body, 0), hash=entry_hash(body))
                for name, body in reading.bodies(connection, first=trajectories)
            )
            return drawn(entries, seed=seed, size=size, trajectories=trajectories)

    # Private

    def _replayed(
        self, connection: Connection, shelf: Shelf, ref: str | None
    ) -> Iterator[ReplayedTrajectory]:
        for name, head in reading.heads(connection, ref):
            yield replayed(
                name,
                head.trajectory,
                shelf,
                installed=self._workshop.settings.guards,
                engine=__version__,
            )


def _with_projections(
    connection: Connection, found: ReplayedTrajectory
) -> tuple[ReplayedTrajectory, Text | None]:
    """Return what was found, with the tables whose rows are not what the ledger makes of them.

    And why they could not be compared, if so.
    """
    if found.damage is not None:
        return found, _UNMADE.fill(ref=found.ref)
    try:
        tables = rebuild_one(connection, found.trajectory, check=True)
    except MALFORMED:
        return found, _UNMADE.fill(ref=found.ref)
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
    return replace(found, discrepancies=(*found.discrepancies, *edited)), None
