"""Connections: how each database is opened, how a transaction is begun, what its errors mean."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import (
    ArgumentError,
    DBAPIError,
    InterfaceError,
    NoSuchModuleError,
    OperationalError,
    SQLAlchemyError,
)
from sqlalchemy.pool import StaticPool

from trajecten.errors import ConflictError, InputError, StoreError
from trajecten.storage.prepared import OWN, run

BUSY_SECONDS = 30
"""How long SQLite waits for another writer before it gives up."""

_DIALECTS = ("sqlite", "postgresql")
_PASSWORD = re.compile(r":[^:@]*@")
_LOST_RACE = frozenset({"40001", "40P01", "55P03"})
_SQLITE_SETTINGS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",
)


def connect_to(url: str) -> Engine:
    """Return a SQLAlchemy engine for an SQLite or PostgreSQL address; nothing is opened yet.

    Statements run by themselves until `transaction` begins one. A new SQLite file is made readable
    by its owner only.

    Raises:
        InputError: the address is not one of a database that trajecten works with.
        StoreError: the driver is not installed, or the folder of the file does not exist.
    """
    try:
        address = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise _bad_address(_PASSWORD.sub(":***@", url)) from error
    if address.get_backend_name() not in _DIALECTS:
        raise _bad_address(address.render_as_string(hide_password=True))
    options: dict[str, Any] = {}
    if address.get_backend_name() == "sqlite":
        options["connect_args"] = {"timeout": BUSY_SECONDS, "check_same_thread": False}
        if address.database in (None, "", ":memory:"):
            options["poolclass"] = StaticPool
        else:
            _make_private(Path(str(address.database)))
    try:
        engine = create_engine(
            address,
            isolation_level="AUTOCOMMIT",
            hide_parameters=True,
            execution_options={OWN: True},
            **options,
        )
    except (ModuleNotFoundError, NoSuchModuleError) as error:
        raise StoreError(
            f"Het stuurprogramma voor {address.drivername} ontbreekt: "
            "installeer trajecten[postgresql].",
            f"The driver for {address.drivername} is missing: install trajecten[postgresql].",
        ) from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_up_sqlite)
    return engine


def as_own(database: Engine) -> Engine:
    """Return a view of a SQLAlchemy engine whose connections the trajecten engine has to itself."""
    if OWN in database.get_execution_options():
        return database
    return database.execution_options(isolation_level="AUTOCOMMIT", **{OWN: True})


@contextmanager
def transaction(connection: Connection, *, own: bool) -> Iterator[None]:
    """Run a block in one transaction: our own, or the one that the host has open.

    SQLite takes its write lock at once, so that a lost race shows before anything is written.
    """
    sqlite = connection.dialect.name == "sqlite"
    if not own:
        _join(connection)
        yield
        return
    run(connection, "BEGIN IMMEDIATE" if sqlite else "BEGIN")
    try:
        yield
    except BaseException:
        run(connection, "ROLLBACK")
        raise
    run(connection, "COMMIT")


@contextmanager
def speaking_plainly() -> Iterator[None]:
    """Turn the errors of SQLAlchemy and its drivers into those of trajecten.

    Raises:
        ConflictError: the database ended one of two transactions that were in each other's way.
        StoreError: it cannot be reached, is locked, full, read-only, or not what it should be.
    """
    try:
        yield
    except DBAPIError as error:
        code = getattr(error.orig, "sqlstate", None)
        if code in _LOST_RACE or _sqlite_code(error) == "SQLITE_BUSY_SNAPSHOT":
            raise ConflictError(
                "Een ander schreef tegelijk; er is niets vastgelegd. Probeer het opnieuw.",
                "Somebody else wrote at the same time; nothing was recorded. Try again.",
            ) from error
        if isinstance(error, (OperationalError, InterfaceError)):
            raise _unavailable(error) from error
        raise _unexpected(error) from error
    except SQLAlchemyError as error:
        raise _unexpected(error) from error


@contextmanager
def snapshot(connection: Connection, *, own: bool) -> Iterator[None]:
    """Run a block that reads, on the situation of one moment; a host's transaction is joined."""
    if not own:
        yield
        return
    postgresql = connection.dialect.name == "postgresql"
    run(connection, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" if postgresql else "BEGIN")
    try:
        yield
    finally:
        run(connection, "ROLLBACK")


@contextmanager
def reading_anything(connection: Connection) -> Iterator[None]:
    """Run a block that can also read text that is no text, as a damaged SQLite file may hold."""
    if connection.dialect.name != "sqlite":
        yield
        return
    driver: Any = connection.connection.driver_connection
    before = driver.text_factory
    driver.text_factory = _decoded
    try:
        yield
    finally:
        driver.text_factory = before


# Private


def _set_up_sqlite(driver: Any, _record: object) -> None:  # noqa: ANN401 (a DBAPI connection)
    cursor = driver.cursor()
    for setting in _SQLITE_SETTINGS:
        cursor.execute(setting)
    cursor.close()


def _decoded(text: bytes) -> str:
    return text.decode(errors="surrogateescape")


def _make_private(path: Path) -> None:
    try:
        if path.exists():
            return
        if not path.parent.is_dir():
            raise StoreError(
                f"De map {path.parent} bestaat niet.", f"The folder {path.parent} does not exist."
            )
        path.touch(mode=0o600)
    except OSError as error:
        raise StoreError(
            f"Het bestand {path} kan niet worden gemaakt ({error.strerror}).",
            f"The file {path} cannot be made ({error.strerror}).",
        ) from error


def _join(connection: Connection) -> None:
    driver: Any = connection.connection.driver_connection
    level = connection.get_execution_options().get("isolation_level")
    if level == "AUTOCOMMIT" or getattr(driver, "autocommit", False) is True:
        raise InputError(
            "Op deze verbinding legt elke opdracht zichzelf vast; er is geen transactie om in mee "
            "te doen.",
            "On this connection every statement commits itself; there is no transaction to join.",
            instance="connection",
        )
    if not connection.in_transaction():
        connection.begin()
    # The driver of SQLite begins at the first change only, so that ours would not be the host's.
    if connection.dialect.name == "sqlite" and not _in_transaction(connection):
        connection.exec_driver_sql("BEGIN")


def _in_transaction(connection: Connection) -> bool:
    return bool(getattr(connection.connection.driver_connection, "in_transaction", True))


def _sqlite_code(error: DBAPIError) -> str | None:
    return getattr(error.orig, "sqlite_errorname", None)


def _bad_address(url: str) -> InputError:
    return InputError(
        f"{url!r} is geen adres van een database die trajecten kent; bijvoorbeeld "
        "sqlite:///trajecten.sqlite of postgresql://gebruiker@server/naam.",
        f"{url!r} is not the address of a database that trajecten knows; for example "
        "sqlite:///trajecten.sqlite or postgresql://user@server/name.",
        instance="db",
    )


def _unavailable(error: DBAPIError) -> StoreError:
    why = str(error.orig).strip().splitlines()[0][:200] if str(error.orig).strip() else "?"
    return StoreError(
        f"De database is niet bereikbaar of bezet: {why}",
        f"The database cannot be reached or is busy: {why}",
    )


def _unexpected(error: SQLAlchemyError) -> StoreError:
    origin = getattr(error, "orig", None) or error
    lines = str(origin).strip().splitlines() or [type(origin).__name__]
    return StoreError(
        f"De database antwoordt onverwacht: {lines[0][:200]}",
        f"The database answers unexpectedly: {lines[0][:200]}",
    )
