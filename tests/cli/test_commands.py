"""Every command: what it does, how it refuses, and what it says to bad input."""

import hashlib

import pytest

import trajecten
from tests.cli.conftest import COMMISSIONER, LEAD
from tests.cli.workflows import ASIDE, BROKEN
from trajecten_cli.verbs import verbs

DOMAINS = ("council", "executive", "administration", "community")


def test_a_trajectory_starts_and_is_listed(terminal, lang):
    ended = terminal.done("start", "relatie", "Het plein", "--commissioner", "A B", lang=lang)

    assert "2026-001" in ended.out
    assert "Het plein" in terminal.done("list", lang=lang).out


def test_an_empty_list_says_how_to_start(terminal):
    assert "trajecten start" in terminal.done("list").out


def test_a_start_needs_a_commissioner(terminal, lang):
    ended = terminal("start", "relatie-eerst", "Het plein", lang=lang)

    assert ended.code == 2
    assert "--commissioner" in ended.err
    assert ended.out == ""


def test_a_start_takes_a_file_and_who_starts_holds_the_role_given(terminal, tmp_path):
    file = tmp_path / "klein.yaml"
    file.write_text(ASIDE)
    words = ("start", str(file), "Klein", "--commissioner", "A B", "--ref", "klein")
    terminal.done(*words, "--role", "trekker")

    roles = terminal.done("status", "klein", "--json").json["roles"]

    assert {"role": "lead", "name": LEAD} in roles


def test_a_start_with_a_broken_file_names_each_problem(terminal, tmp_path, lang):
    file = tmp_path / "x.yaml"
    file.write_text(BROKEN)

    ended = terminal("start", str(file), "X", "--commissioner", "A", lang=lang)

    assert ended.code == 2
    assert f"{file}:3:1" in ended.err


@pytest.mark.parametrize("given", ["project_lead", "nobody=A"])
def test_a_start_with_a_bad_assignment_is_not_understood(terminal, given):
    ended = terminal("start", "relatie-eerst", "X", "--commissioner", "A", "--assign", given)

    assert ended.code == 2
    assert terminal.done("list", "--json").json == {"trajectories": []}


def test_an_unknown_workflow_is_named_with_those_there_are(terminal):
    ended = terminal("start", "zeppelin", "X", "--commissioner", "A")

    assert ended.code == 2
    assert "relatie-eerst" in ended.err


def test_domains_are_understood_by_id_label_alias_and_beginning(started):
    for name in ("council", "Gemeenteraad", "COUNCIL", "raad", "gemeenter"):
        started.done("contact", "add", "plein", "--domain", name)

    contacts = started.done("contact", "list", "plein", "--json").json["contacts"]

    assert [one["domain"] for one in contacts] == ["council"] * 5


def test_an_ambiguous_name_gives_the_candidates(started, lang):
    ended = started("advance", "plein", "naar-", "--json", lang=lang)

    assert ended.code == 2
    assert set(ended.json["candidates"]) > {"naar-kern", "naar-inbreng"}
    assert ended.json["type"] == "urn:trajecten:error:ambiguous"


def test_a_contact_is_kept_with_everything_given(started):
    started.done(
        "contact", "add", "plein", "--domain", "stad", "--group", "bewoners", "--purpose", "inhoud",
        "--channel", "telefoon", "--with", "An", "--spokesperson", "Bo", "--count", "3",
        "--on", "2026-05-01 14:00", "--note", "Warm.",
    )  # fmt: skip

    (one,) = started.done("contact", "list", "plein", "--json").json["contacts"]

    assert (one["group"], one["purpose"], one["channel"]) == ("residents", "content", "phone")
    assert (one["person"], one["spokesperson"], one["count"]) == ("An", "Bo", 3)
    assert (one["at"], one["note"]) == ("2026-05-01T12:00:00Z", "Warm.")


def test_a_contact_in_the_future_is_refused_and_logged(started, lang):
    ended = started("contact", "add", "plein", "--domain", "raad", "--on", "2027-01-01", lang=lang)

    assert ended.code == 1
    assert started.done("log", "plein", "--json").json["entries"][-1]["result"] == "refused"


@pytest.mark.parametrize(
    "words",
    [
        ("--domain", "nergens"),
        ("--domain", "raad", "--on", "ooit"),
        ("--domain", "raad", "--group", "inwoners"),
        ("--domain", "raad", "--count", "0"),
        ("--domain", "raad", "--count", "veel"),
        ("--domain", "raad", "--purpose", "gezellig"),
        ("--domain", "raad", "--channel", "duif"),
        ("--domain", "raad", "--with", " "),
        (),
    ],
)
def test_a_contact_that_is_not_understood_is_not_logged(started, words, lang):
    ended = started("contact", "add", "plein", *words, lang=lang)

    assert ended.code == 2
    assert ended.err
    assert len(started.done("log", "plein", "--json").json["entries"]) == 1


def test_a_contact_is_corrected_and_taken_back_by_its_number(started):
    started.done("contact", "add", "plein", "--domain", "raad")
    started.done("contact", "correct", "plein", "1", "--domain", "college", "--reason", "verkeerd")
    started.done("contact", "retract", "plein", "contact-1", "--reason", "dubbel")

    (one,) = started.done("contact", "list", "plein", "--json").json["contacts"]
    again = started("contact", "retract", "plein", "1", "--reason", "nog eens")

    assert (one["domain"], one["retracted"]) == ("executive", True)
    assert again.code == 1
    assert started("contact", "retract", "plein", "7", "--reason", "x").code == 2
    assert "ingetrokken" in started.done("contact", "list", "plein").out


def test_a_contribution_is_weighed_and_answered(started, lang):
    started.done("contribution", "add", "plein", "Bomen", "--domain", "stad", "--from", "An")
    assert started("feedback", "send", "plein", lang=lang).code == 1
    started.done("contribution", "dispose", "plein", "1", "--outcome", "deels", "--reason", "Plek")
    started.done("feedback", "send", "plein", "--about", "1", "--channel", "brief", lang=lang)

    (one,) = started.done("contribution", "list", "plein", "--json").json["contributions"]

    assert (one["disposition"], one["reason"], one["text"]) == ("partly", "Plek", "Bomen")
    assert one["feedback_at"] == "2026-05-12T10:00:00Z"
    assert "Bomen" in started.done("contribution", "list", "plein", lang=lang).out


@pytest.mark.parametrize(
    "words", [("9", "--outcome", "deels", "--reason", "x"), ("1", "--outcome", "wie-weet")]
)
def test_a_disposition_that_is_not_understood_ends_with_2(started, words):
    started.done("contribution", "add", "plein", "Bomen")

    assert started("contribution", "dispose", "plein", *words).code == 2


def test_a_paper_keeps_the_fingerprint_of_its_file_and_cites_what_stands(started, tmp_path):
    file = tmp_path / "kern.pdf"
    file.write_bytes(b"kern\x00")
    for domain in DOMAINS:
        started.done("contact", "add", "plein", "--domain", domain)
    started.done("contact", "retract", "plein", "2", "--reason", "dubbel")
    words = ("--file", str(file), "--cites", "alle", "--title", "De kern")
    started.done("artefact", "add", "plein", "synthese", *words)

    entry = started.done("log", "plein", "--json").json["entries"][-1]

    assert entry["data"]["sha256"] == hashlib.sha256(b"kern\x00").hexdigest()
    assert entry["data"]["cites"] == ["contact-1", "contact-3", "contact-4"]
    assert started("artefact", "add", "plein", "synthese", "--cites", "2").code == 1


def test_the_fields_of_a_paper_are_understood_by_their_labels(started):
    started.done("artefact", "add", "plein", "contextscan", "--field", "wat er speelt=Van alles")

    (paper,) = started.done("status", "plein", "--json").json["artefacts"]

    assert paper["fields"] == ["issues"]


@pytest.mark.parametrize(
    "words",
    [
        ("plan",), ("visie", "--file", "/nergens/x.pdf"), ("contextscan", "--field", "issues"),
        ("contextscan", "--field", "weer=nat"), (),
    ],
)  # fmt: skip
def test_a_paper_that_is_not_understood_ends_with_2(started, words, lang):
    assert started("artefact", "add", "plein", *words, lang=lang).code == 2


def test_an_endorsement_needs_a_paper_and_one_who_endorses(started, lang):
    assert started("endorse", "plein", "visie", "--by", "raad", lang=lang).code == 1
    started.done("artefact", "add", "plein", "visie")
    started.done("endorse", "plein", "visie", "--by", "raad", "--with", "Griffier", "--on", "today")
    started.done("endorse", "plein", "vision", "--by", "projectleider")

    (paper,) = started.done("status", "plein", "--json").json["artefacts"]

    assert (paper["domains"], paper["roles"]) == (["council"], ["project_lead"])
    assert started("endorse", "plein", "visie", "--by", "buren").code == 2
    assert "Gemeenteraad" in started.done("status", "plein").out


def test_a_role_is_given_and_ended(started, lang):
    started.done("role", "assign", "plein", "griffier", "Gerrit")
    again = started("role", "assign", "plein", "griffier", "Gerrit", lang=lang)
    started.done("role", "end", "plein", "griffier", "Gerrit", "--note", "weg")

    assert again.code == 1
    assert started("role", "end", "plein", "griffier", "Gerrit", lang=lang).code == 1
    assert started("role", "assign", "plein", "keizer", "Karel", lang=lang).code == 2
    assert started("role", "assign", "plein", "griffier", lang=lang).code == 2


def test_an_action_is_added_and_done(started, lang):
    words = ("Bomen planten", "--owner", "Gerrit", "--due", "1 juni")
    started.done("action", "add", "plein", *words, lang=lang)
    assert "2026" in started.done("action", "list", "plein", lang=lang).out
    started.done("action", "done", "plein", "1", lang=lang)

    (one,) = started.done("action", "list", "plein", "--json").json["actions"]

    assert (one["due"], one["finished_at"]) == ("2026-06-01", "2026-05-12T10:00:00Z")
    assert started("action", "done", "plein", "1", lang=lang).code == 1
    assert started("action", "done", "plein", "8", lang=lang).code == 2
    assert started("action", "add", "plein", "X", "--due", "ooit", lang=lang).code == 2


def test_lessons_are_listed_for_one_trajectory_and_for_all(started, lang):
    started.done("lesson", "add", "plein", "Vraag eerder.")
    started.done("lesson", "add", "plein", "Te kort.", "--none")

    for words in (("lesson", "list"), ("lesson", "list", "plein")):
        ended = started.done(*words, lang=lang)
        assert "Vraag eerder." in ended.out
        assert ("geen: " if lang == "nl" else "none: ") in ended.out
    assert started("lesson", "add", "plein", "", lang=lang).code == 2


def test_a_decision_is_recorded(started, lang):
    words = ("--body", "raad", "--outcome", "adopted", "--reference", "2026-12", "--text", "Ja")
    started.done("decision", "add", "plein", *words, lang=lang)

    assert started("decision", "add", "plein", "--body", "raad", lang=lang).code == 2
    bad = started("decision", "add", "plein", "--body", "raad", "--outcome", "één ja", lang=lang)
    assert bad.code == 2
    assert "--outcome: " in bad.err
    assert "Error: outcome" not in bad.err
    late = started("decision", "add", "plein", *words, "--on", "2030-01-01", lang=lang)
    assert late.code == 1


def test_an_outcome_is_written_small_and_without_spaces(started):
    words = ("decision", "add", "plein", "--body", "raad", "--outcome")
    started.done(*words, "Verdaagd")
    started.done(*words, " Adopted  amended")

    entries = started.done("log", "plein", "--json").json["entries"]

    assert [one["data"].get("outcome") for one in entries[1:]] == ["verdaagd", "adopted_amended"]


@pytest.mark.parametrize(
    ("words", "option"),
    [
        (("contact", "add", "plein", "--domain", "raad", "--count", "0"), "--count: "),
        (("contact", "retract", "plein", "7", "--reason", "x"), "CONTACT: "),
        (("contribution", "add", "plein", " "), "TEXT: "),
        (("artefact", "add", "plein", "visie", "--cites", "x"), "--cites: "),
        (("decision", "add", "plein", "--body", "raad", "--outcome", "é"), "--outcome: "),
        (("start", "relatie-eerst", "X", "--commissioner", "A", "--ref", "-"), "--ref: "),
    ],
)
def test_an_error_about_a_field_names_what_was_typed(started, words, option, lang):
    ended = started(*words, "--json", lang=lang)

    assert ended.code == 2
    assert ended.json["detail"].startswith(option)
    assert f": {option}" in ended.err


def test_what_a_name_may_be_is_told_once(started, lang):
    assert started("advance", "plein", "naar-", lang=lang).err.count("naar-inbreng") == 1


@pytest.mark.parametrize(
    "words",
    [
        ("log", "plein", "--after", "99999999999999999999"),
        ("log", "plein", "--limit", "-1"),
        ("advance", "plein", "naar-kern", "--if-seq", "9" * 30),
        ("contact", "add", "plein", "--domain", "raad", "--on", "0001-01-01"),
        ("contact", "add", "plein", "--domain", "raad", "--on", "9999-12-31"),
        ("action", "add", "plein", "x", "--due", "0001-01-01"),
    ],
)
def test_a_number_or_date_beyond_all_bounds_is_one_clear_error(started, words, lang):
    ended = started(*words, lang=lang)

    assert ended.code == 2
    assert len(started.done("log", "plein", "--json").json["entries"]) == 1
    assert "Error" not in ended.err.replace("Error: ", "")


def test_a_correction_that_changes_nothing_says_what_can_be_changed(started, lang):
    started.done("contact", "add", "plein", "--domain", "raad")
    ended = started("contact", "correct", "plein", "1", "--reason", "x", lang=lang)

    assert ended.code == 2
    assert "--purpose" in ended.err
    assert len(started.done("log", "plein", "--json").json["entries"]) == 2


REFUSED = {
    ("contact", "add", "plein", "--domain", "raad", "--on", "2030-01-01"):
        ("een gesprek vastleggen.", "to record a conversation."),
    ("contact", "correct", "plein", "1", "--count", "2", "--reason", "x"):
        ("een gesprek verbeteren (contact-1).", "to correct a conversation (contact-1)."),
    ("contact", "retract", "plein", "1", "--reason", "x"):
        ("een gesprek intrekken (contact-1).", "to take back a conversation (contact-1)."),
    ("artefact", "add", "plein", "kern", "--cites", "1"):
        ("een stuk vastleggen.", "to register a paper."),
    ("contribution", "add", "plein", "x", "--on", "2030-01-01"):
        ("inbreng ontvangen.", "to receive a contribution."),
    ("feedback", "send", "plein"): ("terugkoppelen.", "to send feedback."),
    ("endorse", "plein", "visie", "--by", "raad"):
        ("een stuk onderschrijven (Gezamenlijke visie).", "to endorse a paper (Shared vision)."),
    ("role", "assign", "plein", "opdrachtgever", COMMISSIONER):
        ("een rol geven (ambtelijk opdrachtgever).", "to give a role (commissioner)."),
    ("role", "end", "plein", "opdrachtgever", COMMISSIONER):
        ("een rol beëindigen (ambtelijk opdrachtgever).", "to end a role (commissioner)."),
    ("role", "handover", "plein", "griffier", LEAD, COMMISSIONER):
        ("een rol overdragen (griffier).", "to hand a role over (clerk)."),
    ("decision", "add", "plein", "--body", "raad", "--outcome", "ja", "--on", "2030-01-01"):
        ("een besluit vastleggen.", "to record a decision."),
    ("approve", "plein", "naar-leren", "--role", "griffier"):
        ("akkoord geven op een stap (Naar het leren).", "to approve a step (On to learning)."),
    ("advance", "plein", "naar-kern"):
        ("een stap zetten (Naar de kern).", "to take a step (On to the core)."),
    ("note", "add", "plein", "x", "--role", "griffier"):
        ("een opmerking vastleggen.", "to record a remark."),
    ("lesson", "add", "plein", "x", "--role", "griffier"):
        ("een les vastleggen.", "to record a lesson."),
    ("action", "add", "plein", "x", "--role", "griffier"):
        ("een actie vastleggen.", "to record an action."),
}  # fmt: skip


@pytest.mark.parametrize("words", REFUSED, ids=lambda one: " ".join(one[:2]))
def test_what_was_refused_does_not_read_as_done(started, words, lang):
    started.done("contact", "add", "plein", "--domain", "raad")
    started.done("contact", "retract", "plein", "1", "--reason", "dubbel")
    told = REFUSED[words][lang == "en"]

    out = " ".join(started(*words, lang=lang).out.split())
    log = " ".join(started.done("log", "plein", lang=lang).out.split())

    assert f"{'Geweigerd' if lang == 'nl' else 'Refused'}: {told}" in out
    assert f"✗ {'geweigerd' if lang == 'nl' else 'refused'}: {told[:-1]}" in log


def test_the_log_labels_texts_and_the_hash(started):
    started.done("artefact", "add", "plein", "contextscan", "--field", "issues=Hitte")
    started.done("contact", "add", "plein", "--domain", "raad", "--note", "Warm.", "--on", "1 mei")
    started.done("contact", "retract", "plein", "1", "--reason", "Dubbel.")
    started("advance", "plein", "naar-kern", "--motivation", "Om.")

    log = started.done("log", "plein").out

    for words in ("titel: Het plein", "wat er speelt: Hitte", "notitie: Warm.", "reden: Dubbel."):
        assert words in log
    assert ", gebeurd op 1 mei 2026, hash " in " ".join(log.split())
    assert "motivation" not in log


def test_a_note_is_kept(started):
    started.done("note", "add", "plein", "Het gaat langzaam.")

    assert "Het gaat langzaam." in started.done("log", "plein").out
    assert started("note", "add", "plein").code == 2


def test_an_approval_is_given_in_a_role_that_is_held(started, lang):
    as_commissioner = ("--as", COMMISSIONER, "--role", "opdrachtgever")

    assert started("approve", "plein", "naar-kern", "--role", "opdrachtgever", lang=lang).code == 1
    assert started("approve", "plein", "naar-kern", lang=lang).code == 2
    started.done("approve", "plein", "naar-kern", *as_commissioner, lang=lang)


def test_a_step_is_refused_with_every_finding_and_the_command_that_helps(started, lang):
    ended = started("advance", "plein", "naar-kern", lang=lang)

    assert ended.code == 1
    council, scan = ("raad", "contextscan") if lang == "nl" else ("council", "context_scan")
    assert f"trajecten contact add plein --domain {council}" in ended.out
    assert f"trajecten artefact add plein {scan}" in ended.out


def test_a_step_from_another_phase_is_refused(started, lang):
    assert started("advance", "plein", "naar-inbreng", lang=lang).code == 1
    assert started("advance", "plein", "naar-de-maan", lang=lang).code == 2


def test_a_command_id_sent_twice_is_done_once(started, lang):
    words = ("contact", "add", "plein", "--domain", "raad", "--command-id", "een")
    first = started.done(*words, "--json").json
    again = started.done(*words, "--json").json

    assert (first["repeated"], again["repeated"]) == (False, True)
    assert first["seq"] == again["seq"]
    assert ("al eerder" if lang == "nl" else "before") in started.done(*words, lang=lang).out


def test_a_step_on_an_old_situation_is_a_conflict(started, lang):
    seen = started.done("next", "plein", "--json").json["seq"]
    started.done("note", "add", "plein", "Iemand anders was eerder.")

    ended = started("advance", "plein", "naar-kern", "--if-seq", str(seen), "--json", lang=lang)

    assert ended.code == 4
    assert ended.json["type"] == "urn:trajecten:error:conflict"


def test_the_log_can_be_read_in_parts(started):
    for number in range(4):
        started.done("note", "add", "plein", f"nummer {number}")

    entries = started.done("log", "plein", "--after", "2", "--limit", "2", "--json").json["entries"]

    assert [one["seq"] for one in entries] == [3, 4]


@pytest.mark.parametrize("verb", ["status", "next", "log", "contact list", "audit verify"])
def test_an_unknown_trajectory_is_not_found(terminal, verb, lang):
    ended = terminal(*verb.split(), "nergens", "--json", lang=lang)

    assert ended.code == 2
    assert ended.json["type"] == "urn:trajecten:error:not-found"
    assert ended.json["exit_code"] == 2


def test_the_ledger_is_verified(started, lang):
    assert started.done("audit", "verify", lang=lang).code == 0
    assert started.done("audit", "verify", "plein", "--json").json["intact"]


def test_the_database_is_looked_after(started, lang):
    assert "sqlite" in started.done("admin", "info", lang=lang).out
    started.done("admin", "migrate", lang=lang)
    assert started.done("admin", "rebuild", "--check", "--json").json["differences"] == []
    started.done("admin", "rebuild", lang=lang)


@pytest.mark.parametrize("url", ["sqlite:////nergens/a/b.sqlite", "postgresql://localhost:1/x"])
def test_a_database_that_does_not_answer_ends_with_4(terminal, url, lang):
    ended = terminal("list", "--db", url, "--json", lang=lang)

    assert ended.code == 4
    assert ended.json["status"] == 503


@pytest.mark.parametrize("url", ["", "mysql://x", "geen adres"])
def test_an_address_that_cannot_be_used_ends_with_2(terminal, url):
    assert terminal("list", "--db", url or "?").code == 2


def test_workflows_are_listed_and_shown(terminal, lang):
    assert "burgertop" in terminal.done("workflow", "list", lang=lang).out
    shown = terminal.done("workflow", "show", "relatie-eerst", lang=lang).out
    assert "naar-onderwerpen" in shown
    assert terminal("workflow", "show", "niets", lang=lang).code == 2


def test_an_older_version_is_named_after_the_id_and_one_that_is_not_there_is_said(terminal):
    assert "(1.0.0)" in terminal.done("workflow", "show", "omastadi-helsinki@1.0.0").out
    assert "(2.0.0)" in terminal.done("workflow", "show", "omastadi-helsinki").out
    assert "omastadi-helsinki@1.0.0" in terminal.done("workflow", "list").out
    refused = terminal("workflow", "show", "omastadi-helsinki@9.0.0")
    assert (refused.code, "omastadi-helsinki@2.0.0" in refused.err) == (2, True)


def test_a_workflow_that_is_named_by_its_id_is_the_only_one_that_is_read(terminal, monkeypatch):
    monkeypatch.setattr(trajecten, "bundled_workflows", lambda: pytest.fail("all were read"))

    terminal.done("workflow", "show", "relatie-eerst")


def test_a_new_file_passes_its_own_check_and_is_never_written_over(terminal, tmp_path, lang):
    file = tmp_path / "Mijn proces.yaml"
    terminal.done("workflow", "new", str(file), lang=lang)

    terminal.done("workflow", "check", str(file), lang=lang)
    assert terminal("workflow", "new", str(file), lang=lang).code == 2
    assert terminal("workflow", "new", str(tmp_path / "nergens" / "x.yaml"), lang=lang).code == 2


def test_a_check_tells_every_problem_of_every_file(terminal, tmp_path, lang):
    files = [tmp_path / name for name in ("goed.yaml", "fout.yaml")]
    for file, text in zip(files, (ASIDE, BROKEN), strict=True):
        file.write_text(text)

    ended = terminal("workflow", "check", *map(str, files), lang=lang)

    assert ended.code == 1
    assert str(files[0]) in ended.out
    assert f"{files[1]}:3:1" in ended.out
    assert terminal("workflow", "check", str(tmp_path / "weg.yaml"), lang=lang).code == 2


@pytest.mark.parametrize("words", [(), ("contact",), ("staus",), ("list", "--onzin"), ("status",)])
def test_a_line_that_is_not_understood_ends_with_2(terminal, words, lang):
    ended = terminal(*words, lang=lang)

    assert ended.code == 2
    assert ended.out == ""
    assert ended.err


def test_a_mistyped_verb_gives_the_ones_that_come_near(terminal):
    assert "status" in terminal("staus").err
    assert terminal("staus", "--json").json["type"] == "urn:trajecten:error:usage"


def test_global_options_are_understood_before_and_after_the_verb(started, sqlite_url):
    before = started.done("--json", "--as", "An", "note", "add", "plein", "x").json
    after = started.done("note", "add", "plein", "x", "--as", "An", "--json").json

    entries = started.done("log", "plein", "--json").json["entries"]

    assert before.keys() == after.keys()
    assert [one["actor"] for one in entries[-2:]] == ["An", "An"]


def test_every_command_has_a_line_of_help_that_is_a_sentence():
    lines = [one.line for one in verbs().values()]

    assert all(line[0].isupper() and line.endswith(".") for line in lines)
