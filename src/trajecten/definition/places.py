"""Where each part of a workflow stands in its file, for whoever finds a problem afterwards."""

from collections.abc import Iterator
from dataclasses import dataclass

from trajecten.core.text import Text
from trajecten.core.workflow import Noun, Workflow
from trajecten.definition.nodes import ListNode, MapNode, Node, ScalarNode
from trajecten.definition.page import START, Page, Place, RefusedError, decoded
from trajecten.definition.problem import Problem, Severity
from trajecten.definition.reading import read_nodes
from trajecten.definition.report import Report

_NESTED: tuple[tuple[Noun, str, tuple[tuple[Noun, str], ...]], ...] = (
    ("domain", "domains", (("group", "groups"), ("layer", "layers"))),
    ("role", "roles", ()),
    ("artefact", "artefacts", (("field", "fields"),)),
    ("term", "terms", ()),
    ("exemption", "exemptions", ()),
    ("choice", "choices", (("option", "options"),)),
)
_TOP = ("relation_first", "continuous", "deviations", "migrates")
_LISTED: tuple[tuple[Noun, str, tuple[str, ...]], ...] = (
    ("phase", "phases", ("entry", "exit")),
    ("transition", "transitions", ("guards",)),
)


@dataclass(frozen=True, slots=True)
class Spot:
    """A part of a workflow: what it is, its id, and which key of it or which condition."""

    noun: Noun | None = None
    id: str = ""
    key: str = ""
    number: int | None = None


class Places:
    """The place of every part of one workflow; the start of the file when it is not known."""

    def __init__(self, workflow: Workflow, name: str) -> None:
        """Read the text of the workflow again; `name` is how problems call the file."""
        page, root = _read(workflow.text, name)
        self._fill(page, root)

    def _fill(self, page: Page, root: Node | None) -> None:
        self._page = page
        self._places = dict(_walk(root)) if isinstance(root, MapNode) else {}

    def place(self, spot: Spot) -> Place:
        """Return where a part stands; else where what it belongs to stands."""
        for one in (spot, Spot(spot.noun, spot.id, spot.key), Spot(spot.noun, spot.id)):
            if one in self._places:
                return self._places[one]
        return START

    def problem(
        self,
        spot: Spot,
        code: str,
        message: Text,
        *,
        remedy: Text | None = None,
        severity: Severity = Severity.ERROR,
        witness: tuple[str, ...] = (),
    ) -> Problem:
        """Return a problem with a part, as one that the loader finds."""
        place = self.place(spot)
        return Problem(
            file=self._page.name,
            line=place.line,
            column=place.column,
            code=code,
            message=message,
            remedy=remedy,
            severity=severity,
            line_text=self._page.line(place.line),
            width=place.width,
            witness=witness,
        )


# Private


def _read(content: bytes, name: str) -> tuple[Page, Node | None]:
    """Return the page with its nodes; an empty one for a workflow that no file describes."""
    try:
        page = Page(name=name, text=decoded(content))
    except RefusedError:
        return Page(name=name, text=""), None
    report = Report(page)
    node = read_nodes(page, report)
    return page, node if isinstance(node, (MapNode, ListNode, ScalarNode)) else None


def _walk(root: MapNode) -> Iterator[tuple[Spot, Place]]:
    for key in _TOP:
        if (written := root.key(key)) is not None:
            yield Spot(key=key), written.place
    yield from _people(root)
    yield from _track(root)
    for track in _items(root.get("tracks")):
        identifier = track.get("id")
        if isinstance(identifier, ScalarNode):
            yield Spot("track", identifier.text), identifier.place
        yield from _track(track)


def _people(root: MapNode) -> Iterator[tuple[Spot, Place]]:
    """Return the places of what is declared in blocks, and of the parts it has."""
    for noun, block, inner in _NESTED:
        for written, node in _entries(root.get(block)):
            yield Spot(noun, written.text), written.place
            for part, part_block in inner:
                for own, _ in _entries(node.get(part_block)):
                    yield Spot(part, own.text, key=written.text), own.place


def _track(track: MapNode) -> Iterator[tuple[Spot, Place]]:
    for noun, block, gates in _LISTED:
        for node in _items(track.get(block)):
            identifier = node.get("id")
            if isinstance(identifier, ScalarNode):
                yield from _named(noun, identifier, node, gates)


def _named(
    noun: Noun, identifier: ScalarNode, node: MapNode, gates: tuple[str, ...]
) -> Iterator[tuple[Spot, Place]]:
    yield Spot(noun, identifier.text), identifier.place
    for key, value in node:
        yield Spot(noun, identifier.text, key.text), key.place
        if key.text in gates:
            for number, one in enumerate(_items(value)):
                yield Spot(noun, identifier.text, key.text, number), _of_guard(one)


def _of_guard(node: MapNode) -> Place:
    """Return where a condition is named: the guard, or the word that joins several."""
    named = node.get("guard")
    if isinstance(named, ScalarNode):
        return named.place
    joins = (node.key(one) for one in ("all", "any", "not"))
    return next((one.place for one in joins if one is not None), node.place)


def _entries(node: Node | None) -> tuple[tuple[ScalarNode, MapNode], ...]:
    if not isinstance(node, MapNode):
        return ()
    return tuple((key, value) for key, value in node if isinstance(value, MapNode))


def _items(node: Node | None) -> tuple[MapNode, ...]:
    if not isinstance(node, ListNode):
        return ()
    return tuple(one for one in node.items if isinstance(one, MapNode))
