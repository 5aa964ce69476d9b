"""The engine: one object that takes commands and answers questions about trajectories."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType, TracebackType
from typing import Any, Self

from sqlalchemy import Engine as Database

from trajecten.core.commands import Advance, Command, Start
from trajecten.core.fitting import all_checked, sound
from trajecten.core.guards import GuardRegistry
from trajecten.core.kinds import Count
from trajecten.core.tailoring import CarryOut, DecideDeviation, Migrate
from trajecten.core.workflow import Workflow
from trajecten.deciding import Option, options
from trajecten.deciding.actions import ACTION_OF
from trajecten.engine import asking, caring, family
from trajecten.engine.auditing import Auditing
from trajecten.engine.door import Door, Joinable
from trajecten.engine.erasing import Erasing
from trajecten.engine.exporting import Exporting
from trajecten.engine.importing import Importing
from trajecten.engine.kin import Longlist
from trajecten.engine.learning import Learning
from trajecten.engine.norming import Norming
from trajecten.engine.planning import Planning
from trajecten.engine.sealing import Sealing
from trajecten.engine.starting import RETRIES, begin, checked_id, checked_ref
from trajecten.engine.tailoring import Tailoring
from trajecten.engine.ticking import Ticking
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
)
from trajecten.engine.workshop import Clock, Loaded, Settings, Workshop
from trajecten.engine.writing import clean_name
from trajecten.errors import InputError
from trajecten.plugins import usable_guards
from trajecten.storage.append import append
from trajecten.storage.database import as_own
from trajecten.storage.reading import refs

_NOBODY: Mapping[str, str] = MappingProxyType({})
_STEPS = (Advance, CarryOut, DecideDeviation, Migrate)
"""What is decided on one situation and never tried again on another."""


@all_checked
class Engine(
    Auditing,
    Erasing,
    Exporting,
    Importing,
    Learning,
    Norming,
    Planning,
    Sealing,
    Tailoring,
    Ticking,
):
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
        parent: str | None = None,
        topic: str | None = None,
        command_id: str | None = None,
    ) -> Outcome:
        """Start a trajectory, pinned to the exact text of a workflow.

        Without `ref` it gets the year and a number, such as "2026-001". `roles` names the holder of
        further roles by role id; the one who starts holds the role they act in. `parent` is the
        reference of the trajectory under which it starts, `topic` a topic that was chosen there.

        Raises:
            InputError: the reference is taken or malformed, or a text or a name is missing, or
                nobody chose the topic.
            WorkflowError: the workflow asks for guards that are not installed.
            NotFoundError: the workflow has no such role; no such parent, or it has no such topic.
        """
        command = Start(
            workflow=workflow,
            title=title,
            commissioner=commissioner,
            ref=checked_ref(ref) or "",
            roles=roles,
            parent=parent,
            topic=topic,
        )
        return begin(self._door, self._workshop, command, checked_id(command_id))

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
            StoreError: the database does not answer; or something was erased and recorded, but the
                files of the database could not be cleaned of it (see `erase_again`).
        """
        command_id = checked_id(command_id)
        command = _cleaned(sound(command))
        action = ACTION_OF[type(command)]
        careful = isinstance(command, _STEPS) or expected_seq is not None or not self._door.own
        with self._door.opened() as connection:
            for _ in range(1 if careful else RETRIES):
                row = self._workshop.situated(connection, ref, command_id)
                if row.done is not None:
                    return asking.repeated(connection, row.id, row.ref, row.done, action)
                if expected_seq not in (None, row.seq):
                    break
                made = self._workshop.next(connection, row, command, command_id)
                if append(connection, made, own=self._door.own):
                    return asking.outcome(row.ref, made.entry, made.hash, made.findings)
            again = self._workshop.situated(connection, ref, command_id)
            if again.done is not None:
                return asking.repeated(connection, again.id, again.ref, again.done, action)
            raise self._workshop.conflict(connection, again)

    def preview(self, ref: str, command: Command) -> Outcome:
        """Return how a command would end now; nothing is recorded, and there is no hash.

        Raises:
            InputError: the command cannot be understood.
            NotFoundError: no such trajectory, transition, contact, …
        """
        command = _cleaned(sound(command))
        with self._door.opened() as connection:
            row = self._workshop.situated(connection, ref)
            made = self._workshop.next(connection, row, command, None)
            return asking.outcome(row.ref, made.entry, "", made.findings)

    # Questions

    def status(self, ref: str) -> Status:
        """Return one trajectory at a glance.

        Raises:
            NotFoundError: no such trajectory.
        """
        with self._door.opened() as connection:
            row = self._workshop.situated(connection, ref)
            facts = self._workshop.facts(connection, row)
            workflow = self._workshop.workflow(connection, row.definition)
            relatives = family.relatives(
                connection, row.id, lambda digest: self._workshop.workflow(connection, digest)
            )
            status = asking.status(connection, row, workflow, facts, self._workshop.now())
            return replace(status, parent=relatives.parent, children=relatives.children)

    def options(self, ref: str) -> tuple[Option, ...]:
        """Return every step from where the trajectory is, with what is met and what is missing.

        Raises:
            NotFoundError: no such trajectory.
        """
        with self._door.opened() as connection:
            row = self._workshop.situated(connection, ref)
            facts = self._workshop.facts(connection, row)
            workflow = self._workshop.workflow(connection, row.definition)
            now = self._workshop.asked_at(row.recorded_at)
            return options(workflow, facts, now, row.actor or "", self._workshop.settings.role)

    def terms(self, ref: str) -> tuple[TermItem, ...]:
        """Return every term of a trajectory's workflow, in the order of its file, as of today."""
        with self._door.opened() as connection:
            row = self._workshop.situated(connection, ref)
            facts = self._workshop.facts(connection, row)
            workflow = self._workshop.workflow(connection, row.definition)
            return asking.terms(workflow, facts, self._workshop.asked_at(row.recorded_at))

    def log(
        self, ref: str, *, after: Count = 0, limit: Count | None = None
    ) -> tuple[LogEntry, ...]:
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
            return asking.portfolio(connection, self._workshop.reader(connection))

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

    def topics(self, ref: str) -> Longlist:
        """Return the topics of a trajectory, who chose which and why, and what started from each.

        Raises:
            NotFoundError: no such trajectory.
        """
        with self._door.opened() as connection:
            return family.longlist(connection, self._workshop.situated(connection, ref).id)

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
            actor=old.actor if actor is None else clean_name(actor, field="actor"),
            role=old.role if role is None else role,
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


def _cleaned(command: Command) -> Command:
    changes: dict[str, Any] = {
        one: clean_name(name, field=one)
        for one in ("person", "spokesperson", "successor", "owner")
        if (name := getattr(command, one, None))
    }
    return replace(command, **changes) if changes else command
