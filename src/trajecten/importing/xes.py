"""Reading XES, plain or by gzip: one trace after another, whatever the size of the file.

The file comes from outside. It may hold no DTD, so that nothing in it can expand or be fetched, and
how much of it is read is bounded.
"""

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from importlib import import_module
from typing import Any, BinaryIO, cast
from xml.etree.ElementTree import Element, ParseError

from trajecten.core.duration import AMSTERDAM
from trajecten.core.text import Text
from trajecten.errors import InputError

MOST_BYTES = 1 << 30
"""A log is at most so long, unpacked."""

MOST_ELEMENTS = 500_000
"""So many elements stand between the ends of two traces, at the most."""

MOST_LETTERS = 1_000
"""The name of an activity, a person or a trace is at most so long."""

_GZIP = b"\x1f\x8b"
_NAME, _TIME, _WHO = "concept:name", "time:timestamp", "org:resource"


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedEvent:
    """One event as its log tells it; None is what the log does not tell.

    `at` is the text of the moment, `resource` the name of who did it.
    """

    activity: str | None
    at: str | None
    resource: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """One case of a log: its number in the file, from 1, its name, and its events in order."""

    number: int
    name: str | None
    events: tuple[LoggedEvent, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """An event of which all that is needed is known; `at` is aware, in UTC."""

    activity: str
    at: datetime
    resource: str | None


class BadTraceError(Exception):
    """A trace of which no trajectory can be made: why, and by which event, from 1, if by one."""

    def __init__(self, message: Text, event: int | None = None) -> None:
        """Keep the reason in both languages."""
        super().__init__(message.en)
        self.message = message
        self.event = event


class Reading:
    """A stream that is unpacked, hashed and counted as it is read."""

    def __init__(self, stream: BinaryIO) -> None:
        """Look at the first bytes, which tell whether it is packed."""
        self._stream = _unpacked(stream)
        self._left = MOST_BYTES
        self._hash = sha256()

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes.

        Raises:
            InputError: it is longer than it may be, or is packed badly.
        """
        try:
            found = self._stream.read(size if size >= 0 else 1 << 16)
        except (OSError, EOFError) as error:
            raise _unreadable(str(error)) from error
        self._left -= len(found)
        if self._left < 0:
            raise _too_large("het bestand is te groot", "the file is too large")
        self._hash.update(found)
        return found

    @property
    def digest(self) -> str:
        """The SHA-256, in hex, of all that was read so far, unpacked."""
        return self._hash.hexdigest()


def read_xes(stream: BinaryIO) -> Iterator[Trace]:
    """Return the traces of a log, in the order of the file.

    Raises:
        InputError: it is no XES, has a DTD, or is larger than is allowed.
    """
    return traces(Reading(stream))


def traces(reading: Reading) -> Iterator[Trace]:
    """Return the traces of a log that is read.

    Raises:
        InputError: it is no XES, has a DTD, or is larger than is allowed.
    """
    parser: Any = import_module("defusedxml.ElementTree")
    refused = import_module("defusedxml.common").DefusedXmlException
    try:
        yield from _traces(parser.iterparse(reading, ("start", "end"), forbid_dtd=True))
    except refused as error:
        raise InputError(
            "Dit bestand heeft een DTD of entiteiten; zo'n bestand wordt niet gelezen.",
            "This file has a DTD or entities; such a file is not read.",
            instance="file",
        ) from error
    except (ParseError, ValueError, LookupError) as error:
        raise _unreadable(str(error)) from error


def resolved(trace: Trace) -> tuple[Moment, ...]:
    """Return the events of a trace, of each of which the activity and the moment are known.

    A moment without a zone is read on the Dutch clock.

    Raises:
        BadTraceError: there are no events, or one lacks something.
    """
    if not trace.events:
        raise BadTraceError(Text("er zijn geen gebeurtenissen", "there are no events"))
    return tuple(_resolved(one, number) for number, one in enumerate(trace.events, 1))


# Private


def _unpacked(stream: BinaryIO) -> BinaryIO:
    peeked = _Peeked(stream)
    if peeked.head == _GZIP:
        return cast("BinaryIO", gzip.GzipFile(fileobj=cast("BinaryIO", peeked)))
    return cast("BinaryIO", peeked)


class _Peeked:
    """A stream of which the first two bytes are known."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.head = stream.read(len(_GZIP))
        self._kept = self.head

    def read(self, size: int = -1) -> bytes:
        kept, self._kept = self._kept, b""
        return kept + self._stream.read(max(0, size - len(kept)) if size >= 0 else size)


@dataclass(slots=True)
class _Found:
    """What was met since the last trace ended."""

    number: int = 0
    elements: int = 0
    depth: int = 0
    parents: list[Element] = field(default_factory=list)


def _traces(steps: Iterator[tuple[str, Element]]) -> Iterator[Trace]:
    here = _Found()
    for step, element in steps:
        if step == "start":
            _enter(here, element)
            continue
        here.parents.pop()
        if _tag(element) == "trace" and len(here.parents) == 1:
            here.number += 1
            yield _trace(here.number, element)
        if len(here.parents) == 1:
            # What stands in the log itself is done with: drop it, and its place in the log.
            here.parents[0].remove(element)
            here.elements = 0


def _enter(here: _Found, element: Element) -> None:
    if not here.parents and _tag(element) != "log":
        raise _unreadable(f"<{_tag(element)}>")
    here.parents.append(element)
    here.elements += 1
    if here.elements > MOST_ELEMENTS:
        raise _too_large("een case is te lang", "a case is too long")


def _trace(number: int, element: Element) -> Trace:
    events = tuple(
        LoggedEvent(activity=_value(one, _NAME), at=_value(one, _TIME), resource=_value(one, _WHO))
        for one in element
        if _tag(one) == "event"
    )
    return Trace(number=number, name=_value(element, _NAME), events=events)


def _value(element: Element, key: str) -> str | None:
    for one in element:
        if one.get("key") == key and _tag(one) != "event":
            return one.get("value")
    return None


def _tag(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _resolved(event: LoggedEvent, number: int) -> Moment:
    activity = " ".join((event.activity or "").split())
    if not activity:
        raise BadTraceError(Text("een gebeurtenis heeft geen naam", "an event has no name"), number)
    resource = " ".join((event.resource or "").split())
    if max(len(activity), len(resource)) > MOST_LETTERS:
        raise BadTraceError(Text("een naam is te lang", "a name is too long"), number)
    return Moment(activity=activity, at=_moment(event.at, number), resource=resource or None)


def _moment(text: str | None, number: int) -> datetime:
    if not text:
        raise BadTraceError(Text("een gebeurtenis heeft geen tijd", "an event has no time"), number)
    try:
        found = datetime.fromisoformat(re.sub(r"(\.\d{6})\d+", r"\1", text.strip()))
        return (found if found.tzinfo else found.replace(tzinfo=AMSTERDAM)).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise BadTraceError(
            Text("een gebeurtenis heeft een tijd die er geen is", "the time of an event is none"),
            number,
        ) from error


def _unreadable(why: str) -> InputError:
    return InputError(
        f"Dit bestand is geen XES: {why}.", f"This file is no XES: {why}.", instance="file"
    )


def _too_large(nl: str, en: str) -> InputError:
    return InputError(f"Niet gelezen: {nl}.", f"Not read: {en}.", instance="file")
