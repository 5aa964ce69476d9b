"""Deviating openly: asked by one, decided by another, carried out once, and what is then owed."""

import json

import pytest

import trajecten
from tests.engine.kit import ACTOR, COMMISSIONER, REF, Desk
from tests.engine.tailored import (
    ALDERMAN,
    TAILORED,
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
from trajecten import Course, InputError, NotFoundError


@pytest.fixture
def begun(desk: Desk) -> Desk:
    begin(desk)
    return desk


def test_an_approved_skip_takes_the_step_and_tells_what_was_not_met(begun: Desk) -> None:
    assert ask(begun, "to-core").object == "deviation-1"
    assert decide(begun)

    taken = use(begun)

    assert taken.accepted
    assert taken.phases == {"main": "core"}
    assert [(one.guard, one.met, one.waived) for one in taken.findings] == [
        ("artefact", False, "deviation-1"),
        ("lessons_recorded", False, "deviation-1"),
    ]
    last = begun.engine.log(REF)[-1]
    assert last.action == "trajectory.advanced"
    assert last.data["deviation"] == "deviation-1"
    assert [one.waived for one in last.findings] == ["deviation-1", "deviation-1"]


def test_where_an_approval_must_be_motivated_none_is_given_without(desk: Desk) -> None:
    begin(desk, tailored(("  expires_after: P2W\n", "  approval_motivation: required\n")))
    ask(desk, "to-core")
    silent = trajecten.DecideDeviation(deviation="deviation-1", approved=True)

    refused = desk.engine.acting(actor=COMMISSIONER).do(REF, silent)

    assert [one.guard for one in refused.findings] == ["approval_motivated"]
    assert refused.findings[0].message.nl == "Wie deze afwijking toestaat, geeft daarbij een reden."
    assert decide(desk)


def test_what_was_not_met_is_in_the_question_itself(begun: Desk) -> None:
    ask(begun, "to-core")

    waives = begun.engine.log(REF)[-1].data["waives"]

    assert [(one["guard"], one["missing"]) for one in waives] == [
        ("artefact", ["synthesis"]),
        ("lessons_recorded", []),
    ]


def test_without_a_motivation_nothing_is_asked(begun: Desk) -> None:
    command = trajecten.AskDeviation(
        kind=trajecten.DeviationKind.SKIP, transitions=("to-core",), motivation=" "
    )

    with pytest.raises(InputError, match="motivation"):
        begun.engine.do(REF, command)


def test_a_step_that_can_be_taken_is_not_skipped(begun: Desk) -> None:
    begun.engine.do(REF, trajecten.RegisterArtefact(type="synthesis"))
    begun.engine.do(REF, trajecten.RecordLesson(text="Bel eerst"))

    assert guards(ask(begun, "to-core")) == ["something_unmet"]


def test_a_step_from_elsewhere_is_not_skipped(begun: Desk) -> None:
    assert guards(ask(begun, "to-design")) == ["in_source_phase"]


def test_nobody_decides_on_a_question_of_their_own(begun: Desk) -> None:
    begun.engine.acting(actor=COMMISSIONER).do(
        REF,
        trajecten.AskDeviation(
            kind=trajecten.DeviationKind.SKIP, transitions=("to-core",), motivation="Haast"
        ),
    )

    assert guards(decide(begun)) == ["not_the_asker"]


def test_only_a_holder_of_the_deciding_role_decides(begun: Desk) -> None:
    ask(begun, "to-core")

    refused = decide(begun, by=ALDERMAN)

    assert guards(refused) == ["may_decide"]
    assert [one.id for one in refused.findings[0].missing] == ["commissioner"]
    assert begun.engine.deviations(REF)[0].course is Course.ASKED


CLERK = "Gré Griffier"


def given(desk: Desk, *, by: str = ACTOR) -> None:
    """Make the clerk commissioner, in the place of the one there was."""
    command = trajecten.AssignRole(role="commissioner", person=CLERK)
    assert desk.engine.acting(actor=by).do(REF, command)


def test_who_asks_does_not_choose_afterwards_who_approves(begun: Desk) -> None:
    ask(begun, "to-core")
    given(begun)

    refused = decide(begun, by=CLERK)

    assert guards(refused) == ["not_appointed_by_the_asker"]
    assert "Opdrachtgever" in refused.findings[0].message.nl
    assert begun.engine.rebuild(check=True).differences == ()


def test_nor_by_handing_the_role_over(begun: Desk) -> None:
    ask(begun, "to-core")
    begun.engine.do(
        REF, trajecten.HandOverRole(role="commissioner", person=COMMISSIONER, successor=CLERK)
    )

    assert guards(decide(begun, by=CLERK)) == ["not_appointed_by_the_asker"]


def test_whom_another_gave_the_role_approves(begun: Desk) -> None:
    ask(begun, "to-core")
    given(begun, by=COMMISSIONER)

    assert decide(begun, by=CLERK)


def test_who_had_the_role_before_the_question_approves(begun: Desk) -> None:
    given(begun)
    ask(begun, "to-core")

    assert decide(begun, by=CLERK)


def test_a_role_given_anew_by_another_is_no_longer_that_of_the_asker(begun: Desk) -> None:
    ask(begun, "to-core")
    given(begun)
    back = begun.engine.acting(actor=COMMISSIONER)
    assert back.do(REF, trajecten.AssignRole(role="commissioner", person=COMMISSIONER))
    given(begun, by=COMMISSIONER)

    assert decide(begun, by=CLERK)


def test_whom_the_asker_gave_the_role_may_still_reject(begun: Desk) -> None:
    ask(begun, "to-core")
    given(begun)

    assert decide(begun, by=CLERK, approved=False)


def test_whom_the_asker_gave_the_role_does_not_forgive_the_debt(begun: Desk) -> None:
    at_the_core(begun)
    given(begun)
    forgive = trajecten.ForgiveDebt(deviation="deviation-1", motivation="Niet meer zinvol")

    refused = begun.engine.acting(actor=CLERK).do(REF, forgive)

    assert guards(refused) == ["not_appointed_by_the_asker"]


def test_a_rejection_needs_a_reason_and_ends_it(begun: Desk) -> None:
    ask(begun, "to-core")
    silent = trajecten.DecideDeviation(deviation="deviation-1", approved=False)
    with pytest.raises(InputError, match="motivation"):
        begun.engine.acting(actor=COMMISSIONER).do(REF, silent)

    assert decide(begun, approved=False)

    with pytest.raises(NotFoundError, match="settled"):
        use(begun)
    (item,) = begun.engine.deviations(REF)
    assert (item.course, item.answer) == (Course.REJECTED, "Bij uitzondering")


def test_what_was_not_decided_cannot_be_carried_out(begun: Desk) -> None:
    ask(begun, "to-core")

    assert guards(use(begun)) == ["deviation_approved"]


def test_a_decision_expires(begun: Desk) -> None:
    ask(begun, "to-core")
    decide(begun)
    later(begun, days=15)

    assert guards(use(begun)) == ["deviation_in_time"]
    assert begun.engine.deviations(REF)[0].course is Course.EXPIRED


def test_a_decision_is_used_once(begun: Desk) -> None:
    at_the_core(begun)

    with pytest.raises(NotFoundError):
        use(begun, "deviation-9")
    assert guards(use(begun)) == ["deviation_approved", "same_stay"]


def test_a_decision_does_not_hold_for_a_later_stay(desk: Desk) -> None:
    back = "  - {id: back, label: {nl: T, en: B}, from: core, to: listening}\ntransitions:"
    begin(desk, tailored(("transitions:\n", f"transitions:\n{back.removesuffix('transitions:')}")))
    ask(desk, "to-core")
    decide(desk)
    desk.engine.do(REF, trajecten.RegisterArtefact(type="synthesis"))
    desk.engine.do(REF, trajecten.RecordLesson(text="Bel eerst"))
    assert desk.engine.advance(REF, "to-core")
    desk.engine.do(REF, trajecten.Endorse(artefact="synthesis", by="council"))
    assert desk.engine.advance(REF, "back")

    assert guards(use(desk)) == ["same_stay"]


def test_no_more_may_be_missing_than_was_decided_on(begun: Desk) -> None:
    begun.engine.do(REF, trajecten.RecordContact(domain="council"))
    contact = trajecten.RecordContact(domain="community")
    begun.engine.do(REF, contact)
    begun.engine.do(REF, trajecten.RegisterArtefact(type="synthesis", cites=("contact-2",)))
    ask(begun, "to-core")
    decide(begun)
    begun.engine.do(REF, trajecten.RetractContact(contact="contact-2", reason="Dubbel"))

    assert guards(use(begun)) == ["artefact"]


def test_a_kind_that_is_not_allowed_is_refused_and_recorded(desk: Desk) -> None:
    begin(desk, tailored(("[skip, merge, repeat, add]", "[merge]")))

    refused = ask(desk, "to-core")

    assert guards(refused) == ["deviation_allowed"]
    assert "samenvoegen" in refused.findings[0].message.nl
    assert desk.engine.log(REF)[-1].result == "refused"


def test_a_workflow_that_says_nothing_allows_nothing(desk: Desk) -> None:
    start = TAILORED.decode().index("deviations:")
    end = TAILORED.decode().index("phases:")
    begin(desk, tailored((TAILORED.decode()[start:end], "")))

    assert "deviation_allowed" in guards(ask(desk, "to-core"))


def test_nothing_deviates_from_a_statutory_phase(begun: Desk) -> None:
    listen(begun)
    at_the_core(begun)
    ask(begun, "to-design")
    decide(begun, "deviation-2")
    assert use(begun, "deviation-2")

    refused = ask(begun, "to-views")

    assert guards(refused) == ["statutory"]
    assert "Awb 3:15" in refused.findings[0].message.nl


def test_merging_takes_steps_in_one_and_still_asks_everything(begun: Desk) -> None:
    listen(begun)
    ask(begun, "to-core", "to-design", kind="merge")
    decide(begun)

    assert guards(use(begun)) == ["artefact", "lessons_recorded", "endorsed"]
    begun.engine.do(REF, trajecten.RegisterArtefact(type="synthesis"))
    begun.engine.do(REF, trajecten.RecordLesson(text="Bel eerst"))
    begun.engine.do(REF, trajecten.Endorse(artefact="synthesis", by="council"))

    taken = use(begun)

    assert taken.phases == {"main": "design"}
    assert begun.engine.log(REF)[-1].data["via"] == ["to-core", "to-design"]
    assert begun.engine.status(REF).relation_waivers == ()


def test_steps_that_do_not_follow_each_other_are_not_merged(begun: Desk) -> None:
    with pytest.raises(
        InputError, match=r"to-views \(Lay out\) does not leave Core, where to-core \(To the core\)"
    ):
        ask(begun, "to-core", "to-views", kind="merge")


def test_a_phase_is_repeated_where_no_step_leads_back(begun: Desk) -> None:
    assert guards(ask(begun, kind="repeat", phase="core")) == ["visited_before"]
    at_the_core(begun)
    assert ask(begun, kind="repeat", phase="listening")
    decide(begun, "deviation-2")

    taken = use(begun, "deviation-2")

    assert taken.phases == {"main": "listening"}
    assert begun.engine.status(REF).tracks[0].visit == 2


def test_relation_first_is_let_go_only_by_who_may_decide_on_that(begun: Desk) -> None:
    at_the_core(begun)
    assert ask(begun, "to-design")

    assert guards(decide(begun, "deviation-2")) == ["may_decide"]
    assert decide(begun, "deviation-2", by=ALDERMAN)
    assert use(begun, "deviation-2")

    status = begun.engine.status(REF)
    assert status.phases == {"main": "design"}
    assert status.relation_waivers == ("deviation-2",)


def test_relation_first_stays_firm_where_the_workflow_names_nobody(desk: Desk) -> None:
    text = TAILORED.decode()
    begin(desk, tailored((text[text.index("  relation_first:") : text.index("phases:")], "")))
    at_the_core(desk)

    assert guards(ask(desk, "to-design")) == ["relation_first_firm"]


def test_a_debt_shows_and_blocks_the_end_until_it_is_repaid(begun: Desk) -> None:
    at_the_core(begun)
    ask(begun, "to-design")
    decide(begun, "deviation-2", by=ALDERMAN)
    use(begun, "deviation-2")

    blocked = begun.engine.advance(REF, "finish")

    assert guards(blocked) == ["debts_repaid"]
    debts = begun.engine.status(REF).debts
    assert [(one.met, one.missing[0].id) for one in debts] == [
        (False, "deviation-1"),
        (False, "deviation-2"),
    ]
    begun.engine.do(REF, trajecten.RegisterArtefact(type="synthesis"))
    begun.engine.do(REF, trajecten.Endorse(artefact="synthesis", by="council"))
    listen(begun)
    assert [one.met for one in begun.engine.status(REF).debts] == [True, True]
    assert begun.engine.advance(REF, "finish")


def test_a_debt_is_forgiven_openly_by_who_decides(begun: Desk) -> None:
    at_the_core(begun)
    forgive = trajecten.ForgiveDebt(deviation="deviation-1", motivation="Niet meer zinvol")

    assert guards(begun.engine.do(REF, forgive)) == ["may_decide", "not_the_asker"]
    assert begun.engine.acting(actor=COMMISSIONER).do(REF, forgive)

    (item,) = begun.engine.deviations(REF)
    assert (item.course, item.forgiven) == (Course.FORGIVEN, "Niet meer zinvol")
    assert begun.engine.status(REF).debts == ()


def test_a_debt_cannot_be_skipped(begun: Desk) -> None:
    listen(begun)
    at_the_core(begun)
    ask(begun, "to-design")
    decide(begun, "deviation-2")
    use(begun, "deviation-2")

    assert guards(ask(begun, "finish")) == ["debts_stand"]


def test_attention_names_what_is_owed_what_waits_and_what_no_longer_stands(begun: Desk) -> None:
    at_the_core(begun)
    ask(begun, kind="repeat", phase="listening")

    found = [(one.ref, one.kind.value) for one in begun.engine.attention()]

    assert found == [(REF, "debt"), (REF, "deviation")]
    assert begun.engine.attention(REF) == begun.engine.attention()
    late = begun.engine.attention()[0].message.nl
    later(begun, days=60)
    assert "te laat" in begun.engine.attention()[0].message.nl
    assert "te laat" not in late


def test_a_relation_that_no_longer_stands_is_told_and_nothing_is_undone(begun: Desk) -> None:
    listen(begun)
    begun.engine.do(REF, trajecten.RegisterArtefact(type="synthesis"))
    begun.engine.do(REF, trajecten.RecordLesson(text="Bel eerst"))
    begun.engine.do(REF, trajecten.Endorse(artefact="synthesis", by="council"))
    assert begun.engine.advance(REF, "to-core")
    assert begun.engine.advance(REF, "to-design")
    assert begun.engine.status(REF).relation_stands is None

    begun.engine.do(REF, trajecten.RetractContact(contact="contact-2", reason="Niet geweest"))

    stands = begun.engine.status(REF).relation_stands
    assert stands is not None
    assert [one.id for one in stands.missing] == ["community"]
    assert [one.kind.value for one in begun.engine.attention()] == ["relation"]
    assert begun.engine.status(REF).phases == {"main": "design"}
    begun.engine.do(REF, trajecten.RecordContact(domain="community"))
    assert begun.engine.status(REF).relation_stands is None


def go_on(desk: Desk) -> None:
    """Leave the phase by the ordinary step, with all that it asks."""
    desk.engine.do(REF, trajecten.RegisterArtefact(type="synthesis"))
    desk.engine.do(REF, trajecten.RecordLesson(text="Bel eerst"))
    assert desk.engine.advance(REF, "to-core")


def test_a_question_from_a_stay_that_has_ended_is_told_as_lapsed_and_waits_no_more(
    begun: Desk,
) -> None:
    ask(begun, "to-core")
    go_on(begun)

    (item,) = begun.engine.deviations(REF)

    assert item.course is Course.LAPSED
    assert item.why_lapsed == decide(begun).findings[0].message
    assert begun.engine.attention() == ()


def test_an_approval_that_was_not_used_lapses_when_the_stay_ends(begun: Desk) -> None:
    ask(begun, "to-core")
    decide(begun)
    go_on(begun)

    (item,) = begun.engine.deviations(REF)

    assert item.course is Course.LAPSED
    assert item.why_lapsed == use(begun).findings[0].message


def test_every_deviation_is_told_from_first_to_last(begun: Desk) -> None:
    at_the_core(begun)

    (item,) = begun.engine.deviations(REF)

    assert item.course is Course.USED
    assert (item.asked_by, item.decided_by, item.role) == (ACTOR, COMMISSIONER, "commissioner")
    assert (item.motivation, item.answer) == ("Er is haast", "Bij uitzondering")
    assert item.transitions == ("to-core",)
    assert "Kern: nog niet vastgelegd." in [one.nl for one in item.waives]
    assert item.due is not None


def test_the_chain_and_the_projections_hold(begun: Desk) -> None:
    at_the_core(begun)

    assert begun.engine.verify().intact
    assert begun.engine.rebuild(check=True).differences == ()


def test_no_motivation_is_in_the_ledger(begun: Desk) -> None:
    at_the_core(begun)

    for body in begun.bodies():
        assert "haast" not in json.dumps(json.loads(body), ensure_ascii=False)
        assert "uitzondering" not in body
