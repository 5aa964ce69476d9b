"""Steps that are taken by themselves: which are due, and taking each of them once."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from sqlalchemy import Connection

from trajecten.core.commands import Advance
from trajecten.core.fitting import all_checked
from trajecten.core.kinds import Limit
from trajecten.core.workflow import Transition, Workflow
from trajecten.engine import asking
from trajecten.engine.damage import Answers, DamagedItem, damaged_by
from trajecten.engine.door import Door
from trajecten.engine.views import Outcome
from trajecten.engine.workshop import Workshop
from trajecten.errors import IntegrityError
from trajecten.ledger.entry import Result
from trajecten.storage.append import Addition, add
from trajecten.storage.claiming import Placed, claim, placed
from trajecten.storage.database import transaction
from trajecten.storage.facts import Situated

MOST_STEPS = 100
"""How many steps a trajectory takes by itself in one go, unless the caller says otherwise."""


@all_checked
class Ticking:
    """What an engine does without being asked by a person."""

    _door: Door
    _workshop: Workshop

    def tick(self, ref: str | None = None, *, limit: Limit = MOST_STEPS) -> Answers[Outcome]:
        """Take every automatic transition that is open, in one trajectory or in all.

        Each is an ordinary entry, made by the engine's actor in no role; what is not open is not
        tried. A trajectory goes on until nothing is open, until it has been where it is before, or
        until `limit`; then the others are looked at again, for one may have waited for another. A
        trajectory that somebody else is writing in at this moment is left for the next time. One
        that is damaged stops none of the others; `damaged` of the answer names it.

        Raises:
            NotFoundError: no such trajectory.
            IntegrityError: the one trajectory is damaged.
            InputError: `limit` is below one.
        """
        with self._door.opened() as connection:
            sweep = self._sweep(connection, alone=ref is not None)
            taken = tuple(sweep.taken(sweep.candidates(ref), limit))
            return Answers(taken, sweep.damaged.values())

    def due(self, ref: str | None = None) -> Answers[Outcome]:
        """Return the first step that `tick` would take in each trajectory; nothing is recorded.

        `damaged` of the answer names the trajectories that could not be looked at.

        Raises:
            NotFoundError: no such trajectory.
            IntegrityError: the one trajectory is damaged.
        """
        with self._door.opened() as connection:
            sweep = self._sweep(connection, alone=ref is not None)
            return Answers(tuple(sweep.due(sweep.candidates(ref))), sweep.damaged.values())

    # Private

    def _sweep(self, connection: Connection, *, alone: bool) -> "_Sweep":
        settings = replace(self._workshop.settings, role=None)
        workshop = Workshop(settings, self._workshop.loaded)
        workshop.identity(connection)
        return _Sweep(connection, workshop, own=self._door.own, alone=alone)


@dataclass(slots=True)
class _Run:
    """How far one trajectory may still go in one go, and where it has been."""

    left: int
    seen: list[Mapping[str, str]] = field(default_factory=list)

    def note(self, phases: Mapping[str, str]) -> None:
        """Count a step; who comes where they have been would only go round."""
        self.left = 0 if phases in self.seen else self.left - 1
        self.seen.append(phases)


@dataclass(frozen=True, slots=True)
class _Sweep:
    """One go over trajectories, on one connection; `alone` says that it is over one only.

    `damaged` are those that could not be looked at so far, by reference.
    """

    connection: Connection
    workshop: Workshop
    own: bool
    alone: bool
    damaged: dict[str, DamagedItem] = field(default_factory=dict)

    def candidates(self, ref: str | None) -> tuple[Placed, ...]:
        """Return the trajectories that are where an automatic transition leaves."""
        if ref is not None:
            self.workshop.situated(self.connection, ref)
        found: list[Placed] = []
        for one in placed(self.connection, ref):
            with self._sparing(one.ref):
                if any(_leaving(self._workflow(one.definition), one.phases)):
                    found.append(one)
        return tuple(found)

    def taken(self, candidates: Iterable[Placed], limit: int) -> Iterator[Outcome]:
        """Take steps until none of these trajectories goes on, and return each as it is taken."""
        runs = {one.ref: _Run(limit, [one.phases]) for one in candidates}
        moved = True
        while moved:
            moved = False
            for ref, run in runs.items():
                for outcome in self._steps(ref, run):
                    moved = True
                    yield outcome

    def due(self, candidates: Iterable[Placed]) -> Iterator[Outcome]:
        """Return the step that would be taken now in each of these trajectories, if any."""
        for one in candidates:
            outcome = None
            with self._sparing(one.ref):
                outcome = self.next(one.ref)
            if outcome is not None:
                yield outcome

    def next(self, ref: str) -> Outcome | None:
        """Return the step that would be taken now; None when none is open."""
        row = self.workshop.situated(self.connection, ref)
        made = self._made(row)
        return asking.outcome(row.ref, made.entry, "", made.findings) if made else None

    @contextmanager
    def _sparing(self, ref: str) -> Iterator[None]:
        """Let damage in one trajectory not stop the others."""
        try:
            yield
        except IntegrityError as error:
            if self.alone:
                raise
            self.damaged[ref] = damaged_by(error, ref)

    def _steps(self, ref: str, run: _Run) -> Iterator[Outcome]:
        while run.left:
            outcome = None
            with self._sparing(ref):
                outcome = self._step(ref)
            if outcome is None:
                return
            run.note(outcome.phases)
            yield outcome

    def _step(self, ref: str) -> Outcome | None:
        # First without a lock: mostly nothing is open, and then nobody is kept waiting.
        if self.next(ref) is None:
            return None
        with transaction(self.connection, own=self.own):
            if not claim(self.connection, ref):
                return None
            row = self.workshop.situated(self.connection, ref)
            made = self._made(row)
            if made is None or not add(self.connection, made):
                return None
            return asking.outcome(row.ref, made.entry, made.hash, made.findings)

    def _made(self, row: Situated) -> Addition | None:
        """Return what the first open step adds, decided as for anybody who asks."""
        workflow = self._workflow(row.definition)
        phases = {track: visit.phase for track, visit in row.state.tracks.items()}
        for transition in _leaving(workflow, phases):
            command = Advance(transition=transition.id)
            made = self.workshop.next(self.connection, row, command, None)
            if made.entry.result is Result.ACCEPTED:
                return made
        return None

    def _workflow(self, digest: str) -> Workflow:
        return self.workshop.workflow(self.connection, digest)


def _leaving(workflow: Workflow, phases: Mapping[str, str]) -> Iterator[Transition]:
    """Return the automatic transitions out of these phases, in the order of the file."""
    for transition in workflow.transitions.values():
        here = phases.get(workflow.track_of[transition.id].id)
        if transition.automatic and here in transition.sources:
            yield transition
