"""The room of the workflow file: from text to a checked `Workflow`, and the format itself."""

from trajecten.definition.loading import find_problems, load_workflow
from trajecten.definition.problem import Problem, Severity
from trajecten.definition.schema import json_schema, schema_text
from trajecten.definition.starter import starter

__all__ = [
    "Problem",
    "Severity",
    "find_problems",
    "json_schema",
    "load_workflow",
    "schema_text",
    "starter",
]
