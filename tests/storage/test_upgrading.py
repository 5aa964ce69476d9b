"""A database of an older version goes on where it was, with everything that is in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext

import trajecten
from tests.engine.kit import ACTOR, COMMISSIONER, ORIGIN, REF, Clock, small
from tests.storage.test_schema import keys_of
from trajecten import AddNote, Engine, RecordContact, Signer
from trajecten.storage import schema, tables
from trajecten.storage.database import connect_to, transaction

FIRST = "0001"
OLD_ROW = "id, ref, workflow, version, definition, seq, head, state, started_at, recorded_at"
FENCED = [one.name for one in tables.APPEND_ONLY]
COLUMNS = {
    "trajecten_entry": "action", "trajecten_definition": "workflow", "trajecten_record": "action",
    "trajecten_leaf": "hash", "trajecten_checkpoint": "note",
}  # fmt: skip


@contextmanager
def at(url: str) -> Iterator[sa.Engine]:
    database = connect_to(url)
    yield database
    database.dispose()


def migrated_to(database: sa.Engine, revision: str) -> None:
    """Run the migrations up to one of them, as the program of that day did."""
    config = Config()
    folder = f"{schema.__file__.rpartition('/')[0]}/migrations"
    config.set_main_option("script_location", folder)
    with database.connect() as connection, transaction(connection, own=True):
        # As the program does: Alembic keeps to a transaction in which something was asked.
        assert schema.schema_version(connection) is None
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


def filled(source: sa.Engine, target: sa.Engine) -> None:
    """Tell a story in the schema of now, and copy it to a database of the first schema."""
    engine = engine_on(source)
    engine.start(small(), "Het plein", commissioner=COMMISSIONER, ref=REF)
    engine.do(REF, RecordContact(domain="council", person="Bea Bewoner", note="Zachtjes"))
    engine.advance(REF, "choose")
    with source.connect() as old, target.connect() as new:
        for table in tables.metadata.sorted_tables:
            # The number of an entry's row is given out by the database itself.
            left = {"parent"} | ({"id"} if table is tables.entry else set())
            columns = [one for one in table.columns if one.name not in left]
            ordered = sa.select(*columns).order_by(*table.primary_key.columns)
            rows = [dict(row) for row in old.execute(ordered).mappings()]
            if table.name == "trajecten_meta":
                new.execute(sa.delete(table))
            if rows:
                bare = sa.table(table.name, *(sa.column(one.name, one.type) for one in columns))
                new.execute(sa.insert(bare), rows)


def engine_on(database: sa.Engine) -> Engine:
    return Engine(database, clock=Clock(), actor=ACTOR, origin=ORIGIN)


def rows(database: sa.Engine, statement: str) -> list[Any]:
    with database.connect() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(statement)]


@pytest.fixture
def old(database_url: str) -> Iterator[sa.Engine]:
    """Give a database of the first schema in which a trajectory has three entries."""
    with at(database_url) as database, at("sqlite://") as source:
        migrated_to(database, FIRST)
        schema.upgrade(source)
        filled(source, database)
        yield database


def test_a_database_of_the_first_version_has_no_parents(old: sa.Engine) -> None:
    with old.connect() as connection:
        assert schema.schema_version(connection) == FIRST
    columns = sa.inspect(old).get_columns("trajecten_trajectory")
    assert "parent" not in {one["name"] for one in columns}


def test_an_old_database_gets_the_schema_of_now(old: sa.Engine) -> None:
    assert trajecten.migrate(old)

    with old.connect() as connection:
        assert schema.schema_version(connection) == schema.HEAD
        options = {"include_name": lambda name, *_: name != schema.VERSION_TABLE}
        context = MigrationContext.configure(connection, opts=options)
        differences = compare_metadata(context, tables.metadata)
    assert differences == []


@pytest.mark.parametrize("kind", ["primary", "foreign", "unique", "index"])
def test_an_old_database_gets_the_keys_of_now(old: sa.Engine, kind: str) -> None:
    trajecten.migrate(old)
    reference = sa.create_engine("sqlite://")
    tables.metadata.create_all(reference)

    meant = keys_of(sa.inspect(reference), kind)

    reference.dispose()
    assert keys_of(sa.inspect(old), kind) == meant


def test_what_was_in_it_stays_as_it_was(old: sa.Engine) -> None:
    names = set(sa.inspect(old).get_table_names()) - {schema.VERSION_TABLE}
    kept = sorted(names - {"trajecten_trajectory"})
    questions = [f"SELECT {OLD_ROW} FROM trajecten_trajectory"]  # noqa: S608 (our own names)
    questions += [f"SELECT * FROM {one}" for one in kept]  # noqa: S608
    before = [rows(old, one) for one in questions]

    trajecten.migrate(old)

    assert [rows(old, one) for one in questions] == before
    assert rows(old, "SELECT parent FROM trajecten_trajectory") == [(None,)]


@pytest.mark.parametrize("table", FENCED)
@pytest.mark.parametrize("statement", ["DELETE FROM {}", "UPDATE {} SET {} = {}"])
def test_the_fence_stands_after_it(
    old: sa.Engine, signer: Signer, table: str, statement: str
) -> None:
    trajecten.migrate(old)
    engine_on(old).checkpoint(signer)
    column = COLUMNS[table]

    with old.connect() as connection, pytest.raises(sa.exc.DBAPIError, match="is append-only"):
        connection.exec_driver_sql(statement.format(table, column, column))


def test_a_trajectory_of_then_goes_on_and_can_have_children(old: sa.Engine) -> None:
    trajecten.migrate(old)
    engine = engine_on(old)

    engine.do(REF, AddNote(text="x"))
    engine.start(small(), "Kind", commissioner=COMMISSIONER, ref="K-1", parent=REF)

    assert [one.ref for one in engine.status(REF).children] == ["K-1"]
    assert engine.verify().intact
    assert engine.rebuild(check=True).differences == ()


def test_opening_an_old_database_brings_it_up_to_date(old: sa.Engine) -> None:
    url = old.url.render_as_string(hide_password=False)

    with trajecten.open(url, clock=Clock(), actor=ACTOR, origin=ORIGIN) as engine:
        assert engine.info().schema == schema.HEAD
        assert engine.status(REF).seq == 3
