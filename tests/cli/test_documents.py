"""`docs/json.md` describes every document, key by key, and nothing that is not there."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from tests.cli.test_choosing import CHOOSING
from tests.cli.test_damage import spoil
from tests.cli.workflows import ASIDE, BROKEN
from tests.engine.kit import EINDIG
from tests.engine.tailored import TAILORED
from tests.engine.test_adapting import MORE
from tests.importing.logs import log, steps, trace
from tests.terms import PROCEDURE
from tests.ticked import ROUND
from trajecten import bundled_story, bundled_workflow

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "json.md").read_text()
SECTIONS = re.findall(r"^## ([a-z -]+)\n(.*?)(?=^## |\Z)", PAGE, re.DOTALL | re.MULTILINE)
ROW = re.compile(r"^\| `([^`]+)` \|", re.MULTILINE)
DESCRIBED = {name: set(ROW.findall(body)) for name, body in SECTIONS}
TABLES = {
    "phases", "phase_labels", "guidance", "listening", "facts", "data", "texts", "from", "to",
    "recorded", "found",
}  # fmt: skip
"""Keys that hold a table with keys of its own kind."""
FINDINGS = ("findings", "parts", "relation", "relation_stands", "debts")
ELSEWHERE = dict.fromkeys(FINDINGS, "finding") | {"problems": "problem", "mismatch": "mismatch"}
"""Keys that hold something with a section of its own."""
LOOKS = {"status", "next", "log"}
REF = "2026-001"

GONE_WRONG = """
schema: trajecten-story/1
title: {nl: Mis, en: Wrong}
workflow: relatie-eerst
people: {lead: {name: A}}
steps:
  - {on: 2026-03-02, do: list, exit: 1}
"""


class Seen(dict):
    """The keys that were met, by section."""

    def add(self, section, document, path=""):
        keys = self.setdefault(section, set())
        for key, value in document.items():
            keys.add(path + key)
            members = value if isinstance(value, list) else []
            many = [one for one in members if isinstance(one, dict)]
            if key in ELSEWHERE:
                for one in many or [value] * isinstance(value, dict):
                    self.add(ELSEWHERE[key], one)
            elif isinstance(value, dict) and key not in TABLES:
                self.add(section, value, f"{path}{key}.")
            for one in many * (key not in ELSEWHERE):
                self.add(section, one, f"{path}{key}[].")

    def add_explanation(self, document):
        self.setdefault("workflow explain", set()).update(document)
        for one in document["paragraphs"]:
            self.add_point(one)
        for one in document["parts"]:
            self.add_part(one)

    def add_part(self, document):
        self.setdefault("part", set()).update(document)
        for one in document["paragraphs"]:
            self.add_point(one)
        for one in document["parts"]:
            self.add_part(one)

    def add_point(self, document):
        self.setdefault("point", set()).update(document)
        for one in document["points"]:
            self.add_point(one)


@pytest.fixture
def seen(terminal):
    """Return the keys of every answer in the story of the demo, given with --json."""
    seen = Seen()
    for step in bundled_story("relatie-eerst").steps:
        words = step.words("nl", "relatie-eerst")
        terminal.now = step.at
        ended = terminal(*words, "--json")
        assert ended.code == step.exit_code, ended
        named = words[0] if words[0] in LOOKS else "change"
        seen.add("audit verify" if words[0] == "audit" else named, ended.json)
    return seen


def test_all_keys_are_described_and_all_described_keys_occur(  # noqa: PLR0915
    terminal, seen, tmp_path, sqlite_url
):
    new, aside, broken = tmp_path / "new.yaml", tmp_path / "aside.yaml", tmp_path / "broken.yaml"
    aside.write_text(ASIDE)
    broken.write_text(BROKEN)
    tailored, overlay = tmp_path / "tailored.yaml", tmp_path / "overlay.yaml"
    tailored.write_bytes(TAILORED)
    overlay.write_bytes(MORE)

    def look(section, *words, code=0):
        ended = terminal(*words, "--json")
        assert ended.code == code, ended
        seen.add(section, ended.json)

    look("status", "status", REF)
    look("contact list", "contact", "list", REF)
    look("contribution list", "contribution", "list", REF)
    look("action list", "action", "list", REF)
    look("lesson list", "lesson", "list")
    terminal.done(
        "start", "relatie-eerst", "Nog een plein", "--commissioner", "A", "--ref", "ander"
    )
    terminal.done("start", "relatie-eerst", "Derde plein", "--commissioner", "A", "--ref", "derde")
    terminal.done("lesson", "add", "derde", "Bel de winkeliers eerder")
    look("next", "next", "ander")
    fork = ("--commissioner", "A", "--ref", "vork")
    terminal.done("start", "ijsselstein-6", "Vork", *fork)
    look("next", "next", "vork")
    look("lesson search", "lesson", "search", "winkeliers")
    look("list", "list")
    look("list", "list", "--plan")
    look("workflow list", "workflow", "list")
    look("workflow show", "workflow", "show", "relatie-eerst")
    look("workflow show", "workflow", "show", "amsterdam-buurtrechten")
    explained = terminal("workflow", "explain", "relatie-eerst", "--json").json
    seen.add_explanation(explained)
    look("workflow new", "workflow", "new", str(new))
    look("workflow check", "workflow", "check", str(new), str(broken), code=1)
    look("change", "start", str(aside), "Klein", "--commissioner", "A", "--ref", "klein")
    look("status", "status", "klein")
    look("list", "list")
    look("change", "topic", "add", "klein", "Wonen", "--domain", "council")
    look("change", "topic", "criteria", "klein", "Wat raakt")
    look("change", "topic", "choose", "klein", "1", "--by", "council", "--reason", "Nodig")
    under = ("--parent", "klein", "--topic", "1", "--ref", "kind")
    look("change", "start", str(aside), "Kind", "--commissioner", "A", *under)
    look("topic list", "topic", "list", "klein")
    look("status", "status", "klein")
    look("status", "status", "kind")
    timed = tmp_path / "timed.yaml"
    timed.write_text(PROCEDURE)
    look("change", "start", str(timed), "Getermineerd", "--commissioner", "A", "--ref", "timed")
    look("status", "status", "timed")
    look("terms", "terms", "timed")
    look("workflow show", "workflow", "show", str(timed))
    choosing = tmp_path / "keuze.yaml"
    choosing.write_text(CHOOSING)
    look("change", "start", str(choosing), "Keuze", "--commissioner", "A", "--ref", "keuze")
    look("change", "choose", "keuze", "level", "inform")
    look("status", "status", "keuze")
    look("workflow show", "workflow", "show", str(choosing))
    look("change", "start", str(tailored), "X", "--commissioner", "A", "--ref", "x")
    look("change", "deviate", "x", "skip", "to-core", "--motivation", "Haast")
    look("change", "deviation", "approve", "x", "1", "--as", "A")
    look("change", "deviation", "use", "x", "1")
    look("change", "adapt", "x", str(overlay), "--motivation", "Straat")
    for verb in ("status", "next"):
        look(verb, verb, "x")
    look("deviation list", "deviation", "list", "x")
    look("attention", "attention", "x", code=1)
    look("attention ics", "attention", "--ics", str(tmp_path / "terms.ics"))
    automatic = tmp_path / "automatic.yaml"
    automatic.write_text(ROUND)
    look("change", "start", str(automatic), "Rond", "--commissioner", "A", "--ref", "rond")
    look("tick", "tick", "rond", "--dry-run")
    look("tick", "tick", "rond")
    look("adapt", "adapt", "x", str(overlay), "--show")
    look("migrate", "migrate", "x", "--to", str(tailored), "--dry-run", code=1)
    look("error", "start", str(broken), "x", "--commissioner", "A", code=2)
    look("error", "advance", REF, "naar", code=2)
    look("admin info", "admin", "info")
    look("admin info", "admin", "migrate")
    look("admin rebuild", "admin", "rebuild", "--check")
    look("export", "export", "--all", "--format", "csv", "--out", str(tmp_path / "alles.csv"))
    events = tmp_path / "log.xes"
    events.write_bytes(log(trace("goed", steps("x")), trace("leeg", [])))
    look("import xes", "import", "xes", str(events), "--discover", code=1)
    look("help", "contact", "--help")
    look("version", "--version")
    demo = terminal("demo", "--case", "burgertop", "--json").json
    seen.add("demo", {"case": demo.pop("case")})
    seen.add("play", demo)
    story = tmp_path / "story.yaml"
    story.write_text(GONE_WRONG)
    look("play", "play", str(story), code=1)
    look("workflow test", "workflow", "test", str(story), str(broken), code=1)
    erased(look, sqlite_url)
    for contact in terminal("contact", "list", REF, "--json").json["contacts"]:
        terminal("contact", "retract", REF, contact["id"], "--reason", "x")
    look("status", "status", REF)
    look("audit verify", "audit", "verify")
    audited(look, tmp_path, sqlite_url)
    look("audit keygen", "audit", "keygen", "--out", str(tmp_path / "key.pem"))
    note, kept = str(tmp_path / "a.note"), ("--witnesses", str(tmp_path / "kept"))
    sealing = ("--key", str(tmp_path / "key.pem"), "--out", note)
    look("audit checkpoint", "audit", "checkpoint", *sealing)
    look("audit prove", "audit", "prove", REF, "1")
    look("audit bundle", "audit", "bundle", REF, "--out", str(tmp_path / "a.bundle"))
    look("audit witness add", "audit", "witness", "add", note, *kept)
    look("audit witness list", "audit", "witness", "list", *kept)
    damage(sqlite_url)
    look("audit verify", "audit", "verify", code=3)
    look("audit replay", "audit", "replay", code=3)
    spoil(sqlite_url, "rond")
    look("tick", "tick", code=3)
    look("attention ics", "attention", "--ics", str(tmp_path / "terms.ics"), code=3)

    assert seen == DESCRIBED


def erased(look, url):
    """Erase somebody, see that a text came back, and erase it again."""
    look("change", "contribution", "add", REF, "Meer bomen", "--from", "Bea Bewoner")
    look("privacy show", "privacy", "show", REF, "--party", "Bea Bewoner")
    path = url.removeprefix("sqlite:///")
    with closing(sqlite3.connect(path)) as store:
        rows = store.execute("SELECT * FROM trajecten_text").fetchall()
    given = ("--party", "Bea Bewoner", "--ground", "AVG", "--decided-by", "commissioner")
    look("change", "privacy", "erase", REF, *given)
    with closing(sqlite3.connect(path)) as store:
        store.executemany("INSERT OR IGNORE INTO trajecten_text VALUES (?, ?, ?, ?, ?)", rows)
        store.commit()
    look("privacy check", "privacy", "check", code=3)
    look("privacy check", "privacy", "erase", "--again")
    for noun in ("contact", "contribution", "action"):
        look(f"{noun} list", noun, "list", REF)
    look("log", "log", REF)


def audited(look, tmp_path, url):
    """Ask all that an auditor asks, also under texts that differ, and after an edit by hand."""
    shut, strict, lenient = (tmp_path / f"{one}.yaml" for one in ("shut", "strict", "lenient"))
    workflow = bundled_workflow("relatie-eerst").decode()
    shut.write_text(workflow.replace("id: naar-kern", "id: nergens-heen", 1))
    lenient.write_bytes(EINDIG)
    strict.write_bytes(EINDIG.replace(b"to: done}", b"to: done, motivation: required}"))
    look("change", "start", str(strict), "Streng", "--commissioner", "A", "--ref", "streng")
    look("change", "advance", "streng", "end", code=1)
    look("audit what-if", "audit", "what-if", "streng", "--workflow", str(lenient))
    look("audit replay", "audit", "replay")
    look("audit what-if", "audit", "what-if", REF, "--workflow", str(tmp_path / "automatic.yaml"))
    look("audit what-if", "audit", "what-if", "--all", "--workflow", str(shut))
    look("audit trace", "audit", "trace", REF, "contact-1")
    look("audit sample", "audit", "sample", "--seed", "7", "--size", "3")
    look("audit norms", "audit", "norms", "--all", code=1)
    database = create_engine(url)
    with database.begin() as connection:
        connection.execute(text("update trajecten_contact set purpose = 'content'"))
    database.dispose()
    look("audit replay", "audit", "replay", code=3)


def damage(url):
    database = create_engine(url)
    with database.begin() as connection:
        triggers = text("select name from sqlite_master where type = 'trigger'")
        for (name,) in connection.execute(triggers).all():
            connection.execute(text(f'drop trigger "{name}"'))
        connection.execute(text("update trajecten_entry set at = '2000' where seq = 2"))
        connection.execute(text("update trajecten_entry set hash = 'x' || hash where seq = 2"))
    database.dispose()
