"""The step itself: a workflow's tracks as flat machines of the `transitions` package.

A machine is compiled once for each track of a workflow and shared by every trajectory and thread: a
step fires an event on a throw-away token and changes nothing else. The conditions of a transition
are all asked, none is skipped, and what they found is kept on the token.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import permutations
from typing import Any

from transitions import EventData, Machine

from trajecten.core.deviation import DeviationKind
from trajecten.core.facts import DeviationFact, Facts
from trajecten.core.finding import Finding
from trajecten.core.guards.debts import DebtsRepaid
from trajecten.core.guards.flow import MinDuration
from trajecten.core.waiving import covers
from trajecten.core.workflow import Phase, Requirement, Situation, Track, Transition, Workflow


@dataclass(frozen=True, slots=True)
class Step:
    """What trying a transition gave: whether it moved, and every finding on the way."""

    moved: bool
    findings: tuple[Finding, ...]


def attempt(facts: Facts, situation: Situation, deviation: DeviationFact | None = None) -> Step:
    """Try the transition of a situation and return what happened; nothing outside is touched.

    The track must be in one of the transition's sources. What `deviation` waives does not stand in
    the way, as long as no more is missing than was decided on.

    Raises:
        transitions.MachineError: the transition does not leave the present phase.
    """
    machines = _compiled(situation.workflow)
    token = _Token(situation.visit.phase, facts, situation, deviation)
    moved = machines[situation.track].events[situation.transition].trigger(token)
    return Step(moved, token.findings)


def returning(phase: str) -> str:
    """Return the event by which a machine goes back to a phase, where that is a deviation."""
    return f"{_RETURN}{phase}"


def gate(workflow: Workflow, transition: Transition, source: str) -> tuple["Asked", ...]:
    """Return all that is asked of a transition out of a phase, each with the place it comes from.

    In order: relation first, the exit gate and minimum duration of the phase it leaves, its own
    guards, the entry gate of the phase it enters, and at the end what is owed for deviations.
    """
    return tuple(_asked(workflow, transition, source))


def exit_gate(phase: Phase) -> Iterator[Requirement]:
    """Return what a phase asks of whoever leaves it by the ordinary way."""
    if phase.min_duration is not None:
        yield Requirement(guard=MinDuration(duration=phase.min_duration), basis=phase.basis)
    yield from phase.exit


def return_gate(workflow: Workflow, source: str, target: str) -> tuple["Asked", ...]:
    """Return all that is asked of going back from one phase to another as a deviation."""
    asked: list[Asked] = []
    if workflow.guards_relation(source, target):
        asked.append(Asked("relation_first", workflow.relation_first.requirement))
    asked += [Asked("entry", one) for one in workflow.phases[target].entry]
    if workflow.phases[target].final:
        asked.append(_DEBTS)
    return tuple(asked)


@dataclass(frozen=True, slots=True)
class Asked:
    """A requirement, and where it comes from.

    That is `relation_first`, `exit`, `transition`, `entry` or `debts`.
    """

    place: str
    requirement: Requirement


# Private

_RETURN = "return:"
_DEBTS = Asked("debts", Requirement(guard=DebtsRepaid()))


class _Token:
    """What a machine moves instead of a database row."""

    __slots__ = ("deviation", "facts", "findings", "situation", "state")

    def __init__(
        self, state: str, facts: Facts, situation: Situation, deviation: DeviationFact | None
    ) -> None:
        self.state = state
        self.facts = facts
        self.situation = situation
        self.deviation = deviation
        self.findings: tuple[Finding, ...] = ()


@lru_cache(maxsize=512)
def _compiled(workflow: Workflow) -> dict[str, Machine]:
    return {track.id: _machine(workflow, track) for track in workflow.tracks}


def _machine(workflow: Workflow, track: Track) -> Machine:
    machine = Machine(
        model=None,
        states=[phase.id for phase in track.phases],
        initial=track.initial,
        auto_transitions=False,
        send_event=True,
        queued=False,
        ignore_invalid_triggers=False,
    )
    for transition in track.transitions:
        for source in transition.sources:
            machine.add_transition(
                transition.id,
                source,
                transition.target,
                conditions=_condition(gate(workflow, transition, source)),
            )
    if workflow.deviations and DeviationKind.REPEAT in workflow.deviations.allowed:
        for source, target in permutations((one.id for one in track.phases), 2):
            asked = return_gate(workflow, source, target)
            machine.add_transition(returning(target), source, target, conditions=_condition(asked))
    return machine


def _condition(asked: tuple[Asked, ...]) -> Callable[[EventData], bool]:
    def all_met(event: EventData) -> bool:
        token: Any = event.model
        found = [
            one.requirement.evaluate(token.facts, token.situation, place=one.place) for one in asked
        ]
        if token.deviation is not None:
            found = _let_pass(found, token.deviation)
        token.findings = tuple(found)
        return all(finding.met or finding.waived for finding in found)

    return all_met


def _let_pass(found: list[Finding], deviation: DeviationFact) -> list[Finding]:
    waives = {one.number: one for one in deviation.waives}
    return [
        replace(one, waived=deviation.id)
        if not one.met and (waiver := waives.get(number)) and covers(waiver, one)
        else one
        for number, one in enumerate(found)
    ]


def _asked(workflow: Workflow, transition: Transition, source: str) -> Iterator[Asked]:
    leaving, entering = workflow.phases[source], workflow.phases[transition.target]
    if workflow.guards_relation(source, transition.target):
        yield Asked("relation_first", workflow.relation_first.requirement)
    if transition.exit_gate:
        for one in exit_gate(leaving):
            yield Asked("exit", one)
    for one in transition.guards:
        yield Asked("transition", one)
    for one in entering.entry:
        yield Asked("entry", one)
    if entering.final and workflow.deviations is not None:
        yield _DEBTS
