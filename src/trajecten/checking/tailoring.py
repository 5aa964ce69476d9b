"""Rules on deviations: the law stays as it is, and who may let relation first go is told."""

from collections.abc import Iterator

from trajecten.checking.skipping import skips
from trajecten.checking.study import Study
from trajecten.core.text import Text, listed
from trajecten.definition.places import Spot
from trajecten.definition.problem import Problem, Severity
from trajecten.definition.visible import quoted


def statutory_phases(study: Study) -> Iterator[Problem]:
    """A statutory phase names its article, and no step forward skips what it asks."""
    for phase in study.workflow.phases.values():
        if phase.statutory and phase.basis is None:
            message = Text(
                "de fase {phase} staat in de wet, maar het artikel ontbreekt",
                "the phase {phase} is set by law, but the article is missing",
            ).fill(phase=quoted(phase.id))
            yield study.places.problem(
                Spot("phase", phase.id, "statutory"),
                "statutory-without-basis",
                message,
                remedy=Text("voeg 'basis: …' toe aan de fase", "add 'basis: …' to the phase"),
            )
    yield from _skipped_by_law(study)


def deviations_without_use(study: Study) -> Iterator[Problem]:
    """What may be deviated from is not all set by law."""
    rules = study.workflow.deviations
    if rules is not None and all(one.statutory for one in study.workflow.phases.values()):
        message = Text(
            "alle fasen staan in de wet: er is niets om van af te wijken",
            "all phases are set by law: there is nothing to deviate from",
        )
        yield study.places.problem(
            Spot(key="deviations"),
            "nothing-to-deviate",
            message,
            remedy=Text("haal 'deviations' weg", "remove 'deviations'"),
            severity=Severity.WARNING,
        )


def deviations_without_basis(study: Study) -> Iterator[Problem]:
    """Who decides on deviations, does so on a ground."""
    rules = study.workflow.deviations
    if rules is not None and rules.deciders.basis is None:
        message = Text(
            "geen grondslag voor wie over afwijkingen besluit ({roles})",
            "no basis for who decides on deviations ({roles})",
        ).fill(roles=listed(map(quoted, rules.deciders.roles)))
        yield study.places.problem(
            Spot(key="deviations"),
            "no-basis",
            message,
            remedy=Text("voeg 'basis: …' toe", "add 'basis: …'"),
            severity=Severity.WARNING,
        )


def relation_deviable(study: Study) -> Iterator[Problem]:
    """Tell who may let relation first be deviated from; a note, no fault."""
    rules = study.workflow.deviations
    firm = rules.relation_first if rules else None
    if firm is not None and study.workflow.relation_first.set_aside is None:
        message = Text(
            "van relatie eerst kan worden afgeweken, per traject en openlijk, als {roles} dat "
            "besluit ({basis})",
            "relation first can be deviated from, for one trajectory and in the open, where "
            "{roles} so decides ({basis})",
        ).fill(roles=listed(map(quoted, firm.roles), Text("of", "or")), basis=firm.basis or "-")
        yield study.places.problem(
            Spot(key="deviations"), "relation-deviable", message, severity=Severity.NOTE
        )


# Private


def _skipped_by_law(study: Study) -> Iterator[Problem]:
    workflow = study.workflow
    for track in workflow.tracks:
        for transition in track.transitions:
            for one in skips(study, track, transition):
                if not workflow.phases[one.source].statutory:
                    continue
                message = Text(
                    "{step} slaat over wat de wet bij het verlaten van {phase} vraagt",
                    "{step} skips what the law asks on leaving {phase}",
                ).fill(step=quoted(transition.id), phase=quoted(one.source))
                yield study.places.problem(
                    Spot("transition", transition.id, "exit_gate"),
                    "statutory-skipped",
                    message,
                    remedy=Text("laat 'exit_gate: false' weg", "leave out 'exit_gate: false'"),
                    witness=one.way,
                )
