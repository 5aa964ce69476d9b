"""A trajectory as the conditions of its parent see it."""

from collections.abc import Mapping

from trajecten.core.facts import ChildFact
from trajecten.core.workflow import Workflow


def child_fact(
    workflow: Workflow, phases: Mapping[str, str], *, ref: str, trajectory: str, seq: int
) -> ChildFact:
    """Return where a child is: `phases` by track, in the workflow that it is pinned to."""
    here = {track: workflow.phases[phase] for track, phase in phases.items()}
    return ChildFact(
        ref=ref,
        trajectory=trajectory,
        seq=seq,
        phases=dict(phases),
        kinds={track: phase.kind.value for track, phase in here.items()},
        final=all(phase.final for phase in here.values()),
    )
