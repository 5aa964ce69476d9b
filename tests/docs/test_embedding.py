"""The code that `docs/embedding.md` and its example show is run, and so is that of the store."""

import importlib.util
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import EntryPoint
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import sqlalchemy as sa

import trajecten
from tests.engine.kit import ACTOR, COMMISSIONER, ORIGIN, REF, Clock, desk_at, small
from trajecten import AddNote, RecordContact, errors, plugins

DOCS = Path(__file__).resolve().parents[2] / "docs"
EMBEDDING = (DOCS / "embedding.md").read_text()
STORE = (DOCS / "store.md").read_text()
ERRORS = re.findall(r"^\| `(\w+Error)` \| `([a-z-]+)` \| (\d+) \|", EMBEDDING, re.MULTILINE)


def blocks(page: str, language: str) -> str:
    """Return the fenced code of a page in one language, one after the other."""
    return "\n".join(re.findall(rf"^```{language}\n(.*?)^```", page, re.DOTALL | re.MULTILINE))


@pytest.fixture
def told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> tuple[dict[str, Any], str]:
    """Run the Python of the page on embedding; return what it named, and what it printed."""
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {"__name__": "embedding"}
    exec(compile(blocks(EMBEDDING, "python"), "docs/embedding.md", "exec"), names)  # noqa: S102
    return names, capsys.readouterr().out


@pytest.fixture
def host_app() -> ModuleType:
    """Return the example, as a module."""
    path = DOCS / "examples" / "host_app.py"
    found = importlib.util.spec_from_file_location("host_app", path)
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


@pytest.fixture
def app(host_app: ModuleType, database_url: str) -> Iterator[Any]:
    """Give the host of the example on an empty database, by a clock that can be set."""
    database = sa.create_engine(database_url)
    host_app.now = Clock()
    yield host_app.App(database)
    database.dispose()


# The page on embedding


def test_the_page_runs_and_says_what_it_shows(told: tuple[dict[str, Any], str]) -> None:
    _, printed = told

    assert "Lotte Leidraad was eerder (regel 5: note.added)" in printed
    assert "Contextscan: nog niet vastgelegd." in printed
    assert "RegisterArtefact {'type': 'context_scan'}" in printed
    assert "phase learning: takes at least 7 days now" in printed
    assert "False ['not_adapted']" in printed


def test_every_error_is_in_the_table() -> None:
    made = {
        name: one
        for name, one in vars(errors).items()
        if isinstance(one, type) and issubclass(one, errors.TrajectenError)
    }
    del made["TrajectenError"]

    assert [(name, one.slug, str(one.status)) for name, one in made.items()] == ERRORS


def test_the_guard_of_the_page_is_found_by_the_entry_point_of_the_page(
    told: tuple[dict[str, Any], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    guard = told[0]["EnoughPeople"]
    declared = tomllib.loads(blocks(EMBEDDING, "toml"))["project"]["entry-points"]
    points = [
        EntryPoint(name, place, plugins.GROUP) for name, place in declared[plugins.GROUP].items()
    ]
    monkeypatch.setattr(plugins, "entry_points", lambda **_: points)
    package = ModuleType("gemeente_guards")
    package.EnoughPeople = guard
    monkeypatch.setitem(sys.modules, "gemeente_guards", package)

    found = trajecten.installed_guards()

    assert found["enough_people"] is guard
    assert trajecten.load_workflow(told[0]["text"], guards=found).id == "met-velen"


def test_every_public_name_that_the_page_mentions_exists() -> None:
    named = set(re.findall(r"trajecten\.([A-Za-z]\w+)", EMBEDDING)) - {"guards", "sqlite"}

    assert named - set(trajecten.__all__) == set()


# The example


def test_the_example_tells_its_story(
    host_app: ModuleType, database_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    host_app.main(database_url)

    printed = capsys.readouterr().out
    assert "Te duur" in printed
    assert "Lotte was eerder" in printed
    assert "('Het nieuwe plein', -200)" in printed
    assert printed.count("contact.recorded accepted Lotte") == 1


def test_a_project_and_its_trajectory_are_there_together(app: Any) -> None:
    ref = app.open_project("Het plein", user=ACTOR, commissioner=COMMISSIONER)

    assert app.projects() == {ref: ("Het plein", 0)}
    assert app.trajectories.refs() == (ref,)
    assert app.trajectories.log(ref)[0].actor == ACTOR


def test_a_project_without_a_commissioner_is_not_there_at_all(app: Any) -> None:
    with pytest.raises(trajecten.InputError):
        app.open_project("Het plein", user=ACTOR, commissioner="")

    assert app.projects() == {}
    assert app.trajectories.refs() == ()


def test_what_is_too_expensive_leaves_no_contact(app: Any, host_app: ModuleType) -> None:
    ref = app.open_project("Het plein", user=ACTOR, commissioner=COMMISSIONER)
    app.spend(ref, 400, user=ACTOR, on="council")

    with pytest.raises(host_app.TooExpensiveError):
        app.spend(ref, 400, user=ACTOR, on="executive")

    assert app.projects()[ref] == ("Het plein", -400)
    assert [one.domain for one in app.trajectories.contacts(ref)] == ["council"]
    assert app.trajectories.verify().intact


def test_what_cannot_be_recorded_costs_nothing(app: Any) -> None:
    ref = app.open_project("Het plein", user=ACTOR, commissioner=COMMISSIONER)

    with pytest.raises(trajecten.NotFoundError):
        app.spend(ref, 100, user=ACTOR, on="moon")

    assert app.projects()[ref] == ("Het plein", 0)
    assert len(app.trajectories.log(ref)) == 1


def test_a_host_with_a_connection_does_the_same(app: Any) -> None:
    ref = app.open_project("Het plein", user=ACTOR, commissioner=COMMISSIONER)

    app.rename(ref, "Het nieuwe plein", user="Wim")
    with pytest.raises(trajecten.InputError):
        app.rename(ref, "x" * 20_000, user="Wim")

    assert app.projects()[ref][0] == "Het nieuwe plein"
    assert app.trajectories.log(ref)[-1].actor == "Wim"
    assert len(app.trajectories.log(ref)) == 2


def test_a_host_keeps_a_refusal_and_shows_a_conflict(app: Any) -> None:
    ref = app.open_project("Het plein", user=ACTOR, commissioner=COMMISSIONER)
    step = app.trajectories.options(ref)[0].transition

    refused = app.take_step(ref, step, user=ACTOR, seen=1)
    conflict = app.take_step(ref, step, user=COMMISSIONER, seen=1)

    assert "Nog niet genoeg gesprekken" in refused
    assert f"{ACTOR} was eerder" in conflict
    assert [one.result for one in app.trajectories.log(ref)] == ["accepted", "refused"]


# The page on the store


def test_a_backup_of_a_database_in_use_is_complete(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with desk_at("sqlite:///trajecten.sqlite") as desk:
        desk.start()
        desk.engine.do(REF, AddNote(text="x"))
        exec(compile(blocks(STORE, "python"), "docs/store.md", "exec"), {})  # noqa: S102
        desk.engine.do(REF, AddNote(text="later"))

    with desk_at("sqlite:///trajecten-backup.sqlite") as copy:
        assert len(copy.engine.log(REF)) == 2
        assert copy.engine.verify().intact
        with pytest.raises(sa.exc.DBAPIError, match="append-only"):
            copy.run("DELETE FROM trajecten_entry")


def test_every_table_is_described(sqlite_url: str) -> None:
    described = set(re.findall(r"`(\w+)`", "".join(re.findall(r"^\| `.*?\|", STORE, re.MULTILINE))))
    with desk_at(sqlite_url) as desk:
        names = [name.removeprefix("trajecten_") for name in desk.tables()]

    assert set(names) <= described


def test_the_role_of_the_program_can_do_its_work_but_not_change_the_ledger(
    postgres_url: str,
) -> None:
    role = f"app_{sa.make_url(postgres_url).database[-12:]}"
    with desk_at(postgres_url) as owner:
        owner.run(blocks(STORE, "sql").replace("trajecten_app", role))
    address = sa.make_url(postgres_url).set(username=role).render_as_string(hide_password=False)

    with trajecten.open(address, clock=Clock(), actor=ACTOR, origin=ORIGIN) as engine:
        engine.start(small(), "x", commissioner=COMMISSIONER, ref=REF)
        outcome = engine.do(REF, RecordContact(domain="council", note="x"))
        rebuilt = engine.rebuild(check=True)
    with desk_at(address) as app, pytest.raises(sa.exc.DBAPIError, match="permission denied"):
        app.run("DELETE FROM trajecten_entry")
    with desk_at(postgres_url) as owner:
        owner.run(f"DROP OWNED BY {role}")
        owner.run(f"DROP ROLE {role}")

    assert outcome.accepted
    assert rebuilt.differences == ()
