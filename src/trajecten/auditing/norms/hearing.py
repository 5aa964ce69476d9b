"""Norms on meeting people: informed beforehand, and a report of each meeting."""

from collections.abc import Iterator
from datetime import timedelta

from trajecten.auditing.norms.dossier import (
    Dossier,
    Heard,
    contacts,
    data_of,
    first,
    has_paper,
)
from trajecten.auditing.norms.norm import Norm, NormResult, found, not_applicable, passed
from trajecten.core.events import Action
from trajecten.core.facts import Facts
from trajecten.core.text import Text, abridged
from trajecten.core.workflow import ArtefactType, Kind, Workflow
from trajecten.ledger.entry import Entry


def informed_before_input(facts: Facts, ledger: Dossier, workflow: Workflow) -> NormResult:
    """N7: before each round of contributions a paper informed people, with all its fields filled.

    A round begins with the first contribution after a phase of content was entered; the paper is
    from after the round before it began.
    """
    del facts
    types = ledger.thresholds.information_papers
    rounds = _rounds(ledger, workflow)
    if not rounds:
        return not_applicable(
            Text("Er is nog geen inbreng.", "There is no contribution yet."),
        )
    papers = ledger.papers(types)
    if not papers and not has_paper(workflow, types):
        return not_applicable(
            Text(
                "Deze werkwijze heeft geen stuk waarmee mensen worden ingelicht.",
                "This workflow has no paper by which people are informed.",
            )
        )
    informing = dict(_informing(rounds, papers, ledger.thresholds.information_days))
    uninformed = [one.seq for one in rounds if informing[one.seq] is None]
    if uninformed:
        return found(
            Text(
                "Er kwam inbreng zonder dat mensen daarvoor op tijd waren ingelicht.",
                "Contributions came without people having been informed in time.",
            ),
            uninformed,
        )
    used = [one for one in informing.values() if one is not None]
    if gaps := [name for one in used for name in _empty_fields(one, workflow)]:
        words = Text(
            "De informatie was niet volledig: {names}.", "The information had gaps: {names}."
        )
        return found(words.fill(names=abridged(gaps)), (one.seq for one in used))
    return passed(
        Text(
            "Voor elke ronde van inbreng waren mensen ingelicht.",
            "People were informed before each round of contributions.",
        ),
        (*(one.seq for one in used), *(one.seq for one in rounds)),
    )


def meetings_have_reports(facts: Facts, ledger: Dossier, workflow: Workflow) -> NormResult:
    """N9: each meeting has a note, or a paper that cites it."""
    del workflow
    channels = ledger.thresholds.session_channels
    meetings = [one for one in contacts(facts, ledger) if one.channel in channels]
    if not meetings:
        return not_applicable(
            Text(
                "Er is geen bijeenkomst vastgelegd als bijeenkomst.",
                "No meeting was recorded as a meeting.",
            )
        )
    cited = {
        one for paper in ledger.of(Action.ARTEFACT_REGISTERED) for one in data_of(paper)["cites"]
    }
    bare = [one for one in meetings if not one.noted and one.fact.id not in cited]
    if bare:
        words = Text("Bijeenkomst zonder verslag: {ids}.", "Meeting without a report: {ids}.")
        ids = abridged([one.fact.id for one in bare])
        return found(words.fill(ids=ids), _seqs(bare))
    return passed(
        Text(
            "Bij elke bijeenkomst hoort een aantekening of een stuk dat haar noemt.",
            "Each meeting has a note, or a paper that cites it.",
        ),
        _seqs(meetings),
    )


NORMS = (
    Norm(
        id="N7",
        asks=Text(
            "Waren mensen op tijd en volledig ingelicht voordat zij iets konden inbrengen?",
            "Were people informed in time and completely before they could bring something in?",
        ),
        source=Text(
            "Nationale ombudsman 2009/180; Awb 3:12",
            "National ombudsman 2009/180; Awb 3:12",
        ),
        judge=informed_before_input,
        limit=Text(
            "Of de informatie iedereen bereikte en klopte, staat niet in het logboek.",
            "Whether the information reached everybody and was right, the ledger does not hold.",
        ),
        thresholds=("information_papers", "information_days"),
    ),
    Norm(
        id="N9",
        asks=Text(
            "Is van elke bijeenkomst een verslag?",
            "Is there a report of each meeting?",
        ),
        source=Text(
            "Awb 3:17; Decidim (verslag bij sluiten)", "Awb 3:17; Decidim (closing report)"
        ),
        judge=meetings_have_reports,
        limit=Text(
            "Of deelnemers het verslag konden lezen, staat niet in het logboek.",
            "Whether participants could read the report, the ledger does not hold.",
        ),
        thresholds=("session_channels",),
    ),
)


# Private


def _rounds(ledger: Dossier, workflow: Workflow) -> list[Entry]:
    """Return the first contribution of each round."""
    rounds: list[list[Entry]] = [[]]
    for one in ledger.of(Action.ADVANCED, Action.CONTRIBUTION_RECEIVED):
        if one.action == Action.CONTRIBUTION_RECEIVED:
            rounds[-1].append(one)
        elif _enters_content(one, ledger, workflow):
            rounds.append([])
    return [began for one in rounds if (began := first(one)) is not None]


def _enters_content(step: Entry, ledger: Dossier, workflow: Workflow) -> bool:
    phases = ledger.workflows.get(step.definition, workflow).phases
    return phases[str(step.data["to"])].kind is Kind.CONTENT


def _informing(
    rounds: list[Entry], papers: list[Entry], days: int
) -> Iterator[tuple[int, Entry | None]]:
    """Return the last paper that came in time for each round, by the number of its entry."""
    before: Entry | None = None
    for one in rounds:
        able = [
            paper
            for paper in papers
            if one.at - paper.at >= timedelta(days=days)
            and (before is None or paper.at > before.at)
        ]
        yield one.seq, max(able, key=lambda paper: (paper.at, paper.seq), default=None)
        before = one


def _empty_fields(paper: Entry, workflow: Workflow) -> Iterator[Text]:
    data = data_of(paper)
    kind = workflow.names("artefact").get(data["type"])
    for one in kind.fields if isinstance(kind, ArtefactType) else ():
        if one.id not in data["fields"]:
            yield one.label


def _seqs(heard: list[Heard]) -> Iterator[int]:
    return (one.seq for one in heard)
