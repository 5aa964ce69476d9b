"""Laying an overlay over the nodes of a workflow: what stays, what changes, what is new."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from trajecten.core.text import Text, listed
from trajecten.definition.compound import ListShape, MapShape
from trajecten.definition.nodes import ListNode, MapNode, Node, ScalarNode
from trajecten.definition.page import Place
from trajecten.definition.records import Draft, key, record
from trajecten.definition.report import Broken, Maybe, Report
from trajecten.definition.shapes import (
    IDENTIFIER,
    Definitions,
    ReferenceShape,
    Schema,
    Written,
    mismatch,
    word,
)
from trajecten.definition.visible import quoted

OVERLAY: Final = "trajecten-overlay/1"

_LISTS = ("phases", "transitions")
_GATES = ("entry", "exit", "guards")
_OWN = ("track", "after")
"""The keys of a new block that only say where it goes."""


@dataclass(frozen=True, slots=True)
class _BlockShape:
    """A block that is read later, where it ends up."""

    def read(self, node: Node, report: Report) -> Maybe[MapNode]:
        """Return the block as it stands."""
        if isinstance(node, MapNode):
            return node
        return mismatch(node, Text("een blok met sleutels", "a block of keys"), report)

    def schema(self, definitions: Definitions) -> Schema:
        """Return any object."""
        del definitions
        return {"type": "object"}


_BLOCKS = ListShape(_BlockShape())
_IDS = ListShape(ReferenceShape(), least=1, lone=True, distinct=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveDraft(Draft):
    """What this trajectory does without."""

    phases: Maybe[tuple[Maybe[Written[str]], ...]] = key(_IDS, "Phases, by id.", default=())
    transitions: Maybe[tuple[Maybe[Written[str]], ...]] = key(_IDS, "Steps, by id.", default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class OverlayDraft(Draft):
    """What one trajectory does otherwise than its workflow."""

    schema: Maybe[str] = key(word(OVERLAY), "The version of this format.")
    adapts: Maybe[Written[str]] = key(IDENTIFIER, "The id of the workflow it is laid over.")
    phases: Maybe[tuple[Maybe[MapNode], ...]] = key(
        _BLOCKS, "Phases: new ones whole, others only with what changes.", default=()
    )
    transitions: Maybe[tuple[Maybe[MapNode], ...]] = key(
        _BLOCKS, "Steps: new ones whole, others only with what changes.", default=()
    )
    artefacts: Maybe[tuple[tuple[Written[str], Maybe[MapNode]], ...]] = key(
        MapShape(_BlockShape()), "Kinds of paper, by id.", default=()
    )
    terms: Maybe[tuple[tuple[Written[str], Maybe[MapNode]], ...]] = key(
        MapShape(_BlockShape()), "Terms, by id.", default=()
    )
    relation_first: Maybe[MapNode] | None = key(
        _BlockShape(), "What must be heard before content.", default=None
    )
    remove: Maybe[RemoveDraft] | None = key(record(RemoveDraft), "What falls away.", default=None)


def laid_over(root: MapNode, draft: OverlayDraft, report: Report) -> MapNode:
    """Return the workflow's nodes with those of the overlay laid over them.

    What cannot be laid anywhere is noted.
    """
    laid = {
        "artefacts": _block(root.get("artefacts"), draft.artefacts),
        "terms": _block(root.get("terms"), draft.terms),
        "relation_first": draft.relation_first,
    }
    for name, node in laid.items():
        if isinstance(node, MapNode):
            root = _with(root, name, node)
    tracks = root.get("tracks")
    several = tracks is not None
    blocks = _maps(tracks) if several else (root,)
    for kind in _LISTS:
        _check(kind, blocks, draft, report, several=several)
        blocks = tuple(_track(one, kind, draft, several=several) for one in blocks)
    if tracks is None:
        return blocks[0]
    return _with(root, "tracks", ListNode(tracks.place, blocks))


# Private


def _check(
    kind: str, tracks: Sequence[MapNode], draft: OverlayDraft, report: Report, *, several: bool
) -> None:
    """Note what is removed and not there, and what is new and has no place."""
    ids = [_id(one) for track in tracks for one in _maps(track.get(kind))]
    gone = _removed(draft, kind)
    for one in gone:
        if one.value not in ids:
            message = Text("er is geen {name} om weg te halen", "there is no {name} to remove")
            _report_choice(one.value, one.place, ids, message, report)
    left = set(ids) - {one.value for one in gone}
    known = left | {_id(one) for one in _sound(getattr(draft, kind))}
    seen: set[str] = set()
    for one in _sound(getattr(draft, kind)):
        if _id(one) in seen:
            message = Text("{name} staat hier twee keer", "{name} is here twice")
            remedy = Text("maak er één blok van", "make it one block")
            report.add(one.place, "duplicate-id", message.fill(name=quoted(_id(one))), remedy)
        elif _id(one) in left:
            _check_change(one, report)
        else:
            _check_new(one, tracks, known, report, several=several)
        seen.add(_id(one))


def _check_change(one: MapNode, report: Report) -> None:
    """Note what cannot be said of a block that is there already."""
    for name, _ in one:
        if name.text in _OWN:
            message = Text(
                "{key} zegt waar iets nieuws komt; {name} is er al",
                "{key} says where something new goes; {name} is there already",
            ).fill(key=quoted(name.text), name=quoted(_id(one)))
            report.add(name.place, "unknown-key", message, Text("laat het weg", "leave it out"))
    also = one.get("also")
    for name, value in also if isinstance(also, MapNode) else ():
        if name.text not in _GATES or not isinstance(value, ListNode):
            message = Text(
                "'also' voegt voorwaarden toe; {key} hoort daar niet",
                "'also' adds conditions; {key} does not belong there",
            ).fill(key=quoted(name.text))
            remedy = Text("kies uit {ids}, elk een lijst", "choose from {ids}, each a list")
            report.add(name.place, "unknown-key", message, remedy.fill(ids=listed(_GATES)))


def _check_new(
    one: MapNode, tracks: Sequence[MapNode], known: Iterable[str], report: Report, *, several: bool
) -> None:
    stated, after = one.get("track"), one.get("after")
    names = [_id(track) for track in tracks]
    if several and not isinstance(stated, ScalarNode):
        message = Text("hier ontbreekt 'track'", "'track' is missing here")
        remedy = Text("kies uit {ids}", "choose from {ids}").fill(ids=listed(names))
        report.add(one.place, "missing-key", message, remedy)
    if isinstance(stated, ScalarNode) and (not several or stated.text not in names):
        message = Text("onbekend spoor {name}", "unknown track {name}")
        _report_choice(stated.text, stated.place, names if several else (), message, report)
    if isinstance(after, ScalarNode) and after.text not in known:
        message = Text("onbekend: {name}", "unknown: {name}")
        _report_choice(after.text, after.place, sorted(known), message, report)


def _report_choice(
    name: str, place: Place, ids: Sequence[str], message: Text, report: Report
) -> None:
    choose = Text("kies uit {ids}", "choose from {ids}").fill(ids=listed(ids[:10]))
    none = Text("laat het weg: er is maar één spoor", "leave it out: there is one track only")
    remedy = report.did_you_mean(name, ids) or (choose if ids else none)
    report.add(place, "unknown-id", message.fill(name=quoted(name)), remedy)


def _track(track: MapNode, kind: str, draft: OverlayDraft, *, several: bool) -> MapNode:
    here = track.get(kind)
    gone = {one.value for one in _removed(draft, kind)}
    kept = [one for one in _maps(here) if _id(one) not in gone]
    mine = [
        one
        for one in _sound(getattr(draft, kind))
        if _belongs(one, kept, _id(track) if several else None)
    ]
    place = here.place if here is not None else track.place
    return _with(track, kind, ListNode(place, tuple(_laid(kept, mine))))


def _belongs(one: MapNode, kept: Sequence[MapNode], track: str | None) -> bool:
    """Return whether a block of the overlay belongs in this track; None is the only one."""
    if track is None or any(_id(each) == _id(one) for each in kept):
        return True
    stated = one.get("track")
    return isinstance(stated, ScalarNode) and stated.text == track


def _removed(draft: OverlayDraft, kind: str) -> tuple[Written[str], ...]:
    removed = draft.remove if isinstance(draft.remove, RemoveDraft) else None
    return _sound(getattr(removed, kind)) if removed else ()


def _laid(kept: Sequence[MapNode], mine: Sequence[MapNode]) -> list[MapNode]:
    """Return the blocks of a list with those of the overlay: changed in place, new ones after."""
    changes = {_id(one): one for one in mine}
    items = [_changed(one, changes.pop(_id(one), None)) for one in kept]
    for one in changes.values():
        after = one.get("after")
        before = after.text if isinstance(after, ScalarNode) else ""
        number = next((n for n, each in enumerate(items, 1) if _id(each) == before), len(items))
        items.insert(number, _without(one, *_OWN))
    return items


def _changed(block: MapNode, change: MapNode | None) -> MapNode:
    if change is None:
        return block
    for one, value in change:
        if one.text == "also" and isinstance(value, MapNode):
            block = _appended(block, value)
        elif one.text not in {"id", *_OWN}:
            block = _with(block, one.text, value, one)
    return block


def _appended(block: MapNode, also: MapNode) -> MapNode:
    """Return a block in which conditions come after those that are there already."""
    for one, value in also:
        here = block.get(one.text)
        if one.text in _GATES and isinstance(value, ListNode):
            items = (*here.items, *value.items) if isinstance(here, ListNode) else value.items
            place = here.place if here is not None else value.place
            block = _with(block, one.text, ListNode(place, items), one)
        else:
            block = _with(block, one.text, value, one)
    return block


def _block(
    here: Node | None, laid: Maybe[tuple[tuple[Written[str], Maybe[MapNode]], ...]]
) -> MapNode | None:
    if isinstance(laid, Broken) or not laid:
        return None
    block = here if isinstance(here, MapNode) else MapNode(laid[0][0].place, ())
    for written, node in laid:
        if isinstance(node, MapNode):
            name = ScalarNode(written.place, written.value, plain=True)
            old = block.get(written.value)
            whole = _changed(old, node) if isinstance(old, MapNode) else node
            block = _with(block, written.value, whole, name)
    return block


def _with(block: MapNode, name: str, value: Node, written: ScalarNode | None = None) -> MapNode:
    """Return a block in which a key has this value, in its place if it was there."""
    if block.get(name) is not None:
        return MapNode(
            block.place,
            tuple(
                (written or one, value) if one.text == name else (one, old) for one, old in block
            ),
        )
    added = written or ScalarNode(value.place, name, plain=True)
    return MapNode(block.place, (*block.entries, (added, value)))


def _without(block: MapNode, *names: str) -> MapNode:
    return MapNode(block.place, tuple((one, v) for one, v in block if one.text not in names))


def _id(block: MapNode) -> str:
    identifier = block.get("id")
    return identifier.text if isinstance(identifier, ScalarNode) else ""


def _sound(part: Maybe[tuple[Maybe[Any], ...]] | None) -> tuple[Any, ...]:
    if part is None or isinstance(part, Broken):
        return ()
    return tuple(one for one in part if not isinstance(one, Broken))


def _maps(node: Node | None) -> tuple[MapNode, ...]:
    if not isinstance(node, ListNode):
        return ()
    return tuple(one for one in node.items if isinstance(one, MapNode))
