"""Statements of the hot path: compiled once per dialect, run with as little between as can be.

Where the engine has its own connections, they go to the driver straight, which takes half the time
of a step away. Inside a host's transaction they go through SQLAlchemy, which must know of them.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Executable
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.elements import ClauseElement

OWN = "trajecten_own"
"""The execution option of connections that are the engine's own."""


class Prepared:
    """A statement with bound parameters, for values that drivers take as they are.

    Text, whole numbers and bytes need no conversion; for anything else, use the statement itself.
    """

    def __init__(self, statement: Executable) -> None:
        """Keep the statement; it is compiled when a dialect first asks for it."""
        self._statement = statement
        self._compiled: dict[str, tuple[str, tuple[str, ...] | None]] = {}

    def execute(
        self,
        connection: Connection,
        values: Mapping[str, Any],
    ) -> Any:  # noqa: ANN401 (a cursor)
        """Run the statement with a value for every parameter; return its cursor."""
        found = self._compiled.get(connection.dialect.name)
        if found is None:
            found = self._compiled[connection.dialect.name] = self._compile(connection)
        sql, order = found
        if order is None:
            return run(connection, sql, dict(values))
        return run(connection, sql, tuple([values[name] for name in order]))

    # Private

    def _compile(self, connection: Connection) -> tuple[str, tuple[str, ...] | None]:
        statement: Any = self._statement
        if not isinstance(statement, ClauseElement):
            raise TypeError(type(statement).__name__)
        compiled = statement.compile(dialect=connection.dialect)
        if not isinstance(compiled, SQLCompiler):
            raise TypeError(type(compiled).__name__)
        order = compiled.positiontup
        return compiled.string, None if order is None else tuple(order)


def run(connection: Connection, sql: str, values: Any = ()) -> Any:  # noqa: ANN401 (a cursor)
    """Run a statement as the driver writes it.

    Raises:
        DBAPIError: the driver's error, as SQLAlchemy would have raised it.
    """
    if OWN not in connection.get_execution_options():
        return connection.exec_driver_sql(sql, values or None)
    driver: Any = connection.connection.driver_connection
    try:
        return driver.execute(sql, values)
    except connection.dialect.loaded_dbapi.Error as error:
        raise DBAPIError.instance(
            sql,
            None,
            error,
            connection.dialect.loaded_dbapi.Error,
            hide_parameters=True,
            dialect=connection.dialect,
        ) from error
