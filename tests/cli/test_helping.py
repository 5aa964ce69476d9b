"""What a screen says that would help: short, each command once, and fit to be pasted back."""

import shlex

import pytest

from tests.cli.conftest import COMMISSIONER
from trajecten import Named, Remedy, Text
from trajecten_cli.remedies import command_line
from trajecten_cli.spoken import dutch_name

ASKS_ALL = """\
schema: trajecten/1
id: alles
version: 1.0.0
label: {nl: Alles, en: Everything}
continuous: true
roles:
  commissioner: {label: {nl: ambtelijk opdrachtgever, en: commissioner}, aliases: [opdrachtgever]}
  clerk: {label: {nl: griffier, en: clerk}}
artefacts:
  vision: {label: {nl: Gezamenlijke visie, en: Shared vision}, aliases: [visie]}
domains:
  council: {label: {nl: Gemeenteraad, en: Council}, aliases: [raad]}
  community:
    label: {nl: Stad, en: City}
    groups:
      residents: {label: {nl: inwoners, en: residents}}
      shops: {label: {nl: winkels, en: shops}}
      schools: {label: {nl: scholen, en: schools}}
      clubs: {label: {nl: verenigingen, en: clubs}}
      new_people: {label: {nl: mensen die er pas wonen, en: people who came lately}}
relation_first: {groups: {community: all}}
phases:
  - {id: praten, label: {nl: Praten, en: Talking}, kind: relation}
  - {id: doen, label: {nl: Doen, en: Doing}, kind: execution}
transitions:
  - id: door
    label: {nl: Door, en: Onward}
    from: praten
    to: doen
    motivation: required
    guards:
      - {guard: roles_filled, roles: [clerk]}
      - {guard: approved, role: commissioner}
      - {guard: artefact, type: vision}
      - {guard: decision_recorded, body: council, outcomes: [aangenomen]}
      - {guard: decision_recorded, body: clerk}
      - {guard: actions_owned}
      - {guard: lessons_recorded}
      - {guard: contributions_disposed, min: 1}
  - {id: blijf, label: {nl: Blijf, en: Stay}, from: doen, to: praten}
  - {id: rond, label: {nl: Rond, en: Round}, from: praten, to: praten, motivation: required}
"""


@pytest.fixture
def asking_all(terminal, tmp_path):
    file = tmp_path / "alles.yaml"
    file.write_text(ASKS_ALL)
    terminal.done("start", str(file), "X", "--ref", "alles", "--commissioner", COMMISSIONER)
    return terminal


def shown_commands(screen):
    """Return the commands on a screen, those over several rows joined."""
    rows = screen.replace("\\\n", " ").splitlines()
    return [one.strip() for one in rows if one.strip().startswith("trajecten ")]


def blanks_of(line):
    return [one for one in ("'NAAM'", "'NAME'", "'TEKST'", "'TEXT'", "'WOORD'", "'WORD'", "'…'")
            if one in line]  # fmt: skip


@pytest.mark.parametrize("ref", ["plein", "alles"])
def test_every_command_on_the_screen_is_understood_when_it_is_pasted_back(
    started, asking_all, ref, lang
):
    lines = shown_commands(started.done("next", ref, lang=lang).out)
    whole = [one for one in lines if not blanks_of(one) and "'DAT" not in one]

    assert len(whole) > 3
    for line in whole:
        ended = started(*shlex.split(line)[1:], lang=lang)
        assert ended.code in {0, 1}, (line, ended.err)


def test_every_blank_that_is_pasted_back_is_an_error_and_filled_in_it_is_understood(
    asking_all, lang
):
    before = len(asking_all.done("log", "alles", "--json").json["entries"])
    lines = shown_commands(asking_all.done("next", "alles", lang=lang).out)
    with_blanks = [one for one in lines if blanks_of(one)]

    assert len(with_blanks) > 3
    for line in with_blanks:
        assert asking_all(*shlex.split(line)[1:], lang=lang).code == 2, line
    assert len(asking_all.done("log", "alles", "--json").json["entries"]) == before
    for line in with_blanks:
        filled = line.replace("'DATUM'", "morgen").replace("'DATE'", "tomorrow")
        for one in blanks_of(line):
            filled = filled.replace(one, "vul")
        assert asking_all(*shlex.split(filled)[1:], lang=lang).code in {0, 1}, filled


def test_what_only_the_reader_knows_is_a_blank(asking_all):
    lines = shown_commands(asking_all.done("next", "alles").out)

    assert "trajecten role assign alles griffier 'NAAM'" in lines
    assert "trajecten decision add alles --body raad --outcome aangenomen" in lines
    assert "trajecten decision add alles --body griffier --outcome 'WOORD'" in lines
    assert "trajecten action add alles 'TEKST' --owner 'NAAM' --due 'DATUM'" in lines


def test_a_step_that_needs_a_motivation_says_so_and_has_a_place_for_it(asking_all, lang):
    shown = asking_all.done("next", "alles", lang=lang).out
    needs = "vraagt een motivering" if lang == "nl" else "needs a motivation"
    line = "trajecten advance alles rond --motivation '…'"

    assert needs in shown
    assert line in shown_commands(shown)
    assert line in shown_commands(asking_all("advance", "alles", "rond", lang=lang).out)
    assert asking_all("advance", "alles", "rond", "--motivation", "…", lang=lang).code == 2


def test_dutch_is_spoken_to_those_who_speak_dutch_and_ids_to_programs(started, lang):
    shown = " ".join(" ".join(shown_commands(started.done("next", "plein", lang=lang).out)).split())
    document = started.done("next", "plein", "--json", lang=lang).out

    assert ("--domain organisatie --layer directie" in shown) == (lang == "nl")
    assert ("--domain administration --layer executive_board" in shown) == (lang == "en")
    assert '"administration"' in document
    assert "organisatie" not in document.replace("Ambtelijke organisatie", "") or lang == "nl"


def test_a_fresh_trajectory_has_a_short_next_that_tells_no_command_twice(
    started, monkeypatch, lang
):
    monkeypatch.setenv("COLUMNS", "80")
    shown = started.done("next", "plein", lang=lang).out
    lines = shown_commands(shown)

    assert len(shown.splitlines()) <= 58
    assert len(lines) == len(set(lines))
    assert ("nog 2, zie --json" if lang == "nl" else "and 2 more, see --json") in shown


def test_no_command_is_told_twice_when_several_steps_ask_the_same(asking_all):
    lines = shown_commands(asking_all.done("next", "alles").out)

    assert len(lines) == len(set(lines))


def test_what_is_met_takes_one_line(asking_all, monkeypatch):
    monkeypatch.setenv("COLUMNS", "40")
    asking_all.done("artefact", "add", "alles", "visie")
    asking_all.done("role", "assign", "alles", "griffier", "Gerrit")
    words = ("--body", "raad", "--outcome", "aangenomen")
    asking_all.done("decision", "add", "alles", *words)

    rows = asking_all.done("next", "alles").out.splitlines()
    met = [number for number, one in enumerate(rows) if one.startswith("    ✓")]

    assert len(met) >= 2
    assert all(rows[one + 1].strip()[:1] in {"✓", "✗"} for one in met)


def test_a_name_is_short_means_one_thing_and_can_be_typed():
    def named(one, label, *aliases):
        return Named(id=one, label=Text(label, one), aliases=aliases)

    names = {
        one.id: one
        for one in (
            named("council", "Gemeenteraad", "raad", "fracties"),
            named("water", "Waterschap", "schap"),
            named("land", "Landschap", "schap"),
            named("vision", "Gezamenlijke visie", "droom"),
            named("board", "Dagelijks bestuur"),
            named("odd", "-x"),
        )
    }

    found = [dutch_name(names, one) for one in names]

    assert found == ["raad", "waterschap", "landschap", "droom", "dagelijks bestuur", "odd"]


def test_a_remedy_without_a_form_has_no_command():
    assert command_line(Remedy(Text("Wacht.", "Wait.")), "plein") is None
    assert command_line(Remedy(Text("Kijk.", "Look."), "Advance"), "plein") == (
        "trajecten", "next", "plein",
    )  # fmt: skip
