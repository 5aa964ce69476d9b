"""The step itself: a workflow's tracks as flat machines of the `transitions` package.

A machine is compiled once for each track of a workflow and shared by every trajectory and thread: a
step fires an event on a throw-away token and changes nothing else. The conditions of a transition
are all asked, none is skipped, and what they found is kept on the token.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from transitions import EventData, Machine

from trajecten.core.facts import Facts
from trajecten.core.finding import Finding
from trajecten.core.guards.flow import MinDuration
from trajecten.core.workflow import Phase, Requirement, Situation, Track, Transition, Workflow


@dataclass(frozen=True, slots=True)
class Step:
    """What trying a transition gave: whether it moved, and every finding on the way."""

    moved: bool
    findings: tuple[Finding, ...]


def attempt(facts: Facts, situation: Situation) -> Step:
    """Try the transition of a situation and return what happened; nothing outside is touched.

    The track must be in one of the transition's sources.

    Raises:
        transitions.MachineError: the transition does not leave the present phase.
    """
    machines = _compiled(situation.workflow)
    token = _Token(situation.visit.phase, facts, situation)
    moved = machines[situation.track].events[situation.transition].trigger(token)
    return Step(moved, token.findings)


def gate(workflow: Workflow, transition: Transition, source: str) -> tuple["Asked", ...]:
    """Return all that is asked of a transition out of a phase, each with the place it comes from.

    In order: relation first, the exit gate and minimum duration of the phase it leaves, its own
    guards, the entry gate of the phase it enters.
    """
    return tuple(_asked(workflow, transition, source))


@dataclass(frozen=True, slots=True)
class Asked:
    """A requirement, and where it comes from: `relation_first`, `exit`, `transition`, `entry`."""

    place: str
    requirement: Requirement


# Private


class _Token:
    """What a machine moves instead of a database row."""

    __slots__ = ("facts", "findings", "situation", "state")

    def __init__(self, state: str, facts: Facts, situation: Situation) -> None:
        self.state = state
        self.facts = facts
        self.situation = situation
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
    return machine


def _condition(asked: tuple[Asked, ...]) -> Callable[[EventData], bool]:
    def all_met(event: EventData) -> bool:
        token: Any = event.model
        token.findings = tuple(
            [
                one.requirement.evaluate(token.facts, token.situation, place=one.place)
                for one in asked
            ]
        )
        return all(finding.met for finding in token.findings)

    return all_met


def _asked(workflow: Workflow, transition: Transition, source: str) -> Iterator[Asked]:
    leaving, entering = workflow.phases[source], workflow.phases[transition.target]
    if workflow.guards_relation(source, transition.target):
        yield Asked("relation_first", workflow.relation_first.requirement)
    if transition.exit_gate:
        for one in _exit(leaving):
            yield Asked("exit", one)
    for one in transition.guards:
        yield Asked("transition", one)
    for one in entering.entry:
        yield Asked("entry", one)


def _exit(phase: Phase) -> Iterator[Requirement]:
    if phase.min_duration is not None:
        yield Requirement(guard=MinDuration(duration=phase.min_duration), basis=phase.basis)
    yield from phase.exit
