"""What a requirement asks, in whole sentences that say how it is when it is met."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from types import MappingProxyType
from typing import Any

from trajecten.core.guards.answers import ContributionsDisposed, FeedbackSent
from trajecten.core.guards.children import Children
from trajecten.core.guards.choices import Chosen
from trajecten.core.guards.combine import AllOf, AnyOf, Not
from trajecten.core.guards.contacts import ContactsPerDomain
from trajecten.core.guards.days import ContactDays
from trajecten.core.guards.debts import DebtsRepaid
from trajecten.core.guards.flow import InPhase, MinDuration
from trajecten.core.guards.papers import Artefact, Endorsed
from trajecten.core.guards.people import Approved, RolesFilled
from trajecten.core.guards.received import ContributionsReceived
from trajecten.core.guards.records import ActionsOwned, DecisionRecorded, LessonsRecorded
from trajecten.core.guards.terms import TermElapsed, TermNotExpired, WithinTerm
from trajecten.core.guards.topics import TopicsChosen
from trajecten.core.guards.window import Window
from trajecten.core.params import params_of
from trajecten.core.text import Text
from trajecten.core.workflow import Requirement, Workflow
from trajecten.explaining import circumstances, records
from trajecten.explaining.conversations import contact_days, conversations
from trajecten.explaining.explanation import Point
from trajecten.explaining.wording import resting_on


def condition(requirement: Requirement, workflow: Workflow) -> Point:
    """Return what a requirement asks, as a sentence with the ground it rests on."""
    guard = requirement.guard
    told = _WHOLE.get(type(guard))
    point = told(guard, workflow) if told else Point(_sentence(guard, workflow))
    return Point(resting_on(point.words, requirement.basis), point.points)


# Private


def _sentence(guard: Any, workflow: Workflow) -> Text:  # noqa: ANN401 (also guards of others)
    told = _SENTENCES.get(type(guard))
    return told(guard, workflow) if told else _of_others(guard)


def _all(guard: AllOf, workflow: Workflow) -> Point:
    words = Text("Dit is allemaal zo:", "All of this is so:")
    return Point(words, tuple(condition(one, workflow) for one in guard.parts))


def _any(guard: AnyOf, workflow: Workflow) -> Point:
    words = Text("Minstens één van deze dingen is zo:", "At least one of these is so:")
    return Point(words, tuple(condition(one, workflow) for one in guard.parts))


def _not(guard: Not, workflow: Workflow) -> Point:
    words = Text("Dit is juist niet zo:", "This is not so:")
    return Point(words, tuple(condition(one, workflow) for one in guard.parts))


def _of_others(guard: Any) -> Text:  # noqa: ANN401 (a guard of a package we do not know)
    asked = ", ".join(_written(guard))
    words = Text("Aan de voorwaarde {kind} is voldaan.", "The condition {kind} is met.")
    if not asked:
        return words.fill(kind=guard.kind)
    return words.fill(kind=f"{guard.kind} ({asked})")


def _written(guard: Any) -> Iterator[str]:  # noqa: ANN401 (as above)
    declared = params_of(type(guard))
    for one in fields(guard):
        if one.name in declared and getattr(guard, one.name) not in (None, ()):
            yield f"{one.name}: {getattr(guard, one.name)}"


_WHOLE: Mapping[type[Any], Callable[[Any, Workflow], Point]] = MappingProxyType(
    {
        AllOf: _all,
        AnyOf: _any,
        Artefact: records.artefact,
        ContactsPerDomain: conversations,
        Not: _not,
    }
)
"""The guards that take points below their sentence."""


_SENTENCES: Mapping[type[Any], Callable[[Any, Workflow], Text]] = MappingProxyType(
    {
        ActionsOwned: records.actions_owned,
        Approved: records.approved,
        Children: circumstances.children,
        Chosen: circumstances.chosen,
        ContactDays: contact_days,
        ContributionsDisposed: records.contributions_disposed,
        ContributionsReceived: records.contributions_received,
        DebtsRepaid: records.debts_repaid,
        DecisionRecorded: records.decision_recorded,
        Endorsed: records.endorsed,
        FeedbackSent: records.feedback_sent,
        InPhase: circumstances.in_phase,
        LessonsRecorded: records.lessons_recorded,
        MinDuration: circumstances.min_duration,
        RolesFilled: records.roles_filled,
        TermElapsed: circumstances.term_elapsed,
        TermNotExpired: circumstances.term_not_expired,
        TopicsChosen: circumstances.topics_chosen,
        Window: circumstances.window,
        WithinTerm: circumstances.within_term,
    }
)
"""The guards that are told in a sentence."""


TOLD = frozenset(one.kind for one in (*_WHOLE, *_SENTENCES))
"""The kinds of guard that have words of their own."""
