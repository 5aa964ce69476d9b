"""What reaches the screen: nothing that steers it, nothing too wide, readable without colour."""

import subprocess
import sys
import unicodedata

import pytest

from tests.cli.conftest import COMMISSIONER
from tests.cli.workflows import TWO_TRACKS
from trajecten_cli.visible import escaped_json, visible, visible_lines

EVIL = "Plein\x1b]0;weg\x07\u202emi\u200b[red]x[/red]\x9b31m"
HIDDEN = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
LONG = "Een heel lange titel voor de herinrichting van het plein voor het station " * 3
LOOKS = (
    ("list",), ("status", "plein"), ("next", "plein"), ("log", "plein"),
    ("contact", "list", "plein"), ("contribution", "list", "plein"), ("action", "list", "plein"),
    ("lesson", "list"), ("workflow", "show", "relatie-eerst"), ("workflow", "list"),
    ("audit", "verify"), ("deviation", "list", "plein"), ("attention",),
)  # fmt: skip


def steering(text):
    return {char for char in text if char != "\n" and unicodedata.category(char) in HIDDEN}


def fill(terminal, words):
    """Put some words wherever words can be stored, as far as the library takes them."""
    for line in (
        ("start", "relatie-eerst", words, "--ref", "plein", "--commissioner", words),
        ("start", "relatie-eerst", words, "--ref", "plein", "--commissioner", "A"),
        ("contact", "add", "plein", "--domain", "raad", "--note", words),
        ("contact", "add", "plein", "--domain", "raad", "--with", words, "--spokesperson", words),
        ("contribution", "add", "plein", words),
        ("contribution", "add", "plein", "x", "--from", words),
        ("contribution", "dispose", "plein", "1", "--outcome", "deels", "--reason", words),
        ("feedback", "send", "plein", "--note", words),
        ("artefact", "add", "plein", "contextscan", "--title", words, "--field", f"issues={words}"),
        ("endorse", "plein", "contextscan", "--by", "raad", "--with", words),
        ("endorse", "plein", "contextscan", "--by", "raad", "--note", words),
        ("role", "assign", "plein", "griffier", words),
        ("action", "add", "plein", words),
        ("action", "add", "plein", "x", "--owner", words),
        ("lesson", "add", "plein", words),
        ("decision", "add", "plein", "--body", "raad", "--outcome", "adopted", "--text", words),
        ("note", "add", "plein", words),
        ("note", "add", "plein", "x", "--as", words),
        ("advance", "plein", "naar-kern", "--motivation", words),
        ("deviate", "plein", "skip", "naar-kern", "--motivation", words),
        ("deviate", "plein", "skip", words, "--motivation", "x"),
    ):
        yield terminal(*line)


def test_no_stored_character_steers_the_terminal(terminal, lang):
    ended = [*fill(terminal, EVIL), *(terminal(*look, lang=lang) for look in LOOKS)]

    assert steering("".join(one.out + one.err for one in ended)) == set()
    shown = terminal("status", "plein").out
    assert r"Plein\u{1b}]0;weg\u{7}\u{202e}mi\u{200b}[red]x[/red]" in shown


def test_no_stored_character_steers_the_terminal_by_way_of_json(terminal):
    list(fill(terminal, EVIL))

    ended = [terminal(*look, "--json") for look in LOOKS]

    assert steering("".join(one.out + one.err for one in ended)) == set()
    assert ended[0].json["trajectories"][0]["title"] == EVIL


@pytest.mark.parametrize(
    "words",
    [
        (EVIL,), ("status", EVIL), ("contact", "add", "plein", "--domain", EVIL), ("--lang", EVIL),
        ("contact", "add", "plein", "--domain", "raad", "--on", EVIL), ("list", "--db", EVIL),
        ("start", EVIL, "x", "--commissioner", "A"), ("workflow", "check", EVIL),
        ("advance", "plein", EVIL), ("list", f"--{EVIL}"), ("list", EVIL), ("demo", "--case", EVIL),
    ],
)  # fmt: skip
def test_no_character_of_a_bad_line_comes_back_to_steer(started, words):
    ended = started(*words)

    assert ended.code in {1, 2, 4}
    assert steering(ended.out + ended.err) == set()


def test_no_line_is_wider_than_eighty_columns(terminal, monkeypatch, lang):
    monkeypatch.setenv("COLUMNS", "80")
    list(fill(terminal, LONG))
    terminal.later(40)

    for look in LOOKS:
        ended = terminal(*look, lang=lang)
        assert max(map(len, ended.out.splitlines())) <= 80, look


def test_no_line_ends_in_white_space_so_that_a_folded_command_can_be_copied(started):
    lines = started.done("next", "plein").out.splitlines()

    assert [line for line in lines if line != line.rstrip()] == []
    assert any(line.endswith("\\") for line in lines)


def test_every_command_shown_by_next_is_understood(started):
    findings = started.done("next", "plein", "--json").json["transitions"][0]["findings"]

    for command in [one for finding in findings for one in finding["commands"]]:
        ended = started(*command[1:])
        assert ended.code in {0, 1}, (command, ended.err)


def test_without_colour_there_is_no_escape_and_with_it_there_is(started, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[" in started.done("next", "plein").out
    assert "\x1b" not in started.done("next", "plein", "--no-color").out

    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in started.done("next", "plein").out


def test_met_and_missing_are_told_apart_in_plain_ascii(started, sqlite_url):
    ended = subprocess.run(
        [sys.executable, "-m", "trajecten_cli", "--db", sqlite_url, "next", "plein"],
        env={"PYTHONIOENCODING": "ascii", "LANG": "C", "COLUMNS": "80", "PATH": ""},
        capture_output=True,
        check=True,
    )

    assert b"[ ] " in ended.stdout
    assert ended.stdout.isascii()


def test_each_track_is_named_with_where_it_is_in_the_order_of_the_file(terminal):
    words = ("start", "awb-3-4", "Dak", "--ref", "dak", "--commissioner", COMMISSIONER)
    shown = " ".join(terminal.done(*words, lang="nl").out.split())

    assert "nu in: Voorbereiding van het ontwerp (Besluit), Geen verzuim (Niet op tijd)." in shown


def test_several_tracks_are_shown_by_name_with_a_call_for_attention(terminal, tmp_path, lang):
    file = tmp_path / "dubbel.yaml"
    file.write_text(TWO_TRACKS)
    terminal.done("start", str(file), "Twee", "--ref", "twee", "--commissioner", COMMISSIONER)
    terminal.later(8)

    for verb in ("status", "next"):
        shown = terminal.done(verb, "twee", lang=lang).out
        assert ("In de stad: " if lang == "nl" else "In the city: ") in shown
        assert "! " in shown


def test_visible_text_is_one_line_and_json_stays_json():
    assert visible("a\tb\n\u2028\ue000é €") == r"a\u{9}b\u{a}\u{2028}\u{e000}é €"
    assert visible_lines("a\r\nb\x00") == "a\nb\\u{0}"
    assert escaped_json("é\u202e\U000e0001") == "é\\u202e\\udb40\\udc01"
    assert visible("\ud800") == r"\u{d800}"
