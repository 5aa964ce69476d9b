"""Whether relation still stands, what is owed by now, and whether all has come to its end."""

from dataclasses import replace
from datetime import datetime

from trajecten.core.facts import Facts, Visit
from trajecten.core.finding import Finding
from trajecten.core.guards.contacts import ContactsPerDomain
from trajecten.core.guards.debts import debts
from trajecten.core.text import Text
from trajecten.core.waiving import covers
from trajecten.core.workflow import AFTER_RELATION, Situation, Workflow


def relation_stands(workflow: Workflow, facts: Facts, now: datetime) -> Finding | None:
    """Return that relation no longer stands; None when it does, or when content has not begun.

    That is so when contacts were retracted or corrected after content began: the step that was
    taken is not undone, but whoever looks is told (R4). A window of time that has passed since is
    not counted, nor what a deviation decided that relation may lack.
    """
    if workflow.relation_first.set_aside is not None:
        return None
    if not any(_after_relation(workflow, phase) for phase in facts.visits):
        return None
    asked = workflow.relation_first.requirement
    guard = asked.guard
    if isinstance(guard, ContactsPerDomain):
        asked = replace(asked, guard=replace(guard, within=None))
    found = asked.evaluate(facts, _situation(workflow, facts, now), place="relation_first")
    waived = (one.waived for one in facts.relation_waivers if one.waived is not None)
    if found.met or any(covers(one, found) for one in waived):
        return None
    message = Text(
        "Relatie eerst klopt niet meer, terwijl de inhoud al is begonnen. {what}",
        "The relation no longer stands, while content has begun. {what}",
    ).fill(what=found.message)
    return replace(found, guard="relation_stands", message=message)


def owed(workflow: Workflow, facts: Facts, now: datetime) -> tuple[Finding, ...]:
    """Return for each deviation with a debt whether it is repaid, oldest first."""
    return debts(facts, _situation(workflow, facts, now))


def is_over(workflow: Workflow, facts: Facts) -> bool:
    """Return whether every track is in a last phase."""
    return all(workflow.phases[one.phase].final for one in facts.tracks.values())


# Private


def _after_relation(workflow: Workflow, phase: str) -> bool:
    known = workflow.phases.get(phase)
    return known is not None and known.kind in AFTER_RELATION


def _situation(workflow: Workflow, facts: Facts, now: datetime) -> Situation:
    track, visit = next(iter(facts.tracks.items()), ("", Visit(phase="", since=now, seq=0)))
    return Situation(workflow=workflow, now=now, track=track, visit=visit, transition="")
