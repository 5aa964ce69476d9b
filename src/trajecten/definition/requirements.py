"""Requirements: how a guard stands in a file, and how it becomes a condition of the workflow."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from trajecten.core.finding import Json
from trajecten.core.guards import COMBINATORS, GuardRegistry
from trajecten.core.guards.absent import Tolerant
from trajecten.core.params import ParamKind, params_of
from trajecten.core.text import Text, listed
from trajecten.core.workflow import Requirement
from trajecten.definition.compound import ListShape, PlacedShape
from trajecten.definition.guard_rules import check_guard
from trajecten.definition.names import Names
from trajecten.definition.nodes import MapNode, Node, ScalarNode
from trajecten.definition.page import Place
from trajecten.definition.params import FORMS, Scope
from trajecten.definition.records import Draft, Key, RecordShape, is_broken
from trajecten.definition.report import BROKEN, Broken, Maybe, Report
from trajecten.definition.shapes import (
    Definitions,
    Schema,
    Shape,
    TextShape,
    Written,
    mismatch,
    word,
)
from trajecten.definition.texts import PROSE
from trajecten.definition.visible import quoted

GUARD = "guard"
_BASIS = Key(TextShape(), "The ground in law or policy for this condition.")
_MESSAGE = Key(
    PROSE, "Your own words for when it is not met; {missing} becomes what is missing.", False
)
_JOINED = {
    "all": "All of these conditions must be met.",
    "any": "At least one of these conditions must be met.",
    "not": "This condition must not be met.",
}
_KEYWORDS = (GUARD, *_JOINED)


@dataclass(frozen=True, slots=True, kw_only=True)
class RequirementDraft(Draft):
    """A requirement as written: the class of its guard, and the parameters that are given."""

    guard: type[Any]
    params: Mapping[str, Maybe[Written[Any]]]
    basis: Maybe[str] | None
    message: Maybe[Text] | None


@dataclass(frozen=True, slots=True)
class Making:
    """Makes the draft of one guard from the values in its block."""

    guard: type[Any]

    def __call__(
        self,
        *,
        place: Place,
        basis: Maybe[str] | None = None,
        message: Maybe[Text] | None = None,
        **params: Maybe[Written[Any]],
    ) -> RequirementDraft:
        """Return the draft; `params` are the guard's own."""
        params.pop(GUARD, None)
        return RequirementDraft(
            place=place, guard=self.guard, params=params, basis=basis, message=message
        )


class RequirementShape:
    """A guard by name with its parameters, or several joined by all, any or not."""

    def __init__(self, guards: GuardRegistry) -> None:
        """Prepare the block of every guard."""
        self._stand_in = guards.stand_in if isinstance(guards, Tolerant) else None
        self._guards = {name: self._named(name, one) for name, one in guards.items()}
        self._joins = {name: self._joined(name, COMBINATORS[name]) for name in _JOINED}

    def read(self, node: Node, report: Report) -> Maybe[RequirementDraft]:
        """Return the requirement as written."""
        if not isinstance(node, MapNode):
            remedy = Text("schrijf {guard: naam, …}", "write {guard: name, …}")
            return mismatch(node, Text("een voorwaarde", "a condition"), report, remedy)
        used = [one for one in _KEYWORDS if node.get(one) is not None]
        if len(used) != 1:
            return _report_choice(node, used, report)
        if used[0] in self._joins:
            return self._joins[used[0]].read(node, report)
        return self._read_guard(node, report)

    def schema(self, definitions: Definitions) -> Schema:
        """Return a reference to the description of all guards."""
        if "requirement" not in definitions:
            definitions["requirement"] = None
            for name, shape in (*self._guards.items(), *self._joins.items()):
                prefix = "guard" if name in self._guards else "join"
                definitions[f"{prefix}_{name}"] = shape.schema(definitions)
            refs: list[Json] = [{"$ref": f"#/$defs/guard_{name}"} for name in self._guards]
            refs += [{"$ref": f"#/$defs/join_{name}"} for name in self._joins]
            definitions["requirement"] = {
                "title": "Requirement",
                "description": "A condition: a guard by name, or several joined.",
                "oneOf": refs,
            }
        return {"$ref": "#/$defs/requirement"}

    def _read_guard(self, node: MapNode, report: Report) -> Maybe[RequirementDraft]:
        named = node.get(GUARD)
        if not isinstance(named, ScalarNode):
            wanted = Text("de naam van een voorwaarde", "the name of a guard")
            return mismatch(named or node, wanted, report)
        shape = self._guards.get(named.text)
        if shape is not None:
            return shape.read(node, report)
        if self._stand_in is not None:
            return RequirementDraft(
                place=named.place,
                guard=self._stand_in(named.text),
                params={},
                basis=None,
                message=None,
            )
        message = Text("onbekende voorwaarde {name}", "unknown guard {name}")
        remedy = (
            Text("schrijf '{name}: …'", "write '{name}: …'").fill(name=named.text)
            if named.text in self._joins
            else report.did_you_mean(named.text, self._guards)
            or Text("kies uit {names}", "choose from {names}").fill(names=listed(self._guards))
        )
        filled = message.fill(name=quoted(named.text))
        return report.add(named.place, "unknown-guard", filled, remedy)

    def _named(self, name: str, guard: type[Any]) -> RecordShape[RequirementDraft]:
        doc = f"The name of the guard: {_first_line(guard)}"
        keys = {GUARD: Key(PlacedShape(word(name)), doc, required=True)}
        keys |= {
            one.key or param: Key(
                PlacedShape(self._param_shape(one.kind)), one.doc, one.required, param
            )
            for param, one in params_of(guard).items()
        }
        return self._record(guard, keys)

    def _joined(self, name: str, guard: type[Any]) -> RecordShape[RequirementDraft]:
        (param, one), *_ = params_of(guard).items()
        shape = PlacedShape(self._param_shape(one.kind))
        return self._record(guard, {name: Key(shape, _JOINED[name], required=True, field=param)})

    def _record(self, guard: type[Any], keys: dict[str, Key]) -> RecordShape[RequirementDraft]:
        keys |= {"basis": _BASIS, "message": _MESSAGE}
        return RecordShape(keys, Making(guard), _first_line(guard))

    def _param_shape(self, kind: ParamKind) -> Shape[Any]:
        if kind is ParamKind.REQUIREMENT:
            return self
        if kind is ParamKind.REQUIREMENTS:
            return ListShape(self, least=1)
        return FORMS[kind].shape


class Requirements:
    """Turns requirements as written into those of the workflow."""

    def __init__(self, names: Names, report: Report) -> None:
        """Resolve against these names."""
        self._names = names
        self._report = report

    def build(self, draft: RequirementDraft) -> Maybe[Requirement]:
        """Return the requirement; every name it uses that does not exist is reported."""
        scope = Scope(self._names, self._report, params_of(draft.guard), draft.params)
        values = {
            name: BROKEN if isinstance(one, Broken) else self._resolved(name, one.value, scope)
            for name, one in draft.params.items()
        }
        basis, message = draft.basis, draft.message
        if isinstance(basis, Broken) or isinstance(message, Broken):
            return BROKEN
        if any(is_broken(one) for one in values.values()):
            return BROKEN
        guard = self._instance(draft, values)
        if isinstance(guard, Broken):
            return BROKEN
        check_guard(guard, draft.params, draft.place, self._names, self._report)
        return Requirement(guard=guard, basis=basis, message=message)

    def build_all(
        self, drafts: Maybe[tuple[Maybe[RequirementDraft], ...]]
    ) -> Maybe[tuple[Maybe[Requirement], ...]]:
        """Return the requirements in order, `BROKEN` in the place of one that is not whole."""
        if isinstance(drafts, Broken):
            return BROKEN
        return tuple(BROKEN if isinstance(one, Broken) else self.build(one) for one in drafts)

    def _resolved(self, name: str, raw: Any, scope: Scope) -> Any:  # noqa: ANN401
        kind = scope.declared[name].kind
        if kind is ParamKind.REQUIREMENT:
            return (self.build(raw),)
        if kind is ParamKind.REQUIREMENTS:
            return self.build_all(raw)
        return FORMS[kind].resolve(raw, scope)

    def _instance(self, draft: RequirementDraft, values: dict[str, Any]) -> Any:  # noqa: ANN401
        try:
            return draft.guard(**values)
        except Exception as error:  # noqa: BLE001 (a guard of others may refuse its parameters)
            message = Text(
                "de voorwaarde {name} weigert deze waarden ({why})",
                "the guard {name} refuses these values ({why})",
            ).fill(name=quoted(draft.guard.kind), why=f"{type(error).__name__}: {error}"[:200])
            return self._report.add(draft.place, "guard-refuses", message)


# Private


def _first_line(guard: type[Any]) -> str:
    return (guard.__doc__ or "").strip().partition("\n")[0]


def _report_choice(node: MapNode, used: list[str], report: Report) -> Broken:
    if used:
        message = Text(
            "{keys} kunnen niet samen in één voorwaarde", "{keys} cannot stand in one condition"
        ).fill(keys=listed(map(quoted, used)))
        remedy = Text("maak er twee voorwaarden van", "make two conditions of it")
        return report.add(node.place, "several-guards", message, remedy)
    message = Text("hier ontbreekt 'guard'", "'guard' is missing here")
    for one, _ in node:
        near = report.did_you_mean(one.text, _KEYWORDS)
        if near is not None:
            return report.add(one.place, "missing-guard", message, near)
    remedy = Text(
        "noem een voorwaarde met 'guard: naam', of gebruik all, any of not",
        "name a guard with 'guard: name', or use all, any or not",
    )
    return report.add(node.place, "missing-guard", message, remedy)
