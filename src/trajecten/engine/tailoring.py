"""The questions of an engine on what deviates: how it went, what it would be, what is owed."""

from trajecten.checking import compare
from trajecten.core.fitting import all_checked
from trajecten.core.kinds import AnyText, Count
from trajecten.core.workflow import Workflow, numbers_of
from trajecten.engine.agenda import Deadline, deadlines
from trajecten.engine.attending import attention
from trajecten.engine.damage import Answers
from trajecten.engine.departures import Adaptation, AttentionItem, DeviationItem
from trajecten.engine.deviations import deviations
from trajecten.engine.door import Door
from trajecten.engine.rewriting import rewritten
from trajecten.engine.workshop import Workshop
from trajecten.storage import reading

SOON = 14
"""How many days ahead attention is asked for a term, unless the caller says otherwise."""


@all_checked
class Tailoring:
    """The questions of an engine about tailoring, which change nothing."""

    _door: Door
    _workshop: Workshop

    def deviations(self, ref: str) -> tuple[DeviationItem, ...]:
        """Return every deviation that was asked for, in order, with how it went.

        Raises:
            NotFoundError: no such trajectory.
        """
        with self._door.opened() as connection:
            row = self._workshop.situated(connection, ref)
            now = self._workshop.asked_at(row.recorded_at)
            return deviations(connection, row, now, self._workshop.reader(connection))

    def attention(
        self, ref: str | None = None, *, within: Count = SOON
    ) -> tuple[AttentionItem, ...]:
        """Return what asks for attention in one trajectory, or in all, by reference.

        Told are terms that end within so many days, or passed without being done; and among all
        the trajectories that are damaged, of which nothing else can be told.

        Raises:
            NotFoundError: no such trajectory.
            IntegrityError: the one trajectory is damaged.
            InputError: `within` is below zero.
        """
        with self._door.opened() as connection:
            self._workshop.identity(connection)
            if ref is not None:
                self._workshop.situated(connection, ref)
            now = self._workshop.now()
            return attention(connection, ref, now, self._workshop.reader(connection), within)

    def deadlines(self, ref: str | None = None) -> Answers[Deadline]:
        """Return the terms that were started, with their last day, of one trajectory or of all.

        In the order of their reference. Not told are terms that stand still, that are done, and
        those of trajectories that ended, nor of those that `damaged` names. `as_icalendar` makes a
        calendar of them.

        Raises:
            NotFoundError: no such trajectory.
            IntegrityError: the one trajectory is damaged.
        """
        with self._door.opened() as connection:
            self._workshop.identity(connection)
            if ref is not None:
                self._workshop.situated(connection, ref)
            now = self._workshop.now()
            return deadlines(connection, ref, now, self._workshop.reader(connection))

    def adapted(self, ref: str, text: bytes, *, name: AnyText = "overlay.yaml") -> Adaptation:
        """Return what a trajectory's workflow would be with an overlay, and what that changes.

        `text` are the bytes of an overlay, or of a whole workflow; `name` is how problems call the
        file. Nothing is asked or recorded: for that, give the workflow to `AskAdaptation`.

        Raises:
            NotFoundError: no such trajectory.
            WorkflowError: the file, or what comes out of it, has errors.
        """
        with self._door.opened() as connection:
            row = self._workshop.situated(connection, ref)
            present = self._workshop.workflow(connection, row.definition)
        workflow = rewritten(present, text, name, self._workshop.settings.guards)
        return Adaptation(workflow=workflow, difference=compare(present, workflow))

    def older(self, workflow: Workflow) -> tuple[str, ...]:
        """Return the references of trajectories under an older version of a workflow, in order."""
        version = numbers_of(workflow.version)
        with self._door.opened() as connection:
            self._workshop.identity(connection)
            return tuple(
                one.ref
                for one in reading.portfolio(connection)
                if one.workflow == workflow.id and numbers_of(one.version) < version
            )
