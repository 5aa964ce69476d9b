"""The ledgers of a database as the auditing reads them: only what was appended, no projections."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import Connection

from trajecten.auditing import Line
from trajecten.core.text import Text
from trajecten.core.workflow import Workflow
from trajecten.engine.door import Door
from trajecten.engine.workshop import Workshop
from trajecten.ledger.canonical import NotCanonicalError
from trajecten.ledger.chain import Breach, Damage, check_chain
from trajecten.ledger.entry import entry_of
from trajecten.storage import reading
from trajecten.storage.database import reading_anything, snapshot
from trajecten.storage.kindred import parent_differs


class Shelf:
    """All ledgers on one connection; what was found on a chain is remembered."""

    def __init__(self, connection: Connection, workshop: Workshop) -> None:
        """Begin with nothing read."""
        self._connection = connection
        self._workshop = workshop
        self._definitions = reading.definitions(connection)
        self._breaches: dict[str, Breach | None] = {}
        self._children: dict[str, list[str]] | None = None

    def lines(self, trajectory: str) -> Iterator[Line]:
        """Return the entries of a trajectory in order, up to the first that is damaged."""
        breach = self._breach(trajectory)
        for stored in reading.bare_entries(self._connection, trajectory):
            if breach is not None and stored.seq >= breach.seq and breach.damage is not _PARENT:
                return
            yield Line(entry=entry_of(stored.body), body=stored.body, hash=stored.hash)

    def flaw(self, trajectory: str) -> Text | None:
        """Return what is damaged in the ledger of a trajectory; None when it is whole."""
        breach = self._breach(trajectory)
        return None if breach is None else breach.message

    def break_in(self, trajectory: str) -> Text | None:
        """Return what keeps a ledger from being read to its end; None when nothing does."""
        breach = self._breach(trajectory)
        return None if breach is None or breach.damage is _PARENT else breach.message

    def children(self, trajectory: str) -> Sequence[str]:
        """Return the trajectories whose first entry names this one as their parent."""
        if self._children is None:
            self._children = {}
            for first in reading.first_entries(self._connection):
                for above in self._parents(first):
                    self._children.setdefault(above, []).append(first.trajectory)
        return self._children.get(trajectory, ())

    def workflow(self, digest: str) -> Workflow:
        """Return the workflow with this text.

        Raises:
            IntegrityError: its text is gone or was changed.
            WorkflowError: it cannot be read.
        """
        return self._workshop.workflow(self._connection, digest)

    # Private

    def _parents(self, first: reading.FirstEntry) -> Iterator[str]:
        """Return whose child a trajectory says it is; damaged, also whose its row says it is."""
        try:
            named = entry_of(first.body).data.get("parent")
        except NotCanonicalError:
            named = None
        own = str(named["trajectory"]) if isinstance(named, dict) else None
        if own is not None:
            yield own
        if first.parent not in {None, own} and self._breach(first.trajectory) is not None:
            yield str(first.parent)

    def _breach(self, trajectory: str) -> Breach | None:
        if trajectory not in self._breaches:
            self._breaches[trajectory] = self._checked(trajectory)
        return self._breaches[trajectory]

    def _checked(self, trajectory: str) -> Breach | None:
        found = reading.head_of(self._connection, trajectory)
        if found is None:
            return Breach(trajectory=trajectory, seq=1, damage=Damage.TRUNCATED)
        entries = reading.bare_entries(self._connection, trajectory)
        _number, breach = check_chain(found[1], entries, self._definitions)
        if breach is None and parent_differs(self._connection, trajectory):
            return Breach(trajectory=trajectory, seq=1, damage=_PARENT)
        return breach


@contextmanager
def looking(door: Door, workshop: Workshop, ref: str | None) -> Iterator[tuple[Connection, Shelf]]:
    """Give all ledgers as they are at one moment, after a look whether `ref` is there.

    Raises:
        NotFoundError: no such trajectory.
    """
    with door.opened() as connection:
        workshop.identity(connection)
        if ref is not None:
            workshop.situated(connection, ref)
        with snapshot(connection, own=door.own), reading_anything(connection):
            yield connection, Shelf(connection, workshop)


# Private

_PARENT = Damage.PARENT
"""What is wrong with a parent does not keep the trajectory itself from being replayed."""
