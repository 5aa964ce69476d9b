"""The questions of an engine on what is still needed before content may begin."""

from collections.abc import Mapping

from trajecten.core.events import moment_of
from trajecten.core.fitting import all_checked
from trajecten.engine.door import Door
from trajecten.engine.workshop import Workshop
from trajecten.planning import Plan, plan
from trajecten.storage import reading
from trajecten.storage.facts import LiveFacts


@all_checked
class Planning:
    """The questions of an engine about the way ahead, which change nothing."""

    _door: Door
    _workshop: Workshop

    def plan(self, ref: str) -> Plan:
        """Return the shortest lawful way from where a trajectory is to its first phase of content.

        Raises:
            NotFoundError: no such trajectory.
        """
        with self._door.opened() as connection:
            row = self._workshop.situated(connection, ref)
            facts = self._workshop.facts(connection, row)
            workflow = self._workshop.workflow(connection, row.definition)
            return plan(workflow, facts, self._workshop.asked_at(row.recorded_at), row.actor)

    def plans(self) -> Mapping[str, Plan]:
        """Return the plan of every trajectory, by reference; nobody in particular asks."""
        with self._door.opened() as connection:
            self._workshop.identity(connection)
            now, reader = self._workshop.now(), self._workshop.reader(connection)
            return {
                row.ref: plan(
                    reader(row.definition),
                    LiveFacts(connection, row.id, row.state, reader),
                    max(now, moment_of(row.recorded_at)),
                )
                for row in reading.portfolio(connection)
            }
