"""The program as a process: quick to help, quiet when stopped, never a traceback."""

import json
import os
import resource
import stat
import subprocess
import sys
from pathlib import Path

import pytest

import trajecten
from trajecten_cli import desk, settings
from trajecten_cli.commands import looking
from trajecten_cli.lazy import Branch
from trajecten_cli.settings import Settings, who
from trajecten_cli.verbs import verbs

HEAVY = {"sqlalchemy", "alembic", "rich", "jinja2", "yaml", "trajecten", "transitions"}
PAGE = (Path(__file__).resolve().parents[2] / "docs" / "cli.md").read_text()


def spoken(*words, environment=None, **more):
    return subprocess.run(
        [sys.executable, "-m", "trajecten_cli", *words],
        env=os.environ | (environment or {}),
        capture_output=True,
        text=True,
        check=False,
        **more,
    )


def every_command():
    for name, entry in verbs().items():
        yield from (
            (f"{name} {verb}" for verb in entry.verbs) if isinstance(entry, Branch) else [name]
        )


@pytest.mark.parametrize("words", [("--help",), ("contact", "--help"), ("--version",)])
def test_help_imports_nothing_heavy(words):
    script = (
        "import sys; from trajecten_cli.main import main\n"
        "try: main()\n"
        "except SystemExit: print(*sys.modules, file=sys.stderr)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", script, *words], capture_output=True, text=True, check=True
    )

    assert HEAVY & set(ended.stderr.split()) == set()


def test_completing_a_verb_imports_nothing_heavy():
    script = "import sys, atexit; atexit.register(lambda: print(*sys.modules, file=sys.stderr))\n"
    ended = subprocess.run(
        [sys.executable, "-c", f"{script}from trajecten_cli.main import main; main()"],
        env=os.environ
        | {"_TRAJECTEN_COMPLETE": "bash_complete", "COMP_WORDS": "trajecten st", "COMP_CWORD": "1"},
        capture_output=True,
        text=True,
        check=True,
    )

    assert "plain,status" in ended.stdout
    assert HEAVY & set(ended.stderr.split()) == set()


def test_help_takes_less_than_one_and_a_half_times_the_import_of_click():
    script = "from trajecten_cli.main import main; main()"
    lines = (["-c", script, "--help"], ["-c", "import click"])
    rounds = [tuple(map(seconds, lines)) for _ in range(15)]
    ours, theirs = map(min, zip(*rounds, strict=True))

    assert ours < 1.5 * theirs


def seconds(words):
    """Return the processor time of a process, on which other processes weigh less."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *words], capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


@pytest.mark.parametrize("language", ["nl", "en"])
def test_help_is_in_one_language(language):
    english = ("Usage", "Options", "Commands", "Show this")
    dutch = ("Gebruik", "Opties", "Opdrachten", "Toon deze uitleg")
    page = spoken("--lang", language, "--help").stdout

    assert all(word in page for word in (dutch if language == "nl" else english))
    assert not any(word in page for word in (english if language == "nl" else dutch))


def test_a_command_helps_in_the_language_of_the_system():
    page = spoken("contact", "add", "--help", environment={"LANG": "nl_NL.UTF-8"}).stdout

    assert "Algemene opties" in page
    assert "Show this message" not in page


def test_without_catalogues_the_program_speaks_english():
    script = (
        "from trajecten_cli import language\n"
        "language.CATALOGUES = '/nergens'\n"
        "from trajecten_cli.main import main; main()"
    )
    ended = subprocess.run(
        [sys.executable, "-c", script, "--help"], capture_output=True, text=True, check=True
    )

    assert "Usage" in ended.stdout


def test_a_closed_pipe_ends_quietly(tmp_path):
    command = f"{sys.executable} -m trajecten_cli workflow show relatie-eerst | head -1"
    ended = subprocess.run(command, shell=True, capture_output=True, text=True, check=True)  # noqa: S602

    assert ended.stdout.startswith("relatie-eerst")
    assert ended.stderr == ""


def into(place, words, environment=None):
    """Run a command whose standard output is a place of its own, in words of the shell."""
    line = f"{sys.executable} -m trajecten_cli --lang en {words} {place}"
    return subprocess.run(  # noqa: S602
        line,
        shell=True,
        env=os.environ | (environment or {}),
        capture_output=True,
        text=True,
        check=False,
    )


DONE = "Done, but the answer could not be printed: No space left on device.\n"
REFUSED = f"Refused and recorded{DONE[4:]}"
PRINTED = "The answer could not be printed: No space left on device.\n"


full_device = pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")


@full_device
@pytest.mark.parametrize("form", ["", "--json"])
@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("note add plein x", DONE),
        ("advance plein naar-kern", REFUSED),
        ("list", DONE),
        ("admin info", DONE),
        ("admin rebuild", DONE),
        ("admin migrate", DONE),
        ("demo", DONE),
        ("workflow list", DONE),
        ("--help", PRINTED),
        ("--version", PRINTED),
    ],
)
def test_a_stdout_that_fails_is_one_line_and_code_4(started, sqlite_url, words, told, form):
    ended = into(">/dev/full", f"{form} {words}", {"TRAJECTEN_DB": sqlite_url})

    assert (ended.returncode, ended.stderr) == (4, told)


@full_device
def test_what_was_done_without_an_answer_stays_done(started, sqlite_url):
    into(">/dev/full", "note add plein x --json", {"TRAJECTEN_DB": sqlite_url})

    assert len(started.done("log", "plein", "--json").json["entries"]) == 2


@full_device
@pytest.mark.parametrize(
    ("place", "code"),
    [
        (">/dev/full", 4), (">&-", 4), (">&- <&-", 4), (">&- 2>&-", 4),
        (">/dev/full 2>/dev/full", 4),
        ("2>/dev/full", 2), ("2>&-", 2),
    ],
)  # fmt: skip
def test_streams_that_fail_never_give_a_traceback(sqlite_url, place, code):
    ended = into(place, "--json status nergens", {"TRAJECTEN_DB": sqlite_url})

    assert ended.returncode == code
    assert "Traceback" not in ended.stderr
    assert "Exception" not in ended.stderr


@pytest.mark.parametrize(
    "words", [("--json", "--help"), ("--help", "--json"), ("contact", "--help", "--json"),
              ("note", "add", "--help", "--json"), ("--json", "log", "--help")],
)  # fmt: skip
def test_help_and_version_can_be_json(words):
    page = json.loads(spoken(*words).stdout)

    assert list(page) == ["help"]
    assert "trajecten" in page["help"]
    assert json.loads(spoken("--version", "--json").stdout) == {"version": trajecten.__version__}


@pytest.mark.parametrize("stop", [KeyboardInterrupt(), EOFError()])
def test_stopping_ends_quietly(terminal, monkeypatch, stop):
    def stopped():
        raise stop

    monkeypatch.setattr(looking, "store", stopped)
    ended = terminal("list")

    assert (ended.code, ended.out, ended.err.strip()) == (130, "", "")


def break_list(monkeypatch):
    def broken():
        raise ZeroDivisionError("kapot\x1b")

    monkeypatch.setattr(looking, "store", broken)


def test_what_should_not_happen_is_one_clear_line_and_code_4(terminal, monkeypatch, lang):
    break_list(monkeypatch)
    ended = terminal("list", lang=lang)

    assert ended.code == 4
    assert "Traceback" not in ended.err
    assert "ZeroDivisionError: kapot" in ended.err
    assert "\x1b" not in ended.err
    assert settings.DEBUG_VARIABLE in ended.err


def test_what_should_not_happen_shows_its_details_when_asked(terminal, monkeypatch):
    monkeypatch.setenv(settings.DEBUG_VARIABLE, "1")
    break_list(monkeypatch)

    assert "Traceback" in terminal("list").err
    assert json.loads(terminal("list", "--json").out)["type"].endswith("unexpected")


def test_every_error_of_the_library_has_its_exit_code(terminal, monkeypatch):
    codes = {}
    for error in (
        trajecten.InputError, trajecten.NotFoundError, trajecten.AmbiguousNameError,
        trajecten.ConflictError, trajecten.StoreError, trajecten.SchemaError,
        trajecten.IntegrityError,
    ):  # fmt: skip

        def failing(error=error):
            raise error("mis", "wrong")

        monkeypatch.setattr(looking, "store", failing)
        codes[error.slug] = terminal("list").code

    assert codes == {
        "input": 2, "not-found": 2, "ambiguous": 2, "conflict": 4, "store": 4, "schema": 4,
        "integrity": 3,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("variable", "meant"),
    [
        ("An", ("An", None)),
        ("An de Wit/griffier", ("An de Wit", "griffier")),
        ("A/B/griffier", ("A/B", "griffier")),
        ("", (None, None)),
    ],
)
def test_who_asks_is_told_by_the_environment(monkeypatch, variable, meant):
    monkeypatch.setenv("TRAJECTEN_ACTOR", variable)

    assert who(Settings()) == meant
    assert who(Settings(actor="Bo")) == ("Bo", None)
    assert who(Settings(role="auditor"))[1] == "auditor"


def test_the_database_is_a_private_folder_of_the_user(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    ended = spoken("list", "--json")

    folder = tmp_path / "data" / desk.APPLICATION
    assert json.loads(ended.stdout) == {"trajectories": []}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / desk.FILE).stat().st_mode) == 0o600


def test_the_database_can_be_named_in_the_environment(tmp_path):
    environment = {"TRAJECTEN_DB": f"sqlite:///{tmp_path / 'b.sqlite'}"}
    spoken("list", environment=environment)

    assert (tmp_path / "b.sqlite").exists()


@pytest.mark.parametrize("command", list(every_command()))
def test_every_command_is_in_the_manual(command):
    assert f"trajecten {command}" in PAGE


def test_every_option_is_in_the_manual(terminal):
    pages = [terminal.done(*command.split(), "--help").out for command in every_command()]
    options = {word.rstrip(".") for page in pages for word in page.split() if word[:2] == "--"}

    assert {one for one in options if f"{one}`" not in PAGE and f"{one} " not in PAGE} == set()
