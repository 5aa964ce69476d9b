"""What fits an annotation: the kinds of value that the front door declares, and their words."""

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, is_dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from io import TextIOBase
from types import MappingProxyType, NoneType, UnionType
from typing import (
    Annotated,
    Any,
    BinaryIO,
    Final,
    Literal,
    TypeAlias,
    Union,
    get_args,
    get_origin,
)

from trajecten.core.text import Text, abridged, has_surrogate, listed, same

NO: Final = object()
"""What does not fit is taken as this."""


@dataclass(frozen=True, slots=True)
class Such:
    """Beside an annotation: what must hold of the value too, and how that is said."""

    holds: Callable[[Any], bool]
    words: Text


AnyText: TypeAlias = Annotated[str, "whatever its letters"]
"""A text that is looked at or shown and never kept, such as the name of a file."""

Limit: TypeAlias = Annotated[int, Such(lambda one: one >= 1, Text("minstens 1", "at least 1"))]
"""How many of something at most."""

Count: TypeAlias = Annotated[int, Such(lambda one: one >= 0, Text("minstens 0", "at least 0"))]
"""A number that is not below zero."""

DataClass: TypeAlias = Annotated[type[Any], Such(is_dataclass, Text("dataclasses", "dataclasses"))]
"""A class that was made with `dataclass`, such as that of a guard."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What fits: `take` gives a value as it is taken, or `NO`.

    `quick` are the classes of which every value fits as it is: then nothing more is asked.
    """

    take: Callable[[Any], Any]
    words: Text
    quick: Set[type] = frozenset()


def kind_of(hint: Any) -> Kind:  # noqa: ANN401 (an annotation)
    """Return what fits an annotation."""
    if hint in _PLAIN:
        return _PLAIN[hint]
    origin = get_origin(hint)
    return _of_class(hint) if origin is None else _MADE[origin](*get_args(hint))


def is_text(value: str) -> bool:
    """Return whether every database and every file can keep a text."""
    return not ("\0" in value or has_surrogate(value))


def is_naive(value: object) -> bool:
    """Return whether this is a moment of which nobody knows when it is."""
    return isinstance(value, datetime) and value.utcoffset() is None


def is_whole(value: object) -> bool:
    """Return whether this is a whole number, of those that a column of a database holds."""
    return isinstance(value, int) and not isinstance(value, bool) and -_MOST <= value < _MOST


# Private

_MOST: Final = 2**31
"""What a column of whole numbers holds less than."""
_KNOWN: Final = ("builtins", "trajecten")
"""Whose classes are known by their name alone."""
_OR: Final = Text("of", "or")


def _if(holds: Callable[[Any], bool], words: Text, *quick: type) -> Kind:
    """Return the kind of what something holds of, taken as it is."""
    return Kind(lambda one: one if holds(one) else NO, words, frozenset(quick))


def _is_stream(value: object) -> bool:
    """Return whether bytes can be read from it or written to it, as from an open file."""
    able = hasattr(value, "read") or hasattr(value, "write")
    return able and not isinstance(value, type | TextIOBase)


def _of_class(hint: type[Any]) -> Kind:
    room = hint.__module__.partition(".")[0]
    name = same(hint.__name__ if room in _KNOWN else f"{room}.{hint.__name__}")
    if getattr(hint, "_is_protocol", False):
        return _answering(hint, name)
    if not issubclass(hint, StrEnum):
        return _if(lambda one: isinstance(one, hint), name, hint)
    known = {one.value: one for one in hint}

    def take(value: object) -> object:
        return known.get(value, NO) if isinstance(value, str) else NO

    return Kind(take, listed([*known], _OR), frozenset({hint}))


def _answering(protocol: Any, name: Text) -> Kind:  # noqa: ANN401
    """Return the kind of what answers all that a protocol asks; classes that do are remembered."""
    asked = [one for one in {**vars(protocol), **protocol.__annotations__} if one[0] != "_"]
    known: set[type] = set()

    def take(value: object) -> object:
        if all(hasattr(type(value), one) for one in asked):
            known.add(type(value))
        fits = not isinstance(value, type) and all(hasattr(value, one) for one in asked)
        return value if fits else NO

    return Kind(take, name, known)


def _such(hint: Any, *marks: Such) -> Kind:  # noqa: ANN401
    base = kind_of(hint)

    def take(value: object) -> object:
        taken = base.take(value)
        return taken if taken is not NO and all(one.holds(taken) for one in marks) else NO

    words = [base.words, *(one.words for one in marks)]
    return Kind(take, listed(words, Text("van", "of")))


def _union(*hints: Any) -> Kind:  # noqa: ANN401
    kinds = tuple(map(kind_of, hints))

    def take(value: object) -> object:
        fitting = (taken for one in kinds if (taken := one.take(value)) is not NO)
        return next(fitting, NO)

    quick = {each for one in kinds for each in one.quick}
    return Kind(take, abridged([one.words for one in kinds], _OR), frozenset(quick))


def _literal(*values: str) -> Kind:
    return _if(lambda one: isinstance(one, str) and one in values, listed(values, _OR))


def _tuple(hint: Any, *_more: object) -> Kind:  # noqa: ANN401
    inner = kind_of(hint)

    def fits(value: object) -> bool:
        return isinstance(value, tuple) and NO not in map(inner.take, value)

    return _if(fits, Text("een tuple van {k}", "a tuple of {k}").fill(k=inner.words))


def _iterable(hint: Any) -> Kind:  # noqa: ANN401
    inner = kind_of(hint)

    def take(value: object) -> object:
        # What can be gone through only once is kept, for whoever goes through it next.
        values = tuple(value) if isinstance(value, Iterable) else (NO,)
        return NO if NO in map(inner.take, values) else values

    return Kind(take, Text("een reeks van {k}", "an iterable of {k}").fill(k=inner.words))


def _sequence(hint: Any) -> Kind:  # noqa: ANN401
    inner = kind_of(hint)

    def fits(value: object) -> bool:
        row = isinstance(value, Sequence) and not isinstance(value, str | bytes)
        return row and NO not in map(inner.take, value)  # type: ignore[call-overload]  # a row

    return _if(fits, Text("een lijst van {k}", "a list of {k}").fill(k=inner.words))


def _mapping(key: Any, value: Any) -> Kind:  # noqa: ANN401
    keys, values = kind_of(key), kind_of(value)

    def fits(given: object) -> bool:
        return (
            isinstance(given, (dict, Mapping))
            and NO not in map(keys.take, given)
            and NO not in map(values.take, given.values())
        )

    words = Text("een mapping van {k} naar {v}", "a mapping of {k} to {v}")
    return _if(fits, words.fill(k=keys.words, v=values.words))


def _as_text(value: object) -> object:
    fits = isinstance(value, str) and (value.isprintable() or is_text(value))
    return value if fits else NO


def _as_moment(value: object) -> object:
    if not isinstance(value, datetime) or value.utcoffset() is None:
        return NO
    return value if value.tzinfo is UTC or _is_somewhere(value) else NO


def _is_somewhere(moment: datetime) -> bool:
    """Return whether the calendar of UTC has this moment too."""
    try:
        moment.astimezone(UTC)
    except OverflowError:
        return False
    return True


_NONE: Final = _if(lambda one: one is None, same("None"), NoneType)
_CLASS: Final = _if(lambda one: isinstance(one, type), Text("een klasse", "a class"))
_FUNCTION: Final = _if(callable, Text("een functie", "a function"))
_TEXT: Final = Text("tekst (str)", "text (str)")

_PLAIN: Mapping[Any, Kind] = MappingProxyType(
    {
        Any: _if(lambda _: True, same("Any")),
        None: _NONE,
        NoneType: _NONE,
        str: Kind(_as_text, _TEXT),
        AnyText: _if(lambda one: isinstance(one, str), _TEXT, str),
        bool: _if(lambda one: isinstance(one, bool), Text("True of False", "True or False"), bool),
        int: _if(is_whole, Text("een geheel getal (int)", "a whole number (int)")),
        date: _if(
            lambda one: isinstance(one, date) and not isinstance(one, datetime),
            Text("een dag (date)", "a day (date)"),
            date,
        ),
        datetime: Kind(
            _as_moment,
            Text("een moment met tijdzone (datetime)", "an instant with a time zone (datetime)"),
        ),
        type: _CLASS,
        BinaryIO: _if(
            _is_stream, Text("een bestand met bytes (BinaryIO)", "a file of bytes (BinaryIO)")
        ),
    }
)
"""The kinds that are not made of others, nor just those of a class."""

_MADE: Mapping[Any, Callable[..., Kind]] = MappingProxyType(
    {
        Annotated: _such,
        Union: _union,
        UnionType: _union,
        Literal: _literal,
        tuple: _tuple,
        Iterable: _iterable,
        Sequence: _sequence,
        Mapping: _mapping,
        type: lambda _: _CLASS,
        Callable: lambda *_: _FUNCTION,
    }
)
"""How a kind is made of the annotations within one."""
