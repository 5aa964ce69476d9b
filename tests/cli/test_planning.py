"""What is still to be done before content may begin, in `next` and in the list of all."""

import pytest

HEADS = {"nl": "Voordat de inhoud mag beginnen", "en": "Before content may begin"}
READY = {"nl": "Alles wat gevraagd wordt, is er.", "en": "All that is asked is there."}
WHEN = {"nl": "Op zijn vroegst: 16 juni 2026.", "en": "At the earliest: 16 June 2026."}
TALKS = {"nl": "Gesprekken: Gemeenteraad 2,", "en": "Conversations: Council 2,"}
BURGERTOP = ("--commissioner", "Opdrachtgever Voorbeeld", "--ref", "top")


def block(shown, lang):
    """Return the lines of the plan."""
    lines = shown.splitlines()
    return lines[lines.index(HEADS[lang]) :]


def test_next_tells_what_is_needed_before_content_in_some_ten_lines(started, lang):
    lines = block(started.done("next", "plein", lang=lang).out, lang)

    assert len(lines) <= 12
    assert max(map(len, lines)) <= 80
    assert TALKS[lang] in lines[2]
    assert lines[-1].strip() == WHEN[lang]


def test_what_was_done_is_not_told_any_more(started):
    started.done("contact", "add", "plein", "--domain", "raad")
    started.done("contact", "add", "plein", "--domain", "college")

    words = " ".join(block(started.done("next", "plein").out, "nl"))

    assert "Gemeenteraad 1," in words
    assert "College van B en W 1" not in words


def test_when_all_is_there_it_says_so(terminal, lang):
    ready(terminal)

    lines = block(terminal.done("next", "dorp", lang=lang).out, lang)

    assert lines[-1].strip() == READY[lang]
    assert len(lines) == 3


def test_there_is_no_plan_once_content_has_begun(terminal, lang):
    ready(terminal)
    terminal.done("advance", "dorp", "naar-opties")

    assert HEADS[lang] not in terminal.done("next", "dorp", lang=lang).out
    assert terminal.done("next", "dorp", "--json").json["plan"] is None


def test_the_document_has_each_need_with_its_command(started):
    plan = started.done("next", "plein", "--json").json["plan"]

    assert plan["way"] == ["naar-kern", "naar-onderwerpen"]
    assert plan["target"] == "onderwerpen"
    assert plan["earliest"] == "2026-06-16T10:00:00Z"
    assert plan["complete"] is True
    assert plan["message"].startswith("Nog te doen voordat de inhoud mag beginnen: gesprekken: ")
    assert sum(one["number"] for one in plan["needs"] if one["kind"] == "conversation") == 9
    (board,) = [one for one in plan["needs"] if one["layer"] == "executive_board"]
    assert board["before"] == "naar-kern"
    assert board["command"][:4] == ["trajecten", "contact", "add", "plein"]


def test_a_way_that_is_not_there_says_why(terminal, lang, tmp_path):
    file = tmp_path / "dicht.yaml"
    file.write_text(CLOSED)
    terminal.done("start", str(file), "Dicht", *BURGERTOP)

    shown = terminal.done("next", "top", lang=lang).out
    plan = terminal.done("next", "top", "--json", lang=lang).json["plan"]

    assert plan["earliest"] is None
    assert plan["why"] in " ".join(" ".join(block(shown, lang)).split())


def test_a_start_warns_when_the_days_of_every_way_have_passed(terminal, lang):
    ended = terminal.done("start", "omastadi-helsinki", "Te laat", *BURGERTOP, lang=lang)

    told = {"nl": "Let op: vanaf hier leidt geen weg naar de inhoud. Voorstellen openen: Dit kon",
            "en": "Mind: no way leads from here to content. "}  # fmt: skip
    assert told[lang] in " ".join(ended.err.split())
    assert max(map(len, ended.err.splitlines())) <= 80


def test_a_start_that_leads_to_content_does_not_warn(started):
    assert started.done("start", "ijsselstein-6", "Top", *BURGERTOP).err == ""


@pytest.mark.parametrize("words", [("list", "--plan"), ("list", "--plan", "--json")])
def test_a_list_without_trajectories_is_no_error(terminal, words):
    terminal.done(*words)


def test_the_list_of_all_has_the_plan_of_each(started, lang, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    started.done("start", "burgertop", "Top", *BURGERTOP)

    shown = started.done("list", "--plan", lang=lang).out
    document = started.done("list", "--plan", "--json", lang=lang).json

    assert max(map(len, shown.splitlines())) <= 80
    words = "9 gesprekken, 3 papieren" if lang == "nl" else "9 conversations, 3 papers"
    assert words in shown
    assert WHEN[lang].split(": ")[1].rstrip(".") in shown
    assert [(one["ref"], one["plan"]["target"]) for one in document["trajectories"]] == [
        ("plein", "onderwerpen"),
        ("top", "ochtend"),
    ]


def test_a_list_without_plan_does_not_make_one(started):
    (one,) = started.done("list", "--json").json["trajectories"]

    assert "plan" not in one


def test_what_depends_on_a_choice_is_shown_for_each_option(terminal, lang, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    terminal.done("start", "ijsselstein-6", "Top", *BURGERTOP)

    lines = block(terminal.done("next", "top", lang=lang).out, lang)
    plan = terminal.done("next", "top", "--json", lang=lang).json["plan"]

    shown = {
        "nl": ["  Dit hangt af van wat wordt gekozen:", "    Wie het initiatief neemt",
               "      - de gemeente: besluit: Gemeenteraad (aangenomen of gewijzigd aangenomen)",
               "      - een ander: besluit: College van B en W (aangenomen of gewijzigd",
               "        aangenomen)", "  De kortste weg, met een ander:"],
        "en": ["  This depends on what is chosen:", "    Who takes the initiative",
               "      - the municipality: decision: Council (adopted or adopted with changes)",
               "      - somebody else: decision: Mayor and Aldermen (adopted or adopted with",
               "        changes)", "  The shortest way, with somebody else:"],
    }  # fmt: skip
    assert lines[1:7] == shown[lang]
    (fork,) = plan["depends_on"]
    assert [one["option"] for one in fork["options"]] == ["municipal", "private"]
    assert {one["target"] for one in fork["options"]} == {"onderzoeken"}


def test_a_trajectory_that_has_ended_is_not_told_to_have_no_way(terminal, lang, tmp_path):
    file = tmp_path / "kort.yaml"
    file.write_text(CLOSED.replace("continuous: true\n", "").replace(*ENDING))
    terminal.done("start", str(file), "Kort", *BURGERTOP)
    terminal.done("advance", "top", "stop")

    row = terminal.done("list", "--plan", lang=lang).out.splitlines()[-1]

    assert {"nl": "klaar", "en": "ended"}[lang] in row
    assert terminal.done("next", "top", "--json").json["plan"] is None
    assert HEADS[lang] not in terminal.done("next", "top", lang=lang).out


def ready(terminal):
    """Start a trajectory, and do all that it needs before content."""
    terminal.done(
        "start", "gesprek-eerst", "Dorp", "--ref", "dorp", "--commissioner", "Opdrachtgever",
        "--assign", "project_lead=Projectleider Voorbeeld",
    )  # fmt: skip
    for domain in ("raad", "college", "organisatie", "samenleving", "samenleving"):
        terminal.done("contact", "add", "dorp", "--domain", domain)
    terminal.done("contact", "add", "dorp", "--domain", "samenleving", "--group", "betrokkenen")
    terminal.done("artefact", "add", "dorp", "contextscan")
    fields = ("--field", "de precieze vraag=x", "--field", "de grenzen=y")
    terminal.done("artefact", "add", "dorp", "opdracht", "--cites", "alle", *fields)
    terminal.later(22)


CLOSED = """\
schema: trajecten/1
id: dicht
version: 1.0.0
label: {nl: Dicht, en: Closed}
continuous: true
roles: {commissioner: {label: {nl: Opdrachtgever, en: Commissioner}}}
phases:
  - {id: talk, label: {nl: Praten, en: Talk}, kind: relation}
  - {id: work, label: {nl: Werken, en: Work}, kind: content}
transitions:
  - id: begin
    label: {nl: Beginnen, en: Begin}
    from: talk
    to: work
    guards: [{guard: approved, role: commissioner, by: 2}]
"""
LAST = "  - {id: over, label: {nl: Over, en: Over}, kind: learning, final: true}\n"
STOP = "  - {id: stop, label: {nl: Stoppen, en: Stop}, from: [talk, work], to: over}\n"
ENDING = ("transitions:\n", f"{LAST}transitions:\n{STOP}")
