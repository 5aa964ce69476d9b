"""Deviating, adapting and migrating from a terminal: what is shown, refused, and not understood."""

import shlex

import pytest

from tests.cli.conftest import COMMISSIONER, LEAD
from tests.cli.test_asking import Conversation
from tests.cli.workflows import ASIDE
from tests.engine.tailored import TAILORED
from tests.engine.test_adapting import LESS, MORE
from tests.engine.test_migrating import RENAMED

ALDERMAN = "Wethouder Voorbeeld"
AS_COMMISSIONER = ("--as", COMMISSIONER, "--role", "opdrachtgever")
AS_ALDERMAN = ("--as", ALDERMAN)
WHY = ("--motivation", "Er is haast")
SKIP = ("deviate", "plein", "skip", "to-core", *WHY)


@pytest.fixture
def begun(terminal, tmp_path):
    """Return a terminal with "plein" and "markt" on a workflow that allows to deviate."""
    file = tmp_path / "maatwerk.yaml"
    file.write_bytes(TAILORED)
    holders = ("--assign", f"project_lead={LEAD}", "--assign", f"political_commissioner={ALDERMAN}")
    for ref, title in (("plein", "Het plein"), ("markt", "De markt")):
        terminal.done(
            "start", str(file), title, "--ref", ref, "--commissioner", COMMISSIONER, *holders
        )
    return terminal


@pytest.fixture
def at_the_core(begun):
    """Return a terminal with "plein" brought to the core by a deviation, for which it owes."""
    begun.done(*SKIP)
    begun.done("deviation", "approve", "plein", "1", *AS_COMMISSIONER)
    begun.done("deviation", "use", "plein", "1")
    return begun


@pytest.fixture
def file(tmp_path):
    """Return a function that writes a file and gives its path."""

    def write(text, name="stuk.yaml"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return str(path)

    return write


@pytest.fixture
def newer(file):
    """Return the path of a newer version in which the core has another id."""
    text = TAILORED.decode().replace("version: 1.0.0", "version: 1.1.0")
    for old, new in RENAMED:
        text = text.replace(old, new)
    return file(text, "nieuwer.yaml")


def folded(ended):
    """Return what was shown as one line: a screen may fold anywhere."""
    return " ".join(ended.out.split())


def entries(terminal, ref="plein"):
    return terminal.done("log", ref, "--json").json["entries"]


def the_one(terminal, number=1):
    items = terminal.done("deviation", "list", "plein", "--json").json["deviations"]
    return items[number - 1]


# Asking


def test_who_asks_is_told_who_decides_and_how(begun, lang):
    shown = folded(begun.done(*SKIP, lang=lang))

    told, step, who = {
        "nl": ("Gedaan: afwijking gevraagd", "overslaan: Naar de kern", "besluit Opdrachtgever"),
        "en": ("Done: deviation asked for", "skip: To the core", "Decided on by Commissioner"),
    }[lang]
    assert f"{told}: deviation-1 ({step})." in shown
    assert who in shown
    assert "trajecten deviation approve plein deviation-1" in shown
    assert "trajecten deviation reject plein deviation-1 --motivation '…'" in shown


def test_laying_relation_first_aside_is_said_with_who_may_decide_on_that(at_the_core, lang):
    ended = at_the_core.done("deviate", "plein", "skip", "to-design", *WHY, lang=lang)

    aside, who = {
        "nl": ("Hiermee gaat relatie eerst opzij.", "besluit Wethouder, nooit"),
        "en": ("This lays relation first aside.", "Decided on by Alderman, and never"),
    }[lang]
    assert aside in folded(ended)
    assert who in folded(ended)


def test_several_roles_that_may_decide_are_all_named(begun, file, lang):
    many = TAILORED.replace(
        b"decided_by: commissioner", b"decided_by: [commissioner, project_lead]"
    )
    begun.done("start", file(many), "X", "--ref", "x", "--commissioner", COMMISSIONER)

    shown = folded(begun.done("deviate", "x", "skip", "to-core", *WHY, lang=lang))

    both = {"nl": "Opdrachtgever of Projectleider", "en": "Commissioner or Project lead"}
    assert both[lang] in shown


def test_a_kind_and_a_step_are_understood_by_their_dutch_names(begun):
    begun.done("deviate", "plein", "overslaan", "naar de kern", *WHY)
    begun.done("deviate", "plein", "samenvoegen", "naar de kern", "to-design", *WHY)

    assert (the_one(begun)["kind"], the_one(begun)["transitions"]) == ("skip", ["to-core"])
    assert the_one(begun, 2)["transitions"] == ["to-core", "to-design"]


def test_a_phase_is_repeated_by_its_name(at_the_core, lang):
    at_the_core.done("deviate", "plein", "repeat", "luisteren", *WHY)
    at_the_core.done("deviation", "approve", "plein", "2", *AS_COMMISSIONER)

    used = at_the_core.done("deviation", "use", "plein", "2", lang=lang)

    assert {"nl": "Stap gezet: Luisteren.", "en": "Step taken: Listening."}[lang] in used.out
    log = folded(at_the_core.done("log", "plein", lang=lang))
    assert {"nl": "stap: deviation-2 (herhalen: Luisteren)",
            "en": "step: deviation-2 (repeat: Listening)"}[lang] in log  # fmt: skip


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (("springen", "to-core"), "KIND"),
        (("add", "to-core"), "KIND"),
        (("skip", "maan"), "STEP"),
        (("skip", "to-core", "to-design"), "… | "),
        (("merge", "to-core"), "… | "),
        (("merge", "to-core", "to-views"), "to-views"),
        (("repeat", "maan"), "PHASE"),
        (("repeat", "core", "design"), "Herhalen"),
        (("repeat", "listening"), "al in Luisteren"),
    ],
    ids=" ".join,
)
def test_a_deviation_that_is_not_understood_is_not_logged(begun, words, names):
    ended = begun("deviate", "plein", *words, *WHY)

    assert ended.code == 2
    assert names in ended.err
    assert len(entries(begun)) == 1


@pytest.mark.parametrize(
    ("words", "missing"),
    [
        (("deviate", "plein"), "KIND"),
        (("deviate", "plein", "skip"), "TRANSITION"),
        (("deviate", "plein", "repeat"), "PHASE"),
        (("deviate", "plein", "skip", "to-core"), "--motivation"),
        (("deviate",), "REF"),
        (("deviation", "approve", "plein"), "DEVIATION"),
        (("deviation", "reject", "plein", "1"), "--motivation"),
        (("deviation", "use", "plein"), "DEVIATION"),
        (("deviation", "forgive", "plein", "1"), "--motivation"),
        (("deviation", "list"), "REF"),
        (("adapt",), "FILE"),
        (("migrate",), "--to"),
        (("migrate", "--to", "relatie-eerst"), "REF"),
    ],
    ids=" ".join,
)
def test_in_a_pipe_what_is_missing_is_an_error_that_names_it(begun, words, missing, lang):
    ended = begun(*words, lang=lang)

    assert ended.code == 2
    assert missing in ended.err
    assert len(entries(begun)) == 1


def test_a_blank_that_is_sent_as_it_was_shown_is_an_error(begun):
    begun.done(*SKIP)

    ended = begun("deviation", "reject", "plein", "1", "--motivation", "…", *AS_COMMISSIONER)

    assert ended.code == 2
    assert the_one(begun)["course"] == "asked"


def test_a_step_that_can_simply_be_taken_is_refused_with_the_command_that_takes_it(begun, lang):
    begun.done("artefact", "add", "plein", "synthesis")
    begun.done("lesson", "add", "plein", "Bel eerst")

    ended = begun(*SKIP, lang=lang)

    assert ended.code == 1
    assert "trajecten advance plein to-core" in ended.out
    assert entries(begun)[-1]["result"] == "refused"


# Deciding


def test_what_was_asked_in_a_stay_that_ended_is_listed_as_lapsed_and_is_not_next(begun, lang):
    begun.done(*SKIP)
    begun.done("artefact", "add", "plein", "synthesis")
    begun.done("lesson", "add", "plein", "Bel eerst")
    begun.done("advance", "plein", "to-core")

    listed = folded(begun.done("deviation", "list", "plein", lang=lang))

    step, course, why = {
        "nl": ("overslaan: Naar de kern", "vervallen", "is sinds de vraag verder gegaan"),
        "en": ("skip: To the core", "lapsed", "has moved on since the question"),
    }[lang]
    assert f"deviation-1 ({step}): {course}" in listed
    assert why in listed
    assert "deviation-1" not in begun.done("next", "plein", lang=lang).out
    assert begun.done("next", "plein", "--json").json["deviations"] == []


@pytest.mark.parametrize(
    ("verb", "told"),
    [
        ("approve", {"nl": "Goedgekeurd", "en": "Approved"}),
        ("reject", {"nl": "Afgewezen", "en": "Rejected"}),
    ],
)
def test_the_answer_says_what_was_decided(begun, verb, told, lang):
    begun.done(*SKIP)

    ended = begun.done("deviation", verb, "plein", "1", *WHY, *AS_COMMISSIONER, lang=lang)

    step = {"nl": "overslaan: Naar de kern", "en": "skip: To the core"}[lang]
    assert f"✓ {told[lang]}: deviation-1 ({step})." in ended.out


def test_a_decision_sent_twice_is_told_as_it_was_taken(begun):
    begun.done(*SKIP)
    begun.done("deviation", "approve", "plein", "1", *AS_COMMISSIONER, "--command-id", "een")

    again = begun.done(
        "deviation", "reject", "plein", "1", *WHY, *AS_COMMISSIONER, "--command-id", "een"
    )

    assert "Goedgekeurd: deviation-1" in again.out
    assert "al eerder" in again.out


def test_an_approval_tells_the_step_that_can_be_taken_and_until_when(begun, lang):
    begun.done(*SKIP)

    ended = begun.done("deviation", "approve", "plein", "1", *AS_COMMISSIONER, lang=lang)

    until = {"nl": "tot en met 26 mei 2026", "en": "until 26 May 2026"}[lang]
    assert until in folded(ended)
    assert "trajecten deviation use plein deviation-1" in ended.out


def test_who_may_not_decide_hears_who_may(begun, lang):
    begun.done(*SKIP)

    ended = begun("deviation", "approve", "plein", "1", lang=lang)

    assert ended.code == 1
    reasons = {
        "nl": ("besluit Opdrachtgever; jij hebt die rol niet", "besluit er niet over"),
        "en": ("Commissioner decides on this deviation", "does not decide on it"),
    }[lang]
    assert all(one in folded(ended) for one in reasons)
    assert the_one(begun)["course"] == "asked"


def test_a_settled_or_unknown_deviation_is_not_found(begun, lang):
    begun.done(*SKIP)
    begun.done("deviation", "reject", "plein", "1", *WHY, *AS_COMMISSIONER)

    for number, verb in (("1", "approve"), ("1", "use"), ("9", "use"), ("x", "approve")):
        ended = begun("deviation", verb, "plein", number, *AS_COMMISSIONER, lang=lang)
        assert ended.code == 2
        assert "DEVIATION: " in ended.err


# Carrying out, and what is owed


def test_the_step_shows_what_was_skipped_and_by_what(begun, lang):
    begun.done(*SKIP)
    begun.done("deviation", "approve", "plein", "1", *AS_COMMISSIONER)

    ended = begun.done("deviation", "use", "plein", "1", lang=lang)

    skipped = {
        "nl": "! overgeslagen met deviation-1: Kern: nog niet vastgelegd.",
        "en": "! let pass by deviation-1: Core: not registered yet.",
    }[lang]
    assert skipped in folded(ended)
    assert skipped in folded(begun.done("log", "plein", lang=lang))


def test_what_is_not_approved_cannot_be_used_and_says_how_to_have_it_decided(begun, lang):
    begun.done(*SKIP)

    ended = begun("deviation", "use", "plein", "1", lang=lang)

    assert ended.code == 1
    assert "trajecten deviation approve plein deviation-1" in ended.out


def test_a_debt_shows_at_the_top_of_status_and_by_itself_in_next(at_the_core, lang):
    status = folded(at_the_core.done("status", "plein", lang=lang))
    shown = at_the_core.done("next", "plein", lang=lang).out

    owed = {"nl": "In te halen voor deviation-1, uiterlijk 23 juni 2026",
            "en": "To be made good for deviation-1, by 23 June 2026"}[lang]  # fmt: skip
    assert f"! {owed}" in status
    assert status.index(owed) < status.index({"nl": "Waar je bent", "en": "Where you are"}[lang])
    assert " ".join(shown.split()).count(owed) == 1
    paper = {"nl": "kern", "en": "synthesis"}[lang]
    assert shown.count(f"trajecten artefact add plein {paper}") == 1


def test_the_last_step_waits_for_the_debt_and_tells_it_with_what_helps(at_the_core, lang):
    for domain in ("raad", "stad"):
        at_the_core.done("contact", "add", "plein", "--domain", domain)
    at_the_core.done("deviate", "plein", "skip", "to-design", *WHY)
    at_the_core.done("deviation", "approve", "plein", "2", *AS_COMMISSIONER)
    at_the_core.done("deviation", "use", "plein", "2")

    ended = at_the_core("advance", "plein", "finish", lang=lang)
    ahead = folded(at_the_core.done("next", "plein", lang=lang))

    assert ended.code == 1
    first = {"nl": "Haal eerst in wat nog openstaat", "en": "First make good what is"}[lang]
    assert f"✗ {first}" in ended.out
    assert ended.out.count("deviation-2") == 1
    assert "trajecten artefact add plein" in ended.out
    assert f"✗ {first}" in ahead
    assert "deviation-1, deviation-2" in ahead


def test_a_debt_that_is_made_good_is_told_so(at_the_core, lang):
    at_the_core.done("artefact", "add", "plein", "synthesis")

    shown = folded(at_the_core.done("deviation", "list", "plein", lang=lang))

    assert {"nl": "(dat is gedaan)", "en": "(that has been done)"}[lang] in shown
    assert at_the_core.done("attention", "plein").code == 0


def test_a_debt_is_forgiven_by_who_decides(at_the_core, lang):
    words = ("deviation", "forgive", "plein", "1", *WHY)
    assert at_the_core(*words, lang=lang).code == 1

    ended = at_the_core.done(*words, *AS_COMMISSIONER, lang=lang)

    assert {"nl": "kwijtgescholden: deviation-1", "en": "debt forgiven: deviation-1"}[lang] in (
        ended.out
    )
    assert the_one(at_the_core)["forgiven"] == "Er is haast"
    assert at_the_core("deviation", "forgive", "plein", "1", *WHY, *AS_COMMISSIONER).code == 2


# Looking


def test_the_list_tells_each_deviation_from_first_to_last(at_the_core, lang):
    at_the_core.done("deviate", "plein", "skip", "to-design", *WHY)

    shown = folded(at_the_core.done("deviation", "list", "plein", lang=lang))

    used, asked, missing, aside, who = {
        "nl": ("- deviation-1 (overslaan: Naar de kern): uitgevoerd",
               "! deviation-2 (overslaan: Naar ontwerp): gevraagd",
               "Wat toen nog ontbrak: - Kern: nog niet vastgelegd.",
               "Hiermee gaat relatie eerst opzij.", "Besluit Wethouder"),
        "en": ("- deviation-1 (skip: To the core): carried out",
               "! deviation-2 (skip: To design): asked",
               "What was missing then: - Core: not registered yet.",
               "This lays relation first aside.", "Decides Alderman"),
    }[lang]  # fmt: skip
    assert all(words in shown for words in (used, asked, missing, aside, who))
    assert f"{COMMISSIONER}" in shown


def test_without_deviations_the_list_says_so(begun, lang):
    told = {"nl": "Er zijn geen afwijkingen.", "en": "There are no deviations."}[lang]

    assert told in begun.done("deviation", "list", "plein", lang=lang).out


def test_next_shows_what_waits_for_a_decision_and_what_can_be_used(begun, lang):
    begun.done(*SKIP)
    asked = begun.done("next", "plein", lang=lang).out
    begun.done("deviation", "approve", "plein", "1", *AS_COMMISSIONER)
    approved = begun.done("next", "plein", lang=lang).out

    assert "trajecten deviation approve plein deviation-1" in asked
    assert "trajecten deviation use plein deviation-1" not in asked
    assert "trajecten deviation use plein deviation-1" in approved


@pytest.fixture
def without_relation(at_the_core):
    """Return a terminal with "plein" brought to content by a deviation from relation first."""
    at_the_core.done("deviate", "plein", "skip", "to-design", *WHY)
    at_the_core.done("deviation", "approve", "plein", "2", *AS_ALDERMAN)
    at_the_core.done("deviation", "use", "plein", "2")
    return at_the_core


def test_a_trajectory_without_relation_says_so_before_anything_else(without_relation, lang):
    told = {"nl": "! In dit traject is relatie eerst opzijgelegd (deviation-2).",
            "en": "! Relation first was laid aside in this trajectory (deviation-2)."}  # fmt: skip

    for verb in ("status", "next"):
        rows = without_relation.done(verb, "plein", lang=lang).out.splitlines()
        assert rows[2] == told[lang]


@pytest.mark.parametrize("how", [(), ("--plan",)], ids=["list", "plan"])
def test_a_list_marks_the_trajectories_without_relation(without_relation, how, lang):
    shown = without_relation.done("list", *how, lang=lang).out

    assert "plein !" in shown
    assert "markt !" not in shown
    told = {"nl": "! Hier is relatie eerst opzijgelegd", "en": "! Relation first was laid aside"}
    assert told[lang] in shown
    items = without_relation.done("list", *how, "--json").json["trajectories"]
    assert {one["ref"]: one["relation_waivers"] for one in items} == {
        "markt": [], "plein": ["deviation-2"],
    }  # fmt: skip


def test_a_list_in_which_relation_stands_everywhere_explains_no_mark(begun):
    assert "!" not in begun.done("list").out


def test_a_workflow_that_lays_relation_aside_is_marked_and_said_before_anything_else(
    begun, file, lang
):
    begun.done("start", file(ASIDE), "X", "--ref", "x", "--commissioner", COMMISSIONER)
    told = {"nl": "! Relatie eerst geldt niet in deze workflow: Er is haast.",
            "en": "! Relation first is laid aside in this workflow: There is no time."}  # fmt: skip

    for verb in ("status", "next"):
        rows = begun.done(verb, "x", lang=lang).out.splitlines()
        assert rows[2].startswith(told[lang])
    assert "x !" in begun.done("list", lang=lang).out
    aside = {
        one["ref"]: one["set_aside"] for one in begun.done("list", "--json").json["trajectories"]
    }
    assert (aside["plein"], aside["x"]["basis"]) == (None, "Gemeentewet art. 175")


def test_a_deviation_that_was_rejected_is_not_told_to_lay_relation_aside(at_the_core, lang):
    at_the_core.done("deviate", "plein", "skip", "to-design", *WHY)
    at_the_core.done("deviation", "reject", "plein", "2", *WHY, *AS_ALDERMAN)

    shown = at_the_core.done("deviation", "list", "plein", lang=lang).out

    assert {"nl": "- deviation-2 (overslaan", "en": "- deviation-2 (skip"}[lang] in shown
    assert {"nl": "relatie eerst opzij", "en": "relation first aside"}[lang] not in shown


def test_attention_ends_with_1_when_there_is_something(at_the_core, lang):
    ended = at_the_core("attention", lang=lang)

    assert ended.code == 1
    assert "plein  Het plein" in ended.out
    assert {"nl": "! openstaand: ", "en": "! owed: "}[lang] in ended.out
    assert "trajecten artefact add plein" in ended.out
    assert "markt" not in ended.out
    assert at_the_core.done("attention", "markt", lang=lang).code == 0
    assert at_the_core("attention", "nergens", lang=lang).code == 2


def test_attention_tells_by_which_command_an_open_question_is_decided(begun, lang):
    begun.done(*SKIP)

    ended = begun("attention", "plein", lang=lang)

    assert {"nl": "te besluiten: Over deviation-1", "en": "to decide on: deviation-1"}[lang] in (
        ended.out
    )
    assert "trajecten deviation approve plein deviation-1" in ended.out


def test_a_relation_that_no_longer_stands_is_told_everywhere(begun, lang):
    for domain in ("raad", "stad"):
        begun.done("contact", "add", "plein", "--domain", domain)
    begun.done("artefact", "add", "plein", "synthesis")
    begun.done("lesson", "add", "plein", "Bel eerst")
    begun.done("endorse", "plein", "synthesis", "--by", "raad")
    for step in ("to-core", "to-design"):
        begun.done("advance", "plein", step)
    begun.done("contact", "retract", "plein", "2", "--reason", "Nooit geweest")
    told = {"nl": "Relatie eerst klopt niet meer", "en": "The relation no longer stands"}[lang]

    screens = [begun.done(verb, "plein", lang=lang) for verb in ("status", "next")]
    screens += [begun("attention", lang=lang), begun.done("audit", "verify", lang=lang)]

    assert [told in folded(one) for one in screens] == [True] * 4
    document = begun.done("audit", "verify", "--json").json
    assert document["intact"]
    assert [(one["ref"], one["kind"]) for one in document["notes"]] == [("plein", "relation")]
    assert begun.done("status", "plein", "--json").json["relation_stands"]["missing"] == [
        "community"
    ]


# Adapting


def test_an_adaptation_is_first_only_shown(begun, file, lang):
    ended = begun.done("adapt", "plein", file(MORE), "--show", lang=lang)

    assert {"nl": "+ nieuw: fase Straatgesprekken", "en": "+ new: phase Street talks"}[lang] in (
        ended.out
    )
    assert len(entries(begun)) == 1


def test_an_adaptation_that_loosens_relation_first_shows_so(begun, file, lang):
    ended = begun.done("adapt", "plein", file(LESS), "--show", lang=lang)

    assert {"nl": "= verzwakt relatie eerst", "en": "= loosens relation first"}[lang] in ended.out


def test_an_approved_adaptation_is_followed_from_then_on(begun, file, lang):
    asked = begun.done("adapt", "plein", file(MORE), *WHY, lang=lang)
    decided = begun.done("deviation", "approve", "plein", "1", *AS_COMMISSIONER, lang=lang)

    assert {"nl": "(aanpassen)", "en": "(adapt)"}[lang] in asked.out
    own = {"nl": "volgt vanaf nu een eigen werkwijze", "en": "follows a workflow of its own"}
    assert own[lang] in folded(decided)
    title = {"nl": "! Dit traject heeft een eigen werkwijze (deviation-1).",
             "en": "! This trajectory has a workflow of its own (deviation-1)."}  # fmt: skip
    assert title[lang] in begun.done("status", "plein", lang=lang).out
    changes = folded(begun.done("deviation", "list", "plein", lang=lang))
    assert {"nl": "fase Straatgesprekken", "en": "phase Street talks"}[lang] in changes


@pytest.mark.parametrize(
    ("overlay", "place"),
    [
        ("adapts: anders", ":2:9"),
        ("adapts: maatwerk\nphases: [{id: x, after: y, kind: relation}]", ":3:25"),
        ("adapts: maatwerk\nfases: []", ":3:1"),
        ("adapts: maatwerk\nremove: {phases: corr}", ":3:18"),
    ],
)
def test_a_fault_in_an_overlay_is_told_at_its_place(begun, file, overlay, place, lang):
    path = file(f"schema: trajecten-overlay/1\n{overlay}\n")

    for words in (("--show",), WHY):
        ended = begun("adapt", "plein", path, *words, lang=lang)
        assert ended.code == 2
        assert f"{path}{place}: " in ended.err
    assert len(entries(begun)) == 1


def test_a_fault_in_an_overlay_is_a_problem_in_json(begun, file):
    path = file("schema: trajecten-overlay/1\nadapts: anders\n")

    ended = begun("adapt", "plein", path, *WHY, "--json")

    assert ended.code == 2
    (problem,) = ended.json["problems"]
    assert (problem["line"], problem["column"], problem["code"]) == (2, 9, "other-workflow")


def test_an_overlay_that_is_not_there_is_an_error(begun, lang):
    assert begun("adapt", "plein", "/nergens/x.yaml", *WHY, lang=lang).code == 2


# Migrating


def test_a_dry_run_tells_what_would_happen_to_each_and_does_nothing(at_the_core, newer, lang):
    ended = at_the_core("migrate", "--all", "--to", newer, "--dry-run", lang=lang)

    assert ended.code == 1
    going, lost, sum_of = {
        "nl": ("✓ gaat verder in Luisteren", "zegt niet waar Kern nu hoort", "Kan mee: 1 van 2."),
        "en": ("✓ goes on in Listening", "does not say where Core", "Can go along: 1 of 2."),
    }[lang]
    rows = ended.out.splitlines()
    assert any(row.startswith("markt") and going in row for row in rows)
    assert sum_of in ended.out
    document = at_the_core("migrate", "--all", "--to", newer, "--dry-run", "--json", lang=lang).json
    (finding,) = document["trajectories"][1]["findings"]
    assert lost in finding["message"]
    assert (document["dry_run"], document["trajectories"][1]["to"]) == (True, None)
    for ref, before in (("markt", 1), ("plein", 4)):
        assert len(entries(at_the_core, ref)) == before


def test_with_a_map_all_go_along(at_the_core, newer, lang):
    ended = at_the_core.done("migrate", "--all", "--to", newer, "--map", "core=heart", lang=lang)

    assert {"nl": "Is overgezet: 2 van 2.", "en": "Went along: 2 of 2."}[lang] in ended.out
    status = at_the_core.done("status", "plein", "--json").json
    assert (status["version"], status["phases"]) == ("1.1.0", {"main": "heart"})
    again = at_the_core.done("migrate", "--all", "--to", newer, lang=lang)
    assert {"nl": "geen traject", "en": "no trajectory"}[lang] in again.out


def test_with_all_a_map_holds_for_those_that_know_the_phase(at_the_core, newer, file):
    at_the_core.done("migrate", "plein", "--to", newer, "--map", "core=heart")
    newest = file(TAILORED.replace(b"version: 1.0.0", b"version: 1.2.0"), "nieuwst.yaml")

    ended = at_the_core.done("migrate", "--all", "--to", newest, "--map", "heart=core", "--json")

    assert [one["result"] for one in ended.json["trajectories"]] == ["accepted"] * 2


def test_one_trajectory_is_migrated_and_told_where_it_goes_on(at_the_core, newer, lang):
    words = ("migrate", "plein", "--to", newer)
    refused = at_the_core(*words, lang=lang)

    ended = at_the_core.done(*words, "--map", "kern=heart", *WHY, lang=lang)

    assert refused.code == 1
    told, where = {
        "nl": ("overgezet naar een nieuwere versie: maatwerk 1.1.0", "Het traject is nu in: Kern."),
        "en": ("brought to another version: maatwerk 1.1.0", "The trajectory is now in: Core."),
    }[lang]
    assert told in folded(ended)
    assert where in ended.out
    assert told in folded(at_the_core.done("log", "plein", lang=lang))


@pytest.mark.parametrize("pair", ["core", "core=", "=heart", "core=hearth", "corr=heart"])
def test_a_map_that_is_not_understood_touches_no_trajectory(at_the_core, newer, pair, lang):
    for which in (("plein",), ("--all",), ("--all", "--dry-run")):
        ended = at_the_core("migrate", *which, "--to", newer, "--map", pair, lang=lang)
        assert ended.code == 2
        assert "--map: " in ended.err
    assert (len(entries(at_the_core)), len(entries(at_the_core, "markt"))) == (4, 1)


def test_a_reference_and_all_do_not_go_together(begun, newer, lang):
    ended = begun("migrate", "plein", "--all", "--to", newer, lang=lang)

    assert ended.code == 2
    assert "--all" in ended.err


@pytest.mark.parametrize("version", ["niets", "/nergens/weg.yaml"])
def test_a_version_that_cannot_be_found_is_an_error(begun, version, lang):
    assert begun("migrate", "plein", "--to", version, lang=lang).code == 2
    assert len(entries(begun)) == 1


def test_an_overlay_that_is_checked_as_a_workflow_is_told_how_it_is_checked(begun, file, lang):
    path = file("schema: trajecten-overlay/1\nadapts: maatwerk\nremove: {phases: design}\n")

    ended = begun("workflow", "check", path, lang=lang)

    told = {"nl": "dit is een aanpassing (overlay)", "en": "this is an adaptation (overlay)"}
    assert ended.code == 1
    assert ended.out.count(path) == 2
    assert told[lang] in ended.out
    assert f"trajecten adapt REF {path} --show" in ended.out


def test_the_same_version_is_refused_and_logged(begun, file, lang):
    ended = begun("migrate", "plein", "--to", file(TAILORED), lang=lang)

    assert ended.code == 1
    assert "maatwerk 1.0.0" in ended.out
    assert entries(begun)[-1]["result"] == "refused"


# All of it


@pytest.mark.parametrize(
    ("words", "nl", "en"),
    [
        (("deviate", "plein", "skip", "to-views", *WHY),
         "een afwijking vragen.", "to ask for a deviation."),
        (("deviation", "approve", "plein", "1"),
         "over een afwijking besluiten (deviation-1).", "to decide on a deviation (deviation-1)."),
        (("deviation", "use", "plein", "1"),
         "een stap zetten (Naar de kern).", "to take a step (To the core)."),
        (("deviation", "forgive", "plein", "1", *WHY),
         "kwijtschelden (deviation-1).", "to forgive a debt (deviation-1)."),
        (("migrate", "plein", "--to", "relatie-eerst"),
         "overzetten naar een nieuwere versie (relatie-eerst).",
         "to go to another version (relatie-eerst)."),
    ],
    ids=lambda one: " ".join(one[:2]) if isinstance(one, tuple) else "",
)  # fmt: skip
def test_what_was_refused_does_not_read_as_done(begun, words, nl, en, lang):
    begun.done(*SKIP)
    told = {"nl": nl, "en": en}[lang]

    ended = begun(*words, lang=lang)
    log = folded(begun.done("log", "plein", lang=lang))

    assert ended.code == 1
    assert f"{'Geweigerd' if lang == 'nl' else 'Refused'}: {told}" in folded(ended)
    assert f"✗ {'geweigerd' if lang == 'nl' else 'refused'}: {told[:-1]}" in log


def test_every_command_shown_on_the_way_is_understood_when_it_is_pasted_back(begun, lang):
    shown = [begun.done(*SKIP, lang=lang), begun.done("next", "plein", lang=lang)]
    shown.append(begun("attention", lang=lang))
    rows = " ".join(one.out for one in shown).replace("\\\n", " ").splitlines()
    lines = {one.strip() for one in rows if one.strip().startswith("trajecten ")}

    for line in sorted(lines):
        blank = "'…'" in line or "'TEKST'" in line or "'TEXT'" in line
        assert begun(*shlex.split(line)[1:], lang=lang).code in ({2} if blank else {0, 1}), line


# On a terminal


@pytest.fixture
def converse(begun, sqlite_url):
    return lambda *words, lang="nl": Conversation(sqlite_url, *words, lang=lang)


def test_everything_a_deviation_needs_is_asked(converse, begun):
    talk = converse("deviate").until("Welk traject").answer("plein").until("Hoe (nummer")
    assert "1  overslaan (skip)" in talk.seen
    talk.answer("1").until("Welke stap")
    assert "Naar de kern (to-core)" in talk.seen
    assert "to-design" not in talk.seen
    code, out = talk.answer("1").until("Waarom").answer("Er is haast").end()

    assert code == 0
    assert "deviation-1 (overslaan: Naar de kern)" in out
    assert the_one(begun)["motivation"] == "Er is haast"


def test_the_steps_to_merge_are_asked_one_by_one(converse, begun):
    talk = converse("deviate", "plein", "merge", lang="en").until("Which step (").answer("to-core")
    talk.until("Which step after that").answer("to-design").until("And then (Enter")
    assert "to-views" in talk.seen
    code, _ = talk.answer("").until("Why").answer("Time").end()

    assert code == 0
    assert the_one(begun)["transitions"] == ["to-core", "to-design"]


def test_the_phase_to_repeat_is_asked(converse):
    talk = converse("deviate", "plein", "repeat").until("Welke fase").answer("kern")

    assert talk.until("Waarom").answer("x").end()[0] == 1


def test_only_what_waits_for_a_decision_is_listed_to_decide_on(converse, begun):
    assert converse("deviation", "approve", "plein").until("niets om uit").end()[0] == 2
    begun.done(*SKIP)
    begun.done("deviation", "reject", "plein", "1", *WHY, *AS_COMMISSIONER)
    begun.done(*SKIP)

    talk = converse("deviation", "approve", "plein", *AS_COMMISSIONER).until("Welke afwijking")
    assert "deviation-2  overslaan: Er is haast" in talk.seen
    assert "deviation-1" not in talk.seen
    assert talk.answer("2").end()[0] == 0


def test_a_rejection_asks_for_its_reason(converse, begun):
    begun.done(*SKIP)
    talk = converse("deviation", "reject", "plein", "1", *AS_COMMISSIONER).until("Waarom")

    assert talk.answer("Eerst praten").end()[0] == 0
    assert the_one(begun)["answer"] == "Eerst praten"


def test_only_what_is_owed_for_is_listed_to_forgive(converse, at_the_core):
    at_the_core.done("deviate", "plein", "repeat", "listening", *WHY)

    talk = converse("deviation", "forgive", "plein", *AS_COMMISSIONER).until("Welke afwijking")
    assert "deviation-1" in talk.seen
    assert "deviation-2" not in talk.seen
    talk.answer("1").until("Waarom").answer("Niet meer zinvol")
    assert talk.end()[0] == 0


def test_an_adaptation_asks_why_and_a_migration_to_which_version(converse, file, newer):
    adapting = converse("adapt", "plein", file(MORE)).until("Waarom").answer("De straat telt")
    assert adapting.end()[0] == 0

    migrating = converse("migrate").until("Naar welke versie").answer(newer)
    assert migrating.until("Welk traject").answer("markt").end()[0] == 0
