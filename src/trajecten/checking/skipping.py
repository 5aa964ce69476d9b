"""The rule on steps that do not ask what their phase asks on leaving: they go back, or stop."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from trajecten.checking.ending import dead_ends_of, ends_of
from trajecten.checking.space import Space, Step
from trajecten.checking.study import Study
from trajecten.core.text import Text
from trajecten.core.workflow import AFTER_RELATION, Track, Transition, Workflow
from trajecten.definition.places import Spot
from trajecten.definition.problem import Problem, Severity
from trajecten.definition.visible import quoted


@dataclass(frozen=True, slots=True)
class Skip:
    """A phase that a step leaves forward without what it asks.

    `further` tells that the step leads further from the first phase; `way` is one to an end on
    which nothing asks it again, if there is one.
    """

    source: str
    further: bool
    way: tuple[str, ...]


def skipped_gates(study: Study) -> Iterator[Problem]:
    """A step forward into content, decision or execution does not skip what its phase asks."""
    for track in study.workflow.tracks:
        for transition in track.transitions:
            for one in skips(study, track, transition):
                if not study.workflow.phases[one.source].statutory:
                    yield _skipped(study, transition, one)


def skips(study: Study, track: Track, transition: Transition) -> Iterator[Skip]:
    """Return the phases that a transition leaves forward without what they ask on leaving.

    Forward is into content, decision or execution, or out of a phase set by law: further from the
    first phase along the other transitions, or to where an end can be come to by ordinary steps
    without the phase. Whoever goes back to where every way to the phase leads through gains
    nothing: all that can follow there could have followed then.
    """
    if transition.exit_gate:
        return
    for source in transition.sources:
        phase = study.workflow.phases[source]
        if phase.exit or phase.min_duration is not None:
            further = _is_further(study.workflow, track, transition, source)
            way = _way_past(study, track, transition, source)
            if further or way:
                yield Skip(source, further, way)


# Private

_FURTHER = Text(
    "{step} slaat over wat de fase {phase} bij het verlaten vraagt, en gaat vooruit naar {target}",
    "{step} skips what the phase {phase} asks on leaving, and goes forward to {target}",
)
_NEVER_ASKED = Text(
    "{step} slaat over wat de fase {phase} bij het verlaten vraagt, en vanaf {target} kan het "
    "verder zonder dat dat ooit nog gevraagd wordt",
    "{step} skips what the phase {phase} asks on leaving, and from {target} it can go on without "
    "that ever being asked",
)


def _skipped(study: Study, transition: Transition, skip: Skip) -> Problem:
    message = _FURTHER if skip.further else _NEVER_ASKED
    return study.places.problem(
        Spot("transition", transition.id, "exit_gate"),
        "skips-exit-gate",
        message.fill(
            step=quoted(transition.id),
            phase=quoted(skip.source),
            target=quoted(transition.target),
        ),
        remedy=Text(
            "laat 'exit_gate: false' weg: het is bedoeld om terug te gaan of te stoppen",
            "leave out 'exit_gate: false': it is meant for going back or stopping",
        ),
        severity=Severity.WARNING,
        witness=skip.way,
    )


def _is_further(workflow: Workflow, track: Track, transition: Transition, source: str) -> bool:
    distance = _distances(track, without=transition.id)
    far = len(track.phases)
    kind = workflow.phases[transition.target].kind
    matters = workflow.phases[source].statutory or kind in AFTER_RELATION
    return matters and distance.get(transition.target, far) > distance.get(source, far - 1)


def _way_past(study: Study, track: Track, transition: Transition, source: str) -> tuple[str, ...]:
    """Return a way by this step to an end, without the phase it leaves and those always before it.

    What follows the step are ordinary steps, and unless the law asks the gate, something on it is
    content, decision or execution. Nothing when there is no such way.
    """
    passed = {source, *_always_before(track, source)}
    space = study.space(track.id)
    onward = [one for one in space.steps if _is_ordinary(study, one, track, passed)]
    goals = [space.at(track.id, _ends(study, track, passed) - {source})]
    if not study.workflow.phases[source].statutory:
        later = {one.id for one in track.phases if one.kind in AFTER_RELATION}
        goals.insert(0, space.at(track.id, later - passed))
    leading, stages = _leading_on(space, goals, onward)
    for step in space.steps:
        skipping = step.transition == transition.id and step.source == source
        if skipping and step.target not in passed:
            way = _way_by(space, step, leading, stages, onward)
            if way:
                return tuple(one.transition for one in way)
    return ()


def _leading_on(
    space: Space, goals: Sequence[int], onward: Sequence[Step]
) -> tuple[int, Sequence[int]]:
    """Return what leads to all goals in turn, and of each goal what leads to the next ones."""
    found: list[int] = []
    leading = space.reached
    for goal in reversed(goals):
        found.insert(0, goal & leading)
        leading = space.leading_to(found[0], onward)
    return leading, found


def _way_by(
    space: Space, step: Step, leading: int, goals: Sequence[int], onward: Sequence[Step]
) -> tuple[Step, ...]:
    """Return a way that takes a step and then comes to each of the goals, in turn."""
    way, here = space.path(space.before(step, leading) & space.reached)
    if not here:
        return ()
    way, here = (*way, step), space.after(step, here)
    for goal in goals:
        more, here = space.path(goal, onward, here)
        way = (*way, *more)
    return way


def _is_ordinary(study: Study, step: Step, track: Track, passed: Set[str]) -> bool:
    """Return whether a step is of another track, or asks the gate of a phase not passed yet."""
    if step.track != track.id:
        return True
    return study.workflow.transitions[step.transition].exit_gate and step.source not in passed


def _ends(study: Study, track: Track, passed: Set[str]) -> set[str]:
    """Return where a way ends; one of a process that goes on, also where it begins anew."""
    ends = ends_of(track, continuous=False) | set(dead_ends_of(track))
    return ends | passed if study.workflow.continuous else ends


def _always_before(track: Track, phase: str) -> set[str]:
    """Return the other phases that every way from the first phase to this one leads through."""
    return {
        one.id
        for one in track.phases
        if one.id != phase and phase not in _distances(track, around=one.id)
    }


def _distances(track: Track, *, without: str = "", around: str = "") -> dict[str, int]:
    """Return how many steps each phase is from the first, leaving out one transition or phase."""
    found = {track.initial: 0} if track.initial != around else {}
    border = list(found)
    for phase in border:
        for one in track.transitions:
            new = one.target not in found and one.target != around
            if one.id != without and phase in one.sources and new:
                found[one.target] = found[phase] + 1
                border.append(one.target)
    return found
