"""What somebody must be reminded of: terms that end, answers that are owed, actions that are late.

Pure: what was read is handed in.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType

from trajecten.core.dates import day_words, end_of
from trajecten.core.duration import Duration
from trajecten.core.facts import Facts
from trajecten.core.finding import Remedy
from trajecten.core.guards.answers import FeedbackSent
from trajecten.core.running import Standing, TermState, moment_of_term, standing
from trajecten.core.statute import Mark, TermKind
from trajecten.core.terms import day_of
from trajecten.core.text import Text, abridged, counted
from trajecten.core.workflow import Workflow
from trajecten.deciding import is_over
from trajecten.engine.departures import AttentionKind
from trajecten.storage.overdue import LateAction, Unanswered

USUAL = Duration(days=28)
"""How long something waits before somebody is reminded of it, where no term is set."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """One thing to be reminded of, in a trajectory that whoever asked knows."""

    kind: AttentionKind
    message: Text
    at: datetime
    remedies: tuple[Remedy, ...] = ()


def terms_to_watch(
    workflow: Workflow, facts: Facts, now: datetime, within: int
) -> Iterator[Reminder]:
    """Return the terms that end within so many days, stand still, or passed without being done.

    Nothing once every track is in a last phase. One that stands still is always told: it has no
    last day of which anybody could be warned.
    """
    if is_over(workflow, facts):
        return
    day = day_of(now)
    for term in workflow.terms:
        found = standing(workflow, facts, term.id, day)
        if found.fact and found.fact.suspended_on and found.state is TermState.SUSPENDED:
            yield _still(found, found.fact.suspended_on)
        elif found.state is TermState.RUNNING and found.last and (found.last - day).days <= within:
            yield _ending(workflow, found, found.last, day)
        elif found.state is TermState.OVER and found.last and _undone(found):
            yield _passed(workflow, found, found.last)


def feedback_owed(
    workflow: Workflow, waiting: Sequence[Unanswered], now: datetime
) -> Iterator[Reminder]:
    """Return what should have been answered by now, and what has waited for long.

    Only where a gate of the workflow says how long an answer may take, from the disposition, is
    there a last day; anything else is a reminder, after `USUAL`: no term is made up.
    """
    asked = _asked(workflow)
    answers = _due(((one.disposed_at, one.id) for one in waiting), asked or (USUAL,), now)
    if answers:
        words = _UNANSWERED if asked else _NOT_TOLD
        yield _owed(words, answers, (Remedy(_TELL, "SendFeedback"),))
    came_in = ((None if one.disposed_at else one.at, one.id) for one in waiting)
    unweighed = _due(came_in, (USUAL,), now)
    if unweighed:
        weigh = (
            Remedy(_WEIGH.fill(id=one.id), "DisposeContribution", (("contribution", one.id),))
            for one in unweighed[:_SHOWN]
        )
        yield _owed(_UNWEIGHED, unweighed, tuple(weigh))


def actions_late(late: Sequence[LateAction]) -> Iterator[Reminder]:
    """Return the actions that should have been finished."""
    for one in late:
        yield Reminder(
            kind=AttentionKind.ACTION,
            message=_LATE.fill(id=one.id, day=day_words(one.due)),
            at=end_of(one.due),
            remedies=(Remedy(_FINISH.fill(id=one.id), "FinishAction", (("action", one.id),)),),
        )


# Private

_SHOWN = 3
_CONTRIBUTION = (Text("inbreng", "contribution"), Text("keer inbreng", "contributions"))
_UNANSWERED = Text(
    "Nog geen terugkoppeling over {n} ({ids}); dat had uiterlijk {day} gemoeten.",
    "No feedback yet on {n} ({ids}); it should have been sent by {day}.",
)
_NOT_TOLD = Text(
    "Nog geen terugkoppeling over {n} ({ids}); gewogen sinds {since}.",
    "No feedback yet on {n} ({ids}); weighed since {since}.",
)
_UNWEIGHED = Text(
    "Nog niet gewogen: {n} ({ids}); binnengekomen sinds {since}.",
    "Not weighed yet: {n} ({ids}); received since {since}.",
)
_TELL = Text(
    "Vertel de inbrengers wat er met hun inbreng is gedaan.",
    "Tell contributors what was done with what they brought in.",
)
_WEIGH = Text("Weeg {id}, met reden.", "Dispose of {id}, with a reason.")
_LATE = Text("{id} had op {day} klaar moeten zijn.", "{id} should have been finished on {day}.")
_FINISH = Text("Rond {id} af.", "Finish {id}.")
_RUNS = Text(
    "{term}: tot en met {day} ({left}; {basis}).",
    "{term}: up to and including {day} ({left}; {basis}).",
)
_OVER = Text(
    "{term}: niet op tijd gedaan; de laatste dag was {day} ({basis}).",
    "{term}: not done in time; the last day was {day} ({basis}).",
)
_STILL = Text(
    "{term}: deze termijn staat stil sinds {day} ({basis}).",
    "{term}: this term stands still since {day} ({basis}).",
)
_TODAY = Text("vandaag is de laatste dag", "today is the last day")
_DAY_LEFT = (Text("dag", "day left"), Text("dagen", "days left"))
_LEFT = Text("nog {n}", "{n}")
_DO = Text("Doe wat de termijn vraagt: {when}.", "Do what the term asks: {when}.")
_RESUME = Text("Laat de termijn weer lopen.", "Let the term run on.")
_BY: Mapping[Mark, tuple[str, str]] = MappingProxyType(
    {
        Mark.TAKING: ("Advance", "transition"),
        Mark.REGISTERING: ("RegisterArtefact", "type"),
        Mark.DECIDING: ("RecordDecision", "body"),
    }
)
"""The command by which a term ends, and the field for what it is about."""


def _term(found: Standing, words: Text, day: date, **more: Text) -> Text:
    label = found.term.label.capitalised
    return words.fill(term=label, day=day_words(day), basis=found.term.basis, **more)


def _ending(workflow: Workflow, found: Standing, last: date, day: date) -> Reminder:
    days = (last - day).days
    left = _LEFT.fill(n=counted(days, *_DAY_LEFT)) if days else _TODAY
    return Reminder(
        kind=AttentionKind.TERM,
        message=_term(found, _RUNS, last, left=left),
        at=end_of(last),
        remedies=_to_do(workflow, found),
    )


def _passed(workflow: Workflow, found: Standing, last: date) -> Reminder:
    return Reminder(
        kind=AttentionKind.TERM,
        message=_term(found, _OVER, last),
        at=end_of(last),
        remedies=_to_do(workflow, found),
    )


def _still(found: Standing, since: date) -> Reminder:
    return Reminder(
        kind=AttentionKind.TERM,
        message=_term(found, _STILL, since),
        at=end_of(since),
        remedies=(Remedy(_RESUME, "ResumeTerm", (("term", found.term.id),)),),
    )


def _undone(found: Standing) -> bool:
    return found.term.kind is TermKind.MAXIMUM and bool(found.term.ends)


def _to_do(workflow: Workflow, found: Standing) -> tuple[Remedy, ...]:
    if not found.term.ends:
        return ()
    ends = found.term.ends[0]
    words = _DO.fill(when=moment_of_term(workflow, ends))
    if ends.mark not in _BY:
        return (Remedy(words, "Options"),)
    command, field = _BY[ends.mark]
    return (Remedy(words, command, ((field, ends.id),)),)


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A contribution that has waited too long: since when, and until when it might have."""

    id: str
    since: datetime
    due: datetime


def _asked(workflow: Workflow) -> tuple[Duration, ...]:
    asked = (one.guard for one in workflow.requirements())
    return tuple(one.within for one in asked if isinstance(one, FeedbackSent) and one.within)


def _due(
    since: Iterable[tuple[datetime | None, str]], allowed: tuple[Duration, ...], now: datetime
) -> list[_Waiting]:
    found = (
        _Waiting(identifier, at, min(one.after(at) for one in allowed))
        for at, identifier in since
        if at is not None
    )
    return [one for one in found if one.due < now]


def _owed(words: Text, late: Sequence[_Waiting], remedies: tuple[Remedy, ...]) -> Reminder:
    first = min(one.due for one in late)
    message = words.fill(
        n=counted(len(late), *_CONTRIBUTION),
        ids=abridged([one.id for one in late]),
        day=day_words(day_of(first)),
        since=day_words(day_of(min(one.since for one in late))),
    )
    return Reminder(kind=AttentionKind.FEEDBACK, message=message, at=first, remedies=remedies)
