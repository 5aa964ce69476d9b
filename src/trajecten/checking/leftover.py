"""Rules on what is declared and never asked, and on gates that give no ground."""

from collections.abc import Iterator

from trajecten.checking.guard_words import condition
from trajecten.checking.study import Study
from trajecten.core.mentioned import mentioned
from trajecten.core.params import ParamKind, params_of
from trajecten.core.statute import Mark, Term
from trajecten.core.text import Text, listed
from trajecten.core.workflow import Noun, Requirement, Workflow
from trajecten.definition.defaults import COMMISSIONER
from trajecten.definition.places import Spot
from trajecten.definition.problem import Problem, Severity
from trajecten.definition.visible import quoted

_UNUSED: dict[Noun, Text] = {
    "domain": Text(
        "geen voorwaarde vraagt iets van het domein {id}",
        "no condition asks anything of the domain {id}",
    ),
    "role": Text(
        "geen overgang en geen voorwaarde noemt de rol {id}",
        "no transition and no condition names the role {id}",
    ),
    "artefact": Text(
        "geen voorwaarde vraagt naar het stuk {id}", "no condition asks for the artefact {id}"
    ),
    "field": Text(
        "geen voorwaarde vraagt naar het veld {id}", "no condition asks for the field {id}"
    ),
    "term": Text(
        "geen voorwaarde vraagt naar de termijn {id}, en er is niets dat hem beëindigt",
        "no condition asks for the term {id}, and nothing ends it",
    ),
    "exemption": Text(
        "geen overgang noemt de uitzonderingsgrond {id}",
        "no transition names the ground for an exemption {id}",
    ),
    "choice": Text(
        "geen voorwaarde vraagt naar de keuze {id}", "no condition asks for the choice {id}"
    ),
}
_REMEDY = Text("gebruik het, of haal het weg", "use it, or remove it")


def unused_names(study: Study) -> Iterator[Problem]:
    """Every domain, role, type of paper, field, term, ground and choice is asked for somewhere.

    Not so groups and layers: they tell who was heard, also where no gate asks for them.
    """
    workflow = study.workflow
    used = _used(workflow)
    nouns: tuple[Noun, ...] = ("domain", "role", "artefact", "term", "exemption", "choice")
    for noun in nouns:
        for one in workflow.names(noun):
            if (noun, "", one) not in used:
                yield _unused(study, noun, Spot(noun, one))
    for artefact in workflow.artefacts:
        if ("artefact", "", artefact.id) not in used:
            continue
        for field in artefact.fields:
            if ("field", artefact.id, field.id) not in used:
                yield _unused(study, "field", Spot("field", field.id, artefact.id))


def gates_without_basis(study: Study) -> Iterator[Problem]:
    """Every gate gives its ground: itself, by its conditions, or by the phase or transition."""
    for phase in study.workflow.phases.values():
        for key, gate in (("entry", phase.entry), ("exit", phase.exit)):
            if phase.basis is None:
                yield from _groundless(study, Spot("phase", phase.id, key), gate)
    for transition in study.workflow.transitions.values():
        if transition.basis is None:
            spot = Spot("transition", transition.id, "guards")
            yield from _groundless(study, spot, transition.guards)


# Private


def _unused(study: Study, noun: Noun, spot: Spot) -> Problem:
    message = _UNUSED[noun].fill(id=quoted(spot.id))
    return study.places.problem(
        spot, f"unused-{noun}", message, remedy=_REMEDY, severity=Severity.WARNING
    )


def _used(workflow: Workflow) -> set[tuple[Noun, str, str]]:
    """Return what is named: the kind of thing, what it belongs to, its id."""
    found: set[tuple[Noun, str, str]] = {("role", "", COMMISSIONER)}
    for transition in workflow.transitions.values():
        found.update(("role", "", one) for one in transition.roles)
        found.update(("exemption", "", one) for one in transition.exemptions)
    for term in workflow.terms:
        found.update(_named_by_term(term))
    if workflow.deviations is not None:
        firm = workflow.deviations.relation_first
        deciders = (*workflow.deviations.deciders.roles, *(firm.roles if firm else ()))
        found.update(("role", "", one) for one in deciders)
    if workflow.relation_first.set_aside is None:
        found.update(("domain", "", one.id) for one in workflow.domains)
    asked = {id(one): one for one in workflow.requirements()}
    if workflow.relation_first.set_aside is not None:
        del asked[id(workflow.relation_first.requirement)]
    for requirement in asked.values():
        found.update(_named_by(requirement, workflow))
    return found


def _named_by(requirement: Requirement, workflow: Workflow) -> Iterator[tuple[Noun, str, str]]:
    for one in mentioned(requirement):
        yield from ((noun, one.owner, one.id) for noun in one.nouns)
    guard = requirement.guard
    kinds = {name: one.kind for name, one in params_of(type(guard)).items()}
    everywhere = any(
        kind is ParamKind.DOMAINS and not getattr(guard, name) for name, kind in kinds.items()
    )
    if everywhere and not getattr(guard, "roles", ()):
        yield from (("domain", "", domain) for domain in workflow.names("domain"))


def _named_by_term(term: Term) -> Iterator[tuple[Noun, str, str]]:
    """Return what a term begins or ends by; one that ends by something is asked for by that."""
    for moment in (term.starts, *term.ends):
        yield from (("term", "", one) for one in moment.after)
        match moment.mark:
            case Mark.REGISTERING:
                yield "artefact", "", moment.id
            case Mark.DECIDING:
                yield "domain", "", moment.id
                yield "role", "", moment.id
            case _:
                pass
    if term.ends:
        yield "term", "", term.id
    if term.follows is not None:
        yield "term", "", term.follows
    if term.extension is not None and term.extension.requires is not None:
        yield "artefact", "", term.extension.requires


def _groundless(study: Study, spot: Spot, gate: tuple[Requirement, ...]) -> Iterator[Problem]:
    bare = [(number, one) for number, one in enumerate(gate) if not _has_basis(one)]
    if not bare:
        return
    message = Text(
        "geen grondslag voor {kinds} bij {whose}: een controleur kan niet zien waarom dit "
        "gevraagd wordt",
        "no basis for {kinds} at {whose}: an auditor cannot see why this is asked",
    ).fill(
        kinds=listed(condition(one) for _, one in bare),
        whose=quoted(spot.id),
    )
    yield study.places.problem(
        Spot(spot.noun, spot.id, spot.key, bare[0][0]),
        "no-basis",
        message,
        remedy=Text("voeg 'basis: …' toe", "add 'basis: …'"),
        severity=Severity.WARNING,
    )


def _has_basis(requirement: Requirement) -> bool:
    if requirement.basis is not None:
        return True
    parts: tuple[Requirement, ...] = getattr(requirement.guard, "parts", ())
    return bool(parts) and all(map(_has_basis, parts))
