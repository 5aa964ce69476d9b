"""Shapes of values: each reads a node, noting every problem, and describes itself as JSON Schema.

A shape that cannot use a node notes why and gives `BROKEN`, so that nothing else complains.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, Protocol, TypeAlias, TypeVar

from trajecten.core.duration import Duration
from trajecten.core.finding import Json
from trajecten.core.text import Text, listed, same
from trajecten.definition.nodes import Node, ScalarNode, described, is_nothing
from trajecten.definition.page import Place
from trajecten.definition.report import Broken, Maybe, Report
from trajecten.definition.visible import quoted

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
E = TypeVar("E", bound=StrEnum)

Schema: TypeAlias = dict[str, Json]
Definitions: TypeAlias = dict[str, Json]

_LONGEST_DAYS = 36_525
"""No duration in a workflow is longer than a century, counted roughly."""

_QUOTES = Text("zet er aanhalingstekens om", "put quotes around it")


class Shape(Protocol[T_co]):
    """What may stand in a place."""

    def read(self, node: Node, report: Report) -> T_co | Broken:
        """Return the value of a node, or note what is wrong with it."""

    def schema(self, definitions: Definitions) -> Schema:
        """Return the shape as JSON Schema; what is named goes into `definitions`."""


@dataclass(frozen=True, slots=True)
class Written(Generic[T]):
    """A value with the place where it was written."""

    value: T
    place: Place


def read_value(shape: Shape[T], node: Node, report: Report) -> Maybe[T]:
    """Return the value of a node that must hold something."""
    if is_nothing(node):
        message = Text("hier staat niets", "nothing stands here")
        remedy = Text(
            "vul een waarde in, of laat de sleutel weg", "give a value, or leave out the key"
        )
        return report.add(node.place, "no-value", message, remedy)
    return shape.read(node, report)


def mismatch(node: Node, wanted: Text, report: Report, remedy: Text | None = None) -> Broken:
    """Note that something else stands where `wanted` is needed."""
    message = Text("hier hoort {wanted}, maar er staat {found}", "expected {wanted}, found {found}")
    return report.add(
        node.place, "wrong-type", message.fill(wanted=wanted, found=described(node)), remedy
    )


@dataclass(frozen=True, slots=True)
class TextShape:
    """Any text that is not blank; a number may stand without quotes."""

    one_line: bool = False

    def read(self, node: Node, report: Report) -> Maybe[str]:
        """Return the text without white space around it."""
        if not isinstance(node, ScalarNode) or isinstance(node.value, bool):
            remedy = _QUOTES if isinstance(node, ScalarNode) else None
            return mismatch(node, Text("een tekst", "a text"), report, remedy)
        words = node.text.strip()
        if not words:
            return report.add(
                node.place, "empty-text", Text("deze tekst is leeg", "this text is empty")
            )
        if self.one_line and "\n" in words:
            message = Text("deze naam beslaat meer regels", "this name takes several lines")
            return report.add(node.place, "several-lines", message)
        return words

    def schema(self, definitions: Definitions) -> Schema:
        """Return a string with something in it, or a number."""
        del definitions
        pattern = r"^\s*\S[^\n]*\s*$" if self.one_line else r"\S"
        return {"type": ["string", "number"], "pattern": pattern}


@dataclass(frozen=True, slots=True)
class PatternShape:
    """A text of a fixed form; one of another form is noted, and still known by its text."""

    pattern: str
    code: str
    wanted: Text
    complaint: Text
    remedy: Text

    def fits(self, text: str) -> bool:
        """Return whether a text has the form."""
        return re.fullmatch(self.pattern, text, re.ASCII) is not None

    def read(self, node: Node, report: Report) -> Maybe[Written[str]]:
        """Return the text with its place."""
        if not isinstance(node, ScalarNode):
            return mismatch(node, self.wanted, report, self.remedy)
        if isinstance(node.value, bool):
            mismatch(node, self.wanted, report, _QUOTES)
        elif not self.fits(node.text):
            complaint = self.complaint.fill(text=quoted(node.text))
            report.add(node.place, self.code, complaint, self.remedy)
        return Written(node.text, node.place)

    def schema(self, definitions: Definitions) -> Schema:
        """Return a string with the pattern."""
        del definitions
        return {"type": "string", "pattern": f"^{self.pattern}$"}


IDENTIFIER = PatternShape(
    pattern="[a-z][a-z0-9_-]{0,63}",
    code="bad-id",
    wanted=Text("een id", "an id"),
    complaint=Text("{text} is geen geldige id", "{text} is not a valid id"),
    remedy=Text(
        "gebruik kleine letters, cijfers, - en _, en begin met een letter",
        "use lower-case letters, digits, - and _, and begin with a letter",
    ),
)
VERSION = PatternShape(
    pattern=r"(0|[1-9][0-9]{0,5})\.(0|[1-9][0-9]{0,5})\.(0|[1-9][0-9]{0,5})",
    code="bad-version",
    wanted=Text("een versienummer", "a version number"),
    complaint=Text("{text} is geen versienummer", "{text} is not a version number"),
    remedy=Text("schrijf drie getallen, zoals 1.0.0", "write three numbers, such as 1.0.0"),
)
ADDRESS = PatternShape(
    pattern=r"https?://[^\s]+",
    code="bad-url",
    wanted=Text("een webadres", "a web address"),
    complaint=Text("{text} is geen webadres", "{text} is not a web address"),
    remedy=Text("begin met https://", "begin with https://"),
)


@dataclass(frozen=True, slots=True)
class ReferenceShape:
    """The id of something; whether it exists is asked later."""

    def read(self, node: Node, report: Report) -> Maybe[Written[str]]:
        """Return the id with its place."""
        if not isinstance(node, ScalarNode):
            return mismatch(node, Text("één id", "one id"), report)
        return Written(node.text, node.place)

    def schema(self, definitions: Definitions) -> Schema:
        """Return a string that looks like an id."""
        return IDENTIFIER.schema(definitions)


@dataclass(frozen=True, slots=True)
class WholeShape:
    """A whole number, not below `least`."""

    least: int = 0
    most: int | None = None

    def read(self, node: Node, report: Report) -> Maybe[int]:
        """Return the number."""
        value = node.value if isinstance(node, ScalarNode) else None
        if not isinstance(value, int) or isinstance(value, bool):
            return mismatch(node, Text("een geheel getal", "a whole number"), report)
        if value < self.least or (self.most is not None and value > self.most):
            message = Text("{n} is te klein", "{n} is too small")
            remedy = Text("ten minste {least}", "at least {least}")
            if value > self.least:
                message = Text("{n} is te groot", "{n} is too large")
                remedy = Text("hoogstens {most}", "at most {most}")
            filled = remedy.fill(least=self.least, most=str(self.most))
            return report.add(node.place, "out-of-range", message.fill(n=value), filled)
        return value

    def schema(self, definitions: Definitions) -> Schema:
        """Return an integer with its bounds."""
        del definitions
        schema: Schema = {"type": "integer", "minimum": self.least}
        return schema if self.most is None else {**schema, "maximum": self.most}


@dataclass(frozen=True, slots=True)
class FlagShape:
    """True or false."""

    def read(self, node: Node, report: Report) -> Maybe[bool]:
        """Return the flag."""
        value = node.value if isinstance(node, ScalarNode) else None
        if isinstance(value, bool):
            return value
        wanted = Text("true of false", "true or false")
        return mismatch(node, wanted, report, Text("schrijf true of false", "write true or false"))

    def schema(self, definitions: Definitions) -> Schema:
        """Return a boolean."""
        del definitions
        return {"type": "boolean"}


@dataclass(frozen=True, slots=True)
class TrueShape:
    """The word true, where its key says it all."""

    def read(self, node: Node, report: Report) -> Maybe[bool]:
        """Return true."""
        if isinstance(node, ScalarNode) and node.value is True:
            return True
        return mismatch(node, same("true"), report, Text("schrijf true", "write true"))

    def schema(self, definitions: Definitions) -> Schema:
        """Return the one value."""
        del definitions
        return {"const": True}


@dataclass(frozen=True, slots=True)
class OneOfShape(Generic[T]):
    """One word of a closed list, each with what it means for the reader of the file."""

    words: tuple[str, ...]
    make: Callable[[str], T]

    def read(self, node: Node, report: Report) -> Maybe[T]:
        """Return what the word means."""
        text = node.text if isinstance(node, ScalarNode) else None
        options = listed(self.words, Text("of", "or"))
        if text is None:
            return mismatch(node, options, report)
        if text not in self.words:
            message = Text("{text} kan hier niet", "{text} cannot stand here")
            remedy = report.did_you_mean(text, self.words) or Text(
                "kies uit {o}", "choose {o}"
            ).fill(o=options)
            return report.add(node.place, "unknown-word", message.fill(text=quoted(text)), remedy)
        return self.make(text)

    def schema(self, definitions: Definitions) -> Schema:
        """Return an enumeration."""
        del definitions
        return {"enum": list(self.words)}


def one_of(words: type[E]) -> OneOfShape[E]:
    """Return the shape of one member of an enumeration."""
    return OneOfShape(tuple(one.value for one in words), words)


def word(*words: str) -> OneOfShape[str]:
    """Return the shape of one of a few words."""
    return OneOfShape(words, str)


@dataclass(frozen=True, slots=True)
class DurationShape:
    """A length of time as ISO 8601 writes it, longer than nothing."""

    def read(self, node: Node, report: Report) -> Maybe[Duration]:
        """Return the duration."""
        text = node.text if isinstance(node, ScalarNode) else None
        remedy = Text(
            "schrijf bijvoorbeeld P21D (21 dagen), P6W (6 weken) of P3M (3 maanden)",
            "write for instance P21D (21 days), P6W (6 weeks) or P3M (3 months)",
        )
        if text is None:
            return mismatch(node, Text("een duur", "a duration"), report, remedy)
        try:
            duration = Duration.parse(text)
        except ValueError:
            message = Text("{text} is geen duur", "{text} is not a duration")
            return report.add(node.place, "bad-duration", message.fill(text=quoted(text)), remedy)
        return self._in_range(duration, node, report)

    def _in_range(self, duration: Duration, node: Node, report: Report) -> Maybe[Duration]:
        hours = duration.hours + duration.minutes / 60
        days = duration.years * 365 + duration.months * 30 + duration.weeks * 7 + duration.days
        total = days + hours / 24
        if not total:
            message = Text("deze duur is nul", "this duration is zero")
            remedy = Text(
                "laat de sleutel weg als er geen is", "leave out the key if there is none"
            )
            return report.add(node.place, "bad-duration", message, remedy)
        if total > _LONGEST_DAYS:
            message = Text("deze duur is langer dan een eeuw", "this duration exceeds a century")
            return report.add(node.place, "bad-duration", message)
        return duration

    def schema(self, definitions: Definitions) -> Schema:
        """Return a string with the pattern of a duration."""
        del definitions
        day = "([0-9]{1,4}Y)?([0-9]{1,4}M)?([0-9]{1,4}W)?([0-9]{1,5}D)?"
        hour = "(T(?=[0-9])([0-9]{1,5}H)?([0-9]{1,5}M)?)?"
        examples: list[Json] = ["P21D", "P6W", "P3M", "P1Y", "PT36H"]
        pattern = f"^P(?=[0-9]|T[0-9]){day}{hour}$"
        return {"type": "string", "pattern": pattern, "examples": examples}


@dataclass(frozen=True, slots=True)
class TermLengthShape:
    """The length of a term: a number of days, weeks, months or years, as a law describes it.

    One unit, since the Algemene termijnenwet (article 4) asks in which a term is described.
    """

    def read(self, node: Node, report: Report) -> Maybe[Duration]:
        """Return the length."""
        duration = DurationShape().read(node, report)
        if isinstance(duration, Broken) or not isinstance(node, ScalarNode):
            return duration
        if re.fullmatch(_TERM_LENGTH, node.text, re.ASCII):
            return duration
        message = Text(
            "{text} is geen lengte van een termijn", "{text} is not the length of a term"
        ).fill(text=quoted(node.text))
        remedy = Text(
            "gebruik één eenheid: P42D (dagen), P6W (weken), P3M (maanden) of P1Y (jaren)",
            "use one unit: P42D (days), P6W (weeks), P3M (months) or P1Y (years)",
        )
        return report.add(node.place, "bad-term-length", message, remedy)

    def schema(self, definitions: Definitions) -> Schema:
        """Return a string with the pattern of such a length."""
        del definitions
        examples: list[Json] = ["P6W", "P3M", "P42D", "P1Y"]
        return {"type": "string", "pattern": f"^{_TERM_LENGTH}$", "examples": examples}


_TERM_LENGTH = "P(?=[0-9]*[1-9])([0-9]{1,4}[YMW]|[0-9]{1,5}D)"

TERM_LENGTH = TermLengthShape()
