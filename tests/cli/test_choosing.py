"""The command that records what was chosen, and what is shown of it."""

import pytest

from tests.cli.conftest import COMMISSIONER
from tests.cli.test_asking import Conversation
from tests.cli.test_completing import complete
from tests.cli.test_helping import shown_commands

CHOOSING = """\
schema: trajecten/1
id: keuze
version: 1.0.0
label: {nl: Keuze, en: Choice}
roles:
  commissioner: {label: {nl: Opdrachtgever, en: Commissioner}}
choices:
  initiative:
    label: {nl: Wie neemt het initiatief, en: Who takes the initiative}
    aliases: [begin]
    basis: Verordening art. 2
    options:
      municipality: {label: {nl: Gemeente, en: Municipality}}
      residents: {label: {nl: Inwoners, en: Residents}, aliases: [bewoners]}
  level:
    label: {nl: Niveau, en: Level}
    options:
      inform: {label: {nl: Informeren, en: Inform}}
      decide: {label: {nl: Meebeslissen, en: Decide together}}
phases:
  - {id: talk, label: {nl: Praten, en: Talk}, kind: relation}
  - {id: done, label: {nl: Klaar, en: Done}, kind: learning, final: true}
transitions:
  - id: by-residents
    label: {nl: Inwoners aan zet, en: Residents begin}
    from: talk
    to: done
    guards: [{guard: chosen, choice: initiative, options: [residents]}]
  - id: by-level
    label: {nl: Naar niveau, en: By level}
    from: talk
    to: done
    guards: [{guard: chosen, choice: level}]
"""


@pytest.fixture
def choosing(terminal, tmp_path):
    """Return a terminal with the trajectory "keuze", in which two things can be chosen."""
    file = tmp_path / "keuze.yaml"
    file.write_text(CHOOSING)
    terminal.file = str(file)
    terminal.done("start", str(file), "X", "--ref", "keuze", "--commissioner", COMMISSIONER)
    return terminal


def folded(ended):
    return " ".join(ended.out.split())


@pytest.mark.parametrize(
    ("choice", "option"),
    [("initiative", "residents"), ("begin", "bew"), ("wie neemt het initiatief", "Inwoners")],
)
def test_choices_and_options_are_understood_by_any_name(choosing, choice, option):
    choosing.done("choose", "keuze", choice, option, "--reason", "Zij kwamen ermee")

    entry = choosing.done("log", "keuze", "--json").json["entries"][-1]
    assert (entry["action"], entry["object"]) == ("choice.made", "initiative")
    assert entry["data"]["option"] == "residents"
    assert entry["texts"] == {"reason": "Zij kwamen ermee"}


def test_the_answer_and_the_ledger_name_the_choice(choosing, lang):
    ended = choosing.done("choose", "keuze", "begin", "gemeente", lang=lang)
    choosing.done("choose", "keuze", "begin", "bewoners", lang=lang)

    done, first, second = {
        "nl": ("Gedaan: keuze vastgelegd: Wie neemt het initiatief.",
               "keuze vastgelegd: Wie neemt het initiatief: Gemeente",
               "keuze vastgelegd: Wie neemt het initiatief: Inwoners (was: Gemeente)"),
        "en": ("Done: choice recorded: Who takes the initiative.",
               "choice recorded: Who takes the initiative: Municipality",
               "choice recorded: Who takes the initiative: Residents (was: Municipality)"),
    }[lang]  # fmt: skip
    assert done in folded(ended)
    log = folded(choosing.done("log", "keuze", lang=lang))
    assert first in log
    assert second in log


def test_the_status_tells_what_is_chosen_and_what_is_not(choosing, lang):
    choosing.done("choose", "keuze", "begin", "bewoners")

    shown = folded(choosing.done("status", "keuze", lang=lang))
    found = choosing.done("status", "keuze", "--json", lang=lang).json["choices"]

    if lang == "nl":
        assert "Keuzes Wie neemt het initiatief Inwoners Niveau nog niet gekozen" in shown
    else:
        assert "Choices Who takes the initiative Residents Level not chosen yet" in shown
    assert [(one["id"], one["option"]) for one in found] == [
        ("initiative", "residents"),
        ("level", None),
    ]
    assert found[1]["option_label"] is None


def test_the_status_of_a_workflow_without_choices_is_silent_on_them(started):
    assert "Keuzes" not in started.done("status", "plein").out
    assert started.done("status", "plein", "--json").json["choices"] == []


def test_what_is_missing_comes_with_the_command_that_chooses(choosing):
    shown = shown_commands(choosing.done("next", "keuze").out)

    assert shown == [
        "trajecten choose keuze begin inwoners",
        "trajecten choose keuze niveau '…'",
    ]
    assert choosing("choose", "keuze", "niveau", "…").code == 2
    choosing.done("choose", "keuze", "begin", "inwoners")
    choosing.done("advance", "keuze", "by-residents")


def test_on_a_terminal_the_choice_and_its_options_are_asked(choosing, sqlite_url):
    talk = Conversation(sqlite_url, "choose", "keuze").until("Welke keuze").answer("2")

    code, _ = talk.until("Meebeslissen").until("Wat is er gekozen").answer("meeb").end()

    assert code == 0
    entry = choosing.done("log", "keuze", "--json").json["entries"][-1]
    assert (entry["data"]["choice"], entry["data"]["option"]) == ("level", "decide")


def test_an_option_of_another_choice_is_not_understood(choosing, lang):
    before = choosing.done("log", "keuze", "--json").json["entries"]

    ended = choosing("choose", "keuze", "level", "residents", lang=lang)

    assert ended.code == 2
    assert "OPTION" in ended.err
    assert "inform" in ended.err
    assert choosing.done("log", "keuze", "--json").json["entries"] == before


@pytest.mark.parametrize(
    ("words", "option"), [(("keuze",), "CHOICE"), (("keuze", "level"), "OPTION")]
)
def test_in_a_pipe_what_is_missing_is_an_error(choosing, words, option):
    ended = choosing("choose", *words)

    assert ended.code == 2
    assert option in ended.err


def test_a_workflow_shows_its_choices(choosing, lang):
    shown = folded(choosing.done("workflow", "show", choosing.file, lang=lang))

    told = {
        "nl": "Keuzes initiative Wie neemt het initiatief: Gemeente (municipality), Inwoners",
        "en": "Choices initiative Who takes the initiative: Municipality (municipality), Residents",
    }[lang]
    assert told in shown


def test_the_shell_offers_the_options_of_the_choice_that_was_typed(choosing, sqlite_url):
    assert complete("trajecten choose keuze ", sqlite_url) == ["initiative", "level"]
    assert complete("trajecten choose keuze level ", sqlite_url) == ["inform", "decide"]
    assert complete("trajecten choose keuze begin r", sqlite_url) == ["residents"]
    assert complete("trajecten choose keuze nothing r", sqlite_url) == []
