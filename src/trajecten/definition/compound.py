"""Shapes made of other shapes: lists, blocks, choices."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from trajecten.core.text import Text
from trajecten.definition.nodes import ListNode, MapNode, Node, ScalarNode
from trajecten.definition.page import Place
from trajecten.definition.report import BROKEN, Maybe, Report
from trajecten.definition.shapes import (
    IDENTIFIER,
    Definitions,
    Schema,
    Shape,
    Written,
    mismatch,
    read_value,
)
from trajecten.definition.visible import quoted

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class PlacedShape(Generic[T]):
    """What another shape reads, with its place."""

    inner: Shape[T]

    def read(self, node: Node, report: Report) -> Maybe[Written[T]]:
        """Return the value with its place."""
        value = self.inner.read(node, report)
        return BROKEN if value is BROKEN else Written(value, node.place)

    def schema(self, definitions: Definitions) -> Schema:
        """Return what the other shape says."""
        return self.inner.schema(definitions)


@dataclass(frozen=True, slots=True)
class DefinedShape(Generic[T]):
    """A shape that the JSON Schema describes once, under a name."""

    name: str
    inner: Shape[T]

    def read(self, node: Node, report: Report) -> Maybe[T]:
        """Return what the other shape reads."""
        return self.inner.read(node, report)

    def schema(self, definitions: Definitions) -> Schema:
        """Return a reference to the description."""
        if self.name not in definitions:
            definitions[self.name] = None
            definitions[self.name] = self.inner.schema(definitions)
        return {"$ref": f"#/$defs/{self.name}"}


@dataclass(frozen=True, slots=True)
class ListShape(Generic[T]):
    """A list; with `lone`, a single value may stand without the dash or the brackets."""

    inner: Shape[T]
    least: int = 0
    lone: bool = False
    distinct: bool = False

    def read(self, node: Node, report: Report) -> Maybe[tuple[Maybe[T], ...]]:
        """Return the items in the order of the file."""
        if not isinstance(node, ListNode):
            if self.lone:
                return (self.inner.read(node, report),)
            return mismatch(node, Text("een lijst (met -)", "a list (with -)"), report)
        if len(node.items) < self.least:
            message = Text("deze lijst is leeg", "this list is empty")
            return report.add(node.place, "empty-list", message)
        if self.distinct:
            _report_repeats(node.items, report)
        return tuple(read_value(self.inner, one, report) for one in node.items)

    def schema(self, definitions: Definitions) -> Schema:
        """Return an array, or one item where that may stand alone."""
        inner = self.inner.schema(definitions)
        array: Schema = {"type": "array", "items": inner}
        if self.least:
            array["minItems"] = self.least
        if self.distinct:
            array["uniqueItems"] = True
        return {"anyOf": [inner, array]} if self.lone else array


@dataclass(frozen=True, slots=True)
class MapShape(Generic[T]):
    """A block of which the author chooses the keys; with `declares`, these are new ids.

    `needs` are keys that the JSON Schema asks for; whoever reads further tells why.
    """

    inner: Shape[T]
    least: int = 0
    declares: bool = True
    needs: tuple[str, ...] = ()

    def read(self, node: Node, report: Report) -> Maybe[tuple[tuple[Written[str], Maybe[T]], ...]]:
        """Return each key with its value, in the order of the file."""
        if not isinstance(node, MapNode):
            return mismatch(node, Text("een blok met sleutels", "a block of keys"), report)
        if len(node.entries) < self.least:
            message = Text("dit blok is leeg", "this block is empty")
            if node.entries:
                message = Text("hier horen er minstens {n}", "at least {n} belong here")
                return report.add(node.place, "too-few", message.fill(n=self.least))
            return report.add(node.place, "empty-block", message)
        if self.declares:
            for key, _ in node:
                IDENTIFIER.read(key, report)
        return tuple(
            (Written(key.text, key.place), read_value(self.inner, value, report))
            for key, value in node
        )

    def schema(self, definitions: Definitions) -> Schema:
        """Return an object with ids for keys."""
        schema: Schema = {
            "type": "object",
            "propertyNames": IDENTIFIER.schema(definitions),
            "additionalProperties": self.inner.schema(definitions),
        }
        if self.needs:
            schema["required"] = list(self.needs)
        return {**schema, "minProperties": self.least} if self.least else schema


@dataclass(frozen=True, slots=True)
class EitherShape(Generic[T]):
    """One of several shapes, chosen by what kind of node stands there."""

    wanted: Text
    scalar: Shape[T] | None = None
    many: Shape[T] | None = None
    block: Shape[T] | None = None

    def read(self, node: Node, report: Report) -> Maybe[T]:
        """Return what the shape for this kind of node reads."""
        shape = self.block if isinstance(node, MapNode) else self.many
        if isinstance(node, ScalarNode):
            shape = self.scalar
        return mismatch(node, self.wanted, report) if shape is None else shape.read(node, report)

    def schema(self, definitions: Definitions) -> Schema:
        """Return any of the shapes."""
        shapes = (self.scalar, self.many, self.block)
        return {"anyOf": [one.schema(definitions) for one in shapes if one is not None]}


# Private


def _report_repeats(items: Iterable[Node], report: Report) -> None:
    seen: dict[str, Place] = {}
    for one in items:
        if not isinstance(one, ScalarNode):
            continue
        if one.text in seen:
            message = Text("{text} staat er twee keer", "{text} is given twice").fill(
                text=quoted(one.text)
            )
            report.add(one.place, "given-twice", message)
        seen.setdefault(one.text, one.place)
