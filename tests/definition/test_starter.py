"""The starter: useful at once, in two languages, for any id."""

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from trajecten.core.guards import BUILTIN
from trajecten.core.text import LANGUAGES, Language
from trajecten.definition import find_problems, json_schema, load_workflow, starter
from trajecten.definition.nodes import plain
from trajecten.definition.page import Page
from trajecten.definition.reading import read_nodes
from trajecten.definition.report import Report
from trajecten.errors import InputError

IDS = st.from_regex(r"[a-z][a-z0-9_-]{0,63}", fullmatch=True) | st.sampled_from(
    ["true", "null", "no", "y"]
)


@given(IDS, st.sampled_from(LANGUAGES))
def test_the_starter_passes_its_own_check(identifier: str, language: Language):
    text = starter(identifier, language=language)

    assert load_workflow(text.encode()).id == identifier


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_schema_accepts_the_starter(language: Language):
    page = Page(name="starter.yaml", text=starter("example", language=language))

    document = plain(read_nodes(page, Report(page)))

    assert list(jsonschema.Draft202012Validator(json_schema()).iter_errors(document)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_starter_shows_every_guard(language: Language):
    text = starter("example", language=language)

    assert [name for name in BUILTIN if f"guard: {name}" not in text] == []


def test_only_the_comments_differ_between_the_languages():
    lines = {one: starter("example", language=one).splitlines() for one in LANGUAGES}

    def bare(language: Language) -> list[str]:
        return [one for one in lines[language] if not one.lstrip().startswith("#")]

    assert bare("nl") == bare("en")
    assert lines["nl"] != lines["en"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_starter_is_tidy(language: Language):
    text = starter("example", language=language)

    assert text.endswith("\n")
    assert "\n\n\n" not in text
    assert max(map(len, text.splitlines())) <= 100
    assert not any(one != one.rstrip() for one in text.splitlines())


def test_relation_stays_first_in_the_starter():
    workflow = load_workflow(starter("example", language="nl").encode())

    assert workflow.relation_first.set_aside is None


@pytest.mark.parametrize("identifier", ["", "Met Spaties", "a" * 65, 'x"\n', "é", "\x1b"])
def test_an_id_that_no_workflow_can_have_is_refused(identifier: str):
    with pytest.raises(InputError, match="is not a valid id"):
        starter(identifier, language="nl")


def test_a_misspelling_in_the_starter_is_found_where_it_stands():
    text = starter("example", language="nl").replace("to: core", "to: kern", 1)

    (problem,) = find_problems(text.encode())

    assert text.splitlines()[problem.line - 1][problem.column - 1 :] == "kern"
    assert problem.remedy is not None
    assert problem.remedy.nl == "bedoel je 'core'?"
