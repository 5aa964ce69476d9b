"""Each fault that a rule owns is told by that rule, in every bundled workflow."""

import pytest

from tests.checking.mutants import IDS, hearing_by_itself, judged, table
from tests.checking.renew import MANUAL, TABLE
from trajecten import bundled_workflow, check, compare, load_workflow


@pytest.mark.parametrize("identifier", IDS)
def test_a_fault_is_told_by_the_rule_that_owns_it(identifier):
    missed = [
        (one.fault, one.what, one.owner, sorted(codes))
        for one, codes in judged(identifier)
        if one.owner and one.owner not in codes
    ]

    assert missed == []


@pytest.mark.parametrize("identifier", IDS)
def test_a_file_that_hears_everybody_itself_is_not_warned(identifier):
    original = load_workflow(bundled_workflow(identifier))
    if original.relation_first.set_aside is not None:
        pytest.skip("it can begin with content, which nobody is asked to hear before")
    workflow = hearing_by_itself(original)

    codes = {one.code for one in check(workflow)}

    assert workflow.relation_first.set_aside is not None
    assert "content-before-relation" not in codes


@pytest.mark.parametrize("identifier", IDS)
def test_a_mutant_that_no_rule_owns_is_still_told_by_the_difference(identifier):
    original = load_workflow(bundled_workflow(identifier))

    untold = [
        (one.fault, one.what)
        for one, _ in judged(identifier)
        if not compare(original, one.workflow).changes
    ]

    assert untold == []


def test_the_table_in_the_manual_is_current():
    shown = TABLE.search(MANUAL.read_text("utf-8"))

    assert shown is not None
    assert shown[0] == table(), "if so meant: python -m tests.checking.renew"
