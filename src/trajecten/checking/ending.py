"""Rules on how it ends: no dead end, no loop without a way out."""

from collections.abc import Iterator

from trajecten.checking.space import Space
from trajecten.checking.study import Study
from trajecten.core.text import Text, listed
from trajecten.core.workflow import Track
from trajecten.definition.places import Spot
from trajecten.definition.problem import Problem, Severity
from trajecten.definition.visible import quoted


def dead_ends(study: Study) -> Iterator[Problem]:
    """A phase that no transition leaves must be final; a warning where the process goes on."""
    severity = Severity.WARNING if study.workflow.continuous else Severity.ERROR
    for track in study.workflow.tracks:
        space = study.space(track.id)
        for phase in dead_ends_of(track):
            here = space.at(track.id, (phase,))
            if not here & space.reached:
                continue
            message = Text(
                "geen overgang verlaat de fase {phase}, en het is geen eindfase",
                "no transition leaves the phase {phase}, and it is not final",
            ).fill(phase=quoted(phase))
            yield study.places.problem(
                Spot("phase", phase),
                "dead-end",
                message,
                remedy=Text(
                    "voeg een overgang toe, of 'final: true'", "add a transition, or 'final: true'"
                ),
                severity=severity,
                witness=witness_of(space, here),
            )


def loops_without_end(study: Study) -> Iterator[Problem]:
    """From every configuration each track can still end; one without an end, begin anew."""
    for track in study.workflow.tracks:
        space = study.space(track.id)
        endless = endless_in(space, track, continuous=study.workflow.continuous)
        explained = stuck_in(space, track) | space.at(track.id, dead_ends_of(track))
        loop = endless & ~space.leading_to(explained)
        if loop:
            yield _loop(study, space, track, loop)


def stuck_in(space: Space, track: Track) -> int:
    """Return the reachable configurations in which a track never moves again, though it should."""
    reached = space.reached
    moving = 0
    for step in space.steps:
        if step.track == track.id:
            moving |= space.open(step)
    resting = {one.id for one in track.phases if one.final} | set(dead_ends_of(track))
    able = space.leading_to(moving) | space.at(track.id, resting)
    return reached & ~able


def endless_in(space: Space, track: Track, *, continuous: bool) -> int:
    """Return the reachable configurations from which a track cannot end (or begin anew)."""
    return space.reached & ~space.leading_to(
        space.at(track.id, ends_of(track, continuous=continuous))
    )


def ends_of(track: Track, *, continuous: bool) -> set[str]:
    """Return the phases a track must always be able to get to."""
    final = {one.id for one in track.phases if one.final}
    return final | {track.initial} if continuous else final


def dead_ends_of(track: Track) -> tuple[str, ...]:
    """Return the phases that no transition leaves, though they are not final."""
    left = {source for one in track.transitions for source in one.sources}
    return tuple(one.id for one in track.phases if not one.final and one.id not in left)


def witness_of(space: Space, goal: int) -> tuple[str, ...]:
    """Return the transitions of the shortest way into the goal."""
    return tuple(one.transition for one in space.path(goal)[0])


def severity_of(space: Space, configurations: int) -> Severity:
    """Return how bad it is: less when it takes a fact that no gate on the way asks for."""
    return Severity.ERROR if space.by_itself & configurations else Severity.WARNING


# Private


def _loop(study: Study, space: Space, track: Track, loop: int) -> Problem:
    continuous = study.workflow.continuous
    phases = tuple(space.phases_in(loop, track.id))
    moment = space.path(loop)[1]
    message = Text(
        "uit {phases} is er geen weg naar een eindfase",
        "there is no way from {phases} to a final phase",
    )
    if continuous:
        message = Text(
            "uit {phases} is er geen weg terug naar {initial}, en ook geen eindfase",
            "there is no way from {phases} back to {initial}, nor to a final phase",
        )
    return study.places.problem(
        Spot("phase", space.phase_in(moment, track.id)),
        "loop-without-end",
        message.fill(phases=listed(map(quoted, phases)), initial=quoted(track.initial)),
        remedy=Text("voeg een overgang toe die eruit gaat", "add a transition that leads out"),
        severity=Severity.WARNING if continuous else severity_of(space, loop),
        witness=witness_of(space, moment),
    )
