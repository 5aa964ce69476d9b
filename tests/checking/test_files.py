"""Every file in good/ is without a problem; every file in bad/ has exactly those beside it."""

from pathlib import Path

import pytest

from tests.checking.renew import BAD, GOOD, expected, rendered
from trajecten import Language, Severity, bundled_workflow, bundled_workflows, check_text, starter
from trajecten.core.text import LANGUAGES

CODES = {
    "unreachable-phase", "contradictory-gate", "never-fires", "skips-exit-gate", "dead-end",
    "deadlock", "waits-for-ever", "too-late", "loop-without-end", "automatic-loop",
    "content-before-relation",
    "relation-by-engine", "unused-domain", "unused-role", "unused-artefact", "unused-field",
    "no-basis", "too-large", "statutory-without-basis", "statutory-skipped", "nothing-to-deviate",
    "relation-deviable",
    "term-never-starts", "term-not-started", "term-misused",
    "unused-term", "unused-exemption", "unused-choice",
}  # fmt: skip


def named(file: Path) -> str:
    return file.stem


@pytest.mark.parametrize("file", GOOD, ids=named)
def test_a_good_file_has_no_problem_at_all(file: Path):
    assert check_text(file.read_bytes(), name=file.name) == ()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("file", BAD, ids=named)
def test_a_bad_file_gives_the_problems_beside_it(file: Path, language: Language):
    wanted = expected(file, language).read_text("utf-8")

    assert rendered(file, language) == wanted, "if so meant: python -m tests.checking.renew"


def test_every_bad_file_has_its_problems_beside_it_and_none_is_left_over():
    beside = {expected(file, language) for file in BAD for language in LANGUAGES}

    assert beside == set(BAD[0].parent.glob("*.txt"))


def test_every_code_is_shown_by_a_bad_file():
    shown = {one.code for file in BAD for one in check_text(file.read_bytes())}

    assert shown == CODES


def test_problems_come_in_the_order_of_the_file_and_in_two_languages():
    for file in BAD:
        problems = check_text(file.read_bytes())
        places = [(one.line, one.column) for one in problems]
        assert places == sorted(places)
        assert all(one.message.nl != one.message.en for one in problems)


@pytest.mark.parametrize("one", bundled_workflows(), ids=lambda one: one.id)
def test_a_bundled_workflow_has_no_error(one):
    problems = check_text(bundled_workflow(one.id), name=one.file)

    assert [str(each) for each in problems if each.severity is Severity.ERROR] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_file_to_begin_with_has_no_error(language: Language):
    problems = check_text(starter("proef", language=language).encode())

    assert [str(each) for each in problems if each.severity is Severity.ERROR] == []


def test_a_file_that_cannot_be_read_gives_what_the_reader_found():
    (problem,) = check_text(b"schema: trajecten/2\n", name="a.yaml")

    assert problem.code == "unknown-format"
