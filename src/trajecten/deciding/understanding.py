"""Whether the values of a command are of the kinds that its class declares."""

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType, NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from trajecten.core.commands import Command
from trajecten.errors import InputError

C = TypeVar("C", bound=Command)


def understood(command: C) -> C:
    """Return a command whose values are of the declared kinds; words become their enumeration.

    Raises:
        InputError: it is no command, or a value is of another kind; the error names the field.
    """
    if type(command) not in _DECLARED:
        given = type(command).__name__
        raise InputError(
            f"{given} is geen opdracht.", f"{given} is not a command.", instance="command"
        )
    changes: dict[str, Any] = {}
    for name, kinds in _DECLARED[type(command)]:
        value = getattr(command, name)
        changed = _fitting(value, kinds, name)
        if changed is not value:
            changes[name] = changed
    return replace(command, **changes) if changes else command


# Private


def _declared(command: type[Any]) -> tuple[tuple[str, tuple[Any, ...]], ...]:
    hints = get_type_hints(command)
    return tuple((one.name, _kinds(hints[one.name])) for one in fields(command))


def _kinds(hint: Any) -> tuple[Any, ...]:  # noqa: ANN401 (a type hint)
    return get_args(hint) if isinstance(hint, UnionType) else (hint,)


_DECLARED: Mapping[type[Any], tuple[tuple[str, tuple[Any, ...]], ...]] = MappingProxyType(
    {command: _declared(command) for command in get_args(Command)}
)


def _fitting(value: Any, kinds: tuple[Any, ...], name: str) -> Any:  # noqa: ANN401
    for kind in kinds:
        if _fits(value, kind):
            return value
        if isinstance(kind, type) and issubclass(kind, StrEnum) and value in list(kind):
            return kind(value)
    words = " | ".join(_word(kind) for kind in kinds)
    raise InputError(
        f"{name}: {value!r} kan hier niet; wel: {words}.",
        f"{name}: {value!r} does not fit here; what does: {words}.",
        instance=name,
    )


def _fits(value: object, kind: Any) -> bool:  # noqa: ANN401
    origin = get_origin(kind)
    if origin is tuple:
        return isinstance(value, tuple) and all(isinstance(one, str) for one in value)
    if origin is not None:
        texts = (*value.items(),) if isinstance(value, Mapping) else ((1, 1),)
        return all(isinstance(one, str) for pair in texts for one in pair)
    if isinstance(value, bool) or kind is bool:
        return kind is bool and isinstance(value, bool)
    if kind is date:
        return isinstance(value, date) and not isinstance(value, datetime)
    return isinstance(value, kind)


def _word(kind: Any) -> str:  # noqa: ANN401
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return ", ".join(one.value for one in kind)
    return "None" if kind is NoneType else getattr(kind, "__name__", str(kind))
