"""The one place where the ledger grows: an entry, its personal texts, and the row it moves."""

from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Connection, Table, bindparam, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError

from trajecten.core.events import Recorded, moment_text
from trajecten.core.finding import Finding
from trajecten.core.naming import name_key
from trajecten.core.state import State
from trajecten.core.workflow import Workflow
from trajecten.ledger.chain import columns_of
from trajecten.ledger.entry import Entry
from trajecten.ledger.erasure import Place
from trajecten.storage.codec import state_text
from trajecten.storage.database import transaction
from trajecten.storage.erasing import clean, erase
from trajecten.storage.prepared import Prepared
from trajecten.storage.projection import parent_of, project
from trajecten.storage.tables import definition, entry, party, personal, trajectory


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A personal text as it is kept: under which field, with which salt."""

    field: str
    salt: bytes
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Addition:
    """Everything that one command adds.

    `happened` is None when the command was refused; `people` are names by reference, introduced by
    this entry; `named` is a workflow text that the entry speaks of, and `adopts` one that holds for
    the trajectory from now on; `erases` are the places of what is taken away.
    """

    entry: Entry
    body: bytes
    hash: str
    state: State
    texts: tuple[Kept, ...]
    people: tuple[Kept, ...]
    happened: Recorded | None
    findings: tuple[Finding, ...] = ()
    erases: tuple[Place, ...] = ()
    named: Workflow | None = None
    adopts: Workflow | None = None


def append(connection: Connection, addition: Addition, *, own: bool) -> bool:
    """Append to a trajectory in one transaction; False when somebody else was first.

    Then nothing was written. What it erases is gone from the files of a database of our own too.

    Raises:
        StoreError: it was added, but those files could not be cleaned.
    """
    with transaction(connection, own=own):
        added = add(connection, addition)
    if added and addition.erases and own:
        clean(connection)
    return added


def add(connection: Connection, addition: Addition) -> bool:
    """Append to a trajectory in the transaction that runs; False when somebody else was first.

    Then nothing was written.
    """
    place = {"moved": addition.entry.trajectory, "expected": addition.entry.seq - 1}
    moved = _MOVE.execute(connection, _row(addition) | place)
    if moved.rowcount != 1:
        return False
    if addition.named is not None:
        _know(connection, addition.named)
    if addition.adopts is not None:
        connection.execute(_ADOPT, _adopting(addition.entry.trajectory, addition.adopts))
    _write(connection, addition)
    return True


def begin(connection: Connection, workflow: Workflow, addition: Addition, *, own: bool) -> bool:
    """Write a trajectory's first entry in one transaction; False when its reference is taken."""
    try:
        with transaction(connection, own=own):
            return add_first(connection, workflow, addition)
    except IntegrityError:
        # Two starts with one command id: the other was first.
        if not own:
            raise
        return False


def add_first(connection: Connection, workflow: Workflow, addition: Addition) -> bool:
    """Write a trajectory's first entry in the transaction that runs; False when its ref is taken.

    Raises:
        IntegrityError: somebody else starts by the same command at this moment.
    """
    made = addition.entry
    row = _row(addition) | {
        "id": made.trajectory,
        "ref": made.data["ref"],
        "workflow": workflow.id,
        "version": workflow.version,
        "definition": workflow.digest,
        "started_at": moment_text(made.recorded_at),
        "parent": parent_of(made.data),
    }
    _know(connection, workflow)
    # RETURNING tells whether the row was new; a row count may not, after a conflict.
    new = connection.execute(
        _upsert(connection, trajectory).on_conflict_do_nothing().returning(trajectory.c.id), row
    ).first()
    if new is None:
        return False
    _write(connection, addition)
    return True


# Private

_MOVE = Prepared(
    update(trajectory)
    .where(trajectory.c.id == bindparam("moved"), trajectory.c.seq == bindparam("expected"))
    .values(
        seq=bindparam("seq"),
        head=bindparam("head"),
        state=bindparam("state"),
        recorded_at=bindparam("recorded_at"),
    )
)
_ADOPT = (
    update(trajectory)
    .where(trajectory.c.id == bindparam("moved"))
    .values(definition=bindparam("adopted"), version=bindparam("version_"))
)
_ENTRY_COLUMNS = (
    "trajectory", "seq", "recorded_at", "at", "action", "object", "result", "actor", "role",
    "command", "body", "hash",
)  # fmt: skip
_ADD_ENTRY = Prepared(
    insert(entry).inline().values({name: bindparam(name) for name in _ENTRY_COLUMNS})
)
_ADD_TEXT = insert(personal).inline()
_ADD_PARTY = insert(party).inline()


def _row(addition: Addition) -> dict[str, Any]:
    return {
        "seq": addition.entry.seq,
        "head": addition.hash,
        "state": state_text(addition.state),
        "recorded_at": moment_text(addition.entry.recorded_at),
    }


def _write(connection: Connection, addition: Addition) -> None:
    made = addition.entry
    _ADD_ENTRY.execute(
        connection,
        {
            "trajectory": made.trajectory,
            "seq": made.seq,
            "body": addition.body,
            "hash": addition.hash,
            **columns_of(made),
        },
    )
    place = {"trajectory": made.trajectory, "seq": made.seq}
    if addition.people:
        connection.execute(
            _ADD_PARTY,
            [
                {
                    **place,
                    "ref": one.field,
                    "salt": one.salt,
                    "name": one.text,
                    "key": name_key(one.text),
                }
                for one in addition.people
            ],
        )
    if addition.texts:
        connection.execute(_ADD_TEXT, [{**place, **asdict(one)} for one in addition.texts])
    if addition.erases:
        erase(connection, made.trajectory, addition.erases)
    if addition.happened is not None:
        project(connection, made.trajectory, addition.happened)


def _know(connection: Connection, workflow: Workflow) -> None:
    """Keep a workflow text, unless it is kept already."""
    if not _definition_known(connection, workflow.digest):
        known = {
            "digest": workflow.digest,
            "workflow": workflow.id,
            "version": workflow.version,
            "text": workflow.text,
        }
        connection.execute(_upsert(connection, definition).on_conflict_do_nothing(), known)


def _upsert(connection: Connection, table: Table) -> Any:  # noqa: ANN401 (of either dialect)
    insertion = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    return insertion(table)


def _adopting(identifier: str, workflow: Workflow) -> dict[str, str]:
    return {"moved": identifier, "adopted": workflow.digest, "version_": workflow.version}


def _definition_known(connection: Connection, digest: str) -> bool:
    statement = select(definition.c.digest).where(definition.c.digest == digest)
    return connection.execute(statement).first() is not None
