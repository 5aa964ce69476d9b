"""Steps that are taken by themselves, at the command line."""

import io
import socket

import pytest

from tests.cli.conftest import COMMISSIONER, Terminal
from tests.ticked import TICKED


@pytest.fixture
def due(database_url, capsys, monkeypatch, tmp_path):
    """Return a terminal with the trajectory "plein", in which two steps are due."""
    monkeypatch.setattr("sys.stdin", io.StringIO())
    monkeypatch.setenv("TRAJECTEN_ACTOR", "Projectleider Voorbeeld/commissioner")
    terminal = Terminal(database_url, capsys)
    file = tmp_path / "vanzelf.yaml"
    file.write_text(TICKED)
    terminal.done("start", str(file), "Het plein", "--ref", "plein", "--commissioner", COMMISSIONER)
    terminal.done("advance", "plein", "lay-out")
    terminal.later(15)
    return terminal


def entries(terminal):
    return terminal.done("log", "plein", "--json").json["entries"]


def test_what_is_due_is_taken_and_told(due, lang):
    ended = due.done("tick", lang=lang)

    told = {
        "nl": ["plein: Zienswijzen sluiten is gezet; nu in: Wegen.", "plein: Tellen is gezet;"],
        "en": ["plein: Close the views is taken; now in: Weighing.", "plein: Count is taken;"],
    }[lang]
    assert [one in ended.out for one in told] == [True, True]
    assert [one["object"] for one in entries(due)[2:]] == ["close", "count"]
    again = due.done("tick", lang=lang)
    assert {"nl": "geen stap die nu vanzelf gaat", "en": "No step is due"}[lang] in again.out
    due.done("audit", "verify")


def test_the_entries_are_those_of_the_system_whoever_runs_it(due):
    due.done("tick", "--as", "Iemand Anders", "--role", "commissioner")

    for one in entries(due)[2:]:
        assert (one["actor"], one["role"]) == ("trajecten tick", None)
        assert one["origin"] == f"systeem@{socket.gethostname()}"


def test_a_dry_run_tells_the_first_step_and_takes_none(due, lang):
    ended = due.done("tick", "--dry-run", lang=lang)

    assert {"nl": "zou worden gezet", "en": "would be taken"}[lang] in ended.out
    assert len(entries(due)) == 2
    (step,) = due.done("tick", "plein", "--dry-run", "--json").json["steps"]
    assert (step["transition"], step["seq"], step["hash"]) == ("close", None, None)


def test_a_trajectory_that_is_not_there_is_not_understood(due, lang):
    assert due("tick", "nergens", lang=lang).code == 2


def test_what_is_ahead_says_that_a_step_is_taken_by_itself(due, lang, tmp_path):
    told = {"nl": "Deze stap gaat vanzelf", "en": "This step is taken by itself"}[lang]

    assert told in due.done("next", "plein", lang=lang).out
    shown = due.done("workflow", "show", str(tmp_path / "vanzelf.yaml"), lang=lang).out
    assert {"nl": "; vanzelf", "en": "; by itself"}[lang] in shown
    (close,) = due.done("next", "plein", "--json").json["transitions"]
    assert close["automatic"]


def test_a_workflow_that_is_explained_says_which_steps_are_taken_by_themselves(due, lang, tmp_path):
    shown = due.done("workflow", "explain", str(tmp_path / "vanzelf.yaml"), lang=lang).out

    told = {"nl": "De stap gaat vanzelf", "en": "The step goes by itself"}[lang]
    assert " ".join(shown.split()).count(told) == 4
