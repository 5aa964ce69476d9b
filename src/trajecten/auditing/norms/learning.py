"""Norms on what comes after: evaluation, lessons, promises kept, earlier advice followed up."""

from datetime import date, datetime

from trajecten.auditing.norms.dossier import (
    Dossier,
    contacts,
    data_of,
    has_paper,
    is_over,
)
from trajecten.auditing.norms.norm import Norm, NormResult, found, not_applicable, passed
from trajecten.core.events import Action
from trajecten.core.facts import Facts
from trajecten.core.terms import day_of
from trajecten.core.text import Text, abridged
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
        return found(Text("Er is geen les vastgelegd.", "No lesson was recorded."), learnt)
    return not_applicable(
        Text("Het leren moet nog komen.", "The learning is still to come."),
    )


def promises_followed_through(facts: Facts, ledger: Dossier, workflow: Workflow) -> NormResult:
    """N16: each action has an owner and a date, and none that is open is past its date."""
    del facts, workflow
    added = list(ledger.of(Action.ACTION_ADDED))
    if not added:
        return not_applicable(
            Text(
                "Er zijn geen acties; wat is beloofd, weet het logboek niet.",
                "There are no actions; what was promised, the ledger does not know.",
            )
        )
    done = {one.object for one in ledger.of(Action.ACTION_FINISHED)}
    loose = [one for one in added if None in {data_of(one)["owner"], data_of(one)["due"]}]
    late = [one for one in added if one.object not in done and _due(one) < day_of(ledger.now)]
    if loose or late:
        wrong = abridged([*dict.fromkeys(one.object for one in (*loose, *late))])
        words = Text(
            "Zonder eigenaar of datum, of over tijd: {ids}.",
            "Without an owner or a date, or overdue: {ids}.",
        )
        return found(words.fill(ids=wrong), (one.seq for one in (*loose, *late)))
    words = Text(
        "Elke actie heeft een eigenaar en een datum; afgerond: {done} van {all}.",
        "Each action has an owner and a date; finished: {done} of {all}.",
    )
    return passed(words.fill(done=len(done), all=len(added)), (one.seq for one in added))


def recommendations_followed_up(facts: Facts, ledger: Dossier, workflow: Workflow) -> NormResult:
    """N17: after a report with recommendations came actions, and they were finished in time."""
    del facts
    types = ledger.thresholds.audit_papers
    reports = ledger.papers(types)
    if not reports:
        words = Text(
            "Er is geen rapport met aanbevelingen vastgelegd.",
            "No report with recommendations was recorded.",
        )
        more = Text(
            "Deze werkwijze heeft er geen stuk voor.", "This workflow has no paper for one."
        )
        return not_applicable(words if has_paper(workflow, types) else words + more)
    report = reports[-1]
    added = [one for one in ledger.of(Action.ACTION_ADDED) if one.seq > report.seq]
    done = {one.object for one in ledger.of(Action.ACTION_FINISHED)}
    waiting = [one.seq for one in added if one.object not in done]
    late = ledger.older_than(ledger.thresholds.recommendation_days, report.at)
    if added and not waiting:
        return passed(
            Text(
                "Na het rapport kwamen acties, en die zijn afgerond.",
                "Actions came after the report, and they are finished.",
            ),
            (report.seq, *(one.seq for one in added)),
        )
    if late:
        return found(
            Text(
                "Na het rapport zijn niet alle acties afgerond, of kwamen er geen.",
                "Not all actions after the report are finished, or there were none.",
            ),
            (report.seq, *waiting),
        )
    return not_applicable(
        Text("Opvolgen kan nog op tijd.", "There is time yet to follow up."), (report.seq, *waiting)
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
    Norm(
        id="N16",
        asks=Text(
            "Heeft elke actie een eigenaar en een datum, en is zij op tijd gedaan?",
            "Does each action have an owner and a date, and was it done in time?",
        ),
        source=Text(
            "Bureau Burgerberaad; Ostbelgischer Bürgerdialog",
            "Bureau Burgerberaad; Ostbelgien citizens' dialogue",
        ),
        judge=promises_followed_through,
        limit=Text(
            "Een belofte die niemand als actie vastlegde, ziet het logboek niet. En afgerond is "
            "niet altijd gedaan: een actie kan ook zijn losgelaten.",
            "A promise that nobody recorded as an action, the ledger does not see. And finished is "
            "not always done: an action may have been dropped.",
        ),
    ),
    Norm(
        id="N17",
        asks=Text(
            "Zijn aanbevelingen van een eerder onderzoek opgevolgd?",
            "Were recommendations of an earlier audit followed up?",
        ),
        source=Text("Rekenkamer Amersfoort (2015)", "Court of audit of Amersfoort (2015)"),
        judge=recommendations_followed_up,
        limit=Text(
            "Welke actie bij welke aanbeveling hoort, staat niet in het logboek.",
            "Which action belongs to which recommendation, the ledger does not hold.",
        ),
        thresholds=("audit_papers", "recommendation_days"),
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
        return found(Text("Er is niet geëvalueerd.", "There was no evaluation."), decisions)
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


def _due(added: Entry) -> date:
    due = data_of(added)["due"]
    return date.fromisoformat(due) if due else date.max
