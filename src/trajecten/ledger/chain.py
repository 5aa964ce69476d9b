"""Whether stored entries are still the ones that were written: the check of one chain.

What it proves: every entry is in canonical form, its hash is that of its bytes, each names the one
before, none is missing in between, the columns copied beside it say the same, the workflow text it
names is there, and personal texts are those that were committed to, and gone only where an entry
says that they were erased. What it does not prove: that the whole chain was not rewritten, or its
end cut off together with the head beside it; for that, somebody else must have kept a hash.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from trajecten.core.events import moment_text
from trajecten.core.text import Text
from trajecten.ledger.canonical import NotCanonicalError
from trajecten.ledger.entry import (
    NO_HASH,
    Entry,
    commitment,
    definition_after,
    entry_hash,
    entry_of,
)
from trajecten.ledger.erasure import Place


class Damage(StrEnum):
    """What kind of difference was found."""

    CHANGED = "changed"
    REMOVED = "removed"
    INSERTED = "inserted"
    SWAPPED = "swapped"
    MOVED = "moved"
    UNCHAINED = "unchained"
    BACKDATED = "backdated"
    COLUMN = "column"
    TRUNCATED = "truncated"
    DEFINITION = "definition"
    PERSONAL = "personal"
    GONE = "gone"
    KEPT = "kept"
    PARENT = "parent"
    PROJECTION = "projection"
    FORKED = "forked"
    ROLLED_BACK = "rolled-back"
    RE_SIGNED = "re-signed"


_WORDS = {
    Damage.CHANGED: Text("de inhoud is veranderd", "its content was changed"),
    Damage.REMOVED: Text("er is een regel ervoor weggehaald", "an entry before it was removed"),
    Damage.INSERTED: Text(
        "de regel staat achter het einde van het traject",
        "it stands behind the end of its trajectory",
    ),
    Damage.SWAPPED: Text(
        "de regel is van plaats verwisseld met een andere", "it changed places with another"
    ),
    Damage.MOVED: Text("de regel hoort ergens anders", "it belongs somewhere else"),
    Damage.UNCHAINED: Text(
        "de regel sluit niet aan op die ervoor", "it does not link to the entry before it"
    ),
    Damage.BACKDATED: Text(
        "de regel is ouder dan die ervoor", "it is older than the entry before it"
    ),
    Damage.COLUMN: Text(
        "een kolom zegt iets anders dan de regel zelf", "a column differs from the entry itself"
    ),
    Damage.TRUNCATED: Text(
        "het einde is afgekapt, of er is iets achter gezet",
        "the end was cut off, or something was put behind it",
    ),
    Damage.DEFINITION: Text(
        "de tekst van de workflow ontbreekt of is veranderd",
        "the text of its workflow is missing or was changed",
    ),
    Damage.PERSONAL: Text(
        "een persoonsgegeven is veranderd of toegevoegd", "personal data was changed or added"
    ),
    Damage.GONE: Text(
        "een persoonsgegeven is weg, en geen regel zegt waarom",
        "personal data is gone, and no entry says why",
    ),
    Damage.KEPT: Text(
        "een persoonsgegeven staat er nog, terwijl een regel zegt dat het is gewist",
        "personal data is still there, although an entry says that it was erased",
    ),
    Damage.PARENT: Text(
        "het traject waaronder dit begon, is niet meer wat het toen was",
        "the trajectory under which it started is not what it was then",
    ),
    Damage.PROJECTION: Text(
        "wat uit de regels is afgeleid, zegt iets anders dan de regels",
        "what was derived from the entries says something else than they do",
    ),
    Damage.FORKED: Text(
        "dit is een andere geschiedenis dan die is ondertekend",
        "this is another history than what was signed",
    ),
    Damage.ROLLED_BACK: Text(
        "er is minder dan wat is ondertekend", "there is less than what was signed"
    ),
    Damage.RE_SIGNED: Text(
        "het is niet ondertekend met de sleutel die is gegeven",
        "it was not signed with the key that was given",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalText:
    """A personal text with the salt of its commitment."""

    salt: bytes
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredEntry:
    """An entry as the database holds it: the bytes, the hash, and the columns copied beside them.

    `columns` holds the texts of the copied columns by field name; `personal` is None where the
    personal texts are not to be looked at.
    """

    seq: int
    body: bytes
    hash: str
    columns: Mapping[str, str | None]
    personal: Mapping[str, PersonalText] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """The first entry of a trajectory that is not what was written, and why."""

    trajectory: str
    seq: int
    damage: Damage
    detail: str = ""

    @property
    def message(self) -> Text:
        """What is wrong, in words."""
        words = Text("Regel {seq}: {what}", "Entry {seq}: {what}").fill(
            seq=self.seq, what=_WORDS[self.damage]
        )
        detail = f" ({self.detail})" if self.detail else ""
        return Text(f"{words.nl}{detail}.", f"{words.en}{detail}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """Where a trajectory's row says its chain ends, and which workflow text it says is in force."""

    log: str
    trajectory: str
    seq: int
    hash: str
    definition: str


@dataclass(frozen=True, slots=True)
class Before:
    """What an entry leaves for the next: `definition` is the digest that must hold there."""

    seq: int
    hash: str
    recorded_at: str
    definition: str | None


def check_chain(
    head: Head,
    entries: Iterable[StoredEntry],
    definitions: Mapping[str, bytes],
    erased: Set[Place] = frozenset(),
) -> tuple[int, Breach | None]:
    """Return how many entries of a trajectory are in order, and the first that is not, if any.

    `entries` are all that the database holds of the trajectory, by seq; `definitions` are workflow
    texts by digest; `erased` is what entries of the trajectory say was erased.
    """
    before, breach = check_entries(head, entries, definitions, erased)
    if breach is not None:
        return before.seq, breach
    # (8): the chain ends where the trajectory's row says it does, under the text it says.
    if before.seq > head.seq:
        return head.seq, Breach(
            trajectory=head.trajectory, seq=head.seq + 1, damage=Damage.INSERTED
        )
    if (before.seq, before.hash) != (head.seq, head.hash):
        return before.seq, Breach(
            trajectory=head.trajectory, seq=before.seq + 1, damage=Damage.TRUNCATED
        )
    if before.definition not in {None, head.definition}:
        return before.seq, Breach(
            trajectory=head.trajectory,
            seq=before.seq,
            damage=Damage.DEFINITION,
            detail=f"{head.definition[:12]} != {str(before.definition)[:12]}",
        )
    return before.seq, None


def check_entries(
    head: Head,
    entries: Iterable[StoredEntry],
    definitions: Mapping[str, bytes],
    erased: Set[Place] = frozenset(),
) -> tuple[Before, Breach | None]:
    """Return what the last entry in order leaves for the next, and the first breach, if any.

    Where the chain should end is not looked at. Without a trajectory it is the record, which was
    not decided under any workflow.
    """
    known = _Known(head, definitions, erased)
    before = Before(0, NO_HASH, "", None)
    for stored in entries:
        line = _read(stored)
        breach = _check_line(known, line, before)
        if breach is not None or line.entry is None:
            return before, breach
        digest = definition_after(line.entry)
        before = Before(stored.seq, stored.hash, line.recorded_at, digest)
    return before, None


# Private


@dataclass(frozen=True, slots=True)
class _Known:
    """What all entries of a chain are held against."""

    head: Head
    definitions: Mapping[str, bytes]
    erased: Set[Place]


@dataclass(frozen=True, slots=True)
class _Line:
    """A stored entry as it was read: None, and the flaw, where the bytes hold none.

    `written` are the texts that its columns should hold.
    """

    stored: StoredEntry
    entry: Entry | None
    flaw: str
    written: Mapping[str, str | None]

    @property
    def recorded_at(self) -> str:
        return str(self.written["recorded_at"])


def _read(stored: StoredEntry) -> _Line:
    try:
        entry = entry_of(stored.body)
    except NotCanonicalError as error:
        return _Line(stored, None, str(error), {})
    return _Line(stored, entry, "", columns_of(entry))


def _check_line(known: _Known, line: _Line, before: Before) -> Breach | None:
    for damage, detail in _damages(known, line, before):
        return Breach(
            trajectory=known.head.trajectory, seq=line.stored.seq, damage=damage, detail=detail
        )
    return None


def _damages(known: _Known, line: _Line, before: Before) -> Iterator[tuple[Damage, str]]:
    stored, entry = line.stored, line.entry
    # (1): the hash is that of the bytes.
    if entry_hash(stored.body) != stored.hash:
        yield Damage.CHANGED, "hash"
    # (2): the bytes are a canonical entry.
    if entry is None:
        yield Damage.CHANGED, line.flaw
        return
    # (3): it stands in its own place, after the one it names.
    yield from _misplaced(known.head, stored, entry, before)
    # (4): time does not run back.
    if line.recorded_at < before.recorded_at:
        yield Damage.BACKDATED, line.recorded_at
    # (5): the columns copied beside it say the same.
    for name, value in stored.columns.items():
        if line.written[name] != value:
            yield Damage.COLUMN, name
    # (6): it was decided under the text that held, and that text is there.
    if known.head.trajectory:
        yield from _other_definition(entry, before, known.definitions)
    # (7): personal texts are those that were committed to and not erased, and no others.
    yield from _personal_damage(entry, stored.personal, known.erased)


def _misplaced(
    head: Head, stored: StoredEntry, entry: Entry, before: Before
) -> Iterator[tuple[Damage, str]]:
    if stored.seq != before.seq + 1:
        yield Damage.REMOVED, str(before.seq + 1)
    if (entry.log, entry.trajectory) != (head.log, head.trajectory):
        yield Damage.MOVED, f"{entry.trajectory[:8]}/{entry.seq}"
    if entry.seq != stored.seq:
        yield Damage.SWAPPED, str(entry.seq)
    if entry.prev != before.hash:
        yield Damage.UNCHAINED, entry.prev[:12]


def _other_definition(
    entry: Entry, before: Before, definitions: Mapping[str, bytes]
) -> Iterator[tuple[Damage, str]]:
    if before.definition not in {None, entry.definition}:
        yield Damage.DEFINITION, f"{entry.definition[:12]} != {str(before.definition)[:12]}"
    text = definitions.get(entry.definition)
    if text is None or not _is_text_of(entry.definition, text):
        yield Damage.DEFINITION, entry.definition[:12]


@lru_cache(maxsize=256)
def _is_text_of(digest: str, text: bytes) -> bool:
    # Every entry asks this of the same few texts, which are long.
    return hashlib.sha256(text).hexdigest() == digest


def _personal_damage(
    entry: Entry, texts: Mapping[str, PersonalText] | None, erased: Set[Place]
) -> Iterator[tuple[Damage, str]]:
    if texts is None:
        return
    for name in sorted(entry.personal.keys() | texts.keys()):
        kept = texts.get(name)
        expected = entry.personal.get(name)
        gone = (entry.seq, name) in erased
        if kept is None:
            if not gone:
                yield Damage.GONE, name
            continue
        if expected is None:
            yield Damage.PERSONAL, name
            continue
        if _committed(entry, name, kept) != expected:
            yield Damage.PERSONAL, name
        elif gone:
            yield Damage.KEPT, name


def _committed(entry: Entry, name: str, kept: PersonalText) -> str | None:
    try:
        return commitment(
            kept.salt,
            log=entry.log,
            trajectory=entry.trajectory,
            seq=entry.seq,
            name=name,
            text=kept.text,
        )
    except NotCanonicalError:
        return None  # Nobody committed to text in this form.


def columns_of(entry: Entry) -> dict[str, str | None]:
    """Return the fields of an entry that are copied into columns, as texts."""
    recorded_at = moment_text(entry.recorded_at)
    return {
        "recorded_at": recorded_at,
        "at": recorded_at if entry.at is entry.recorded_at else moment_text(entry.at),
        "action": entry.action,
        "object": entry.object,
        "result": entry.result.value,
        "actor": entry.actor,
        "role": entry.role,
        "command": entry.command,
    }
