"""From the text of a YAML file to its nodes, with bounded time, depth and memory.

Only the parser's events are used: nothing is constructed, and nothing recurses on the input.
"""

from dataclasses import dataclass, field
from typing import Final, NoReturn

import yaml

from trajecten.core.text import Text
from trajecten.definition.nodes import ListNode, MapNode, Node, ScalarNode
from trajecten.definition.page import START, Page, Place, RefusedError
from trajecten.definition.report import Broken, Report
from trajecten.definition.syntax import explained
from trajecten.definition.visible import forbidden, quoted

DEEPEST: Final = 32
"""How many lists and blocks may stand inside each other."""

MOST_NODES: Final = 20_000
"""How many values, lists and blocks a file may hold."""

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_nodes(page: Page, report: Report) -> Node | Broken:
    """Return the single document of a file; when it cannot be read, one problem says why."""
    tree = _Tree(page, report)
    try:
        for event in yaml.parse(page.text, Loader=LOADER):
            tree.take(event)
        if tree.root is None:
            raise _empty()
    except RefusedError as refused:
        return report.refuse(refused)
    except yaml.YAMLError as error:
        return report.refuse(explained(error, page))
    return tree.root


# Private


@dataclass(slots=True)
class _Open:
    """A list or block whose end has not been seen yet."""

    start: yaml.CollectionStartEvent
    items: list[Node] = field(default_factory=list)


class _Tree:
    """Builds nodes from events."""

    def __init__(self, page: Page, report: Report) -> None:
        self._page = page
        self._report = report
        self._open: list[_Open] = []
        self._nodes = 0
        self._documents = 0
        self.root: Node | None = None

    def take(self, event: yaml.Event) -> None:
        """Take the next event of the parser."""
        match event:
            case yaml.DocumentStartEvent():
                self._begin_document(event)
            case yaml.AliasEvent():
                self._refuse_alias(event)
            case yaml.ScalarEvent():
                self._admit(event)
                self._put(self._scalar(event))
            case yaml.CollectionStartEvent():
                self._admit(event)
                self._descend(event)
            case yaml.CollectionEndEvent():
                self._put(self._closed(self._open.pop(), event))

    def _begin_document(self, event: yaml.DocumentStartEvent) -> None:
        self._documents += 1
        if self._documents > 1:
            message = Text(
                "hier begint een tweede document (---)", "a second document starts here (---)"
            )
            remedy = Text("zet elke workflow in een eigen bestand", "give each workflow a file")
            raise RefusedError(self._place(event), "several-documents", message, remedy)

    def _admit(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        self._nodes += 1
        if self._nodes > MOST_NODES:
            message = Text(
                "het bestand heeft meer dan {n} onderdelen", "the file has more than {n} parts"
            ).fill(n=MOST_NODES)
            remedy = Text("is dit wel een workflow?", "is this a workflow at all?")
            raise RefusedError(self._place(event), "too-many-parts", message, remedy)
        if event.anchor is not None:
            self._refuse_alias(event)
        if event.tag is not None:
            message = Text(
                "een type-aanduiding ({tag}) is niet toegestaan", "a tag ({tag}) is not allowed"
            ).fill(tag=quoted(event.tag))
            remedy = Text("laat de aanduiding met ! weg", "leave out what begins with !")
            raise RefusedError(self._place(event), "tag", message, remedy)

    def _descend(self, event: yaml.CollectionStartEvent) -> None:
        if len(self._open) >= DEEPEST:
            message = Text(
                "te diep genest: meer dan {n} niveaus", "nested too deep: more than {n} levels"
            ).fill(n=DEEPEST)
            remedy = Text("is een haakje niet gesloten?", "is a bracket not closed?")
            raise RefusedError(self._place(event), "too-deep", message, remedy)
        self._open.append(_Open(event))

    def _refuse_alias(self, event: yaml.NodeEvent) -> NoReturn:
        message = Text(
            "ankers en verwijzingen (& en *) zijn niet toegestaan",
            "anchors and aliases (& and *) are not allowed",
        )
        remedy = Text(
            "schrijf het op elke plek voluit: wie meeleest hoeft dan niets op te zoeken",
            "write it out in every place, so that readers need not look it up",
        )
        raise RefusedError(self._place(event), "alias", message, remedy)

    def _put(self, node: Node) -> None:
        if self._open:
            self._open[-1].items.append(node)
        else:
            self.root = node

    def _scalar(self, event: yaml.ScalarEvent) -> ScalarNode:
        is_plain = event.style in {None, ""}
        node = ScalarNode(self._place(event), event.value, is_plain)
        if not self._open and node.value is None:
            raise _empty()
        index = forbidden(event.value)
        if index is not None:
            message = Text(
                "deze tekst bevat een onzichtbaar stuurteken: U+{code}",
                "this text holds an invisible control character: U+{code}",
            ).fill(code=f"{ord(event.value[index]):04X}")
            remedy = Text("haal dit teken weg", "remove this character")
            self._report.add_only(node.place, "control-character", message, remedy)
        return node

    def _closed(self, opened: _Open, end: yaml.CollectionEndEvent) -> Node:
        place = self._place(opened.start, end)
        if isinstance(opened.start, yaml.SequenceStartEvent):
            return ListNode(place, tuple(opened.items))
        keys, values = opened.items[::2], opened.items[1::2]
        if keys and not opened.start.flow_style:
            place = keys[0].place
        entries: dict[str, tuple[ScalarNode, Node]] = {}
        for node, value in zip(keys, values, strict=True):
            key = self._key(node, entries)
            if key is not None:
                entries[key.text] = (key, value)
        return MapNode(place, tuple(entries.values()))

    def _key(self, node: Node, earlier: dict[str, tuple[ScalarNode, Node]]) -> ScalarNode | None:
        """Return a key that may be used; report one that is no text, or was there before."""
        if not isinstance(node, ScalarNode) or not isinstance(node.value, str):
            message = Text("een sleutel moet een tekst zijn", "a key must be a text")
            remedy = Text(
                "is het wel een sleutel? zet er anders aanhalingstekens om",
                "is it a key at all? if so, put quotes around it",
            )
            self._report.add(node.place, "key-not-text", message, remedy)
            return None
        if node.text in earlier:
            message = Text("{key} staat er twee keer", "{key} is given twice").fill(
                key=quoted(node.text)
            )
            remedy = Text("de eerste staat op regel {n}", "first given on line {n}").fill(
                n=earlier[node.text][0].place.line
            )
            self._report.add(node.place, "duplicate-key", message, remedy)
            return None
        return node

    def _place(self, start: yaml.Event, end: yaml.Event | None = None) -> Place:
        """Return where an event stands; its width reaches at most to the end of the line."""
        first, last = start.start_mark, (end or start).end_mark
        if first is None or last is None:
            return START
        rest = len(self._page.line(first.line + 1)) - first.column
        beyond = 1 if end else rest
        width = last.column - first.column if last.line == first.line else beyond
        return Place(first.line + 1, first.column + 1, max(1, min(width, rest)))


def _empty() -> RefusedError:
    message = Text("het bestand is leeg", "the file is empty")
    remedy = Text(
        "zet er een werkwijze in ('trajecten workflow new' maakt een voorbeeld) of een verhaal",
        "put a workflow in it ('trajecten workflow new' makes an example), or a story",
    )
    return RefusedError(START, "empty", message, remedy)
