"""The plan of one trajectory: the shortest way, and what depends on choices not made yet."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from trajecten.core.choice import Choice, MakeChoice
from trajecten.core.guards.choices import Chosen
from trajecten.core.workflow import AFTER_RELATION, Kind, Workflow
from trajecten.deciding import is_over
from trajecten.planning.plan import NO_WORDS, Fork, Plan
from trajecten.planning.rehearsal import Kept, Rehearsal, opening
from trajecten.planning.telling import begun, branches, ended, forked, told, without
from trajecten.planning.ways import Way, asked_before_content, shortest


def plan(workflow: Workflow, facts: Kept, now: datetime, asker: str | None = None) -> Plan:
    """Return the shortest lawful way from where a trajectory is to its first phase of content.

    `asker` is the reference of who would take the steps, None when they are new here. Every
    condition is asked of its own guard, on the facts as they would be by then; see
    `trajecten.planning.search` for what is shortest. Where the way depends on a choice that was
    not made yet, it is told for each option.
    """
    start = opening(workflow, facts, now)
    if is_over(workflow, start):
        return ended()
    if _has_begun(start):
        return begun()
    way = shortest(start, asker)
    if way.there is None and start.kinds & AFTER_RELATION:
        return begun()
    return forked(_told(start, way), tuple(_forks(start, way.there, asker)), workflow)


# Private


def _has_begun(start: Rehearsal) -> bool:
    """Return whether content is there, or was there before what is decided or carried out now."""
    here, phases = start.kinds, start.workflow.phases
    been = {phases[one].kind for one in start.visits if one in phases}
    return bool(here & {Kind.CONTENT, Kind.EXECUTION}) or (
        {Kind.DECISION} <= here and (Kind.CONTENT in been)
    )


def _told(start: Rehearsal, way: Way) -> Plan:
    if way.there is None:
        return without(way.why, complete=way.complete)
    return told(start, way.there, complete=way.complete)


def _forks(start: Rehearsal, there: Rehearsal | None, asker: str | None) -> Iterator[Fork]:
    """Return the choices on which the way depends: those it makes, or any when there is no way."""
    made = {one.choice for one in there.script.needs} if there else None
    for choice in start.workflow.choices:
        undecided = choice.id not in start.choices and _is_told_apart(start.workflow, choice)
        if undecided and (made is None or choice.id in made):
            plans = dict(_by_option(start, choice, asker))
            if len({_gist(one) for one in plans.values()}) > 1:
                yield Fork(choice=choice.id, branches=branches(choice, plans, start))


def _is_told_apart(workflow: Workflow, choice: Choice) -> bool:
    """Return whether some condition before content asks for one option and not for another."""
    every = {one.id for one in choice.options}
    guards = (one.guard for one in asked_before_content(workflow))
    asked = (one for one in guards if isinstance(one, Chosen) and one.choice == choice.id)
    return any(one.options and {*one.options} != every for one in asked)


def _by_option(start: Rehearsal, choice: Choice, asker: str | None) -> Iterator[tuple[str, Plan]]:
    for option in choice.options:
        chosen = start.doing(MakeChoice(choice=choice.id, option=option.id))
        if chosen is not None:
            yield option.id, _told(chosen, shortest(chosen, asker))


def _gist(found: Plan) -> tuple[Any, ...]:
    """Return what tells plans apart."""
    needs = tuple(replace(one, text=NO_WORDS) for one in found.needs)
    return found.way, repr(needs), found.earliest, found.why
