"""Norms on what carries it: costs known, and more people than the forerunners."""

from trajecten.auditing.norms.dossier import Dossier, contacts, content_begun, has_field
from trajecten.auditing.norms.norm import Norm, NormResult, found, not_applicable, passed
from trajecten.core.events import Action
from trajecten.core.facts import Facts
from trajecten.core.text import Text, abridged
from trajecten.core.workflow import Workflow


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
    heard = contacts(facts, ledger)
    spoken = {(one.fact.domain, one.fact.layer) for one in heard}
    missing = [label for place, label in layers.items() if place not in spoken]
    if missing:
        words = Text("Niet gesproken: {names}.", "Not spoken with: {names}.")
        return found(words.fill(names=abridged(missing)), (one.seq for one in heard))
    people = len({one.person for one in facts.holdings})
    roles = (Action.STARTED, Action.ROLE_ASSIGNED, Action.ROLE_ENDED, Action.ROLE_HANDED_OVER)
    seqs = [one.seq for one in ledger.of(*roles)]
    held = Text("Mensen met een rol: {n}.", "People with a role: {n}.").fill(n=people)
    if people < ledger.thresholds.min_holders:
        least = Text("Het moeten er minstens {n} zijn.", "There should be at least {n}.")
        return found(held + least.fill(n=ledger.thresholds.min_holders), seqs)
    all_heard = Text("Elke laag is gesproken.", "Every layer was spoken with.")
    return passed(all_heard + held, [*seqs, *(one.seq for one in heard if one.fact.layer)])


NORMS = (
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
