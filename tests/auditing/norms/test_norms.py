"""Each norm is met by one history, and broken by the same history with one thing changed."""

from datetime import UTC, date, datetime

import pytest

import trajecten as t
from tests.auditing.forging import forge
from tests.auditing.norms.history import (
    DECISION,
    WORKFLOW,
    Edit,
    added,
    contact,
    did,
    instead,
    later,
    long_after,
    moved,
    paper,
    results,
    started,
    told,
    until,
    without,
)
from tests.engine.kit import ACTOR, COMMISSIONER, REF, Desk
from tests.storage import damaging
from trajecten import NORMS, NormVerdict, load_workflow

AFTER_INPUT = (
    "contribution",
    "weighed",
    "told",
    "report",
    "asked",
    "granted",
    "used",
    "draft",
    "forgiven",
    "decision",
    "approved",
    "learn",
    "lesson",
    "asked how it was",
    "evaluation",
    "close",
)
"""What happens from the first contribution on."""
IDS = tuple(one.id for one in NORMS)
LONG_AGO = datetime(2025, 1, 6, 9, tzinfo=UTC)

BROKEN: tuple[tuple[str, str, Edit], ...] = (
    ("N1", "no plan", without("plan")),
    ("N1", "too late", moved("plan", after="contribution")),
    ("N1", "no goal in it", instead(plan=did(paper("plan", fields={"ruimte": "Alles"})))),
    ("N2", "too late", moved("level", after="contribution")),
    ("N2", "no room in it", instead(plan=did(paper("plan", fields={"doel": "Groen"})))),
    (
        "N2",
        "changed in silence",
        added(did(t.MakeChoice(choice="niveau", option="informeren")), after="told"),
    ),
    ("N3", "no reason", instead(no_views=did(t.MakeChoice(choice="inspraak", option="geen")))),
    ("N4", "a group left out", without("shops")),
    ("N4", "nobody at all", lambda steps: {one: steps[one] for one in ("start", "decision")}),
    ("N4", "no analysis", without("scan")),
    ("N5", "decided first", added(did(DECISION), after="start")),
    (
        "N5",
        "drafted first",
        lambda steps: instead(used=did(t.Advance(transition="besluit")))(
            moved("draft", after="start")(without("asked", "granted", "forgiven")(steps))
        ),
    ),
    (
        "N5",
        "decided first, recorded after",
        added(
            did(t.RecordDecision(body="council", outcome="adopted", on=LONG_AGO)), after="shops"
        ),
    ),
    (
        "N6",
        "nobody leads",
        lambda steps: added(
            did(t.AssignRole(role="project_lead", person=ACTOR)), after="contribution"
        )(instead(start=started())(steps)),
    ),
    ("N7", "no notice", without("notice")),
    ("N7", "too late", moved("notice", after="contribution")),
    ("N7", "gaps", instead(notice=did(paper("kennisgeving")))),
    (
        "N8",
        "approved without a word",
        instead(
            granted=did(
                t.DecideDeviation(deviation="deviation-1", approved=True), actor=COMMISSIONER
            )
        ),
    ),
    (
        "N9",
        "no report",
        instead(
            residents=did(contact("community", group="residents", channel=t.Channel.MEETING))
        ),
    ),
    ("N10", "one left", added(did(t.ReceiveContribution(text="Banken")), after="told")),
    ("N11", "told late", added(later(days=29), after="weighed")),
    ("N11", "not told", lambda steps: long_after(days=29)(without("told")(steps))),
    ("N12", "no report", without("report")),
    ("N12", "written too early", moved("report", after="contribution")),
    ("N13", "left too early", without("weeks")),
    (
        "N13",
        "decided too late",
        added(later(days=190), after="forgiven"),
    ),
    ("N14", "none", without("evaluation")),
    ("N14", "nobody asked", without("asked how it was")),
    ("N14", "not how satisfied", instead(evaluation=did(paper("evaluatie")))),
    ("N15", "no lesson", without("lesson")),
    ("N16", "nobody's", added(did(t.AddAction(text="Bank")), after="decision")),
    (
        "N16",
        "overdue",
        added(
            did(t.AddAction(text="Bank", owner=ACTOR, due=date(2026, 3, 1))), after="decision"
        ),
    ),
    (
        "N17",
        "left lying",
        lambda steps: long_after(days=400)(without("advice", "advice done")(steps)),
    ),
    (
        "N18",
        "no costs",
        instead(plan=did(paper("plan", fields={"doel": "Groen", "ruimte": "Alles"}))),
    ),
    ("N19", "a layer left out", without("staff")),
    (
        "N19",
        "one person",
        lambda steps: {**steps, "start": started(project_lead=COMMISSIONER),
                       "learn": did(t.Advance(transition="leer"), actor=COMMISSIONER)},
    ),
    (
        "N20",
        "recorded late",
        added(did(contact("council", on=LONG_AGO)), after="shops"),
    ),
    (
        "N20",
        "approved by one",
        instead(
            approved=did(t.Approve(transition="leer", role="project_lead")),
        ),
    ),
    ("N21", "kept too long", long_after(days=366)),
)  # fmt: skip


def test_the_history_meets_every_norm(desk: Desk) -> None:
    told(desk)

    came = results(desk)

    assert {key: one.message.en for key, one in came.items() if one.verdict != "pass"} == {}
    assert tuple(came) == IDS == tuple(f"N{number}" for number in range(1, 22))
    assert all(one.entries for one in came.values())


@pytest.mark.parametrize(
    ("norm", "edit"),
    [pytest.param(norm, edit, id=f"{norm}-{why}") for norm, why, edit in BROKEN],
)
def test_a_norm_is_broken_by_one_change(desk: Desk, norm: str, edit: Edit) -> None:
    told(desk, edit)

    came = results(desk)[norm]

    assert came.verdict is NormVerdict.FINDING, came.message.en
    assert came.entries
    assert came.message.nl != came.message.en


def test_every_norm_is_broken_by_something() -> None:
    assert {norm for norm, _why, _edit in BROKEN} == set(IDS)


def test_a_trajectory_that_only_began_meets_no_norm_but_that_of_its_record(desk: Desk) -> None:
    started(project_lead=ACTOR)(desk)

    came = results(desk)

    assert [key for key, one in came.items() if one.verdict is not NormVerdict.NOT_APPLICABLE] == [
        "N20"
    ]


def test_a_ledger_that_is_damaged_meets_no_norm(desk: Desk) -> None:
    told(desk)
    damaging.unfence(desk)
    desk.run("UPDATE trajecten_entry SET hash = 'x' || substr(hash, 2) WHERE seq = 20")

    (found,) = desk.like().norms(REF).trajectories

    assert found.entries == 19
    assert found.damage is not None
    assert found.of(NormVerdict.PASS) == ()
    assert "N20" in {one.norm.id for one in found.of(NormVerdict.FINDING)}


def laid_aside(desk: Desk) -> None:
    """Start under a text that lays relation first aside."""
    aside = WORKFLOW.replace(
        b"roles:\n  commissioner",
        b"relation_first:\n  set_aside:\n    reason: {nl: Formeel, en: Formal}\n"
        b"    basis: Awb 3.4\nroles:\n  commissioner",
        1,
    )
    desk.engine.start(load_workflow(aside), "x", commissioner=COMMISSIONER, ref=REF)


NOT_APPLICABLE: tuple[tuple[str, str, str, Edit], ...] = (
    ("N1", "no contribution", "no contribution yet", without(*AFTER_INPUT)),
    ("N2", "no contribution", "no contribution yet", without(*AFTER_INPUT)),
    ("N2", "not said yet", "no contribution yet", without("level", *AFTER_INPUT)),
    ("N4", "still listening", "still going on", lambda steps: until(steps, "scan")),
    ("N4", "laid aside", "Awb 3.4", lambda _: {"start": laid_aside, "decided": did(DECISION)}),
    ("N5", "laid aside", "Awb 3.4", lambda _: {"start": laid_aside, "decided": did(DECISION)}),
    (
        "N5",
        "no participation",
        "see N3",
        lambda steps: {one: steps[one] for one in ("start", "no views", "decision")},
    ),
    ("N19", "laid aside", "Awb 3.4", lambda _: {"start": laid_aside, "decided": did(DECISION)}),
    ("N10", "in time yet", "time yet to weigh", lambda steps: until(steps, "contribution")),
    ("N11", "in time yet", "time yet for feedback", lambda steps: until(steps, "weighed")),
    ("N12", "no file", "no hash of a file", instead(report=did(paper("eindverslag")))),
    ("N14", "in time yet", "time yet for an evaluation", lambda steps: until(steps, "decision")),
    ("N15", "not there yet", "still to come", lambda steps: until(steps, "learn")),
    ("N17", "in time yet", "time yet to follow up", without("advice done")),
    ("N18", "not decided", "no decision yet", lambda steps: until(steps, "scan")),
)


@pytest.mark.parametrize(
    ("norm", "words", "edit"),
    [
        pytest.param(norm, words, edit, id=f"{norm}-{why}")
        for norm, why, words, edit in NOT_APPLICABLE
    ],
)
def test_what_cannot_be_known_is_no_pass(desk: Desk, norm: str, words: str, edit: Edit) -> None:
    told(desk, edit)

    came = results(desk)[norm]

    assert came.verdict is NormVerdict.NOT_APPLICABLE, came.message.en
    assert words in came.message.en


def test_a_workflow_without_the_papers_is_not_judged_by_them(desk: Desk) -> None:
    desk.start()
    desk.hear()
    desk.engine.do(REF, t.ReceiveContribution(text="Meer bomen"))
    desk.engine.do(REF, DECISION)

    came = results(desk)

    for norm in ("N1", "N2", "N7", "N12", "N14", "N17", "N18", "N19"):
        assert came[norm].verdict is NormVerdict.NOT_APPLICABLE, norm
        assert "workflow" in came[norm].message.en


def test_of_the_roles_of_a_step_one_will_do(desk: Desk) -> None:
    either = WORKFLOW.replace(b"roles: [project_lead]", b"roles: [project_lead, commissioner]")
    told(desk, lambda steps: until(instead(start=started(either))(steps), "open"))

    assert results(desk)["N6"].verdict is NormVerdict.PASS


def test_a_municipality_names_the_roles_that_must_be_filled(desk: Desk) -> None:
    told(desk)

    came = results(desk, t.Thresholds(required_roles=("commissioner", "clerk")))["N6"]

    assert came.verdict is NormVerdict.FINDING
    assert "clerk" in came.message.en


def test_of_the_same_moment_the_order_of_the_ledger_counts(desk: Desk) -> None:
    for step in (
        started(),
        did(contact("community", on=LONG_AGO)),
        did(t.RecordDecision(body="council", outcome="adopted", on=LONG_AGO)),
    ):
        step(desk)

    assert results(desk)["N5"].verdict is NormVerdict.PASS


def test_a_debt_that_is_overdue_breaks_the_norm_on_deviations(desk: Desk) -> None:
    told(desk, lambda steps: {**until(steps, "used"), "long after": later(days=60)})

    came = results(desk)["N8"]

    assert came.verdict is NormVerdict.FINDING
    assert "not done in time" in came.message.en


def test_one_that_decides_in_another_role_or_on_their_own_breaks_it(desk: Desk) -> None:
    told(desk, lambda steps: until(steps, "granted"))
    (asked,) = [one for one in desk.engine.log(REF) if one.action == "deviation.asked"]
    seq = desk.engine.log(REF)[-1].seq
    forge(desk, seq, lambda fields: fields.update(actor=asked.actor_ref, role="project_lead"))

    came = results(desk)["N8"]

    assert "whoever asked" in came.message.en
    assert "does not decide" in came.message.en


def without_paper(name: str) -> bytes:
    """Return the text of the workflow with a paper called otherwise."""
    return WORKFLOW.replace(f"  {name}:".encode(), f"  iets_{name}:".encode(), 1)


def test_without_a_paper_on_who_belong_to_it_nobody_knows_whether_anybody_is_missing(
    desk: Desk,
) -> None:
    text = without_paper("context_scan")
    told(
        desk,
        lambda steps: without("scan")(instead(start=started(text, project_lead=ACTOR))(steps)),
    )

    came = results(desk)["N4"]

    assert came.verdict is NormVerdict.NOT_APPLICABLE
    assert "cannot be told" in came.message.en


def test_without_people_outside_nobody_is_too_late(desk: Desk) -> None:
    told(desk)

    came = results(desk, t.Thresholds(outside_domains=("elders",)))["N5"]

    assert came.verdict is NormVerdict.NOT_APPLICABLE


def test_speaking_of_the_plan_is_not_listening(desk: Desk) -> None:
    for step in (
        started(),
        did(contact("community", purpose=t.Purpose.CONTENT)),
        did(DECISION),
    ):
        step(desk)

    came = results(desk)["N5"]

    assert came.verdict is NormVerdict.FINDING
    assert "never spoken with" in came.message.en


def test_a_contact_that_was_taken_back_is_not_listening(desk: Desk) -> None:
    for step in (
        started(),
        did(contact("community")),
        did(t.RetractContact(contact="contact-1", reason="Dubbel")),
        did(DECISION),
    ):
        step(desk)

    assert results(desk)["N5"].verdict is NormVerdict.FINDING


def test_openly_no_lesson_is_a_pass(desk: Desk) -> None:
    told(desk, instead(lesson=did(t.RecordLesson(text="Alles liep", none=True))))

    came = results(desk)["N15"]

    assert came.verdict is NormVerdict.PASS
    assert "no lesson" in came.message.en


def test_a_role_that_was_given_up_before_the_first_step_is_nobodys(desk: Desk) -> None:
    told(
        desk,
        lambda steps: until(
            added(did(t.EndRole(role="project_lead", person=ACTOR)), after="start")(steps), "open"
        ),
    )

    assert results(desk)["N6"].verdict is NormVerdict.FINDING


@pytest.mark.parametrize(
    "change",
    [
        (b"    ends: {deciding: council}\n", b""),
        (b"    starts: {entering: inbreng}\n    basis: Awb 3:16",
         b"    starts: {registering: plan}\n    basis: Awb 3:16"),
    ],
)  # fmt: skip
def test_a_term_of_which_the_end_is_not_recorded_is_not_judged(desk: Desk, change) -> None:
    assert change[0] in WORKFLOW
    text = WORKFLOW.replace(*change, 1)
    told(desk, instead(start=started(text, project_lead=ACTOR)))

    came = results(desk)["N13"]

    assert came.message.en == "Met: 1 term."


def test_what_was_erased_is_not_kept_too_long(desk: Desk) -> None:
    told(desk, long_after(days=366))
    texts = [
        f"{one.seq}.{field}"
        for one in desk.engine.log(REF)
        if one.action.startswith(("contact.", "contribution.received"))
        for field in one.texts
    ]
    assert texts
    assert results(desk)["N21"].verdict is NormVerdict.FINDING

    erase = t.Erase(texts=tuple(texts), ground="AVG art. 17", decided_by="commissioner")
    assert desk.engine.do(REF, erase)

    came = results(desk)["N21"]
    assert (came.verdict, len(came.entries)) == (NormVerdict.PASS, 1)
