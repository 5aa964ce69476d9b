"""Blocks with fixed keys: a dataclass whose fields are declared with `key` is such a block."""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, field, fields
from typing import Any, Generic, TypeVar

from trajecten.core.finding import Json
from trajecten.core.text import Text, listed
from trajecten.definition.nodes import MapNode, Node, ScalarNode, is_nothing
from trajecten.definition.page import Place
from trajecten.definition.report import BROKEN, Broken, Maybe, Report
from trajecten.definition.shapes import Definitions, Schema, Shape, mismatch, read_value
from trajecten.definition.visible import quoted

T = TypeVar("T")

_KEY = "trajecten.definition"
_A_BLOCK = Text("een blok met sleutels", "a block of keys")


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a block: what may stand there, whether it must, what it is for.

    `field` is the name of the value in the code, where the key is a reserved word of Python.
    """

    shape: Shape[Any]
    doc: str
    required: bool = False
    field: str = ""


def key(shape: Shape[Any] | None, doc: str, *, name: str = "", **options: Any) -> Any:  # noqa: ANN401
    """Return a dataclass field that is a key in the workflow file.

    Without `default` the author must give it; `name` is the key when it differs from the field. A
    shape that is not known yet is None, and handed to `record`.
    """
    return field(metadata={_KEY: (name, shape, doc)}, **options)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What an author wrote in one block, with the place where the block begins."""

    place: Place


@dataclass(frozen=True, slots=True)
class Alternatives:
    """Two sets of keys of which an author uses one; each with the keys that it needs."""

    first: tuple[str, ...]
    first_needs: tuple[str, ...]
    second: str

    def check(self, node: MapNode, report: Report) -> None:
        """Note when both are used, or neither is complete."""
        used = [one for one in self.first if node.get(one) is not None]
        other = node.key(self.second)
        if other and used:
            message = Text("{b} staat naast {a}", "{b} stands beside {a}").fill(
                a=listed(map(quoted, used)), b=quoted(self.second)
            )
            remedy = Text("kies een van beide", "use one of the two")
            report.add(other.place, "both-given", message, remedy)
        if other is None:
            _report_missing([one for one in self.first_needs if one not in used], node, report)

    def schema(self) -> Json:
        """Return the choice as JSON Schema."""
        others: list[Json] = [{"required": [one]} for one in self.first]
        return [
            {"required": list(self.first_needs), "not": {"required": [self.second]}},
            {"required": [self.second], "not": {"anyOf": others}},
        ]


@dataclass(frozen=True, slots=True)
class ExactlyOne:
    """Keys of which an author uses one, and no more."""

    keys: tuple[str, ...]

    def check(self, node: MapNode, report: Report) -> None:
        """Note when none is used, or several."""
        used = [one for one, _ in node if one.text in self.keys]
        choice = listed(self.keys, Text("of", "or"))
        if not used:
            message = Text("hier ontbreekt {keys}", "{keys} is missing here").fill(keys=choice)
            remedy = Text("gebruik er één", "use one of them")
            report.add(node.place, "missing-key", message, remedy)
        for one in used[1:]:
            message = Text("{b} staat naast {a}", "{b} stands beside {a}").fill(
                a=quoted(used[0].text), b=quoted(one.text)
            )
            remedy = Text("kies één van {keys}", "use one of {keys}").fill(keys=choice)
            report.add(one.place, "both-given", message, remedy)

    def schema(self) -> Json:
        """Return the choice as JSON Schema."""
        return [{"required": [one]} for one in self.keys]


@dataclass(frozen=True, slots=True)
class RecordShape(Generic[T]):
    """A block with fixed keys, of which `make` makes a value.

    `make` gets the place and, by field, each value; `BROKEN` for one that could not be read.
    """

    keys: Mapping[str, Key]
    make: Callable[..., T]
    doc: str = ""
    alternatives: Alternatives | ExactlyOne | None = None

    def read(self, node: Node, report: Report) -> Maybe[T]:
        """Return the block as a value."""
        if not isinstance(node, MapNode):
            return mismatch(node, _A_BLOCK, report, self._example())
        values: dict[str, object] = {}
        for one, value in node:
            known = self.keys.get(one.text)
            if known is None:
                self._report_unknown(one, value, report)
            else:
                values[known.field or one.text] = read_value(known.shape, value, report)
        missing = [one for one, known in self.keys.items() if known.required and not node.get(one)]
        _report_missing(missing, node, report)
        if self.alternatives:
            self.alternatives.check(node, report)
        values.update({self.keys[one].field or one: BROKEN for one in missing})
        return self.make(place=node.place, **values)

    def schema(self, definitions: Definitions) -> Schema:
        """Return an object with these properties and no others."""
        properties: dict[str, Json] = {
            name: _described(one, definitions) for name, one in self.keys.items()
        }
        schema: Schema = {"type": "object"}
        if self.doc:
            schema["description"] = self.doc
        schema["properties"] = properties
        required: list[Json] = [name for name, one in self.keys.items() if one.required]
        if required:
            schema["required"] = required
        schema["additionalProperties"] = False
        if self.alternatives:
            schema["oneOf"] = self.alternatives.schema()
        return schema

    def _report_unknown(self, one: ScalarNode, value: Node, report: Report) -> None:
        message = Text("onbekende sleutel {key}", "unknown key {key}").fill(key=quoted(one.text))
        if is_nothing(value) and " " in one.text:
            remedy: Text | None = Text(
                "hoort dit bij de tekst ervoor? zet dan aanhalingstekens om de hele tekst",
                "is this part of the text before it? then put quotes around the whole text",
            )
        else:
            remedy = report.did_you_mean(one.text, self.keys)
        possible = Text("hier kan: {keys}", "possible here: {keys}")
        remedy = remedy or possible.fill(keys=listed(self.keys, Text("of", "or")))
        report.add(one.place, "unknown-key", message, remedy)

    def _example(self) -> Text:
        needed = [name for name, one in self.keys.items() if one.required] or list(self.keys)[:2]
        example = ", ".join(f"{name}: …" for name in needed)
        return Text("schrijf {e}", "write {e}").fill(e="{" + example + "}")


def record(
    draft: type[T], alternatives: Alternatives | ExactlyOne | None = None, **later: Shape[Any]
) -> RecordShape[T]:
    """Return the shape that a dataclass describes by its fields; `later` are shapes by field."""
    keys: dict[str, Key] = {}
    for one in fields(draft):  # type: ignore[arg-type]  # a dataclass, as `key` demands
        if _KEY in one.metadata:
            name, shape, doc = one.metadata[_KEY]
            required = one.default is MISSING and one.default_factory is MISSING
            shape = later.get(one.name, shape)
            keys[name or one.name] = Key(shape, doc, required=required, field=one.name)
    doc = (draft.__doc__ or "").strip().partition("\n")[0]
    return RecordShape(keys, draft, doc, alternatives)


def assembled(make: Callable[..., T], **parts: object) -> Maybe[T]:
    """Return what `make` makes of its parts, or `BROKEN` when one of them is, or holds one."""
    return BROKEN if any(is_broken(one) for one in parts.values()) else make(**parts)


def is_broken(part: object) -> bool:
    """Return whether a part could not be read, or holds one that could not."""
    return part is BROKEN or (isinstance(part, tuple) and any(is_broken(one) for one in part))


def sound(part: Maybe[tuple[Maybe[T], ...]]) -> tuple[T, ...]:
    """Return the items of a list that could be read."""
    if isinstance(part, Broken):
        return ()
    return tuple(one for one in part if not isinstance(one, Broken))


# Private


def _described(one: Key, definitions: Definitions) -> Schema:
    return {**one.shape.schema(definitions), "description": one.doc}


def _report_missing(names: list[str], node: MapNode, report: Report) -> None:
    for name in names:
        message = Text("hier ontbreekt {key}", "{key} is missing here").fill(key=quoted(name))
        remedy = Text("voeg '{key}: …' toe", "add '{key}: …'").fill(key=name)
        report.add(node.place, "missing-key", message, remedy)
