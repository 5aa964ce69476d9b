"""The permit log of a Dutch municipality comes in whole, and goes out again as it was."""

import io
import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.conftest import lacking
from tests.engine.kit import desk_at
from trajecten import ExportForm, ImportResult, discover, load_workflow, survey_xes

PYTHON = os.environ.get("TRAJECTEN_TEST_PM4PY_PYTHON")
READING = Path(__file__).with_name("reading.py")
COUNTS = (1434, 8577, 27, 116)
"""Cases, events, activities and variants of the log."""

pytestmark = [pytest.mark.outside, pytest.mark.slow]


@pytest.fixture
def receipt(outside_data):
    return (outside_data / "receipt.xes.gz").read_bytes()


@pytest.fixture
def desk(database_url, receipt):
    """Give a desk with the whole log imported."""
    survey = survey_xes(io.BytesIO(receipt))
    found = discover(survey, "receipt.xes.gz")
    workflow = load_workflow(found.text.encode())
    with desk_at(database_url) as desk:
        traces = desk.engine.import_xes(io.BytesIO(receipt), survey, workflow, steps=found.steps)
        assert {one.result for one in traces} == {ImportResult.IMPORTED}
        yield desk


def counted(survey):
    return survey.traces, survey.events, len(survey.activities), survey.variants


def exported(desk):
    target = io.BytesIO()
    desk.engine.export(target, ExportForm.XES)
    return target.getvalue()


def test_the_log_is_counted_as_its_makers_counted_it(receipt):
    assert counted(survey_xes(io.BytesIO(receipt))) == COUNTS


def test_what_came_in_goes_out_with_the_same_counts_as_pm4py_reads_it(desk, tmp_path):
    if PYTHON is None:
        lacking("no pm4py: set TRAJECTEN_TEST_PM4PY_PYTHON (docs/checker.md)")
    content = exported(desk)
    (tmp_path / "out.xes").write_bytes(content)

    ended = subprocess.run(
        [PYTHON, READING, tmp_path / "out.xes"], check=True, capture_output=True, text=True
    )

    assert tuple(json.loads(ended.stdout.splitlines()[-1])) == COUNTS
    assert counted(survey_xes(io.BytesIO(content))) == COUNTS
    assert desk.engine.verify().intact
    assert desk.engine.info().entries == COUNTS[0] + COUNTS[1]
