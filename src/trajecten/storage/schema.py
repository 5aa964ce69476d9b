"""The schema of the database: which version it has, and how it is brought up to date."""

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, inspect, text

from trajecten.errors import SchemaError
from trajecten.storage.database import as_own, speaking_plainly, transaction

HEAD = "0003"
"""The version of the schema that this program works with."""

VERSION_TABLE = "trajecten_version"

_LOCK = 0x7472616A6563746E  # "trajectn": the advisory lock of migrations on PostgreSQL


def schema_version(connection: Connection) -> str | None:
    """Return the version of the schema in a database; None when there is none yet."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    return connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()  # noqa: S608 (a constant)


def check_schema(connection: Connection) -> bool:
    """Return whether the schema is the one that this program works with.

    Raises:
        SchemaError: it is newer than this program, so that only a newer program may touch it.
    """
    found = schema_version(connection)
    if found is not None and found > HEAD:
        raise SchemaError(
            f"Deze database heeft schema {found}; dit programma kent tot en met {HEAD}. "
            "Werk trajecten bij.",
            f"This database has schema {found}; this program knows up to {HEAD}. Update trajecten.",
        )
    return found == HEAD


def upgrade(engine: Engine) -> bool:
    """Bring the schema up to date, once, also when several processes start at the same moment.

    Returns whether anything had to be done.

    Raises:
        SchemaError: the schema is newer than this program.
    """
    with speaking_plainly(), as_own(engine).connect() as connection:
        if check_schema(connection):
            return False
        with transaction(connection, own=True):
            if connection.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
            if check_schema(connection):
                return False
            _run_migrations(connection)
    return True


# Private


def _run_migrations(connection: Connection) -> None:
    # Alembic takes longer to import than most commands take to run; only a migration needs it.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    attributes: dict[str, Any] = config.attributes
    attributes["connection"] = connection
    command.upgrade(config, "head")
