"""What the shell offers: names that begin as typed, and never an error."""

import os
import subprocess
import sys

import pytest


def complete(line, url):
    words = line.split(" ")
    environment = os.environ | {
        "_TRAJECTEN_COMPLETE": "bash_complete",
        "COMP_WORDS": " ".join(words),
        "COMP_CWORD": str(len(words) - 1),
        "TRAJECTEN_DB": url,
    }
    ended = subprocess.run(
        [sys.executable, "-m", "trajecten_cli"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.stderr == ""
    return [one.partition(",")[2] for one in ended.stdout.split()]


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("trajecten sta", ["start", "status"]),
        ("trajecten contact ", ["add", "list", "correct", "retract"]),
        ("trajecten status pl", ["plein"]),
        ("trajecten contact add plein --domain c", ["council", "community"]),
        ("trajecten contact add plein --domain community --group r", ["residents"]),
        ("trajecten contact add plein --layer m", ["management"]),
        ("trajecten contact add plein --purpose l", ["listening"]),
        ("trajecten advance plein naar-k", ["naar-kern"]),
        ("trajecten advance plein naar-", ["naar-kern"]),
        ("trajecten approve plein naar-", ["naar-kern"]),
        ("trajecten role assign plein cl", ["clerk"]),
        ("trajecten endorse plein vis", ["vision"]),
        ("trajecten endorse plein vision --by com", ["community", "commissioner"]),
        ("trajecten start rel", ["relatie-eerst", "rel"]),
        ("trajecten demo --case b", ["burgertop"]),
        ("trajecten dev", ["deviate", "deviation"]),
        ("trajecten deviate plein m", ["merge"]),
        ("trajecten deviate plein skip naar-k", ["naar-kern"]),
        ("trajecten deviation ", ["list", "approve", "reject", "use", "forgive"]),
        ("trajecten attention pl", ["plein"]),
        ("trajecten migrate pl", ["plein"]),
        ("trajecten migrate plein --to rel", ["relatie-eerst", "rel"]),
        ("trajecten status nerg", []),
        ("trajecten contact add nergens --domain c", []),
    ],
)
def test_names_that_begin_as_typed_are_offered(started, sqlite_url, line, offered):
    assert complete(line, sqlite_url) == offered


@pytest.mark.parametrize("url", ["", "geen adres", "sqlite:////nergens/a.sqlite", "mysql://x"])
def test_a_store_that_cannot_be_opened_offers_nothing(started, url):
    assert complete("trajecten status ", url) == []
    assert complete("trajecten contact add plein --domain ", url) == []


def test_completing_makes_no_database(tmp_path):
    file = tmp_path / "niets.sqlite"

    assert complete("trajecten status ", f"sqlite:///{file}") == []
    assert not file.exists()


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_gets_its_script(shell):
    environment = os.environ | {"_TRAJECTEN_COMPLETE": f"{shell}_source"}
    ended = subprocess.run(
        [sys.executable, "-m", "trajecten_cli"],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )

    assert "_TRAJECTEN_COMPLETE" in ended.stdout
