"""Starting a trajectory: its reference, under which parent, and the first entry."""

import re
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from trajecten.core.commands import Start
from trajecten.core.events import Action
from trajecten.engine import asking
from trajecten.engine.door import Door
from trajecten.engine.views import Outcome
from trajecten.engine.workshop import Workshop
from trajecten.engine.writing import clean_name
from trajecten.errors import InputError
from trajecten.storage import append
from trajecten.storage.facts import Situated, situate
from trajecten.storage.reading import refs, started_by

RETRIES = 64
"""How often a command is tried that does not depend on who is first."""

_REF = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}", re.ASCII)
_MAX_COMMAND_ID = 200


def begin(door: Door, workshop: Workshop, asked: Start, command_id: str | None) -> Outcome:
    """Start a trajectory; an empty reference becomes the next one of the year.

    Raises:
        InputError: the reference is taken, or something is missing.
        NotFoundError: a role, the parent or its topic does not exist.
    """
    command = _complete(asked, workshop)
    with door.opened() as connection:
        workshop.identity(connection)
        command = replace(command, workflow=workshop.own(asked.workflow))
        for _ in range(RETRIES):
            if command_id and (earlier := started_by(connection, command_id)):
                return asking.repeated(connection, *earlier, 1, Action.STARTED)
            made = _attempt(connection, door, workshop, command, command_id)
            if made is not None:
                return made
            if asked.ref:
                break
        if command_id and (earlier := started_by(connection, command_id)):
            return asking.repeated(connection, *earlier, 1, Action.STARTED)
    raise InputError(
        f"ref: {asked.ref!r} is al in gebruik.",
        f"ref: {asked.ref!r} is taken already.",
        instance="ref",
    )


def checked_id(command_id: str | None) -> str | None:
    """Return the id of a command, if it was given one that can be kept.

    Raises:
        InputError: it is empty or too long.
    """
    if command_id is not None and not 0 < len(command_id) <= _MAX_COMMAND_ID:
        raise InputError(
            f"command_id: 1 tot {_MAX_COMMAND_ID} tekens.",
            f"command_id: 1 to {_MAX_COMMAND_ID} characters.",
            instance="command_id",
        )
    return command_id


def checked_ref(ref: str | None) -> str | None:
    """Return a reference that the caller chose, if any.

    Raises:
        InputError: it does not have the right form.
    """
    if ref is not None and not _REF.fullmatch(ref):
        raise InputError(
            f"ref: {ref!r} heeft niet de goede vorm: letters, cijfers, punt, streepje; "
            "hoogstens 64 tekens.",
            f"ref: {ref!r} does not have the right form: letters, digits, dot, dash; "
            "at most 64 characters.",
            instance="ref",
        )
    return ref


# Private


def _complete(asked: Start, workshop: Workshop) -> Start:
    """Return the command with clean names, in which whoever starts holds the role they act in."""
    settings = workshop.settings
    holders = dict(asked.roles)
    if settings.role is not None:
        holders.setdefault(settings.role, settings.actor)
    return replace(
        asked,
        commissioner=clean_name(asked.commissioner, field="commissioner"),
        roles={role: clean_name(name, field=role) for role, name in holders.items()},
    )


def _attempt(
    connection: Connection,
    door: Door,
    workshop: Workshop,
    command: Start,
    command_id: str | None,
) -> Outcome | None:
    """Return how the start ended; None when somebody else took the reference, or sent it too."""
    above = _above(connection, workshop, command)
    now = workshop.now(above.recorded_at if above else None)
    command = replace(command, ref=command.ref or _next_ref(connection, now))
    made = workshop.first(connection, command, command_id, now, above)
    if not append.begin(connection, command.workflow, made, own=door.own):
        return None
    workshop.loaded.workflows.setdefault(command.workflow.digest, command.workflow)
    return asking.outcome(command.ref, made.entry, made.hash, made.findings)


def _above(connection: Connection, workshop: Workshop, command: Start) -> Situated | None:
    if command.parent is None:
        return None
    return situate(connection, command.parent, workshop.settings.actor, None)


def _next_ref(connection: Connection, now: datetime) -> str:
    year = f"{now.year}-"
    taken = refs(connection, year)
    numbers = (one.removeprefix(year) for one in taken)
    used = [int(one) for one in numbers if one.isascii() and one.isdigit() and len(one) < 7]  # noqa: PLR2004
    return f"{year}{max(used, default=0) + 1:03d}"
