"""The engine tells of one trajectory, or of all, what is still to be done before content."""

import pytest

from tests.engine.kit import CLERK, COMMISSIONER, REF, Desk, fitted
from trajecten import AssignRole, NeedKind, NotFoundError, Purpose, RecordContact, RegisterArtefact

CITING = ("from: listening, to: topics", "from: listening, to: topics, guards: [GUARD]")
PAPER = "{guard: artefact, type: vision, must_cite: 2}"
RECENT = "{guard: contacts_per_domain, within: P2D}"


def asking(guard: str) -> tuple[str, str]:
    return CITING[0], CITING[1].replace("GUARD", guard)


def test_a_plan_is_of_the_facts_as_they_are(started: Desk) -> None:
    started.engine.do(REF, RecordContact(domain="council"))
    started.engine.do(REF, RecordContact(domain="community", purpose=Purpose.CONTENT))

    found = started.engine.plan(REF)

    assert (found.way, found.target) == (("choose",), "topics")
    assert [(one.kind, one.domain) for one in found.needs] == [(NeedKind.CONVERSATION, "community")]


def test_what_is_looked_up_counts_too(desk: Desk) -> None:
    desk.engine.start(fitted(change=asking(RECENT)), "x", commissioner=COMMISSIONER, ref=REF)
    desk.hear()
    assert desk.engine.plan(REF).needs == ()

    desk.clock.forward(days=3)

    assert len(desk.engine.plan(REF).needs) == 2


def test_a_paper_cites_conversations_that_stand(desk: Desk) -> None:
    desk.engine.start(fitted(change=asking(PAPER)), "x", commissioner=COMMISSIONER, ref=REF)
    desk.hear()

    (need,) = desk.engine.plan(REF).needs
    assert (need.kind, need.artefact, need.cites) == (NeedKind.PAPER, "vision", 2)

    desk.engine.do(REF, RegisterArtefact(type="vision", cites=("contact-1", "contact-2")))
    assert desk.engine.plan(REF).needs == ()


def test_nothing_is_recorded_by_a_plan(started: Desk) -> None:
    before = started.tables()

    started.engine.plan(REF)
    started.engine.plans()

    assert started.tables() == before


def test_whoever_is_new_here_can_ask(started: Desk) -> None:
    assert started.like(actor="Iemand Anders").plan(REF).needs == started.engine.plan(REF).needs


def test_an_approval_of_the_one_who_asks_does_not_count(desk: Desk) -> None:
    change = asking("{guard: approved, role: clerk}")
    desk.engine.start(fitted(change=change), "x", commissioner=COMMISSIONER, ref=REF)
    desk.hear()
    desk.engine.do(REF, AssignRole(role="clerk", person=CLERK))

    (need,) = desk.engine.plan(REF).needs

    assert (need.kind, need.by, need.number) == (NeedKind.APPROVAL, "clerk", 1)


def test_plans_are_of_all_trajectories(desk: Desk) -> None:
    desk.start()
    desk.hear()
    desk.start("B-1")
    desk.start("C-1")
    desk.hear("C-1")
    assert desk.engine.advance("C-1", "choose")

    found = desk.engine.plans()

    assert list(found) == [REF, "B-1", "C-1"]
    assert [len(one.needs) for one in found.values()] == [0, 2, 0]
    assert [one.begun for one in found.values()] == [False, False, True]


def test_a_trajectory_that_does_not_exist_has_no_plan(desk: Desk) -> None:
    with pytest.raises(NotFoundError):
        desk.engine.plan("Z-9")
