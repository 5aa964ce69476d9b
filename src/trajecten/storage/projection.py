"""What an event does to the projection tables: for the live store and for a rebuild alike."""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any, cast

from sqlalchemy import Connection, Table, bindparam, insert, update

from trajecten.core.events import Action, Recorded, moment_of, moment_text
from trajecten.storage.tables import (
    action,
    artefact,
    citation,
    contact,
    contribution,
    decision,
    lesson,
)

_NUMBER = re.compile(r"[0-9]{1,9}", re.ASCII)


def project(connection: Connection, trajectory: str, recorded: Recorded) -> None:
    """Bring the projections up to date with an event that was accepted."""
    change = _CHANGES.get(recorded.event.action)
    if change is not None:
        change(connection, trajectory, recorded)


def number_of(identifier: str) -> int:
    """Return the number in an id such as `contact-3`; 0 when there is none."""
    digits = identifier.rpartition("-")[2]
    return int(digits) if _NUMBER.fullmatch(digits) else 0


def parent_of(data: Mapping[str, Any]) -> str | None:
    """Return the identity of the parent that the data of a first entry name; None without one."""
    parent = data.get("parent")
    return str(parent["trajectory"]) if parent else None


# Private


def _add(table: Table) -> Callable[[Connection, dict[str, Any]], None]:
    statement = insert(table).inline()

    def add(connection: Connection, row: dict[str, Any]) -> None:
        connection.execute(statement, row)

    return add


def _change(table: Table, *columns: str) -> Callable[[Connection, dict[str, Any]], None]:
    statement = (
        update(table)
        .where(
            table.c.trajectory == bindparam("trajectory_"), table.c.number == bindparam("number_")
        )
        .values({column: bindparam(column) for column in columns})
    )

    def change(connection: Connection, row: dict[str, Any]) -> None:
        place = {"trajectory_": row["trajectory"], "number_": row["number"]}
        connection.execute(statement, {**{key: row[key] for key in columns}, **place})

    return change


_ADD_CONTACT = _add(contact)
_CORRECT_CONTACT = _change(contact, "domain", "group", "layer", "purpose", "at")
_COUNT_CONTACT = _change(contact, "count")
_RETRACT_CONTACT = _change(contact, "retracted")
_ADD_CONTRIBUTION = _add(contribution)
_DISPOSE = _change(
    contribution, "disposition", "disposed_at", "disposed_seq", "feedback_at", "waited"
)
_ADD_ARTEFACT = _add(artefact)
_ADD_CITATION = insert(citation).inline()
_ADD_ACTION = _add(action)
_FINISH_ACTION = _change(action, "finished_at")
_ADD_LESSON = _add(lesson)
_ADD_DECISION = _add(decision)


def _place(trajectory: str, recorded: Recorded) -> dict[str, Any]:
    return {
        "trajectory": trajectory,
        "number": number_of(recorded.event.object),
        "seq": recorded.seq,
        "recorded_at": moment_text(recorded.recorded_at),
    }


def _picked(data: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: data[name] for name in names}


def _contact_recorded(connection: Connection, trajectory: str, recorded: Recorded) -> None:
    names = [
        "domain",
        "group",
        "layer",
        "purpose",
        "channel",
        "count",
        "at",
        "person",
        "spokesperson",
    ]
    row = _place(trajectory, recorded) | _picked(recorded.event.data, *names)
    _ADD_CONTACT(connection, row | {"retracted": False})


def _contact_corrected(connection: Connection, trajectory: str, recorded: Recorded) -> None:
    data = recorded.event.data
    row = _place(trajectory, recorded) | dict(data)
    _CORRECT_CONTACT(connection, row)
    if data["count"] is not None:
        _COUNT_CONTACT(connection, row)


def _contact_retracted(connection: Connection, trajectory: str, recorded: Recorded) -> None:
    _RETRACT_CONTACT(connection, _place(trajectory, recorded) | {"retracted": True})


def _contribution_received(connection: Connection, trajectory: str, recorded: Recorded) -> None:
    row = _place(trajectory, recorded)
    del row["recorded_at"]
    _ADD_CONTRIBUTION(
        connection, row | _picked(recorded.event.data, "domain", "group", "at", "person")
    )


def _contribution_disposed(connection: Connection, trajectory: str, recorded: Recorded) -> None:
    row = _place(trajectory, recorded)
    row |= {
        "disposition": recorded.event.data["disposition"],
        "disposed_at": row["recorded_at"],
        "disposed_seq": recorded.seq,
        "feedback_at": None,
        "waited": None,
    }
    _DISPOSE(connection, row)


_ANSWER = (
    update(contribution)
    .where(
        contribution.c.trajectory == bindparam("trajectory_"),
        contribution.c.number == bindparam("number_"),
    )
    .values(feedback_at=bindparam("told_at"), waited=bindparam("seconds"))
)


def _feedback_sent(connection: Connection, trajectory: str, recorded: Recorded) -> None:
    told = recorded.event.at
    answered = cast("list[list[str]]", recorded.event.data["answered"])
    connection.execute(
        _ANSWER,
        [
            {
                "trajectory_": trajectory,
                "number_": number_of(identifier),
                "told_at": moment_text(told),
                "seconds": int((told - moment_of(disposed_at)).total_seconds()),
            }
            for identifier, disposed_at in answered
        ],
    )


def _artefact_registered(connection: Connection, trajectory: str, recorded: Recorded) -> None:
    row = _place(trajectory, recorded)
    del row["recorded_at"]
    data = recorded.event.data
    _ADD_ARTEFACT(connection, row | _picked(data, "type", "version", "sha256", "at"))
    cites = cast("list[str]", data["cites"])
    if cites:
        connection.execute(
            _ADD_CITATION,
            [
                {"trajectory": trajectory, "artefact": row["number"], "contact": number_of(one)}
                for one in cites
            ],
        )


def _action_added(connection: Connection, trajectory: str, recorded: Recorded) -> None:
    row = _place(trajectory, recorded)
    del row["recorded_at"]
    _ADD_ACTION(connection, row | _picked(recorded.event.data, "owner", "due"))


def _action_finished(connection: Connection, trajectory: str, recorded: Recorded) -> None:
    row = _place(trajectory, recorded)
    _FINISH_ACTION(connection, row | {"finished_at": row["recorded_at"]})


def _lesson_recorded(connection: Connection, trajectory: str, recorded: Recorded) -> None:
    data = recorded.event.data
    phases = json.dumps(data["phases"], sort_keys=True)
    row = _place(trajectory, recorded) | {"none": data["none"], "phases": phases}
    _ADD_LESSON(connection, row)


def _decision_recorded(connection: Connection, trajectory: str, recorded: Recorded) -> None:
    row = _place(trajectory, recorded)
    del row["recorded_at"]
    _ADD_DECISION(
        connection, row | _picked(recorded.event.data, "body", "outcome", "reference", "at")
    )


_CHANGES: Mapping[Action, Callable[[Connection, str, Recorded], None]] = {
    Action.CONTACT_RECORDED: _contact_recorded,
    Action.CONTACT_CORRECTED: _contact_corrected,
    Action.CONTACT_RETRACTED: _contact_retracted,
    Action.CONTRIBUTION_RECEIVED: _contribution_received,
    Action.CONTRIBUTION_DISPOSED: _contribution_disposed,
    Action.FEEDBACK_SENT: _feedback_sent,
    Action.ARTEFACT_REGISTERED: _artefact_registered,
    Action.ACTION_ADDED: _action_added,
    Action.ACTION_FINISHED: _action_finished,
    Action.LESSON_RECORDED: _lesson_recorded,
    Action.DECISION_RECORDED: _decision_recorded,
}
