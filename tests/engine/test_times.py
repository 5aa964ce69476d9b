"""When something happened and when it was recorded are both kept; neither may be in the future."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from tests.engine.kit import COMMISSIONER, REF, START, Desk, small
from trajecten import (
    AddNote,
    Command,
    Endorse,
    ReceiveContribution,
    RecordContact,
    RecordDecision,
    RegisterArtefact,
    SendFeedback,
    StoreError,
)  # fmt: skip

EARLIER = START - timedelta(days=9)
AHEAD = START + timedelta(minutes=10)

DATED = (
    RecordContact(domain="council", on=EARLIER),
    RegisterArtefact(type="vision", on=EARLIER),
    ReceiveContribution(text="x", on=EARLIER),
    RecordDecision(body="council", outcome="adopted", on=EARLIER),
)
FUTURE = (
    RecordContact(domain="council", on=AHEAD),
    RegisterArtefact(type="vision", on=AHEAD),
    ReceiveContribution(text="x", on=AHEAD),
    RecordDecision(body="council", outcome="adopted", on=AHEAD),
    Endorse(artefact="vision", by="council", on=AHEAD),
    SendFeedback(on=AHEAD),
)


@pytest.mark.parametrize("command", DATED, ids=lambda one: type(one).__name__)
def test_both_times_are_kept(started: Desk, command: Command) -> None:
    started.engine.do(REF, command)

    entry = started.engine.log(REF)[-1]
    assert entry.at == EARLIER
    assert entry.recorded_at > START


@pytest.mark.parametrize("command", FUTURE, ids=lambda one: type(one).__name__)
def test_what_has_not_happened_yet_is_refused(started: Desk, command: Command) -> None:
    outcome = started.engine.do(REF, command)

    assert not outcome.accepted
    assert "not_in_future" in {one.guard for one in outcome.findings}


def test_what_happens_now_is_not_in_the_future(started: Desk) -> None:
    now = started.clock.now + timedelta(seconds=1)

    assert started.engine.do(REF, RecordContact(domain="council", on=now)).accepted


def test_a_contact_says_when_it_was_and_when_it_was_recorded(started: Desk) -> None:
    started.engine.do(REF, RecordContact(domain="council", on=EARLIER))

    (contact,) = started.engine.contacts(REF)
    assert contact.at == EARLIER
    assert contact.recorded_at == started.engine.log(REF)[-1].recorded_at


def test_times_are_kept_in_utc_whatever_the_zone_of_the_clock(desk: Desk) -> None:
    zone = timezone(timedelta(hours=5, minutes=30))
    moment = datetime(2026, 3, 2, 14, 30, 0, 123456, tzinfo=zone)
    desk.like(clock=lambda: moment).start(small(), "x", commissioner=COMMISSIONER, ref=REF)

    entry = desk.engine.log(REF)[0]
    (row,) = desk.rows("SELECT recorded_at FROM trajecten_entry")
    assert entry.recorded_at == moment
    assert entry.recorded_at.tzinfo is UTC
    assert row.recorded_at == "2026-03-02T09:00:00.123456Z"


def test_a_clock_that_goes_back_a_little_does_not_turn_the_ledger_round(started: Desk) -> None:
    started.clock.forward(seconds=-30)

    started.engine.do(REF, AddNote(text="x"))

    first, second = started.engine.log(REF)
    assert second.recorded_at == first.recorded_at
    assert started.engine.verify().intact


def test_a_clock_that_is_far_behind_is_not_believed(started: Desk) -> None:
    before = started.tables()
    started.clock.forward(minutes=-6)

    with pytest.raises(StoreError) as caught:
        started.engine.do(REF, AddNote(text="x"))

    assert "klok" in caught.value.detail.nl
    assert "clock" in caught.value.detail.en
    assert started.tables() == before


def test_a_step_counts_only_what_is_in_the_ledger_before_it(started: Desk) -> None:
    started.hear()
    refused_on = started.clock.now
    started.engine.advance(REF, "again")

    assert started.engine.log(REF)[-1].recorded_at > refused_on
    assert started.engine.advance(REF, "choose").seq == 5


def test_the_year_of_a_reference_is_that_of_the_clock(desk: Desk) -> None:
    desk.clock.now = datetime(2031, 6, 1, tzinfo=UTC)

    assert desk.engine.start(small(), "x", commissioner=COMMISSIONER).ref == "2031-001"
