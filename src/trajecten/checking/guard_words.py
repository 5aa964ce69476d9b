"""A condition in a few words: what it asks, with the parameters that differ from the usual."""

from collections.abc import Iterator
from dataclasses import MISSING, fields
from typing import Any

from trajecten.core.duration import Duration
from trajecten.core.guards.combine import AllOf, AnyOf, Not
from trajecten.core.params import params_of
from trajecten.core.text import Text, listed, same
from trajecten.core.workflow import Requirement

_KINDS = {
    "contacts_per_domain": Text("gesprekken per domein", "conversations per domain"),
    "contact_days": Text("gesprekken op verschillende dagen", "conversations on different days"),
    "artefact": Text("een stuk", "a paper"),
    "endorsed": Text("een gedragen stuk", "an endorsed paper"),
    "contributions_disposed": Text("gewogen inbreng", "contributions disposed of"),
    "feedback_sent": Text("terugkoppeling", "feedback"),
    "lessons_recorded": Text("lessen", "lessons"),
    "actions_owned": Text("acties met eigenaar", "actions with an owner"),
    "roles_filled": Text("vervulde rollen", "roles filled"),
    "min_duration": Text("een minimale duur", "a minimum duration"),
    "approved": Text("akkoord", "approval"),
    "in_phase": Text("een spoor in een fase", "a track in a phase"),
    "decision_recorded": Text("een besluit", "a decision"),
    "debts_repaid": Text("niets meer in te halen", "nothing owed"),
    "topics_chosen": Text("gekozen onderwerpen", "topics chosen"),
    "children": Text("deeltrajecten", "child trajectories"),
    "term_elapsed": Text("een verstreken termijn", "a term that has run out"),
    "term_not_expired": Text("een termijn die niet verstreken is", "a term that has not run out"),
    "within_term": Text("een lopende termijn", "a term that runs"),
    "chosen": Text("een gemaakte keuze", "a choice made"),
    "contributions_received": Text("ontvangen inbreng", "contributions received"),
    "window": Text("een dag in een periode", "a day in a period"),
}


def condition(requirement: Requirement) -> Text:
    """Return what a requirement asks, such as "een stuk (type: visie)"."""
    match requirement.guard:
        case AllOf(parts=parts):
            return _joined(parts, Text("en", "and"))
        case AnyOf(parts=parts):
            return _joined(parts, Text("of", "or"))
        case Not(parts=(part,)):
            return Text("niet {part}", "not {part}").fill(part=condition(part))
        case guard:
            kind = _KINDS.get(guard.kind, same(guard.kind))
            asked = ", ".join(_params(guard))
            return Text(f"{kind.nl} ({asked})", f"{kind.en} ({asked})") if asked else kind


# Private


def _joined(parts: tuple[Requirement, ...], joint: Text) -> Text:
    inner = listed((condition(one) for one in parts), joint)
    return Text(f"({inner.nl})", f"({inner.en})") if len(parts) > 1 else inner


def _params(guard: Any) -> Iterator[str]:  # noqa: ANN401 (also guards of others)
    usual = {one.name: one.default for one in fields(guard)}
    for name, one in params_of(type(guard)).items():
        value = getattr(guard, name)
        if usual[name] is MISSING or value != usual[name]:
            yield f"{one.key or name}: {_written(value)}"


def _written(value: object) -> str:
    """Return a parameter as a file would write it, near enough to read."""
    match value:
        case Duration():
            return value.iso
        case tuple() if value and all(isinstance(one, tuple) for one in value):
            return ", ".join(f"{one[0]} {_written(one[1])}" for one in value)
        case tuple():
            return "/".join(map(_written, value))
        case bool():
            return "true" if value else "false"
        case _:
            return str(value)
