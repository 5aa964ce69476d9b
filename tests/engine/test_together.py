"""Several people at the same moment: nothing is lost, nothing is half done, one is first."""

import subprocess
import sys
from time import sleep

import pytest

from tests.engine.kit import ACTOR, COMMISSIONER, REF, SMALL, Desk, small
from tests.engine.together import MeetingClock, at_once, caught
from trajecten import ConflictError, Outcome, RecordContact

THREADS = 12
EACH = 4

WRITING = """
import sys
from datetime import UTC, datetime
import trajecten
clock = lambda: datetime(2026, 3, 2, 9, tzinfo=UTC)
command = trajecten.RecordContact(domain="council", person="Bea", note="Een gesprek")
with trajecten.open(sys.argv[1], clock=clock, actor="A", origin="o") as engine:
    while True:
        print(engine.do(sys.argv[2], command).seq, flush=True)
"""
STARTING = """
import sys
from datetime import UTC, datetime
import trajecten
workflow = trajecten.load_workflow(sys.stdin.buffer.read())
clock = lambda: datetime(2026, 3, 2, tzinfo=UTC)
with trajecten.open(sys.argv[1], clock=clock, actor="A", origin="o") as engine:
    for _ in range(5):
        print(engine.start(workflow, "x", commissioner="C").ref)
"""


def test_contacts_recorded_by_many_at_once_are_all_there(started: Desk) -> None:
    def record() -> list[Outcome]:
        return [started.engine.do(REF, RecordContact(domain="council")) for _ in range(EACH)]

    made = at_once(*[record] * THREADS)

    seqs = sorted(one.seq for some in made for one in some)
    assert all(one.accepted for some in made for one in some)
    assert seqs == list(range(2, THREADS * EACH + 2))
    assert [one.seq for one in started.engine.log(REF)] == list(range(1, THREADS * EACH + 2))
    assert len({one.id for one in started.engine.contacts(REF)}) == THREADS * EACH
    assert started.engine.status(REF).domains[0].listening == THREADS * EACH
    assert started.engine.verify().intact
    assert started.engine.rebuild(check=True).differences == ()


def test_many_who_read_before_any_writes_are_all_there(started: Desk) -> None:
    clock = MeetingClock(started.clock, THREADS)

    def record() -> Outcome:
        return started.like(clock=clock).do(REF, RecordContact(domain="council"))

    made = at_once(*[record] * THREADS)

    assert sorted(one.seq for one in made) == list(range(2, THREADS + 2))
    assert started.engine.verify().intact


def test_a_newcomer_named_by_many_at_once_is_one_person(started: Desk) -> None:
    clock = MeetingClock(started.clock, 4)

    def record() -> Outcome:
        engine = started.like(clock=clock)
        return engine.do(REF, RecordContact(domain="council", person="Nieuw Gezicht"))

    at_once(*[record] * 4)

    found = started.rows("SELECT ref FROM trajecten_party WHERE name = 'Nieuw Gezicht'")
    assert len(found) == 1
    assert started.engine.verify().intact


def test_of_two_who_advance_at_the_same_moment_one_is_first(started: Desk) -> None:
    started.hear()
    clock = MeetingClock(started.clock, 2)
    ada = started.like(actor="Ada", clock=clock)
    bob = started.like(actor="Bob", clock=clock)

    answers = at_once(
        caught(lambda: ada.advance(REF, "choose")), caught(lambda: bob.advance(REF, "choose"))
    )

    (won,) = [one for one in answers if isinstance(one, Outcome)]
    (lost,) = [one for one in answers if isinstance(one, ConflictError)]
    log = started.engine.log(REF)
    assert won.accepted
    assert [one.action for one in log[3:]] == ["trajectory.advanced"]
    assert f"{log[3].actor} was eerder (regel 4: trajectory.advanced)" in lost.detail.nl
    assert "A-1 is nu in: Onderwerpen" in lost.detail.nl
    assert f"{log[3].actor} was first (entry 4: trajectory.advanced)" in lost.detail.en
    assert "A-1 is now in: Topics" in lost.detail.en


def test_whoever_comes_second_leaves_no_trace(started: Desk) -> None:
    started.hear()
    clock = MeetingClock(started.clock, 2)
    ada = started.like(actor="Ada", clock=clock)
    bob = started.like(actor="Bob", clock=clock)

    at_once(
        caught(lambda: ada.advance(REF, "choose", motivation="van Ada")),
        caught(lambda: bob.advance(REF, "choose", motivation="van Bob")),
    )

    assert len(started.rows("SELECT 1 FROM trajecten_text WHERE field = 'motivation'")) == 1
    assert len(started.rows("SELECT 1 FROM trajecten_party WHERE name IN ('Ada', 'Bob')")) == 1
    assert len(started.rows("SELECT 1 FROM trajecten_entry")) == 4
    assert started.engine.verify().intact
    assert started.engine.rebuild(check=True).differences == ()


def test_whoever_comes_second_can_try_again(started: Desk) -> None:
    started.hear()
    clock = MeetingClock(started.clock, 2)
    engine = started.like(clock=clock)

    at_once(*[caught(lambda: engine.advance(REF, "choose"))] * 2)
    again = started.engine.advance(REF, "choose")

    assert [one.guard for one in again.findings] == ["in_source_phase"]


def test_a_step_and_a_contact_at_the_same_moment_do_not_lose_the_contact(started: Desk) -> None:
    started.hear()
    clock = MeetingClock(started.clock, 2)
    ada = started.like(actor="Ada", clock=clock)
    bob = started.like(actor="Bob", clock=clock)

    step, contact = at_once(
        caught(lambda: ada.advance(REF, "choose")),
        caught(lambda: bob.do(REF, RecordContact(domain="council"))),
    )

    assert isinstance(contact, Outcome)
    assert isinstance(step, (Outcome, ConflictError))
    assert len(started.engine.contacts(REF)) == 3
    assert started.engine.verify().intact


def test_references_made_by_many_at_once_differ(desk: Desk) -> None:
    clock = MeetingClock(desk.clock, 4)

    def start() -> str:
        return desk.like(clock=clock).start(small(), "x", commissioner=COMMISSIONER).ref

    refs = at_once(*[start] * 4)

    assert sorted(refs) == ["2026-001", "2026-002", "2026-003", "2026-004"]


def test_references_made_by_two_processes_at_once_differ(desk: Desk) -> None:
    command = [sys.executable, "-c", STARTING, desk.url]
    pipe = subprocess.PIPE
    two = [subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe) for _ in range(2)]

    said = [one.communicate(SMALL, timeout=60) for one in two]

    assert [(one.returncode, err) for one, (_, err) in zip(two, said, strict=True)] == [
        (0, b"")
    ] * 2
    assert sorted(b"".join(out for out, _ in said).decode().split()) == [
        f"2026-{number:03d}" for number in range(1, 11)
    ]


@pytest.mark.parametrize("moment", [0.0, 0.02, 0.05, 0.1])
def test_who_is_killed_while_writing_leaves_entries_that_are_whole(
    started: Desk, moment: float
) -> None:
    command = [sys.executable, "-c", WRITING, started.url, REF]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"2\n"
        sleep(moment)
        writer.kill()
        said = [2, *(int(one) for one in writer.stdout.read().split(b"\n")[:-1])]

    assert said == list(range(2, len(said) + 2))
    # Whoever writes next waits for what the server may still be finishing: one can go untold.
    last = started.engine.do(REF, RecordContact(domain="council")).seq
    assert last in {said[-1] + 1, said[-1] + 2}
    (found,) = started.engine.verify(projections=True).trajectories
    assert (found.damage, found.entries) == (None, last)


@pytest.mark.parametrize("question", ["status", "options", "log", "contacts"])
def test_questions_are_answered_while_somebody_writes(started: Desk, question: str) -> None:
    def ask() -> None:
        for _ in range(20):
            getattr(started.engine, question)(REF)

    def write() -> None:
        for _ in range(10):
            started.engine.do(REF, RecordContact(domain="council", person=ACTOR))

    at_once(ask, write, ask)

    assert len(started.engine.log(REF)) == 11


def test_a_check_of_the_chain_while_somebody_writes_finds_nothing(started: Desk) -> None:
    found = []

    def check() -> None:
        found.extend(started.engine.verify() for _ in range(40))

    def write() -> None:
        for number in range(30):
            started.engine.do(REF, RecordContact(domain="council", person=f"P{number}"))

    at_once(check, write)

    assert [one for one in found if not one.intact] == []


def test_a_rebuild_while_somebody_writes_loses_nothing(started: Desk) -> None:
    def rebuild() -> None:
        for _ in range(15):
            started.engine.rebuild()

    def write() -> None:
        for _ in range(30):
            started.engine.do(REF, RecordContact(domain="council"))

    at_once(rebuild, write)

    assert started.engine.verify().intact
    assert len(started.engine.log(REF)) == 31
    assert started.engine.rebuild(check=True).differences == ()
