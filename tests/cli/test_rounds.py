"""What the status says of loops and of endorsements (R9, R16)."""

import pytest

from tests.cli.conftest import COMMISSIONER
from tests.cli.workflows import ASIDE


@pytest.fixture
def going(terminal, tmp_path):
    """Return a terminal with the trajectory "klein", which may go to and fro at will."""
    file = tmp_path / "klein.yaml"
    file.write_text(ASIDE)
    terminal.done("start", str(file), "X", "--ref", "klein", "--commissioner", COMMISSIONER)
    return terminal


def rounds(terminal, steps):
    for number in range(steps):
        step = ("terug", "--motivation", "Nog eens praten") if number % 2 else ("aan-de-slag",)
        terminal.done("advance", "klein", *step)


@pytest.mark.parametrize(
    ("steps", "nl", "en"),
    [
        (2, "1 keer terug in een fase waar het al was.", "1 time back in a phase"),
        (4, "3 keer terug in een fase waar het al was.", "3 times back in a phase"),
    ],
)
def test_the_status_counts_loops(going, lang, steps, nl, en):
    rounds(going, steps)

    assert (nl if lang == "nl" else en) in going.done("status", "klein", lang=lang).out
    assert going.done("status", "klein", "--json").json["loops"] == steps - 1
    assert [one["loops"] for one in going.done("list", "--json").json["trajectories"]] == [
        steps - 1
    ]


def test_the_status_is_silent_on_loops_that_were_not_made(going):
    rounds(going, 1)

    assert "keer terug" not in going.done("status", "klein").out
    assert going.done("status", "klein", "--json").json["loops"] == 0


def test_the_status_says_that_a_new_version_is_not_endorsed(started, lang):
    by = {"nl": "Gemeenteraad, College van B en W, Ambtelijke organisatie, Stad"}
    started.done("artefact", "add", "plein", "visie")
    for one in ("raad", "college", "organisatie", "stad"):
        started.done("endorse", "plein", "visie", "--by", one)
    before = " ".join(started.done("status", "plein", lang=lang).out.split())
    started.done("artefact", "add", "plein", "visie")

    now = " ".join(started.done("status", "plein", lang=lang).out.split())

    endorsed, lacking = (
        ("versie 1; onderschreven door", f"versie 2; nog niet onderschreven door {by['nl']}")
        if lang == "nl"
        else ("version 1; endorsed by", "version 2; not endorsed yet by Council, ")
    )
    assert endorsed in before
    assert lacking in now


def test_the_document_of_the_status_names_who_did_not_endorse_this_version(started):
    for _ in range(2):
        started.done("artefact", "add", "plein", "visie")
        started.done("endorse", "plein", "visie", "--by", "raad")

    (paper,) = started.done("status", "plein", "--json").json["artefacts"]

    assert (paper["version"], paper["domains"]) == (2, ["council"])
    assert paper["unendorsed"] == ["executive", "administration", "community"]
