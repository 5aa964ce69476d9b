"""Guards of others, found by entry point."""

from contextlib import suppress
from dataclasses import is_dataclass
from importlib.metadata import EntryPoint, entry_points
from types import MappingProxyType
from typing import Any

from trajecten.core.guards import BUILTIN, COMBINATORS, GuardRegistry
from trajecten.errors import InputError

GROUP = "trajecten.guards"
"""The entry point group; the name of an entry point is the name that workflow files use."""


def installed_guards() -> GuardRegistry:
    """Return the guards of trajecten and those of every package installed beside it.

    Raises:
        InputError: one of those cannot be loaded, or takes the name of another guard.
    """
    guards = dict(BUILTIN)
    for point in entry_points(group=GROUP):
        guards[point.name] = _loaded(point, guards)
    return MappingProxyType(guards)


def usable_guards() -> GuardRegistry:
    """Return the guards that can be used; one of others that is broken is left out.

    A workflow that asks for it can still be read: its step is blocked, and says why.
    """
    guards = dict(BUILTIN)
    for point in entry_points(group=GROUP):
        with suppress(InputError):
            guards[point.name] = _loaded(point, guards)
    return MappingProxyType(guards)


# Private


def _loaded(point: EntryPoint, guards: GuardRegistry) -> type[Any]:
    if point.name in guards or point.name in COMBINATORS:
        raise _unusable(point, "dubbele naam", "its name is taken")
    try:
        guard: object = point.load()
    except Exception as error:
        why = f"{type(error).__name__}: {error}"
        raise _unusable(point, why, why) from error
    if not isinstance(guard, type) or not _is_guard(guard):
        nl = "geen dataclass met kind en evaluate"
        raise _unusable(point, nl, "no dataclass with kind and evaluate")
    return guard


def _is_guard(found: type[Any]) -> bool:
    return (
        is_dataclass(found)
        and isinstance(getattr(found, "kind", None), str)
        and callable(getattr(found, "evaluate", None))
    )


def _unusable(point: EntryPoint, nl: str, en: str) -> InputError:
    return InputError(
        f"De voorwaarde {point.name!r} uit {point.value!r} is niet bruikbaar: {nl}.",
        f"The guard {point.name!r} of {point.value!r} cannot be used: {en}.",
        instance=GROUP,
    )
