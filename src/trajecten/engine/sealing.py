"""Sealing the ledger, and proving to others that it is whole."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import BinaryIO

from sqlalchemy import Connection

from trajecten.core.fitting import all_checked
from trajecten.engine import caring
from trajecten.engine.bundling import bundle
from trajecten.engine.checkpointing import checkpoint, proven
from trajecten.engine.crowd import Told
from trajecten.engine.door import Door
from trajecten.engine.recording import remember
from trajecten.engine.sealed import Bundled, MadeCheckpoint, SealReport
from trajecten.engine.unchecked import unchecked
from trajecten.engine.unsealing import Against, check_seal
from trajecten.engine.views import Verification
from trajecten.engine.workshop import Workshop
from trajecten.errors import InputError, NotFoundError
from trajecten.ledger.chain import Head
from trajecten.ledger.merkle import inclusion_parts
from trajecten.ledger.proofs import InclusionProof
from trajecten.sealing.keys import public_key
from trajecten.sealing.signer import Signer
from trajecten.sealing.witnesses import kept_checkpoint
from trajecten.storage import reading, sealing
from trajecten.storage.database import reading_anything, snapshot


@all_checked
class Sealing:
    """The commands and questions of an engine that are about the ledger as a whole."""

    _door: Door
    _workshop: Workshop

    def checkpoint(self, signer: Signer) -> MadeCheckpoint:
        """Seal what was written since the last checkpoint, and return the signed note.

        Every trajectory that has something new is re-read and re-hashed first. When nothing was
        added, the last checkpoint is given again.

        Raises:
            InputError: the engine works inside a host's transaction.
            IntegrityError: the ledger is damaged, or is not the one that the signer signed before.
        """
        with self._alone("checkpoint") as connection:
            return checkpoint(connection, self._workshop, signer)

    def prove(self, ref: str, seq: int | None = None) -> str:
        """Return the proof that an entry is under the last checkpoint; without a number the last.

        The text is a C2SP tlog-proof: whoever has the bytes of the entry and the public key can
        check it without this program.

        Raises:
            NotFoundError: no such trajectory or entry.
            InputError: the entry was written after the last checkpoint.
        """
        with self._door.opened() as connection:
            row = self._workshop.situated(connection, ref)
            with snapshot(connection, own=self._door.own):
                return _proof(connection, row.id, ref, row.seq if seq is None else seq).text

    def verify(
        self,
        ref: str | None = None,
        *,
        keys: Sequence[str] = (),
        kept: Sequence[str] = (),
        projections: bool = False,
        record: bool = False,
        workers: int = 1,
        told: Told | None = None,
    ) -> Verification:
        """Recompute the chain of one trajectory, or of all and the seal; name what is broken.

        `keys` are public keys, NAME+HASH+KEY: every checkpoint must be signed with one of them.
        `kept` are notes of checkpoints that somebody else kept: without one, a history that was
        rewritten by whoever holds the key is found in order. `projections` compares what was
        derived from the entries with them too, which takes longer. `record` leaves an entry in the
        record that says who verified, when, with what outcome, and what stood there (BIO2 8.15.06).
        With more `workers`, many trajectories are checked in as many processes, each with a
        connection of its own to the same address (the main module must be importable, as
        `multiprocessing` asks); `told` hears how many of how many are done.

        Raises:
            NotFoundError: no such trajectory.
            InputError: a key is none, or a note is none; or the engine works inside a host's
                transaction and is asked for `projections` or `record`.
        """
        against = Against(
            keys=tuple(public_key(one) for one in keys),
            kept=tuple(kept_checkpoint(one) for one in kept),
        )
        own = self._alone("verify") if projections or record else self._door.opened()
        with own as connection:
            self._workshop.identity(connection)
            if ref is not None:
                self._workshop.situated(connection, ref)
            chains = caring.verify(connection, ref, own=self._door.own, workers=workers, told=told)
            if projections:
                chains = tuple(caring.projected(connection, one) for one in chains)
            found = Verification(trajectories=chains)
            seal = None if ref is not None else self._seal(connection, found, against)
            silent = unchecked(seal, signed=bool(keys), projections=projections)
            found = replace(found, seal=seal, unchecked=silent)
            if record:
                remember(connection, self._workshop, found, ref)
            return found

    def bundle(self, out: BinaryIO, ref: str | None = None, *, kept: Sequence[str] = ()) -> Bundled:
        """Write what an outsider needs to check one trajectory, or the whole ledger.

        It covers what is under the last checkpoint, holds no personal data, and is checked by
        `docs/verify.py`. `kept` are notes of older checkpoints that somebody holds: for those, and
        for the latest hundred that are stored, it proves that the last one grew out of them.

        Raises:
            NotFoundError: no such trajectory.
            InputError: there is no checkpoint yet that covers it, or a note is none.
            IntegrityError: the last checkpoint is no signed note any more.
        """
        older = [kept_checkpoint(one).checkpoint for one in kept]
        with self._door.opened() as connection:
            self._workshop.identity(connection)
            with snapshot(connection, own=self._door.own), reading_anything(connection):
                head = None if ref is None else self._head(connection, ref)
                return bundle(connection, out, head=head, kept=older)

    # Private

    def _head(self, connection: Connection, ref: str) -> Head:
        self._workshop.situated(connection, ref)
        ((_ref, head),) = reading.heads(connection, ref)
        return head

    def _seal(self, connection: Connection, found: Verification, against: Against) -> SealReport:
        refs = {one.trajectory: one.ref for one in found.trajectories}
        log = self._workshop.identity(connection)
        with snapshot(connection, own=self._door.own), reading_anything(connection):
            return check_seal(connection, log, against, refs, chains_intact=found.chained)

    @contextmanager
    def _alone(self, what: str) -> Iterator[Connection]:
        if not self._door.own:
            raise InputError(
                "Dit kan alleen in een eigen transactie.",
                "This needs a transaction of its own.",
                instance=what,
            )
        with self._door.opened() as connection:
            self._workshop.identity(connection)
            yield connection


# Private


def _proof(connection: Connection, trajectory_id: str, ref: str, seq: int) -> InclusionProof:
    if not reading.lines(connection, trajectory_id, after=seq - 1, limit=1):
        raise NotFoundError(
            f"{ref} heeft geen regel {seq}.", f"{ref} has no entry {seq}.", instance=ref
        )
    index = sealing.leaf_of(connection, trajectory_id, seq)
    (last,) = sealing.checkpoints(connection, last=1) or (None,)
    if index is None or last is None or index >= last.size:
        raise InputError(
            f"Regel {seq} van {ref} is nog niet verzegeld; maak eerst een controlepunt.",
            f"Entry {seq} of {ref} is not sealed yet; make a checkpoint first.",
            instance=ref,
        )
    hashes = proven(connection, last.size, inclusion_parts(index, last.size))
    return InclusionProof(index=index, hashes=hashes, note=last.note)
