"""One database, several people: an engine for each, which share what was loaded."""

from tests.engine.kit import REF, Desk
from trajecten import AddNote


def test_somebody_else_acts_on_the_same_database(started: Desk) -> None:
    started.engine.acting(actor="Ada Ander").do(REF, AddNote(text="x"))

    assert started.engine.log(REF)[-1].actor == "Ada Ander"


def test_an_engine_keeps_its_own_person_when_another_acts(started: Desk) -> None:
    started.engine.acting(actor="Ada Ander")

    started.engine.do(REF, AddNote(text="x"))

    assert started.engine.log(REF)[-1].actor != "Ada Ander"


def test_a_role_that_is_not_held_is_refused_to_whom_acts_in_it(started: Desk) -> None:
    outcome = started.engine.acting(actor="Ada Ander", role="commissioner").do(
        REF, AddNote(text="x")
    )

    assert [one.guard for one in outcome.findings] == ["role_held"]
