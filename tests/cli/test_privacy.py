"""Erasing on the command line: what is kept of a person, taking it away, and looking after it."""

import sqlite3
from contextlib import closing

import pytest

from tests.cli.conftest import COMMISSIONER

WHO = "Bea Bewoner"
ERASE = (
    "privacy", "erase", "plein", "--party", WHO, "--ground", "AVG art. 17", "--decided-by",
)  # fmt: skip


@pytest.fixture
def told(started):
    """Return a terminal with a trajectory in which a resident spoke and brought something in."""
    started.done(
        "contact", "add", "plein", "--domain", "raad", "--with", WHO, "--note", "Zij was boos"
    )
    started.done("contribution", "add", "plein", "Meer bomen", "--from", WHO)
    started.done("note", "add", "plein", "Mevrouw Bewoner belde")
    return started


def words(text):
    return " ".join(text.split())


def copied(terminal):
    """Return the names and texts as they are now."""
    path = terminal.settings.db.removeprefix("sqlite:///")
    with closing(sqlite3.connect(path)) as store:
        return {
            one: store.execute(f"SELECT * FROM {one}").fetchall()  # noqa: S608
            for one in ("trajecten_party", "trajecten_text")
        }


def put_back(terminal, rows):
    path = terminal.settings.db.removeprefix("sqlite:///")
    with closing(sqlite3.connect(path)) as store:
        for table, lines in rows.items():
            marks = ",".join("?" * len(lines[0]))
            store.executemany(f"INSERT OR IGNORE INTO {table} VALUES ({marks})", lines)  # noqa: S608
        store.commit()


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("nl", "Gedaan: persoonsgegevens gewist: p-"),
        ("en", "Done: personal data erased: p-"),
    ],
)
def test_a_person_is_erased(told, lang, said):
    ended = told.done(*ERASE, "opdrachtgever", lang=lang)

    assert said in ended.out
    assert WHO not in told.done("log", "plein").out
    assert told("audit", "verify").code == told("audit", "replay").code == 0


@pytest.mark.parametrize(
    ("lang", "shown"),
    [
        (
            "nl",
            ["notitie: (gewist)", "tekst: (gewist)", "grond: AVG art. 17",
             "besloten door: ", "uit regels: 2, 3"],
        ),
        (
            "en",
            ["remark: (erased)", "text: (erased)", "ground: AVG art. 17",
             "decided by: commissioner", "from entries: 2, 3"],
        ),
    ],
)  # fmt: skip
def test_the_log_tells_what_was_erased_and_why(told, lang, shown):
    told.done(*ERASE, "opdrachtgever")

    log = told.done("log", "plein", lang=lang).out

    assert [one for one in shown if one not in log] == []
    told.done("contact", "list", "plein", lang=lang)


def test_lists_show_what_was_erased(told):
    told.done("action", "add", "plein", "Bellen", "--owner", WHO)
    told.done(*ERASE, "opdrachtgever")

    for noun in ("contact", "contribution", "action"):
        assert "(gewist)" in told.done(noun, "list", "plein").out
    contact = told.done("contact", "list", "plein", "--json").json["contacts"][0]
    assert (contact["person"], contact["note"], contact["erased"]) == (
        None,
        None,
        ["person", "note"],
    )
    assert told.done("log", "plein", "--json").json["entries"][1]["erased"] == ["note"]


def test_the_role_that_decided_is_else_the_one_acted_in(told):
    told.done(*ERASE[:-1], "--as", COMMISSIONER, "--role", "opdrachtgever")

    entry = told.done("log", "plein", "--json").json["entries"][-1]
    assert entry["data"]["decided_by"] == "commissioner"


def test_a_role_that_nobody_holds_is_refused_with_what_helps(told):
    ended = told(*ERASE, "griffier")

    assert ended.code == 1
    assert "Geweigerd: persoonsgegevens wissen" in ended.out
    assert "trajecten role assign plein griffie" in words(ended.out)


def test_a_further_text_is_named_by_entry_and_field(told):
    told.done(*ERASE, "opdrachtgever", "--text", "4.text")

    assert "Mevrouw Bewoner" not in told.done("log", "plein").out


@pytest.mark.parametrize(
    ("more", "option"),
    [
        (("--text", "onzin"), "--text"),
        (("--party", "Niemand"), "--party"),
        (("--ground", f"Verzoek van {WHO}"), "--ground"),
        (("--decided-by", "koning"), "--decided-by"),
        (("--again",), "--again"),
    ],
)
def test_what_is_not_understood_names_the_option(told, more, option):
    ended = told(*ERASE, "opdrachtgever", *more)

    assert ended.code == 2
    assert option in ended.err
    assert len(told.done("log", "plein", "--json").json["entries"]) == 4


@pytest.mark.parametrize(
    ("lang", "headings"),
    [
        ("nl", ("Verdwijnt als deze persoon", "Noemt deze persoon; verdwijnt alleen met --text")),
        ("en", ("Goes when this person", "Names this person; goes only with --text")),
    ],
)
def test_what_is_kept_of_a_person_is_shown_before_it_is_erased(told, lang, headings):
    shown = told.done("privacy", "show", "plein", "--party", "bea bewoner", lang=lang).out

    first, second = map(shown.index, headings)
    assert first < shown.index("2.note") < shown.index("3.text") < second < shown.index("4.text")


def test_of_who_was_erased_nothing_is_shown(told):
    told.done(*ERASE, "opdrachtgever")
    entry = told.done("log", "plein", "--json").json["entries"][-1]

    shown = told.done("privacy", "show", "plein", "--party", entry["object"]).out

    assert "(gewist)" in shown
    assert "geen teksten van of over deze persoon" in shown


@pytest.mark.parametrize(
    ("lang", "said", "again"),
    [
        ("nl", "plein: 2.note is gewist, maar staat er", "Opnieuw gewist: 3 teksten."),
        ("en", "plein: 2.note was erased, but it is there", "Erased again: 3 texts."),
    ],
)
def test_what_came_back_is_told_of_and_erased_again(told, lang, said, again):
    rows = copied(told)
    told.done(*ERASE, "opdrachtgever")
    told.done("privacy", "check")
    put_back(told, rows)

    checked = told("privacy", "check", lang=lang)

    assert checked.code == told("audit", "verify").code == 3
    assert said in checked.out
    assert "trajecten privacy erase --again" in words(checked.out)
    assert again in told.done("privacy", "erase", "--again", lang=lang).out
    told.done("privacy", "check")
    told.done("audit", "verify")
