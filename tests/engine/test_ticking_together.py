"""Several that take automatic steps at the same moment: each step is taken once, and none fails."""

import subprocess
import sys
from collections import Counter

import pytest

from tests.engine.kit import COMMISSIONER, Desk
from tests.engine.together import MeetingClock, at_once, caught
from tests.ticked import ticked
from trajecten import ConflictError, Outcome, RecordContact

REFS = tuple(f"T-{number}" for number in range(8))
ONCE = Counter({(ref, step): 1 for ref in REFS for step in ("close", "count")})

TICKING = """
import sys
from datetime import UTC, datetime
import trajecten
clock = lambda: datetime(2026, 4, 1, tzinfo=UTC)
with trajecten.open(sys.argv[1], clock=clock, actor="systeem", origin="o") as engine:
    print("ready", flush=True)
    sys.stdin.readline()
    for one in engine.tick():
        print(one.ref, one.object)
"""


@pytest.fixture
def due(desk: Desk) -> Desk:
    """Give a desk with trajectories in which two automatic steps are due, one after the other."""
    for ref in REFS:
        desk.engine.start(ticked(), "x", commissioner=COMMISSIONER, ref=ref)
        desk.engine.advance(ref, "lay-out")
    desk.clock.forward(days=15)
    return desk


def check_once(due: Desk, taken: Counter[tuple[str, str]]) -> None:
    """Check that each step was taken once: by what was answered, and by the ledger."""
    logged = [(ref, one) for ref in REFS for one in due.engine.log(ref, after=2)]
    assert taken == ONCE
    assert Counter((ref, one.object) for ref, one in logged) == ONCE
    assert {one.result for _, one in logged} == {"accepted"}
    assert due.engine.verify().intact
    assert due.engine.rebuild(check=True).differences == ()


@pytest.mark.parametrize("many", [2, 6])
def test_threads_that_tick_at_once_take_each_step_once(due: Desk, many: int) -> None:
    system = due.like(actor="systeem")

    answers = at_once(*[system.tick] * many)

    check_once(due, Counter((one.ref, one.object) for some in answers for one in some))


def test_who_looked_before_another_took_the_step_does_not_take_it_again(due: Desk) -> None:
    clock = MeetingClock(due.clock, 2)

    answers = at_once(*[due.like(actor="systeem", clock=clock).tick] * 2)

    check_once(due, Counter((one.ref, one.object) for some in answers for one in some))


def test_processes_that_tick_at_once_take_each_step_once(due: Desk) -> None:
    command = [sys.executable, "-c", TICKING, due.url]
    pipe = subprocess.PIPE
    three = [
        subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True) for _ in range(3)
    ]
    for one in three:
        assert one.stdout is not None
        assert one.stdout.readline() == "ready\n"

    said = [said_by(one) for one in released(three)]

    assert [(one.returncode, err) for one, (_, err) in zip(three, said, strict=True)] == [
        (0, "")
    ] * 3
    lines = [line.split() for out, _ in said for line in out.splitlines()]
    check_once(due, Counter((ref, step) for ref, step in lines))


def released(processes: list[subprocess.Popen[str]]) -> list[subprocess.Popen[str]]:
    """Let all of them go, before any is listened to."""
    for one in processes:
        assert one.stdin is not None
        one.stdin.write("go\n")
        one.stdin.flush()
    return processes


def said_by(process: subprocess.Popen[str]) -> tuple[str, str]:
    return process.communicate(timeout=60)


def test_people_who_take_the_same_steps_meanwhile_never_take_one_twice(due: Desk) -> None:
    def by_hand() -> list[Outcome | Exception]:
        return [caught(lambda r=ref: due.engine.advance(r, "close"))() for ref in REFS]

    def by_itself() -> list[Outcome | Exception]:
        return [*due.like(actor="systeem").tick()]

    answers = [one for some in at_once(by_hand, by_itself, by_itself) for one in some]

    errors = [one for one in answers if isinstance(one, Exception)]
    assert all(isinstance(one, ConflictError) for one in errors)
    due.engine.tick()
    taken = Counter(
        (ref, one.object)
        for ref in REFS
        for one in due.engine.log(ref, after=2)
        if one.result == "accepted"
    )
    assert taken == ONCE
    assert due.engine.verify().intact


def test_what_others_record_meanwhile_is_not_lost(due: Desk) -> None:
    def record() -> list[Outcome]:
        return [due.engine.do(ref, RecordContact(domain="council")) for ref in REFS]

    at_once(record, lambda: list(due.like(actor="systeem").tick()), record)

    due.engine.tick()
    assert [len(due.engine.log(ref)) for ref in REFS] == [6] * len(REFS)
    assert due.engine.verify().intact
