"""What is asked is answered from what is there, and `options` answers as `advance` would."""

import pytest

from tests.engine.kit import ACTOR, COMMISSIONER, OTHER, REF, START, Desk, small
from trajecten import Advance, Purpose, RecordContact, RetractContact, Workflow


@pytest.mark.parametrize("role", [None, "project_lead", "clerk"])
@pytest.mark.parametrize("actor", [ACTOR, COMMISSIONER, "Nina Nieuw"])
def test_what_is_said_to_be_allowed_is_what_is_accepted(
    started: Desk, actor: str, role: str | None
) -> None:
    started.hear()
    started.engine.advance(REF, "choose")
    engine = started.like(actor=actor, role=role)

    said = {one.transition: one.allowed for one in engine.options(REF)}

    assert list(said) == ["learn", "back"]
    assert said["learn"] == engine.do(REF, Advance(transition="learn")).accepted


def test_a_step_that_needs_a_motivation_says_so_beforehand(started: Desk) -> None:
    started.hear()
    started.engine.advance(REF, "choose")

    learn, back = started.engine.options(REF)

    assert (learn.motivation, back.motivation) == (False, True)
    assert back.allowed
    assert started.engine.advance(REF, "back", motivation="Toch").accepted


def test_a_question_leaves_no_entry(started: Desk) -> None:
    before = started.tables()

    started.engine.options(REF)
    started.engine.status(REF)
    started.like(actor="Nina Nieuw").options(REF)

    assert started.tables() == before


def test_the_findings_beforehand_are_those_of_the_step(started: Desk) -> None:
    (step,) = started.engine.options(REF)

    assert started.engine.advance(REF, "choose").findings == step.findings


def test_the_status_counts_contacts_that_stand_by_domain(started: Desk) -> None:
    started.engine.do(REF, RecordContact(domain="council", on=START))
    started.engine.do(REF, RecordContact(domain="council", purpose=Purpose.CONTENT))
    started.engine.do(REF, RecordContact(domain="community", group="shops"))
    started.engine.do(REF, RecordContact(domain="community", group="residents"))
    started.engine.do(REF, RetractContact(contact="contact-4", reason="x"))

    council, community = started.engine.status(REF).domains

    assert (council.contacts, council.listening) == (2, 1)
    assert (community.contacts, community.listening) == (1, 1)
    assert {one.id: one.heard for one in community.groups} == {"residents": False, "shops": True}
    assert council.last == started.engine.contacts(REF)[1].at


def test_the_status_says_who_holds_which_role(started: Desk) -> None:
    held = {one.role: (one.name, one.label.nl) for one in started.engine.status(REF).holders}

    assert held == {
        "commissioner": (COMMISSIONER, "Opdrachtgever"),
        "project_lead": (ACTOR, "Projectleider"),
    }


def test_the_log_can_be_read_in_parts(furnished: Desk) -> None:
    whole = furnished.engine.log(REF)

    assert furnished.engine.log(REF, after=3, limit=2) == whole[3:5]
    assert furnished.engine.log(REF, after=20) == whole[20:]
    assert furnished.engine.log(REF, after=99) == ()


def test_the_list_of_all_is_in_order_and_counts_per_domain(started: Desk) -> None:
    started.start(OTHER)
    started.hear(OTHER)

    one, two = started.engine.portfolio()

    assert (one.ref, two.ref) == (REF, OTHER)
    assert dict(one.listening) == {"council": 0, "community": 0}
    assert dict(two.listening) == {"council": 1, "community": 1}
    assert (two.title, dict(two.phases)) == ("Het plein", {"main": "listening"})


@pytest.mark.parametrize(
    ("prefix", "found"), [("", 3), ("2026-", 2), ("2026-00%", 0), ("2026_", 0), ("b", 0), ("B", 1)]
)
def test_references_are_found_by_their_exact_beginning(desk: Desk, prefix: str, found: int) -> None:
    desk.start("2026-001")
    desk.start("2026-002")
    desk.start("B-1")

    assert len(desk.engine.refs(prefix)) == found


def test_an_engine_that_comes_later_reads_the_workflow_from_the_store(started: Desk) -> None:
    found: Workflow = started.like().workflow(REF)

    assert found.digest == small().digest
    assert found.text == small().text
