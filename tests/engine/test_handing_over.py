"""The story of the kwartiermaker who leaves: the role goes on, and so does the trajectory (R14)."""

import trajecten
from tests.engine.kit import ACTOR, COMMISSIONER, REF, Desk, fitted
from trajecten import AddNote, AssignRole, EndRole, HandOverRole, RecordContact

STEWARD = "Kees Kwartiermaker"
HEIR = "Olga Opvolger"
CLERK_ROLE = "  clerk: {label: {nl: Griffier, en: Clerk}}\n"
STEWARD_ROLE = "  steward: {label: {nl: Kwartiermaker, en: Steward}, succession: required}\n"
STEWARDED = fitted(change=(CLERK_ROLE, CLERK_ROLE + STEWARD_ROLE))
LEAVES = EndRole(role="steward", person=STEWARD)
HANDOVER = HandOverRole(role="steward", person=STEWARD, successor=HEIR, note="Nieuwe opdracht")


def stewarded(desk: Desk) -> trajecten.Engine:
    desk.engine.start(STEWARDED, "Het plein", commissioner=COMMISSIONER, ref=REF)
    desk.engine.do(REF, AssignRole(role="steward", person=STEWARD))
    return desk.engine


def holders(engine: trajecten.Engine) -> dict[str, str | None]:
    return {one.role: one.name for one in engine.status(REF).holders}


def test_the_kwartiermaker_leaves_and_the_trajectory_goes_on(desk: Desk) -> None:
    engine = stewarded(desk)
    kees = engine.acting(actor=STEWARD, role="steward")
    kees.do(REF, RecordContact(domain="council"))

    refused = kees.do(REF, LEAVES)
    handed = kees.do(REF, HANDOVER)
    gone = kees.do(REF, AddNote(text="Nog één ding"))
    olga = engine.acting(actor=HEIR, role="steward")
    olga.do(REF, RecordContact(domain="community"))
    step = olga.advance(REF, "choose")

    assert [one.guard for one in refused.findings] == ["role_succeeded"]
    assert handed.accepted
    assert [one.guard for one in gone.findings] == ["role_held"]
    assert step.phases == {"main": "topics"}
    assert holders(engine) == {"commissioner": COMMISSIONER, "steward": HEIR}
    assert engine.verify().intact


def test_a_handover_is_one_entry_with_references_only(desk: Desk) -> None:
    engine = stewarded(desk)
    before = engine.status(REF).seq

    engine.do(REF, HANDOVER)

    entry = engine.log(REF)[-1]
    assert entry.seq == before + 1
    assert (entry.action, entry.object) == ("role.handed_over", "steward")
    assert set(entry.data) == {"role", "person", "successor", "phases"}
    assert entry.texts == {"note": "Nieuwe opdracht"}
    assert not {STEWARD, HEIR} & {str(one) for one in entry.data.values()}


def test_the_role_stays_with_the_kwartiermaker_when_the_handover_is_refused(desk: Desk) -> None:
    engine = stewarded(desk)

    refused = engine.do(REF, HandOverRole(role="steward", person=ACTOR, successor=HEIR))

    assert [one.guard for one in refused.findings] == ["role_held"]
    assert holders(engine)["steward"] == STEWARD


def test_a_name_in_another_form_is_the_same_successor(desk: Desk) -> None:
    engine = stewarded(desk)

    refused = engine.do(
        REF, HandOverRole(role="steward", person=STEWARD, successor=f" {STEWARD.upper()} ")
    )

    assert [one.guard for one in refused.findings] == ["successor_is_another"]


def test_a_rebuild_gives_the_role_to_the_same_person(desk: Desk) -> None:
    engine = stewarded(desk)
    engine.do(REF, HANDOVER)

    assert engine.rebuild(check=True).differences == ()
