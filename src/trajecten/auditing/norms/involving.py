"""Norms on who takes part: analysed and reached, in time, with roles that were laid down."""

from collections.abc import Iterator

from trajecten.auditing.norms.dossier import (
    Dossier,
    Heard,
    contacts,
    content_begun,
    data_of,
    first,
    has_paper,
)
from trajecten.auditing.norms.norm import Norm, NormResult, found, not_applicable, passed
from trajecten.core.commands import Purpose
from trajecten.core.dates import day_words
from trajecten.core.events import Action
from trajecten.core.facts import Facts
from trajecten.core.terms import day_of
from trajecten.core.text import Text, abridged
from trajecten.core.workflow import AFTER_RELATION, Workflow
from trajecten.deciding.roles import COMMISSIONER
from trajecten.ledger.entry import Entry


def everyone_analysed_and_reached(facts: Facts, ledger: Dossier, workflow: Workflow) -> NormResult:
    """N4: a paper says who belong to it, and every domain and group has a contact that stands."""
    if not content_begun(facts, ledger, workflow):
        return not_applicable(_STILL_LISTENING)
    heard = contacts(facts, ledger)
    missing = list(_not_reached(heard, workflow))
    analyses = ledger.papers(ledger.thresholds.analysis_papers)
    if missing:
        words = Text("Niet gesproken: {names}.", "Not spoken with: {names}.")
        return found(words.fill(names=abridged(missing)), (one.seq for one in heard))
    if analyses:
        seqs = [*(one.seq for one in analyses), *(one.seq for one in heard)]
        return passed(
            Text(
                "Er is een stuk over wie erbij horen; elk domein en elke groep is gesproken.",
                "A paper says who belong to it; every domain and every group was spoken with.",
            ),
            seqs,
        )
    if has_paper(workflow, ledger.thresholds.analysis_papers):
        return found(
            Text("Er is geen stuk over wie erbij horen.", "There is no paper on who belong to it."),
            (one.seq for one in heard),
        )
    return not_applicable(
        Text(
            "Elk domein en elke groep is gesproken. Deze werkwijze heeft geen stuk over wie erbij "
            "horen; of er iemand ontbreekt, is niet te zeggen.",
            "Every domain and every group was spoken with. This workflow has no paper on who "
            "belong to it; whether anybody is missing cannot be told.",
        ),
        (one.seq for one in heard),
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
    listened = [
        one
        for one in contacts(facts, ledger)
        if one.fact.domain in outside and one.fact.purpose == Purpose.LISTENING
    ]
    return _in_time(listened, solution)


def roles_filled_at_the_first_step(facts: Facts, ledger: Dossier, workflow: Workflow) -> NormResult:
    """N6: when the first step was taken, every role that steps are taken in was somebody's."""
    del facts
    step = next(ledger.of(Action.ADVANCED), None)
    if step is None:
        return not_applicable(
            Text("Er is nog geen stap gezet.", "No step was taken yet."),
        )
    text = ledger.workflows.get(step.definition, workflow)
    given = [one for one in ledger.of(*_ROLES) if one.seq < step.seq]
    held = _holders(given)
    empty = [one for one in _asked_roles(ledger, text) if not held.get(one)]
    seqs = (*(one.seq for one in given), step.seq)
    if empty:
        names = abridged([text.name_of("role", one) for one in empty])
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
)


# Private

_STILL_LISTENING = Text(
    "De gesprekken lopen nog: er valt nog niets te beoordelen.",
    "The conversations are still going on: there is nothing to judge.",
)
_ROLES = (Action.STARTED, Action.ROLE_ASSIGNED, Action.ROLE_ENDED, Action.ROLE_HANDED_OVER)


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
    if begun.fact.at >= solution.at:
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


def _asked_roles(ledger: Dossier, workflow: Workflow) -> list[str]:
    wanted = ledger.thresholds.required_roles
    if wanted:
        return list(wanted)
    named = [role for one in workflow.transitions.values() for role in one.roles]
    return list(dict.fromkeys([COMMISSIONER, *named]))


def _holders(given: list[Entry]) -> dict[str, set[str]]:
    """Return who holds each role after some entries."""
    held: dict[str, set[str]] = {}
    for one in given:
        data = data_of(one)
        for each in data.get("roles", ()):
            held.setdefault(each["role"], set()).add(each["person"])
        if one.action == Action.ROLE_ASSIGNED:
            held.setdefault(data["role"], set()).discard(data["succeeds"])
            held[data["role"]].add(data["person"])
        elif one.action in {Action.ROLE_ENDED, Action.ROLE_HANDED_OVER}:
            held.setdefault(data["role"], set()).discard(data["person"])
            held[data["role"]] |= {data[key] for key in ("successor",) if key in data}
    return held
