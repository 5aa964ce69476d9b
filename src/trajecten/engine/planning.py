"""The questions of an engine on what is still needed before content may begin."""

from collections.abc import Mapping

from sqlalchemy import Connection

from trajecten.core.fitting import all_checked
from trajecten.engine.damage import damaged_by
from trajecten.engine.door import Door
from trajecten.engine.workshop import Workshop
from trajecten.errors import IntegrityError
from trajecten.planning import Plan, plan, unread
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
        """Return the plan of every trajectory, by reference; nobody in particular asks.

        A trajectory that is damaged has a plan that says so in `damage`.
        """
        with self._door.opened() as connection:
            self._workshop.identity(connection)
            rows = reading.portfolio(connection)
            return {row.ref: self._plan_among_all(connection, row) for row in rows}

    # Private

    def _plan_among_all(self, connection: Connection, row: reading.Listed) -> Plan:
        reader = self._workshop.reader(connection)
        facts = LiveFacts(connection, row.id, row.state, reader)
        try:
            return plan(reader(row.definition), facts, self._workshop.asked_at(row.recorded_at))
        except IntegrityError as error:
            return unread(damaged_by(error, row.ref).message)
