"""Guards and norms of others, found by entry point."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import is_dataclass, replace
from importlib.metadata import EntryPoint, entry_points
from types import MappingProxyType
from typing import Any

from trajecten.auditing.norms import NORMS, Norm, NormResult
from trajecten.auditing.norms import found as norm_found
from trajecten.core.guards import BUILTIN, COMBINATORS, GuardRegistry
from trajecten.core.text import Text, same
from trajecten.errors import InputError

GROUP = "trajecten.guards"
"""The entry point group; the name of an entry point is the name that workflow files use."""

NORM_GROUP = "trajecten.norms"
"""The group of norms; the name of an entry point is the id of its norm."""


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


def installed_norms() -> tuple[Norm, ...]:
    """Return the norms of trajecten and those of every package installed beside it.

    One that cannot be loaded is there too, and cannot be judged: it is never left out in silence.
    """
    norms = {one.id: one for one in NORMS}
    for point in sorted(entry_points(group=NORM_GROUP), key=lambda one: one.name):
        found = _norm(point, norms)
        norms[found.id] = found
    return tuple(norms.values())


# Private


def _norm(point: EntryPoint, norms: Mapping[str, Norm]) -> Norm:
    """Return the norm of an entry point, or one that only says why that cannot be used."""
    if point.name in norms:
        why = Text("dubbele naam", "its name is taken")
        return replace(_broken(point, why), id=f"{point.name} ({point.value})")
    try:
        norm: object = point.load()
    except Exception as error:  # noqa: BLE001 (whatever it raises, it is told)
        return _broken(point, same(f"{type(error).__name__}: {error}"))
    if type(norm) is not Norm or norm.id != point.name:
        return _broken(point, Text("geen Norm met dit id", "no Norm with this id"))
    return norm


def _broken(point: EntryPoint, why: Text) -> Norm:
    """Return a norm that always is a finding: that it cannot be judged, and why."""

    def judge(*_of: object) -> NormResult:
        words = Text(
            "Deze norm kon niet worden beoordeeld ({value}): {why}",
            "This norm could not be judged ({value}): {why}",
        )
        return norm_found(words.fill(value=point.value, why=why))

    return Norm(id=point.name, asks=same(point.value), source=same(point.value), judge=judge)


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
