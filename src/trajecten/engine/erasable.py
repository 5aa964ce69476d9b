"""What of a person can be erased in one trajectory."""

from sqlalchemy import Connection

from trajecten.core.commands import Command, Erase
from trajecten.deciding import Erasable, erasable
from trajecten.deciding.erasable import NOTHING
from trajecten.engine.entries import stored_entry
from trajecten.errors import NotFoundError
from trajecten.ledger.entry import PERSON_FIELD
from trajecten.storage import reading
from trajecten.storage.facts import Situated, people


def erasable_by(connection: Connection, row: Situated, command: Command) -> Erasable:
    """Return what a command can take away: nothing, unless it erases.

    Raises:
        NotFoundError: the trajectory knows nobody by that name or reference.
        IntegrityError: an entry cannot be read any more.
    """
    if not isinstance(command, Erase):
        return NOTHING
    return erasable_of(connection, row, command.party)


def erasable_of(connection: Connection, row: Situated, party: str | None) -> Erasable:
    """Return what can be erased in a trajectory, of a person by their name or reference.

    Raises:
        NotFoundError: the trajectory knows nobody by that name or reference.
        IntegrityError: an entry cannot be read any more.
    """
    ref = None if party is None else _reference(connection, row, party)
    name = reading.names(connection, row.id).get(ref or "")
    entries = (
        stored_entry(one.body, one.seq)
        for one in reading.bare_entries(connection, row.id)
        if one.seq <= row.seq
    )
    found = erasable(entries, ref, name)
    if ref is not None and PERSON_FIELD + ref not in {field for _seq, field in found.fields}:
        raise NotFoundError(
            "party: dit traject kent niemand met deze naam of verwijzing.",
            "party: this trajectory knows nobody by this name or reference.",
            instance="party",
        )
    return found


# Private


def _reference(connection: Connection, row: Situated, party: str) -> str:
    known = people(connection, row.id, (party,))
    return next(iter(known.values()), party)
