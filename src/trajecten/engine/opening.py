"""Opening a database by its address, and setting it up."""

from sqlalchemy import Engine as Database

from trajecten.core.fitting import checked
from trajecten.core.guards import GuardRegistry
from trajecten.engine.engine import Engine
from trajecten.engine.workshop import Clock
from trajecten.storage.database import connect_to
from trajecten.storage.schema import upgrade


@checked
def open_engine(
    url: str,
    *,
    clock: Clock,
    actor: str,
    origin: str,
    role: str | None = None,
    guards: GuardRegistry | None = None,
) -> Engine:
    """Open a database by its address, set it up on first use, and return an engine on it.

    `url` is that of SQLAlchemy: "sqlite:///file.sqlite" or "postgresql://user@host/name".

    Raises:
        InputError: the address cannot be used.
        SchemaError: a newer version of trajecten made the database.
        StoreError: the database does not answer.
    """
    database = connect_to(url)
    try:
        upgrade(database)
    except BaseException:
        database.dispose()
        raise
    return Engine(database, clock=clock, actor=actor, origin=origin, role=role, guards=guards)


@checked
def migrate(database: str | Database) -> bool:
    """Set up a database, or bring it up to date; return whether anything had to be done.

    Raises:
        SchemaError: a newer version of trajecten made the database.
    """
    if not isinstance(database, str):
        return upgrade(database)
    own = connect_to(database)
    try:
        return upgrade(own)
    finally:
        own.dispose()
