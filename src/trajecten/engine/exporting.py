"""Writing the ledger in a form that others read: of one trajectory, or of all."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from sqlalchemy import Connection

from trajecten.core.fitting import all_checked
from trajecten.engine.door import Door
from trajecten.engine.entries import stored_entry
from trajecten.engine.workshop import Workshop
from trajecten.errors import InputError, IntegrityError
from trajecten.exporting import Chain, ExportForm, Line, written
from trajecten.ledger.entry import entry_hash
from trajecten.storage.database import reading_anything, snapshot
from trajecten.storage.shipping import StoredChain, bodies, chains

SEPARATORS = (",", ";", "\t")
"""What may stand between the cells of a CSV file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """What was written: so many trajectories and entries, in this form."""

    form: ExportForm
    trajectories: int
    entries: int

    @property
    def verifiable(self) -> bool:
        """Whether anybody can compute the hashes of the entries from it."""
        return self.form.verifiable


@all_checked
class Exporting:
    """What an engine writes for others to read."""

    _door: Door
    _workshop: Workshop

    def export(
        self,
        target: BinaryIO,
        form: ExportForm,
        ref: str | None = None,
        *,
        separator: str = ",",
        bom: bool = False,
    ) -> Exported:
        """Write the entries of one trajectory, or of all by reference, as they are at one moment.

        No names and no texts that are kept apart from the ledger are in it. `separator` and `bom`
        are for CSV: spreadsheets in Dutch expect ";" and a byte order mark. What was written before
        an error is of no use.

        Raises:
            NotFoundError: no such trajectory.
            InputError: the separator is none of "," ";" and a tab, or what the form needs is not
                installed.
            IntegrityError: an entry is not what was written; such a ledger is not passed on.
        """
        if separator not in SEPARATORS:
            raise InputError(
                "separator: kies uit komma, puntkomma en tab.",
                "separator: choose from comma, semicolon and tab.",
                instance="separator",
            )
        with self._door.opened() as connection:
            log = self._workshop.identity(connection)
            if ref is not None:
                self._workshop.situated(connection, ref)
            with snapshot(connection, own=self._door.own), reading_anything(connection):
                found = chains(connection, ref)
                sent = (_chain(connection, log, one) for one in found)
                _write(target, written(form, sent, separator=separator, bom=bom))
        return Exported(form=form, trajectories=len(found), entries=sum(one.seq for one in found))


# Private


def _write(target: BinaryIO, pieces: Iterable[bytes]) -> None:
    target.writelines(pieces)


def _chain(connection: Connection, log: str, one: StoredChain) -> Chain:
    return Chain(
        log=log,
        ref=one.ref,
        trajectory=one.id,
        workflow=one.workflow,
        version=one.version,
        definition=one.definition,
        entries=one.seq,
        head=one.head,
        lines=_lines(connection, one),
    )


def _lines(connection: Connection, chain: StoredChain) -> Iterator[Line]:
    last = (0, "")
    for seq, body, digest in bodies(connection, chain.id):
        if entry_hash(body) != digest or seq != last[0] + 1:
            raise _damaged(chain.ref, seq)
        yield Line(body=body, hash=digest, entry=stored_entry(body, seq))
        last = (seq, digest)
    if last != (chain.seq, chain.head):
        raise _damaged(chain.ref, last[0] + 1)


def _damaged(ref: str, seq: int) -> IntegrityError:
    return IntegrityError(
        f"{ref}: regel {seq} is niet wat er is vastgelegd; zie trajecten audit verify.",
        f"{ref}: entry {seq} is not what was recorded; see trajecten audit verify.",
        instance=ref,
    )
