"""Forging as an insider does who has every right: all hashes and projections made to fit."""

from collections.abc import Callable
from typing import Any

from tests.engine.kit import REF, Desk
from tests.storage import damaging
from trajecten import DiscrepancyKind, ReplayedTrajectory

Change = Callable[[dict[str, Any]], None]


def identity(desk: Desk, ref: str = REF) -> str:
    """Return the identity of a trajectory."""
    (row,) = desk.rows("SELECT id FROM trajecten_trajectory WHERE ref = :ref", ref=ref)
    return str(row.id)


def forge(desk: Desk, seq: int, change: Change, *, ref: str = REF) -> None:
    """Change an entry, and compute anew all that depends on it."""
    trajectory = identity(desk, ref)
    damaging.unfence(desk)
    damaging.rewrite(desk, trajectory, seq, change)
    damaging.relink(desk, trajectory, seq)
    (row,) = desk.rows(
        "SELECT max(seq) AS last FROM trajecten_entry WHERE trajectory = :t", t=trajectory
    )
    damaging.move_head(desk, trajectory, row.last)


def forge_whole(desk: Desk, seq: int, change: Change, *, ref: str = REF) -> None:
    """Forge an entry, and have everything that is derived from the ledger say the same."""
    forge(desk, seq, change, ref=ref)
    desk.like().rebuild()
    assert desk.like().verify(ref).intact


def the_one(desk: Desk, ref: str = REF) -> ReplayedTrajectory:
    """Return what the replay of one trajectory finds, by an engine that has read nothing yet."""
    (found,) = desk.like().replay(ref).trajectories
    return found


def kinds(found: ReplayedTrajectory) -> list[tuple[int | None, DiscrepancyKind]]:
    """Return which kind of difference was found at which entry."""
    return [(one.seq, one.kind) for one in found.discrepancies]


def accepted(fields: dict[str, Any]) -> None:
    """Make an accepted entry of a refused one."""
    data = fields["data"]
    fields["result"] = "accepted"
    fields["data"] = {**data["asked"], "phases": data["phases"]}


def refused(fields: dict[str, Any]) -> None:
    """Make a refused entry of an accepted one."""
    data = dict(fields["data"])
    phases = data.pop("phases")
    fields["result"] = "refused"
    fields["at"] = fields["recorded_at"]
    fields["data"] = {"asked": data, "phases": phases, "texts": [*fields["personal"]]}
    fields["personal"] = {}
