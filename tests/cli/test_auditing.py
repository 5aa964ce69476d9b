"""What an auditor sees of the decisions, with the exit code that a script goes by."""

import pytest
from sqlalchemy import create_engine, text

from tests.cli.conftest import COMMISSIONER, LEAD
from tests.engine.kit import EINDIG
from trajecten import bundled_workflow

RESIDENT = "Bea Bewoner"
REMARK = "Zij was eerst boos"


@pytest.fixture
def told(started):
    """Return a terminal with a trajectory in which somebody was heard, and something refused."""
    started.done("contact", "add", "plein", "--domain", "council", "--with", RESIDENT,
                 "--note", REMARK)  # fmt: skip
    started.done("contribution", "add", "plein", "Meer bomen", "--from", RESIDENT)
    assert started("advance", "plein", "naar-kern").code == 1
    return started


def edited(terminal, statement):
    database = create_engine(terminal.settings.db)
    with database.begin() as connection:
        connection.execute(text(statement))
    database.dispose()


def test_a_replay_that_finds_nothing_ends_well_and_says_what_it_did_not_check(told, lang):
    ended = told.done("audit", "replay", "plein", lang=lang)

    assert {"nl": "Niet nagekeken:", "en": "Not checked:"}[lang] in ended.out
    assert told.done("audit", "replay", "--json").json["clean"]


def test_a_replay_that_finds_something_names_it_and_ends_with_3(told, lang):
    edited(told, "update trajecten_contact set purpose = 'content'")

    ended = told("audit", "replay", lang=lang)

    assert ended.code == 3
    assert "trajecten_contact" in ended.out
    (one,) = told("audit", "replay", "--json").json["trajectories"][0]["discrepancies"]
    assert one["kind"] == "projection"


def test_what_if_tells_where_it_would_have_stopped_and_ends_well(told, lang, tmp_path):
    lenient = tmp_path / "anders.yaml"
    lenient.write_bytes(EINDIG)

    ended = told.done("audit", "what-if", "plein", "--workflow", str(lenient), lang=lang)

    assert "plein" in ended.out
    left_out = told.done("audit", "what-if", "--all", "--workflow", str(lenient), lang=lang)
    assert {"nl": "andere werkwijze", "en": "another workflow"}[lang] in left_out.out


def test_what_if_takes_a_version_that_comes_along(told):
    ended = told.done("audit", "what-if", "plein", "--workflow", "relatie-eerst", "--json")

    version = bundled_workflow("relatie-eerst").decode().split("version: ")[1].split()[0]
    assert ended.json["version"] == version
    assert ended.json["trajectories"][0]["stopped"] is None


@pytest.mark.parametrize("words", [(), ("plein", "--all")])
def test_what_if_asks_for_one_or_for_all(told, words):
    assert told("audit", "what-if", *words, "--workflow", "relatie-eerst").code == 2


def test_what_if_with_a_bad_file_ends_with_2(told, tmp_path):
    bad = tmp_path / "bad.yaml"
    bad.write_text("schema: nope\n")

    assert told("audit", "what-if", "plein", "--workflow", str(bad)).code == 2


def test_a_trace_is_a_chronology_with_the_numbers_of_the_entries(told, lang):
    told.done("contribution", "dispose", "plein", "1", "--outcome", "deels", "--reason", "x")

    ended = told.done("audit", "trace", "plein", "contribution-1", lang=lang)

    rows = [line.split()[0] for line in ended.out.splitlines() if line[:1].isdigit()]
    assert rows == ["3", "5"]
    items = told.done("audit", "trace", "plein", "contribution-1", "--json").json["items"]
    assert [(one["seq"], one["link"]) for one in items] == [(3, "intake"), (5, "weighed")]


def test_what_cannot_be_traced_ends_with_2(told):
    assert told("audit", "trace", "plein", "contact-9").code == 2
    assert told("audit", "trace", "plein", "plein").code == 2


def test_a_sample_is_the_same_each_time(told, lang):
    words = ("audit", "sample", "--seed", "7", "--size", "2")

    assert told.done(*words, lang=lang).out == told.done(*words, lang=lang).out
    document = told.done(*words, "--json").json
    assert (document["population"], len(document["items"])) == (4, 2)
    whole = told.done(*words, "--trajectories", "--json").json
    assert [one["ref"] for one in whole["items"]] == ["plein"]


@pytest.mark.parametrize(
    "words",
    [
        ("replay",),
        ("what-if", "plein", "--workflow", "relatie-eerst"),
        ("trace", "plein", "contact-1"),
        ("trace", "plein", "contribution-1"),
        ("sample", "--seed", "1", "--size", "9"),
    ],
)
def test_nothing_personal_is_in_an_audit(told, words):
    shown = told.done("audit", *words).out + told.done("audit", *words, "--json").out

    for secret in (RESIDENT, REMARK, "Meer bomen", "Het plein", LEAD, COMMISSIONER):
        assert secret not in shown
