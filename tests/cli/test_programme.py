"""A programme through the command line: topics, two children, and the end when both are final."""

import shlex

import pytest

from tests.cli.conftest import COMMISSIONER, Terminal
from tests.cli.test_helping import blanks_of, shown_commands
from tests.cli.workflows import ASIDE, ENDING, PROGRAMME
from tests.conftest import POSTGRES

CHOICES = [(topic, by) for topic in ("1", "topic-2") for by in ("raad", "stad")]


@pytest.fixture
def files(tmp_path):
    """Return a function that writes a workflow and returns its path."""

    def written(name, text):
        file = tmp_path / f"{name}.yaml"
        file.write_text(text)
        return str(file)

    return written


@pytest.fixture
def begun(terminal, files):
    """Return a terminal with the programme "stad", and a child file at hand."""
    terminal.ending = files("eindig", ENDING)
    terminal.done(
        "start", files("programma", PROGRAMME), "De stad", "--ref", "stad",
        "--commissioner", COMMISSIONER,
    )  # fmt: skip
    return terminal


@pytest.fixture(params=["sqlite", *POSTGRES])
def anywhere(request, database_url, capsys, monkeypatch):
    """Return a terminal on each database."""
    monkeypatch.setenv("LANGUAGE", "nl")
    return Terminal(database_url, capsys)


def child(terminal, ref, *more, parent="stad"):
    words = ("--ref", ref, "--commissioner", COMMISSIONER, "--parent", parent, *more)
    return terminal("start", terminal.ending, f"Kind {ref}", *words)


def chosen(terminal):
    terminal.done("topic", "add", "stad", "Wonen", "--domain", "stad")
    terminal.done("topic", "add", "stad", "Groen")
    terminal.done("topic", "criteria", "stad", "Wat de stad raakt")
    for topic, by in CHOICES:
        terminal.done("topic", "choose", "stad", topic, "--by", by, "--reason", "Nodig")


def test_a_programme_closes_when_both_of_its_children_are_final(anywhere, files):
    terminal = anywhere
    terminal.ending = files("eindig", ENDING)
    programme = files("programma", PROGRAMME)
    terminal.done("start", programme, "De stad", "--ref", "stad", "--commissioner", COMMISSIONER)
    assert terminal("advance", "stad", "aan-de-slag").code == 1
    chosen(terminal)
    terminal.done("advance", "stad", "aan-de-slag")
    assert terminal("advance", "stad", "afronden").code == 1
    assert child(terminal, "wonen", "--topic", "1").code == 0
    assert child(terminal, "groen", "--topic", "topic-2").code == 0
    terminal.done("advance", "wonen", "stoppen")
    refused = terminal("advance", "stad", "afronden")
    terminal.done("advance", "groen", "stoppen")

    ended = terminal.done("advance", "stad", "afronden")

    assert refused.code == 1
    assert "trajecten next groen" in refused.out
    assert "trajecten next wonen" not in refused.out
    assert "Klaar" in ended.out
    assert terminal.done("audit", "verify", "--json").json["intact"]
    assert terminal.done("admin", "rebuild", "--check", "--json").json["differences"] == []


def test_the_list_shows_children_under_their_parent(begun, lang):
    assert child(begun, "aap").code == 0
    assert child(begun, "noot", parent="aap").code == 0
    assert child(begun, "zus").code == 0

    rows = begun.done("list", lang=lang).out.splitlines()[2:]

    assert [one.partition("De ")[0].partition("Kind")[0].rstrip() for one in rows] == [
        "stad", "- aap", "  - noot", "- zus",
    ]  # fmt: skip


def test_from_some_level_on_the_list_goes_no_further_to_the_right(begun):
    for level in range(1, 7):
        parent = f"t{level - 1}" if level > 1 else "stad"
        assert child(begun, f"t{level}", parent=parent).code == 0

    rows = begun.done("list").out.splitlines()[2:]

    assert [len(one) - len(one.lstrip()) for one in rows if "Kind" in one] == [0, 2, 4, 4, 4, 4]


def test_a_child_in_which_relation_first_was_laid_aside_says_so_in_its_parent(begun, files, lang):
    begun.ending = files("klein", ASIDE)
    assert child(begun, "aap").code == 0

    shown = " ".join(begun.done("status", "stad", lang=lang).out.split())

    told = {"nl": "relatie eerst is opzijgelegd", "en": "relation first was laid aside"}
    assert told[lang] in shown
    (aap,) = begun.done("status", "stad", "--json").json["children"]
    assert aap["relation_aside"] is True


def test_the_list_for_programs_is_flat_and_names_the_parent(begun):
    child(begun, "aap")

    found = begun.done("list", "--json").json["trajectories"]

    assert [(one["ref"], one["parent"], one["children"]) for one in found] == [
        ("aap", "stad", []),
        ("stad", None, ["aap"]),
    ]


def test_the_status_shows_the_family(begun, lang):
    chosen(begun)
    child(begun, "aap", "--topic", "2")

    above = begun.done("status", "stad", lang=lang).out
    below = begun.done("status", "aap", lang=lang).out

    assert "Kind aap: Praten (topic-2)" in above or "Kind aap: Talking (topic-2)" in above
    assert "stad  De stad: Kiezen (topic-2)" in below or "stad  De stad: Choosing" in below


def test_the_status_for_programs_shows_the_family(begun):
    chosen(begun)
    child(begun, "aap", "--topic", "2")

    (one,) = begun.done("status", "stad", "--json").json["children"]
    parent = begun.done("status", "aap", "--json").json["parent"]

    assert one == {
        "ref": "aap", "title": "Kind aap", "topic": "topic-2", "phases": {"main": "praten"},
        "final": False, "relation_aside": False,
    }  # fmt: skip
    assert (parent["ref"], parent["topic"]) == ("stad", "topic-2")


@pytest.mark.parametrize(
    ("more", "option"),
    [
        (("--parent", "nergens"), "--parent"),
        (("--topic", "1"), "--topic"),
        (("--parent", "stad", "--topic", "9"), "--topic"),
        (("--parent", "stad", "--topic", "1"), "--topic"),
    ],
)
def test_a_start_under_what_cannot_be_meant_names_the_option(begun, more, option, lang):
    begun.done("topic", "add", "stad", "Wonen")

    ended = begun("start", begun.ending, "X", "--commissioner", "A", *more, lang=lang)

    assert ended.code == 2
    assert f"{option}: " in ended.err
    assert [one["ref"] for one in begun.done("list", "--json").json["trajectories"]] == ["stad"]


def test_the_topics_are_listed_with_choices_and_what_took_them_up(begun):
    chosen(begun)
    child(begun, "aap", "--topic", "1")
    words = ("--by", "raad", "--reason", "Te duur", "--no")
    begun.done("topic", "choose", "stad", "2", *words)

    shown = begun.done("topic", "list", "stad").out

    assert "Criteria: Wat de stad raakt" in shown
    assert "Van: Stad" in shown
    assert "gekozen door Gemeenteraad: Nodig" in shown
    assert "niet gekozen door Gemeenteraad: Te duur" in shown
    assert "Opgepakt door: aap" in shown


def test_an_empty_longlist_says_so(begun, lang):
    shown = begun.done("topic", "list", "stad", lang=lang).out

    assert ("Er zijn nog geen onderwerpen." in shown) == (lang == "nl")
    assert ("There are no topics yet." in shown) == (lang == "en")


def test_the_log_says_who_chose_what(begun):
    chosen(begun)
    begun.done("topic", "choose", "stad", "1", "--by", "raad", "--reason", "Te duur", "--no")

    shown = " ".join(begun.done("log", "stad").out.split())

    assert "topic-2, gekozen door Stad" in shown
    assert "topic-1, niet gekozen door Gemeenteraad" in shown


@pytest.mark.parametrize(
    "words",
    [
        ("choose", "stad", "9", "--by", "raad", "--reason", "x"),
        ("choose", "stad", "1", "--by", "pers", "--reason", "x"),
        ("choose", "stad", "1", "--by", "raad"),
        ("choose", "stad", "1", "--reason", "x"),
        ("choose", "stad", "--by", "raad", "--reason", "x"),
        ("add", "stad"),
        ("add", "stad", "x", "--domain", "maan"),
        ("criteria", "stad"),
        ("list", "nergens"),
    ],
)
def test_what_is_not_understood_is_not_recorded(begun, words):
    begun.done("topic", "add", "stad", "Wonen")
    before = begun.done("log", "stad", "--json").json

    assert begun("topic", *words).code == 2
    assert begun.done("log", "stad", "--json").json == before


def test_what_helps_can_be_pasted_back(begun, lang):
    begun.done("topic", "add", "stad", "Wonen")
    begun.done("topic", "add", "stad", "Groen")

    lines = shown_commands(begun("advance", "stad", "aan-de-slag", lang=lang).out)

    choices = [one for one in lines if "choose" in one]
    assert len(lines) == 4
    assert len(choices) == 3
    assert all(begun(*shlex.split(one)[1:], "--reason", "x").code == 0 for one in choices)
    assert [one for one in lines if blanks_of(one)] == [lines[0]]
    assert lines[0].startswith("trajecten topic criteria stad '")


def test_a_programme_without_children_is_told_how_to_start_one(begun, lang):
    chosen(begun)
    begun.done("advance", "stad", "aan-de-slag")

    (line,) = shown_commands(begun("advance", "stad", "afronden", lang=lang).out)

    name, text = ("NAAM", "TEKST") if lang == "nl" else ("NAME", "TEXT")
    assert line.split("start ")[1].split() == [
        "'WORKFLOW'", f"'{text}'", "--parent", "stad", "--commissioner", f"'{name}'",
    ]  # fmt: skip
    assert begun(*shlex.split(line)[1:]).code == 2
    filled = line.replace("'WORKFLOW'", begun.ending).replace(f"'{text}'", "x")
    assert begun(*shlex.split(filled.replace(f"'{name}'", "x"))[1:]).code == 0
