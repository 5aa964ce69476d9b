"""The projections can be made anew from the ledger, to identical rows."""

from dataclasses import dataclass

import pytest

from tests.engine.kit import LAST, OTHER, REF, Desk
from trajecten import InputError, RecordContact


@dataclass(frozen=True)
class Edit:
    """A change by hand, and the table in which a rebuild must see it."""

    table: str
    statement: str

    def __str__(self) -> str:
        return self.statement


DELETE_THERE = (
    "DELETE FROM trajecten_contact WHERE trajectory ="
    " (SELECT id FROM trajecten_trajectory WHERE ref = 'B-1')"
)
EDITS = (
    Edit("trajecten_contact", "UPDATE trajecten_contact SET domain = 'community' WHERE number = 1"),
    Edit("trajecten_contact", "UPDATE trajecten_contact SET count = 40 WHERE number = 2"),
    Edit("trajecten_contact", "UPDATE trajecten_contact SET retracted = (1 = 1) WHERE number = 1"),
    Edit("trajecten_contact", "UPDATE trajecten_contact SET person = NULL WHERE number = 1"),
    Edit("trajecten_contact",
         "UPDATE trajecten_contact SET at = '2020-01-01T00:00:00.000000Z' WHERE number = 1"),
    Edit("trajecten_contact", "DELETE FROM trajecten_contact WHERE number = 2"),
    Edit("trajecten_contact", "UPDATE trajecten_contact SET number = 9 WHERE number = 3"),
    Edit("trajecten_contribution", "UPDATE trajecten_contribution SET disposition = NULL"),
    Edit("trajecten_contribution", "UPDATE trajecten_contribution SET waited = 9 WHERE number = 1"),
    Edit("trajecten_contribution", "DELETE FROM trajecten_contribution"),
    Edit("trajecten_artefact", "UPDATE trajecten_artefact SET version = 2"),
    Edit("trajecten_artefact", "UPDATE trajecten_artefact SET sha256 = NULL"),
    Edit("trajecten_citation", "DELETE FROM trajecten_citation"),
    Edit("trajecten_citation", "UPDATE trajecten_citation SET contact = 2"),
    Edit("trajecten_action", "UPDATE trajecten_action SET due = '2027-01-01' WHERE number = 1"),
    Edit("trajecten_action", "UPDATE trajecten_action SET finished_at = NULL"),
    Edit("trajecten_lesson", "UPDATE trajecten_lesson SET none = (1 = 1)"),
    Edit("trajecten_lesson", "UPDATE trajecten_lesson SET phases = '{}'"),
    Edit("trajecten_decision", "UPDATE trajecten_decision SET outcome = 'rejected'"),
    Edit("trajecten_decision", "DELETE FROM trajecten_decision"),
    Edit("trajecten_trajectory", "UPDATE trajecten_trajectory SET workflow = 'ander'"),
    Edit("trajecten_trajectory", "UPDATE trajecten_trajectory SET version = '9.9.9'"),
    Edit("trajecten_trajectory",
         "UPDATE trajecten_trajectory SET recorded_at = '2020-01-01T00:00:00.000000Z'"),
    Edit("trajecten_trajectory",
         "UPDATE trajecten_trajectory SET started_at = '2020-01-01T00:00:00.000000Z'"),
    Edit("trajecten_trajectory",
         "UPDATE trajecten_trajectory SET state = replace(state, 'listening', 'topics')"),
    Edit("trajecten_trajectory",
         "UPDATE trajecten_trajectory SET state = replace(state, 'waiting\":1', 'waiting\":2')"),
)  # fmt: skip


def test_nothing_differs_after_a_story(furnished: Desk) -> None:
    report = furnished.engine.rebuild(check=True)

    assert (report.trajectories, report.differences, report.written) == (1, (), False)


def test_a_rebuild_gives_identical_rows(furnished: Desk) -> None:
    before = furnished.tables()

    report = furnished.engine.rebuild()

    assert (report.differences, report.written) == ((), False)
    assert furnished.tables() == before


@pytest.mark.parametrize("edit", EDITS, ids=str)
def test_a_row_changed_by_hand_is_named(furnished: Desk, edit: Edit) -> None:
    furnished.run(edit.statement)

    report = furnished.engine.rebuild(check=True)

    assert report.differences == (f"{REF}: {edit.table}",)
    assert not report.written


def test_a_check_leaves_everything_as_it_was(furnished: Desk) -> None:
    furnished.run("DELETE FROM trajecten_contact")
    furnished.run("UPDATE trajecten_trajectory SET version = '9.9.9'")
    before = furnished.tables()

    report = furnished.engine.rebuild(check=True)

    assert len(report.differences) == 2
    assert furnished.tables() == before


@pytest.mark.parametrize("edit", EDITS, ids=str)
def test_a_row_changed_by_hand_is_repaired(furnished: Desk, edit: Edit) -> None:
    before = furnished.tables()
    furnished.run(edit.statement)

    report = furnished.engine.rebuild()

    assert report.written
    assert furnished.tables() == before
    assert furnished.engine.rebuild(check=True).differences == ()


def test_only_what_was_changed_is_named(furnished: Desk) -> None:
    furnished.start(OTHER)
    furnished.engine.do(OTHER, RecordContact(domain="council"))
    furnished.run(DELETE_THERE)

    report = furnished.engine.rebuild(check=True)

    assert report.trajectories == 2
    assert report.differences == (f"{OTHER}: trajecten_contact",)


def test_a_rebuild_leaves_what_is_personal_alone(furnished: Desk) -> None:
    erasable = ("trajecten_text", "trajecten_party")
    before = furnished.tables()
    furnished.run("DELETE FROM trajecten_contact")

    furnished.engine.rebuild()

    after = furnished.tables()
    assert [after[name] for name in erasable] == [before[name] for name in erasable]


def test_all_projections_can_be_lost_and_made_anew(furnished: Desk) -> None:
    before = furnished.tables()
    furnished.run("DELETE FROM trajecten_contact")
    furnished.run("DELETE FROM trajecten_contribution")
    furnished.run("DELETE FROM trajecten_artefact")
    furnished.run("DELETE FROM trajecten_citation")
    furnished.run("DELETE FROM trajecten_action")
    furnished.run("DELETE FROM trajecten_lesson")
    furnished.run("DELETE FROM trajecten_decision")

    furnished.engine.rebuild()

    assert furnished.tables() == before


def test_a_trajectory_goes_on_after_a_rebuild(furnished: Desk) -> None:
    furnished.engine.rebuild()

    outcome = furnished.engine.do(REF, RecordContact(domain="council"))

    assert (outcome.seq, outcome.object) == (LAST + 1, "contact-4")
    assert furnished.engine.verify().intact


def test_a_parent_that_was_taken_away_by_hand_is_named_and_comes_back(furnished: Desk) -> None:
    furnished.start(OTHER, parent=REF, topic="topic-1")
    before = furnished.tables()
    furnished.run("UPDATE trajecten_trajectory SET parent = NULL")

    report = furnished.engine.rebuild()

    assert report.differences == (f"{OTHER}: trajecten_trajectory",)
    assert furnished.tables() == before


def test_a_parent_that_was_given_by_hand_goes_away(furnished: Desk) -> None:
    before = furnished.tables()
    furnished.run("UPDATE trajecten_trajectory SET parent = id")

    furnished.engine.rebuild()

    assert furnished.tables() == before


def test_a_rebuild_of_nothing_is_no_work(desk: Desk) -> None:
    assert desk.engine.rebuild().trajectories == 0


def test_a_rebuild_inside_the_transaction_of_a_host_is_not_understood(furnished: Desk) -> None:
    with furnished.database.connect() as connection, pytest.raises(InputError):
        furnished.engine.joining(connection).rebuild(check=True)
