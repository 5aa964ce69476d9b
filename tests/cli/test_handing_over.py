"""Handing a role over at the command line (R14)."""

import shlex

import pytest

from tests.cli.conftest import COMMISSIONER, LEAD
from tests.cli.test_helping import shown_commands

STEWARD = "Kwartiermaker Voorbeeld"
HEIR = "Opvolger Voorbeeld"


@pytest.fixture
def stewarded(started):
    started.done("role", "assign", "plein", "kwartiermaker", STEWARD)
    return started


def test_a_kwartiermaker_who_just_leaves_is_told_to_hand_over(stewarded, lang):
    ended = stewarded("role", "end", "plein", "kwartiermaker", STEWARD, lang=lang)

    (line,) = shown_commands(ended.out)
    role, blank = ("kwartiermaker", "NAAM") if lang == "nl" else ("process_steward", "NAME")
    assert ended.code == 1
    assert shlex.split(line) == ["trajecten", "role", "handover", "plein", role, blank, blank]


def test_a_handover_is_done_and_seen(stewarded, lang):
    ended = stewarded.done(
        "role", "handover", "plein", "kwartiermaker", STEWARD, HEIR, "--note", "Dank", lang=lang
    )
    log = stewarded.done("log", "plein", lang=lang).out
    status = stewarded.done("status", "plein", lang=lang).out

    told = "rol overgedragen" if lang == "nl" else "role handed over"
    assert told in ended.out
    assert told in log
    assert HEIR in status
    assert STEWARD not in status


def test_a_handover_without_a_successor_is_not_understood(stewarded):
    ended = stewarded("role", "handover", "plein", "kwartiermaker", STEWARD)

    assert ended.code == 2
    assert "TO" in ended.err


def test_a_name_that_cannot_be_kept_is_named_by_its_parameter(stewarded):
    ended = stewarded("role", "handover", "plein", "kwartiermaker", STEWARD, "x" * 201)

    assert ended.code == 2
    assert "TO: " in ended.err


def test_the_workflow_shows_which_roles_are_handed_over(terminal, lang):
    shown = terminal.done("workflow", "show", "relatie-eerst", lang=lang).out
    told = terminal.done("workflow", "show", "relatie-eerst", "--json").json["roles"]

    words = "de laatste draagt die over" if lang == "nl" else "the last holder hands it over"
    assert shown.count(words) == 2
    assert [one["id"] for one in told if one["succession"]] == ["commissioner", "process_steward"]


def test_the_commissioner_is_succeeded_by_an_assignment_as_before(started):
    started.done("role", "assign", "plein", "opdrachtgever", HEIR)

    assert COMMISSIONER not in started.done("status", "plein", "--as", LEAD).out
