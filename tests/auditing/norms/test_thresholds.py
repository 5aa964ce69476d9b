"""A municipality sets its own thresholds in a file; what is wrong in it is told with its key."""

from dataclasses import fields

import pytest

from tests.auditing.norms.history import long_after, results, told, without
from tests.engine.kit import Desk
from trajecten import NORMS, InputError, NormVerdict, Thresholds, load_thresholds
from trajecten.auditing.norms import threshold_words

FILE = "gemeente.toml"


def test_what_the_file_leaves_out_stays_as_it_is() -> None:
    found = load_thresholds(b"late_days = 3\nplan_papers = ['schets']\n", FILE)

    assert found == Thresholds(late_days=3, plan_papers=("schets",))


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (b"lateness = 3", "lateness"),
        (b"late_days = 'drie'", "late_days"),
        (b"late_days = true", "late_days"),
        (b"late_days = -1", "late_days"),
        (b"late_days = 99999", "late_days"),
        (b"plan_papers = 'schets'", "plan_papers"),
        (b"plan_papers = [3]", "plan_papers"),
        (b"[late_days]\nn = 3", "late_days"),
        (b"late_days = ", "TOML"),
        (b"\xff", "TOML"),
    ],
)
def test_what_is_wrong_is_told_with_the_file_and_the_key(text: bytes, named: str) -> None:
    with pytest.raises(InputError) as caught:
        load_thresholds(text, FILE)

    for words in (caught.value.detail.nl, caught.value.detail.en):
        assert words.startswith(f"{FILE}: ")
        assert named in words


def test_a_threshold_decides(desk: Desk) -> None:
    told(desk, lambda steps: long_after(days=10)(without("told")(steps)))

    assert results(desk)["N11"].verdict is NormVerdict.NOT_APPLICABLE
    strict = load_thresholds(b"feedback_days = 7")
    assert results(desk, strict)["N11"].verdict is NormVerdict.FINDING


def test_the_names_of_papers_are_settings_too(desk: Desk) -> None:
    told(desk)

    came = results(desk, Thresholds(goal_fields=("iets",), cost_fields=("iets",)))

    assert {came["N1"].verdict, came["N18"].verdict} == {NormVerdict.NOT_APPLICABLE}


def test_every_threshold_is_used_by_a_norm_and_has_words() -> None:
    assert {one for norm in NORMS for one in norm.thresholds} == {
        one.name for one in fields(Thresholds)
    }
    assert all(one.nl and one.en for one in threshold_words().values())
