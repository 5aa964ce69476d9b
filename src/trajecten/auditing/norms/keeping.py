"""Norms on the record itself: whole, in time, by more than one; and no longer than needed."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from trajecten.auditing.norms.dossier import Dossier, data_of, is_over
from trajecten.auditing.norms.norm import Norm, NormResult, found, not_applicable, passed
from trajecten.core.dates import day_words
from trajecten.core.events import Action
from trajecten.core.facts import Facts
from trajecten.core.terms import day_of
from trajecten.core.text import Text, joined
from trajecten.core.workflow import Workflow
from trajecten.ledger.entry import FROM_XES, PERSON_FIELD
from trajecten.ledger.erasure import erased_among


def record_whole_and_in_time(facts: Facts, ledger: Dossier, workflow: Workflow) -> NormResult:
    """N20: the ledger is whole, nothing was recorded too late, nobody approved their own step."""
    del facts, workflow
    if ledger.flaw is not None:
        words = Text("Het logboek is beschadigd: {why}", "The ledger is damaged: {why}")
        return found(words.fill(why=ledger.flaw), (one.seq for one in ledger.entries[-1:]))
    own = [one for one in ledger.entries if FROM_XES not in one.origin]
    late = [one.seq for one in own if one.recorded_at - one.at > _days(ledger)]
    alone = list(_approved_alone(ledger))
    told = []
    if late:
        words = Text(
            "Meer dan {n} dagen later vastgelegd: {many} keer.",
            "Recorded more than {n} days later: {many} times.",
        )
        told.append(words.fill(n=ledger.thresholds.late_days, many=len(late)))
    if alone:
        told.append(
            Text(
                "Een stap is alleen goedgekeurd door wie haar zette.",
                "A step was approved by nobody but whoever took it.",
            )
        )
    if told:
        return found(joined(told, " "), (*late, *alone))
    whole = Text(
        "De keten is heel, op tijd vastgelegd en niet door één persoon goedgekeurd en gezet.",
        "The chain is whole, recorded in time, and no step was approved and taken by one person.",
    )
    imported = len(ledger.entries) - len(own)
    more = Text(
        "Overgenomen uit een ander systeem, en niet op tijd beoordeeld: {n}.",
        "Taken over from another system, and not judged by time: {n}.",
    )
    seqs = (one.seq for one in ledger.entries[-1:])
    return passed(whole + more.fill(n=imported) if imported else whole, seqs)


def personal_data_not_kept_too_long(
    facts: Facts, ledger: Dossier, workflow: Workflow
) -> NormResult:
    """N21: after the end, names and texts are not kept longer than they are needed."""
    if not is_over(facts, workflow):
        return not_applicable(
            Text(
                "Het traject loopt nog: de bewaartermijn is niet begonnen.",
                "The trajectory is still going on: the time to keep has not begun.",
            ),
        )
    *_before, ended = ledger.of(Action.STARTED, Action.ADVANCED, Action.MIGRATED)
    limit = timedelta(days=ledger.thresholds.retention_days)
    due = day_words(day_of(ended.recorded_at + limit))
    kept = tuple(_kept(ledger))
    if ledger.now - ended.recorded_at > limit:
        words = Text(
            "De bewaartermijn liep tot en met {day}; van gesprekken en inbreng is nog niet gewist: "
            "{n} namen en teksten.",
            "The time to keep ran up to and including {day}; of conversations and contributions "
            "were not erased yet: {n} names and texts.",
        )
        if kept:
            return found(words.fill(day=due, n=len(kept)), dict.fromkeys(kept))
        gone = Text(
            "Van gesprekken en inbreng zijn alle namen en teksten gewist.",
            "Of conversations and contributions all names and texts were erased.",
        )
        return passed(gone, (one.seq for one in ledger.of(Action.ERASED)))
    words = Text("Bewaren mag tot en met {day}.", "May be kept up to and including {day}.")
    return passed(words.fill(day=due), (ended.seq,))


NORMS = (
    Norm(
        id="N20",
        asks=Text(
            "Is het logboek heel, op tijd bijgehouden, en niet door één persoon?",
            "Is the ledger whole, kept in time, and not by one person?",
        ),
        source=Text("BIO2 8.15", "BIO2 8.15"),
        judge=record_whole_and_in_time,
        limit=Text(
            "Van wat nooit is vastgelegd, weet het logboek niets. Of een hele keten is "
            "vervangen, zegt alleen een hash die iemand anders bewaart.",
            "Of what was never recorded, the ledger knows nothing. Whether a whole chain was "
            "replaced, only a hash that somebody else keeps can tell.",
        ),
        thresholds=("late_days",),
    ),
    Norm(
        id="N21",
        asks=Text(
            "Worden persoonsgegevens niet langer bewaard dan nodig?",
            "Are personal data kept no longer than needed?",
        ),
        source=Text("AVG, artikel 5 en 17", "GDPR, articles 5 and 17"),
        judge=personal_data_not_kept_too_long,
        limit=Text(
            "De echte termijn per soort gegeven staat in de selectielijst en het "
            "verwerkingsregister; hier geldt één aantal dagen voor alles. Of er is gewist zonder "
            "dat vast te leggen, zegt `audit verify`.",
            "The real time for each kind of data is in the selection list and the register of "
            "processing; here one number of days holds for all. Whether something was erased "
            "without a record, `audit verify` tells.",
        ),
        thresholds=("retention_days",),
    ),
)


# Private


_OF_PEOPLE = (
    Action.CONTACT_RECORDED,
    Action.CONTACT_CORRECTED,
    Action.CONTRIBUTION_RECEIVED,
)


def _kept(ledger: Dossier) -> Iterator[int]:
    """Return in which entries something of people stands that no entry says was erased."""
    erased = erased_among(ledger.entries)
    for one in ledger.of(*_OF_PEOPLE):
        person = f"{PERSON_FIELD}{data_of(one)['person']}"
        for field in one.personal:
            of_people = field == person or not field.startswith(PERSON_FIELD)
            if of_people and (one.seq, field) not in erased:
                yield one.seq


def _days(ledger: Dossier) -> timedelta:
    return timedelta(days=ledger.thresholds.late_days)


def _approved_alone(ledger: Dossier) -> Iterator[int]:
    """Return the steps that were approved, and by nobody else than whoever took them."""
    given: dict[str, set[str]] = {}
    for one in ledger.of(Action.APPROVED, Action.ADVANCED):
        data: Mapping[str, Any] = data_of(one)
        if one.action == Action.APPROVED:
            given.setdefault(data["transition"], set()).add(data["person"])
            continue
        if given.pop(data["transition"], set()) == {one.actor}:
            yield one.seq
