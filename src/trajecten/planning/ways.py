"""The shortest way of one trajectory: a search for each group of tracks that look at each other.

First to a phase of content, also past phases of decision; where there is no such way, to whatever
phase relation must come before, unless that is where it is already.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from trajecten.core.guards.flow import InPhase
from trajecten.core.guards.terms import TermElapsed, TermNotExpired, WithinTerm
from trajecten.core.statute import Mark
from trajecten.core.text import Text, joined
from trajecten.core.workflow import (
    AFTER_RELATION,
    Kind,
    Requirement,
    Track,
    Transition,
    Workflow,
    with_parts,
)
from trajecten.machine import gate
from trajecten.planning.gates import leaves
from trajecten.planning.plan import NO_WORDS
from trajecten.planning.rehearsal import Rehearsal
from trajecten.planning.search import MOST_TRIALS, Search, length

_MOST_TOLD = 3
"""How many blocked steps are told of when there is no way."""


_CONTENT = frozenset({Kind.CONTENT})
_ON_FROM_A_DECISION = frozenset({Kind.DECISION, Kind.CONTENT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """What came of looking: the rehearsal at the end of the way; when there is none, why."""

    there: Rehearsal | None
    complete: bool
    why: Text


def shortest(start: Rehearsal, asker: str | None) -> Way:
    """Return the shortest lawful way from a rehearsal to content; see the top of this module.

    `asker` is the reference of who would take the steps, None when they are new here.
    """
    actor = asker or start.newcomer
    found = _way(start, _phases(start.workflow, _CONTENT), actor)
    if found.there or start.kinds & AFTER_RELATION:
        return found
    return _way(start, _phases(start.workflow, AFTER_RELATION), actor)


def asked_before_content(workflow: Workflow) -> Iterator[Requirement]:
    """Return every condition of the steps on which a way to content can go, joined ones too."""
    steps = _steps_before(workflow, workflow.tracks, _phases(workflow, _CONTENT))
    return with_parts(
        asked.requirement for step, source in steps for asked in gate(workflow, step, source)
    )


# Private


def _phases(workflow: Workflow, kinds: frozenset[Kind]) -> frozenset[str]:
    return frozenset(one.id for one in workflow.phases.values() if one.kind in kinds)


def _way(start: Rehearsal, goal: frozenset[str], actor: str) -> Way:
    workflow = start.workflow
    searches = [_search(start, tracks, actor, goal) for tracks in _groups(workflow, goal)]
    found = [(one, there) for one in searches if (there := one.shortest(start)) is not None]
    complete = all(one.complete for one in searches)
    if not found:
        return Way(there=None, complete=complete, why=_why(workflow, searches))
    search, there = min(found, key=lambda one: length(start, one[1]))
    return Way(there=_refined(start, there, search), complete=complete, why=NO_WORDS)


def _search(start: Rehearsal, tracks: frozenset[str], actor: str, goal: frozenset[str]) -> Search:
    workflow = start.workflow
    looked_at = (one for one in workflow.tracks if one.id in tracks)
    before = list(_steps_before(workflow, looked_at, goal))

    def moves(here: Rehearsal) -> Iterator[Transition]:
        present = {visit.phase for visit in here.tracks.values()}
        steps = dict.fromkeys(one.id for one, source in before if source in present)
        return (workflow.transitions[one] for one in steps)

    return Search(moves, goal, _guards(workflow, before), actor, _distances(goal, before))


def _steps_before(
    workflow: Workflow, tracks: Iterable[Track], goal: frozenset[str]
) -> Iterator[tuple[Transition, str]]:
    """Return the steps that can be on a way to a goal, each with the phase that it leaves."""
    return (
        (one, source)
        for track in tracks
        for one in track.transitions
        for source in one.sources
        if source not in goal and _leads_on(workflow, source, one.target)
    )


def _leads_on(workflow: Workflow, source: str, target: str) -> bool:
    """Return whether a step can be on a way to content: not back from what comes after relation."""
    here, there = workflow.phases[source].kind, workflow.phases[target].kind
    if here is Kind.DECISION:
        return there in _ON_FROM_A_DECISION
    return here not in AFTER_RELATION


def _refined(start: Rehearsal, there: Rehearsal, search: Search) -> Rehearsal:
    """Return the same way, rehearsed for the gates that are on it and no others.

    What people do comes before the waiting, unless it would go stale and have to be done again.
    """
    workflow = start.workflow
    way = [workflow.transitions[one] for one in there.script.way]
    guards = _guards(workflow, _gates_on(start, way))

    def moves(here: Rehearsal) -> Iterable[Transition]:
        return way[len(here.script.way) :][:1]

    found = [
        Search(moves, search.goal, guards, search.actor, search.distances, patient).shortest(start)
        for patient in (False, True)
    ]
    return min([one for one in (*found, there) if one], key=lambda one: length(start, one))


def _gates_on(start: Rehearsal, way: Iterable[Transition]) -> Iterator[tuple[Transition, str]]:
    """Return the steps of a way, each with the phase that it leaves."""
    places = {track: visit.phase for track, visit in start.tracks.items()}
    for one in way:
        track = start.workflow.track_of[one.id].id
        yield one, places[track]
        places[track] = one.target


def _distances(goal: frozenset[str], steps: Iterable[tuple[Transition, str]]) -> dict[str, int]:
    """Return the fewest steps from each phase to the goal; a phase without a way is left out.

    Conditions are not looked at.
    """
    into: dict[str, list[str]] = {}
    for step, source in steps:
        into.setdefault(step.target, []).append(source)
    found = dict.fromkeys(sorted(goal), 0)
    border = list(found)
    for target in border:
        for source in into.get(target, ()):
            if source not in found:
                found[source] = found[target] + 1
                border.append(source)
    return found


def _guards(workflow: Workflow, steps: Iterable[tuple[Transition, str]]) -> tuple[Any, ...]:
    """Return the guards that must be met on some steps, each once."""
    asked = (one.requirement for step, source in steps for one in gate(workflow, step, source))
    return tuple({repr(one): one for one in leaves(asked)}.values())


def _groups(workflow: Workflow, goal: frozenset[str]) -> tuple[frozenset[str], ...]:
    """Return for each track with a goal the tracks that its way can depend on."""
    found = [
        _looked_at(workflow, track.id)
        for track in workflow.tracks
        if any(one.id in goal for one in track.phases)
    ]
    return tuple(one for one in dict.fromkeys(found) if not any(one < other for other in found))


def _looked_at(workflow: Workflow, track: str) -> frozenset[str]:
    """Return a track with all that its conditions look at, and what those look at."""
    found, border = {track}, [track]
    while border:
        for other in _others(workflow, border.pop()):
            if other not in found:
                found.add(other)
                border.append(other)
    return frozenset(found)


def _others(workflow: Workflow, identifier: str) -> Iterator[str]:
    track = next(one for one in workflow.tracks if one.id == identifier)
    own = [one for phase in track.phases for one in (*phase.entry, *phase.exit)]
    own += [one for step in track.transitions for one in step.guards]
    for one in with_parts(own):
        match one.guard:
            case InPhase(track=other):
                yield other
            case TermElapsed(term=term) | TermNotExpired(term=term) | WithinTerm(term=term):
                moment = workflow.term(term).starts
                if moment.mark in {Mark.ENTERING, Mark.TAKING}:
                    yield workflow.track_of[moment.id].id
            case _:
                pass


def _why(workflow: Workflow, searches: Iterable[Search]) -> Text:
    searches = tuple(searches)
    if not searches:
        return Text(
            "Deze werkwijze heeft geen fase van inhoud, besluit of uitvoering.",
            "This workflow has no phase of content, decision or execution.",
        )
    if not all(one.complete for one in searches):
        return Text(
            "Er is geen weg gevonden; na {n} pogingen is het zoeken gestopt.",
            "No way was found; the search stopped after {n} attempts.",
        ).fill(n=MOST_TRIALS)
    blocked = {step: why for one in searches for step, why in one.blocked.items()}
    if not blocked:
        return Text(
            "Van hier leidt geen stap naar een fase van inhoud.",
            "No step leads from here to a phase of content.",
        )
    return joined(
        (
            Text("{step}: {why}", "{step}: {why}").fill(
                step=workflow.name_of("transition", step).capitalised, why=why
            )
            for step, why in [*blocked.items()][:_MOST_TOLD]
        ),
        " ",
    )
