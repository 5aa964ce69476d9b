"""A stored entry as a value, or the error that it cannot be read any more."""

from trajecten.errors import IntegrityError
from trajecten.ledger.canonical import NotCanonicalError
from trajecten.ledger.entry import Entry, entry_of


def stored_entry(body: bytes, seq: int) -> Entry:
    """Return the entry that the bytes hold.

    Raises:
        IntegrityError: they are not those of an entry.
    """
    try:
        return entry_of(body)
    except NotCanonicalError as error:
        raise IntegrityError(
            f"Regel {seq} is beschadigd: {error}.",
            f"Entry {seq} is damaged: {error}.",
            instance=str(seq),
        ) from error
