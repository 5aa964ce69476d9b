"""What a body decided: said as people call it, kept by its id, shown by its name."""

import pytest

from tests.cli.conftest import COMMISSIONER
from tests.cli.test_asking import Conversation
from tests.cli.test_completing import complete

DECIDING = """\
schema: trajecten/1
id: besluit
version: 1.0.0
label: {nl: Besluit, en: Decision}
roles:
  commissioner: {label: {nl: Opdrachtgever, en: Commissioner}}
outcomes:
  adopted: {label: {nl: aangenomen, en: adopted}, aliases: [akkoord]}
  adopted_amended: {label: {nl: gewijzigd aangenomen, en: adopted with changes}}
  rejected: {label: {nl: afgewezen, en: rejected}, aliases: [verworpen]}
unverified:
  - {nl: Het artikel., en: The article.}
not_expressed:
  - {nl: Oprechtheid., en: Sincerity.}
phases:
  - {id: talk, label: {nl: Praten, en: Talk}, kind: relation}
  - {id: done, label: {nl: Klaar, en: Done}, kind: learning, final: true}
transitions:
  - id: end
    label: {nl: Afronden, en: End}
    from: talk
    to: done
    guards: [{guard: decision_recorded, body: council, outcomes: [adopted, adopted_amended]}]
"""


@pytest.fixture
def deciding(terminal, tmp_path):
    """Return a terminal with the trajectory "besluit", in which outcomes have names."""
    file = tmp_path / "besluit.yaml"
    file.write_text(DECIDING)
    terminal.file = str(file)
    terminal.done("start", str(file), "X", "--ref", "besluit", "--commissioner", COMMISSIONER)
    return terminal


def decided(terminal, outcome):
    terminal.done("decision", "add", "besluit", "--body", "raad", "--outcome", outcome)
    return terminal.done("log", "besluit", "--json").json["entries"][-1]["data"]["outcome"]


def folded(ended):
    return " ".join(ended.out.split())


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("adopted", "adopted"), ("Aangenomen", "adopted"), ("akkoord", "adopted"),
        ("gewijzigd aangenomen", "adopted_amended"), ("adopted with changes", "adopted_amended"),
        ("verworpen", "rejected"),
    ],
)  # fmt: skip
def test_an_outcome_is_understood_by_any_of_its_names(deciding, said, kept):
    assert decided(deciding, said) == kept


@pytest.mark.parametrize("said", ["adopt", "verdaagd", "gewijzigd"])
def test_a_word_that_is_no_whole_name_is_recorded_as_it_is(deciding, said):
    assert decided(deciding, said) == said


def test_the_ledger_names_who_decided_and_what(deciding, lang):
    decided(deciding, "verworpen")

    told = {"nl": "(Gemeenteraad: afgewezen)", "en": "(Council: rejected)"}[lang]
    assert told in folded(deciding.done("log", "besluit", lang=lang))


def test_the_ledger_shows_a_word_of_their_own_as_it_is(deciding):
    decided(deciding, "verdaagd")

    assert "(Gemeenteraad: verdaagd)" in folded(deciding.done("log", "besluit", lang="nl"))


def test_what_is_needed_is_told_by_name(deciding, lang):
    decided(deciding, "rejected")

    told = {
        "nl": "anders besloten (afgewezen); nodig: aangenomen of gewijzigd aangenomen.",
        "en": "decided otherwise (rejected); needed: adopted or adopted with changes.",
    }[lang]
    assert told in folded(deciding.done("next", "besluit", lang=lang))


def test_the_command_that_helps_says_it_in_dutch(deciding):
    shown = folded(deciding.done("next", "besluit", lang="nl"))

    assert "trajecten decision add besluit --body raad --outcome aangenomen" in shown


def test_the_shell_offers_the_outcomes(deciding, sqlite_url):
    line = "trajecten decision add besluit --outcome a"

    assert complete(line, sqlite_url) == ["adopted", "adopted_amended"]


def test_on_a_terminal_the_question_names_the_outcomes(deciding, sqlite_url):
    talk = Conversation(sqlite_url, "decision", "add", "besluit", "--body", "raad")

    code, _ = talk.until("(aangenomen, gewijzigd aangenomen, afgewezen)").answer("akkoord").end()

    assert code == 0
    assert deciding.done("log", "besluit", "--json").json["entries"][-1]["data"]["outcome"] == (
        "adopted"
    )


def test_a_workflow_shows_its_outcomes_and_what_it_cannot_be_relied_on_for(deciding, lang):
    shown = folded(deciding.done("workflow", "show", deciding.file, lang=lang))

    for words in {
        "nl": ("Uitkomsten van besluiten adopted aangenomen", "Niet nagegaan - Het artikel.",
               "Past niet in het bestand - Oprechtheid."),
        "en": ("Outcomes of decisions adopted adopted", "Not verified - The article.",
               "Does not fit in the file - Sincerity."),
    }[lang]:  # fmt: skip
        assert words in shown
