"""The commands that `docs/privacy.md` shows are run, and say what it shows."""

import re
import shlex
from pathlib import Path

import pytest

import trajecten
from tests.cli.conftest import Terminal
from tests.docs.test_tailoring import commands
from tests.engine.kit import ACTOR, COMMISSIONER, ORIGIN, REF, RESIDENT, Clock, small

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "privacy.md").read_text()
BLOCKS = re.findall(r"^```console\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
(PYTHON,) = re.findall(r"^```python\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)


@pytest.fixture
def terminal(sqlite_url, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "120")
    return Terminal(sqlite_url, capsys)


def test_the_page_runs(terminal, tmp_path):
    for block in BLOCKS:
        for line, shown in commands(block):
            ended = terminal.done(*shlex.split(line)[1:], lang="en")
            seen = " ".join(ended.out.split())
            assert [one for one in shown if " ".join(one.split()) not in seen] == [], ended.out

    files = b"".join(one.read_bytes() for one in tmp_path.glob("trajecten.sqlite*"))
    words = ("Bea Bewoner", "bea bewoner", "eerst boos", "Meer bomen", "Mevrouw")
    assert [one for one in words if one.encode() in files] == []


def test_the_python_of_the_page_erases():
    with trajecten.open("sqlite://", clock=Clock(), actor=ACTOR, origin=ORIGIN) as engine:
        engine.start(small(), "Het plein", commissioner=COMMISSIONER, ref=REF)
        engine.do(REF, trajecten.ReceiveContribution(text="x", person=RESIDENT))
        names = {"trajecten": trajecten, "engine": engine, "ref": REF}

        exec(PYTHON, names)  # noqa: S102 (it is the page's own)

        assert names["outcome"].accepted
