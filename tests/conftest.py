"""What every test may ask for: a database of its own, the outside data, a clean environment."""

import os
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from tests import postgres

IN_CI = os.environ.get("CI", "").lower() in {"1", "true"}
OUTSIDE = Path(
    os.environ.get("TRAJECTEN_OUTSIDE_DATA")
    or Path(__file__).resolve().parents[2] / "shared" / "data"
)
KEPT = ("TRAJECTEN_TEST_", "TRAJECTEN_OUTSIDE_DATA")
TERMINAL = {
    "NO_COLOR", "FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "TTY_COMPATIBLE", "TTY_INTERACTIVE",
    "LANG", "LANGUAGE",
}  # fmt: skip
POSTGRES = {server.name: server for server in postgres.servers()}
FOLDER = pytest.StashKey[Path]()

hypothesis.settings.register_profile("dev", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
hypothesis.settings.load_profile("ci" if IN_CI else "dev")


def pytest_configure(config: pytest.Config) -> None:
    """Forget the developer's settings; the controller makes the folder that its workers share."""
    if not hasattr(config, "workerinput"):
        config.stash[FOLDER] = postgres.make_folder()
        os.environ["TRAJECTEN_TEST_FOLDER"] = str(config.stash[FOLDER])
        clean_environment(config.stash[FOLDER] / "home")


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop what was started, also after a failure or Ctrl-C."""
    if FOLDER in config.stash:
        postgres.stop_all(config.stash[FOLDER])


def clean_environment(home: Path) -> None:
    """Leave no variable that changes what trajecten says or where it stores."""
    for name in list(os.environ):
        of_trajecten = name.startswith(("TRAJECTEN_", "_TRAJECTEN_")) and not name.startswith(KEPT)
        of_libpq = name.startswith("PG") and "postgresql-own" not in POSTGRES
        if of_trajecten or of_libpq or name in TERMINAL or name.startswith("LC_"):
            del os.environ[name]
    os.environ.update(LANG="C.UTF-8", COLUMNS="80", LINES="24")
    for kind in ("DATA", "CONFIG", "STATE", "CACHE"):
        os.environ[f"XDG_{kind}_HOME"] = str(home / kind.lower())


def lacking(reason: str) -> None:
    """Skip the test, but let it fail in CI, where nothing may be left out in silence."""
    (pytest.fail if IN_CI else pytest.skip)(reason)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Hold tests marked `outside` to the presence of that data."""
    if item.get_closest_marker("outside") and not OUTSIDE.is_dir():
        lacking(f"the outside data is missing: {OUTSIDE}")


@pytest.fixture(scope="session")
def outside_data() -> Path:
    """Return the folder of reference data outside the repository; mark the test `outside`."""
    return OUTSIDE


def postgres_database(name: str) -> Iterator[str]:
    if name not in POSTGRES:
        lacking("no PostgreSQL: install the extra `test`, or set TRAJECTEN_TEST_PG_URL")
    url = postgres.admin_url(POSTGRES[name], Path(os.environ["TRAJECTEN_TEST_FOLDER"]))
    with postgres.fresh_database(url) as database:
        yield database


@pytest.fixture(params=list(POSTGRES) or ["postgresql"])
def postgres_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """Give the URL of an empty PostgreSQL database that is dropped after the test."""
    yield from postgres_database(request.param)


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """Return the URL of an SQLite database that does not exist yet."""
    return f"sqlite:///{tmp_path / 'trajecten.sqlite'}"


@pytest.fixture(params=["sqlite", *(POSTGRES or ["postgresql"])])
def database_url(request: pytest.FixtureRequest, sqlite_url: str) -> Iterator[str]:
    """Give the URL of an empty database: the test runs once on SQLite and on each PostgreSQL."""
    if request.param == "sqlite":
        yield sqlite_url
    else:
        yield from postgres_database(request.param)
