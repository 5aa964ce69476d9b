"""The commands that `docs/tailoring.md` shows are run on its files, and say what it shows."""

import re
import shlex
import subprocess
from dataclasses import fields
from pathlib import Path

import pytest

from tests.cli.conftest import Terminal
from trajecten.core.deviation import DeviationKind
from trajecten.definition.laying import OverlayDraft
from trajecten.definition.tailoring import DeviationsDraft

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "tailoring.md").read_text()
FILES = re.findall(r"^```yaml\n# (\S+)\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
CONSOLE = r"(?:<!-- exit (\d) -->\n)?```console\n(.*?)^```"
BLOCKS = re.findall(CONSOLE, PAGE, re.DOTALL | re.MULTILINE)


@pytest.fixture
def terminal(sqlite_url, capsys, monkeypatch, tmp_path):
    """Return a terminal in a folder with the files of the page."""
    for name, text in FILES:
        (tmp_path / name).write_text(text)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    return Terminal(sqlite_url, capsys)


def commands(block):
    """Return each command of a block with the lines that stand below it."""
    lines = block.replace("\\\n", " ").splitlines()
    starts = [number for number, line in enumerate(lines) if line.startswith("$ ")]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        yield lines[start].removeprefix("$ "), lines[start + 1 : end]


def names(draft):
    return {one.name for one in fields(draft)} - {"place"}


def test_the_page_runs_and_says_what_it_shows(terminal):
    for code, block in BLOCKS:
        *before, last = commands(block)
        for line, shown in (*before, last):
            wanted = int(code or 0) if (line, shown) == last else 0
            words = shlex.split(line)
            if words[0] != "trajecten":
                subprocess.run(words if ">" not in words else ["sh", "-c", line], check=True)
                continue
            ended = terminal(*words[1:], lang="en")
            assert ended.code == wanted, (line, ended)
            seen = " ".join(ended.out.split())
            missing = [one for one in shown if " ".join(one.split()) not in seen]
            assert missing == [], (line, ended.out)


def test_the_page_explains_every_key_of_an_overlay_and_of_deviations():
    explained = set(re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE))

    assert names(OverlayDraft) | {"after", "track", "also"} <= explained
    assert names(DeviationsDraft) <= explained


def test_the_page_names_every_kind_of_deviation():
    assert all(f"`{one.value}" in PAGE for one in DeviationKind)
