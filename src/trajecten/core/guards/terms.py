"""Guards on terms: that one has run out, that it has not, that it runs."""

from dataclasses import dataclass
from typing import ClassVar

from trajecten.core.dates import day_words
from trajecten.core.facts import Facts
from trajecten.core.finding import DEAD_END, Finding, Json, Missing, Remedy
from trajecten.core.params import ParamKind, param
from trajecten.core.running import Standing, TermState, moment_of_term, standing
from trajecten.core.terms import day_of
from trajecten.core.text import Text
from trajecten.core.workflow import Situation


@dataclass(frozen=True, slots=True, kw_only=True)
class TermElapsed:
    """The term was started, and its last day has passed."""

    kind: ClassVar[str] = "term_elapsed"

    term: str = param(ParamKind.TERM, "The term that must have run out.")

    def evaluate(self, facts: Facts, situation: Situation) -> Finding:
        """Return whether the last day has passed, and which day that is."""
        now = standing(situation.workflow, facts, self.term, day_of(situation.now))
        met = now.state is not TermState.NOT_STARTED and now.over
        return _finding(self.kind, now, met=met, remedy=_to_elapse(now, situation))


@dataclass(frozen=True, slots=True, kw_only=True)
class TermNotExpired:
    """The last day of the term has not passed; a term that was not started has not expired."""

    kind: ClassVar[str] = "term_not_expired"

    term: str = param(ParamKind.TERM, "The term that must not have run out.")

    def evaluate(self, facts: Facts, situation: Situation) -> Finding:
        """Return whether today is not after the last day."""
        now = standing(situation.workflow, facts, self.term, day_of(situation.now))
        return _finding(
            self.kind, now, met=not now.over, remedy=_to_begin(now, situation, anew=True)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class WithinTerm:
    """The term was started, and its last day has not passed."""

    kind: ClassVar[str] = "within_term"

    term: str = param(ParamKind.TERM, "The term that must run.")

    def evaluate(self, facts: Facts, situation: Situation) -> Finding:
        """Return whether the term was started and is not over; a suspended one is not over."""
        now = standing(situation.workflow, facts, self.term, day_of(situation.now))
        met = now.state is not TermState.NOT_STARTED and not now.over
        remedy = _to_begin(now, situation, anew=now.over)
        return _finding(self.kind, now, met=met, remedy=remedy)


# Private

_NOT_STARTED = Text(
    "{term}: deze termijn is nog niet begonnen.", "{term}: this term has not begun yet."
)
_SUSPENDED = Text(
    "{term}: deze termijn staat stil sinds {day}.", "{term}: this term stands still since {day}."
)
_RUNNING = Text(
    "{term}: deze termijn loopt tot en met {day}.",
    "{term}: this term runs up to and including {day}.",
)
_OVER = Text(
    "{term}: deze termijn is verstreken; de laatste dag was {day}.",
    "{term}: this term has run out; the last day was {day}.",
)
_DONE = Text(
    "{term}: op tijd gedaan; de laatste dag is {day}.",
    "{term}: done in time; the last day is {day}.",
)
_DONE_LATE = Text(
    "{term}: te laat gedaan; de laatste dag was {day}.",
    "{term}: done too late; the last day was {day}.",
)


def _finding(kind: str, now: Standing, *, met: bool, remedy: Remedy) -> Finding:
    label = now.term.label
    return Finding(
        guard=kind,
        met=met,
        message=_message(now),
        missing=() if met else (Missing(now.term.id, label),),
        remedies=() if met else (remedy,),
        facts=_facts(now),
        basis=now.term.basis,
    )


def _message(now: Standing) -> Text:
    label = now.term.label.capitalised
    if now.fact is None:
        return _NOT_STARTED.fill(term=label)
    if now.last is None:
        since = now.fact.suspended_on or now.fact.started
        return _SUSPENDED.fill(term=label, day=day_words(since))
    words = _OVER if now.over else _RUNNING
    if now.state is TermState.ENDED:
        words = _DONE_LATE if now.over else _DONE
    return words.fill(term=label, day=day_words(now.last))


def _facts(now: Standing) -> dict[str, Json]:
    days = {"started": now.fact.started if now.fact else None, "last_day": now.last}
    return {
        "term": now.term.id,
        "state": now.state.value,
        **{key: day.isoformat() for key, day in days.items() if day is not None},
    }


def _to_elapse(now: Standing, situation: Situation) -> Remedy:
    if now.fact is None or now.state is TermState.ENDED:
        return _to_begin(now, situation, anew=now.fact is not None)
    if now.last is None:
        words = Text("Laat de termijn weer lopen.", "Let the term run on.")
        return Remedy(words, "ResumeTerm", (("term", now.term.id),))
    return Remedy(
        Text("Wacht tot en met {day}.", "Wait up to and including {day}.").fill(
            day=day_words(now.last)
        )
    )


def _to_begin(now: Standing, situation: Situation, *, anew: bool) -> Remedy:
    if anew and not now.term.again:
        return DEAD_END
    words = (
        Text("Laat de termijn opnieuw beginnen: {when}.", "Let the term begin anew: {when}.")
        if anew
        else Text("Laat de termijn beginnen: {when}.", "Let the term begin: {when}.")
    )
    return Remedy(words.fill(when=moment_of_term(situation.workflow, now.term.starts)))
