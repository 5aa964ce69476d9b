"""The step that a deviation is about: which way it goes, and all that is asked on it."""

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import assert_never

from trajecten.core.deviation import DeviationKind
from trajecten.core.facts import DeviationFact, Facts
from trajecten.core.finding import Finding
from trajecten.core.naming import shown
from trajecten.core.tailoring import AskDeviation
from trajecten.core.workflow import Situation, Transition, Workflow
from trajecten.deciding.recording import Asking
from trajecten.deciding.rules import known
from trajecten.errors import InputError
from trajecten.machine import Asked, attempt, gate, return_gate, returning


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """The step that a deviation is about: from where to where, by which transitions.

    `asked` holds all that is asked of it, in the order of the findings.
    """

    kind: DeviationKind
    track: str
    source: str
    target: str
    transitions: tuple[Transition, ...]
    asked: tuple[Asked, ...]

    @property
    def phases(self) -> tuple[str, ...]:
        """Every phase that the move touches, in order."""
        between = tuple(one.target for one in self.transitions[:-1])
        return (self.source, *between, self.target)


def judged(
    asking: Asking, move: Move, deviation: DeviationFact | None = None
) -> tuple[Finding, ...]:
    """Return what is found on everything that a move asks, in the order of its gates."""
    situation = Situation(
        workflow=asking.workflow,
        now=asking.now,
        track=move.track,
        visit=asking.facts.tracks[move.track],
        transition=returning(move.target),
        asker=asking.request.actor,
    )
    if move.kind is DeviationKind.REPEAT:
        return attempt(asking.facts, situation, deviation).findings
    found: list[Finding] = []
    for source, transition in zip(move.phases, move.transitions, strict=False):
        here = replace(situation.visit, phase=source)
        step = replace(situation, transition=transition.id, visit=here)
        found.extend(attempt(asking.facts, step, deviation).findings)
    return tuple(found)


def move_asked(workflow: Workflow, facts: Facts, command: AskDeviation) -> Move:
    """Return the move that is asked for.

    Raises:
        InputError: the kind asks for other arguments, or the steps do not follow each other.
        NotFoundError: a step or phase does not exist.
    """
    match command.kind:
        case DeviationKind.SKIP | DeviationKind.MERGE:
            _check_steps(command)
            for one in command.transitions:
                known(workflow, "transition", one, field="transitions")
            steps = tuple(workflow.transitions[one] for one in command.transitions)
            return _by_steps(workflow, facts, command.kind, steps)
        case DeviationKind.REPEAT:
            if command.phase is None or command.transitions:
                raise _misplaced("phase", "herhalen vraagt een fase", "to repeat takes a phase")
            known(workflow, "phase", command.phase, field="phase")
            return _back(workflow, facts, command.phase)
        case DeviationKind.ADD:
            raise _misplaced(
                "kind", "aanpassen gaat met AskAdaptation", "to adapt goes by AskAdaptation"
            )
        case _:
            assert_never(command.kind)


def move_of(workflow: Workflow, deviation: DeviationFact) -> Move:
    """Return the move of a deviation that holds for this text; it was checked when asked for."""
    steps = tuple(workflow.transitions[one] for one in deviation.transitions)
    sources = (deviation.source, *(one.target for one in steps[:-1]))
    asked = (
        tuple(
            each
            for one, here in zip(steps, sources, strict=True)
            for each in gate(workflow, one, here)
        )
        if steps
        else return_gate(workflow, deviation.source, deviation.target)
    )
    return Move(
        kind=deviation.kind,
        track=deviation.track,
        source=deviation.source,
        target=deviation.target,
        transitions=steps,
        asked=asked,
    )


# Private


def _check_steps(command: AskDeviation) -> None:
    one = command.kind is DeviationKind.SKIP
    fits = len(command.transitions) == 1 if one else len(command.transitions) > 1
    if fits and command.phase is None:
        return
    if one:
        raise _misplaced("transitions", "overslaan vraagt één stap", "to skip takes one step")
    raise _misplaced(
        "transitions", "samenvoegen vraagt twee of meer stappen", "to merge takes two steps or more"
    )


def _by_steps(
    workflow: Workflow, facts: Facts, kind: DeviationKind, steps: tuple[Transition, ...]
) -> Move:
    track = workflow.track_of[steps[0].id].id
    for first, second in pairwise(steps):
        if first.target not in second.sources:
            before, after = shown([first]), shown([second])
            phase = workflow.name_of("phase", first.target)
            raise _misplaced(
                "transitions",
                f"{after.nl} vertrekt niet uit {phase.nl}, waar {before.nl} naartoe gaat",
                f"{after.en} does not leave {phase.en}, where {before.en} goes",
            )
    source = facts.tracks[track].phase
    if source not in steps[0].sources:
        source = steps[0].sources[0]
    sources = (source, *(one.target for one in steps[:-1]))
    asked = [gate(workflow, one, here) for one, here in zip(steps, sources, strict=True)]
    return Move(
        kind=kind,
        track=track,
        source=source,
        target=steps[-1].target,
        transitions=steps,
        asked=tuple(each for one in asked for each in one),
    )


def _back(workflow: Workflow, facts: Facts, phase: str) -> Move:
    track = workflow.track_of[phase].id
    source = facts.tracks[track].phase
    if phase == source:
        label = workflow.name_of("phase", phase)
        raise _misplaced(
            "phase",
            f"het traject is al in {label.nl}",
            f"the trajectory is in {label.en} already",
        )
    return Move(
        kind=DeviationKind.REPEAT,
        track=track,
        source=source,
        target=phase,
        transitions=(),
        asked=return_gate(workflow, source, phase),
    )


def _misplaced(field: str, nl: str, en: str) -> InputError:
    return InputError(f"{field}: {nl}.", f"{field}: {en}.", instance=field)
