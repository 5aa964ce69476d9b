"""The JSON Schema: valid, up to date, helpful to an editor."""

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.definition.renew import SCHEMA
from trajecten.core.duration import Duration
from trajecten.core.guards import BUILTIN
from trajecten.core.params import params_of
from trajecten.definition import json_schema, schema_text
from trajecten.definition.shapes import DurationShape


def test_the_file_is_up_to_date():
    assert SCHEMA.read_text("utf-8") == schema_text(), "run: python -m tests.definition.renew"


def test_the_schema_is_a_valid_schema():
    jsonschema.Draft202012Validator.check_schema(json_schema())


@pytest.mark.parametrize("name", BUILTIN)
def test_each_guard_is_described_with_its_own_parameters(name: str):
    described = json_schema()["$defs"][f"guard_{name}"]

    params = params_of(BUILTIN[name])
    assert described["additionalProperties"] is False
    keys = {name: one.key or name for name, one in params.items()}
    assert set(described["properties"]) == {"guard", *keys.values(), "basis", "message"}
    assert all(one["description"] for one in described["properties"].values())
    assert set(described["required"]) == {
        "guard",
        *(keys[name] for name, one in params.items() if one.required),
    }


def test_a_guard_of_others_is_in_the_schema_made_for_it():
    described = json_schema({**BUILTIN, "own": BUILTIN["min_duration"]})["$defs"]["guard_own"]

    assert described["properties"]["guard"]["enum"] == ["own"]


@given(st.text(alphabet="P0123456789YMWDTH-.", max_size=12))
def test_the_schema_and_the_loader_know_the_same_durations(text: str):
    schema = DurationShape().schema({})
    try:
        Duration.parse(text)
    except ValueError:
        known = False
    else:
        known = True

    assert jsonschema.Draft202012Validator(schema).is_valid(text) == known
