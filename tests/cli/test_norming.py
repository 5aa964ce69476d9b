"""What an auditor sees of the norms, with the exit code that a script goes by."""

import csv
import io
import json

import pytest
from sqlalchemy import create_engine, text

from tests.cli.conftest import COMMISSIONER, LEAD
from trajecten import NORMS

RESIDENT = "Bea Bewoner"


@pytest.fixture
def told(started):
    """Return a terminal with a trajectory in which an action is nobody's: a finding."""
    started.done("contact", "add", "plein", "--domain", "council", "--with", RESIDENT)
    started.done("action", "add", "plein", "Bank plaatsen")
    return started


def test_without_findings_it_ends_well_and_says_what_was_not_checked(started, lang):
    ended = started.done("audit", "norms", "plein", lang=lang)

    assert {"nl": "plein: 0 bevindingen", "en": "plein: 0 findings"}[lang] in ended.out
    assert {"nl": "niet dat het goed was", "en": "not that it was good"}[lang] in " ".join(
        ended.out.split()
    )


def test_a_finding_is_named_with_its_entries_and_ends_with_1(told, lang):
    ended = told("audit", "norms", "--all", lang=lang)

    assert ended.code == 1
    assert "N16" in ended.out
    assert {"nl": "regel 3", "en": "entry 3"}[lang] in ended.out
    assert all(len(line) <= 80 for line in ended.out.splitlines())


def test_many_entries_are_named_in_part(told, lang):
    for _ in range(13):
        told.done("action", "add", "plein", "Nog een bank")

    ended = told("audit", "norms", "plein", lang=lang)

    assert {"nl": "en nog 2", "en": "and 2 more"}[lang] in ended.out


def test_json_is_the_same_by_option_and_by_format(told):
    by_option = told("audit", "norms", "plein", "--json").json
    by_format = told("audit", "norms", "plein", "--format", "json")

    assert by_format.code == 1
    found = json.loads(by_format.out)
    assert {**found, "judged_at": ""} == {**by_option, "judged_at": ""}
    assert [one["norm"] for one in found["trajectories"][0]["norms"]] == [one.id for one in NORMS]


def test_csv_has_a_row_for_each_norm(told):
    ended = told("audit", "norms", "plein", "--format", "csv", lang="en")

    rows = list(csv.DictReader(io.StringIO(ended.out)))
    assert [one["norm"] for one in rows if one["verdict"] == "finding"] == ["N16"]


def test_markdown_has_a_table(told, lang):
    ended = told("audit", "norms", "plein", "--format", "md", lang=lang)

    assert ended.out.startswith({"nl": "# Normen", "en": "# Norms"}[lang])
    assert "| N16 " in ended.out


def test_settings_come_from_a_file(told, tmp_path):
    file = tmp_path / "gemeente.toml"
    file.write_text("late_days = 'drie'\n")

    ended = told("audit", "norms", "plein", "--thresholds", str(file))

    assert ended.code == 2
    assert "late_days" in ended.err
    file.write_text("late_days = 3\n")
    assert told("audit", "norms", "plein", "--thresholds", str(file)).code == 1


@pytest.mark.parametrize(
    "words", [(), ("plein", "--all"), ("plein", "--format", "csv", "--json"), ("nergens",)]
)
def test_what_is_asked_for_wrongly_ends_with_2(told, words):
    assert told("audit", "norms", *words).code == 2


@pytest.mark.parametrize("form", ["text", "md", "csv", "json"])
def test_nothing_personal_is_in_the_norms(told, form):
    shown = told("audit", "norms", "--all", "--format", form).out

    for secret in (RESIDENT, LEAD, COMMISSIONER, "Bank plaatsen", "Het plein"):
        assert secret not in shown


def test_a_ledger_that_is_damaged_is_told(told, lang):
    database = create_engine(told.settings.db)
    with database.begin() as connection:
        triggers = "select name from sqlite_master where type = 'trigger'"
        for (name,) in connection.execute(text(triggers)).all():
            connection.execute(text(f'drop trigger "{name}"'))
        connection.execute(text("update trajecten_entry set hash = 'x' || hash where seq = 2"))
    database.dispose()

    ended = told("audit", "norms", "plein", lang=lang)

    assert ended.code == 1
    assert {"nl": "het logboek is beschadigd", "en": "the ledger is damaged"}[lang] in ended.out
