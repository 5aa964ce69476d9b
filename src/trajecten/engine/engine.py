"""The engine: one object that takes commands and answers questions about trajectories."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from types import MappingProxyType, TracebackType
from typing import Any, Self
from uuid import uuid4

from sqlalchemy import Connection
from sqlalchemy import Engine as Database

from trajecten._version import __version__
from trajecten.core.commands import Advance, Command, Start, people_in
from trajecten.core.events import moment_of
from trajecten.core.facts import Facts
from trajecten.core.fold import FoldedFacts
from trajecten.core.guards import GuardRegistry
from trajecten.core.state import State
from trajecten.core.workflow import Workflow
from trajecten.deciding import Option, Request, decide, options
from trajecten.definition import load_workflow
from trajecten.engine import asking, caring
from trajecten.engine.door import Door, Joinable, own_door
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
    Verification,
)
from trajecten.engine.writing import Place, Writer, addition, clean_name, introduce
from trajecten.errors import (
    ConflictError,
    InputError,
    IntegrityError,
    NotFoundError,
    SchemaError,
    StoreError,
)
from trajecten.ledger.entry import NO_HASH
from trajecten.plugins import installed_guards
from trajecten.storage.append import Addition, append, begin
from trajecten.storage.database import connect_to
from trajecten.storage.facts import LiveFacts, Situated, people, situate
from trajecten.storage.reading import definition_text, log_identity, refs, started_by
from trajecten.storage.schema import check_schema, upgrade

Clock = Callable[[], datetime]
"""Gives the present moment, aware."""

_NOBODY: Mapping[str, str] = MappingProxyType({})
_RETRIES = 8
_SKEW = timedelta(minutes=5)
_REF = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}", re.ASCII)
_MAX_COMMAND_ID = 200


def system_clock() -> datetime:
    """Return the present moment of this machine, in UTC."""
    return datetime.now(UTC)  # noqa: TID251 (the only place that asks the machine)


@dataclass(frozen=True, slots=True)
class _Settings:
    clock: Clock
    actor: str
    origin: str
    role: str | None
    guards: GuardRegistry


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
        self._door = own_door(database) if isinstance(database, Database) else Door(database)
        self._settings = _Settings(
            clock,
            clean_name(actor, field="actor"),
            clean_name(origin, field="origin"),
            role,
            installed_guards() if guards is None else guards,
        )
        self._workflows: dict[str, Workflow] = {}
        self._log: str | None = None

    def joining(
        self, database: Joinable, *, actor: str | None = None, role: str | None = None
    ) -> "Engine":
        """Return an engine on a host's open transaction that shares what this one has loaded.

        `actor` and `role` replace those of this engine when given.
        """
        other = object.__new__(Engine)
        other._door = Door(database)
        other._settings = replace(
            self._settings,
            actor=clean_name(actor, field="actor") if actor else self._settings.actor,
            role=role or self._settings.role,
        )
        other._workflows = self._workflows
        other._log = self._log
        return other

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
            NotFoundError: the workflow has no such role.
        """
        settings = self._settings
        holders = dict(roles)
        if settings.role is not None:
            holders.setdefault(settings.role, settings.actor)
        _check_ref(ref)
        command_id = _checked_id(command_id)
        with self._door.opened() as connection:
            self._check_schema(connection)
            if command_id and (earlier := started_by(connection, command_id)):
                return asking.repeated(connection, earlier[0], earlier[1], 1)
            for _ in range(_RETRIES):
                now = self._now(None)
                command = Start(
                    workflow=workflow,
                    title=title,
                    commissioner=clean_name(commissioner, field="commissioner"),
                    ref=ref or _next_ref(connection, now),
                    roles={role: clean_name(name, field=role) for role, name in holders.items()},
                )
                made = self._first(connection, command, command_id, now)
                if begin(connection, workflow, made, own=self._door.own):
                    self._workflows.setdefault(workflow.digest, workflow)
                    return _outcome(command.ref, made)
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
        command_id: str | None = None,
        expected_seq: int | None = None,
    ) -> Outcome:
        """Take a transition; see `do`."""
        command = Advance(transition=transition, motivation=motivation)
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
            InputError: the command cannot be understood; nothing is recorded.
            NotFoundError: no such trajectory, transition, contact, …
            ConflictError: somebody else was first; nothing is recorded.
            StoreError: the database does not answer.
        """
        command_id = _checked_id(command_id)
        command = _cleaned(command)
        careful = isinstance(command, Advance) or expected_seq is not None or not self._door.own
        with self._door.opened() as connection:
            self._check_schema(connection)
            for _ in range(1 if careful else _RETRIES):
                row = self._situated(connection, ref, command_id)
                if row.done is not None:
                    return asking.repeated(connection, row.id, row.ref, row.done)
                if expected_seq not in (None, row.seq):
                    break
                made = self._next(connection, row, command, command_id)
                if append(connection, made, own=self._door.own):
                    return _outcome(row.ref, made)
            again = self._situated(connection, ref, command_id)
            if again.done is not None:
                return asking.repeated(connection, again.id, again.ref, again.done)
            raise self._conflict(connection, again)

    # Questions

    def status(self, ref: str) -> Status:
        """Return one trajectory at a glance.

        Raises:
            NotFoundError: no such trajectory.
        """
        with self._door.opened() as connection:
            row = self._situated(connection, ref, None)
            facts = LiveFacts(connection, row.id, row.state)
            workflow = self._workflow(connection, row.definition)
            return asking.status(connection, row, workflow, facts, self._settings.clock())

    def options(self, ref: str) -> tuple[Option, ...]:
        """Return every step from where the trajectory is, with what is met and what is missing.

        Raises:
            NotFoundError: no such trajectory.
        """
        with self._door.opened() as connection:
            row = self._situated(connection, ref, None)
            facts = LiveFacts(connection, row.id, row.state)
            workflow = self._workflow(connection, row.definition)
            return options(workflow, facts, self._now(row.recorded_at), row.actor or "")

    def log(self, ref: str, *, after: int = 0, limit: int | None = None) -> tuple[LogEntry, ...]:
        """Return the entries after a number, in order, at most `limit`.

        Raises:
            NotFoundError: no such trajectory.
            IntegrityError: an entry cannot be read any more.
        """
        with self._door.opened() as connection:
            row = self._situated(connection, ref, None)
            return asking.log(connection, row.id, after=after, limit=limit)

    def portfolio(self) -> tuple[PortfolioItem, ...]:
        """Return all trajectories, by reference."""
        with self._door.opened() as connection:
            self._check_schema(connection)
            return asking.portfolio(connection, lambda digest: self._workflow(connection, digest))

    def contacts(self, ref: str) -> tuple[ContactItem, ...]:
        """Return the contacts of a trajectory, retracted ones too, in the order recorded."""
        with self._door.opened() as connection:
            return asking.contacts(connection, self._situated(connection, ref, None).id)

    def contributions(self, ref: str) -> tuple[ContributionItem, ...]:
        """Return the contributions of a trajectory, in the order received."""
        with self._door.opened() as connection:
            return asking.contributions(connection, self._situated(connection, ref, None).id)

    def lessons(self, ref: str) -> tuple[LessonItem, ...]:
        """Return the lessons of a trajectory, in the order recorded."""
        with self._door.opened() as connection:
            return asking.lessons(connection, self._situated(connection, ref, None).id)

    def actions(self, ref: str) -> tuple[ActionItem, ...]:
        """Return the actions of a trajectory, in the order recorded."""
        with self._door.opened() as connection:
            return asking.actions(connection, self._situated(connection, ref, None).id)

    def workflow(self, ref: str) -> Workflow:
        """Return the workflow that a trajectory is pinned to.

        Raises:
            NotFoundError: no such trajectory.
        """
        with self._door.opened() as connection:
            row = self._situated(connection, ref, None)
            return self._workflow(connection, row.definition)

    def refs(self, prefix: str = "") -> tuple[str, ...]:
        """Return the references that begin with a text, in order."""
        with self._door.opened() as connection:
            self._check_schema(connection)
            return refs(connection, prefix)

    # Care

    def verify(self, ref: str | None = None) -> Verification:
        """Recompute the chain of one trajectory, or of all, and name the first broken entry of each.

        Raises:
            NotFoundError: no such trajectory.
        """
        with self._door.opened() as connection:
            self._check_schema(connection)
            if ref is not None:
                self._situated(connection, ref, None)
            return caring.verify(connection, ref)

    def rebuild(self, *, check: bool = False) -> RebuildReport:
        """Make all projections anew from the ledger; with `check`, only say what would differ.

        Raises:
            InputError: the engine works inside a host's transaction.
        """
        if not self._door.own:
            raise InputError(
                "Herbouwen kan alleen in een eigen transactie.",
                "A rebuild needs a transaction of its own.",
                instance="rebuild",
            )
        with self._door.opened() as connection:
            self._check_schema(connection)
            return caring.rebuild(connection, check=check)

    def info(self) -> StoreInfo:
        """Return what the database is, and how much is in it."""
        with self._door.opened() as connection:
            self._check_schema(connection)
            return caring.info(connection)

    def close(self) -> None:
        """Close the connections of an engine that has its own."""
        if isinstance(self._door.target, Database):
            self._door.target.dispose()

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

    def _first(
        self, connection: Connection, command: Start, command_id: str | None, now: datetime
    ) -> Addition:
        settings = self._settings
        persons = introduce((settings.actor, *people_in(command)), {})
        actor = persons.refs[settings.actor]
        request = Request(command=command, actor=actor, role=settings.role, people=persons.refs)
        decision = decide(command.workflow, FoldedFacts(), request, now)
        place = Place(
            log=self._log_identity(connection),
            trajectory=uuid4().hex,
            seq=1,
            prev=NO_HASH,
            definition=command.workflow.digest,
        )
        writer = self._writer(actor, command_id)
        return addition(place, writer, decision, persons, state=State(), now=now)

    def _next(
        self, connection: Connection, row: Situated, command: Command, command_id: str | None
    ) -> Addition:
        settings = self._settings
        workflow = self._workflow(connection, row.definition)
        known = people(connection, row.id, people_in(command))
        if row.actor is not None:
            known[settings.actor] = row.actor
        persons = introduce((settings.actor, *people_in(command)), known)
        actor = persons.refs[settings.actor]
        now = self._now(row.recorded_at)
        request = Request(command=command, actor=actor, role=settings.role, people=persons.refs)
        facts: Facts = LiveFacts(connection, row.id, row.state)
        decision = decide(workflow, facts, request, now)
        place = Place(
            log=self._log_identity(connection),
            trajectory=row.id,
            seq=row.seq + 1,
            prev=row.head,
            definition=row.definition,
        )
        writer = self._writer(actor, command_id)
        return addition(place, writer, decision, persons, state=row.state, now=now)

    def _writer(self, actor: str, command_id: str | None) -> Writer:
        return Writer(
            actor=actor, origin=self._settings.origin, engine=__version__, command=command_id
        )

    def _situated(self, connection: Connection, ref: str, command_id: str | None) -> Situated:
        self._check_schema(connection)
        row = situate(connection, ref, self._settings.actor, command_id)
        if row is None:
            raise NotFoundError(
                f"Er is geen traject {ref!r}.", f"There is no trajectory {ref!r}.", instance=ref
            )
        return row

    def _workflow(self, connection: Connection, digest: str) -> Workflow:
        workflow = self._workflows.get(digest)
        if workflow is None:
            text = definition_text(connection, digest)
            if text is None:
                raise IntegrityError(
                    f"De tekst van workflow {digest[:12]} ontbreekt.",
                    f"The text of workflow {digest[:12]} is missing.",
                    instance=digest,
                )
            workflow = load_workflow(text, name=digest[:12], guards=self._settings.guards)
            if workflow.digest != digest:
                raise IntegrityError(
                    f"De tekst van workflow {digest[:12]} is veranderd.",
                    f"The text of workflow {digest[:12]} was changed.",
                    instance=digest,
                )
            self._workflows[digest] = workflow
        return workflow

    def _log_identity(self, connection: Connection) -> str:
        if self._log is None:
            self._log = log_identity(connection)
        return self._log

    def _check_schema(self, connection: Connection) -> None:
        if self._log is None:
            if not check_schema(connection):
                raise SchemaError(
                    "Deze database is nog niet ingericht: gebruik trajecten.migrate.",
                    "This database is not set up yet: use trajecten.migrate.",
                )
            self._log = log_identity(connection)

    def _now(self, recorded_at: str | None) -> datetime:
        now = self._settings.clock().astimezone(UTC)
        if recorded_at is None or now >= (last := moment_of(recorded_at)):
            return now
        if last - now > _SKEW:
            raise StoreError(
                f"De klok van dit systeem loopt achter: {now:%Y-%m-%d %H:%M} ligt voor de laatste "
                f"regel van {last:%Y-%m-%d %H:%M} (UTC).",
                f"The clock of this system is behind: {now:%Y-%m-%d %H:%M} is before the last "
                f"entry of {last:%Y-%m-%d %H:%M} (UTC).",
            )
        return last

    def _conflict(self, connection: Connection, row: Situated) -> ConflictError:
        workflow = self._workflow(connection, row.definition)
        last = asking.log(connection, row.id, after=row.seq - 1, limit=1)[0]
        phases = [workflow.name_of("phase", one.phase) for one in row.state.tracks.values()]
        who = last.actor or last.actor_ref
        return ConflictError(
            f"{who} was eerder (regel {last.seq}: {last.action}); er is niets vastgelegd. "
            f"{row.ref} is nu in: {', '.join(one.nl for one in phases)}.",
            f"{who} was first (entry {last.seq}: {last.action}); nothing was recorded. "
            f"{row.ref} is now in: {', '.join(one.en for one in phases)}.",
            instance=row.ref,
        )


def open_engine(
    url: str,
    *,
    clock: Clock,
    actor: str,
    origin: str,
    role: str | None = None,
    guards: GuardRegistry | None = None,
) -> Engine:
    """Open a database by its address, set it up on first use, and return an engine on it.

    `url` is that of SQLAlchemy: "sqlite:///file.sqlite" or "postgresql://user@host/name".

    Raises:
        InputError: the address cannot be used.
        SchemaError: a newer version of trajecten made the database.
        StoreError: the database does not answer.
    """
    database = connect_to(url)
    upgrade(database)
    return Engine(database, clock=clock, actor=actor, origin=origin, role=role, guards=guards)


def migrate(database: str | Database) -> bool:
    """Set up a database, or bring it up to date; return whether anything had to be done.

    Raises:
        SchemaError: a newer version of trajecten made the database.
    """
    if isinstance(database, str):
        return upgrade(connect_to(database))
    return upgrade(database.execution_options(isolation_level="AUTOCOMMIT"))


def _outcome(ref: str, made: Addition) -> Outcome:
    return asking.outcome(ref, made.entry, made.hash, repeated=False)


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
    return command_id


def _cleaned(command: Command) -> Command:
    changes: dict[str, Any] = {
        one: clean_name(name, field=one)
        for one in ("person", "spokesperson", "owner")
        if (name := getattr(command, one, None))
    }
    return replace(command, **changes) if changes else command
