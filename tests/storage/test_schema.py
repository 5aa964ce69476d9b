"""The schema: made once, by whoever comes first, and the same as the tables say."""

# ruff: noqa: S608 (the statements are this test's own)

import subprocess
import sys
from functools import partial

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

import trajecten
from tests.engine.kit import ACTOR, COMMISSIONER, ORIGIN, REF, Clock, Desk, desk_at, small
from tests.engine.together import at_once
from trajecten import Engine, SchemaError
from trajecten.storage import schema, tables
from trajecten.storage.database import connect_to

OPENING = """
import sys
from datetime import UTC, datetime
import trajecten
sys.stdin.readline()
clock = lambda: datetime(2026, 3, 2, tzinfo=UTC)
with trajecten.open(sys.argv[1], clock=clock, actor="A", origin="o") as engine:
    print(engine.info().log)
    print("alembic" in sys.modules, file=sys.stderr)
"""


def opening(url: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", OPENING, url]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True)


def opened(url: str) -> Engine:
    return trajecten.open(url, clock=Clock(), actor=ACTOR, origin=ORIGIN)


def test_the_migrated_schema_is_the_one_of_the_tables(own_desk: Desk) -> None:
    with own_desk.database.connect() as connection:
        options = {"include_name": lambda name, *_: name != schema.VERSION_TABLE}
        context = MigrationContext.configure(connection, opts=options)
        differences = compare_metadata(context, tables.metadata)

    assert differences == []


@pytest.mark.parametrize("kind", ["primary", "foreign", "unique", "index"])
def test_the_migrated_keys_are_those_of_the_tables(own_desk: Desk, kind: str) -> None:
    reference = sa.create_engine("sqlite://")
    tables.metadata.create_all(reference)

    made = keys_of(sa.inspect(own_desk.database), kind)
    meant = keys_of(sa.inspect(reference), kind)

    reference.dispose()
    assert made == meant


def test_the_head_is_that_of_the_migrations() -> None:
    config = Config()
    config.set_main_option("script_location", f"{schema.__file__.rpartition('/')[0]}/migrations")

    assert ScriptDirectory.from_config(config).get_current_head() == schema.HEAD


def test_all_tables_can_live_beside_those_of_a_host(own_desk: Desk) -> None:
    names = sa.inspect(own_desk.database).get_table_names()

    assert [one for one in names if not one.startswith("trajecten_")] == []
    assert {one.name for one in tables.metadata.sorted_tables} | {schema.VERSION_TABLE} == set(
        names
    )


def test_the_first_to_come_sets_up_and_the_second_finds_it_done(database_url: str) -> None:
    assert [trajecten.migrate(database_url), trajecten.migrate(database_url)] == [True, False]


def test_a_database_tells_its_schema(own_desk: Desk) -> None:
    told = own_desk.engine.info()

    assert told.schema == schema.HEAD
    assert told.dialect == own_desk.database.dialect.name
    assert (told.trajectories, told.entries) == (0, 0)
    assert told.log.startswith("trajecten/")


def test_two_databases_have_two_identities(own_desk: Desk) -> None:
    with desk_at("sqlite://") as other:
        assert other.engine.info().log != own_desk.engine.info().log


def test_four_processes_that_open_an_empty_database_at_once_all_work(database_url: str) -> None:
    four = [opening(database_url) for _ in range(4)]

    said = at_once(*[partial(one.communicate, "now\n", timeout=60) for one in four])

    assert [one.returncode for one in four] == [0] * 4, said
    assert len({out for out, _ in said}) == 1


def test_opening_a_database_that_is_set_up_does_not_need_alembic(database_url: str) -> None:
    first = opening(database_url).communicate("now\n", timeout=60)
    second = opening(database_url).communicate("now\n", timeout=60)

    assert (first[1], second[1]) == ("True\n", "False\n")
    assert first[0] == second[0]


def test_a_newer_schema_is_not_opened(own_desk: Desk) -> None:
    own_desk.run(f"UPDATE {schema.VERSION_TABLE} SET version_num = '9999'")
    before = own_desk.tables()

    with pytest.raises(SchemaError) as caught:
        opened(own_desk.url)

    assert "9999" in caught.value.detail.nl
    assert schema.HEAD in caught.value.detail.en
    assert own_desk.tables() == before


def test_a_newer_schema_is_not_used(own_desk: Desk) -> None:
    own_desk.run(f"UPDATE {schema.VERSION_TABLE} SET version_num = '9999'")

    with pytest.raises(SchemaError):
        own_desk.engine.start(small(), "x", commissioner=COMMISSIONER, ref=REF)


def test_a_newer_schema_is_not_migrated(own_desk: Desk) -> None:
    own_desk.run(f"UPDATE {schema.VERSION_TABLE} SET version_num = '9999'")

    with pytest.raises(SchemaError):
        trajecten.migrate(own_desk.database)


@pytest.mark.parametrize("question", ["refs", "portfolio", "info", "verify", "rebuild"])
def test_an_engine_on_a_database_that_is_not_set_up_says_so(
    database_url: str, question: str
) -> None:
    database = connect_to(database_url)
    engine = Engine(database, clock=Clock(), actor=ACTOR, origin=ORIGIN)

    with pytest.raises(SchemaError) as caught:
        getattr(engine, question)()

    left = sa.inspect(database).get_table_names()
    database.dispose()
    assert "trajecten.migrate" in caught.value.detail.nl
    assert left == []


def test_an_engine_sees_that_its_database_was_set_up_after_all(database_url: str) -> None:
    database = connect_to(database_url)
    engine = Engine(database, clock=Clock(), actor=ACTOR, origin=ORIGIN)
    with pytest.raises(SchemaError):
        engine.refs()

    trajecten.migrate(database)

    assert engine.refs() == ()
    database.dispose()


def test_the_migrations_of_a_host_are_left_alone(database_url: str) -> None:
    host = sa.create_engine(database_url)
    with host.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE alembic_version (version_num VARCHAR(32))")
        connection.exec_driver_sql("INSERT INTO alembic_version VALUES ('host-7')")

    with opened(database_url) as engine:
        engine.start(small(), "x", commissioner=COMMISSIONER)

    with host.connect() as connection:
        kept = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalars().all()
    host.dispose()
    assert kept == ["host-7"]


def test_sqlite_is_opened_for_safe_keeping(sqlite_url: str) -> None:
    database = connect_to(sqlite_url)
    names = ("journal_mode", "synchronous", "foreign_keys", "secure_delete")

    with database.connect() as connection:
        settings = [connection.exec_driver_sql(f"PRAGMA {one}").scalar() for one in names]

    database.dispose()
    assert settings == ["wal", 2, 1, 1]


def test_a_database_in_memory_lives_as_long_as_its_engine() -> None:
    with opened("sqlite://") as engine:
        engine.start(small(), "x", commissioner=COMMISSIONER, ref=REF)

        assert engine.status(REF).seq == 1


def keys_of(inspector: sa.Inspector, kind: str) -> dict[str, list[object]]:
    """Return the keys or indexes of one kind, by table."""
    names = [one.name for one in tables.metadata.sorted_tables]
    ways = {
        "primary": lambda name: [inspector.get_pk_constraint(name)["constrained_columns"]],
        "foreign": lambda name: [
            (one["constrained_columns"], one["referred_table"], one["referred_columns"])
            for one in inspector.get_foreign_keys(name)
        ],
        "unique": lambda name: [
            one["column_names"] for one in inspector.get_unique_constraints(name)
        ],
        "index": lambda name: [
            (one["name"], one["column_names"], bool(one["unique"]))
            for one in inspector.get_indexes(name)
            if "duplicates_constraint" not in one
        ],
    }
    return {name: sorted(ways[kind](name), key=repr) for name in names}
