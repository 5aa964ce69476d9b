"""A workflow in which every field says something, and every way to change one of those fields."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any, TypeAlias

from trajecten.core.named import Named
from trajecten.core.text import Text
from trajecten.core.workflow import Requirement, Workflow

NO_PART = {
    ("Workflow", "digest"), ("Workflow", "text"), ("Workflow", "guards"), ("Workflow", "calendar"),
}  # fmt: skip
"""What is no part of what a workflow says: its bytes, and what it is read and counted with."""

REFERENCES = {("Transition", "target"), ("Track", "initial")}
"""Where only the id of a phase may stand."""

RICH = """\
schema: trajecten/1
id: rijk
version: 1.0.0
label: {nl: Rijk, en: Rich}
summary: {nl: Van alles, en: A bit of everything}
source: {title: Gids, organisation: Stad, year: 2024, article: "3", url: "https://example.org/gids"}
basis: Verordening art. 1
continuous: true
relation_first: {min: 2}
migrates: {phases: {older: topics, oldest: topics}}
domains:
  council: {label: {nl: Raad, en: Council}, aliases: [gemeenteraad]}
  community:
    label: {nl: Stad, en: City}
    groups:
      residents: {label: {nl: Inwoners, en: Residents}, aliases: [bewoners]}
      shops: {label: {nl: Winkels, en: Shops}}
    layers:
      board: {label: {nl: Bestuur, en: Board}}
      staff: {label: {nl: Medewerkers, en: Staff}}
roles:
  commissioner: {label: {nl: Opdrachtgever, en: Commissioner}, aliases: [baas]}
  lead: {label: {nl: Leider, en: Lead}, succession: required}
artefacts:
  vision:
    label: {nl: Visie, en: Vision}
    aliases: [beeld]
    fields:
      why: {label: {nl: Waarom, en: Why}}
      who: {label: {nl: Wie, en: Who}}
  plan: {label: {nl: Plan, en: Plan}}
deviations:
  allowed: [skip, add]
  decided_by: commissioner
  basis: Gids p. 12
  debt: P6W
  expires_after: P2W
  relation_first: {decided_by: [commissioner, lead], basis: Gids p. 13}
terms:
  views:
    label: {nl: Zienswijzen, en: Views}
    aliases: [inspraak]
    length: P6W
    starts: {deciding: council, follows: laying, again: true}
    ends:
      - {deciding: commissioner, outcomes: [yes, partly], in: topics, after: laying}
      - {registering: plan, in: [listening, topics], after: [laying, views]}
    extension: {length: P2W, basis: Awb 4:14, within: P3W, before: topics, requires: plan}
    suspension: {basis: Awb 4:15}
    basis: Awb 3:16
    calendar: termijnenwet
    kind: maximum
  laying:
    label: {nl: Inzage, en: Laying out}
    length: P4W
    starts: {start: true}
    counts_from: same_day
    extension: {length: P1W, basis: Awb 4:14}
    basis: Awb 3:11
    calendar: days
    kind: minimum
exemptions:
  minor: {label: {nl: Klein, en: Minor}, aliases: [gering], basis: art. 2}
  haste: {label: {nl: Haast, en: Haste}, basis: art. 3}
choices:
  initiative:
    label: {nl: Initiatief, en: Initiative}
    aliases: [begin]
    basis: art. 4
    options:
      city: {label: {nl: Stad, en: City}}
      people: {label: {nl: Mensen, en: People}}
  form:
    label: {nl: Vorm, en: Form}
    options:
      table: {label: {nl: Tafel, en: Table}}
      street: {label: {nl: Straat, en: Street}}
outcomes:
  adopted: {label: {nl: Aangenomen, en: Adopted}, aliases: [ja]}
  refused: {label: {nl: Geweigerd, en: Refused}}
unverified: [{nl: Het artikel, en: The article}, {nl: De termijn, en: The term}]
not_expressed: {nl: Oprechtheid, en: Sincerity}
tracks:
  - id: talk
    label: {nl: Gesprek, en: Talk}
    aliases: [praten]
    phases:
      - id: listening
        label: {nl: Luisteren, en: Listening}
        aliases: [horen]
        kind: relation
        guidance: [{nl: Ga erheen, en: Go there}, {nl: Zwijg, en: Be silent}]
        min_duration: P7D
        attention_after: P6W
        policy_stage: preparation
        entry: [{guard: lessons_recorded}]
        exit:
          - guard: contacts_per_domain
            domains: [community]
            basis: art. 5
            message: {nl: "Nog {missing}", en: "Still {missing}"}
          - any:
              - {guard: artefact, type: vision, basis: art. 6}
              - {guard: artefact, type: plan, message: {nl: Geen plan, en: No plan}}
      - id: topics
        label: {nl: Onderwerpen, en: Topics}
        kind: content
        statutory: true
        basis: Awb 3:11
      - {id: done, label: {nl: Klaar, en: Done}, kind: learning, final: true}
    transitions:
      - id: choose
        label: {nl: Kiezen, en: Choose}
        aliases: [kies]
        from: listening
        to: topics
        guards: [{guard: decision_recorded, body: council}]
        roles: [lead]
        motivation: required
        exemption: minor
        basis: art. 7
      - {id: end, label: {nl: Afronden, en: End}, from: [listening, topics], to: done,
         exit_gate: false, automatic: true}
  - id: legal
    label: {nl: Recht, en: Legal}
    phases:
      - {id: waiting, label: {nl: Wachten, en: Waiting}, kind: relation}
      - {id: stopped, label: {nl: Gestopt, en: Stopped}, kind: decision}
    transitions:
      - {id: stop, label: {nl: Stoppen, en: Stop}, from: waiting, to: stopped}
"""
"""Every field of every part is said at least once, and left out or said otherwise elsewhere."""

ASIDE = RICH.replace("{min: 2}", "{set_aside: {reason: {nl: Nood, en: Need}, basis: wet}}")
"""The same, with relation first laid aside."""


Field: TypeAlias = tuple[str, str]
"""A field by the names of its class and of itself."""


def altered(
    workflow: Workflow, seen: Mapping[Field, Sequence[Any]]
) -> Iterator[tuple[tuple[Field, ...], Workflow]]:
    """Return the workflow with one field changed, for each field of each part, in several ways.

    Each comes with the fields through which the one that changed is found. `seen` are the values
    that a field may have besides.
    """
    yield from _others_of(workflow, seen)


def values_in(part: Any) -> Iterator[tuple[Field, Any]]:
    """Return every value of every field within a part, by the names of its class and field."""
    if isinstance(part, (tuple, list)):
        for one in part:
            yield from values_in(one)
    elif isinstance(part, Mapping):
        yield from values_in([*part.values()])
    elif _has_fields(part):
        for one in fields(part):
            if _is_part(part, one.name):
                yield (type(part).__name__, one.name), getattr(part, one.name)
                yield from values_in(getattr(part, one.name))


# Private


def _others_of(part: Any, seen: Any) -> Iterator[tuple[tuple[Field, ...], Any]]:
    for one in fields(part):
        if _is_part(part, one.name):
            field = (type(part).__name__, one.name)
            value = getattr(part, one.name)
            if value is not None and "None" in str(one.type):
                yield (field,), replace(part, **{one.name: None})
            for where, other in _others(value, seen, field):
                yield (field, *where), replace(part, **{one.name: other})


def _others(value: Any, seen: Any, field: Field) -> Iterator[tuple[tuple[Field, ...], Any]]:
    """Return what may stand in the place of a value."""
    if not _holds_named(value):
        yield from (((), one) for one in seen.get(field, ()) if not _is_alike(one, value))
    if isinstance(value, tuple):
        yield from _other_rows(value, seen)
    elif _has_fields(value):
        yield from _others_of(value, seen)
    elif field not in REFERENCES:
        yield from (((), one) for one in _near(value))


def _is_alike(one: Any, other: Any) -> bool:
    """Return whether two values say the same: the order of ids, such as of roles, says nothing."""
    rows = all(isinstance(each, tuple) and each for each in (one, other))
    return one == other or (rows and sorted(one, key=repr) == sorted(other, key=repr))


def _near(value: Any) -> Iterator[Any]:
    """Return what is almost a value that has no parts."""
    match value:
        case bool():
            yield not value
        case int():
            yield value + 1
        case Text(nl=nl, en=en):
            yield from (Text(nl + "x", en), Text(nl, en + "x"))
        case str() if not isinstance(value, Enum):
            yield value + "x"
        case Mapping():
            yield from ({k: v for k, v in value.items() if k != key} for key in value)


def _other_rows(row: tuple[Any, ...], seen: Any) -> Iterator[tuple[tuple[Field, ...], Any]]:
    """Return the row with one part more, in another order, or with one part that is different.

    A part with another id is another part: so one is added, and none is renamed.
    """
    if _holds_named(row):
        yield (), (*row, replace(row[0], id=f"{row[0].id}x"))
        if len(row) > 1:
            yield (), row[::-1]
    elif row:
        yield (), row[1:]
    for number, one in enumerate(row):
        if _has_fields(one):
            for where, other in _others_of(one, seen):
                yield where, (*row[:number], other, *row[number + 1 :])


def _holds_named(value: Any) -> bool:
    return isinstance(value, tuple) and any(isinstance(one, Named) for one in value)


def _has_fields(value: Any) -> bool:
    return is_dataclass(value) and not isinstance(value, Text)


def _is_part(part: Any, name: str) -> bool:
    if hasattr(part, "evaluate") and not isinstance(part, Requirement):
        return name == "parts"
    return (type(part).__name__, name) not in NO_PART and not (
        isinstance(part, Named) and name == "id"
    )
