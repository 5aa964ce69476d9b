"""What is kept of a person, and erasing again what came back with a backup."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection

from trajecten.core.fitting import all_checked
from trajecten.core.naming import tells
from trajecten.deciding import Erasable
from trajecten.engine.door import Door
from trajecten.engine.entries import stored_entry
from trajecten.engine.erasable import erasable_of
from trajecten.engine.workshop import Workshop
from trajecten.storage import erasing, reading
from trajecten.storage.database import snapshot, transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalItem:
    """A text that is kept: under which entry and field, and what that entry is about.

    `goes` says that it goes when the person is erased; else it only has their name in it.
    """

    seq: int
    field: str
    action: str
    text: str
    goes: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalData:
    """What one trajectory keeps of a person, by reference; `name` is None when it was erased."""

    ref: str
    party: str
    name: str | None
    items: tuple[PersonalItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasedButKept:
    """Something personal that is there, although an entry of its trajectory says it was erased."""

    ref: str
    seq: int
    field: str


@all_checked
class Erasing:
    """What an engine knows of people, and how it makes sure that the erased stays erased."""

    _door: Door
    _workshop: Workshop

    def personal_data(self, ref: str, party: str) -> PersonalData:
        """Return what a trajectory keeps of a person, by their name or reference.

        These are the texts that go when the person is erased, and those that only tell of them by
        name, which go when they are named.

        Raises:
            NotFoundError: no such trajectory, or it knows nobody by that name or reference.
        """
        with self._door.opened() as connection:
            row = self._workshop.situated(connection, ref)
            found = erasable_of(connection, row, party)
            items = tuple(_items(connection, row.id, found))
        return PersonalData(ref=row.ref, party=found.party or "", name=found.name, items=items)

    def erased_but_kept(self, ref: str | None = None) -> tuple[ErasedButKept, ...]:
        """Return what is there in one trajectory, or in all, although an entry says it was erased.

        Raises:
            NotFoundError: no such trajectory.
        """
        with self._door.opened() as connection:
            self._check(connection, ref)
            with snapshot(connection, own=self._door.own):
                return tuple(
                    ErasedButKept(ref=name, seq=seq, field=field)
                    for name, identifier in erasing.erasing_chains(connection, ref)
                    for seq, field in erasing.left(connection, identifier)
                )

    def erase_again(self, ref: str | None = None) -> tuple[ErasedButKept, ...]:
        """Erase what entries of one trajectory, or of all, say was erased; return what was there.

        It makes no entry, and may be done as often as one likes. On a connection of its own, the
        files of an SQLite database are cleaned too, also when nothing was there.

        Raises:
            NotFoundError: no such trajectory.
            StoreError: those files could not be cleaned.
        """
        own, found = self._door.own, []
        with self._door.opened() as connection:
            self._check(connection, ref)
            for name, identifier in erasing.erasing_chains(connection, ref):
                with transaction(connection, own=own):
                    places = erasing.left(connection, identifier)
                    erasing.erase(connection, identifier, places)
                found += [ErasedButKept(ref=name, seq=one, field=what) for one, what in places]
            if own:
                erasing.clean(connection)
        return tuple(found)

    # Private

    def _check(self, connection: Connection, ref: str | None) -> None:
        self._workshop.identity(connection)
        if ref is not None:
            self._workshop.situated(connection, ref)


def _items(connection: Connection, trajectory_id: str, found: Erasable) -> Iterator[PersonalItem]:
    name = found.name
    for line in reading.lines(connection, trajectory_id, after=0, limit=None):
        for field, text in line.texts.items():
            goes = (line.seq, field) in found.about
            if goes or (name is not None and tells(text, name)):
                action = stored_entry(line.body, line.seq).action
                yield PersonalItem(seq=line.seq, field=field, action=action, text=text, goes=goes)
