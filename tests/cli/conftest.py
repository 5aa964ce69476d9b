"""Running the command line inside the test, with a clock that stands still."""

import gettext
import io
import json
import os
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from trajecten_cli import language
from trajecten_cli.program import run
from trajecten_cli.settings import Settings

NOON = datetime(2026, 5, 12, 10, 0, tzinfo=UTC)
LEAD = "Projectleider Voorbeeld"
COMMISSIONER = "Opdrachtgever Voorbeeld"


@pytest.fixture(autouse=True, scope="session")
def catalogues():
    """Compile the catalogues as they are now: an install keeps those of its own day."""
    for po in Path(language.CATALOGUES).glob("*/LC_MESSAGES/*.po"):
        made = io.BytesIO()
        write_mo(made, read_po(io.BytesIO(po.read_bytes())))
        mo = po.with_suffix(".mo")
        if not mo.exists() or texts(mo.read_bytes()) != texts(made.getvalue()):
            beside = Path(f"{mo}.{os.getpid()}")
            beside.write_bytes(made.getvalue())
            beside.replace(mo)


def texts(mo):
    catalogue = gettext.GNUTranslations(io.BytesIO(mo))._catalog
    return {key: value for key, value in catalogue.items() if key}


@dataclass(frozen=True)
class Ended:
    code: int
    out: str
    err: str

    @property
    def json(self):
        return json.loads(self.out)


class Terminal:
    """Types command lines, and keeps what is seen."""

    def __init__(self, url, capsys):
        self.settings = Settings(db=url, actor=LEAD, clock=lambda: self.now)
        self.now = NOON
        self.capsys = capsys

    def __call__(self, *words, lang="nl"):
        language.speak(lang)
        self.capsys.readouterr()
        code = run(words, self.settings._replace(lang=lang))
        seen = self.capsys.readouterr()
        return Ended(code, seen.out, seen.err)

    def done(self, *words, lang="nl"):
        ended = self(*words, lang=lang)
        assert ended.code == 0, ended
        return ended

    def later(self, days):
        self.now += timedelta(days=days)


@pytest.fixture
def terminal(sqlite_url, capsys, monkeypatch):
    """Return a terminal on a database of its own; stdin is not one, so nothing is asked."""
    monkeypatch.setenv("LANGUAGE", "nl")
    monkeypatch.setattr("sys.stdin", io.StringIO())
    return Terminal(sqlite_url, capsys)


@pytest.fixture
def started(terminal):
    """Return a terminal with the trajectory "plein" on `relatie-eerst`, just started."""
    terminal.done(
        "start", "relatie-eerst", "Het plein", "--ref", "plein", "--commissioner", COMMISSIONER,
        "--assign", f"project_lead={LEAD}",
    )  # fmt: skip
    return terminal


@pytest.fixture(params=["nl", "en"])
def lang(request):
    """Give each language."""
    return request.param
