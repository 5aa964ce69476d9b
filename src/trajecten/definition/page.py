"""The text of a file, its lines, and the limits it must keep before anything reads it."""

import re
from dataclasses import dataclass
from functools import cached_property

from trajecten.core.text import Text
from trajecten.definition.visible import forbidden

LARGEST = 1024 * 1024
"""The largest file that is read, in bytes."""

_BREAK = re.compile(r"\r\n|\r|\n")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_AS_UTF8 = Text(
    "sla het bestand op als UTF-8; in de meeste editors staat dat onder 'Opslaan als'",
    "save the file as UTF-8; most editors offer that under 'Save as'",
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a file: line and column from one, and its width there."""

    line: int
    column: int
    width: int = 1


START = Place(1, 1)


class RefusedError(Exception):
    """A file that cannot be read further: the one problem that says why."""

    def __init__(self, place: Place, code: str, message: Text, remedy: Text | None = None) -> None:
        """Keep what is to be reported."""
        super().__init__(message.en)
        self.place = place
        self.code = code
        self.message = message
        self.remedy = remedy


@dataclass(frozen=True, kw_only=True)
class Page:
    """A decoded file; `text` is without a byte order mark."""

    name: str
    text: str

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The lines, without their ends."""
        return tuple(_BREAK.split(self.text))

    def line(self, number: int) -> str:
        """Return a line by its number from one; empty past the end."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""


def decoded(content: bytes) -> str:
    """Return the text of a file that keeps the limits, without a byte order mark.

    Raises:
        RefusedError: the file is too large, not UTF-8, or holds control characters.
    """
    if len(content) > LARGEST:
        raise _too_large(len(content))
    if content.startswith(_UTF16) or content[:64].count(0) * 3 > len(content[:64]):
        message = Text("het bestand is geen UTF-8, maar UTF-16", "the file is UTF-16, not UTF-8")
        raise RefusedError(START, "encoding", message, _AS_UTF8)
    try:
        text = content.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise _not_utf8(content, error.start) from error
    index = forbidden(text)
    if index is not None:
        raise _control_character(text, index)
    return text


# Private


def _too_large(size: int) -> RefusedError:
    message = Text(
        "het bestand is te groot: {size} bytes, hoogstens {most} is toegestaan",
        "the file is too large: {size} bytes, at most {most} is allowed",
    ).fill(size=size, most=LARGEST)
    remedy = Text("is dit wel een workflow?", "is this a workflow at all?")
    return RefusedError(START, "too-large", message, remedy)


def _not_utf8(content: bytes, index: int) -> RefusedError:
    before = content[:index].decode("utf-8").removeprefix("\ufeff")
    message = Text(
        "hier staat byte 0x{byte}, dat is geen UTF-8",
        "byte 0x{byte} here is not UTF-8",
    ).fill(byte=f"{content[index]:02x}")
    return RefusedError(_after(before), "encoding", message, _AS_UTF8)


def _control_character(text: str, index: int) -> RefusedError:
    message = Text(
        "hier staat een onzichtbaar stuurteken: U+{code}",
        "an invisible control character stands here: U+{code}",
    ).fill(code=f"{ord(text[index]):04X}")
    remedy = Text("haal dit teken weg", "remove this character")
    return RefusedError(_after(text[:index]), "control-character", message, remedy)


def _after(before: str) -> Place:
    lines = _BREAK.split(before)
    return Place(len(lines), len(lines[-1]) + 1)
