"""What another workflow text may never change for a trajectory that is on its way (R8)."""

from collections.abc import Iterable, Iterator, Mapping

from trajecten.core.facts import DeviationFact, Facts, Standing
from trajecten.core.finding import Finding, Missing
from trajecten.core.guards import BUILTIN, COMBINATORS
from trajecten.core.guards.written import read
from trajecten.core.mentioned import mentioned
from trajecten.core.params import ParamKind, params_of
from trajecten.core.text import Text, listed
from trajecten.core.workflow import (
    Phase,
    Requirement,
    Situation,
    Transition,
    Workflow,
    with_parts,
)
from trajecten.deciding.recording import Asking
from trajecten.deciding.rules import rule
from trajecten.machine import exit_gate, gate


def kept_by_law(old: Workflow, new: Workflow) -> Iterator[Finding]:
    """Return which statutory phases an adaptation touches: nothing about them may change."""
    for phase in old.phases.values():
        if phase.statutory and _around(old, phase.id) != _around(new, phase.id):
            yield rule(
                "statutory",
                met=False,
                unmet=Text(
                    "{phase} staat in de wet: een aanpassing laat de fase, de stappen erin en "
                    "eruit, en de termijnen erbij zoals ze zijn.",
                    "{phase} is set by law: an adaptation leaves the phase, the steps into and "
                    "out of it, and its terms as they are.",
                ).fill(phase=phase.label.capitalised),
            )


def not_around_the_law(old: Workflow, new: Workflow, names: Mapping[str, str]) -> Iterator[Finding]:
    """Return which statutory phases would be so no more, or could be gone around.

    `names` says which phase takes the place of one whose id is gone.
    """
    for phase in old.phases.values():
        name = names.get(phase.id, phase.id)
        if not phase.statutory:
            continue
        there = name in new.phases and new.phases[name].statutory
        if there and (_avoidable(old, phase.id) or not _avoidable(new, name)):
            continue
        yield _by_law(phase.label.capitalised, there=there)


def deviations_as_firm(old: Workflow, new: Workflow) -> Finding:
    """Return whether a newer version lets nobody deviate from more, nor others decide on it."""
    before, after = old.deviations, new.deviations
    firm = after is None or (
        before is not None
        and set(after.allowed) <= set(before.allowed)
        and after.deciders == before.deciders
        and after.relation_first in {None, before.relation_first}
    )
    return rule(
        "deviations_as_firm",
        met=firm,
        unmet=Text(
            "De nieuwe versie verandert wat in dit traject mag afwijken of wie daarover besluit.",
            "The new version changes what may deviate in this trajectory, or who decides on it.",
        ),
        remedy=Text(
            "Maak dit traject af onder de versie die het heeft.",
            "Finish this trajectory under the version that it has.",
        ),
    )


def places_hold(asking: Asking, new: Workflow, names: Mapping[str, str]) -> Iterator[Finding]:
    """Return what is wrong with a map of phases: it only says where a phase went that is gone.

    A map moves nobody: not to another phase that is there still, not to a phase of another kind or
    to the end, not into one that the law sets out of one that it does not. What the phase that is
    gone asked on leaving, and what its place asks on entering, must be met or be asked still; but
    for a place that the newer version itself names, for that knows what it asks instead.
    """
    old = asking.workflow
    still = [one for one, other in names.items() if one in new.phases and other != one]
    yield rule(
        "phase_gone",
        met=not still,
        unmet=Text(
            "De nieuwe versie kent {phases} nog; een traject gaat alleen met een stap naar een "
            "andere fase.",
            "The new version still knows {phases}; only a step takes a trajectory to another "
            "phase.",
        ).fill(phases=listed(old.name_of("phase", one) for one in still)),
        missing=tuple(Missing(one, old.name_of("phase", one)) for one in still),
        remedy=Text("Laat die fase uit de lijst.", "Leave that phase out of the map."),
    )
    for track, visit in asking.facts.tracks.items():
        place = names.get(visit.phase)
        if place is None or visit.phase in new.phases:
            continue
        before, after = old.phases[visit.phase], new.phases[place]
        yield _alike(before, after)
        if new.migrates.get(visit.phase) == place:
            continue
        situation = Situation(workflow=new, now=asking.now, track=track, visit=visit, transition="")
        for where, left_out in (
            ("exit", _left_out(exit_gate(before), exit_gate(after))),
            ("entry", _left_out(after.entry, before.entry)),
        ):
            for one in left_out:
                yield one.evaluate(asking.facts, situation, place=where)


def debts_payable(new: Workflow, facts: Facts) -> Finding:
    """Return whether all that is owed can still be repaid, or forgiven, under a text."""
    owing = [one for one in facts.deviations if one.standing is Standing.OWING]
    lost = [one.id for one in owing if not _decided(new, one) or _nameless(new, one)]
    return rule(
        "debts_kept",
        met=not lost,
        unmet=Text(
            "Er staat nog iets open voor {ids}; in de nieuwe werkwijze kan dat niet meer worden "
            "ingehaald, of besluit daar niemand meer over.",
            "Something is still owed for {ids}; in the new workflow it can no longer be made "
            "good, or nobody decides on that any more.",
        ).fill(ids=listed(lost)),
    )


# Private


def _alike(before: Phase, after: Phase) -> Finding:
    return rule(
        "same_standing",
        met=before.kind is after.kind
        and before.final is after.final
        and (before.statutory or not after.statutory),
        unmet=Text(
            "{was} en {now} zijn niet hetzelfde: {now} gaat over iets anders, is een eindfase of "
            "staat in de wet.",
            "{was} and {now} are not alike: {now} is about something else, is an end or is set "
            "by law.",
        )
        .fill(was=before.label, now=after.label)
        .capitalised,
        remedy=Text(
            "Kies een fase waarin het traject nog moet beginnen aan wat daarna komt.",
            "Choose a phase from which what comes next must still be entered by a step.",
        ),
    )


def _left_out(asked: Iterable[Requirement], still: Iterable[Requirement]) -> list[Requirement]:
    """Return what one gate asks that another does not ask too."""
    kept = {repr(one.guard) for one in still}
    return [one for one in asked if repr(one.guard) not in kept]


def _decided(new: Workflow, debt: DeviationFact) -> bool:
    rules = new.deviations
    return rules is not None and (not debt.relation or rules.relation_first is not None)


def _nameless(new: Workflow, debt: DeviationFact) -> bool:
    """Return whether a debt speaks of a guard or a name that a text does not know."""
    parts = list(with_parts(read(one, new.guards) for one in debt.owed))
    known = {**new.guards, **BUILTIN, **COMBINATORS}
    return any(one.guard.kind not in known for one in parts) or any(
        all(mention.id not in new.names(noun) for noun in mention.nouns)
        for one in parts
        for mention in mentioned(one)
    )


def _by_law(phase: Text, *, there: bool) -> Finding:
    words = (
        Text(
            "{phase} staat in de wet; de nieuwe werkwijze kan eromheen.",
            "{phase} is set by law; the new workflow can go around it.",
        )
        if there
        else Text(
            "{phase} staat in de wet; in de nieuwe werkwijze is dat niet meer zo.",
            "{phase} is set by law; in the new workflow it no longer is.",
        )
    )
    return rule(
        "statutory_kept",
        met=False,
        unmet=words.fill(phase=phase),
        remedy=Text(
            "Maak dit traject af onder de werkwijze die het heeft.",
            "Finish this trajectory under the workflow that it has.",
        ),
    )


def _around(workflow: Workflow, phase: str) -> object:
    """Return all that a phase asks: itself, the steps that touch it, the terms they speak of."""
    steps = [
        one for one in workflow.transitions.values() if one.target == phase or phase in one.sources
    ]
    terms = {term for one in steps for term in _terms_of(workflow, one)}
    return workflow.phases.get(phase), steps, [one for one in workflow.terms if one.id in terms]


def _terms_of(workflow: Workflow, step: Transition) -> Iterator[str]:
    asked = (one for source in step.sources for one in gate(workflow, step, source))
    for requirement in with_parts(one.requirement for one in asked):
        guard = requirement.guard
        for name, param in params_of(type(guard)).items():
            if param.kind is ParamKind.TERM:
                yield getattr(guard, name)


def _avoidable(workflow: Workflow, phase: str) -> bool:
    """Return whether a track can come to an end without ever being in a phase."""
    track = workflow.track_of[phase]
    seen = {track.initial} - {phase}
    while (
        more := {
            one.target
            for one in track.transitions
            if one.target != phase and not seen.isdisjoint(one.sources)
        }
        - seen
    ):
        seen |= more
    return any(workflow.phases[one].final for one in seen)
