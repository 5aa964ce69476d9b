"""How a newer version of a workflow says which of its phases take the place of older ones."""

from collections.abc import Mapping
from dataclasses import dataclass

from trajecten.definition.compound import MapShape
from trajecten.definition.names import Names
from trajecten.definition.records import Draft, key
from trajecten.definition.report import BROKEN, Broken, Maybe
from trajecten.definition.shapes import ReferenceShape, Written


@dataclass(frozen=True, slots=True, kw_only=True)
class MigratesDraft(Draft):
    """What takes the place of what an older version had."""

    phases: Maybe[tuple[tuple[Written[str], Maybe[Written[str]]], ...]] = key(
        MapShape(ReferenceShape(), least=1),
        "The phase of this version that takes the place of an older one, by the id of that.",
    )


def built_migrates(draft: Maybe[MigratesDraft] | None, names: Names) -> Maybe[Mapping[str, str]]:
    """Return the new phase by the old one; every new one is looked up."""
    if draft is None:
        return {}
    if isinstance(draft, Broken) or isinstance(draft.phases, Broken):
        return BROKEN
    found = {
        old.value: new if isinstance(new, Broken) else names.find("phase", new)
        for old, new in draft.phases
    }
    whole = {old: new for old, new in found.items() if not isinstance(new, Broken)}
    return whole if len(whole) == len(found) else BROKEN
