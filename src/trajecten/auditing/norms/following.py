"""Norms on following through: promises kept, advice of an earlier audit taken up."""

from datetime import date

from trajecten.auditing.norms.dossier import Dossier, data_of, has_paper
from trajecten.auditing.norms.norm import Norm, NormResult, found, not_applicable, passed
from trajecten.core.events import Action
from trajecten.core.facts import Facts
from trajecten.core.terms import day_of
from trajecten.core.text import Text, abridged
from trajecten.core.workflow import Workflow
from trajecten.ledger.entry import Entry


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


def _due(added: Entry) -> date:
    due = data_of(added)["due"]
    return date.fromisoformat(due) if due else date.max
