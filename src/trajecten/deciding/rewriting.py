"""Going on under another workflow text: a trajectory's own adaptation, or a newer version."""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from trajecten.checking import Strictness, check, compare
from trajecten.core.deviation import DeviationKind
from trajecten.core.events import Action, Event
from trajecten.core.facts import chosen_of
from trajecten.core.finding import Finding, Json, Missing
from trajecten.core.tailoring import AskAdaptation, Migrate
from trajecten.core.text import Text, joined, listed, same
from trajecten.core.workflow import AFTER_RELATION, Situation, Workflow, numbers_of
from trajecten.deciding.deviating import allowed, relation_may_be_decided
from trajecten.deciding.holding import (
    debts_payable,
    deviations_as_firm,
    kept_by_law,
    not_around_the_law,
    places_hold,
)
from trajecten.deciding.recording import Answer, Asking
from trajecten.deciding.rules import known, optional_words, rule, words
from trajecten.definition import Problem, Severity

_LOOSER = frozenset({Strictness.LOOSER, Strictness.MIXED})


def ask_adaptation(asking: Asking, command: AskAdaptation) -> Answer:
    """Judge the question to go on under a text of one's own; somebody else decides on it (R8)."""
    old, new = asking.workflow, command.workflow
    relation = compare(old, new).relation in _LOOSER
    event = Event(
        action=Action.DEVIATION_ASKED,
        object=f"deviation-{asking.facts.next_number('deviation')}",
        at=asking.now,
        data={
            "kind": DeviationKind.ADD.value,
            "person": asking.request.actor,
            "definition": old.digest,
            "track": "",
            "visit": 0,
            "from": "",
            "to": "",
            "transitions": [],
            "waives": [],
            "relation": relation,
            "adopts": new.digest,
        },
        personal={"motivation": words(command.motivation, field="motivation")},
    )
    findings = (
        allowed(old, DeviationKind.ADD),
        *((relation_may_be_decided(old),) if relation else ()),
        *_of_this_workflow(old, new),
        *kept_by_law(old, new),
        *not_around_the_law(old, new, {}),
        *_sound(old, new),
        *fits(asking, new, {}),
    )
    return event, findings


def migrate(asking: Asking, command: Migrate) -> Answer:
    """Judge the change to a newer version of the workflow.

    Its own map says which phase takes the place of which, unless the command says otherwise.

    Raises:
        NotFoundError: the map names a phase that neither version has.
        InputError: the map takes a phase to one of another track.
    """
    old, new = asking.workflow, command.workflow
    for was, becomes in command.phases.items():
        known(old, "phase", was, field="phases")
        known(new, "phase", becomes, field="phases")
    stated = {was: now for was, now in new.migrates.items() if was in old.phases}
    names = {**stated, **command.phases}
    event = Event(
        action=Action.MIGRATED,
        object=new.id,
        at=asking.now,
        data={
            "from": old.digest,
            "to": new.digest,
            "version": new.version,
            "renamed": dict[str, Json](names),
            "placed": dict[str, Json](_placed(asking, new, names)),
        },
        personal=optional_words(command.motivation, field="motivation"),
    )
    findings = (
        *_newer(old, new),
        *_not_adapted(asking),
        *_not_looser(old, new),
        deviations_as_firm(old, new),
        *not_around_the_law(old, new, names),
        *places_hold(asking, new, names),
        *_sound(old, new),
        *fits(asking, new, names),
    )
    return event, findings


def fits(asking: Asking, new: Workflow, names: Mapping[str, str]) -> tuple[Finding, ...]:
    """Return why a trajectory cannot go on under a text: where it is, who is in it, what it owes.

    `names` says which phase takes the place of one whose id is gone.
    """
    return (
        *_placeable(asking, new, names),
        *_relation_kept(asking, new, names),
        *_people_kept(asking, new),
        debts_payable(new, asking.facts),
        *_terms_kept(asking, new),
        *_choices_kept(asking, new),
    )


# Private


def _placed(asking: Asking, new: Workflow, names: Mapping[str, str]) -> dict[str, str]:
    """Return the phase of each track under the new text, but for tracks that have no place."""
    now = asking.facts.tracks
    found: dict[str, str] = {}
    for track in new.tracks:
        if track.id not in now:
            found[track.id] = track.initial
            continue
        phase = names.get(now[track.id].phase, now[track.id].phase)
        if phase in new.phases and new.track_of[phase].id == track.id:
            found[track.id] = phase
    return found


def _of_this_workflow(old: Workflow, new: Workflow) -> Iterator[Finding]:
    yield rule(
        "same_workflow",
        met=new.id == old.id and bool(compare(old, new).changes),
        unmet=Text(
            "Dit is geen aanpassing van {label} ({id}): de id verschilt, of er is niets veranderd.",
            "This is no adaptation of {label} ({id}): its id differs, or nothing has changed.",
        ).fill(label=old.label, id=old.id),
    )
    before, after = [one.id for one in old.tracks], [one.id for one in new.tracks]
    yield rule(
        "same_tracks",
        met=before == after,
        unmet=Text(
            "Een aanpassing laat de sporen zoals ze zijn ({tracks}).",
            "An adaptation leaves the tracks as they are ({tracks}).",
        ).fill(tracks=listed(one.label for one in old.tracks)),
    )
    yield rule(
        "same_deciders",
        met=old.deviations == new.deviations,
        unmet=Text(
            "Een aanpassing verandert niet wie over afwijkingen besluit.",
            "An adaptation does not change who decides on deviations.",
        ),
    )


def _sound(old: Workflow, new: Workflow) -> Iterator[Finding]:
    """Return whether the new text has no errors but those the old one has too."""
    before = {(one.code, one.message) for one in _problems(old)}
    errors = [
        one
        for one in _problems(new)
        if one.severity is Severity.ERROR and (one.code, one.message) not in before
    ]
    yield rule(
        "sound_workflow",
        met=not errors,
        unmet=Text(
            "Deze werkwijze klopt niet: {what}.", "This workflow is not sound: {what}."
        ).fill(what=joined((one.message for one in errors[:5]), "; ")),
        missing=tuple(Missing(one.code, one.message) for one in errors[:20]),
        remedy=Text(
            "Kijk het bestand na met 'trajecten workflow check'.",
            "Check the file with 'trajecten workflow check'.",
        ),
    )


@lru_cache(maxsize=64)
def _problems(workflow: Workflow) -> tuple[Problem, ...]:
    """Return what `check` finds; once for all trajectories that go the same way."""
    return check(workflow)


def _newer(old: Workflow, new: Workflow) -> Iterator[Finding]:
    yield rule(
        "newer_version",
        met=new.id == old.id and numbers_of(new.version) > numbers_of(old.version),
        unmet=Text(
            "{new} {v} is geen nieuwere versie van {old} {w}.",
            "{new} {v} is not a newer version of {old} {w}.",
        ).fill(new=new.id, v=new.version, old=old.id, w=old.version),
    )


def _not_adapted(asking: Asking) -> Iterator[Finding]:
    adaptations = asking.facts.adaptations
    yield rule(
        "not_adapted",
        met=not adaptations,
        unmet=Text(
            "Dit traject heeft een eigen werkwijze ({ids}); een nieuwe versie zou die wegnemen.",
            "This trajectory has a workflow of its own ({ids}); a new version would take it away.",
        ).fill(ids=listed(adaptations) if adaptations else same("")),
        remedy=Text(
            "Vraag de nieuwe versie als aanpassing, zodat daarover wordt besloten.",
            "Ask for the new version as an adaptation, so that it is decided on.",
        ),
    )


def _not_looser(old: Workflow, new: Workflow) -> Iterator[Finding]:
    difference = compare(old, new)
    looser = [one.words for one in difference.changes if one.relation in _LOOSER]
    yield rule(
        "relation_as_firm",
        met=difference.relation not in _LOOSER,
        unmet=Text(
            "De nieuwe versie vraagt minder van relatie eerst: {what}.",
            "The new version asks less of relation first: {what}.",
        ).fill(what=joined(looser, "; ")),
        remedy=Text(
            "Vraag de nieuwe versie als aanpassing, zodat daarover als afwijking wordt besloten.",
            "Ask for the new version as an adaptation, to be decided on as a deviation.",
        ),
    )


def _placeable(asking: Asking, new: Workflow, names: Mapping[str, str]) -> Iterator[Finding]:
    placed = _placed(asking, new, names)
    lost = [
        Missing(visit.phase, asking.workflow.name_of("phase", visit.phase))
        for track, visit in asking.facts.tracks.items()
        if track not in placed
    ]
    yield rule(
        "phases_placed",
        met=not lost,
        unmet=Text(
            "De nieuwe werkwijze zegt niet waar {phases} nu hoort.",
            "The new workflow does not say where {phases} belongs now.",
        ).fill(phases=listed(one.label for one in lost)),
        missing=tuple(lost),
        remedy=Text(
            "Zeg welke fase van hetzelfde spoor ervoor in de plaats komt.",
            "Say which phase of the same track takes its place.",
        ),
    )


def _relation_kept(asking: Asking, new: Workflow, names: Mapping[str, str]) -> Iterator[Finding]:
    """Return what relation first asks, when another text would bring the trajectory past it."""
    old, facts = asking.workflow, asking.facts
    for track, phase in _placed(asking, new, names).items():
        here = facts.tracks.get(track)
        behind = here is not None and old.phases[here.phase].kind in AFTER_RELATION
        if behind or new.phases[phase].kind not in AFTER_RELATION:
            continue
        for workflow in (old, new):
            if workflow.relation_first.set_aside is None and here is not None:
                situation = Situation(
                    workflow=workflow, now=asking.now, track=track, visit=here, transition=""
                )
                requirement = workflow.relation_first.requirement
                yield requirement.evaluate(facts, situation, place="relation_first")


def _people_kept(asking: Asking, new: Workflow) -> Iterator[Finding]:
    roles = [one.role for one in asking.facts.holdings if one.role not in new.names("role")]
    domains = [one.domain for one in asking.facts.tallies if one.domain not in new.names("domain")]
    old = asking.workflow
    lost = [
        *(Missing(one, old.name_of("role", one)) for one in dict.fromkeys(roles)),
        *(Missing(one, old.name_of("domain", one)) for one in dict.fromkeys(domains)),
    ]
    yield rule(
        "people_kept",
        met=not lost,
        unmet=Text(
            "De nieuwe werkwijze kent niet meer: {names}; in dit traject komen die voor.",
            "The new workflow no longer knows: {names}; in this trajectory they occur.",
        ).fill(names=listed(one.label for one in lost)),
        missing=tuple(lost),
    )


def _terms_kept(asking: Asking, new: Workflow) -> Iterator[Finding]:
    known = new.names("term")
    lost = tuple(
        Missing(one.id, asking.workflow.name_of("term", one.id))
        for one in asking.facts.terms.values()
        if one.ended is None and one.id not in known
    )
    yield rule(
        "terms_kept",
        met=not lost,
        unmet=Text(
            "De nieuwe werkwijze kent een termijn niet meer die loopt of liep: {names}.",
            "The new workflow no longer knows a term that runs or ran: {names}.",
        ).fill(names=listed(one.label for one in lost)),
        missing=lost,
    )


def _choices_kept(asking: Asking, new: Workflow) -> Iterator[Finding]:
    """Return whether what was chosen can still be chosen; a choice may fall away as a whole."""
    lost = tuple(
        Missing(one.id, one.label)
        for one in new.choices
        if chosen_of(asking.facts, one.id) not in {None, *(option.id for option in one.options)}
    )
    yield rule(
        "choices_kept",
        met=not lost,
        unmet=Text(
            "De nieuwe werkwijze kent niet meer wat is gekozen bij: {names}.",
            "The new workflow no longer knows what was chosen for: {names}.",
        ).fill(names=listed(one.label for one in lost)),
        missing=lost,
        remedy=Text(
            "Kies eerst iets wat de nieuwe werkwijze ook kent.",
            "First choose what the new workflow knows too.",
        ),
    )
