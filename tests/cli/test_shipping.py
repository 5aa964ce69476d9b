"""Exporting and importing on the command line."""

import csv
import io
import json
from xml.etree import ElementTree

import pytest

from tests.importing.logs import log, small, steps, trace

EVENT = "{http://www.xes-standard.org/}event"


@pytest.fixture
def event_log(tmp_path):
    """Return the path of a small log."""
    path = tmp_path / "log.xes"
    path.write_bytes(small())
    return path


# Export


@pytest.mark.parametrize("form", ["jsonl", "csv", "xlsx", "xes"])
def test_a_file_is_written_and_it_is_said_whether_it_can_be_verified(started, tmp_path, form):
    if form == "xlsx":
        pytest.importorskip("openpyxl")
    path = tmp_path / f"plein.{form}"

    ended = started.done("export", "plein", "--format", form, "--out", str(path))

    assert path.stat().st_size > 0
    assert "(1 regel)" in ended.out
    assert ("narekenen" if form == "jsonl" else "niet te controleren") in ended.out


def test_a_file_that_is_there_is_only_replaced_when_asked(started, tmp_path):
    path = tmp_path / "plein.csv"
    path.write_text("van mij")
    words = ("export", "plein", "--format", "csv", "--out", str(path))

    refused = started(*words)

    assert refused.code == 2
    assert "--force" in refused.err
    assert path.read_text() == "van mij"
    started.done(*words, "--force")
    assert path.read_text().startswith("ref,")


def test_what_fails_leaves_nothing_and_what_was_there_as_it_was(started, tmp_path):
    path = tmp_path / "plein.csv"
    path.write_text("van mij")

    ended = started("export", "nergens", "--format", "csv", "--out", str(path), "--force")

    assert ended.code == 2
    assert [one.name for one in tmp_path.glob("plein*")] == ["plein.csv"]
    assert path.read_text() == "van mij"


def test_a_disk_that_is_full_leaves_what_was_there(started, tmp_path, monkeypatch):
    path = tmp_path / "plein.csv"
    path.write_text("van mij")

    def full(*_args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.replace", full)
    ended = started("export", "plein", "--format", "csv", "--out", str(path), "--force")

    assert ended.code == 2
    assert "plein.csv" in ended.err
    assert [one.read_text() for one in tmp_path.glob("plein*")] == ["van mij"]


def test_a_dash_is_standard_output_and_nothing_else_is_there(started):
    rows = list(
        csv.reader(
            io.StringIO(started.done("export", "--all", "--format", "csv", "--out", "-").out)
        )
    )
    lines = started.done("export", "plein", "--format", "jsonl", "--out", "-").out.splitlines()

    assert [one[:2] for one in rows] == [["ref", "seq"], ["plein", "1"]]
    assert len([json.loads(one) for one in lines]) == 2


def test_excel_in_dutch_is_served(started, tmp_path):
    path = tmp_path / "alles.csv"

    started.done(
        "export", "--all", "--format", "csv", "--separator", ";", "--bom", "--out", str(path)
    )

    assert path.read_bytes().startswith(b"\xef\xbb\xbfref;seq;")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--format", "csv", "--out", "x"), "REF of --all"),
        (("plein", "--all", "--format", "csv", "--out", "x"), "REF of --all"),
        (("plein", "--format", "xlsx", "--out", "-"), "standaarduitvoer"),
        (("plein", "--format", "csv", "--out", "-", "--json"), "--json of --out -"),
        (("plein", "--format", "xes", "--out", "x", "--bom"), "voor csv"),
        (("plein", "--format", "pdf", "--out", "x"), "pdf"),
        (("plein", "--out", "x"), "--format"),
        (("plein", "--format", "csv"), "--out"),
    ],
)
def test_what_does_not_go_together_is_told(started, tmp_path, monkeypatch, words, told):
    monkeypatch.chdir(tmp_path)

    ended = started("export", *words)

    assert ended.code == 2
    assert told in ended.err
    assert not (tmp_path / "x").exists()


# Import


def test_a_log_becomes_trajectories_and_its_workflow_a_file(terminal, event_log, tmp_path):
    target = tmp_path / "log.yaml"

    ended = terminal.done(
        "import", "xes", str(event_log), "--discover", "--out-workflow", str(target)
    )

    assert "3 zaken, 9 gebeurtenissen, 3 activiteiten, 3 varianten" in ended.out
    assert "Geïmporteerd: 3. Was er al: 0. Afgewezen: 0." in ended.out
    terminal.done("workflow", "check", str(target))
    again = terminal.done("import", "xes", str(event_log), "--workflow", str(target))
    assert "Geïmporteerd: 0. Was er al: 3." in again.out


def test_the_written_workflow_holds_the_log_as_the_discovered_one_does(
    terminal, event_log, tmp_path
):
    target, other = tmp_path / "log.yaml", f"sqlite:///{tmp_path / 'ander.sqlite'}"
    terminal.done("import", "xes", str(event_log), "--discover", "--out-workflow", str(target))

    ended = terminal.done("import", "xes", str(event_log), "--workflow", str(target), "--db", other)

    assert "Geïmporteerd: 3." in ended.out


def test_each_rejected_case_is_named_with_its_event_and_the_reason(terminal, event_log):
    ended = terminal("import", "xes", str(event_log), "--workflow", "relatie-eerst")

    assert ended.code == 1
    assert "zaak-1 (gebeurtenis 1): de workflow kent geen stap 'Ontvangen'" in ended.out
    assert "Geïmporteerd: 0. Was er al: 0. Afgewezen: 3." in ended.out
    assert terminal.done("list", "--json").json["trajectories"] == []


def test_what_a_log_calls_things_cannot_steer_the_terminal(terminal, tmp_path):
    path = tmp_path / "log.xes"
    path.write_bytes(log(trace("z\u202e\x85", steps("\u202ekwaad"))))

    ended = terminal("import", "xes", str(path), "--workflow", "relatie-eerst")

    assert "\u202e" not in ended.out
    assert "\\u{202e}kwaad" in ended.out


def test_a_file_for_the_workflow_that_is_there_is_not_replaced(terminal, event_log, tmp_path):
    target = tmp_path / "log.yaml"
    target.write_text("van mij")
    words = ("import", "xes", str(event_log), "--discover", "--out-workflow", str(target))

    assert terminal(*words).code == 2
    assert target.read_text() == "van mij"
    assert terminal.done("list", "--json").json["trajectories"] == []
    terminal.done(*words, "--force")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "--discover of --workflow"),
        (("--discover", "--workflow", "relatie-eerst"), "--discover of --workflow"),
        (("--workflow", "relatie-eerst", "--out-workflow", "x"), "--discover"),
    ],
)
def test_where_the_workflow_comes_from_must_be_said(terminal, event_log, words, told):
    ended = terminal("import", "xes", str(event_log), *words)

    assert ended.code == 2
    assert told in ended.err


def test_a_log_that_is_none_is_an_error(terminal, tmp_path):
    path = tmp_path / "log.xes"
    path.write_text('<!DOCTYPE log [<!ENTITY a "b">]><log>&a;</log>')

    ended = terminal("import", "xes", str(path), "--discover")

    assert ended.code == 2
    assert "DTD" in ended.err


def test_what_came_in_can_go_out(terminal, event_log, tmp_path):
    terminal.done("import", "xes", str(event_log), "--discover", "--commissioner", "Opdracht Gever")

    out = terminal.done("export", "--all", "--format", "xes", "--out", "-").out

    events = list(ElementTree.fromstring(out).iter(EVENT))  # noqa: S314 (our own)
    assert len(events) == 9
    assert "Opdracht Gever" in terminal.done("status", "zaak-1").out
