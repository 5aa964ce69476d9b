"""One damaged trajectory is told of, and the others are listed, looked at and moved on."""

import pytest
from sqlalchemy import create_engine, text

from tests.ticked import ROUND

TOLD = {
    "nl": "B-2 is beschadigd: De tekst van workflow ",
    "en": "B-2 is damaged: The text of workf",
}
WHY = {"nl": "is veranderd.", "en": "was changed."}
VERIFY = ["trajecten", "audit", "verify", "B-2"]


@pytest.fixture
def hurt(terminal, tmp_path, sqlite_url, monkeypatch):
    """Return a terminal with three trajectories, of which the second is damaged."""
    monkeypatch.setenv("COLUMNS", "80")
    for ref, version in (("A-1", "1.0.0"), ("B-2", "1.0.1"), ("C-3", "1.0.0")):
        file = tmp_path / f"{ref}.yaml"
        file.write_text(ROUND.replace("version: 1.0.0", f"version: {version}"))
        terminal.done("start", str(file), "Rond", "--ref", ref, "--commissioner", "A")
    spoil(sqlite_url, "B-2")
    return terminal


def spoil(url, ref):
    """Change the text of the workflow that a trajectory is pinned to."""
    database = create_engine(url)
    with database.begin() as connection:
        triggers = text("select name from sqlite_master where type = 'trigger'")
        for (name,) in connection.execute(triggers).all():
            connection.execute(text(f'drop trigger "{name}"'))
        pinned = "(select definition from trajecten_trajectory where ref = :ref)"
        change = text(f"update trajecten_definition set text = 'x' where digest = {pinned}")  # noqa: S608
        connection.execute(change, {"ref": ref})
    database.dispose()


def folded(ended):
    return " ".join(ended.out.split())


@pytest.mark.parametrize("words", [("list",), ("list", "--plan")])
def test_the_list_tells_of_damage_and_of_the_others(hurt, lang, words):
    ended = hurt(*words, lang=lang)
    document = hurt(*words, "--json", lang=lang)

    assert (ended.code, document.code) == (3, 3)
    assert TOLD[lang] in folded(ended)
    assert "trajecten audit verify B-2" in ended.out
    assert {"nl": "Hier", "en": "Here"}[lang] in ended.out
    assert max(map(len, ended.out.splitlines())) <= 80
    damage = [one["damage"] for one in document.json["trajectories"]]
    assert [bool(one) for one in damage] == [False, True, False]
    assert WHY[lang] in damage[1]


def test_the_steps_of_the_others_are_taken(hurt, lang):
    due = hurt("tick", "--dry-run", "--json", lang=lang)
    ended = hurt("tick", lang=lang)

    assert (due.code, ended.code) == (3, 3)
    assert [one["ref"] for one in due.json["steps"]] == ["A-1", "C-3"]
    assert [one["ref"] for one in due.json["damaged"]] == ["B-2"]
    assert TOLD[lang] in folded(ended)
    assert len(hurt.done("log", "C-3", "--json").json["entries"]) > 1


def test_damage_asks_for_attention(hurt, lang):
    ended = hurt("attention", lang=lang)
    (item,) = hurt("attention", "--json", lang=lang).json["attention"]

    assert ended.code == 3
    assert {"nl": "! beschadigd: ", "en": "! damaged: "}[lang] in ended.out
    assert (item["ref"], item["kind"], item["commands"]) == ("B-2", "damage", [VERIFY])


def test_the_calendar_is_written_without_it(hurt, lang, tmp_path):
    file = tmp_path / "termijnen.ics"

    written = hurt("attention", "--ics", str(file), lang=lang)
    printed = hurt("attention", "--ics", "-", lang=lang)

    assert (written.code, printed.code) == (3, 3)
    assert file.read_bytes().startswith(b"BEGIN:VCALENDAR")
    assert TOLD[lang] in folded(written)
    assert TOLD[lang] in printed.err
    assert printed.out.startswith("BEGIN:VCALENDAR")


def test_the_damaged_one_alone_is_an_error(hurt):
    assert [hurt(one, "B-2").code for one in ("tick", "attention", "next")] == [3, 3, 3]


def test_without_damage_nothing_is_told_of_it(started):
    assert started.done("list", "--json").json["trajectories"][0]["damage"] is None
    assert started.done("tick", "--json").json["damaged"] == []
