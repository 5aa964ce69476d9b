"""Steps that are taken by themselves: when they are due, by whom, in which order, how far."""

from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from tests.engine.kit import COMMISSIONER, ORIGIN, OTHER, REF, Desk, desk_at
from tests.ticked import CHILD, ROUND, WAITING, ticked
from trajecten import (
    ConflictError,
    Engine,
    InputError,
    NotFoundError,
    Outcome,
    RecordContact,
    RecordDecision,
    load_workflow,
)

SYSTEM = "het systeem"


@pytest.fixture
def laid_out(desk: Desk) -> Desk:
    """Give a desk with a trajectory whose term for views runs, for two weeks from 2 March 2026."""
    lay_out(desk, REF)
    return desk


@pytest.fixture
def system(laid_out: Desk) -> Engine:
    """Give an engine of the system, which holds no role."""
    return laid_out.like(actor=SYSTEM, origin="taakplanner")


def lay_out(desk: Desk, ref: str) -> None:
    desk.engine.start(ticked(), "Het plein", commissioner=COMMISSIONER, ref=ref)
    desk.engine.advance(ref, "lay-out")


def decide(desk: Desk, outcome: str = "adopted") -> None:
    desk.engine.do(REF, RecordDecision(body="council", outcome=outcome))


def steps(outcomes: tuple[Outcome, ...]) -> list[tuple[str, str]]:
    return [(one.ref, one.object) for one in outcomes]


def test_what_is_not_open_yet_is_not_tried(laid_out: Desk, system: Engine) -> None:
    before = laid_out.tables()

    assert system.tick() == ()
    assert laid_out.tables() == before


def test_what_is_due_is_taken_until_nothing_is_open(laid_out: Desk, system: Engine) -> None:
    laid_out.clock.forward(days=15)

    taken = system.tick()

    assert steps(taken) == [(REF, "close"), (REF, "count")]
    assert all(one.accepted for one in taken)
    assert laid_out.engine.status(REF).phases == {"main": "deciding"}
    assert [one.seq for one in taken] == [3, 4]
    assert [one.hash for one in taken] == [one.hash for one in laid_out.engine.log(REF, after=2)]
    assert system.tick() == ()


def test_each_step_is_an_ordinary_entry_by_the_system(laid_out: Desk, system: Engine) -> None:
    laid_out.clock.forward(days=15)

    system.tick()

    entry = laid_out.engine.log(REF)[2]
    assert (entry.action, entry.object, entry.result) == (
        "trajectory.advanced",
        "close",
        "accepted",
    )
    assert (entry.actor, entry.role, entry.origin) == (SYSTEM, None, "taakplanner")
    assert entry.command is None
    assert [one.guard for one in entry.findings] == ["term_elapsed"]
    assert laid_out.engine.verify().intact
    assert laid_out.engine.rebuild(check=True).differences == ()


def test_the_role_of_whoever_runs_it_is_not_used(laid_out: Desk) -> None:
    laid_out.clock.forward(days=15)

    taken = laid_out.like(role="commissioner").tick(limit=1)

    assert steps(taken) == [(REF, "close")]
    assert laid_out.engine.log(REF)[-1].role is None


def test_what_would_be_taken_first_is_told_and_not_taken(laid_out: Desk, system: Engine) -> None:
    assert system.due() == ()
    laid_out.clock.forward(days=15)
    before = laid_out.tables()

    due = system.due()

    assert steps(due) == [(REF, "close")]
    assert (due[0].phases, due[0].hash) == ({"main": "weighing"}, "")
    assert laid_out.tables() == before


def test_a_step_that_a_person_took_is_not_taken_again(laid_out: Desk, system: Engine) -> None:
    laid_out.clock.forward(days=15)
    assert laid_out.engine.advance(REF, "close").accepted

    assert steps(system.tick()) == [(REF, "count")]


def test_relation_comes_first_also_by_itself(laid_out: Desk, system: Engine) -> None:
    laid_out.clock.forward(days=15)
    decide(laid_out)

    assert steps(system.tick())[-1] == (REF, "drop")
    assert laid_out.engine.status(REF).phases == {"main": "dropped"}


def test_of_several_that_are_open_the_first_in_the_file_is_taken(
    laid_out: Desk, system: Engine
) -> None:
    laid_out.hear()
    laid_out.clock.forward(days=15)
    decide(laid_out)

    assert steps(system.tick()) == [(REF, "close"), (REF, "count"), (REF, "adopt")]


def test_only_the_trajectory_that_is_named_moves(laid_out: Desk, system: Engine) -> None:
    lay_out(laid_out, OTHER)
    laid_out.clock.forward(days=15)

    assert {one.ref for one in system.tick(OTHER)} == {OTHER}
    assert {one.ref for one in system.tick()} == {REF}


def test_a_trajectory_that_is_not_there_is_an_error(system: Engine) -> None:
    with pytest.raises(NotFoundError):
        system.tick("nergens")
    with pytest.raises(NotFoundError):
        system.due("nergens")


def test_no_more_steps_are_taken_than_the_caller_allows(laid_out: Desk, system: Engine) -> None:
    lay_out(laid_out, OTHER)
    laid_out.clock.forward(days=15)

    assert steps(system.tick(limit=1)) == [(REF, "close"), (OTHER, "close")]
    assert steps(system.tick(limit=1)) == [(REF, "count"), (OTHER, "count")]
    with pytest.raises(InputError):
        system.tick(limit=0)


def test_a_circle_is_gone_round_once(desk: Desk) -> None:
    workflow = load_workflow(ROUND.encode())
    desk.engine.start(workflow, "Rond", commissioner=COMMISSIONER, ref=REF)

    assert steps(desk.engine.tick()) == [(REF, "go"), (REF, "come")]
    assert desk.engine.status(REF).phases == {"main": "here"}


def test_a_parent_that_waits_for_a_child_moves_in_the_same_go(desk: Desk) -> None:
    for ref, text, parent in ((REF, WAITING, None), (OTHER, CHILD, REF)):
        workflow = load_workflow(text.encode())
        desk.engine.start(workflow, "x", commissioner=COMMISSIONER, ref=ref, parent=parent)
    desk.engine.do(OTHER, RecordDecision(body="council", outcome="adopted"))

    assert steps(desk.engine.tick()) == [(OTHER, "shut"), (REF, "shut")]


def test_in_a_host_s_transaction_steps_are_the_host_s_to_keep_or_drop(laid_out: Desk) -> None:
    laid_out.clock.forward(days=15)
    database = sa.create_engine(laid_out.url)
    with database.connect() as connection:
        assert len(laid_out.engine.joining(connection).tick()) == 2
        connection.rollback()
    dropped = len(laid_out.engine.log(REF))
    with database.begin() as connection:
        laid_out.engine.joining(connection).tick()
    database.dispose()

    assert dropped == 2
    assert len(laid_out.engine.log(REF)) == 4
    assert laid_out.engine.verify().intact


def test_a_person_who_saw_the_situation_before_gets_a_conflict(
    laid_out: Desk, system: Engine
) -> None:
    laid_out.clock.forward(days=15)
    seen = laid_out.engine.status(REF).seq
    system.tick()

    with pytest.raises(ConflictError, match=SYSTEM):
        laid_out.engine.do(REF, RecordContact(domain="council"), expected_seq=seen)


@pytest.fixture
def postgres_desk(postgres_url: str) -> Iterator[Desk]:
    with desk_at(postgres_url) as one:
        yield one


def test_a_trajectory_that_somebody_is_writing_in_is_not_waited_for(postgres_desk: Desk) -> None:
    lay_out(postgres_desk, REF)
    lay_out(postgres_desk, OTHER)
    postgres_desk.clock.forward(days=15)
    host = sa.create_engine(postgres_desk.url)
    with host.begin() as writing:
        writing.exec_driver_sql("UPDATE trajecten_trajectory SET seq = seq WHERE ref = 'A-1'")
        meanwhile = postgres_desk.engine.tick()
    host.dispose()

    assert steps(meanwhile) == [(OTHER, "close"), (OTHER, "count")]
    assert steps(postgres_desk.engine.tick()) == [(REF, "close"), (REF, "count")]
    assert ORIGIN in {one.origin for one in postgres_desk.engine.log(REF)}
