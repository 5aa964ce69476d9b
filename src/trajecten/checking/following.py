"""What guards mean together: which can be met at one moment while others are not.

Guards on one subject (the decision of a body, the option of a choice, the day) are asked in every
*world* that could make a difference to them. Where more can only help, the one world that matters
is the least in which all that must be met is: what is not met there need not be met.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from itertools import combinations
from types import MappingProxyType
from typing import Any, TypeAlias

from trajecten.core.duration import Duration
from trajecten.core.guards.answers import ContributionsDisposed, FeedbackSent
from trajecten.core.guards.children import Children
from trajecten.core.guards.choices import Chosen
from trajecten.core.guards.flow import MinDuration
from trajecten.core.guards.papers import Artefact, Endorsed
from trajecten.core.guards.people import Approved, RolesFilled
from trajecten.core.guards.received import ContributionsReceived
from trajecten.core.guards.records import ActionsOwned, DecisionRecorded, LessonsRecorded
from trajecten.core.guards.terms import TermElapsed, TermNotExpired, WithinTerm
from trajecten.core.guards.topics import TopicsChosen
from trajecten.core.guards.window import Window

Subject: TypeAlias = tuple[str, str]
"""What a guard is about; guards on different subjects have nothing to do with each other."""

World: TypeAlias = Callable[[Any], bool]
"""One way things can be, as whether a guard is met there."""


def subject(guard: Any) -> Subject:  # noqa: ANN401 (also guards of others)
    """Return what a guard is about; one that is not known, about itself alone."""
    meaning = _MEANINGS.get(type(guard))
    if meaning is None:
        return "other", repr(guard)
    return meaning.about, str(getattr(guard, meaning.of, "")) if meaning.of else ""


def can_be(held: Sequence[Any], denied: Sequence[Any], every: tuple[str, ...] = ()) -> bool:
    """Return whether guards on one subject can all be met, and all of others not, at one moment.

    `every` are the options of a choice, or the domains of the workflow, where a guard that names
    none means all of them.
    """
    meaning = _MEANINGS.get(type((*held, *denied)[0]))
    if meaning is None:
        return not (held and denied)
    return any(
        all(world(one) for one in held) and not any(world(one) for one in denied)
        for world in meaning.worlds(held, denied, every)
    )


def shorter(one: Duration, other: Duration) -> bool:
    """Return whether one length is never more than another; a month and 30 days do not compare."""
    lengths = zip(_amounts(one), _amounts(other), strict=True)
    return all(first <= second for first, second in lengths) or _most(one) <= other.least


def stays(guard: Any) -> bool:  # noqa: ANN401 (also guards of others)
    """Return whether a guard stays met once it is, as long as nobody takes back what was said.

    Not so is what a window of time, a new version, a new visit, decision or choice may end.
    """
    match guard:
        case Artefact(fields=(), since="") | DecisionRecorded(outcomes=(), since=""):
            return True
        case Chosen(options=(), since="") | ContributionsReceived(max=None, since=""):
            return True
        case Window(until=None):
            return True
        case _:
            return False


# Private

Guards: TypeAlias = Sequence[Any]
_ANOTHER = "(another)"
"""An outcome, option or domain that no guard names."""


def _decisions(held: Guards, denied: Guards, _every: tuple[str, ...]) -> Iterator[World]:
    """Yield the last decision of a body, fallen since one phase or another began; or none."""
    yield _nothing
    guards = (*held, *denied)
    for outcome in {_ANOTHER, *(each for one in guards for each in one.outcomes)}:
        for since in _lately(guards):
            yield partial(_decided, outcome, since)


def _decided(outcome: str, since: frozenset[str], guard: DecisionRecorded) -> bool:
    return (not guard.outcomes or outcome in guard.outcomes) and guard.since in since


def _lately(guards: Guards) -> Iterator[frozenset[str]]:
    """Yield since which phases something may have been recorded; it always counts without one."""
    named = sorted({one.since for one in guards} - {""})
    for number in range(len(named) + 1):
        yield from (frozenset({"", *some}) for some in combinations(named, number))


def _options(held: Guards, denied: Guards, every: tuple[str, ...]) -> Iterator[World]:
    yield _nothing
    guards = (*held, *denied)
    named = (each for one in guards for each in one.options)
    for option in every or {_ANOTHER, *named}:
        for since in _lately(guards):
            yield partial(_chosen, option, since)


def _chosen(option: str, since: frozenset[str], guard: Chosen) -> bool:
    return (not guard.options or option in guard.options) and guard.since in since


def _days(held: Guards, denied: Guards, _every: tuple[str, ...]) -> Iterator[World]:
    """Yield the days on which some window opens, or is just over, and one before them all."""
    windows = (*held, *denied)
    opening = {one.since for one in windows if one.since}
    over = {one.until + timedelta(1) for one in windows if one.until and one.until < date.max}
    for day in {date.min, *opening, *over}:
        yield partial(_on, day)


def _on(day: date, guard: Window) -> bool:
    early = guard.since is not None and day < guard.since
    late = guard.until is not None and day > guard.until
    return not (early or late)


def _terms(_held: Guards, _denied: Guards, _every: tuple[str, ...]) -> Iterator[World]:
    for started, over in ((False, False), (True, False), (True, True)):
        yield partial(_term, started, over)


def _term(started: bool, over: bool, guard: Any) -> bool:  # noqa: ANN401 (one of three)
    match guard:
        case TermElapsed():
            return over
        case TermNotExpired():
            return not over
        case _:
            return started and not over


def _contributions(held: Guards, denied: Guards, _every: tuple[str, ...]) -> Iterator[World]:
    """Yield numbers on either side of each bound; not weighed, weighed, or answered in time."""
    guards = (*held, *denied)
    bounds = {getattr(one, "min", 0) for one in guards}
    bounds |= {one.max + 1 for one in guards if getattr(one, "max", None) is not None}
    in_time = tuple(one.within for one in held if isinstance(one, FeedbackSent) and one.within)
    for number in {0, 1, *bounds}:
        yield partial(_came_in, _Answers(number, weighed=True, answered=True, within=in_time))
        if number:
            yield partial(_came_in, _Answers(number))
            yield partial(_came_in, _Answers(number, weighed=True))


@dataclass(frozen=True, slots=True)
class _Answers:
    """How many contributions came in, and what was done with all of them."""

    number: int
    weighed: bool = False
    answered: bool = False
    within: tuple[Duration, ...] = ()


def _came_in(answers: _Answers, guard: Any) -> bool:  # noqa: ANN401 (one of three)
    match guard:
        case ContributionsReceived(min=least, max=most):
            return bool(least <= answers.number and (most is None or answers.number <= most))
        case ContributionsDisposed(min=least):
            return bool(answers.weighed and least <= answers.number)
        case _:
            limit: Duration | None = guard.within
            quick = limit is None or any(shorter(one, limit) for one in answers.within)
            return answers.answered and (quick or not answers.number)


def _papers(held: Guards, _denied: Guards, _every: tuple[str, ...]) -> Iterator[World]:
    """Yield no paper at all, and the one that has just what is asked of it."""
    yield _nothing
    fields = {each for one in held for each in one.fields}
    since = {"", *(one.since for one in held)}
    yield partial(_paper, fields, max((one.must_cite for one in held), default=0), since)


def _paper(fields: set[str], cites: int, since: set[str], guard: Artefact) -> bool:
    return set(guard.fields) <= fields and guard.must_cite <= cites and guard.since in since


def _endorsements(held: Guards, _denied: Guards, every: tuple[str, ...]) -> Iterator[World]:
    yield partial(_endorsed, {each for one in held for each in _endorsers(one, every)}, every)


def _endorsed(given: set[tuple[str, str]], every: tuple[str, ...], guard: Endorsed) -> bool:
    return _endorsers(guard, every) <= given


def _endorsers(guard: Endorsed, every: tuple[str, ...]) -> set[tuple[str, str]]:
    domains, roles = guard.endorsers(every or (_ANOTHER,))
    return {("domain", one) for one in domains} | {("role", one) for one in roles}


def _people(held: Guards, _denied: Guards, _every: tuple[str, ...]) -> Iterator[World]:
    """Yield who is there: who approves in a role holds it."""
    approvals: dict[str, int] = {}
    filled: set[str] = set()
    for one in held:
        if isinstance(one, Approved):
            approvals[one.role] = max(one.by, approvals.get(one.role, 0))
            filled |= {one.role} if one.by else set()
        else:
            filled |= set(one.roles)
    yield partial(_there, filled, approvals)


def _there(filled: set[str], approvals: Mapping[str, int], guard: Approved | RolesFilled) -> bool:
    if isinstance(guard, Approved):
        return guard.by <= approvals.get(guard.role, 0)
    return set(guard.roles) <= filled


def _least(
    suffices: Callable[[Guards, Any, tuple[str, ...]], bool],
) -> Callable[[Guards, Guards, tuple[str, ...]], Iterator[World]]:
    """Return the one world in which no more is met than follows from what is held."""

    def worlds(held: Guards, _denied: Guards, every: tuple[str, ...]) -> Iterator[World]:
        yield lambda guard: suffices(held, guard, every)

    return worlds


def _lessons(held: Guards, guard: LessonsRecorded, _every: tuple[str, ...]) -> bool:
    return not guard.min or any(guard.min <= one.min for one in held)


def _actions(held: Guards, guard: ActionsOwned, _every: tuple[str, ...]) -> bool:
    return any(guard.min <= one.min for one in held)


def _lasted(held: Guards, guard: MinDuration, _every: tuple[str, ...]) -> bool:
    return any(shorter(guard.duration, one) for one in (Duration(), *(h.duration for h in held)))


def _topics(held: Guards, guard: TopicsChosen, every: tuple[str, ...]) -> bool:
    criteria = not guard.criteria or any(one.criteria for one in held)
    return criteria and (not guard.min or any(_as_many(one, guard, every) for one in held))


def _as_many(one: TopicsChosen, other: TopicsChosen, every: tuple[str, ...]) -> bool:
    asked, wanted = (set(each.domains or every or (_ANOTHER,)) for each in (one, other))
    return other.min <= one.min and wanted <= asked


def _children(held: Guards, guard: Children, _every: tuple[str, ...]) -> bool:
    return any(_counts_as_well(one, guard) and _enough(one, guard) for one in held)


def _counts_as_well(one: Children, other: Children) -> bool:
    """Return whether each child that counts for the first counts for the second too."""
    if _any_child(other):
        return True
    return not _any_child(one) and set(one.kinds) <= set(other.kinds) and one.final <= other.final


def _enough(one: Children, other: Children) -> bool:
    """Return whether so many are enough; 0 is all of them, of which there is at least one."""
    if not other.min:
        return not one.min or _any_child(other)
    return other.min <= (one.min or 1)


def _any_child(guard: Children) -> bool:
    return not guard.kinds and not guard.final


def _nothing(_guard: object) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class _Meaning:
    """What a sort of guards is about (`of` names the parameter), and in which worlds to ask it."""

    about: str
    of: str
    worlds: Callable[[Guards, Guards, tuple[str, ...]], Iterator[World]]


_TERM = _Meaning("term", "term", _terms)
_CONTRIBUTIONS = _Meaning("contributions", "since", _contributions)
_PEOPLE = _Meaning("people", "", _people)
_MEANINGS: Mapping[type, _Meaning] = MappingProxyType(
    {
        DecisionRecorded: _Meaning("decision", "body", _decisions),
        Chosen: _Meaning("choice", "choice", _options),
        Window: _Meaning("day", "", _days),
        TermElapsed: _TERM,
        TermNotExpired: _TERM,
        WithinTerm: _TERM,
        ContributionsReceived: _CONTRIBUTIONS,
        ContributionsDisposed: _CONTRIBUTIONS,
        FeedbackSent: _CONTRIBUTIONS,
        Artefact: _Meaning("artefact", "type", _papers),
        Endorsed: _Meaning("endorsed", "artefact", _endorsements),
        RolesFilled: _PEOPLE,
        Approved: _PEOPLE,
        LessonsRecorded: _Meaning("lessons", "", _least(_lessons)),
        ActionsOwned: _Meaning("actions", "", _least(_actions)),
        MinDuration: _Meaning("duration", "", _least(_lasted)),
        TopicsChosen: _Meaning("topics", "", _least(_topics)),
        Children: _Meaning("children", "", _least(_children)),
    }
)


def _amounts(duration: Duration) -> tuple[int, int, int]:
    return (
        duration.years * 12 + duration.months,
        duration.weeks * 7 + duration.days,
        duration.hours * 60 + duration.minutes,
    )


def _most(duration: Duration) -> timedelta:
    """Return the longest this can last: leap years, months of 31 days, an hour of winter time."""
    _, days, minutes = _amounts(duration)
    return timedelta(days=duration.years * 366 + duration.months * 31 + days, minutes=minutes + 60)
