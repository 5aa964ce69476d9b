"""The starter: useful at once, in two languages, for any id."""

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from trajecten.catalogue import bundled_ids, bundled_workflow
from trajecten.core.guards import BUILTIN
from trajecten.core.text import LANGUAGES, Language
from trajecten.definition import find_problems, json_schema, load_workflow, starter, starter_from
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


@pytest.mark.parametrize("origin", bundled_ids())
@pytest.mark.parametrize("language", LANGUAGES)
def test_one_that_comes_along_can_be_started_from(origin: str, language: Language):
    workflow = load_workflow(bundled_workflow(origin))

    text = starter_from(workflow, "mijn-proces", language=language)

    made = load_workflow(text.encode())
    assert (made.id, made.version, made.source) == ("mijn-proces", "1.0.0", workflow.source)
    assert workflow.digest in text.partition("\n")[0]
    assert made.phases == workflow.phases
    assert text.count("\n") == workflow.text.decode().count("\n") + 1


def test_id_and_version_are_replaced_where_they_stand():
    start = 'schema: trajecten/1\nid: a\nversion: "2.0.0"\n'
    rest = starter("a").partition("version: 1.0.0\n")[2]
    workflow = load_workflow((start + rest).encode())

    made = starter_from(workflow, "een-veel-langere-id")

    assert load_workflow(made.encode()).id == "een-veel-langere-id"
    assert 'id: "een-veel-langere-id"\nversion: 1.0.0\n' in made


def test_a_bad_id_is_refused_for_a_copy_too():
    with pytest.raises(InputError):
        starter_from(load_workflow(starter("a").encode()), "Mijn proces")
