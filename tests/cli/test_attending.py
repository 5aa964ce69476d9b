"""What asks for attention at the command line: terms, answers, actions; the calendar of terms."""

import os
from datetime import UTC, datetime
from pathlib import Path

import icalendar
import pytest

from tests.cli.conftest import COMMISSIONER
from tests.terms import PROCEDURE

MARCH = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
def begun(terminal, tmp_path):
    """Return a terminal with the trajectory "plein" on the procedure, begun on 2 March 2026."""
    file = tmp_path / "ter-inzage.yaml"
    file.write_text(PROCEDURE)
    terminal.now = MARCH
    terminal.done("start", str(file), "Het plein", "--ref", "plein", "--commissioner", COMMISSIONER)
    terminal.done("artefact", "add", "plein", "application")
    return terminal


def test_a_term_that_ends_soon_is_told_with_what_must_be_done(begun, lang):
    assert begun.done("attention", lang=lang).code == 0
    begun.now = datetime(2026, 8, 25, 9, tzinfo=UTC)

    ended = begun("attention", lang=lang)

    told = {
        "nl": "! termijn: Beslissen op de aanvraag: tot en met 2 september 2026",
        "en": "! term: Deciding on the application: up to and including 2 September 2026",
    }
    assert ended.code == 1
    assert told[lang] in " ".join(ended.out.split())
    assert "trajecten decision add plein --body" in ended.out


def test_how_many_days_ahead_is_an_option(begun, lang):
    assert begun("attention", "--within", "29", lang=lang).code == 0
    assert begun("attention", "--within", "30", lang=lang).code == 1
    assert begun("attention", "plein", "--within", "0", lang=lang).code == 0
    assert begun("attention", "--within", "straks", lang=lang).code == 2


def test_what_is_late_is_told_until_it_is_done(begun, lang):
    begun.done("action", "add", "plein", "Bel de bewoners", "--due", "2026-03-10")
    begun.done("contribution", "add", "plein", "Meer bomen")
    begun.now = datetime(2026, 4, 15, 9, tzinfo=UTC)

    ended = begun("attention", lang=lang)
    document = begun("attention", "--json", lang=lang)

    assert (ended.code, document.code) == (1, 1)
    assert {"nl": "! actie: action-1", "en": "! action: action-1"}[lang] in ended.out
    assert {"nl": "! antwoord verschuldigd: ", "en": "! answer owed: "}[lang] in ended.out
    assert [(one["kind"], one["at"]) for one in document.json["attention"]] == [
        ("feedback", "2026-03-30T08:00:00Z"), ("action", "2026-03-10T22:59:59.999999Z"),
    ]  # fmt: skip
    for line in ("trajecten contribution dispose plein", "trajecten action done plein"):
        assert line in ended.out


def test_what_is_told_can_be_mailed_as_it_is(begun, lang):
    begun.done("contribution", "add", "plein", "Meer bomen")
    begun.now = datetime(2026, 4, 15, 9, tzinfo=UTC)

    out = begun("attention", lang=lang).out

    assert "\x1b" not in out
    assert all(len(line) <= 80 for line in out.splitlines())


def test_a_calendar_is_written_with_the_last_day_of_every_term(begun, tmp_path, lang):
    file = tmp_path / "termijnen.ics"
    file.write_text("what was there before")

    ended = begun.done("attention", "--ics", str(file), lang=lang)

    content = file.read_bytes()
    calendar = icalendar.Calendar.from_ical(content)
    found = [
        (str(one["SUMMARY"]), one["DTSTART"].dt.isoformat()) for one in calendar.walk("VEVENT")
    ]
    assert found == {
        "nl": [("Beslissen op de aanvraag: laatste dag (Het plein)", "2026-09-02"),
               ("Het geheel: laatste dag (Het plein)", "2026-04-01")],
        "en": [("Deciding on the application: last day (Het plein)", "2026-09-02"),
               ("The whole: last day (Het plein)", "2026-04-01")],
    }[lang]  # fmt: skip
    assert b"DTSTAMP:20260302T090000Z" in content
    assert {"nl": "(2 termijnen)", "en": "(2 terms)"}[lang] in ended.out
    assert sorted(one.name for one in tmp_path.glob("termijnen*")) == ["termijnen.ics"]


def test_a_calendar_on_standard_output_is_nothing_but_the_calendar(begun):
    ended = begun.done("attention", "plein", "--ics", "-")

    assert ended.out.startswith("BEGIN:VCALENDAR\r\n")
    assert ended.out.endswith("END:VCALENDAR\r\n")
    assert ended.err == ""


@pytest.mark.parametrize(
    "options",
    [
        ("--ics", "-", "--json"),
        ("--ics", "-", "--within", "3"),
        ("--ics", "/"),
        ("--ics", "/nergens/x.ics"),
        ("nergens", "--ics", "-"),
    ],
)
def test_what_cannot_be_is_not_understood_and_nothing_is_written(begun, options, lang):
    ended = begun("attention", *options, lang=lang)

    assert ended.code == 2
    assert "BEGIN" not in ended.out
    assert ended.err


def test_a_calendar_that_cannot_be_written_leaves_what_was_there(begun, tmp_path, monkeypatch):
    file = tmp_path / "termijnen.ics"
    file.write_text("what was there before")

    def full(*_args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.replace", full)
    ended = begun("attention", "--ics", str(file))

    assert ended.code == 2
    assert "termijnen.ics" in ended.err
    assert [one.read_text() for one in tmp_path.glob("termijnen*")] == ["what was there before"]


def test_a_calendar_is_written_behind_a_link_and_into_a_device(begun, tmp_path):
    real, link = tmp_path / "real.ics", tmp_path / "link.ics"
    link.symlink_to(real)

    begun.done("attention", "--ics", str(link))
    begun.done("attention", "--ics", os.devnull)

    assert link.is_symlink()
    assert real.read_bytes().startswith(b"BEGIN:VCALENDAR")
    assert Path(os.devnull).is_char_device()
