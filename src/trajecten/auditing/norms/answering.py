"""Norms on what people bring in: weighed, answered, and found again in what is decided on."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median_low

from trajecten.auditing.norms.dossier import Dossier, data_of, has_paper
from trajecten.auditing.norms.norm import Norm, NormResult, found, not_applicable, passed
from trajecten.core.events import Action
from trajecten.core.facts import ContributionFact, Facts
from trajecten.core.text import Text, abridged, counted
from trajecten.core.workflow import Workflow
from trajecten.ledger.entry import Entry


def contributions_weighed(facts: Facts, ledger: Dossier, workflow: Workflow) -> NormResult:
    """N10: each contribution was weighed, at the latest within a term or before a decision."""
    del workflow
    brought = _brought(facts, ledger)
    if not brought:
        return not_applicable(_NO_INPUT)
    waiting = [one for one in brought if one.fact.disposition is None]
    late = [one for one in waiting if _should_be_weighed(one, ledger)]
    share = Text("{done} van {all} gewogen.", "{done} of {all} weighed.").fill(
        done=len(brought) - len(waiting), all=len(brought)
    )
    if late:
        words = Text("Niet gewogen: {ids}.", "Not weighed: {ids}.")
        ids = abridged([one.fact.id for one in late])
        return found(share + words.fill(ids=ids), (one.received.seq for one in late))
    if len(waiting) == len(brought):
        words = Text("Wegen kan nog op tijd.", "There is time yet to weigh them.")
        return not_applicable(share + words, (one.received.seq for one in waiting))
    return passed(share, (one.received.seq for one in brought))


def feedback_within_time(facts: Facts, ledger: Dossier, workflow: Workflow) -> NormResult:
    """N11: whoever brought something in heard within a term after it was weighed."""
    del workflow
    weighed = [one for one in _brought(facts, ledger) if one.fact.disposed_at is not None]
    if not weighed:
        return not_applicable(Text("Er is nog niets gewogen.", "Nothing was weighed yet."))
    limit = ledger.thresholds.feedback_days
    late = [one for one in weighed if one.waited(ledger.now) > timedelta(days=limit)]
    answered = [one.waited(ledger.now).days for one in weighed if one.fact.feedback_at is not None]
    entries = [one.received.seq for one in weighed]
    if late:
        words = Text(
            "Niet binnen {limit} dagen teruggekoppeld: {ids}.",
            "No feedback within {limit} days: {ids}.",
        )
        ids = abridged([one.fact.id for one in late])
        told = words.fill(limit=limit, ids=ids)
        return found(told + _spread(answered) if answered else told, (o.received.seq for o in late))
    if not answered:
        return not_applicable(
            Text("Terugkoppelen kan nog op tijd.", "There is time yet for feedback."), entries
        )
    return passed(_spread(answered), entries)


def proposal_tells_of_participation(
    facts: Facts, ledger: Dossier, workflow: Workflow
) -> NormResult:
    """N12: the last decision had a paper on the participation, from after the last contribution."""
    del facts
    bodies = {one.id for one in workflow.domains}
    decisions = [one for one in ledger.of(Action.DECISION_RECORDED) if one.data["body"] in bodies]
    types = ledger.thresholds.paragraph_papers
    if not decisions:
        return not_applicable(
            Text("Er is nog geen besluit van een domein.", "No domain has decided yet.")
        )
    decision = max(decisions, key=lambda one: (one.at, one.seq))
    papers = [one for one in ledger.papers(types) if one.at <= decision.at]
    if not papers and not has_paper(workflow, types):
        return not_applicable(
            Text(
                "Deze werkwijze heeft geen stuk over wat met de participatie is gedaan.",
                "This workflow has no paper on what was done with the participation.",
            )
        )
    if not papers:
        return found(
            Text(
                "Er is besloten zonder stuk over wat met de participatie is gedaan.",
                "It was decided without a paper on what was done with the participation.",
            ),
            (decision.seq,),
        )
    return _matching(papers[-1], decision, ledger)


NORMS = (
    Norm(
        id="N10",
        asks=Text("Is elke inbreng gewogen?", "Was each contribution weighed?"),
        source=Text(
            "Nationale ombudsman 2009/180; Omgevingsbesluit 10.2",
            "National ombudsman 2009/180; Omgevingsbesluit 10.2",
        ),
        judge=contributions_weighed,
        limit=Text(
            "Of de weging eerlijk was, staat niet in het logboek; wel dat er een reden is gegeven.",
            "Whether it was weighed fairly, the ledger does not hold; only that there is a reason.",
        ),
        thresholds=("weighing_days",),
    ),
    Norm(
        id="N11",
        asks=Text(
            "Is binnen de termijn teruggekoppeld aan wie iets inbracht?",
            "Did people who brought something in hear back in time?",
        ),
        source=Text(
            "Participatieleidraad Utrecht (uitgangspunt 5)",
            "Participation guide of Utrecht (principle 5)",
        ),
        judge=feedback_within_time,
        limit=Text(
            "Of mensen de terugkoppeling begrepen, staat niet in het logboek.",
            "Whether people understood the feedback, the ledger does not hold.",
        ),
        thresholds=("feedback_days",),
    ),
    Norm(
        id="N12",
        asks=Text(
            "Lag er bij het besluit een stuk over de participatie dat bij het logboek past?",
            "Did the decision rest on a paper on participation that fits the ledger?",
        ),
        source=Text("Rekenkamer Amsterdam (2022)", "Court of audit of Amsterdam (2022)"),
        judge=proposal_tells_of_participation,
        limit=Text(
            "Er is gekeken of er na het stuk nog inbreng of weging kwam. Of de woorden kloppen, "
            "staat niet in het logboek: vergelijk het bestand zelf.",
            "It was looked at whether something was brought in or weighed after the paper. Whether "
            "its words are right, the ledger does not hold: compare the file yourself.",
        ),
        thresholds=("paragraph_papers",),
    ),
)


# Private

_NO_INPUT = Text("Er is nog geen inbreng.", "There is no contribution yet.")
_CHANGES = (Action.CONTRIBUTION_RECEIVED, Action.CONTRIBUTION_DISPOSED)


@dataclass(frozen=True, slots=True)
class _Brought:
    """A contribution, with the entry that received it."""

    fact: ContributionFact
    received: Entry

    def waited(self, now: datetime) -> timedelta:
        """Return the time between weighing and feedback, or until now."""
        weighed = self.fact.disposed_at or now
        return max(timedelta(), (self.fact.feedback_at or now) - weighed)


def _brought(facts: Facts, ledger: Dossier) -> list[_Brought]:
    pairs = ((facts.contribution(one.object), one) for one in ledger.of(_CHANGES[0]))
    return [_Brought(fact, entry) for fact, entry in pairs if fact is not None]


def _should_be_weighed(one: _Brought, ledger: Dossier) -> bool:
    decided = any(each.seq > one.received.seq for each in ledger.of(Action.DECISION_RECORDED))
    return decided or ledger.older_than(ledger.thresholds.weighing_days, one.received.at)


def _spread(days: list[int]) -> Text:
    one, many = Text("dag", "day"), Text("dagen", "days")
    words = Text(
        "Teruggekoppeld: {n}; in het midden na {median}, hooguit na {most}.",
        "Answered: {n}; in the middle after {median}, at most after {most}.",
    )
    zero = Text("0 dagen", "0 days")
    return words.fill(
        n=len(days),
        median=counted(median_low(days), one, many, zero),
        most=counted(max(days), one, many, zero),
    )


def _matching(paper: Entry, decision: Entry, ledger: Dossier) -> NormResult:
    """Return whether anything came in or was weighed between the paper and the decision."""
    entries = (paper.seq, decision.seq)
    after = [one.seq for one in ledger.of(*_CHANGES) if paper.seq < one.seq < decision.seq]
    if after:
        return found(
            Text(
                "Tussen het stuk over de participatie en het besluit was er nog inbreng of weging.",
                "Between the paper on participation and the decision more came in or was weighed.",
            ),
            (*entries, *after),
        )
    if data_of(paper)["sha256"] is None:
        return not_applicable(
            Text(
                "Het stuk heeft geen hash van een bestand: welke tekst het was, is niet te zeggen.",
                "The paper has no hash of a file: which text it was cannot be told.",
            ),
            entries,
        )
    return passed(
        Text(
            "Het stuk over de participatie is van na de laatste inbreng en weging.",
            "The paper on participation is from after the last contribution and weighing.",
        ),
        entries,
    )
