"""The database itself refuses to change or delete what is append-only."""

# ruff: noqa: S608 (the statements are this test's own)

from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from tests.engine.kit import ORIGIN, OTHER, REF, Desk, desk_at
from trajecten import AddNote

CHANGES = (
    "UPDATE trajecten_entry SET actor = 'x' WHERE seq = 2",
    "UPDATE trajecten_entry SET body = body",
    "UPDATE trajecten_entry SET id = id + 100",
    "DELETE FROM trajecten_entry WHERE seq = 2",
    "DELETE FROM trajecten_entry",
    "UPDATE trajecten_definition SET version = '9.9.9'",
    "DELETE FROM trajecten_definition",
    (
        "INSERT INTO trajecten_definition SELECT * FROM trajecten_definition WHERE true"
        " ON CONFLICT (digest) DO UPDATE SET version = '9.9.9'"
    ),
    (
        "INSERT INTO trajecten_entry SELECT * FROM trajecten_entry WHERE seq = 2"
        " ON CONFLICT (id) DO UPDATE SET actor = 'x'"
    ),
)

PLACES = (
    "trajectory, seq, recorded_at, at, action, object, result, actor, role, command, body, hash"
)
REPLACEMENTS = (
    "INSERT OR REPLACE INTO trajecten_entry SELECT * FROM trajecten_entry WHERE seq = 2",
    (
        f"INSERT OR REPLACE INTO trajecten_entry ({PLACES}) SELECT trajectory, seq, recorded_at,"
        " at, action, object, result, 'x', role, NULL, body, 'other'"
        " FROM trajecten_entry WHERE seq = 2"
    ),
    (
        f"INSERT OR REPLACE INTO trajecten_entry ({PLACES}) SELECT trajectory, 99, recorded_at, at,"
        " action, object, result, 'x', role, NULL, body, hash FROM trajecten_entry WHERE seq = 2"
    ),
    (
        f"INSERT OR REPLACE INTO trajecten_entry ({PLACES}) SELECT trajectory, 99, recorded_at, at,"
        " action, object, result, 'x', role, command, body, 'other' FROM trajecten_entry"
        " WHERE seq = 2"
    ),
    (
        f"INSERT OR REPLACE INTO trajecten_entry (id, {PLACES}) SELECT id, trajectory, 99,"
        " recorded_at, at, action, object, result, 'x', role, NULL, body, 'other'"
        " FROM trajecten_entry WHERE seq = 2"
    ),
    "REPLACE INTO trajecten_definition SELECT * FROM trajecten_definition",
    "UPDATE OR REPLACE trajecten_entry SET seq = 1 WHERE seq = 2",
)


@pytest.fixture
def fenced(started: Desk) -> Desk:
    """Give a desk with two entries."""
    started.engine.do(REF, AddNote(text="x"), command_id="opdracht-1")
    return started


@pytest.fixture
def local(sqlite_url: str) -> Iterator[Desk]:
    """Give a desk with two entries on SQLite."""
    with desk_at(sqlite_url) as one:
        one.start(command_id="begin-1")
        one.engine.do(REF, AddNote(text="x"), command_id="opdracht-1")
        yield one


@pytest.mark.parametrize("statement", CHANGES)
def test_a_change_is_refused_by_the_database(fenced: Desk, statement: str) -> None:
    before = fenced.tables()

    with pytest.raises(DBAPIError, match="is append-only"):
        fenced.run(statement)

    assert fenced.tables() == before


@pytest.mark.parametrize("statement", REPLACEMENTS)
def test_sqlite_refuses_to_replace(local: Desk, statement: str) -> None:
    before = local.tables()

    with pytest.raises(DBAPIError, match="is append-only"):
        local.run(statement)

    assert local.tables() == before


def test_sqlite_refuses_to_replace_a_first_entry_through_its_command_id(local: Desk) -> None:
    local.run(
        "INSERT INTO trajecten_trajectory SELECT 'other', 'B-1', workflow, version, definition,"
        " seq, head, state, started_at, recorded_at, parent FROM trajecten_trajectory"
    )
    before = local.tables()

    with pytest.raises(DBAPIError, match="is append-only"):
        local.run(
            f"INSERT OR REPLACE INTO trajecten_entry ({PLACES}) SELECT 'other', seq, recorded_at,"
            " at, action, object, result, actor, role, command, body, 'other'"
            " FROM trajecten_entry WHERE seq = 1"
        )

    assert local.tables() == before


def test_sqlite_refuses_to_replace_a_workflow_text_through_its_row_number(local: Desk) -> None:
    with local.database.connect() as connection:
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")

        with pytest.raises(DBAPIError, match="is append-only"):
            connection.exec_driver_sql(
                "INSERT OR REPLACE INTO trajecten_definition"
                " (rowid, digest, workflow, version, text)"
                " SELECT rowid, 'other', workflow, version, text FROM trajecten_definition"
            )


def test_sqlite_refuses_without_the_help_of_a_setting(local: Desk) -> None:
    with local.database.connect() as connection:
        connection.exec_driver_sql("PRAGMA recursive_triggers=OFF")
        with pytest.raises(DBAPIError, match="is append-only"):
            connection.exec_driver_sql(REPLACEMENTS[0])


@pytest.mark.parametrize("table", ["trajecten_entry", "trajecten_definition"])
def test_postgresql_refuses_to_truncate(postgres_url: str, table: str) -> None:
    with desk_at(postgres_url) as desk:
        desk.start()

        with pytest.raises(DBAPIError, match="is append-only"):
            desk.run(f"TRUNCATE {table} CASCADE")

        assert len(desk.engine.log(REF)) == 1


@pytest.mark.parametrize("statement", CHANGES[:7])
def test_postgresql_refuses_a_replica_too(postgres_url: str, statement: str) -> None:
    with desk_at(postgres_url) as desk:
        desk.start()
        desk.engine.do(REF, AddNote(text="x"))

        with desk.database.connect() as connection:
            connection.exec_driver_sql("SET session_replication_role = replica")
            with pytest.raises(DBAPIError, match="is append-only"):
                connection.exec_driver_sql(statement)
            connection.exec_driver_sql("RESET session_replication_role")


def test_what_may_change_can_be_changed(fenced: Desk) -> None:
    fenced.run("DELETE FROM trajecten_text")
    fenced.run("DELETE FROM trajecten_party")

    assert fenced.rows("SELECT 1 FROM trajecten_text") == []


def test_a_second_trajectory_of_a_known_workflow_adds_no_text(started: Desk) -> None:
    started.start(OTHER)

    assert len(started.rows("SELECT 1 FROM trajecten_definition")) == 1
    assert {one.origin for one in started.engine.log(OTHER)} == {ORIGIN}


def test_an_entry_belongs_to_a_trajectory(fenced: Desk) -> None:
    with pytest.raises(sa.exc.IntegrityError):
        fenced.run(
            f"INSERT INTO trajecten_entry ({PLACES}) SELECT 'nowhere', seq, recorded_at, at,"
            " action, object, result, actor, role, NULL, body, 'other' FROM trajecten_entry"
            " WHERE seq = 1"
        )
