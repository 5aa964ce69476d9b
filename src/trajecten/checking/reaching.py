"""Rules on what can be reached: phases, and transitions that can fire."""

from collections.abc import Iterable, Iterator

from trajecten.checking.conditions import Conditions
from trajecten.checking.guard_words import condition
from trajecten.checking.space import Step
from trajecten.checking.study import Study
from trajecten.core.text import Text, listed
from trajecten.core.workflow import Track, Transition, Workflow
from trajecten.definition.places import Spot
from trajecten.definition.problem import Problem
from trajecten.definition.visible import quoted
from trajecten.machine import Asked

_PLACES = {
    "relation_first": Text("relatie eerst", "relation first"),
    "exit": Text("het verlaten van de fase", "leaving the phase"),
    "transition": Text("de overgang", "the transition"),
    "entry": Text("het ingaan van de fase", "entering the phase"),
}


def unreachable_phases(study: Study) -> Iterator[Problem]:
    """Every phase must be in some configuration that can be reached."""
    for track in study.workflow.tracks:
        space = study.space(track.id)
        for phase in track.phases:
            if not space.reached & space.at(track.id, (phase.id,)):
                message = Text(
                    "de fase {phase} is nooit te bereiken",
                    "the phase {phase} can never be reached",
                ).fill(phase=quoted(phase.id))
                yield study.places.problem(
                    Spot("phase", phase.id),
                    "unreachable-phase",
                    message,
                    remedy=_how_to_reach(track, phase.id),
                )


def contradictory_gates(study: Study) -> Iterator[Problem]:
    """All that is asked of a transition must be possible at once, out of each of its sources."""
    for transition in study.workflow.transitions.values():
        able = {one.source for one in study.steps_of(transition)}
        for source in transition.sources:
            if source not in able:
                yield _contradiction(study, transition, source)


def transitions_that_never_fire(study: Study) -> Iterator[Problem]:
    """Every transition must be open in some configuration that can be reached.

    Silent where the phase it leaves cannot be reached: that is told of the phase.
    """
    for transition in study.workflow.transitions.values():
        for source in transition.sources:
            steps = [one for one in study.steps_of(transition) if one.source == source]
            if steps and _is_reached(study, steps[0]) and not _fires(study, steps):
                yield _never_fires(study, transition, steps)


# Private


def _how_to_reach(track: Track, phase: str) -> Text:
    into = [one.id for one in track.transitions if one.target == phase]
    if not into:
        return Text("geen overgang gaat erheen", "no transition goes there")
    return Text("alleen via {steps}, en dat kan nooit", "only by {steps}, which can never be").fill(
        steps=listed(map(quoted, into))
    )


def _contradiction(study: Study, transition: Transition, source: str) -> Problem:
    clash = _clash(study.conditions, study.gates[transition.id, source])
    message = Text(
        "{step} kan nooit vanuit {phase}: wat gevraagd wordt spreekt elkaar tegen",
        "{step} can never be taken from {phase}: what is asked contradicts itself",
    ).fill(step=quoted(transition.id), phase=quoted(source))
    remedy = Text("het gaat om {parts}", "this is about {parts}").fill(
        parts=_enumerated(
            Text("{what}, bij {where}", "{what}, on {where}").fill(
                what=condition(one.requirement), where=_PLACES[one.place]
            )
            for one in clash
        )
    )
    return study.places.problem(
        _spot(study.workflow, transition, source, clash), "contradictory-gate", message,
        remedy=remedy,
    )  # fmt: skip


def _enumerated(parts: Iterable[Text]) -> Text:
    each = tuple(parts)
    return Text("; ".join(one.nl for one in each), "; ".join(one.en for one in each))


def _clash(conditions: Conditions, asked: tuple[Asked, ...]) -> tuple[Asked, ...]:
    """Return the fewest requirements that contradict each other, one or two; else none too many.

    All of them, where it is the phase itself that they contradict.
    """
    for one in asked:
        if not conditions.terms((one.requirement,)):
            return (one,)
    for number, one in enumerate(asked):
        for other in asked[:number]:
            if not conditions.terms((one.requirement, other.requirement)):
                return (other, one)
    for one in asked:
        rest = tuple(other for other in asked if other is not one)
        if not conditions.terms(other.requirement for other in rest):
            return _clash(conditions, rest)
    return asked


def _spot(
    workflow: Workflow, transition: Transition, source: str, clash: tuple[Asked, ...]
) -> Spot:
    """Return where the last of these requirements stands."""
    for one in reversed(clash):
        gates = (
            (Spot("transition", transition.id, "guards"), transition.guards),
            (Spot("phase", transition.target, "entry"), workflow.phases[transition.target].entry),
            (Spot("phase", source, "exit"), workflow.phases[source].exit),
        )
        for spot, requirements in gates:
            for number, requirement in enumerate(requirements):
                if requirement is one.requirement:
                    return Spot(spot.noun, spot.id, spot.key, number)
    return Spot("transition", transition.id)


def _is_reached(study: Study, step: Step) -> bool:
    space = study.space(step.track)
    return bool(space.reached & space.at(step.track, (step.source,)))


def _fires(study: Study, steps: list[Step]) -> bool:
    space = study.space(steps[0].track)
    return any(space.reached & space.open(one) for one in steps)


def _never_fires(study: Study, transition: Transition, steps: list[Step]) -> Problem:
    source = steps[0].source
    space = study.space(steps[0].track)
    here = space.reached & space.at(steps[0].track, (source,))
    message = Text(
        "{step} kan nooit vanuit {phase}: wat gevraagd wordt komt daar niet voor",
        "{step} can never be taken from {phase}: what is asked never occurs there",
    ).fill(step=quoted(transition.id), phase=quoted(source))
    tracks = sorted({track for one in steps for track, _ in one.where})
    remedy = Text(
        "eerder op elke weg hierheen is al gemaakt wat hier niet mag",
        "on every way to here that what must not be has been made already",
    )
    if tracks:
        remedy = listed(
            _whereabouts(track, tuple(space.phases_in(here, track))) for track in tracks
        )
    return study.places.problem(
        Spot("transition", transition.id),
        "never-fires",
        message,
        remedy=remedy,
        witness=tuple(one.transition for one in space.path(here)[0]),
    )


def _whereabouts(track: str, phases: tuple[str, ...]) -> Text:
    return Text(
        "het spoor {track} is dan in {phases}", "the track {track} is in {phases} then"
    ).fill(track=quoted(track), phases=listed(map(quoted, phases), Text("of", "or")))
