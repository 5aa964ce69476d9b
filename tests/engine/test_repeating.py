"""A command id is good for one time; an expected number holds a command to what was seen."""

import pytest

from tests.engine.kit import (
    ACTOR,
    COMMISSIONER,
    OTHER,
    REF,
    Desk,
    small,
    unrepeated,
)  # fmt: skip
from tests.engine.together import MeetingClock, at_once
from trajecten import AddNote, ConflictError, InputError, Outcome, RecordContact

ID = "opdracht-1"


def test_an_accepted_command_sent_twice_is_done_once(started: Desk) -> None:
    first = started.engine.do(REF, RecordContact(domain="council"), command_id=ID)
    second = started.engine.do(REF, RecordContact(domain="council"), command_id=ID)

    assert (first.repeated, second.repeated) == (False, True)
    assert unrepeated(second) == first
    assert len(started.engine.log(REF)) == 2


def test_a_refused_command_sent_twice_is_refused_once(started: Desk) -> None:
    first = started.engine.advance(REF, "choose", command_id=ID)
    second = started.engine.advance(REF, "choose", command_id=ID)

    assert not first.accepted
    assert unrepeated(second) == first
    assert second.findings == first.findings != ()
    assert len(started.engine.log(REF)) == 2


def test_a_refusal_stays_the_answer_after_what_was_missing_is_there(started: Desk) -> None:
    started.engine.advance(REF, "choose", command_id=ID)
    started.hear()

    again = started.engine.advance(REF, "choose", command_id=ID)
    anew = started.engine.advance(REF, "choose", command_id="opdracht-2")

    assert (again.accepted, again.repeated) == (False, True)
    assert anew.accepted


def test_an_answer_repeated_later_says_where_the_tracks_were_then(started: Desk) -> None:
    first = started.engine.do(REF, AddNote(text="x"), command_id=ID)
    started.hear()
    started.engine.advance(REF, "choose")

    again = started.engine.do(REF, AddNote(text="x"), command_id=ID)

    assert unrepeated(again) == first
    assert dict(again.phases) == {"main": "listening"}


def test_a_start_sent_twice_starts_one_trajectory(desk: Desk) -> None:
    first = desk.engine.start(small(), "x", commissioner=COMMISSIONER, command_id=ID)
    second = desk.engine.start(small(), "x", commissioner=COMMISSIONER, command_id=ID)

    assert unrepeated(second) == first
    assert second.repeated
    assert desk.engine.refs() == (first.ref,)


def test_a_start_with_a_reference_sent_twice_gets_the_same_answer(desk: Desk) -> None:
    first = desk.start(command_id=ID)
    second = desk.start(command_id=ID)

    assert unrepeated(second) == first


def test_a_command_id_is_of_one_trajectory(started: Desk) -> None:
    started.start(OTHER)

    here = started.engine.do(REF, AddNote(text="x"), command_id=ID)
    there = started.engine.do(OTHER, AddNote(text="x"), command_id=ID)

    assert not here.repeated
    assert not there.repeated


def test_what_is_not_understood_leaves_its_command_id_free(started: Desk) -> None:
    with pytest.raises(InputError):
        started.engine.do(REF, AddNote(text=""), command_id=ID)

    assert not started.engine.do(REF, AddNote(text="x"), command_id=ID).repeated


@pytest.mark.parametrize("command_id", ["", "x" * 201])
def test_a_malformed_command_id_is_not_understood(started: Desk, command_id: str) -> None:
    with pytest.raises(InputError) as caught:
        started.engine.do(REF, AddNote(text="x"), command_id=command_id)

    assert caught.value.instance == "command_id"


def test_a_command_id_is_in_the_log(started: Desk) -> None:
    started.engine.do(REF, AddNote(text="x"), command_id=ID)

    assert started.engine.log(REF)[-1].command == ID


def test_one_id_sent_by_two_at_once_is_done_once(started: Desk) -> None:
    clock = MeetingClock(started.clock, 2)

    def send() -> Outcome:
        return started.like(clock=clock).do(REF, RecordContact(domain="council"), command_id=ID)

    one, two = at_once(send, send)

    assert unrepeated(one) == unrepeated(two)
    assert {one.repeated, two.repeated} == {False, True}
    assert len(started.engine.log(REF)) == 2


def test_one_step_sent_by_two_at_once_is_done_once(started: Desk) -> None:
    started.hear()
    clock = MeetingClock(started.clock, 2)

    def send() -> Outcome:
        return started.like(clock=clock).advance(REF, "choose", command_id=ID)

    one, two = at_once(send, send)

    assert unrepeated(one) == unrepeated(two)
    assert one.accepted
    assert len(started.engine.log(REF)) == 4


@pytest.mark.parametrize("ref", [None, REF], ids=["numbered", "named"])
def test_one_start_sent_by_two_at_once_starts_one_trajectory(desk: Desk, ref: str | None) -> None:
    clock = MeetingClock(desk.clock, 2)

    def send() -> Outcome:
        return desk.like(clock=clock).start(
            small(), "x", commissioner=COMMISSIONER, ref=ref, command_id=ID
        )

    one, two = at_once(send, send)

    assert unrepeated(one) == unrepeated(two)
    assert {one.repeated, two.repeated} == {False, True}
    assert len(desk.engine.refs()) == 1


def test_an_expected_number_that_is_still_the_last_is_no_hindrance(started: Desk) -> None:
    assert started.engine.do(REF, AddNote(text="x"), expected_seq=1).seq == 2


@pytest.mark.parametrize("expected", [0, 1, 3])
def test_another_number_than_expected_is_a_conflict(started: Desk, expected: int) -> None:
    started.like(actor="Ada Ander").do(REF, AddNote(text="x"))
    before = started.tables()

    with pytest.raises(ConflictError) as caught:
        started.engine.do(REF, AddNote(text="y"), expected_seq=expected)

    assert "Ada Ander" in caught.value.detail.nl
    assert "note.added" in caught.value.detail.en
    assert "Luisteren" in caught.value.detail.nl
    assert "Listening" in caught.value.detail.en
    assert caught.value.instance == REF
    assert started.tables() == before


def test_a_repeated_command_is_answered_whatever_number_is_expected(started: Desk) -> None:
    first = started.engine.do(REF, AddNote(text="x"), command_id=ID, expected_seq=1)
    started.engine.do(REF, AddNote(text="y"))

    again = started.engine.do(REF, AddNote(text="x"), command_id=ID, expected_seq=1)

    assert unrepeated(again) == first


def test_the_actor_is_known_again(started: Desk) -> None:
    started.engine.do(REF, AddNote(text="x"))

    refs = {one.actor_ref for one in started.engine.log(REF) if one.actor == ACTOR}
    assert len(refs) == 1


def test_an_id_that_was_used_for_something_else_is_not_understood(started: Desk) -> None:
    started.engine.do(REF, AddNote(text="x"), command_id=ID)

    with pytest.raises(InputError) as caught:
        started.engine.do(REF, RecordContact(domain="council"), command_id=ID)

    assert caught.value.instance == "command_id"
    assert len(started.engine.log(REF)) == 2
