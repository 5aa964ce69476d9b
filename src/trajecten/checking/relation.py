"""Rules on relation first: for every domain, and whatever the order of the tracks."""

from collections.abc import Iterator, Sequence

from trajecten.checking.space import Space, Step
from trajecten.checking.study import Study
from trajecten.core.text import Text, listed
from trajecten.core.workflow import AFTER_RELATION, Domain
from trajecten.definition.places import Spot
from trajecten.definition.problem import Problem, Severity
from trajecten.definition.visible import quoted


def content_before_relation(study: Study) -> Iterator[Problem]:
    """Every path into content, decision or execution hears every domain first.

    An error, but where the workflow lays relation first aside: then each domain for which there is
    such a path is told, with the path.
    """
    for domains, spaces in study.unheard(engine=True):
        path = _path_into_content(spaces)
        if path is not None:
            for domain in domains:
                yield _content_first(study, path, domain)


def relation_by_the_engine(study: Study) -> Iterator[Problem]:
    """Tell where only the engine's own invariant makes relation come first; a note, no fault."""
    workflow = study.workflow
    if workflow.relation_first.set_aside is not None:
        return
    found: dict[str, tuple[tuple[str, ...], list[Domain]]] = {}
    for domains, spaces in study.unheard(engine=False):
        for step, path in _borders(study, spaces):
            found.setdefault(step.transition, (path, []))[1].extend(domains)
    for transition in workflow.transitions.values():
        if transition.id in found and study.steps_of(transition):
            path, unheard = found[transition.id]
            message = Text(
                "bij {step} komt de relatie eerst omdat het programma dat altijd vraagt; het "
                "bestand zelf vraagt op weg hierheen geen gesprek in {domains}",
                "at {step} relation comes first because the engine always asks it; on the way "
                "here the file itself asks no conversation in {domains}",
            ).fill(step=quoted(transition.id), domains=listed(quoted(one.id) for one in unheard))
            yield study.places.problem(
                Spot("transition", transition.id),
                "relation-by-engine",
                message,
                severity=Severity.NOTE,
                witness=path,
            )


# Private


def _path_into_content(spaces: Sequence[Space]) -> tuple[str, ...] | None:
    """Return the shortest way into content; None when there is none."""
    found: list[tuple[Step, ...]] = []
    for space in spaces:
        goal = 0
        for track in space.tracks:
            goal |= space.at(
                track.id, (one.id for one in track.phases if one.kind in AFTER_RELATION)
            )
        if goal & space.reached:
            found.append(space.path(goal)[0])
    if not found:
        return None
    return tuple(one.transition for one in min(found, key=len))


def _borders(study: Study, spaces: Sequence[Space]) -> Iterator[tuple[Step, tuple[str, ...]]]:
    """Return each step over the border that can be taken with nobody heard, and the way to it."""
    for space in spaces:
        borders = [one for one in space.steps if _is_border(study, one)]
        inside = [one for one in space.steps if not _is_border(study, one)]
        reached = space.reach(inside)
        for step in _first_of_each(borders, reached, space):
            way, _ = space.path(space.open(step), inside)
            yield step, (*(one.transition for one in way), step.transition)


def _first_of_each(borders: Sequence[Step], reached: int, space: Space) -> list[Step]:
    able: dict[str, Step] = {}
    for one in borders:
        if space.open(one) & reached:
            able.setdefault(one.transition, one)
    return list(able.values())


def _is_border(study: Study, step: Step) -> bool:
    return bool(step.track) and study.workflow.guards_relation(step.source, step.target)


def _content_first(study: Study, path: tuple[str, ...], domain: Domain) -> Problem:
    aside = study.workflow.relation_first.set_aside
    message = Text(
        "de inhoud kan beginnen zonder één gesprek in {domain}",
        "content can begin without a single conversation in {domain}",
    )
    if aside is not None:
        message = Text(
            "relatie eerst is opzijgelegd ({basis}): de inhoud kan beginnen zonder één gesprek "
            "in {domain}",
            "relation first is set aside ({basis}): content can begin without a single "
            "conversation in {domain}",
        )
    return study.places.problem(
        Spot(key="relation_first"),
        "content-before-relation",
        message.fill(domain=quoted(domain.id), basis=aside.basis if aside else ""),
        remedy=Text(
            "vraag vóór de inhoud contacts_per_domain in elk domein",
            "ask contacts_per_domain in every domain before content",
        ),
        severity=Severity.ERROR if aside is None else Severity.WARNING,
        witness=path,
    )
