"""The plan of one trajectory: one search for each group of tracks that look at each other."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from trajecten.core.guards.flow import InPhase
from trajecten.core.guards.terms import TermElapsed, TermNotExpired, WithinTerm
from trajecten.core.statute import Mark
from trajecten.core.text import Text, joined
from trajecten.core.workflow import AFTER_RELATION, Requirement, Transition, Workflow
from trajecten.machine import gate
from trajecten.planning.gates import leaves
from trajecten.planning.plan import Plan
from trajecten.planning.rehearsal import Kept, Rehearsal, opening
from trajecten.planning.search import MOST_TRIALS, Search, in_content, length
from trajecten.planning.telling import begun, told, without

_MOST_TOLD = 3
"""How many blocked steps are told of when there is no way."""


def plan(workflow: Workflow, facts: Kept, now: datetime, asker: str | None = None) -> Plan:
    """Return the shortest lawful way from where a trajectory is to its first phase of content.

    `asker` is the reference of who would take the steps, None when they are new here. Every
    condition is asked of its own guard, on the facts as they would be by then; see
    `trajecten.planning.search` for what is shortest.
    """
    start = opening(workflow, facts, now)
    if in_content(start):
        return begun()
    actor = asker or start.newcomer
    searches = [_search(start, tracks, actor) for tracks in _groups(workflow)]
    found = [(one, there) for one in searches if (there := one.shortest(start)) is not None]
    complete = all(one.complete for one in searches)
    if not found:
        return without(_why(workflow, searches), complete=complete)
    search, there = min(found, key=lambda one: length(start, one[1]))
    return told(start, _refined(start, there, search), complete=complete)


# Private


def _search(start: Rehearsal, tracks: frozenset[str], actor: str) -> Search:
    workflow = start.workflow
    before = [
        (one, source)
        for track in workflow.tracks
        if track.id in tracks
        for one in track.transitions
        for source in one.sources
        if workflow.phases[source].kind not in AFTER_RELATION
    ]

    def moves(here: Rehearsal) -> Iterator[Transition]:
        present = {visit.phase for visit in here.tracks.values()}
        steps = dict.fromkeys(one.id for one, source in before if source in present)
        return (workflow.transitions[one] for one in steps)

    return Search(moves, _guards(workflow, before), actor, _distances(workflow, before))


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
        Search(moves, guards, search.actor, search.distances, patient).shortest(start)
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


def _distances(workflow: Workflow, steps: Iterable[tuple[Transition, str]]) -> dict[str, int]:
    """Return the fewest steps from each phase to one of content; a phase without a way is left out.

    Conditions are not looked at.
    """
    into: dict[str, list[str]] = {}
    for step, source in steps:
        into.setdefault(step.target, []).append(source)
    found = {one.id: 0 for one in workflow.phases.values() if one.kind in AFTER_RELATION}
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


def _groups(workflow: Workflow) -> tuple[frozenset[str], ...]:
    """Return for each track with content the tracks that its way can depend on."""
    found = [
        _looked_at(workflow, track.id)
        for track in workflow.tracks
        if any(one.kind in AFTER_RELATION for one in track.phases)
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
    for guard in _every(own):
        match guard:
            case InPhase(track=other):
                yield other
            case TermElapsed(term=term) | TermNotExpired(term=term) | WithinTerm(term=term):
                moment = workflow.term(term).starts
                if moment.mark in {Mark.ENTERING, Mark.TAKING}:
                    yield workflow.track_of[moment.id].id
            case _:
                pass


def _every(requirements: Iterable[Requirement]) -> Iterator[Any]:
    for one in requirements:
        yield one.guard
        yield from _every(getattr(one.guard, "parts", ()))


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
