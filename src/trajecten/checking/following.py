"""Which guards follow from which, which can never both be met, and which stay met."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from trajecten.core.duration import Duration
from trajecten.core.guards.answers import ContributionsDisposed
from trajecten.core.guards.choices import Chosen
from trajecten.core.guards.flow import MinDuration
from trajecten.core.guards.papers import Artefact
from trajecten.core.guards.people import Approved
from trajecten.core.guards.received import ContributionsReceived
from trajecten.core.guards.records import DecisionRecorded
from trajecten.core.guards.terms import TermElapsed, TermNotExpired, WithinTerm
from trajecten.core.guards.window import Window


def follows(first: Any, second: Any) -> bool:  # noqa: ANN401 (also guards of others)
    """Return whether the second guard is met wherever the first is."""
    match first, second:
        case WithinTerm(), TermNotExpired():
            return bool(first.term == second.term)
        case ContributionsReceived() | ContributionsDisposed(), ContributionsReceived(max=None):
            return bool(first.min >= second.min) and _since(first, second)
        case _:
            rule = _RULES.get(type(second))
            return type(first) is type(second) and rule is not None and rule(first, second)


def clash(first: Any, second: Any) -> bool:  # noqa: ANN401 (also guards of others)
    """Return whether two guards, in this order or the other, can never both be met.

    The last decision has one outcome, a choice one option, and a day one place on the calendar; a
    term that has run out has no time left.
    """
    return _clash(first, second) or _clash(second, first)


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


def _clash(first: Any, second: Any) -> bool:  # noqa: ANN401
    match first, second:
        case TermElapsed(), TermNotExpired() | WithinTerm():
            return bool(first.term == second.term)
        case DecisionRecorded(), DecisionRecorded():
            return first.body == second.body and _disjoint(first.outcomes, second.outcomes)
        case Chosen(), Chosen():
            return first.choice == second.choice and _disjoint(first.options, second.options)
        case Window(until=last), Window(since=day):
            return last is not None and day is not None and last < day
        case _:
            return False


def _artefact(first: Artefact, second: Artefact) -> bool:
    return (
        first.type == second.type
        and set(second.fields) <= set(first.fields)
        and second.must_cite <= first.must_cite
        and _since(first, second)
    )


def _decision(first: DecisionRecorded, second: DecisionRecorded) -> bool:
    narrower = _narrower(first.outcomes, second.outcomes)
    return first.body == second.body and narrower and _since(first, second)


def _choice(first: Chosen, second: Chosen) -> bool:
    narrower = _narrower(first.options, second.options)
    return first.choice == second.choice and narrower and _since(first, second)


def _approval(first: Approved, second: Approved) -> bool:
    return first.role == second.role and second.by <= first.by


def _duration(first: MinDuration, second: MinDuration) -> bool:
    lengths = zip(_amounts(second.duration), _amounts(first.duration), strict=True)
    return all(shorter <= longer for shorter, longer in lengths)


def _window(first: Window, second: Window) -> bool:
    begins = second.since is None or (first.since is not None and first.since >= second.since)
    ends = second.until is None or (first.until is not None and first.until <= second.until)
    return begins and ends


_RULES: Mapping[type, Callable[[Any, Any], bool]] = MappingProxyType(
    {
        Artefact: _artefact,
        DecisionRecorded: _decision,
        Chosen: _choice,
        Approved: _approval,
        MinDuration: _duration,
        Window: _window,
    }
)
"""When a guard asks no less than another of the same kind."""


def _since(first: Any, second: Any) -> bool:  # noqa: ANN401
    """Return whether what counts for the first guard counts for the second too."""
    return not second.since or getattr(first, "since", "") == second.since


def _narrower(some: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """Return whether all of some are among others; empty stands for anything."""
    return not others or (bool(some) and set(some) <= set(others))


def _disjoint(some: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """Return whether nothing is in both; empty stands for anything."""
    return bool(some and others) and not set(some) & set(others)


def _amounts(duration: Duration) -> tuple[int, int, int]:
    return (
        duration.years * 12 + duration.months,
        duration.weeks * 7 + duration.days,
        duration.hours * 60 + duration.minutes,
    )
