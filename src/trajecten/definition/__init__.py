"""The room of the workflow file: from text to a checked `Workflow`, and the format itself."""

from trajecten.definition.adapting import Adapted, adapt, is_overlay
from trajecten.definition.kinds import FileKind, kind_of_file
from trajecten.definition.loading import find_problems, load_workflow
from trajecten.definition.problem import Problem, Severity
from trajecten.definition.schema import json_schema, schema_text
from trajecten.definition.starter import starter, starter_from
from trajecten.definition.story import load_story

__all__ = [
    "Adapted",
    "FileKind",
    "Problem",
    "Severity",
    "adapt",
    "find_problems",
    "is_overlay",
    "json_schema",
    "kind_of_file",
    "load_story",
    "load_workflow",
    "schema_text",
    "starter",
    "starter_from",
]
