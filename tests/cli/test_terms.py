"""Terms and grounds at the command line: six weeks of views over Easter, and what can be typed."""

import io
from datetime import UTC, datetime

import pytest

from tests.cli.conftest import COMMISSIONER, Terminal
from tests.terms import PROCEDURE


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.fixture
def begun(terminal, tmp_path):
    """Return a terminal with the trajectory "plein" on the procedure, begun on 23 February 2026."""
    return begin(terminal, tmp_path)


def begin(terminal, folder):
    file = folder / "ter-inzage.yaml"
    file.write_text(PROCEDURE)
    terminal.now = at("2026-02-23T09:00")
    terminal.done("start", str(file), "Het plein", "--ref", "plein", "--commissioner", COMMISSIONER)
    return terminal


def test_six_weeks_of_views_over_easter(database_url, capsys, monkeypatch, tmp_path):
    monkeypatch.setattr("sys.stdin", io.StringIO())
    terminal = begin(Terminal(database_url, capsys), tmp_path)
    terminal.done("advance", "plein", "lay-out")

    # From Monday 23 February, that day itself counted: to Easter Sunday, so to Tuesday 7 April.
    assert "tot en met 7 april 2026 (nog 43 dagen)" in terminal.done("status", "plein").out

    terminal.now = at("2026-04-07T21:30")
    early = terminal("advance", "plein", "nobody-spoke")
    assert early.code == 1
    assert "Wacht tot en met 7 april 2026." in early.out
    assert "vandaag is de laatste dag" in terminal.done("terms", "plein").out

    terminal.now = at("2026-04-07T22:00")
    terminal.done("advance", "plein", "nobody-spoke")
    terms = {one["id"]: one for one in terminal.done("terms", "plein", "--json").json["terms"]}
    assert (terms["views"]["state"], terms["views"]["last_day"]) == ("over", "2026-04-07")
    # Four weeks from the last day of the views: Liberation Day, so the 6th of May.
    assert (terms["no-views"]["started"], terms["no-views"]["last_day"]) == (
        "2026-04-07", "2026-05-06",
    )  # fmt: skip

    terminal.now = at("2026-05-07T10:00")
    terminal.done("decision", "add", "plein", "--body", "raad", "--outcome", "adopted")
    assert "te laat gedaan" in " ".join(terminal.done("terms", "plein").out.split())
    shown = terminal.done("log", "plein").out
    assert "termijn begint: beslissen zonder zienswijzen" in shown
    assert "termijn beëindigd: beslissen zonder zienswijzen" in shown
    terminal.done("audit", "verify")


def test_terms_are_extended_suspended_and_resumed_by_name(begun, lang):
    begun.done("artefact", "add", "plein", "aanvraag")
    extended = begun.done(
        "term", "extend", "plein", "beslissen op", "--reason", "Ingewikkeld", lang=lang
    )
    begun.done("term", "suspend", "plein", "decide", "--reason", "Aanvulling", "--on", "today")
    still = begun.done("terms", "plein", lang=lang).out
    begun.later(10)
    begun.done("term", "resume", "plein", "decide", lang=lang)
    (term,) = [
        one for one in begun.done("terms", "plein", "--json").json["terms"] if one["id"] == "decide"
    ]

    assert ("termijn verlengd" if lang == "nl" else "term extended") in extended.out
    assert ("staat stil sinds" if lang == "nl" else "stands still since") in " ".join(still.split())
    # Six months from 23 February, six weeks, and nine days.
    assert (term["state"], term["extended_by"], term["last_day"]) == (
        "running", "P6W", "2026-10-13",
    )  # fmt: skip


def test_what_may_not_be_is_refused_with_its_reason_and_recorded(begun, lang):
    ended = begun("term", "extend", "plein", "decide", "--reason", "x", lang=lang)

    assert ended.code == 1
    assert ("nog niet begonnen" if lang == "nl" else "has not begun yet") in ended.out
    assert begun.done("log", "plein", "--json").json["entries"][-1]["result"] == "refused"


@pytest.mark.parametrize(
    "words",
    [
        ("extend", "plein", "decide"),
        ("extend", "plein", "nergens", "--reason", "x"),
        ("extend", "plein", "decide", "--reason", ""),
        ("suspend", "plein"),
        ("suspend", "plein", "decide", "--reason", "x", "--on", "ooit"),
        ("resume", "plein", "decide", "--reason", "…"),
    ],
)
def test_what_is_not_understood_ends_with_2_and_is_not_recorded(begun, words, lang):
    ended = begun("term", *words, lang=lang)

    assert ended.code == 2
    assert ended.err
    assert len(begun.done("log", "plein", "--json").json["entries"]) == 1


def test_a_workflow_without_terms_says_so(started, lang):
    shown = started.done("terms", "plein", lang=lang).out

    assert ("geen termijnen" if lang == "nl" else "no terms") in shown


def test_a_step_on_a_ground_names_the_grounds_and_takes_one_by_name(begun, lang):
    shown = begun.done("next", "plein", lang=lang).out
    refused = begun("advance", "plein", "without", "--motivation", "Klein", lang=lang)
    unknown = begun("advance", "plein", "without", "--exemption", "zomaar", lang=lang)
    taken = begun.done(
        "advance", "plein", "without", "--exemption", "ondergeschikte herziening",
        "--motivation", "Klein", lang=lang,
    )  # fmt: skip

    assert "--exemption '…' --motivation '…'" in shown
    assert ("Deze stap vraagt een grond" if lang == "nl" else "asks for a ground") in shown
    assert refused.code == 1
    assert ("ondergeschikte herziening" if lang == "nl" else "minor revision") in refused.out
    assert unknown.code == 2
    assert taken.code == 0
    log = begun.done("log", "plein", lang=lang).out
    assert ("grond: ondergeschikte" if lang == "nl" else "ground: minor") in log


def test_a_ground_is_asked_for_on_a_terminal(begun, monkeypatch):
    monkeypatch.setattr("trajecten_cli.asking.somebody_answers", lambda: True)
    monkeypatch.setattr("sys.stdin", io.StringIO("2\nKwetsbaar\n"))

    ended = begun("advance", "plein", "without")

    assert ended.code == 0, ended
    entry = begun.done("log", "plein", "--json").json["entries"][-1]
    assert entry["data"]["exemption"] == "harm"
    assert entry["texts"] == {"motivation": "Kwetsbaar"}


def test_a_workflow_is_shown_with_its_terms_and_grounds(begun, tmp_path, lang):
    shown = begun.done("workflow", "show", str(tmp_path / "ter-inzage.yaml"), lang=lang).out
    words = " ".join(shown.split())

    assert (
        "zienswijzen: minstens 6 weken" if lang == "nl" else "views: at the least 6 weeks"
    ) in words
    assert "Verordening art. 2 lid 3 a" in words
