"""Every file in good/ loads; every file in bad/ gives exactly the problems beside it."""

from pathlib import Path

import jsonschema
import pytest

from tests.definition.renew import BAD, GOOD, expected, rendered
from trajecten.core.text import LANGUAGES, Language
from trajecten.definition import find_problems, json_schema, load_workflow
from trajecten.definition.nodes import Node, plain
from trajecten.definition.page import Page, decoded
from trajecten.definition.reading import read_nodes
from trajecten.definition.report import Broken, Report
from trajecten.errors import WorkflowError

BEYOND_SCHEMA = {
    "commissioner-succession",
    "content-first",
    "control-character",
    "domain-not-asked",
    "duplicate-id",
    "duplicate-key",
    "follows-itself",
    "key-not-text",
    "leaves-final",
    "minimum-ends",
    "moment-condition",
    "no-exemptions",
    "no-final-phase",
    "no-groups",
    "no-layers",
    "no-phase-asked",
    "no-phase-of-kind",
    "phase-elsewhere",
    "role-is-domain",
    "too-many-groups",
    "transition-is-phase",
    "unknown-artefact",
    "unknown-body",
    "unknown-domain",
    "unknown-exemption",
    "unknown-field",
    "unknown-group",
    "unknown-layer",
    "unknown-phase",
    "unknown-role",
    "unknown-term",
    "unknown-track",
    "unknown-transition",
}
"""What no schema can know: which names exist, and what follows from several places together."""

VALIDATOR = jsonschema.Draft202012Validator(json_schema())


def read(file: Path) -> Node:
    page = Page(name=file.name, text=decoded(file.read_bytes()))
    node = read_nodes(page, Report(page))
    assert not isinstance(node, Broken)
    return node


def named(file: Path) -> str:
    return file.stem


@pytest.mark.parametrize("file", GOOD, ids=named)
def test_a_good_file_loads(file: Path):
    workflow = load_workflow(file.read_bytes(), name=file.name)

    assert workflow.text == file.read_bytes()


@pytest.mark.parametrize("file", GOOD, ids=named)
def test_the_schema_accepts_a_good_file(file: Path):
    assert list(VALIDATOR.iter_errors(plain(read(file)))) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("file", BAD, ids=named)
def test_a_bad_file_gives_the_problems_beside_it(file: Path, language: Language):
    wanted = expected(file, language).read_text("utf-8")

    assert rendered(file, language) == wanted, "if so meant: python -m tests.definition.renew"


@pytest.mark.parametrize("file", BAD, ids=named)
def test_a_bad_file_raises_all_its_problems_in_order(file: Path):
    with pytest.raises(WorkflowError) as raised:
        load_workflow(file.read_bytes(), name=file.name)

    problems = find_problems(file.read_bytes(), name=file.name)
    assert raised.value.problems == problems
    assert raised.value.instance == file.name
    assert [(one.line, one.column) for one in problems] == sorted(
        (one.line, one.column) for one in problems
    )


@pytest.mark.parametrize("file", BAD, ids=named)
def test_the_schema_refuses_just_what_a_schema_can_know(file: Path):
    codes = {one.code for one in find_problems(file.read_bytes(), name=file.name)}
    refusable = codes - BEYOND_SCHEMA

    accepted = VALIDATOR.is_valid(plain(read(file)))

    assert accepted == (not refusable), refusable


def test_every_bad_file_has_its_problems_beside_it_and_none_is_left_over():
    beside = {expected(file, language) for file in BAD for language in LANGUAGES}

    assert beside == set((BAD[0].parent).glob("*.txt"))
