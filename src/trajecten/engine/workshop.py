"""What the engine works with: its settings, what it has loaded, and how it makes the next entry."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from hashlib import sha256
from types import MappingProxyType
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection

from trajecten._version import __version__
from trajecten.core.commands import Command, Start, people_in
from trajecten.core.events import moment_of
from trajecten.core.fitting import fitting
from trajecten.core.fold import FoldedFacts
from trajecten.core.guards import GuardRegistry
from trajecten.core.guards.absent import Tolerant
from trajecten.core.kinds import kind_of
from trajecten.core.naming import name_key
from trajecten.core.pending import adopted
from trajecten.core.tailoring import AskAdaptation, DecideDeviation, Migrate
from trajecten.core.workflow import Workflow
from trajecten.deciding import Erasable, Parent, Request, decided
from trajecten.deciding.erasable import NOTHING
from trajecten.definition import load_workflow
from trajecten.engine import asking
from trajecten.engine.erasable import erasable_by
from trajecten.engine.writing import Place, Writer, addition, introduce
from trajecten.errors import (
    ConflictError,
    InputError,
    IntegrityError,
    NotFoundError,
    SchemaError,
    StoreError,
    WorkflowError,
)
from trajecten.ledger.entry import NO_HASH
from trajecten.storage.append import Addition
from trajecten.storage.facts import LiveFacts, Situated, people, situate
from trajecten.storage.reading import definition_text, log_identity
from trajecten.storage.schema import check_schema

Clock = Callable[[], datetime]
"""Gives the present moment, aware."""

_NO_TEXTS: Mapping[str, Workflow] = MappingProxyType({})

_MOMENT = kind_of(datetime)

SKEW = timedelta(minutes=5)
"""How far a clock may be behind the last entry; it is then taken to be the moment of that entry."""


def system_clock() -> datetime:
    """Return the present moment of this machine, in UTC."""
    return datetime.now(UTC)  # noqa: TID251 (the only place that asks the machine)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Who asks, in which role, from where, at what moment, and which guards there are.

    `happened` is when it was done, of what another system recorded before (see `Request`).
    """

    clock: Clock
    actor: str
    origin: str
    role: str | None
    guards: GuardRegistry
    happened: datetime | None = None


class Loaded:
    """What was read once and does not change: workflows by digest, and the ledger's identity."""

    def __init__(self) -> None:
        """Start with nothing."""
        self.workflows: dict[str, Workflow] = {}
        self.log: str | None = None


class Workshop:
    """One engine's settings on what has been loaded; makes entries, on a connection handed in."""

    def __init__(self, settings: Settings, loaded: Loaded) -> None:
        """Join settings and what was loaded, which several engines may share."""
        self.settings = settings
        self.loaded = loaded

    def identity(self, connection: Connection) -> str:
        """Return the identity of the ledger, after a look at the schema the first time.

        Raises:
            SchemaError: the database is not set up, or by a newer version.
        """
        if self.loaded.log is None:
            if not check_schema(connection):
                raise SchemaError(
                    "Deze database is nog niet ingericht: gebruik trajecten.migrate.",
                    "This database is not set up yet: use trajecten.migrate.",
                )
            self.loaded.log = log_identity(connection)
        return self.loaded.log

    def situated(self, connection: Connection, ref: str, command_id: str | None = None) -> Situated:
        """Return a trajectory's row, with the actor's reference and the command's earlier entry.

        Raises:
            NotFoundError: no such trajectory.
        """
        self.identity(connection)
        row = situate(connection, ref, self.settings.actor, command_id)
        if row is None:
            raise NotFoundError(
                f"Er is geen traject {ref!r}.", f"There is no trajectory {ref!r}.", instance=ref
            )
        return row

    def workflow(self, connection: Connection, digest: str) -> Workflow:
        """Return a stored workflow, checked against its digest.

        Raises:
            IntegrityError: its text is gone or was changed.
        """
        workflow = self.loaded.workflows.get(digest)
        if workflow is None:
            text = definition_text(connection, digest)
            if text is None:
                raise _lost(digest, "ontbreekt", "is missing")
            if sha256(text).hexdigest() != digest:
                raise _lost(digest, "is veranderd", "was changed")
            workflow = self._stored(text, digest)
            self.loaded.workflows[digest] = workflow
        return workflow

    def reader(self, connection: Connection) -> Callable[[str], Workflow]:
        """Return how a stored workflow is read by its digest."""
        return lambda digest: self.workflow(connection, digest)

    def own(self, workflow: Workflow) -> Workflow:
        """Return a workflow as its text says, whatever else the value that was given says.

        Guards that come with the value, and are not installed here, are taken from it.

        Raises:
            InputError: the digest is not that of the text.
            WorkflowError: the text is not that of a workflow that can be used here.
        """
        if sha256(workflow.text).hexdigest() != workflow.digest:
            raise InputError(
                "workflow: de tekst hoort niet bij de digest.",
                "workflow: the text does not belong to the digest.",
                instance="workflow",
            )
        return _read(workflow.text, _key({**workflow.guards, **self.settings.guards}))

    def asked_at(self, recorded_at: str) -> datetime:
        """Return the moment of a question: now, or the last entry when the clock is behind it."""
        return max(self.now(), moment_of(recorded_at))

    def now(self, recorded_at: str | None = None) -> datetime:
        """Return the present moment, never before the last entry.

        Raises:
            InputError: the clock gives something else than an instant with a time zone.
            StoreError: the clock is behind by more than a few minutes.
        """
        now: datetime = fitting(self.settings.clock(), _MOMENT, "clock").astimezone(UTC)
        if recorded_at is None or now >= (last := moment_of(recorded_at)):
            return now
        if last - now > SKEW:
            raise StoreError(
                f"De klok van dit systeem loopt achter: {now:%Y-%m-%d %H:%M} ligt voor de laatste "
                f"regel van {last:%Y-%m-%d %H:%M} (UTC).",
                f"The clock of this system is behind: {now:%Y-%m-%d %H:%M} is before the last "
                f"entry of {last:%Y-%m-%d %H:%M} (UTC).",
            )
        return last

    def facts(self, connection: Connection, row: Situated) -> LiveFacts:
        """Return the facts of a trajectory as they are now."""
        return LiveFacts(
            connection, row.id, row.state, lambda digest: self.workflow(connection, digest)
        )

    def first(
        self,
        connection: Connection,
        command: Start,
        command_id: str | None,
        now: datetime,
        above: Situated | None,
    ) -> Addition:
        """Return what starting a trajectory adds; `above` is the row of its parent, if any."""
        place = Place(
            log=self.identity(connection),
            trajectory=uuid4().hex,
            seq=1,
            prev=NO_HASH,
            definition=command.workflow.digest,
        )
        return self._decided(
            place,
            command,
            workflow=command.workflow,
            facts=FoldedFacts(),
            command_id=command_id,
            now=now,
            known={},
            parent=_parent(above),
        )

    def next(
        self, connection: Connection, row: Situated, command: Command, command_id: str | None
    ) -> Addition:
        """Return what a command adds to a trajectory, accepted or refused."""
        if isinstance(command, AskAdaptation | Migrate):
            command = replace(command, workflow=self.own(command.workflow))
        known = people(connection, row.id, people_in(command))
        if row.actor is not None:
            known[name_key(self.settings.actor)] = row.actor
        place = Place(
            log=self.identity(connection),
            trajectory=row.id,
            seq=row.seq + 1,
            prev=row.head,
            definition=row.definition,
        )
        return self._decided(
            place,
            command,
            workflow=self.workflow(connection, row.definition),
            facts=self.facts(connection, row),
            command_id=command_id,
            now=self.now(row.recorded_at),
            known=known,
            texts=self._texts_named(connection, row, command),
            found=erasable_by(connection, row, command),
        )

    def conflict(self, connection: Connection, row: Situated) -> ConflictError:
        """Return the error that says who was first, and what the situation is now."""
        workflow = self.workflow(connection, row.definition)
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

    # Private

    def _stored(self, text: bytes, digest: str) -> Workflow:
        try:
            return _read(text, _key(self.settings.guards))
        except WorkflowError:
            # A guard of others may be gone; what is stored must still be read.
            guards = Tolerant(self.settings.guards)
            return load_workflow(text, name=digest[:12], guards=guards)

    def _decided(
        self,
        place: Place,
        command: Command,
        *,
        workflow: Workflow,
        facts: FoldedFacts | LiveFacts,
        command_id: str | None,
        now: datetime,
        known: Mapping[str, str],
        texts: Mapping[str, Workflow] = _NO_TEXTS,
        parent: Parent | None = None,
        found: Erasable = NOTHING,
    ) -> Addition:
        settings = self.settings
        persons = introduce((settings.actor, *people_in(command)), known)
        actor = persons.refs[settings.actor]
        request = Request(
            command=command,
            actor=actor,
            role=settings.role,
            people=persons.refs,
            workflows=texts,
            parent=parent,
            happened=settings.happened,
            erasable=found,
        )
        decision = decided(workflow, facts, request, now)
        writer = Writer(
            actor=actor,
            role=settings.role,
            origin=settings.origin,
            engine=__version__,
            command=command_id,
        )
        made = addition(
            place, writer, decision, persons, state=facts.state, now=now, seen=facts.seen
        )
        return _with_texts(made, texts, accepted=decision.accepted) if texts else made

    def _texts_named(
        self, connection: Connection, row: Situated, command: Command
    ) -> Mapping[str, Workflow]:
        """Return the workflow texts that a command speaks of, by digest."""
        match command:
            case AskAdaptation(workflow=workflow) | Migrate(workflow=workflow):
                return {workflow.digest: workflow}
            case DecideDeviation():
                asked = (one for one in row.state.deviations if one.id == command.deviation)
                digests = [one.adopts for one in asked if one.adopts]
                return {one: self.workflow(connection, one) for one in digests}
            case _:
                return _NO_TEXTS


def _with_texts(made: Addition, texts: Mapping[str, Workflow], *, accepted: bool) -> Addition:
    """Return an addition with the text that it speaks of, and the one that holds from now on.

    The text of what was refused is kept too: an auditor can read what was asked.
    """
    (named,) = texts.values()
    digest = adopted(made.entry.action, made.entry.data) if accepted else None
    return replace(made, named=named, adopts=texts.get(digest) if digest else None)


def _parent(row: Situated | None) -> Parent | None:
    if row is None:
        return None
    return Parent(
        ref=row.ref, trajectory=row.id, seq=row.seq, hash=row.head, topics=row.state.topics
    )


def _key(guards: GuardRegistry) -> tuple[tuple[str, type[Any]], ...]:
    return tuple(sorted(guards.items(), key=lambda one: one[0]))


@lru_cache(maxsize=256)
def _read(text: bytes, guards: tuple[tuple[str, type[Any]], ...]) -> Workflow:
    # One value for one text in the whole process, so that its machines are compiled once.
    return load_workflow(text, guards=dict(guards))


def _lost(digest: str, nl: str, en: str) -> IntegrityError:
    return IntegrityError(
        f"De tekst van workflow {digest[:12]} {nl}.",
        f"The text of workflow {digest[:12]} {en}.",
        instance=digest,
    )
