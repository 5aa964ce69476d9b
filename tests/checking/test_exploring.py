"""What the checker finds with sets of bits is what the plainest explorer finds state by state."""

from hypothesis import given, settings

from bench.check import measured
from tests.checking.exploring import Explorer
from tests.checking.inventing import workflows
from trajecten import check
from trajecten.checking.ending import endless_in, ends_of, stuck_in
from trajecten.checking.study import Study

QUICK = settings(max_examples=100, deadline=None)


@QUICK
@given(workflows())
def test_the_same_phases_are_reached(workflow):
    study, explorer = Study(workflow, "x"), Explorer(workflow)

    for track in workflow.tracks:
        space = study.space(track.id)
        assert set(space.phases_in(space.reached, track.id)) == explorer.reached(track.id)


@QUICK
@given(workflows())
def test_the_same_transitions_are_dead(workflow):
    explorer = Explorer(workflow)
    reached = {phase for track in workflow.tracks for phase in explorer.reached(track.id)}
    problems = check(workflow)

    told = {
        one.message.en.split("'")[1]
        for one in problems
        if one.code in {"never-fires", "contradictory-gate"}
    }

    dead = set(workflow.transitions) - explorer.fired()
    from_reached = {one for one in dead if workflow.transitions[one].sources[0] in reached}
    assert from_reached <= told <= dead


@QUICK
@given(workflows())
def test_tracks_are_stuck_in_the_same_configurations(workflow):
    study, explorer = Study(workflow, "x"), Explorer(workflow)

    for track in workflow.tracks:
        space = study.space(track.id)
        found = stuck_in(space, track)
        left = {source for one in track.transitions for source in one.sources}
        resting = {one.id for one in track.phases if one.final or one.id not in left}
        own = {one.id for one in space.tracks}

        assert seen(space, found) == {
            tuple(item for item in phases if item[0] in own)
            for phases in explorer.stuck(track, resting)
        }


@QUICK
@given(workflows())
def test_the_end_is_out_of_reach_from_the_same_configurations(workflow):
    study, explorer = Study(workflow, "x"), Explorer(workflow)

    for track in workflow.tracks:
        space = study.space(track.id)
        ends = ends_of(track, continuous=workflow.continuous)
        found = endless_in(space, track, continuous=workflow.continuous)
        own = {one.id for one in space.tracks}

        assert seen(space, found) == {
            tuple(item for item in phases if item[0] in own)
            for phases in explorer.endless(track, ends)
        }


@QUICK
@given(workflows())
def test_every_witness_can_be_followed(workflow):
    explorer = Explorer(workflow)

    for one in check(workflow):
        steps = [name for name in one.witness if not name.startswith("(")]
        assert explorer.can_follow(steps), one


@QUICK
@given(workflows(facts=False))
def test_no_way_is_shorter_than_the_witness(workflow):
    study, explorer = Study(workflow, "x"), Explorer(workflow, facts=())

    for track in workflow.tracks:
        space = study.space(track.id)
        for phase in space.phases_in(space.reached, track.id):
            way, there = space.path(space.at(track.id, (phase,)))
            assert space.phase_in(there, track.id) == phase
            assert len(way) == explorer.distance(track.id, phase)


def test_six_tracks_of_eight_phases_take_less_than_two_seconds():
    assert measured(6, 8, 1, rounds=1)["seconds"] < 2


def seen(space, found):
    """Return where the tracks of a space are in each of these configurations."""
    states = set()
    while found:
        lowest = found & -found
        states.add(tuple((one.id, space.phase_in(lowest, one.id)) for one in space.tracks))
        found ^= lowest
    return states
