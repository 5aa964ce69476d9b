"""Whether what is handed in is of the kinds that were declared: looked at once, at the edge.

The declaration is the annotation itself. A function of the front door is `checked`; of a value that
the caller made, such as a command, `sound` looks at the fields. A word becomes the enumeration that
was asked for, and whatever can be gone through only once becomes a tuple.
"""

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from functools import cache, wraps
from types import FunctionType
from typing import Any, Final, ParamSpec, TypeVar, cast, get_type_hints

from trajecten.core.kinds import NO, Kind, is_naive, is_text, is_whole, kind_of
from trajecten.core.text import Text, same
from trajecten.errors import InputError

P = ParamSpec("P")
T = TypeVar("T")


def checked(function: Callable[P, T]) -> Callable[P, T]:
    """Return a function that first looks whether its arguments are of the kinds it declares.

    Raises:
        InputError: one of them is not; the error names it, and says what would be right.
    """
    run = cast("Callable[..., T]", function)

    @wraps(function)
    def call(*args: Any, **named: Any) -> T:  # noqa: ANN401 (they are what is looked at)
        places, kinds = _parameters(run)
        if len(args) > len(places):
            return run(*args, **named)  # Python says that these are too many.
        taken = [
            one if type(one) in kind.quick else fitting(one, kind, name)
            for one, (name, kind) in zip(args, places, strict=False)
        ]
        for name, one in named.items():
            if name in kinds:
                named[name] = fitting(one, kinds[name], name)
        return run(*taken, **named)

    return cast("Callable[P, T]", call)


def all_checked(owner: type[T]) -> type[T]:
    """Return a class of which every public method is `checked`, and how it is made too."""
    for name, one in [*vars(owner).items()]:
        if isinstance(one, FunctionType) and (name == "__init__" or not name.startswith("_")):
            setattr(owner, name, checked(one))
    return owner


def sound(value: T) -> T:
    """Return a dataclass whose fields are of the kinds that its class declares.

    Raises:
        InputError: one of them is not; the error names it, and says what would be right.
    """
    owner: Any = type(value)
    changes: dict[str, Any] = {}
    for name, kind in _fields(owner):
        given = getattr(value, name)
        if type(given) not in kind.quick:
            taken = fitting(given, kind, name)
            if taken is not given:
                changes[name] = taken
    return cast("T", replace(cast("Any", value), **changes)) if changes else value


def fitting(value: Any, kind: Kind, field: str) -> Any:  # noqa: ANN401
    """Return a value as one of a kind.

    Raises:
        InputError: it does not fit; the error names the field, and says what would be right.
    """
    taken = kind.take(value)
    if taken is NO:
        words = _MISFIT.fill(field=field, given=_given(value), kind=kind.words)
        raise InputError.of(words, instance=field)
    return taken


# Private

_MISFIT: Final = Text(
    "{field}: {given} kan hier niet; wel: {kind}.",
    "{field}: {given} does not fit here; what does: {kind}.",
)
_SHOWN: Final = 40


@cache
def _parameters(
    function: Callable[..., Any],
) -> tuple[tuple[tuple[str, Kind], ...], Mapping[str, Kind]]:
    """Return the kinds of what goes by place, and of all by name; of `self` anything will do."""
    hints = get_type_hints(function, include_extras=True)
    code = function.__code__
    names = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
    kinds = {name: kind_of(hints.get(name, Any)) for name in names}
    return tuple(kinds.items())[: code.co_argcount], kinds


@cache
def _fields(owner: type[Any]) -> tuple[tuple[str, Kind], ...]:
    hints = get_type_hints(owner, include_extras=True)
    return tuple((one.name, kind_of(hints[one.name])) for one in fields(owner))


def _given(value: object) -> Text:
    """Return what was given in words that give nothing away: an address may hold a password."""
    if isinstance(value, str):
        return _given_text(value)
    if value is None or isinstance(value, bool) or is_whole(value):
        return same(repr(value))
    if isinstance(value, int):
        return Text("een te groot getal", "a number that is too large")
    if is_naive(value):
        return Text("een moment zonder tijdzone", "an instant without a time zone")
    if isinstance(value, type):
        return Text("de klasse {name}", "the class {name}").fill(name=value.__name__)
    return same(type(value).__name__)


def _given_text(value: str) -> Text:
    if not is_text(value):
        return Text("tekst met tekens die geen tekst zijn", "text with characters that are no text")
    return same(repr(value) if value.isidentifier() and len(value) <= _SHOWN else "str")
