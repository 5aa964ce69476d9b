"""The manual of the format says what the code does."""

import re

import pytest

from tests.definition.renew import MANUAL, TABLE, guard_table
from trajecten.core.guards import BUILTIN
from trajecten.core.params import ParamKind, params_of
from trajecten.definition import find_problems, json_schema, load_workflow

TEXT = MANUAL.read_text("utf-8")
EXAMPLES = re.findall(r"^```yaml\n(.*?)^```", TEXT, re.DOTALL | re.MULTILINE)
COMPLETE = next(one for one in EXAMPLES if one.startswith("schema:"))
RELATION = [one for one in EXAMPLES if one.startswith("relation_first:")]
DEVIATIONS = [one for one in EXAMPLES if one.startswith("deviations:")]


def section(title: str) -> str:
    return TEXT.partition(f"## {title}\n")[2].partition("\n## ")[0]


def keys_of(title: str) -> set[str]:
    rows = re.findall(r"^\| (`[^|]*`) \|", section(title), re.MULTILINE)
    return {key for row in rows for key in re.findall(r"`(\w+)`", row)}


def test_the_complete_example_loads():
    assert load_workflow(COMPLETE.encode()).id == "speelplek"


def test_the_examples_of_terms_and_exemptions_load():
    found = [one for one in EXAMPLES if one.startswith(("terms:", "exemptions:"))]
    places = (
        ("laid-out", "design"), ("entering: decided", "entering: built"),
        ("registering: application", "registering: synthesis"),
    )  # fmt: skip
    text = "".join(found)
    for old, new in places:
        text = text.replace(old, new)

    assert len(found) == 2
    assert find_problems((COMPLETE + text).encode()) == ()


def test_the_examples_of_choices_of_a_newer_version_and_of_guards_load():
    blocks = [one for one in EXAMPLES if one.startswith(("choices:", "migrates:"))]
    gates = [one for one in EXAMPLES if one.startswith("guards:")]

    assert (len(blocks), len(gates)) == (2, 2)
    for gate in gates:
        asked = "".join(f"    {line}\n" for line in gate.splitlines())
        step = COMPLETE.replace("    to: conversations\n", f"    to: conversations\n{asked}")
        assert find_problems((step + "".join(blocks)).encode()) == ()


@pytest.mark.parametrize("example", [*RELATION, *DEVIATIONS])
def test_the_examples_of_a_block_load(example: str):
    assert find_problems((COMPLETE + example).encode()) == ()


def test_the_table_of_guards_is_up_to_date():
    found = TABLE.search(TEXT)

    assert found is not None
    assert found[0] == guard_table(), "run: python -m tests.definition.renew"


def test_every_guard_stands_in_the_table():
    rows = guard_table()

    for name, guard in BUILTIN.items():
        assert f"| `{name}` |" in rows
        assert all(f"| `{one.key or name}` (" in rows for name, one in params_of(guard).items())


def test_every_kind_of_parameter_is_explained():
    assert keys_of("Requirements") >= {kind.value for kind in ParamKind}


def test_every_key_is_explained():
    schema = json_schema()
    phase = schema["properties"]["phases"]["items"]
    transition = schema["properties"]["transitions"]["items"]

    term = schema["properties"]["terms"]["additionalProperties"]

    assert keys_of("At the top of the file") == set(schema["properties"])
    assert keys_of("Terms") == set(term["properties"])
    choice = schema["properties"]["choices"]["additionalProperties"]
    assert keys_of("Choices") == set(choice["properties"])
    deviations = set(schema["properties"]["deviations"]["properties"])
    assert keys_of("Deviations") == deviations
    assert keys_of("Phases") == set(phase["properties"])
    assert keys_of("Transitions") == set(transition["properties"])
