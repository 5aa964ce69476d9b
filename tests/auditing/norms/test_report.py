"""What is said of the norms, as a spreadsheet and as a page, and of ledgers that cannot be read."""

import csv
import io

import pytest

from tests.auditing.forging import forge, identity
from tests.auditing.norms.history import results, started, told
from tests.engine.kit import ACTOR, OTHER, REF, Desk
from tests.engine.odd import NOON
from tests.storage import damaging
from trajecten import (
    JudgedNorm,
    JudgedTrajectory,
    Norm,
    NormReport,
    NormVerdict,
    NotFoundError,
    Text,
    norms_as_csv,
    norms_as_markdown,
)
from trajecten.auditing.norms import found


def test_all_are_judged_together_and_each_alone(desk: Desk) -> None:
    told(desk)
    desk.start(OTHER)

    both, one = desk.engine.norms(), desk.engine.norms(OTHER)

    assert [each.ref for each in both.trajectories] == [REF, OTHER]
    assert [each.ref for each in one.trajectories] == [OTHER]
    assert (both.trajectories[0].workflow, both.trajectories[0].version) == ("genormd", "1.0.0")
    assert both
    assert both.findings == 0


def test_who_is_not_there_is_not_judged(desk: Desk) -> None:
    with pytest.raises(NotFoundError):
        desk.engine.norms("niets")


def test_judging_changes_nothing(desk: Desk) -> None:
    told(desk)
    before = desk.tables()

    desk.engine.norms()

    assert desk.tables() == before


def test_a_host_can_ask_within_its_transaction(desk: Desk) -> None:
    started(project_lead=ACTOR)(desk)

    with desk.database.connect() as connection, connection.begin():
        report = desk.engine.joining(connection).norms(REF)

    assert [one.ref for one in report.trajectories] == [REF]


def test_a_report_says_what_was_not_checked(desk: Desk) -> None:
    words = desk.engine.norms().not_checked

    assert any("not that it was good" in one.en for one in words)


def test_what_cannot_have_happened_meets_no_norm(desk: Desk) -> None:
    told(desk)
    forge(desk, 15, lambda fields: fields["data"].pop("to"))

    (one,) = desk.like().norms(REF).trajectories

    assert one.damage is not None
    assert "15" in one.damage.en
    assert one.of(NormVerdict.PASS) == ()


def test_without_its_workflow_text_nothing_can_be_judged(desk: Desk) -> None:
    told(desk)
    damaging.unfence(desk)
    damaging.unbound(desk, "DELETE FROM trajecten_definition")

    came = results(desk)

    assert {one.verdict for one in came.values()} == {NormVerdict.FINDING}
    assert identity(desk)


def hostile() -> NormReport:
    """Return a report in which another's norm says things that are no plain words."""
    words = Text("=1+1|<b>[x](y)", "@SUM|<b>[x](y)")
    norm = Norm(id="own", asks=words, source=words, judge=lambda *_of: found(words), limit=words)
    judged = JudgedNorm(norm=norm, result=found(words, (3, 1, 3)))
    trajectory = JudgedTrajectory(
        ref=REF, trajectory="1", workflow="w", version="1.0.0", entries=3, norms=(judged,),
        damage=Text("stuk", "broken"),
    )  # fmt: skip
    return NormReport(
        trajectories=(trajectory,), judged_at=NOON, engine="0", not_checked=(Text("Niets", "Nil"),)
    )


def test_no_cell_is_taken_for_a_formula() -> None:
    rows = list(csv.DictReader(io.StringIO(norms_as_csv(hostile(), "nl").decode())))

    (row,) = rows
    assert row["message"] == "'=1+1|<b>[x](y)"
    assert (row["ref"], row["verdict"], row["entries"]) == (REF, "finding", "1 3")


def test_no_cell_of_a_page_ends_early() -> None:
    page = norms_as_markdown(hostile(), "en")

    (row,) = [line for line in page.splitlines() if line.startswith("| own")]
    assert row.count("|") - row.count("\\|") == 4
    assert "\\<b>" in row
    assert "The ledger is damaged: broken." in page
    assert "Nil" in page


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_page_is_in_one_language(desk: Desk, language: str) -> None:
    started(project_lead=ACTOR)(desk)

    page = norms_as_markdown(desk.engine.norms(), language)

    assert ("# Normen" in page) == (language == "nl")
    assert {"nl": "Niet nagekeken", "en": "Not checked"}[language] in page
