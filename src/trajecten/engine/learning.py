"""What was learned in all trajectories: sought by words, or by where one is (R20)."""

import json

from sqlalchemy import Connection

from trajecten.core.events import moment_of
from trajecten.core.fitting import all_checked
from trajecten.core.kinds import AnyText, Limit
from trajecten.core.sought import closeness, sought_words
from trajecten.engine.door import Door
from trajecten.engine.views import FoundLesson
from trajecten.engine.workshop import Workshop
from trajecten.storage.lessons import StoredLesson, lessons_elsewhere, lessons_with


@all_checked
class Learning:
    """The questions of an engine that go over the lessons of all trajectories."""

    _door: Door
    _workshop: Workshop

    def search_lessons(self, words: AnyText, *, limit: Limit = 20) -> tuple[FoundLesson, ...]:
        """Return the lessons of all trajectories that hold all these words, at most `limit`.

        A word is found as the beginning of another; capitals and accents do not matter. The lesson
        that has the words most often comes first, a whole word counting for two beginnings; then
        the newest. What was erased is not found.

        Raises:
            InputError: there is no word to look for, it is too long, or `limit` is below one.
        """
        wanted = sought_words(words)
        with self._door.opened() as connection:
            self._workshop.identity(connection)
            found = lessons_with(connection, wanted)
            best = sorted(found, key=lambda one: -closeness(wanted, one.text))
            return tuple(self._found(connection, one) for one in best[:limit])

    def lessons_here(self, ref: str, *, limit: Limit = 3) -> tuple[FoundLesson, ...]:
        """Return what others learned in a phase where this trajectory is now, newest first.

        Others are the trajectories of the same workflow, whatever its version. That there was
        nothing to learn is left out.

        Raises:
            NotFoundError: no such trajectory.
            InputError: `limit` is below one.
        """
        with self._door.opened() as connection:
            row = self._workshop.situated(connection, ref)
            workflow = self._workshop.workflow(connection, row.definition)
            phases = [visit.phase for visit in row.state.tracks.values()]
            found = lessons_elsewhere(connection, workflow.id, phases, besides=row.ref, limit=limit)
            return tuple(self._found(connection, one) for one in found)

    # Private

    def _found(self, connection: Connection, stored: StoredLesson) -> FoundLesson:
        workflow = self._workshop.workflow(connection, stored.definition)
        phases: dict[str, str] = json.loads(stored.phases)
        return FoundLesson(
            ref=stored.ref,
            title=stored.title,
            workflow=stored.workflow,
            id=f"lesson-{stored.number}",
            none=stored.none,
            text=stored.text,
            phases=phases,
            phase_labels={
                track: workflow.name_of("phase", phase) for track, phase in phases.items()
            },
            recorded_at=moment_of(stored.recorded_at),
        )
