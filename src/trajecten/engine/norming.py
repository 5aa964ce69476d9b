"""What an auditor asks of a trajectory by norms: which it meets, which not, which do not apply."""

from trajecten._version import __version__
from trajecten.auditing.norms import (
    NO_THRESHOLDS,
    NORMS_NOT_CHECKED,
    NormReport,
    Thresholds,
    Yardstick,
    judged_by,
)
from trajecten.core.fitting import all_checked
from trajecten.engine.door import Door
from trajecten.engine.shelf import looking
from trajecten.engine.workshop import Workshop
from trajecten.plugins import installed_norms
from trajecten.storage import reading


@all_checked
class Norming:
    """The norms of an engine's trajectories; judging changes nothing."""

    _door: Door
    _workshop: Workshop

    def norms(
        self, ref: str | None = None, *, thresholds: Thresholds = NO_THRESHOLDS
    ) -> NormReport:
        """Judge one trajectory, or all, by the norms that come along and those installed beside.

        Everything is judged from the ledgers alone, as it stands at the moment of asking.

        Raises:
            NotFoundError: no such trajectory.
        """
        now = self._workshop.now()
        yardstick = Yardstick(norms=installed_norms(), thresholds=thresholds, now=now)
        with looking(self._door, self._workshop, ref) as (connection, shelf):
            found = tuple(
                judged_by(yardstick, name, head.trajectory, shelf)
                for name, head in reading.heads(connection, ref)
            )
        return NormReport(
            trajectories=found, judged_at=now, engine=__version__, not_checked=NORMS_NOT_CHECKED
        )
