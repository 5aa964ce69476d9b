"""Norms on who takes part: analysed and reached, and in time."""

from collections.abc import Iterator

from trajecten.auditing.norms.dossier import (
    Dossier,
    Heard,
    contacts,
    content_begun,
    content_entry,
    first,
    has_paper,
    nobody_was_to_be_heard,
)
from trajecten.auditing.norms.norm import Norm, NormResult, found, not_applicable, passed
from trajecten.core.commands import Purpose
from trajecten.core.dates import day_words
from trajecten.core.events import Action
from trajecten.core.facts import Facts
from trajecten.core.terms import day_of
from trajecten.core.text import Text, abridged
from trajecten.core.workflow import AFTER_RELATION, Workflow
from trajecten.ledger.entry import Entry


def everyone_analysed_and_reached(facts: Facts, ledger: Dossier, workflow: Workflow) -> NormResult:
    """N4: a paper says who belong to it, and every domain and group has a contact that stands."""
    if not content_begun(facts, ledger, workflow):
        return not_applicable(_STILL_LISTENING)
    if (why := nobody_was_to_be_heard(ledger, workflow)) is not None:
        return not_applicable(why, content_entry(ledger))
    heard = contacts(facts, ledger)
    seen = (*(one.seq for one in heard), *content_entry(ledger))
    missing = list(_not_reached(heard, workflow))
    analyses = ledger.papers(ledger.thresholds.analysis_papers)
    if missing:
        words = Text("Niet gesproken: {names}.", "Not spoken with: {names}.")
        return found(words.fill(names=abridged(missing)), seen)
    if analyses:
        return passed(
            Text(
                "Er is een stuk over wie erbij horen; elk domein en elke groep is gesproken.",
                "A paper says who belong to it; every domain and every group was spoken with.",
            ),
            (*(one.seq for one in analyses), *seen),
        )
    if has_paper(workflow, ledger.thresholds.analysis_papers):
        return found(
            Text("Er is geen stuk over wie erbij horen.", "There is no paper on who belong to it."),
            seen,
        )
    return not_applicable(
        Text(
            "Elk domein en elke groep is gesproken. Deze werkwijze heeft geen stuk over wie erbij "
            "horen; of er iemand ontbreekt, is niet te zeggen.",
            "Every domain and every group was spoken with. This workflow has no paper on who "
            "belong to it; whether anybody is missing cannot be told.",
        ),
        seen,
    )


def involved_before_the_solution(facts: Facts, ledger: Dossier, workflow: Workflow) -> NormResult:
    """N5: people outside were listened to before a plan, a decision or a phase of content."""
    outside = [one.id for one in workflow.domains if one.id in ledger.thresholds.outside_domains]
    if not outside:
        return not_applicable(
            Text(
                "Deze werkwijze heeft geen domein van mensen buiten het stadhuis.",
                "This workflow has no domain of people outside the town hall.",
            )
        )
    solution = first(_solutions(ledger, workflow))
    if solution is None:
        return not_applicable(
            Text(
                "Er is nog geen plan, besluit of fase over de inhoud.",
                "There is no plan, decision or phase of content yet.",
            )
        )
    if (why := nobody_was_to_be_heard(ledger, workflow)) is not None:
        return not_applicable(why, (solution.seq,))
    listened = [
        one
        for one in contacts(facts, ledger)
        if one.fact.domain in outside and one.fact.purpose == Purpose.LISTENING
    ]
    return _in_time(listened, solution)


NORMS = (
    Norm(
        id="N4",
        asks=Text(
            "Is nagegaan wie erbij horen, en is met elk domein en elke groep gesproken?",
            "Was it found out who belong to it, and was every domain and group spoken with?",
        ),
        source=Text(
            "Participatieleidraad Utrecht (uitgangspunt 2); Rekenkamer Amsterdam (2022)",
            "Participation guide of Utrecht (principle 2); court of audit of Amsterdam (2022)",
        ),
        judge=everyone_analysed_and_reached,
        limit=Text(
            "Welke groep te weinig gehoord wordt, weet het logboek niet; het kent alleen de "
            "groepen van de werkwijze.",
            "Which group is heard too little, the ledger does not know; it knows the groups of the "
            "workflow only.",
        ),
        thresholds=("analysis_papers",),
    ),
    Norm(
        id="N5",
        asks=Text(
            "Is er met mensen buiten het stadhuis gesproken voordat de oplossing er lag?",
            "Were people outside the town hall spoken with before there was a solution?",
        ),
        source=Text(
            "Nationale ombudsman 2009/180; Kern Konsult en gemeente Amersfoort (interview)",
            "National ombudsman 2009/180; Kern Konsult and Amersfoort (interview)",
        ),
        judge=involved_before_the_solution,
        limit=Text(
            "Een plan dat niemand heeft vastgelegd, ziet het logboek niet.",
            "A plan that nobody recorded, the ledger does not see.",
        ),
        thresholds=("outside_domains", "plan_papers"),
    ),
)


# Private

_STILL_LISTENING = Text(
    "De gesprekken lopen nog: er valt nog niets te beoordelen.",
    "The conversations are still going on: there is nothing to judge.",
)


def _not_reached(heard: list[Heard], workflow: Workflow) -> Iterator[Text]:
    domains = {one.fact.domain for one in heard}
    groups = {(one.fact.domain, one.fact.group) for one in heard}
    for domain in workflow.domains:
        if domain.id not in domains:
            yield domain.label
            continue
        for group in domain.groups:
            if (domain.id, group.id) not in groups:
                yield group.label


def _solutions(ledger: Dossier, workflow: Workflow) -> Iterator[Entry]:
    yield from ledger.papers(ledger.thresholds.plan_papers)
    yield from ledger.of(Action.DECISION_RECORDED)
    for one in ledger.of(Action.ADVANCED):
        phases = ledger.workflows.get(one.definition, workflow).phases
        if phases[str(one.data["to"])].kind in AFTER_RELATION:
            yield one


def _in_time(listened: list[Heard], solution: Entry) -> NormResult:
    day = day_words(day_of(solution.at))
    if not listened:
        words = Text(
            "Op {day} was er een plan, besluit of fase over de inhoud. Met mensen buiten het "
            "stadhuis is nooit gesproken om te luisteren.",
            "On {day} there was a plan, decision or phase of content. People outside the town hall "
            "were never spoken with to listen.",
        )
        return found(words.fill(day=day), (solution.seq,))
    begun = listened[0]
    entries = (solution.seq, begun.seq)
    parts = {"day": day, "heard": day_words(day_of(begun.fact.at))}
    if (begun.fact.at, begun.seq) > (solution.at, solution.seq):
        words = Text(
            "De inhoud was er op {day}; pas op {heard} is er geluisterd.",
            "There was content on {day}; people were listened to on {heard} only.",
        )
        return found(words.fill(**parts), entries)
    words = Text(
        "Er is geluisterd op {heard}; de inhoud kwam op {day}.",
        "People were listened to on {heard}; the content came on {day}.",
    )
    return passed(words.fill(**parts), entries)
