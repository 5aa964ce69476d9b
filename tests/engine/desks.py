"""The fixtures that give a desk, shared by the tests of the engine and of the store.

On PostgreSQL all tests of a worker share one database, which is emptied for each test: making a
database takes longer than most tests. A test that changes more than rows asks for `own_desk`.
"""

# ruff: noqa: S608 (the statements are this test's own)

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

import pytest
import sqlalchemy as sa

from tests.conftest import POSTGRES, postgres_database
from tests.engine.kit import Desk, desk_at, furnish
from trajecten.storage.tables import APPEND_ONLY, metadata

DATABASES = ["sqlite", *(POSTGRES or ["postgresql"])]
KEPT = "trajecten_meta"


@pytest.fixture(scope="session")
def shared_database() -> Iterator[Callable[[str], str]]:
    """Give a function from the name of a PostgreSQL to the URL of a database in it."""
    with ExitStack() as stack:
        made: dict[str, str] = {}

        def url_of(name: str) -> str:
            if name not in made:
                made[name] = stack.enter_context(contextmanager(postgres_database)(name))
                with desk_at(made[name]):
                    pass
            return made[name]

        yield url_of


@pytest.fixture(params=DATABASES)
def emptied_url(
    request: pytest.FixtureRequest, sqlite_url: str, shared_database: Callable[[str], str]
) -> str:
    """Return the URL of a database without trajectories, once for each database."""
    if request.param == "sqlite":
        return sqlite_url
    url = shared_database(request.param)
    empty(url)
    return url


@pytest.fixture
def desk(emptied_url: str) -> Iterator[Desk]:
    """Give an engine on a database without trajectories."""
    with desk_at(emptied_url) as one:
        yield one


@pytest.fixture
def started(desk: Desk) -> Desk:
    """Give an engine on a database with one trajectory."""
    desk.start()
    return desk


@pytest.fixture
def furnished(desk: Desk) -> Desk:
    """Give an engine on a database in which every command was given."""
    furnish(desk)
    return desk


@pytest.fixture
def own_desk(database_url: str) -> Iterator[Desk]:
    """Give an engine on a database that nobody else uses, before or after."""
    with desk_at(database_url) as one:
        yield one


def empty(url: str) -> None:
    """Delete all rows of a PostgreSQL database but those that migrations made."""
    fenced = [one.name for one in APPEND_ONLY]
    tables = [one.name for one in reversed(metadata.sorted_tables) if one.name != KEPT]
    statements = [
        *(f"ALTER TABLE {one} DISABLE TRIGGER USER" for one in fenced),
        *(f"DELETE FROM {one}" for one in tables),
        *(f"ALTER TABLE {one} ENABLE ALWAYS TRIGGER {one}_append_only" for one in fenced),
        *(f"ALTER TABLE {one} ENABLE ALWAYS TRIGGER {one}_no_truncate" for one in fenced),
    ]
    database = sa.create_engine(url)
    with database.begin() as connection:
        connection.exec_driver_sql(";".join(statements))
    database.dispose()
