"""The conditions a workflow may set, each a small frozen dataclass, and the registry of all."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TypeAlias

from trajecten.core.guards.answers import ContributionsDisposed, FeedbackSent
from trajecten.core.guards.children import Children
from trajecten.core.guards.choices import Chosen
from trajecten.core.guards.combine import AllOf, AnyOf, Not
from trajecten.core.guards.contacts import ContactsPerDomain
from trajecten.core.guards.days import ContactDays
from trajecten.core.guards.flow import InPhase, MinDuration
from trajecten.core.guards.papers import Artefact, Endorsed
from trajecten.core.guards.people import Approved, RolesFilled
from trajecten.core.guards.received import ContributionsReceived
from trajecten.core.guards.records import ActionsOwned, DecisionRecorded, LessonsRecorded
from trajecten.core.guards.terms import TermElapsed, TermNotExpired, WithinTerm
from trajecten.core.guards.topics import TopicsChosen
from trajecten.core.guards.window import Window
from trajecten.core.kinds import DataClass

GuardRegistry: TypeAlias = Mapping[str, DataClass]
"""Guard classes by the name that workflow files use."""

BUILTIN: GuardRegistry = MappingProxyType(
    {
        guard.kind: guard
        for guard in (
            ContactsPerDomain,
            ContactDays,
            Artefact,
            Endorsed,
            ContributionsDisposed,
            FeedbackSent,
            LessonsRecorded,
            ActionsOwned,
            RolesFilled,
            MinDuration,
            Approved,
            InPhase,
            DecisionRecorded,
            TopicsChosen,
            Children,
            TermElapsed,
            TermNotExpired,
            WithinTerm,
            Chosen,
            ContributionsReceived,
            Window,
        )
    }
)
"""The guards that come with trajecten."""

COMBINATORS: GuardRegistry = MappingProxyType({one.kind: one for one in (AllOf, AnyOf, Not)})
"""The guards that join others; in a file they are written as `all:`, `any:` and `not:`."""
