"""The format as JSON Schema, so that editors complete and check while somebody types."""

import json
from typing import Final

from trajecten.core.finding import Json
from trajecten.core.guards import BUILTIN, GuardRegistry
from trajecten.definition.format import workflow_shape

ADDRESS: Final = "https://json-schema.org/draft/2020-12/schema"
IDENTITY: Final = "urn:trajecten:schema:trajecten-1"


def json_schema(guards: GuardRegistry = BUILTIN) -> dict[str, Json]:
    """Return the JSON Schema (draft 2020-12) of a workflow file that may use these guards."""
    definitions: dict[str, Json] = {}
    shape = workflow_shape(guards).schema(definitions)
    return {
        "$schema": ADDRESS,
        "$id": IDENTITY,
        "title": "Workflow of trajecten",
        **shape,
        "$defs": {name: definitions[name] for name in sorted(definitions)},
    }


def schema_text() -> str:
    """Return the JSON Schema of the guards that come with trajecten, as its file holds it."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"
