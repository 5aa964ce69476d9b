"""The engine: one object that takes commands and answers questions about trajectories."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType, TracebackType
from typing import Any, Self

from sqlalchemy import Connection
from sqlalchemy import Engine as Database

from trajecten.core.commands import Advance, Command, Start
from trajecten.core.events import Action
from trajecten.core.guards import GuardRegistry
from trajecten.core.workflow import Workflow
from trajecten.deciding import Option, options
from trajecten.deciding.actions import ACTION_OF
from trajecten.deciding.understanding import understood
from trajecten.engine import asking, caring
from trajecten.engine.door import Door, Joinable
from trajecten.engine.views import (
    ActionItem,
    ContactItem,
    ContributionItem,
    LessonItem,
    LogEntry,
    Outcome,
    PortfolioItem,
    RebuildReport,
    Status,
    StoreInfo,
    TermItem,
    Verification,
)
from trajecten.engine.workshop import Clock, Loaded, Settings, Workshop
from trajecten.engine.writing import clean_name, keepable
from trajecten.errors import InputError
from trajecten.plugins import usable_guards
from trajecten.storage.append import Addition, append, begin
from trajecten.storage.database import as_own
from trajecten.storage.facts import LiveFacts
from trajecten.storage.reading import refs, started_by

_NOBODY: Mapping[str, str] = MappingProxyType({})
_RETRIES = 64
_REF = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}", re.ASCII)
_MAX_COMMAND_ID = 200


class Engine:
    """Commands and questions on the trajectories of one database.

    Give it a SQLAlchemy engine and it runs each command in a transaction of its own; give it an
    open connection or session and it joins that transaction, which stays the host's to commit or
    roll back. `actor` is the name of who asks, `role` the role they act in (they must hold it),
    `origin` where the request comes from (a device or system; BIO2 8.15.01).

    A command that is refused is recorded and returned as an `Outcome`; errors are for what cannot
    be understood, for a database that does not answer, and for somebody else being first.
    """

    def __init__(
        self,
        database: Database | Joinable,
        *,
        clock: Clock,
        actor: str,
        origin: str,
        role: str | None = None,
        guards: GuardRegistry | None = None,
    ) -> None:
        """Prepare; the database is not touched before the first command or question."""
        self._door = Door(as_own(database) if isinstance(database, Database) else database)
        settings = Settings(
            clock=clock,
            actor=clean_name(actor, field="actor"),
            origin=clean_name(origin, field="origin"),
            role=role,
            guards=usable_guards() if guards is None else guards,
        )
        self._workshop = Workshop(settings, Loaded())

    def joining(
        self, database: Joinable, *, actor: str | None = None, role: str | None = None
    ) -> "Engine":
        """Return an engine on a host's open transaction that shares what this one has loaded.

        `actor` and `role` replace those of this engine when given.
        """
        return self._like(Door(database), actor, role)

    def acting(self, *, actor: str | None = None, role: str | None = None) -> "Engine":
        """Return an engine on the same database for another person, or in another role."""
        return self._like(self._door, actor, role)

    # Commands

    def start(
        self,
        workflow: Workflow,
        title: str,
        *,
        commissioner: str,
        ref: str | None = None,
        roles: Mapping[str, str] = _NOBODY,
        command_id: str | None = None,
    ) -> Outcome:
        """Start a trajectory, pinned to the exact text of a workflow.

        Without `ref` it gets the year and a number, such as "2026-001". `roles` names the holder of
        further roles by role id; the one who starts holds the role they act in.

        Raises:
            InputError: the reference is taken or malformed, or a text or a name is missing.
            WorkflowError: the workflow asks for guards that are not installed.
            NotFoundError: the workflow has no such role.
        """
        settings = self._workshop.settings
        holders = dict(roles)
        if settings.role is not None:
            holders.setdefault(settings.role, settings.actor)
        _check_ref(ref)
        command_id = _checked_id(command_id)
        with self._door.opened() as connection:
            self._workshop.identity(connection)
            workflow = self._workshop.own(workflow)
            if command_id and (earlier := started_by(connection, command_id)):
                return asking.repeated(connection, *earlier, 1, Action.STARTED)
            for _ in range(_RETRIES):
                now = self._workshop.now()
                command = Start(
                    workflow=workflow,
                    title=title,
                    commissioner=clean_name(commissioner, field="commissioner"),
                    ref=ref or _next_ref(connection, now),
                    roles={role: clean_name(name, field=role) for role, name in holders.items()},
                )
                made = self._workshop.first(connection, command, command_id, now)
                if begin(connection, workflow, made, own=self._door.own):
                    self._workshop.loaded.workflows.setdefault(workflow.digest, workflow)
                    return _outcome(command.ref, made)
                if command_id and (earlier := started_by(connection, command_id)):
                    return asking.repeated(connection, *earlier, 1, Action.STARTED)
                if ref is not None:
                    break
        raise InputError(
            f"ref: {ref!r} is al in gebruik.", f"ref: {ref!r} is taken already.", instance="ref"
        )

    def advance(
        self,
        ref: str,
        transition: str,
        *,
        motivation: str | None = None,
        exemption: str | None = None,
        command_id: str | None = None,
        expected_seq: int | None = None,
    ) -> Outcome:
        """Take a transition; see `do`."""
        command = Advance(transition=transition, motivation=motivation, exemption=exemption)
        return self.do(ref, command, command_id=command_id, expected_seq=expected_seq)

    def do(
        self,
        ref: str,
        command: Command,
        *,
        command_id: str | None = None,
        expected_seq: int | None = None,
    ) -> Outcome:
        """Carry out a command on a trajectory: exactly one entry, accepted or refused.

        A command id that was used before gives the answer of that time, and nothing is done.
        `expected_seq` is the number of the last entry the caller has seen; another number is a
        conflict.

        Raises:
            InputError: the command cannot be understood, or its id was used for something else;
                nothing is recorded.
            NotFoundError: no such trajectory, transition, contact, …
            ConflictError: somebody else was first; nothing is recorded.
            StoreError: the database does not answer.
        """
        command_id = _checked_id(command_id)
        command = _cleaned(understood(command))
        action = ACTION_OF[type(command)]
        careful = isinstance(command, Advance) or expected_seq is not None or not self._door.own
        with self._door.opened() as connection:
            for _ in range(1 if careful else _RETRIES):
                row = self._workshop.situated(connection, ref, command_id)
                if row.done is not None:
                    return asking.repeated(connection, row.id, row.ref, row.done, action)
                if expected_seq not in (None, row.seq):
                    break
                made = self._workshop.next(connection, row, command, command_id)
                if append(connection, made, own=self._door.own):
                    return _outcome(row.ref, made)
            again = self._workshop.situated(connection, ref, command_id)
            if again.done is not None:
                return asking.repeated(connection, again.id, again.ref, again.done, action)
            raise self._workshop.conflict(connection, again)

    # Questions

    def status(self, ref: str) -> Status:
        """Return one trajectory at a glance.

        Raises:
            NotFoundError: no such trajectory.
        """
        with self._door.opened() as connection:
            row = self._workshop.situated(connection, ref)
            facts = LiveFacts(connection, row.id, row.state)
            workflow = self._workshop.workflow(connection, row.definition)
            return asking.status(connection, row, workflow, facts, self._workshop.now())

    def options(self, ref: str) -> tuple[Option, ...]:
        """Return every step from where the trajectory is, with what is met and what is missing.

        Raises:
            NotFoundError: no such trajectory.
        """
        with self._door.opened() as connection:
            row = self._workshop.situated(connection, ref)
            facts = LiveFacts(connection, row.id, row.state)
            workflow = self._workshop.workflow(connection, row.definition)
            now = self._workshop.asked_at(row.recorded_at)
            return options(workflow, facts, now, row.actor or "", self._workshop.settings.role)

    def terms(self, ref: str) -> tuple[TermItem, ...]:
        """Return every term of a trajectory's workflow, in the order of its file, as of today."""
        with self._door.opened() as connection:
            row = self._workshop.situated(connection, ref)
            facts = LiveFacts(connection, row.id, row.state)
            workflow = self._workshop.workflow(connection, row.definition)
            return asking.terms(workflow, facts, self._workshop.asked_at(row.recorded_at))

    def log(self, ref: str, *, after: int = 0, limit: int | None = None) -> tuple[LogEntry, ...]:
        """Return the entries after a number, in order, at most `limit`.

        Raises:
            NotFoundError: no such trajectory.
            IntegrityError: an entry cannot be read any more.
        """
        with self._door.opened() as connection:
            row = self._workshop.situated(connection, ref)
            return asking.log(connection, row.id, after=after, limit=limit)

    def portfolio(self) -> tuple[PortfolioItem, ...]:
        """Return all trajectories, by reference."""
        with self._door.opened() as connection:
            self._workshop.identity(connection)
            return asking.portfolio(
                connection, lambda digest: self._workshop.workflow(connection, digest)
            )

    def contacts(self, ref: str) -> tuple[ContactItem, ...]:
        """Return the contacts of a trajectory, retracted ones too, in the order recorded."""
        with self._door.opened() as connection:
            return asking.contacts(connection, self._workshop.situated(connection, ref).id)

    def contributions(self, ref: str) -> tuple[ContributionItem, ...]:
        """Return the contributions of a trajectory, in the order received."""
        with self._door.opened() as connection:
            return asking.contributions(connection, self._workshop.situated(connection, ref).id)

    def lessons(self, ref: str) -> tuple[LessonItem, ...]:
        """Return the lessons of a trajectory, in the order recorded."""
        with self._door.opened() as connection:
            return asking.lessons(connection, self._workshop.situated(connection, ref).id)

    def actions(self, ref: str) -> tuple[ActionItem, ...]:
        """Return the actions of a trajectory, in the order recorded."""
        with self._door.opened() as connection:
            return asking.actions(connection, self._workshop.situated(connection, ref).id)

    def workflow(self, ref: str) -> Workflow:
        """Return the workflow that a trajectory is pinned to.

        Raises:
            NotFoundError: no such trajectory.
        """
        with self._door.opened() as connection:
            row = self._workshop.situated(connection, ref)
            return self._workshop.workflow(connection, row.definition)

    def refs(self, prefix: str = "") -> tuple[str, ...]:
        """Return the references that begin with a text, in order."""
        with self._door.opened() as connection:
            self._workshop.identity(connection)
            return refs(connection, prefix)

    # Care

    def verify(self, ref: str | None = None) -> Verification:
        """Recompute the chain of one trajectory, or of all; name the first broken entry of each.

        Raises:
            NotFoundError: no such trajectory.
        """
        with self._door.opened() as connection:
            self._workshop.identity(connection)
            if ref is not None:
                self._workshop.situated(connection, ref)
            return caring.verify(connection, ref, own=self._door.own)

    def rebuild(self, *, check: bool = False) -> RebuildReport:
        """Make all projections anew from the ledger; with `check`, only say what would differ.

        Raises:
            InputError: the engine works inside a host's transaction.
            IntegrityError: the ledger is damaged; nothing is built on that.
        """
        if not self._door.own:
            raise InputError(
                "Herbouwen kan alleen in een eigen transactie.",
                "A rebuild needs a transaction of its own.",
                instance="rebuild",
            )
        with self._door.opened() as connection:
            self._workshop.identity(connection)
            return caring.rebuild(connection, check=check)

    def info(self) -> StoreInfo:
        """Return what the database is, and how much is in it."""
        with self._door.opened() as connection:
            self._workshop.identity(connection)
            return caring.info(connection)

    def close(self) -> None:
        """Close the connections of an engine that has its own."""
        if isinstance(self._door.target, Database):
            self._door.target.dispose()

    def _like(self, door: Door, actor: str | None, role: str | None) -> "Engine":
        old = self._workshop.settings
        settings = replace(
            old,
            actor=clean_name(actor, field="actor") if actor else old.actor,
            role=role or old.role,
        )
        other = object.__new__(Engine)
        other._door = door
        other._workshop = Workshop(settings, self._workshop.loaded)
        return other

    def __enter__(self) -> Self:
        """Return the engine, to be closed at the end of the block."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the connections."""
        self.close()


# Private


def _outcome(ref: str, made: Addition) -> Outcome:
    return asking.outcome(ref, made.entry, made.hash, made.findings)


def _next_ref(connection: Connection, now: datetime) -> str:
    year = f"{now.year}-"
    taken = refs(connection, year)
    numbers = (one.removeprefix(year) for one in taken)
    used = [int(one) for one in numbers if one.isascii() and one.isdigit() and len(one) < 7]  # noqa: PLR2004
    return f"{year}{max(used, default=0) + 1:03d}"


def _check_ref(ref: str | None) -> None:
    if ref is not None and not _REF.fullmatch(ref):
        raise InputError(
            f"ref: {ref!r} heeft niet de goede vorm: letters, cijfers, punt, streepje; "
            "hoogstens 64 tekens.",
            f"ref: {ref!r} does not have the right form: letters, digits, dot, dash; "
            "at most 64 characters.",
            instance="ref",
        )


def _checked_id(command_id: str | None) -> str | None:
    if command_id is not None and not 0 < len(command_id) <= _MAX_COMMAND_ID:
        raise InputError(
            f"command_id: 1 tot {_MAX_COMMAND_ID} tekens.",
            f"command_id: 1 to {_MAX_COMMAND_ID} characters.",
            instance="command_id",
        )
    return None if command_id is None else keepable(command_id, field="command_id")


def _cleaned(command: Command) -> Command:
    changes: dict[str, Any] = {
        one: clean_name(name, field=one)
        for one in ("person", "spokesperson", "owner")
        if (name := getattr(command, one, None))
    }
    return replace(command, **changes) if changes else command
