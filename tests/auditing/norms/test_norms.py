"""Each norm is met by one history, and broken by the same history with one thing changed."""

from datetime import UTC, date, datetime

import pytest

import trajecten as t
from tests.auditing.norms.history import (
    DECISION,
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
    without,
)
from tests.engine.kit import ACTOR, COMMISSIONER, REF, Desk
from tests.storage import damaging
from trajecten import NORMS, NormVerdict

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
