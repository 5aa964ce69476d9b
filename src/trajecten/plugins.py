"""Guards of others, found by entry point."""

from dataclasses import is_dataclass
from importlib.metadata import entry_points
from types import MappingProxyType

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
        if point.name in guards or point.name in COMBINATORS:
            raise _unusable(point.name, point.value, "dubbele naam", "its name is taken")
        try:
            guard = point.load()
        except Exception as error:
            why = f"{type(error).__name__}: {error}"
            raise _unusable(point.name, point.value, why, why) from error
        if not _is_guard(guard):
            nl = "geen dataclass met kind en evaluate"
            raise _unusable(point.name, point.value, nl, "no dataclass with kind and evaluate")
        guards[point.name] = guard
    return MappingProxyType(guards)


# Private


def _is_guard(found: object) -> bool:
    return (
        isinstance(found, type)
        and is_dataclass(found)
        and isinstance(getattr(found, "kind", None), str)
        and callable(getattr(found, "evaluate", None))
    )


def _unusable(name: str, value: str, nl: str, en: str) -> InputError:
    return InputError(
        f"De voorwaarde {name!r} uit {value!r} is niet bruikbaar: {nl}.",
        f"The guard {name!r} of {value!r} cannot be used: {en}.",
        instance=GROUP,
    )
