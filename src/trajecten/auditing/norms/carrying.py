"""Norms on what carries it: roles laid down, costs known, more people than the forerunners."""

from trajecten.auditing.norms.dossier import (
    Dossier,
    contacts,
    content_begun,
    content_entry,
    has_field,
    nobody_was_to_be_heard,
)
from trajecten.auditing.norms.norm import Norm, NormResult, found, not_applicable, passed
from trajecten.core.events import Action
from trajecten.core.facts import Facts
from trajecten.core.fold import FoldedFacts
from trajecten.core.text import Text, abridged
from trajecten.core.workflow import Workflow
from trajecten.deciding.roles import COMMISSIONER
from trajecten.ledger.entry import Entry, recorded_of


def roles_filled_at_the_first_step(facts: Facts, ledger: Dossier, workflow: Workflow) -> NormResult:
    """N6: when the first step was taken, every step was somebody's: of its roles, one was held."""
    del facts
    step = next(ledger.of(Action.ADVANCED), None)
    if step is None:
        return not_applicable(
            Text("Er is nog geen stap gezet.", "No step was taken yet."),
        )
    text = ledger.workflows.get(step.definition, workflow)
    given = [one for one in ledger.of(*_ROLES) if one.seq < step.seq]
    held = _held_before(step, ledger)
    empty = [
        role for roles in _asked_roles(ledger, text) if not held & set(roles) for role in roles
    ]
    seqs = (*(one.seq for one in given), step.seq)
    if empty:
        names = abridged([text.name_of("role", one) for one in dict.fromkeys(empty)])
        words = Text(
            "Bij de eerste stap had niemand de rol: {names}.",
            "At the first step nobody held the role: {names}.",
        )
        return found(words.fill(names=names), seqs)
    return passed(
        Text(
            "Bij de eerste stap waren de rollen verdeeld.",
            "At the first step the roles were given.",
        ),
        seqs,
    )


def costs_known(facts: Facts, ledger: Dossier, workflow: Workflow) -> NormResult:
    """N18: a paper holds costs or hours, when something was decided."""
    del facts
    fields = ledger.thresholds.cost_fields
    papers = [one.seq for one in ledger.papers_with(fields)]
    if papers:
        return passed(
            Text("Kosten of uren zijn vastgelegd.", "Costs or hours were recorded."), papers
        )
    if not has_field(workflow, fields):
        return not_applicable(
            Text(
                "Deze werkwijze heeft geen stuk met een veld voor kosten of uren.",
                "This workflow has no paper with a field for costs or hours.",
            )
        )
    decisions = [one.seq for one in ledger.of(Action.DECISION_RECORDED)]
    if decisions:
        return found(
            Text(
                "Er is besloten zonder dat kosten of uren zijn vastgelegd.",
                "It was decided without costs or hours having been recorded.",
            ),
            decisions,
        )
    return not_applicable(Text("Er is nog geen besluit.", "There is no decision yet."))


def carried_by_more_than_a_few(facts: Facts, ledger: Dossier, workflow: Workflow) -> NormResult:
    """N19: every layer was spoken with, and roles are held by more people than one or two."""
    layers = {(d.id, one.id): one.label for d in workflow.domains for one in d.layers}
    if not layers:
        return not_applicable(
            Text(
                "Deze werkwijze kent geen lagen van de organisatie.",
                "This workflow has no layers of the organisation.",
            )
        )
    if not content_begun(facts, ledger, workflow):
        return not_applicable(
            Text("De gesprekken lopen nog.", "The conversations are still going on.")
        )
    if (why := nobody_was_to_be_heard(ledger, workflow)) is not None:
        return not_applicable(why, content_entry(ledger))
    heard = contacts(facts, ledger)
    spoken = {(one.fact.domain, one.fact.layer) for one in heard}
    missing = [label for place, label in layers.items() if place not in spoken]
    if missing:
        words = Text("Niet gesproken: {names}.", "Not spoken with: {names}.")
        seen = (*(one.seq for one in heard), *content_entry(ledger))
        return found(words.fill(names=abridged(missing)), seen)
    people = len({one.person for one in facts.holdings})
    seqs = [one.seq for one in ledger.of(*_ROLES)]
    held = Text("Mensen met een rol: {n}.", "People with a role: {n}.").fill(n=people)
    if people < ledger.thresholds.min_holders:
        least = Text("Het moeten er minstens {n} zijn.", "There should be at least {n}.")
        return found(held + least.fill(n=ledger.thresholds.min_holders), seqs)
    all_heard = Text("Elke laag is gesproken.", "Every layer was spoken with.")
    return passed(all_heard + held, [*seqs, *(one.seq for one in heard if one.fact.layer)])


NORMS = (
    Norm(
        id="N6",
        asks=Text(
            "Waren de rollen verdeeld voordat de eerste stap werd gezet?",
            "Were the roles given before the first step was taken?",
        ),
        source=Text(
            "Rekenkamer West-Brabant, normenkader (2012)",
            "Court of audit of West-Brabant, framework of norms (2012)",
        ),
        judge=roles_filled_at_the_first_step,
        limit=Text(
            "Of mensen hun rol kennen, staat niet in het logboek.",
            "Whether people know their role, the ledger does not hold.",
        ),
        thresholds=("required_roles",),
    ),
    Norm(
        id="N18",
        asks=Text("Zijn de kosten of de uren bekend?", "Are the costs or the hours known?"),
        source=Text(
            "Rekenkamer West-Brabant, normenkader (2012)",
            "Court of audit of West-Brabant, framework of norms (2012)",
        ),
        judge=costs_known,
        limit=Text(
            "De bedragen staan niet in het logboek; alleen dat het veld is ingevuld.",
            "The ledger does not hold the amounts; only that the field was filled.",
        ),
        thresholds=("cost_fields",),
    ),
    Norm(
        id="N19",
        asks=Text(
            "Wordt het gedragen door alle lagen, en niet alleen door koplopers?",
            "Is it carried by all layers, and not by forerunners only?",
        ),
        source=Text("Rekenkamer Dronten (2018)", "Court of audit of Dronten (2018)"),
        judge=carried_by_more_than_a_few,
        limit=Text(
            "Welke afdeling eigen trajecten heeft, staat niet in het logboek.",
            "Which department has trajectories of its own, the ledger does not hold.",
        ),
        thresholds=("min_holders",),
    ),
)


# Private

_ROLES = (Action.STARTED, Action.ROLE_ASSIGNED, Action.ROLE_ENDED, Action.ROLE_HANDED_OVER)


def _asked_roles(ledger: Dossier, workflow: Workflow) -> list[tuple[str, ...]]:
    """Return the roles of which one of each must be somebody's: one will do for a step."""
    wanted = ledger.thresholds.required_roles
    if wanted:
        return [(one,) for one in wanted]
    named = [one.roles for one in workflow.transitions.values() if one.roles]
    return list(dict.fromkeys([(COMMISSIONER,), *named]))


def _held_before(step: Entry, ledger: Dossier) -> frozenset[str]:
    """Return the roles that somebody held when a step was taken."""
    happened = (recorded_of(one) for one in ledger.entries if one.seq < step.seq)
    before = FoldedFacts(one for one in happened if one is not None)
    return frozenset(one.role for one in before.holdings)
