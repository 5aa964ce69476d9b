"""How long a term lasts: extending it, suspending it, letting it run on."""

from datetime import date

from trajecten.core.commands import ExtendTerm, ResumeTerm, SuspendTerm
from trajecten.core.dates import day_words
from trajecten.core.events import Action, Event, moment_text
from trajecten.core.finding import Finding, Missing
from trajecten.core.running import (
    Standing,
    TermState,
    decidable_until,
    moment_of_term,
    standing,
)
from trajecten.core.statute import Extension, Term
from trajecten.core.terms import day_of
from trajecten.core.text import Text
from trajecten.deciding.recording import Answer, Asking
from trajecten.deciding.rules import instant, known, not_in_future, optional_words, rule, words


def extend_term(asking: Asking, command: ExtendTerm) -> Answer:
    """Judge the extension of a term: allowed, running, once, in time, before its phase.

    So Awb 3:18, second paragraph: decided within eight weeks of receipt, before the draft is laid
    out for inspection, after the applicant was heard, of which a paper must be there.
    """
    known(asking.workflow, "term", command.term, field="term")
    reason = words(command.reason, field="reason")
    day = day_of(asking.now)
    now = standing(asking.workflow, asking.facts, command.term, day)
    extension = now.term.extension
    event = Event(
        action=Action.TERM_EXTENDED,
        object=command.term,
        at=asking.now,
        data={
            "term": command.term,
            "length": extension.length.iso if extension else None,
        },
        personal={"reason": reason},
    )
    if extension is None:
        return event, (_not_allowed(now.term),)
    return event, (
        _runs(asking, now),
        _once(now),
        _in_time(asking, now, day),
        _before_phase(asking, now.term, extension),
        _paper_there(asking, now.term, extension),
    )


def suspend_term(asking: Asking, command: SuspendTerm) -> Answer:
    """Judge the suspension of a term: allowed, and running on the day it is suspended."""
    known(asking.workflow, "term", command.term, field="term")
    reason = words(command.reason, field="reason")
    at = instant(command.on, asking.now)
    day = day_of(at)
    now = standing(asking.workflow, asking.facts, command.term, day)
    event = Event(
        action=Action.TERM_SUSPENDED,
        object=command.term,
        at=at,
        data={"term": command.term, "on": day.isoformat(), "at": moment_text(at)},
        personal={"reason": reason},
    )
    if now.term.suspension is None:
        return event, (_not_suspendable(now.term),)
    return event, (
        _runs(asking, now),
        _not_suspended(now),
        _not_before(day, _earliest(now, day)),
        not_in_future(at, asking.now),
    )


def resume_term(asking: Asking, command: ResumeTerm) -> Answer:
    """Judge that a term runs on: it is suspended, and not resumed before that."""
    known(asking.workflow, "term", command.term, field="term")
    at = instant(command.on, asking.now)
    day = day_of(at)
    now = standing(asking.workflow, asking.facts, command.term, day)
    since = now.fact.suspended_on if now.fact and now.state is TermState.SUSPENDED else None
    event = Event(
        action=Action.TERM_RESUMED,
        object=command.term,
        at=at,
        data={
            "term": command.term,
            "on": day.isoformat(),
            "days": 0 if since is None else stood_still(since, day),
            "at": moment_text(at),
        },
        personal=optional_words(command.reason, field="reason"),
    )
    findings = [_is_suspended(now), not_in_future(at, asking.now)]
    if since is not None:
        findings.append(_not_before(day, since))
    return event, tuple(findings)


def stood_still(since: date, until: date) -> int:
    """Return how many days a term stood still: from the day after the first, to the other.

    So Awb 4:15, first paragraph: suspended from the day after that on which the applicant is asked
    for more, until the day on which the application is complete; that day is not one of them.
    """
    return max((until - since).days - 1, 0)


# Private


def _missing(term: Term) -> tuple[Missing, ...]:
    return (Missing(term.id, term.label),)


def _not_allowed(term: Term) -> Finding:
    return rule(
        "term_extendable",
        met=False,
        unmet=Text(
            "{term}: deze termijn kan volgens het proces niet worden verlengd.",
            "{term}: by its workflow this term cannot be extended.",
        ).fill(term=term.label.capitalised),
        missing=_missing(term),
    )


def _not_suspendable(term: Term) -> Finding:
    return rule(
        "term_suspendable",
        met=False,
        unmet=Text(
            "{term}: deze termijn kan volgens het proces niet worden opgeschort.",
            "{term}: by its workflow this term cannot be suspended.",
        ).fill(term=term.label.capitalised),
        missing=_missing(term),
    )


def _runs(asking: Asking, now: Standing) -> Finding:
    label = now.term.label.capitalised
    if now.fact is None:
        words_of = Text(
            "{term}: deze termijn is nog niet begonnen; dat gebeurt {when}.",
            "{term}: this term has not begun yet; it does {when}.",
        ).fill(term=label, when=moment_of_term(asking.workflow, now.term.starts))
    elif now.state is TermState.ENDED:
        words_of = Text(
            "{term}: wat deze termijn vraagt, is al gedaan.",
            "{term}: what this term asks is done already.",
        ).fill(term=label)
    else:
        words_of = Text(
            "{term}: deze termijn is verstreken; de laatste dag was {day}.",
            "{term}: this term has run out; the last day was {day}.",
        ).fill(term=label, day=day_words(now.last or now.fact.started))
    return rule(
        "term_running",
        met=now.state in {TermState.RUNNING, TermState.SUSPENDED},
        unmet=words_of,
        missing=_missing(now.term),
    )


def _once(now: Standing) -> Finding:
    return rule(
        "term_not_extended",
        met=now.fact is None or now.fact.extended_by is None,
        unmet=Text(
            "{term}: deze termijn is al verlengd; dat kan één keer.",
            "{term}: this term was extended already; that can be done once.",
        ).fill(term=now.term.label.capitalised),
        missing=_missing(now.term),
    )


def _in_time(asking: Asking, now: Standing, day: date) -> Finding:
    until = decidable_until(asking.workflow, now.term, now.fact) if now.fact else None
    return rule(
        "extension_in_time",
        met=until is None or day <= until,
        unmet=Text(
            "{term}: verlengen kon tot en met {day}.",
            "{term}: it could be extended up to and including {day}.",
        ).fill(term=now.term.label.capitalised, day=day_words(until or day)),
        missing=_missing(now.term),
    )


def _before_phase(asking: Asking, term: Term, extension: Extension) -> Finding:
    phase = extension.before or ""
    return rule(
        "extension_before_phase",
        met=not asking.facts.visits.get(phase),
        unmet=Text(
            "{term}: verlengen kan alleen voordat de fase {phase} is ingegaan.",
            "{term}: it can only be extended before the phase {phase} is entered.",
        ).fill(term=term.label.capitalised, phase=asking.workflow.name_of("phase", phase)),
        missing=_missing(term),
    )


def _paper_there(asking: Asking, term: Term, extension: Extension) -> Finding:
    paper = extension.requires or ""
    label = asking.workflow.name_of("artefact", paper)
    return rule(
        "extension_paper",
        met=extension.requires is None or paper in asking.facts.artefacts,
        unmet=Text(
            "{term}: verlengen kan pas als {paper} is vastgelegd.",
            "{term}: it can only be extended once {paper} is registered.",
        ).fill(term=term.label.capitalised, paper=label),
        missing=(Missing(paper, label),),
        remedy=Text("Leg {paper} vast.", "Register {paper}.").fill(paper=label),
        command="RegisterArtefact",
        arguments=(("type", paper),),
    )


def _not_suspended(now: Standing) -> Finding:
    return rule(
        "term_not_suspended",
        met=now.state is not TermState.SUSPENDED,
        unmet=Text(
            "{term}: deze termijn staat al stil.", "{term}: this term stands still already."
        ).fill(term=now.term.label.capitalised),
        missing=_missing(now.term),
        remedy=Text("Laat de termijn eerst weer lopen.", "First let the term run on."),
        command="ResumeTerm",
        arguments=(("term", now.term.id),),
    )


def _is_suspended(now: Standing) -> Finding:
    return rule(
        "term_suspended",
        met=now.state is TermState.SUSPENDED,
        unmet=Text(
            "{term}: deze termijn staat niet stil.", "{term}: this term does not stand still."
        ).fill(term=now.term.label.capitalised),
        missing=_missing(now.term),
    )


def _earliest(now: Standing, day: date) -> date:
    """Return from when on a term can be suspended: its start, or when it ran on again."""
    return (now.fact.resumed_on or now.fact.started) if now.fact else day


def _not_before(day: date, earliest: date) -> Finding:
    return rule(
        "not_before",
        met=day >= earliest,
        unmet=Text("{day} ligt voor {earliest}.", "{day} is before {earliest}.").fill(
            day=day_words(day), earliest=day_words(earliest)
        ),
        remedy=Text("Geef een dag vanaf {earliest}.", "Give a day from {earliest} on.").fill(
            earliest=day_words(earliest)
        ),
    )
