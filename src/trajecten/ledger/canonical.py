"""One exact byte form for the values an entry may hold: a strict subset of RFC 8785 JSON.

Values are text (NFC, no lone surrogates), whole numbers below 2^53, true, false, null, lists and
objects with plain ASCII keys. For these the standard library's sorted, compact JSON is RFC 8785.
"""

import json
import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import NoReturn

from trajecten.core.finding import Json
from trajecten.core.text import has_surrogate

MAX_BYTES = 262_144
"""An entry's body is at most this long."""

_MAX_DEPTH = 16
_LIMIT = 2**53
_DIGITS = 15
"""A number of so many digits, or a digit less and a sign, is below the limit."""
_KEY = re.compile(r"[a-z0-9][a-z0-9_.:-]{0,99}", re.ASCII)
_ENCODER = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False, check_circular=False
)


class NotCanonicalError(ValueError):
    """A value or a text outside the canonical form; the message says what and where."""


class TooLongError(NotCanonicalError):
    """More bytes than an entry may have."""


def encode(value: Mapping[str, Json]) -> bytes:
    """Return the canonical UTF-8 bytes of an object.

    Raises:
        NotCanonicalError: something in it has no canonical form, or it is too long.
    """
    fields = dict(value)
    _check(fields, "$", 0)
    body = _ENCODER.encode(fields).encode()
    if len(body) > MAX_BYTES:
        raise TooLongError(f"{len(body)} bytes; at most {MAX_BYTES}")
    return body


def encode_text(text: str) -> bytes:
    """Return the canonical UTF-8 bytes of one text, as a JSON string."""
    _check(text, "$", 0)
    return _ENCODER.encode(text).encode()


def decode(body: bytes) -> dict[str, Json]:
    """Return the object that canonical bytes hold.

    Raises:
        NotCanonicalError: the bytes are not exactly what `encode` would write.
    """
    if len(body) > MAX_BYTES:
        raise NotCanonicalError(f"{len(body)} bytes; at most {MAX_BYTES}")
    try:
        value = json.loads(
            body.decode(),
            object_pairs_hook=_object,
            parse_int=_whole,
            parse_float=_refuse,
            parse_constant=_refuse,
        )
    except (ValueError, RecursionError) as error:
        raise NotCanonicalError(f"not canonical JSON: {error}") from error
    if not isinstance(value, dict):
        raise NotCanonicalError("not an object")
    # A letter that has no UTF-8 can only come from an escape, which is not canonical anyhow.
    again = _ENCODER.encode(value).encode(errors="replace") if _is_plain(body) else encode(value)
    if again != body:
        raise NotCanonicalError("not in canonical form")
    return value


# Private


def _is_plain(body: bytes) -> bool:
    """Return whether only keys and numbers can be wrong in bytes, and reading looked at those.

    ASCII text is in form NFC and has no surrogates but as an escape, which is never canonical here;
    with so few brackets nothing is nested too deep.
    """
    return body.isascii() and body.count(b"{") + body.count(b"[") <= _MAX_DEPTH


def _whole(digits: str) -> int:
    if len(digits) > _DIGITS:
        _check_scalar(int(digits), "$")
    return int(digits)


# Most values are plain ASCII text under a key seen before. These two loops run for every value of
# every entry, so they pass such values over without a call, and without putting a place into words.


def _check(value: object, place: str, depth: int) -> None:
    if depth > _MAX_DEPTH:
        raise NotCanonicalError(f"{place}: nested deeper than {_MAX_DEPTH}")
    if isinstance(value, str):
        _check_text(value, place)
    elif isinstance(value, list | tuple):
        for number, item in enumerate(value):
            if not (isinstance(item, str) and item.isascii()):
                _check(item, f"{place}[{number}]", depth + 1)
    elif isinstance(value, dict):
        _check_object(value, place, depth)
    else:
        _check_scalar(value, place)


def _check_object(value: dict[object, object], place: str, depth: int) -> None:
    for key, item in value.items():
        if not _is_key(key):
            raise NotCanonicalError(f"{place}: key {key!r} is not allowed")
        if not (isinstance(item, str) and item.isascii()):
            _check(item, f"{place}.{key}", depth + 1)


def _check_scalar(value: object, place: str) -> None:
    if value is None or isinstance(value, bool):
        return
    if not isinstance(value, int):
        raise NotCanonicalError(f"{place}: {type(value).__name__} has no canonical form")
    if not -_LIMIT < value < _LIMIT:
        raise NotCanonicalError(f"{place}: a number that is not below 2^53")


@lru_cache(maxsize=1024)
def _is_key(key: object) -> bool:
    return isinstance(key, str) and _KEY.fullmatch(key) is not None


def _check_text(value: str, place: str) -> None:
    if value.isascii():
        return
    if has_surrogate(value):
        raise NotCanonicalError(f"{place}: a lone surrogate")
    if not unicodedata.is_normalized("NFC", value):
        raise NotCanonicalError(f"{place}: text is not in Unicode form NFC")


def _object(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise NotCanonicalError("a key is given twice")
    if (wrong := _wrong_key(tuple(found))) is not None:
        raise NotCanonicalError(f"key {wrong!r} is not allowed")
    return found


@lru_cache(maxsize=1024)
def _wrong_key(keys: tuple[str, ...]) -> str | None:
    """Return the first key that is not allowed, if any: most objects have the keys of another."""
    return next((key for key in keys if not _is_key(key)), None)


def _refuse(text: str) -> NoReturn:
    raise NotCanonicalError(f"{text} is not a whole number")
