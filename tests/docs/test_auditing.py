"""The commands that `docs/auditing.md` shows are run in its order, and say what it shows."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import COMMISSIONER, Terminal, catalogues
from trajecten.ledger.chain import Damage

__all__ = ["catalogues"]

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGE = (DOCS / "auditing.md").read_text()
BLOCKS = re.findall(r"^```console\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)


@pytest.fixture
def terminal(sqlite_url, capsys, monkeypatch, tmp_path):
    """Return a terminal in a folder with the outsider's program, and folders of its own."""
    monkeypatch.chdir(tmp_path)
    for kind in ("DATA", "CONFIG", "STATE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(tmp_path / kind))
    (tmp_path / "verify.py").write_bytes((DOCS / "verify.py").read_bytes())
    return Terminal(sqlite_url, capsys)


def commands():
    """Return each command of the page with the lines that stand below it."""
    for block in BLOCKS:
        lines = block.splitlines()
        starts = [number for number, line in enumerate(lines) if line.startswith("$ ")]
        for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
            yield lines[start].removeprefix("$ "), lines[start + 1 : end]


def printed(terminal, line):
    words = shlex.split(line)
    if words[0] == "trajecten":
        return terminal.done(*words[1:], lang="en").out
    command = [sys.executable, *words[1:]]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def test_the_page_runs_and_says_what_it_shows(terminal):
    terminal.done(
        "start", "relatie-eerst", "Square", "--ref", "square", "--commissioner", COMMISSIONER
    )

    for line, shown in commands():
        seen = " ".join(printed(terminal, line).split())
        missing = [one for one in shown if " ".join(one.split()) not in seen]
        assert missing == [], (line, seen)


def test_the_page_explains_every_kind_of_damage():
    explained = re.findall(r"^\| `([a-z-]+)` \|", PAGE.partition("| damage |")[2], re.MULTILINE)

    assert {one.value for one in Damage} <= set(explained)
