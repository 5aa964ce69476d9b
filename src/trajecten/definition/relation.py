"""How a workflow sharpens "relation first", or lays it aside."""

from dataclasses import dataclass
from typing import Final

from trajecten.core.guards.contacts import ContactsPerDomain
from trajecten.core.params import params_of
from trajecten.core.text import Text
from trajecten.definition.compound import PlacedShape
from trajecten.definition.nodes import MapNode, Node
from trajecten.definition.params import FORMS, counts_shape
from trajecten.definition.records import Draft, Key, RecordShape, key, record
from trajecten.definition.report import Maybe, Report
from trajecten.definition.requirements import Making, RequirementDraft
from trajecten.definition.shapes import Definitions, Schema, TextShape
from trajecten.definition.texts import PROSE
from trajecten.definition.visible import quoted

_FIXED = frozenset({"purpose", "domains"})
"""Always listening, always every domain: no workflow can say otherwise."""

_SET_ASIDE: Final = "set_aside"


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAsideDraft(Draft):
    """Why this workflow lays "relation first" aside; every report shows it."""

    reason: Maybe[Text] = key(PROSE, "Why the relation cannot come first here.")
    basis: Maybe[str] = key(TextShape(), "The ground in law or policy.")


@dataclass(frozen=True, slots=True, kw_only=True)
class AsideDraft(Draft):
    """Lay "relation first" aside."""

    set_aside: Maybe[SetAsideDraft] = key(
        record(SetAsideDraft), 'Lay "relation first" aside, with a reason and a basis.'
    )


class RelationShape:
    """Either the parameters that sharpen "relation first", or the reason to lay it aside."""

    def read(self, node: Node, report: Report) -> Maybe[RequirementDraft | AsideDraft]:
        """Return what is written."""
        if not isinstance(node, MapNode) or node.get(_SET_ASIDE) is None:
            return _SHARPENED.read(node, report)
        for one, _ in node:
            if one.text in _SHARPENED.keys:
                message = Text(
                    "{key} kan niet naast 'set_aside'", "{key} cannot stand beside 'set_aside'"
                ).fill(key=quoted(one.text))
                remedy = Text("kies een van beide", "use one of the two")
                report.add(one.place, "both-given", message, remedy)
        rest = tuple((one, value) for one, value in node if one.text not in _SHARPENED.keys)
        return _ASIDE.read(MapNode(node.place, rest), report)

    def schema(self, definitions: Definitions) -> Schema:
        """Return the choice between the two."""
        return {"oneOf": [_SHARPENED.schema(definitions), _ASIDE.schema(definitions)]}


# Private


def _sharpened() -> RecordShape[RequirementDraft]:
    keys = {
        name: Key(PlacedShape(FORMS[one.kind].shape), one.doc)
        for name, one in params_of(ContactsPerDomain).items()
        if name not in _FIXED
    }
    keys["min"] = Key(PlacedShape(counts_shape(1)), keys["min"].doc)
    return RecordShape(keys, Making(ContactsPerDomain), "What must be heard before content.")


_SHARPENED = _sharpened()
_ASIDE = record(AsideDraft)
