"""pm4py agrees: its reachability graph with all that is found, and WOFLAN with the verdict.

It is AGPL and large, so it lives in an environment of its own. `.ci/run` makes one, docs/checker.md
says how to.
"""

import json
import os
import subprocess
from collections import Counter
from functools import cache
from pathlib import Path
from random import Random

import pytest

from tests.checking.inventing import Inventor, Size
from tests.checking.mutants import mutants
from tests.checking.oracle.ours import UNSOUND, WAITING, Checked
from tests.checking.oracle.theirs import Judged
from tests.checking.oracle.translating import denied_facts, net_of
from tests.conftest import lacking
from trajecten import bundled_workflow, bundled_workflows, load_workflow

PYTHON = os.environ.get("TRAJECTEN_TEST_PM4PY_PYTHON")
JUDGE = Path(__file__).with_name("judge.py")
FILES = sorted(Path(__file__).parents[1].glob("*/*.yaml"))
BEYOND = {
    "contradiction-bounds", "contradiction-choice", "contradiction-outcomes",
    "contradiction-relation", "contradiction-terms", "contradiction-together",
    "contradiction-weaker", "together", "too-large", "too-many-ways",
}  # fmt: skip
"""Files that hang on what facts mean, or are too large: no Petri net tells of those."""
INVENTED = {
    "random": (400, Size(), {"facts": False, "continuous": False}),
    "with decisions": (150, Size(), {"facts": True, "continuous": False}),
    "continuous": (150, Size(), {"facts": False, "continuous": True}),
    "large": (
        40,
        Size(tracks=(4, 5), phases=(3, 4, 5), asking=(0.1, 0.3), depth=1),
        {"facts": False, "continuous": False},
    ),
}
WOFLAN = 64
"""WOFLAN is quick up to so many markings; above that the reachability graph speaks alone."""
SHARE = 0.05
"""How many of the random workflows have each fault, at the least; this many have none."""

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module", params=[*INVENTED, "files", "mutants"])
def judged_cases(request):
    """Give every collection in its turn: workflows that are checked and judged."""
    return cases(request.param)


def test_pm4py_reaches_the_same_markings_and_finds_the_same_faults(judged_cases):
    differences = [
        (number, what, ours, theirs)
        for number, (checked, judged) in enumerate(judged_cases)
        for what, ours, theirs in compared(checked, judged)
        if ours != theirs
    ]

    assert differences == []


def test_every_witness_leads_where_it_says_and_no_way_is_shorter(judged_cases):
    missed = [
        (number, str(problem), problem.witness)
        for number, (checked, judged) in enumerate(judged_cases)
        for problem, played in zip(witnessed(checked), judged.verdict["played"], strict=True)
        if not leads(checked, judged, problem, played)
    ]

    assert missed == []


def test_woflan_comes_to_the_same_verdict(judged_cases):
    differences = [
        (number, sorted(checked.codes & UNSOUND))
        for number, (checked, judged) in enumerate(judged_cases)
        if judged.sound is not None and judged.sound == bool(checked.codes & UNSOUND)
    ]

    assert differences == []


def test_every_fault_occurs_among_the_random_workflows():
    counts = Counter(fault for _, judged in cases("random") for fault in judged.faults())

    wanted = ("unreachable", "never fires", "waits for ever", "deadlock", "loop", "none")
    number = INVENTED["random"][0]
    assert {one: counts[one] for one in wanted if counts[one] < SHARE * number} == {}
    assert sum(judged.sound is not None for _, judged in cases("random")) == number


def test_large_workflows_are_judged_by_more_than_woflan_can_take():
    sizes = sorted(len(judged.at) for _, judged in cases("large"))

    assert sizes[len(sizes) // 2] > WOFLAN
    assert sizes[-1] > 10 * WOFLAN


@cache
def cases(name):
    """Return the workflows of a collection, each checked and judged."""
    if not PYTHON:
        lacking("no pm4py: set TRAJECTEN_TEST_PM4PY_PYTHON, see docs/checker.md")
    found = [Checked(one) for one in collected(name)]
    nets = [
        net_of(one.workflow, [each.witness for each in witnessed(one)], WOFLAN) for one in found
    ]
    verdicts = judge(nets)
    return [
        (one, Judged(one, net, verdict))
        for one, net, verdict in zip(found, nets, verdicts, strict=True)
    ]


def judge(nets):
    done = subprocess.run(
        [PYTHON, JUDGE], input=json.dumps(nets), capture_output=True, text=True, timeout=900,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def collected(name):
    bundled = [load_workflow(bundled_workflow(one.id)) for one in bundled_workflows()]
    match name:
        case "files":
            return bundled + [load_workflow(one.read_bytes()) for one in FILES if told_of(one)]
        case "mutants":
            return [one.workflow for each in bundled for one in mutants(each)]
        case _:
            number, size, options = INVENTED[name]
            return invent(number, size, **options)


def told_of(file):
    return file.stem not in BEYOND


def invent(number, size, *, facts, continuous):
    """Return so many workflows, no two of them alike; the same ones every time."""
    random = Random(number)  # noqa: S311 (no secret hangs on it)
    found = {}
    while len(found) < number:
        one = Inventor(random, size, facts=facts).workflow(continuous=continuous)
        found.setdefault(repr(one.tracks), one)
    return list(found.values())


def witnessed(checked):
    return [one for one in checked.problems if one.witness]


def compared(checked, judged):
    """Yield what is found, as the checker says it and as pm4py does: sets, then problems."""
    tracks = {one.id: one for one in checked.workflow.tracks}
    yield "markings", checked.markings(), set(judged.at)
    yield "dead", checked.dead(), judged.dead
    yield "deadlocks", checked.deadlocks(), judged.deadlocks
    yield "stuck", {n: checked.stuck(t) for n, t in tracks.items()}, judged.course("stuck")
    yield "endless", {n: checked.endless(t) for n, t in tracks.items()}, judged.course("endless")
    yield "unreachable-phase", checked.phases("unreachable-phase"), judged.unreachable
    yield "contradictory-gate", checked.steps("contradictory-gate"), judged.contradictory
    yield "never-fires", checked.steps("never-fires"), judged.never_fires
    yield "dead-end", checked.phases("dead-end"), judged.dead_ends
    yield "waiting", bool(checked.codes & WAITING), judged.waits
    yield "loop-without-end", checked.tracks_of("loop-without-end"), judged.rounds


def leads(checked, judged, problem, played):
    """Return whether a witness ends where its problem is, by the shortest way if it is told."""
    claimed = judged.claimed(problem)
    if not claimed & set(played):
        return False
    # Decisions that a gate asks for are no steps of the witness, but they are moves of the net.
    exact = problem.code in UNSOUND and not denied_facts(checked.workflow)
    depth = min(judged.verdict["depths"][one] for one in claimed)
    return not exact or depth == len(problem.witness)
