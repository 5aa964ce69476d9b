"""Inside a host's transaction: its rows and those of trajecten stand or fall together."""

from collections.abc import Iterator
from datetime import datetime

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.engine.kit import ACTOR, COMMISSIONER, ORIGIN, REF, Desk, small
from trajecten import (
    Clock,
    ConflictError,
    Engine,
    InputError,
    NotFoundError,
    RecordContact,
    SchemaError,
    migrate,
)  # fmt: skip

HOST = sa.MetaData()
PROJECTS = sa.Table("projects", HOST, sa.Column("name", sa.Text, primary_key=True))


@pytest.fixture
def host(own_desk: Desk) -> Iterator[sa.Engine]:
    """Give the host's own SQLAlchemy engine, with the driver as it comes, beside a desk."""
    own_desk.start()
    database = sa.create_engine(own_desk.url)
    HOST.create_all(database)
    yield database
    database.dispose()


def test_a_host_row_and_a_step_are_committed_together(own_desk: Desk, host: sa.Engine) -> None:
    with host.begin() as connection:
        connection.execute(PROJECTS.insert(), {"name": "plein"})
        own_desk.engine.joining(connection).do(REF, RecordContact(domain="council"))

    assert _projects(host) == ["plein"]
    assert len(own_desk.engine.log(REF)) == 2
    assert own_desk.engine.verify().intact


def test_a_host_row_and_a_step_are_rolled_back_together(own_desk: Desk, host: sa.Engine) -> None:
    before = own_desk.tables()

    with host.connect() as connection:
        connection.execute(PROJECTS.insert(), {"name": "plein"})
        own_desk.engine.joining(connection).do(REF, RecordContact(domain="council"))
        connection.rollback()

    assert own_desk.tables() == before


def test_a_parent_and_its_child_are_rolled_back_together(own_desk: Desk, host: sa.Engine) -> None:
    before = own_desk.tables()

    with host.connect() as connection:
        joined = own_desk.engine.joining(connection)
        joined.start(small(), "x", commissioner=COMMISSIONER, ref="P-1")
        joined.start(small(), "x", commissioner=COMMISSIONER, ref="K-1", parent="P-1")
        family = {one.ref: one.parent for one in joined.portfolio()}
        connection.rollback()

    assert family == {REF: None, "P-1": None, "K-1": "P-1"}
    assert own_desk.tables() == before


def test_a_step_before_the_host_wrote_anything_can_be_rolled_back(
    own_desk: Desk, host: sa.Engine
) -> None:
    before = own_desk.tables()

    with host.connect() as connection:
        own_desk.engine.joining(connection).do(REF, RecordContact(domain="council"))
        connection.execute(PROJECTS.insert(), {"name": "plein"})
        connection.rollback()

    assert own_desk.tables() == before


def test_a_step_alone_is_committed_by_the_host(own_desk: Desk, host: sa.Engine) -> None:
    with host.connect() as connection:
        own_desk.engine.joining(connection).do(REF, RecordContact(domain="council"))
        inside = len(own_desk.engine.log(REF))
        connection.commit()

    assert inside == 1
    assert len(own_desk.engine.log(REF)) == 2


def test_a_session_is_joined_like_a_connection(own_desk: Desk, host: sa.Engine) -> None:
    before = own_desk.tables()

    with Session(host) as session:
        session.execute(PROJECTS.insert(), {"name": "plein"})
        own_desk.engine.joining(session).do(REF, RecordContact(domain="council"))
        session.rollback()
    unchanged = own_desk.tables() == before
    with Session(host) as session, session.begin():
        session.execute(PROJECTS.insert(), {"name": "plein"})
        own_desk.engine.joining(session).do(REF, RecordContact(domain="council"))

    assert unchanged
    assert _projects(host) == ["plein"]
    assert len(own_desk.engine.log(REF)) == 2


def test_an_error_of_the_host_after_the_step_undoes_both(own_desk: Desk, host: sa.Engine) -> None:
    before = own_desk.tables()

    with pytest.raises(ZeroDivisionError):
        _step_and_fail(own_desk, host)

    assert own_desk.tables() == before


def test_a_start_joins_too(own_desk: Desk, host: sa.Engine) -> None:
    with host.connect() as connection:
        engine = own_desk.engine.joining(connection)
        made = engine.start(small(), "x", commissioner=COMMISSIONER)
        seen = engine.refs()
        connection.rollback()

    assert made.ref in seen
    assert own_desk.engine.refs() == (REF,)


def test_a_refused_attempt_is_the_hosts_to_keep(own_desk: Desk, host: sa.Engine) -> None:
    with host.begin() as connection:
        outcome = own_desk.engine.joining(connection).advance(REF, "choose")

    assert not outcome.accepted
    assert own_desk.engine.log(REF)[-1].result == "refused"


def test_several_steps_fit_in_one_transaction(own_desk: Desk, host: sa.Engine) -> None:
    with host.begin() as connection:
        engine = own_desk.engine.joining(connection)
        engine.do(REF, RecordContact(domain="council"))
        engine.do(REF, RecordContact(domain="community"))
        step = engine.advance(REF, "choose")

    assert step.accepted
    assert own_desk.engine.verify().intact
    assert own_desk.engine.rebuild(check=True).differences == ()


def test_questions_inside_see_what_was_done_inside(own_desk: Desk, host: sa.Engine) -> None:
    with host.begin() as connection:
        engine = own_desk.engine.joining(connection)
        engine.do(REF, RecordContact(domain="council"))

        assert engine.status(REF).seq == 2
        assert len(engine.contacts(REF)) == 1
        assert engine.verify().intact


def test_an_engine_can_be_made_on_a_connection(own_desk: Desk, host: sa.Engine) -> None:
    with host.begin() as connection:
        engine = Engine(connection, clock=own_desk.clock, actor=ACTOR, origin=ORIGIN)
        engine.do(REF, RecordContact(domain="council"))

    assert len(own_desk.engine.log(REF)) == 2


def test_another_actor_can_join(own_desk: Desk, host: sa.Engine) -> None:
    with host.begin() as connection:
        engine = own_desk.engine.joining(connection, actor="Ada Ander", role="commissioner")
        outcome = engine.do(REF, RecordContact(domain="council"))

    entry = own_desk.engine.log(REF)[-1]
    assert not outcome.accepted
    assert entry.actor == "Ada Ander"
    assert own_desk.engine.log(REF)[0].actor == ACTOR


def test_what_is_not_understood_leaves_the_hosts_transaction_usable(
    own_desk: Desk, host: sa.Engine
) -> None:
    with host.begin() as connection:
        engine = own_desk.engine.joining(connection)
        connection.execute(PROJECTS.insert(), {"name": "plein"})
        with pytest.raises(NotFoundError):
            engine.advance(REF, "fly")
        engine.do(REF, RecordContact(domain="council"))

    assert _projects(host) == ["plein"]
    assert len(own_desk.engine.log(REF)) == 2


def test_a_step_that_somebody_else_was_before_is_a_conflict_inside_a_host_too(
    own_desk: Desk, host: sa.Engine
) -> None:
    own_desk.like(actor="Ada").do(REF, RecordContact(domain="council"))

    with host.connect() as connection:
        engine = own_desk.engine.joining(connection)
        with pytest.raises(ConflictError) as caught:
            engine.do(REF, RecordContact(domain="council"), expected_seq=1)

    assert "Ada" in caught.value.detail.nl


def test_a_step_taken_between_the_hosts_reading_and_writing_is_a_conflict(
    own_desk: Desk, host: sa.Engine
) -> None:
    with host.connect() as connection:
        connection.execute(PROJECTS.select()).all()
        engine = Engine(connection, clock=_meanwhile(own_desk), actor=ACTOR, origin=ORIGIN)
        with pytest.raises(ConflictError):
            engine.do(REF, RecordContact(domain="council"))
        connection.rollback()

    assert len(own_desk.engine.log(REF)) == 2
    assert own_desk.engine.verify().intact


def test_a_rebuild_does_not_join(own_desk: Desk, host: sa.Engine) -> None:
    with host.connect() as connection, pytest.raises(InputError):
        own_desk.engine.joining(connection).rebuild()


def test_closing_an_engine_leaves_the_hosts_connection_open(
    own_desk: Desk, host: sa.Engine
) -> None:
    with host.begin() as connection:
        with own_desk.engine.joining(connection) as engine:
            engine.do(REF, RecordContact(domain="council"))
        connection.execute(PROJECTS.insert(), {"name": "plein"})

    assert _projects(host) == ["plein"]


def test_a_host_database_that_is_not_set_up_is_said_so(own_desk: Desk) -> None:
    own_desk.run("DROP TABLE trajecten_version")
    bare = sa.create_engine(own_desk.url)

    with bare.connect() as connection, pytest.raises(SchemaError) as caught:
        Engine(connection, clock=own_desk.clock, actor=ACTOR, origin=ORIGIN).refs()

    bare.dispose()
    assert "trajecten.migrate" in caught.value.detail.en


def test_a_hosts_engine_can_be_migrated_and_used(own_desk: Desk) -> None:
    database = sa.create_engine(own_desk.url)

    changed = migrate(database)
    engine = Engine(database, clock=own_desk.clock, actor=ACTOR, origin=ORIGIN)
    engine.start(small(), "x", commissioner=COMMISSIONER, ref=REF)
    engine.close()

    assert not changed
    assert own_desk.engine.refs() == (REF,)


def test_a_hosts_engine_keeps_its_own_way_of_beginning(own_desk: Desk, host: sa.Engine) -> None:
    Engine(host, clock=own_desk.clock, actor=ACTOR, origin=ORIGIN).do(
        REF, RecordContact(domain="council")
    )

    with host.connect() as connection:
        connection.execute(PROJECTS.insert(), {"name": "plein"})
        connection.rollback()

    assert _projects(host) == []
    assert len(own_desk.engine.log(REF)) == 2


def test_a_connection_on_which_every_statement_commits_itself_is_not_joined(
    own_desk: Desk, host: sa.Engine
) -> None:
    loose = host.execution_options(isolation_level="AUTOCOMMIT")
    before = own_desk.tables()

    with loose.connect() as connection:
        engine = own_desk.engine.joining(connection)
        with pytest.raises(InputError):
            engine.do(REF, RecordContact(domain="council"))

    assert own_desk.tables() == before


def _step_and_fail(desk: Desk, host: sa.Engine) -> None:
    with host.begin() as connection:
        desk.engine.joining(connection).do(REF, RecordContact(domain="council"))
        connection.execute(PROJECTS.insert(), {"name": "plein"})
        raise ZeroDivisionError


def _projects(host: sa.Engine) -> list[str]:
    with host.connect() as connection:
        return list(connection.execute(PROJECTS.select()).scalars())


def _meanwhile(desk: Desk) -> Clock:
    """Return a clock at whose reading somebody else records a contact."""

    def clock() -> datetime:
        desk.engine.do(REF, RecordContact(domain="council"))
        return desk.clock()

    return clock
