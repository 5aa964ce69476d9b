"""How a term stands on a day: not started, running, suspended, run out, or what it asks done."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from trajecten.core.duration import Duration
from trajecten.core.facts import Facts, TermFact
from trajecten.core.statute import Mark, Moment, Term
from trajecten.core.terms import Counting, last_day
from trajecten.core.text import Text, listed
from trajecten.core.workflow import Noun, Workflow


class TermState(StrEnum):
    """How a term stands."""

    NOT_STARTED = "not_started"
    RUNNING = "running"
    SUSPENDED = "suspended"
    ENDED = "ended"
    """What a maximum asks was done, in time or not."""
    OVER = "over"
    """Its last day has passed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A term on one day.

    `last` is its last day; None before it started and while it is suspended. `over` says whether
    that had passed on the day asked about, or, when what it asks was done before, on that day.
    """

    term: Term
    state: TermState
    fact: TermFact | None = None
    last: date | None = None
    over: bool = False


def standing(workflow: Workflow, facts: Facts, identifier: str, day: date) -> Standing:
    """Return how a term of the workflow stands on a day.

    Raises:
        KeyError: the workflow has no such term.
        ValueError: the workflow has no calendar to count it by.
    """
    term = workflow.term(identifier)
    fact = facts.terms.get(identifier)
    if fact is None:
        return Standing(term=term, state=TermState.NOT_STARTED)
    if fact.suspended_on is not None and fact.ended is None:
        return Standing(term=term, state=TermState.SUSPENDED, fact=fact)
    last = counted(workflow, term, fact)
    over = (fact.ended or day) > last
    state = TermState.OVER if over else TermState.RUNNING
    if fact.ended is not None:
        state = TermState.ENDED
    return Standing(term=term, state=state, fact=fact, last=last, over=over)


def counted(workflow: Workflow, term: Term, fact: TermFact) -> date:
    """Return the last day of a term that was started, without a suspension that goes on.

    Raises:
        ValueError: the workflow has no calendar to count it by.
    """
    lengths: tuple[Duration, ...] = (term.length,)
    if fact.extended_by is not None:
        lengths += (Duration.parse(fact.extended_by),)
    return _last(workflow, term, fact.started, lengths, fact.suspended_days)


def decidable_until(workflow: Workflow, term: Term, fact: TermFact) -> date | None:
    """Return the last day on which an extension can be decided; None when any day will do."""
    if term.extension is None or term.extension.within is None:
        return None
    return _last(workflow, term, fact.started, (term.extension.within,), 0)


def moment_of_term(workflow: Workflow, moment: Moment) -> Text:
    """Return in words what a term begins or ends by."""
    if moment.mark is Mark.START:
        return Text("bij de start van het traject", "at the start of the trajectory")
    words, nouns = _WORDS[moment.mark]
    noun = next((one for one in nouns if moment.id in workflow.names(one)), nouns[0])
    found = words.fill(what=workflow.name_of(noun, moment.id))
    for more in _more(workflow, moment):
        found += more
    return found


def moments_of_term(workflow: Workflow, moments: tuple[Moment, ...]) -> Text:
    """Return in words what a term ends by: any of these."""
    return listed((moment_of_term(workflow, one) for one in moments), _OR)


# Private

_OR = Text("of", "or")
_WORDS: dict[Mark, tuple[Text, tuple[Noun, ...]]] = {
    Mark.ENTERING: (
        Text("bij het ingaan van de fase {what}", "on entering the phase {what}"),
        ("phase",),
    ),
    Mark.TAKING: (Text("bij de stap {what}", "with the step {what}"), ("transition",)),
    Mark.REGISTERING: (
        Text("bij het vastleggen van {what}", "on registering {what}"),
        ("artefact",),
    ),
    Mark.DECIDING: (
        Text("bij een besluit van {what}", "with a decision of {what}"),
        ("domain", "role"),
    ),
}


def _more(workflow: Workflow, moment: Moment) -> Iterator[Text]:
    if moment.outcomes:
        words = Text("(met de uitkomst {which})", "(with the outcome {which})")
        yield words.fill(which=listed(moment.outcomes, _OR))
    if moment.phases:
        phases = listed((workflow.name_of("phase", one) for one in moment.phases), _OR)
        yield Text("in de fase {which}", "in the phase {which}").fill(which=phases)
    if moment.after:
        terms = listed((workflow.name_of("term", one) for one in moment.after), _OR)
        words = Text("na afloop van de termijn {which}", "after the term {which} has run out")
        yield words.fill(which=terms)


def _last(
    workflow: Workflow,
    term: Term,
    started: date,
    lengths: tuple[Duration, ...],
    suspended: int,
) -> date:
    if workflow.calendar is None:
        raise ValueError(f"the workflow {workflow.id} has no calendar")
    counting = Counting(
        lengths=lengths, calendar=term.calendar, same_day=term.same_day, suspended=suspended
    )
    return last_day(started, counting, workflow.calendar)
