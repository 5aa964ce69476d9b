"""A database that does not answer as it should: plain words, no traceback, no password."""

import socket
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

import trajecten
from tests.engine.kit import ACTOR, COMMISSIONER, ORIGIN, REF, Clock, Desk, desk_at, small
from trajecten import (
    AddNote,
    Engine,
    InputError,
    NotFoundError,
    SchemaError,
    StoreError,
    TrajectenError,
    WorkflowError,
)  # fmt: skip
from trajecten.storage import database as storing

SECRET = "geheim"  # noqa: S105 (a password to look for)
OPEN_FILES = Path("/proc/self/fd")


def opened(url: str) -> Engine:
    return trajecten.open(url, clock=Clock(), actor=ACTOR, origin=ORIGIN)


@pytest.fixture
def closed_port() -> Iterator[int]:
    """Give a port that nobody listens to."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        yield one.getsockname()[1]


@pytest.fixture
def local(sqlite_url: str) -> Iterator[Desk]:
    """Give a desk on SQLite with one trajectory."""
    with desk_at(sqlite_url) as one:
        one.start()
        yield one


def said(error: TrajectenError) -> str:
    return f"{error.detail.nl}\n{error.detail.en}\n{error}\n{error.as_problem()}"


@pytest.mark.parametrize("host", ["127.0.0.1:{port}", "no-such-host.invalid:{port}"])
def test_a_postgresql_that_cannot_be_reached_is_said_plainly(closed_port: int, host: str) -> None:
    place = host.format(port=closed_port)

    with pytest.raises(StoreError) as caught:
        opened(f"postgresql+psycopg://lotte:{SECRET}@{place}/trajecten?connect_timeout=2")

    words = said(caught.value)
    assert "bereik" in caught.value.detail.nl
    assert "reach" in caught.value.detail.en
    assert SECRET not in words
    assert "Traceback" not in words
    assert "sqlalche.me" not in words


def test_a_wrong_password_is_said_without_the_password(postgres_url: str) -> None:
    address = sa.make_url(postgres_url).set(username="nobody_here", password=SECRET)

    with pytest.raises(StoreError) as caught:
        opened(address.render_as_string(hide_password=False))

    assert SECRET not in said(caught.value)


@pytest.mark.parametrize(
    "url",
    [
        f"mysql://lotte:{SECRET}@host/db",
        f"postgresql//lotte:{SECRET}@host/db",
        f"lotte:{SECRET}@host/db",
        f"postgresql://lotte:{SECRET}@host:port/db",
        "",
        "trajecten.sqlite",
    ],
)
def test_an_address_that_cannot_be_used_is_said_without_its_password(url: str) -> None:
    with pytest.raises(InputError) as caught:
        opened(url)

    assert caught.value.instance == "db"
    assert "sqlite:///" in caught.value.detail.en
    assert SECRET not in said(caught.value)


def test_what_the_database_is_hides_the_password(started: Desk) -> None:
    shown = sa.make_url(started.url).update_query_dict({"password": SECRET})
    database = sa.create_engine(started.url)
    database.url = shown

    told = Engine(database, clock=started.clock, actor=ACTOR, origin=ORIGIN).info()

    database.dispose()
    assert SECRET not in told.url


def test_a_locked_database_is_busy_after_a_while(
    local: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(storing, "BUSY_SECONDS", 0.1)
    other = sqlite3.connect(local.database.url.database)
    other.execute("BEGIN IMMEDIATE")

    with opened(local.url) as engine, pytest.raises(StoreError) as caught:
        engine.do(REF, AddNote(text="x"))

    other.close()
    assert "bezet" in caught.value.detail.nl
    assert "busy" in caught.value.detail.en
    assert "Traceback" not in said(caught.value)


def test_a_database_that_was_locked_works_again_after(
    local: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(storing, "BUSY_SECONDS", 0.1)
    other = sqlite3.connect(local.database.url.database)
    other.execute("BEGIN IMMEDIATE")

    with opened(local.url) as engine:
        with pytest.raises(StoreError):
            engine.do(REF, AddNote(text="x"))
        other.close()
        outcome = engine.do(REF, AddNote(text="x"))

    assert outcome.seq == 2


def test_a_database_that_may_only_be_read_answers_questions(local: Desk) -> None:
    sa.event.listen(local.database, "connect", _read_only)
    local.database.dispose()

    assert local.engine.status(REF).seq == 1


def test_a_database_that_may_only_be_read_takes_no_commands(local: Desk) -> None:
    sa.event.listen(local.database, "connect", _read_only)
    local.database.dispose()

    with pytest.raises(StoreError) as caught:
        local.engine.do(REF, AddNote(text="x"))

    assert "readonly" in said(caught.value)
    assert "Traceback" not in said(caught.value)


def test_a_file_that_is_no_database_is_said_plainly(tmp_path: Path) -> None:
    path = tmp_path / "brief.sqlite"
    path.write_text("Geachte heer, mevrouw,\n" * 100)

    with pytest.raises(StoreError) as caught:
        opened(f"sqlite:///{path}")

    assert "not a database" in caught.value.detail.en
    assert "Traceback" not in said(caught.value)
    assert path.read_text().startswith("Geachte")


def test_a_folder_that_does_not_exist_is_named(tmp_path: Path) -> None:
    path = tmp_path / "geen" / "map" / "trajecten.sqlite"

    with pytest.raises(StoreError) as caught:
        opened(f"sqlite:///{path}")

    assert str(path.parent) in caught.value.detail.nl
    assert not path.parent.exists()


def test_a_folder_in_the_place_of_the_file_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as caught:
        opened(f"sqlite:///{tmp_path}")

    assert "unable to open" in caught.value.detail.en


def test_a_new_file_is_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "trajecten.sqlite"

    with opened(f"sqlite:///{path}") as engine:
        engine.start(small(), "x", commissioner=COMMISSIONER)
        modes = {one.name: one.stat().st_mode & 0o777 for one in tmp_path.iterdir()}

    assert set(modes.values()) == {0o600}
    assert set(modes) >= {"trajecten.sqlite", "trajecten.sqlite-wal"}


def test_a_database_that_is_not_set_up_is_said_so(tmp_path: Path) -> None:
    bare = storing.connect_to(f"sqlite:///{tmp_path / 'bare.sqlite'}")
    engine = Engine(bare, clock=Clock(), actor=ACTOR, origin=ORIGIN)

    with pytest.raises(SchemaError) as caught:
        engine.do(REF, AddNote(text="x"))

    bare.dispose()
    assert "trajecten.migrate" in caught.value.detail.nl


@pytest.mark.parametrize(
    "question",
    ["status", "options", "log", "contacts", "contributions", "lessons", "actions", "workflow",
     "verify"],
)  # fmt: skip
def test_a_question_about_an_unknown_trajectory_finds_nothing(desk: Desk, question: str) -> None:
    with pytest.raises(NotFoundError) as caught:
        getattr(desk.engine, question)("A-9")

    assert caught.value.instance == "A-9"
    assert "'A-9'" in caught.value.detail.nl


def test_a_reference_in_another_case_is_another_reference(started: Desk) -> None:
    with pytest.raises(NotFoundError):
        started.engine.status(REF.lower())


@pytest.mark.parametrize("actor", ["", " \t", "x" * 201, "\ud800", "a\x00b"])
def test_an_engine_has_an_actor(desk: Desk, actor: str) -> None:
    with pytest.raises(InputError) as caught:
        desk.like(actor=actor)

    assert caught.value.instance == "actor"


def test_an_engine_has_an_origin(desk: Desk) -> None:
    with pytest.raises(InputError):
        desk.like(origin="")


def test_a_role_that_the_workflow_does_not_know_is_not_found(started: Desk) -> None:
    with pytest.raises(NotFoundError):
        started.like(role="king").do(REF, AddNote(text="x"))


@pytest.mark.parametrize(
    ("error", "slug", "status"),
    [
        (InputError("nl", "en", instance="x"), "input", 400),
        (NotFoundError("nl", "en", instance="x"), "not-found", 404),
        (trajecten.AmbiguousNameError("nl", "en", instance="x"), "ambiguous", 400),
        (WorkflowError([], instance="x"), "workflow", 422),
        (trajecten.ConflictError("nl", "en", instance="x"), "conflict", 409),
        (StoreError("nl", "en", instance="x"), "store", 503),
        (SchemaError("nl", "en", instance="x"), "schema", 503),
        (trajecten.IntegrityError("nl", "en", instance="x"), "integrity", 500),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_an_error_is_a_problem_as_rfc_9457_says(
    error: TrajectenError, slug: str, status: int
) -> None:
    problem = error.as_problem("nl")

    assert list(problem) == ["type", "title", "status", "detail", "instance"]
    assert problem["type"] == f"urn:trajecten:error:{slug}"
    assert problem["status"] == status
    assert problem["detail"] == error.detail.nl
    assert problem["instance"] == "x"
    assert problem["title"] != error.as_problem("en")["title"]


@pytest.mark.skipif(not OPEN_FILES.exists(), reason="this system does not list open files")
def test_setting_up_a_database_leaves_no_connection_open(sqlite_url: str) -> None:
    before = len(list(OPEN_FILES.iterdir()))

    changed = [trajecten.migrate(sqlite_url) for _ in range(3)]

    assert changed == [True, False, False]
    assert len(list(OPEN_FILES.iterdir())) == before


def _read_only(driver: sqlite3.Connection, _record: object) -> None:
    driver.execute("PRAGMA query_only=ON")
