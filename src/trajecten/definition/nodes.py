"""What a YAML file consists of, with the place of every part."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from trajecten.core.finding import Json
from trajecten.core.text import Text
from trajecten.definition.page import Place

_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})", re.ASCII)
_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(frozen=True, slots=True)
class ScalarNode:
    """A single value; `plain` when it stands there without quotes."""

    place: Place
    text: str
    plain: bool

    @property
    def value(self) -> str | int | bool | None:
        """The value: only true, false, whole numbers and nothing are more than text.

        >>> ScalarNode(Place(1, 1), "no", plain=True).value
        'no'
        """
        if not self.plain:
            return self.text
        if self.text in _NOTHING:
            return None
        if self.text in {"true", "false"}:
            return self.text == "true"
        return int(self.text) if _INTEGER.fullmatch(self.text) else self.text


@dataclass(frozen=True, slots=True)
class ListNode:
    """A list."""

    place: Place
    items: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class MapNode:
    """Keys with their values, in the order of the file; no key occurs twice."""

    place: Place
    entries: tuple[tuple[ScalarNode, "Node"], ...]

    def __iter__(self) -> Iterator[tuple[ScalarNode, "Node"]]:
        """Give each key with its value."""
        return iter(self.entries)

    def get(self, key: str) -> "Node | None":
        """Return the value of a key, or None."""
        return next((value for one, value in self.entries if one.text == key), None)

    def key(self, key: str) -> ScalarNode | None:
        """Return a key as it stands in the file, or None."""
        return next((one for one, _ in self.entries if one.text == key), None)


Node: TypeAlias = ScalarNode | ListNode | MapNode


def is_nothing(node: Node) -> bool:
    """Return whether nothing stands where a value is expected."""
    return isinstance(node, ScalarNode) and node.value is None


def described(node: Node) -> Text:
    """Return what kind of thing a node is, as a sentence would name it."""
    match node:
        case ListNode():
            return Text("een lijst", "a list")
        case MapNode():
            return Text("een blok met sleutels", "a block of keys")
        case ScalarNode(value=None):
            return Text("niets", "nothing")
        case ScalarNode(value=bool()):
            return Text("ja of nee (true of false)", "yes or no (true or false)")
        case ScalarNode(value=int()):
            return Text("een getal", "a number")
        case _:
            return Text("een tekst", "a text")


def plain(node: Node) -> Json:
    """Return the node as JSON would hold it."""
    match node:
        case ListNode():
            return [plain(one) for one in node.items]
        case MapNode():
            return {key.text: plain(value) for key, value in node.entries}
        case ScalarNode():
            return node.value
