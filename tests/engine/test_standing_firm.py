"""What no newer version, adaptation or deviation leads past: a gate, a debt, a decider, the law."""

import pytest

import trajecten
from tests.engine.kit import REF, Desk
from tests.engine.tailored import (
    ALDERMAN,
    ask,
    at_the_core,
    begin,
    decide,
    guards,
    later,
    listen,
    tailored,
    use,
)
from tests.engine.test_migrating import RENAMED, migrate, newer, stating
from trajecten import Outcome, Workflow
from trajecten.machine import return_gate

ONLY_BY_LAW = ("from: [design, views], to: done", "from: views, to: done")
GROUNDS = "exemptions:\n  minor: {label: {nl: Klein, en: Minor}, basis: art. 1}\nphases:\n"
TERM = """\
terms:
  views:
    label: {nl: Inzage, en: Laying out}
    kind: minimum
    length: %s
    starts: {entering: views}
    basis: Awb 3:16
    calendar: termijnenwet
phases:
"""
PASSED = """\
terms:
  heart:
    label: {nl: Kern, en: Core}
    kind: maximum
    length: P6W
    starts: {entering: core}
    ends: {entering: design}
    basis: art. 1
    calendar: termijnenwet
  rest:
    label: {nl: Rest, en: Rest}
    kind: minimum
    length: P1W
    starts: {taking: to-core}
    basis: art. 1
    calendar: termijnenwet
phases:
"""
FINISH = "{id: finish, label: {nl: Afronden, en: Finish}, from: views, to: done}"
ELAPSED = "{guard: term_elapsed, term: views}"


@pytest.fixture
def begun(desk: Desk) -> Desk:
    begin(desk)
    return desk


def adapt(desk: Desk, workflow: Workflow) -> Outcome:
    return desk.engine.do(REF, trajecten.AskAdaptation(workflow=workflow, motivation="Anders"))


def laid_over(desk: Desk, text: bytes) -> Outcome:
    return adapt(desk, desk.engine.adapted(REF, text).workflow)


def test_a_map_moves_nobody_to_another_phase_that_is_there_still(begun: Desk) -> None:
    refused = migrate(begun, newer(), listening="core")

    assert guards(refused) == ["phase_gone"]
    assert begun.engine.status(REF).phases == {"main": "listening"}


def test_a_map_leads_nobody_to_the_end(begun: Desk) -> None:
    at_the_core(begun)

    assert "same_standing" in guards(migrate(begun, stating("{core: done}")))


def test_a_map_leads_nobody_into_a_phase_of_the_law(begun: Desk) -> None:
    at_the_core(begun)

    assert "same_standing" in guards(migrate(begun, stating("{core: views}")))


def test_a_map_leads_nobody_to_a_phase_about_something_else(begun: Desk) -> None:
    listen(begun)
    at_the_core(begun)
    begun.engine.do(REF, trajecten.RegisterArtefact(type="synthesis"))
    begun.engine.do(REF, trajecten.Endorse(artefact="synthesis", by="council"))

    assert guards(migrate(begun, newer(*RENAMED), core="design")) == ["same_standing"]


def test_what_a_phase_that_is_gone_asked_on_leaving_is_still_asked(begun: Desk) -> None:
    at_the_core(begun)
    asks_nothing = newer(
        *RENAMED, ("    exit: [{guard: endorsed, artefact: synthesis", "    entry: []\n    # ")
    )

    assert guards(migrate(begun, asks_nothing, core="heart")) == ["endorsed"]
    begun.engine.do(REF, trajecten.RegisterArtefact(type="synthesis"))
    begun.engine.do(REF, trajecten.Endorse(artefact="synthesis", by="council"))
    assert migrate(begun, asks_nothing, core="heart")


def test_how_long_a_phase_that_is_gone_must_last_is_still_asked(desk: Desk) -> None:
    lasts = (
        "label: {nl: Luisteren, en: Listening}\n",
        "label: {nl: Luisteren, en: Listening}\n    min_duration: P2W\n",
    )
    begin(desk, tailored(lasts))
    hear = newer(("id: listening", "id: hearing"), ("from: listening", "from: hearing"))

    assert guards(migrate(desk, hear, listening="hearing")) == ["min_duration"]
    later(desk, days=15)
    assert migrate(desk, hear, listening="hearing")


def test_what_the_place_of_a_phase_that_is_gone_asks_on_entering_is_asked(begun: Desk) -> None:
    at_the_core(begun)
    asks = newer(
        *RENAMED,
        (
            "    exit: [{guard: endorsed",
            "    entry: [{guard: topics_chosen}]\n    exit: [{guard: endorsed",
        ),
    )

    (refused, *_) = migrate(begun, asks, core="heart").findings
    assert (refused.place, refused.met) == ("entry", False)


def test_a_newer_version_changes_nothing_about_who_decides(begun: Desk) -> None:
    other = newer(("  decided_by: commissioner", "  decided_by: project_lead"))

    assert guards(migrate(begun, other)) == ["deviations_as_firm"]


def test_a_newer_version_may_allow_less(begun: Desk) -> None:
    assert migrate(begun, newer(("[skip, merge, repeat, add]", "[merge]")))


def test_what_the_law_sets_stays_so_in_a_newer_version(begun: Desk) -> None:
    refused = migrate(begun, newer(("    statutory: true\n", "")))

    assert guards(refused) == ["statutory_kept"]


def test_a_newer_version_makes_no_way_around_the_law(desk: Desk) -> None:
    begin(desk, tailored(ONLY_BY_LAW))

    assert guards(migrate(desk, newer())) == ["statutory_kept"]


def test_an_adaptation_makes_no_way_around_the_law(desk: Desk) -> None:
    begin(desk, tailored(ONLY_BY_LAW))
    around = b"""\
schema: trajecten-overlay/1
adapts: maatwerk
transitions:
  - {id: short, label: {nl: Kort, en: Short}, from: design, to: done}
"""

    assert guards(laid_over(desk, around)) == ["statutory_kept"]


@pytest.mark.parametrize("asked", [ELAPSED, f"{{not: {ELAPSED}}}", f"{{any: [{ELAPSED}]}}"])
def test_an_adaptation_leaves_the_term_of_a_phase_of_the_law(desk: Desk, asked: str) -> None:
    def waiting(length: str) -> Workflow:
        waits = (FINISH, f"{FINISH.removesuffix('}')}, guards: [{asked}]}}")
        return tailored(ONLY_BY_LAW, waits, ("phases:\n", TERM % length))

    begin(desk, waiting("P6W"))

    assert guards(adapt(desk, waiting("P1W"))) == ["statutory"]


def test_a_step_that_asks_for_a_ground_is_not_skipped(desk: Desk) -> None:
    asks = "from: listening, to: core, exemption: all}"
    begin(desk, tailored(("phases:\n", GROUNDS), ("from: listening, to: core}", asks)))

    assert guards(ask(desk, "to-core")) == ["ground_asked"]


def test_going_back_to_an_end_asks_what_is_owed() -> None:
    workflow = tailored()

    assert [one.place for one in return_gate(workflow, "design", "done")] == ["debts"]
    assert [one.place for one in return_gate(workflow, "design", "core")] == []


def test_counts_within_a_joined_condition_are_decided_on_too(desk: Desk) -> None:
    joined = (
        "      - {guard: lessons_recorded}\n",
        """\
      - all:
          - {guard: contacts_per_domain, domains: [community], min: 3}
          - {guard: lessons_recorded}
""",
    )
    begin(desk, tailored(joined))
    desk.engine.do(REF, trajecten.RecordContact(domain="community"))
    desk.engine.do(REF, trajecten.RegisterArtefact(type="synthesis"))
    assert ask(desk, "to-core")
    assert decide(desk)
    desk.engine.do(REF, trajecten.RetractContact(contact="contact-1", reason="Dubbel"))

    assert guards(use(desk)) == ["all"]


def test_nobody_approves_what_was_asked_in_a_stay_that_has_ended(begun: Desk) -> None:
    ask(begun, "to-core")
    begun.engine.do(REF, trajecten.RegisterArtefact(type="synthesis"))
    begun.engine.do(REF, trajecten.RecordLesson(text="Bel eerst"))
    assert begun.engine.advance(REF, "to-core")

    assert guards(decide(begun)) == ["same_stay"]
    assert decide(begun, approved=False)


def test_the_text_of_what_was_refused_is_kept(begun: Desk) -> None:
    looser = newer(("    statutory: true\n", ""))

    assert not migrate(begun, looser)

    kept = begun.rows("SELECT digest FROM trajecten_definition")
    assert looser.digest in {one.digest for one in kept}


def test_a_debt_needs_the_names_that_it_speaks_of(begun: Desk) -> None:
    at_the_core(begun)
    other = newer(("synthesis", "essence"))

    assert guards(migrate(begun, other)) == ["debts_kept"]


def test_steps_taken_in_one_pass_through_the_phases_between(desk: Desk) -> None:
    asks = "exit: [{guard: endorsed, artefact: synthesis, domains: [council]}]"
    begin(desk, tailored((asks, "exit: []"), ("phases:\n", PASSED)))
    listen(desk)
    desk.engine.do(REF, trajecten.RegisterArtefact(type="synthesis"))
    desk.engine.do(REF, trajecten.RecordLesson(text="Bel eerst"))
    ask(desk, "to-core", "to-design", kind="merge")
    decide(desk)

    assert use(desk)

    entry = desk.engine.log(REF)[-1]
    assert entry.data["through"] == ["core"]
    assert (set(entry.data["terms"]), set(entry.data["terms_passed"])) == (
        {"heart", "rest"},
        {"heart"},
    )
    states = {one.id: one.state for one in desk.engine.terms(REF)}
    assert (states["heart"], states["rest"]) == ("ended", "running")
    assert ask(desk, kind="repeat", phase="core")
    assert desk.engine.rebuild(check=True).differences == ()


def test_a_waiver_reaches_no_further_than_what_was_decided(begun: Desk) -> None:
    begun.engine.do(REF, trajecten.RecordContact(domain="council"))
    at_the_core(begun)
    begun.engine.do(REF, trajecten.RegisterArtefact(type="synthesis"))
    begun.engine.do(REF, trajecten.Endorse(artefact="synthesis", by="council"))
    ask(begun, "to-design")
    decide(begun, "deviation-2", by=ALDERMAN)
    assert use(begun, "deviation-2")
    assert begun.engine.status(REF).relation_stands is None

    begun.engine.do(REF, trajecten.RetractContact(contact="contact-1", reason="Niet geweest"))

    stands = begun.engine.status(REF).relation_stands
    assert stands is not None
    assert [one.id for one in stands.missing] == ["council", "community"]
