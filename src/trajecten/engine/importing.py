"""Logs of other systems become trajectories: one transaction a trace, whole or not at all."""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import BinaryIO

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from trajecten.core.commands import Advance, Start
from trajecten.core.finding import Finding
from trajecten.core.fitting import all_checked
from trajecten.core.text import Text, joined
from trajecten.core.workflow import Transition, Workflow
from trajecten.deciding.rules import instant, not_in_future
from trajecten.engine.door import Door
from trajecten.engine.starting import checked_ref
from trajecten.engine.workshop import Workshop
from trajecten.engine.writing import clean_name
from trajecten.errors import InputError
from trajecten.importing import BadTraceError, LogSurvey, Moment, Trace, read_xes, resolved
from trajecten.ledger.entry import FROM_XES
from trajecten.storage.append import Addition, add, add_first
from trajecten.storage.database import transaction
from trajecten.storage.reading import started_by

_LONGEST_REF = 64
_DIGEST = 16
"""So much of a log's digest tells it apart from every other."""


class ImportResult(StrEnum):
    """What became of a trace."""

    IMPORTED = "imported"
    REPEATED = "repeated"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedTrace:
    """What became of one trace: a trajectory, one that was there already, or nothing.

    `number` is its place in the log, from 1; `name` is as the log has it. Of what was rejected
    `reason` tells why, and `event` by which event, from 1, if it was one.
    """

    number: int
    name: str | None
    result: ImportResult
    ref: str | None = None
    events: int = 0
    reason: Text | None = None
    event: int | None = None


@all_checked
class Importing:
    """What an engine takes over from other systems."""

    _door: Door
    _workshop: Workshop

    def import_xes(
        self,
        stream: BinaryIO,
        survey: LogSurvey,
        workflow: Workflow,
        *,
        steps: Mapping[str, str] | None = None,
        commissioner: str | None = None,
        prefix: str = "",
    ) -> Iterator[ImportedTrace]:
        """Make a trajectory of each trace of a log, and tell what became of each as it is done.

        A trace is held to the workflow: every event must be a step that may be taken there. Then
        its trajectory is there with all its entries; else with none of them. `survey` is what
        `survey_xes` told of the same log: a trace that was imported before is not imported again.
        `steps` gives the transition of an activity by its name; left out, that is the one with this
        label or id. The entries have the event's moment as `at`, and the moment of the import as
        `recorded_at`; whoever the log names is the actor, and where it names nobody, the engine's.
        The reference is the name of the trace, after `prefix`. Without `commissioner`, who imports
        is named as such.

        Raises:
            InputError: the engine works inside a host's transaction, the log cannot be read, or a
                name cannot be used.
            WorkflowError: the workflow asks for guards that are not installed.
        """
        if not self._door.own:
            raise InputError(
                "Importeren kan alleen in eigen transacties.",
                "An import needs transactions of its own.",
                instance="import",
            )
        settings = self._workshop.settings
        origin = f"{settings.origin}{FROM_XES}{survey.digest[:_DIGEST]}"
        checked_ref(f"{prefix}x")
        with self._door.opened() as connection:
            self._workshop.identity(connection)
            held = self._workshop.own(workflow)
            intake = _Intake(
                connection=connection,
                workshop=Workshop(
                    replace(settings, origin=clean_name(origin, field="origin"), role=None),
                    self._workshop.loaded,
                ),
                workflow=held,
                steps=_named_steps(held) if steps is None else _given_steps(held, steps),
                commissioner=clean_name(commissioner or settings.actor, field="commissioner"),
                prefix=prefix,
                digest=survey.digest,
            )
            yield from (intake.taken(one) for one in read_xes(stream))


# Private


@dataclass(frozen=True, slots=True, kw_only=True)
class _Intake:
    """One log that is taken in, on one connection."""

    connection: Connection
    workshop: Workshop
    workflow: Workflow
    steps: Mapping[str, tuple[Transition, ...]]
    commissioner: str
    prefix: str
    digest: str

    def taken(self, trace: Trace) -> ImportedTrace:
        """Make a trajectory of a trace, unless there is one or it cannot be."""
        command = f"xes:{self.digest}:{trace.number}"
        made = ImportedTrace(number=trace.number, name=trace.name, result=ImportResult.IMPORTED)
        if (ref := self._earlier(command)) is not None:
            return replace(made, result=ImportResult.REPEATED, ref=ref)
        try:
            moments = resolved(trace)
            ref = self._ref(trace)
            with transaction(self.connection, own=True):
                self._write(ref, command, trace, moments)
            return replace(made, ref=ref, events=len(moments))
        except (BadTraceError, IntegrityError) as error:
            # The same log may be taken in by somebody else at this moment.
            if (ref := self._earlier(command)) is not None:
                return replace(made, result=ImportResult.REPEATED, ref=ref)
            if isinstance(error, IntegrityError):
                raise
            return replace(
                made, result=ImportResult.REJECTED, reason=error.message, event=error.event
            )

    def _earlier(self, command: str) -> str | None:
        found = started_by(self.connection, command)
        return found[1] if found else None

    def _ref(self, trace: Trace) -> str:
        """Return the name of the trace, or what of it can be in a reference with its number."""
        name = trace.name or ""
        kept = re.sub(r"[^A-Za-z0-9._-]+", "-", name, flags=re.ASCII).lstrip("._-")
        if (ref := f"{self.prefix}{kept}") == f"{self.prefix}{name}" and len(ref) <= _LONGEST_REF:
            return ref if name else f"{self.prefix}{trace.number}"
        number = f"-{trace.number}"
        return (ref or "case")[: _LONGEST_REF - len(number)] + number

    def _write(self, ref: str, command: str, trace: Trace, moments: tuple[Moment, ...]) -> None:
        start = Start(
            workflow=self.workflow,
            title=(trace.name or "").strip() or ref,
            commissioner=self.commissioner,
            ref=ref,
        )
        with _blaming(1):
            there = self._workshop(moments[0])
            first = there.first(self.connection, start, command, there.now(), None)
        if not add_first(self.connection, self.workflow, first):
            taken = Text("de referentie {ref} is al in gebruik", "the reference {ref} is taken")
            raise BadTraceError(taken.fill(ref=ref))
        for number, moment in enumerate(moments, 1):
            with _blaming(number):
                made = self._step(ref, moment, number)
            if not add(self.connection, made):
                raise BadTraceError(Text("een ander schrijft hierin", "somebody else writes in it"))

    def _step(self, ref: str, moment: Moment, number: int) -> Addition:
        there = self._workshop(moment)
        row = there.situated(self.connection, ref)
        phases = {track: visit.phase for track, visit in row.state.tracks.items()}
        step = Advance(transition=self._transition(moment.activity, phases, number))
        made = there.next(self.connection, row, step, None)
        if made.happened is None:
            raise BadTraceError(_refused(moment.activity, made.findings), number)
        return made

    def _transition(self, activity: str, phases: Mapping[str, str], number: int) -> str:
        candidates = self.steps.get(activity) or self.steps.get(activity.casefold(), ())
        for one in candidates:
            if phases[self.workflow.track_of[one.id].id] in one.sources:
                return one.id
        if not candidates:
            unknown = Text(
                "de workflow kent geen stap {name}", "the workflow has no step {name}"
            ).fill(name=f"'{activity}'")
            raise BadTraceError(unknown, number)
        return candidates[0].id

    def _workshop(self, moment: Moment) -> Workshop:
        """Return a workshop for who did something, at the moment when it was done."""
        settings = self.workshop.settings
        who = moment.resource
        now = self.workshop.now()
        at = instant(moment.at, now)
        late = not_in_future(at, now)
        if not late.met:
            raise InputError(late.message.nl, late.message.en)
        return Workshop(
            replace(
                settings,
                actor=clean_name(who, field="org:resource") if who else settings.actor,
                happened=at,
            ),
            self.workshop.loaded,
        )


@contextmanager
def _blaming(number: int) -> Iterator[None]:
    """Let what cannot be understood be told of the event by which it came."""
    try:
        yield
    except InputError as error:
        raise BadTraceError(Text(error.detail.nl, error.detail.en), number) from error


def _named_steps(workflow: Workflow) -> dict[str, tuple[Transition, ...]]:
    """Return the steps by their id and labels, as written and without regard to capitals."""
    found: dict[str, dict[str, Transition]] = {}
    for one in workflow.transitions.values():
        for name in (one.id, one.label.nl, one.label.en):
            for key in (name, name.casefold()):
                found.setdefault(key, {})[one.id] = one
    return {name: tuple(steps.values()) for name, steps in found.items()}


def _given_steps(workflow: Workflow, steps: Mapping[str, str]) -> dict[str, tuple[Transition, ...]]:
    unknown = sorted(set(steps.values()) - set(workflow.transitions))
    if unknown:
        raise InputError(
            f"steps: de workflow kent geen {unknown[0]!r}.",
            f"steps: the workflow has no {unknown[0]!r}.",
            instance="steps",
        )
    return {name: (workflow.transitions[step],) for name, step in steps.items()}


def _refused(activity: str, findings: Iterable[Finding]) -> Text:
    why = joined((one.message for one in findings if not one.met), " ")
    return Text("{name} mocht niet: {why}", "{name} was not allowed: {why}").fill(
        name=f"'{activity}'", why=why
    )
