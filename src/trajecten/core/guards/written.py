"""Conditions as data: how the ledger writes down what is still owed, and how it is read back."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import Any

from trajecten.core.duration import Duration
from trajecten.core.finding import Json
from trajecten.core.guards import BUILTIN, COMBINATORS
from trajecten.core.guards.absent import Tolerant
from trajecten.core.guards.answers import FeedbackSent
from trajecten.core.guards.combine import AllOf, AnyOf
from trajecten.core.guards.contacts import ContactsPerDomain
from trajecten.core.guards.days import ContactDays
from trajecten.core.guards.flow import InPhase, MinDuration
from trajecten.core.guards.people import Approved
from trajecten.core.guards.received import ContributionsReceived
from trajecten.core.guards.records import LessonsRecorded
from trajecten.core.guards.terms import TermNotExpired, WithinTerm
from trajecten.core.guards.window import Window
from trajecten.core.params import ParamKind, params_of
from trajecten.core.since import THIS_VISIT
from trajecten.core.workflow import Kind, Requirement

_PARTS = frozenset({ParamKind.REQUIREMENT, ParamKind.REQUIREMENTS})


def written(requirement: Requirement) -> dict[str, Json]:
    """Return a condition as JSON: the guard's name and its parameters."""
    guard: Any = requirement.guard
    return {
        "guard": guard.kind,
        "params": {name: _json(getattr(guard, name)) for name in params_of(type(guard))},
        "basis": requirement.basis,
    }


def read(data: Mapping[str, Any], guards: Mapping[str, type[Any]]) -> Requirement:
    """Return the condition that `written` wrote.

    `guards` are those installed; one that is not among them any more cannot answer, and says so.
    """
    name = data["guard"]
    known = {**BUILTIN, **guards, **COMBINATORS}
    guard = known.get(name)
    if guard is None:
        return Requirement(guard=Tolerant(known).stand_in(name)(), basis=data["basis"])
    given: Mapping[str, Any] = data["params"]
    values = {
        param: _value(one.kind, given[param], guards)
        for param, one in params_of(guard).items()
        if param in given
    }
    return Requirement(guard=guard(**values), basis=data["basis"])


def owed_of(requirement: Requirement) -> Requirement | None:
    """Return what of a condition can still be met after the step that left it out.

    None for one that is about the stay in the phase that was left, or about another track: those
    moments do not come back. Of `all` the rest is still owed; not so of `any`, where one of them
    might have been the way. A window of time is left out, for it is about the moment of the step.
    """
    match requirement.guard:
        case AllOf(parts=parts):
            return _joined(requirement, parts)
        case guard if _of_its_moment(guard):
            return None
        case AnyOf(parts=parts):
            return _joined(requirement, parts)
        case (ContactsPerDomain() | ContactDays() | FeedbackSent()) as windowed:
            return replace(requirement, guard=replace(windowed, within=None), message=None)
        case _:
            return replace(requirement, message=None)


# Private


def _joined(requirement: Requirement, parts: tuple[Requirement, ...]) -> Requirement | None:
    owed = tuple(one for each in parts if (one := owed_of(each)) is not None)
    if not owed:
        return None
    join: Any = type(requirement.guard)
    return replace(requirement, guard=join(parts=owed), message=None)


def _of_its_moment(guard: Any) -> bool:  # noqa: ANN401 (also guards of others)
    match guard:
        case MinDuration() | Approved() | LessonsRecorded() | InPhase():
            return True
        case TermNotExpired() | WithinTerm() | Window():
            return True
        # What came in does not go away: that it was not too much cannot be made good.
        case ContributionsReceived(max=int()):
            return True
        case guard if getattr(guard, "since", None) == THIS_VISIT:
            return True
        case _:
            parts: tuple[Requirement, ...] = getattr(guard, "parts", ())
            return any(_of_its_moment(one.guard) for one in parts)


def _json(value: Any) -> Json:  # noqa: ANN401 (the value of a parameter)
    match value:
        case Requirement():
            return dict(written(value))
        case Duration():
            return value.iso
        case date():
            return value.isoformat()
        case StrEnum():
            return value.value
        case tuple():
            return [_json(one) for one in value]
        case _:
            return value  # type: ignore[no-any-return]  # text, number, flag or nothing


def _value(kind: ParamKind, data: Any, guards: Mapping[str, type[Any]]) -> Any:  # noqa: ANN401
    if kind in _PARTS:
        return tuple(read(one, guards) for one in data)
    if kind is ParamKind.DURATION:
        return None if data is None else Duration.parse(data)
    if kind is ParamKind.DATE:
        return None if data is None else date.fromisoformat(data)
    if kind is ParamKind.KINDS:
        return tuple(Kind(one) for one in data)
    return _tupled(data)


def _tupled(data: Any) -> Any:  # noqa: ANN401
    return tuple(_tupled(one) for one in data) if isinstance(data, list) else data
