"""A story is read as strictly as a workflow: every problem with its place, nothing guessed."""

from datetime import UTC, datetime

import pytest

from trajecten.core.text import Text
from trajecten.definition import FileKind, kind_of_file, load_story
from trajecten.definition.story import STORY_FORMAT
from trajecten.errors import StoryError

HEAD = f"""\
schema: {STORY_FORMAT}
title: {{nl: Proef, en: Trial}}
workflow: relatie-eerst
people:
  lead: {{name: A}}
  boss: {{name: B, role: commissioner}}
"""
FIRST = "steps:\n  - {on: 2026-03-02, as: lead, do: status x}\n"


def read(text):
    return load_story(text.encode(), name="s.yaml")


def problems(text):
    with pytest.raises(StoryError) as caught:
        read(text)
    return [(one.line, one.column, one.code) for one in caught.value.problems]


def steps(*lines):
    return read(HEAD + FIRST + "".join(f"  - {one}\n" for one in lines)).steps


def test_a_day_is_the_morning_of_that_day_on_the_dutch_clock():
    (first,) = steps()

    assert first.at == datetime(2026, 3, 2, 8, tzinfo=UTC)


def test_day_and_person_stay_until_others_are_given():
    _, second, third = steps("{on: 2026-07-01 14:30, as: boss, do: next x}", "{do: log x}")

    assert second.at == third.at == datetime(2026, 7, 1, 12, 30, tzinfo=UTC)
    assert [second.person.name, third.person.role] == ["B", "commissioner"]


def test_the_only_person_need_not_be_named():
    text = HEAD.replace("  boss: {name: B, role: commissioner}\n", "") + FIRST

    assert read(text.replace("as: lead, ", "")).steps[0].person.name == "A"


def test_a_bare_day_that_has_begun_stays_at_the_present_moment():
    _, second, third = steps("{on: 2026-03-02 14:00, do: a}", "{on: 2026-03-02, do: b}")

    assert third.at == second.at


def test_time_never_goes_back():
    text = HEAD + FIRST + "  - {on: 2026-03-01, do: b}\n"

    assert problems(text) == [(9, 10, "back-in-time")]


def test_words_are_split_as_a_shell_would_and_the_workflow_is_filled_in():
    step = steps("{do: 'start WORKFLOW \"Het plein\" --ref x'}")[1]

    assert step.words("nl", "burgertop") == ("start", "burgertop", "Het plein", "--ref", "x")


def test_a_command_can_be_typed_in_each_language():
    step = steps("{do: {nl: a b, en: c}}")[1]

    assert (step.words("nl", ""), step.words("en", "")) == (("a", "b"), ("c",))


def test_what_must_come_is_read():
    refused, shown, ended = steps(
        "{do: a, refused: [x, y]}", "{do: b, shows: [p, {nl: q, en: r}]}", "{do: c, exit: 3}"
    )[1:]

    assert (refused.refused, refused.exit_code) == (("x", "y"), 1)
    assert (shown.shows, shown.exit_code) == (("p", Text("q", "r")), 0)
    assert (ended.refused, ended.exit_code) == (None, 3)


def test_the_ends_are_read_with_their_places():
    story = read(HEAD + FIRST + "ends:\n  2026-001: {main: kern}\n")

    assert [(one.line, one.ref, one.phases) for one in story.ends] == [
        (10, "2026-001", {"main": "kern"})
    ]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("{on: 2026-02-30, do: a}", "bad-day"),
        ("{on: morgen, do: a}", "bad-day"),
        ("{as: lea, do: a}", "unknown-person"),
        ("{do: 'a \"b'}", "open-quotes"),
        ("{do: '\"'}", "open-quotes"),
        ("{do: start a --db sqlite:///x}", "own-store"),
        ("{do: start a --db=x}", "own-store"),
        ("{do: a, refused: x, exit: 1}", "both-given"),
        ("{do: a, exit: 256}", "out-of-range"),
        ("{do: a, refused: []}", "empty-list"),
        ("{do: a, tels: x}", "unknown-key"),
        ("{says: {nl: a, en: b}}", "missing-key"),
        ("{do: a, says: {nl: a}}", "missing-key"),
        ("{do: a, shows: true}", "wrong-type"),
        ("{do: &a x}", "alias"),
    ],
)
def test_a_mistake_in_a_step_is_told(line, code):
    assert [one[2] for one in problems(HEAD + FIRST + f"  - {line}\n")] == [code]


@pytest.mark.parametrize("lacking", ["on: 2026-03-02, ", "as: lead, "])
def test_the_first_step_says_when_and_who(lacking):
    assert problems(HEAD + FIRST.replace(lacking, "")) == [(8, 5, "missing-key")]


def test_a_person_that_could_not_be_read_is_told_once():
    text = HEAD.replace("{name: A}", "{nam: A}") + FIRST

    assert {one[2] for one in problems(text)} == {"unknown-key", "missing-key"}


def test_a_file_in_another_format_is_told_so_and_no_more():
    assert problems("schema: trajecten/1\nx: y\n") == [(1, 9, "unknown-format")]
    assert problems("- x\n") == [(1, 1, "not-a-story")]
    assert problems("schema: [\n")[0][2] == "syntax"
    assert problems("a: \x07") == [(1, 4, "control-character")]


def test_files_are_told_apart_by_their_format():
    assert kind_of_file((HEAD + FIRST).encode()) is FileKind.STORY
    assert kind_of_file(b"schema: trajecten/1\n") is FileKind.WORKFLOW
    assert kind_of_file(b"schema: trajecten-overlay/1\n") is FileKind.OVERLAY
    assert kind_of_file(b"schema: [x]\n") is FileKind.OTHER
    assert kind_of_file(b"- x\n") is FileKind.OTHER
    assert kind_of_file(b"\xff\xfe") is FileKind.UNREADABLE
    assert kind_of_file(b"schema: [\n") is FileKind.UNREADABLE
