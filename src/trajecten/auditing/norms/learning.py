"""Norms on learning: an evaluation with participants, lessons."""

from datetime import datetime

from trajecten.auditing.norms.dossier import (
    Dossier,
    contacts,
    data_of,
    has_paper,
    is_over,
    last_step,
)
from trajecten.auditing.norms.norm import Norm, NormResult, found, not_applicable, passed
from trajecten.core.events import Action
from trajecten.core.facts import Facts
from trajecten.core.text import Text
from trajecten.core.workflow import ArtefactType, Kind, Workflow
from trajecten.ledger.entry import Entry


def evaluated_with_participants(facts: Facts, ledger: Dossier, workflow: Workflow) -> NormResult:
    """N14: there is an evaluation, for which people outside were heard, and what they found."""
    types = ledger.thresholds.evaluation_papers
    papers = ledger.papers(types)
    if not papers:
        return _not_evaluated(facts, ledger, workflow)
    last = papers[-1]
    heard = _heard_for(last, facts, ledger)
    if not heard:
        return found(
            Text(
                "Er is een evaluatie, maar sinds het laatste besluit is met niemand buiten het "
                "stadhuis gesproken.",
                "There is an evaluation, but since the last decision nobody outside the town hall "
                "was spoken with.",
            ),
            (last.seq,),
        )
    fields = set(ledger.thresholds.satisfaction_fields)
    kind = workflow.names("artefact").get(str(last.data["type"]))
    asked = isinstance(kind, ArtefactType) and any(one.id in fields for one in kind.fields)
    if asked and not fields & set(data_of(last)["fields"]):
        return found(
            Text(
                "In de evaluatie staat niet hoe tevreden deelnemers zijn.",
                "The evaluation does not say how satisfied participants are.",
            ),
            (last.seq,),
        )
    words = Text("Geëvalueerd met deelnemers.", "Evaluated with participants.")
    unknown = Text(
        "Naar tevredenheid vraagt deze werkwijze niet.",
        "This workflow does not ask for satisfaction.",
    )
    return passed(words if asked else words + unknown, (last.seq, *heard))


def lessons_recorded(facts: Facts, ledger: Dossier, workflow: Workflow) -> NormResult:
    """N15: before it ended, or left a phase of learning, somebody recorded a lesson."""
    lessons = list(ledger.of(Action.LESSON_RECORDED))
    real = [one.seq for one in lessons if not one.data["none"]]
    if real:
        words = Text("Vastgelegde lessen: {n}.", "Lessons recorded: {n}.")
        return passed(words.fill(n=len(real)), real)
    if lessons:
        return passed(
            Text(
                "Er is met reden vastgelegd dat er geen les was.",
                "It was recorded, with a reason, that there was no lesson.",
            ),
            (one.seq for one in lessons),
        )
    learnt = [one.seq for one in ledger.of(Action.ADVANCED) if _left_learning(one, workflow)]
    if learnt or is_over(facts, workflow):
        words = Text("Er is geen les vastgelegd.", "No lesson was recorded.")
        return found(words, learnt or last_step(ledger))
    return not_applicable(
        Text("Het leren moet nog komen.", "The learning is still to come."),
    )


NORMS = (
    Norm(
        id="N14",
        asks=Text(
            "Is geëvalueerd met deelnemers, en is bekend hoe tevreden zij zijn?",
            "Was there an evaluation with participants, and is it known how satisfied they are?",
        ),
        source=Text("Rekenkamer Amersfoort (2024)", "Court of audit of Amersfoort (2024)"),
        judge=evaluated_with_participants,
        limit=Text(
            "Wat deelnemers ervan vonden, staat niet in het logboek.",
            "What participants thought of it, the ledger does not hold.",
        ),
        thresholds=(
            "evaluation_papers",
            "satisfaction_fields",
            "evaluation_days",
            "outside_domains",
        ),
    ),
    Norm(
        id="N15",
        asks=Text("Zijn lessen vastgelegd?", "Were lessons recorded?"),
        source=Text(
            "Rekenkamer Dronten (2018); Kern Konsult en gemeente Amersfoort (interview)",
            "Court of audit of Dronten (2018); Kern Konsult and Amersfoort (interview)",
        ),
        judge=lessons_recorded,
        limit=Text(
            "Of een les later is gebruikt, staat niet in het logboek.",
            "Whether a lesson was used later, the ledger does not hold.",
        ),
    ),
)


# Private


def _last_decision(ledger: Dossier) -> datetime | None:
    return max((one.at for one in ledger.of(Action.DECISION_RECORDED)), default=None)


def _not_evaluated(facts: Facts, ledger: Dossier, workflow: Workflow) -> NormResult:
    if not has_paper(workflow, ledger.thresholds.evaluation_papers):
        return not_applicable(
            Text(
                "Deze werkwijze heeft geen stuk voor een evaluatie.",
                "This workflow has no paper for an evaluation.",
            )
        )
    decided = _last_decision(ledger)
    late = decided is not None and ledger.older_than(ledger.thresholds.evaluation_days, decided)
    if late or is_over(facts, workflow):
        decisions = (one.seq for one in ledger.of(Action.DECISION_RECORDED))
        words = Text("Er is niet geëvalueerd.", "There was no evaluation.")
        return found(words, (*decisions, *last_step(ledger)))
    return not_applicable(
        Text("Evalueren kan nog op tijd.", "There is time yet for an evaluation.")
    )


def _heard_for(paper: Entry, facts: Facts, ledger: Dossier) -> list[int]:
    """Return the contacts outside that an evaluation cites, or that are from after the decision."""
    decided = _last_decision(ledger)
    return [
        one.seq
        for one in contacts(facts, ledger)
        if one.fact.domain in ledger.thresholds.outside_domains
        and (
            one.fact.id in data_of(paper)["cites"]
            or (decided is not None and decided <= one.fact.at <= paper.at)
        )
    ]


def _left_learning(step: Entry, workflow: Workflow) -> bool:
    phase = workflow.phases.get(str(step.data["from"]))
    return phase is not None and phase.kind is Kind.LEARNING
