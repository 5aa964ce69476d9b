"""pm4py agrees: the reachability graph, and WOFLAN's verdict on soundness.

python -m venv /somewhere && /somewhere/bin/pip install 'pm4py<3'
TRAJECTEN_TEST_PM4PY_PYTHON=/somewhere/bin/python pytest tests/checking/oracle
"""

import json
import os
import subprocess
from itertools import product
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from tests.checking.exploring import holds
from tests.checking.inventing import workflows
from trajecten import check
from trajecten.checking.ending import endless_in, ends_of
from trajecten.checking.study import Study
from trajecten.core.guards.flow import InPhase

PYTHON = os.environ.get("TRAJECTEN_TEST_PM4PY_PYTHON")
JUDGE = Path(__file__).with_name("judge.py")
FAULTS = {
    "unreachable-phase", "never-fires", "dead-end", "deadlock", "waits-for-ever",
    "loop-without-end", "contradictory-gate",
}  # fmt: skip
WANTED = 300

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not PYTHON, reason="TRAJECTEN_TEST_PM4PY_PYTHON is not set"),
]


def test_pm4py_comes_to_the_same_verdicts():
    invented = invent(WANTED)
    asked = json.dumps([net_of(one) for one in invented])

    done = subprocess.run(
        [PYTHON, JUDGE], input=asked, capture_output=True, text=True, timeout=900, check=True
    )

    verdicts = json.loads(done.stdout)
    assert len(verdicts) == WANTED
    sound = [one["sound"] for one in verdicts]
    assert any(sound)
    assert not all(sound)
    for workflow, verdict in zip(invented, verdicts, strict=True):
        assert ours(workflow) == {key: verdict[key] for key in ("complete", "dead", "sound")}


def invent(number):
    found = []

    @settings(max_examples=number, database=None, deadline=None, derandomize=True,
              suppress_health_check=list(HealthCheck))  # fmt: skip
    @given(workflows(facts=False, continuous=False))
    def collect(workflow):
        found.append(workflow)

    collect()
    return (found * (number // len(found) + 1))[:number]


def ours(workflow):
    study = Study(workflow, "x")
    problems = check(workflow)
    endless = 0
    for track in workflow.tracks:
        space = study.space(track.id)
        endless |= endless_in(space, track, continuous=False)
        assert ends_of(track, continuous=False)
    fired = {
        one.transition
        for space in study.spaces
        for one in space.steps
        if space.open(one) & space.reached
    }
    return {
        "complete": not endless,
        "dead": sorted(able(workflow) - fired),
        "sound": not {one.code for one in problems} & FAULTS,
    }


def net_of(workflow):
    """Return the net: a place for each phase, and a move for each way to meet a condition."""
    finals = [[one.id for one in track.phases if one.final] for track in workflow.tracks]
    return {
        "places": list(workflow.phases),
        "start": [one.initial for one in workflow.tracks],
        "ends": [list(one) for one in product(*finals)],
        "moves": list(moves(workflow)),
    }


def able(workflow):
    return {one.id for one in workflow.transitions.values()}


def moves(workflow):
    for track in workflow.tracks:
        for one in track.transitions:
            (source,) = one.sources
            asked = sorted({name for each in one.guards for name in looked_at(each.guard)})
            others = [each for each in workflow.tracks if each.id in asked and each is not track]
            met = False
            for phases in product(*([each.id for each in other.phases] for other in others)):
                where = dict(zip((other.id for other in others), phases, strict=True))
                where[track.id] = source
                if all(holds(each.guard, where, frozenset()) for each in one.guards):
                    met = True
                    yield {
                        "label": one.id,
                        "take": [source, *phases],
                        "give": [one.target, *phases],
                    }
            if not met:
                # A gate that contradicts itself: a move that waits for a place nobody fills.
                yield {"label": one.id, "take": [source, "__never"], "give": [one.target]}


def looked_at(guard):
    if isinstance(guard, InPhase):
        return {guard.track}
    return {name for part in guard.parts for name in looked_at(part.guard)}
