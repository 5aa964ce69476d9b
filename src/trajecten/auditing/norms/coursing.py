"""Norms on the course: deviations decided and reasoned, terms met."""

from collections.abc import Iterator

from trajecten.auditing.norms.dossier import Dossier, data_of
from trajecten.auditing.norms.norm import Norm, NormResult, found, not_applicable, passed
from trajecten.core.dates import day_words
from trajecten.core.events import Action
from trajecten.core.facts import Facts, TermFact
from trajecten.core.facts import Standing as DeviationStanding
from trajecten.core.running import Standing, TermState, standing
from trajecten.core.statute import Mark, TermKind
from trajecten.core.terms import day_of
from trajecten.core.text import Text, counted, joined
from trajecten.core.workflow import Workflow
from trajecten.ledger.entry import Entry


def deviations_reasoned_and_decided(
    facts: Facts, ledger: Dossier, workflow: Workflow
) -> NormResult:
    """N8: who approved a deviation held a deciding role, was not the asker, and gave a reason.

    What is owed for a deviation was done in time.
    """
    steps = [one.seq for one in ledger.of(Action.ADVANCED)]
    approved = [one for one in ledger.of(Action.DEVIATION_DECIDED) if data_of(one)["approved"]]
    if not steps and not approved:
        return not_applicable(Text("Er is nog geen stap gezet.", "No step was taken yet."))
    if not approved:
        return passed(
            Text(
                "Er is niet afgeweken van de werkwijze.",
                "There was no deviation from the workflow.",
            ),
            steps,
        )
    wrong = [(one.seq, why) for one in approved for why in _wrong_with(one, ledger, workflow)]
    wrong += list(_debts(facts, ledger))
    if wrong:
        return found(joined([why for _seq, why in wrong], " "), (seq for seq, _why in wrong))
    one, many = Text("afwijking", "deviation"), Text("afwijkingen", "deviations")
    words = Text(
        "{n}: gemotiveerd, en besloten door wie erover gaat.",
        "{n}: with a reason, and decided by who decides on it.",
    )
    total = counted(len(approved), one, many)
    return passed(words.fill(n=total), (one.seq for one in approved))


def terms_met(facts: Facts, ledger: Dossier, workflow: Workflow) -> NormResult:
    """N13: what a maximum asks was done by its last day; a minimum ran to its last day."""
    judged = list(_terms(facts, ledger, workflow))
    broken = [(seq, why) for seq, why in judged if why is not None]
    if broken:
        return found(joined([why for _seq, why in broken], " "), (seq for seq, _why in broken))
    if not judged:
        return not_applicable(
            Text(
                "Er is geen termijn waarvan al te zeggen is of zij is gehaald.",
                "There is no term of which it can be told yet whether it was met.",
            ),
            (one.seq for one in facts.terms.values()),
        )
    words = Text("Gehaald: {n}.", "Met: {n}.")
    total = counted(len(judged), Text("termijn", "term"), Text("termijnen", "terms"))
    return passed(words.fill(n=total), (seq for seq, _why in judged))


NORMS = (
    Norm(
        id="N8",
        asks=Text(
            "Ging het zoals de werkwijze zegt, en is elke afwijking gemotiveerd en door de goede "
            "persoon besloten?",
            "Did it go as the workflow says, and was each deviation reasoned and decided by the "
            "right person?",
        ),
        source=Text(
            "Participatiegids Amersfoort (2020)", "Participation guide of Amersfoort (2020)"
        ),
        judge=deviations_reasoned_and_decided,
        limit=Text(
            "Of elke stap volgens de werkwijze was, doet `audit replay` over.",
            "Whether each step was by the workflow, `audit replay` does again.",
        ),
    ),
    Norm(
        id="N13",
        asks=Text("Zijn de termijnen gehaald?", "Were the terms met?"),
        source=Text("Algemene wet bestuursrecht", "General Administrative Law Act (Awb)"),
        judge=terms_met,
        limit=Text(
            "Alleen de laatste keer dat een termijn liep, en alleen termijnen van de werkwijze. "
            "Van een uiterste termijn zonder vastgelegd einde is niet te zeggen of zij is gehaald.",
            "Only the last time that a term ran, and only terms of the workflow. Of a maximum "
            "without a recorded end it cannot be told whether it was met.",
        ),
    ),
)


# Private


def _wrong_with(decided: Entry, ledger: Dossier, workflow: Workflow) -> Iterator[Text]:
    asked = next(
        (one for one in ledger.of(Action.DEVIATION_ASKED) if one.object == decided.object), None
    )
    text = ledger.workflows.get(decided.definition, workflow)
    who = (
        text.deviations.decided_by(relation=bool(decided.data["relation"]))
        if text.deviations
        else None
    )
    what = {"id": decided.object}
    if "motivation" not in decided.personal:
        yield Text(
            "Bij de goedkeuring van {id} staat geen motivering.",
            "The approval of {id} has no reason.",
        ).fill(**what)
    if asked is not None and asked.actor == decided.actor:
        yield Text(
            "Over {id} is besloten door wie het vroeg.", "{id} was decided by whoever asked for it."
        ).fill(**what)
    if who is None or decided.role not in who.roles:
        yield Text(
            "Over {id} is besloten in een rol die er niet over gaat.",
            "{id} was decided in a role that does not decide on it.",
        ).fill(**what)


def _debts(facts: Facts, ledger: Dossier) -> Iterator[tuple[int, Text]]:
    """Return what is owed and was not done by its day."""
    late = {
        one.id
        for one in facts.deviations
        if one.standing is DeviationStanding.OWING and one.due is not None and one.due < ledger.now
    }
    words = Text(
        "Wat voor {id} later moest gebeuren, is niet op tijd gebeurd.",
        "What was to be done later for {id} was not done in time.",
    )
    for one in ledger.of(Action.DEVIATION_DECIDED):
        if one.object in late:
            yield one.seq, words.fill(id=one.object)


def _terms(facts: Facts, ledger: Dossier, workflow: Workflow) -> Iterator[tuple[int, Text | None]]:
    """Return each term that can be judged, by the entry that started it, with what is wrong."""
    known = workflow.names("term")
    for fact in facts.terms.values():
        if fact.id in known:
            now = standing(workflow, facts, fact.id, day_of(ledger.now))
            judge = _minimum if now.term.kind is TermKind.MINIMUM else _maximum
            yield from judge(fact, now, ledger)


def _maximum(fact: TermFact, now: Standing, ledger: Dossier) -> Iterator[tuple[int, Text | None]]:
    del ledger
    if now.last is None or now.term.ends is None:
        return
    words = Text("{term}: de laatste dag was {day}.", "{term}: the last day was {day}.")
    if now.over:
        yield fact.seq, words.fill(term=now.term.label.capitalised, day=day_words(now.last))
    elif now.state is TermState.ENDED:
        yield fact.seq, None


def _minimum(fact: TermFact, now: Standing, ledger: Dossier) -> Iterator[tuple[int, Text | None]]:
    """Return whether the phase that a minimum started with was left before its last day passed."""
    if now.last is None or now.term.starts.mark is not Mark.ENTERING:
        return
    left = next(
        (
            one
            for one in ledger.of(Action.ADVANCED)
            if one.seq > fact.seq and one.data["from"] == now.term.starts.id
        ),
        None,
    )
    words = Text(
        "{term}: verder gegaan voordat {day} voorbij was.",
        "{term}: went on before {day} was over.",
    )
    if left is not None and day_of(left.at) <= now.last:
        yield left.seq, words.fill(term=now.term.label.capitalised, day=day_words(now.last))
    elif left is not None or now.over:
        yield fact.seq, None
