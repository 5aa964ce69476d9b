"""The room of the workflow file: from text to a checked `Workflow`, and the format itself."""

from trajecten.definition.adapting import Adapted, adapt, is_overlay
from trajecten.definition.loading import find_problems, load_workflow
from trajecten.definition.problem import Problem, Severity
from trajecten.definition.schema import json_schema, schema_text
from trajecten.definition.starter import starter
from trajecten.definition.story import is_story, load_story

__all__ = [
    "Adapted",
    "Problem",
    "Severity",
    "adapt",
    "find_problems",
    "is_overlay",
    "is_story",
    "json_schema",
    "load_story",
    "load_workflow",
    "schema_text",
    "starter",
]
