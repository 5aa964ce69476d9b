"""The commands that `docs/exporting.md` shows are run, and say what it shows."""

import json
import re
import shlex
import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import Terminal
from tests.docs.test_tailoring import commands
from trajecten import ExportForm
from trajecten.exporting.rows import ENTRY_COLUMNS

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "exporting.md").read_text()
CONSOLE = r"(?:<!-- exit (\d) -->\n)?```console\n(.*?)^```"
BLOCKS = re.findall(CONSOLE, PAGE, re.DOTALL | re.MULTILINE)
(LOG,) = re.findall(r"^```xml\n(<!-- balie.xes -->.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
(HASHING,) = re.findall(r"^```sh\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)


@pytest.fixture
def terminal(sqlite_url, capsys, monkeypatch, tmp_path):
    """Return a terminal in a folder with the log of the page."""
    (tmp_path / "balie.xes").write_text(LOG)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    return Terminal(sqlite_url, capsys)


@pytest.fixture
def told(terminal):
    """Run all commands of the page, each with the exit code that it shows."""
    for code, block in BLOCKS:
        for line, shown in commands(block):
            ended = terminal(*shlex.split(line)[1:], lang="en")
            assert ended.code == int(code or 0), (line, ended)
            seen = " ".join(ended.out.split())
            assert [one for one in shown if " ".join(one.split()) not in seen] == [], ended.out
    return terminal


def test_the_page_runs_and_the_hashes_are_as_it_says(told, tmp_path):
    first, *lines = (tmp_path / "plein.jsonl").read_bytes().splitlines()

    ended = subprocess.run(["sh", "-c", HASHING], check=True, capture_output=True, text=True)  # noqa: S607

    printed = ended.stdout.split()
    assert [json.loads(one)["prev"] for one in lines] == ["", *printed[:-1]]
    assert json.loads(first)["head"] == printed[-1]


def test_the_page_names_every_form_and_every_column():
    assert all(f"| `{one.value}` |" in PAGE for one in ExportForm)
    assert all(f"`{one}`" in PAGE for one in ENTRY_COLUMNS)
