"""What the checker finds with sets of bits is what the plainest explorer finds state by state."""

from hypothesis import given, settings

from bench.check import measured
from tests.checking.exploring import Explorer
from tests.checking.inventing import workflows
from trajecten import check
from trajecten.checking.ending import endless_in, ends_of, stuck_in
from trajecten.checking.study import Study
from trajecten.checking.waiting import wait_of

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
        (one.message.en.split("'")[1], one.message.en.split("'")[3])
        for one in problems
        if one.code in {"never-fires", "contradictory-gate"}
    }

    every = {(one.id, source) for one in workflow.transitions.values() for source in one.sources}
    dead = every - explorer.fired()
    from_reached = {one for one in dead if one[1] in reached}
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
@given(workflows())
def test_what_a_track_waits_for_never_comes(workflow):
    study, explorer = Study(workflow, "x"), Explorer(workflow)

    for space, wait in waits(study):
        for state in at_moment(explorer, space, wait.moment):
            later = explorer.onward({state})
            assert not any(comes(never, one) for never in wait.never for one in later)
            assert all(fact.guard in state.facts for fact in wait.there)
            assert wait.never or wait.there


@QUICK
@given(workflows())
def test_tracks_that_wait_for_each_other_stay_where_they_are(workflow):
    study, explorer = Study(workflow, "x"), Explorer(workflow)

    for space, wait in waits(study):
        for state in at_moment(explorer, space, wait.moment):
            assert len({place(one, wait.circle) for one in explorer.onward({state})}) == 1


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


def waits(study):
    stuck = {one.id: stuck_in(study.space(one.id), one) for one in study.workflow.tracks}
    for track in study.workflow.tracks:
        space = study.space(track.id)
        wait = wait_of(space, track.id, stuck)
        if wait:
            yield space, wait


def at_moment(explorer, space, moment):
    """Return the states in which the tracks and the facts of a space are as in a configuration."""
    (phases,) = seen(space, moment)
    facts = {fact.guard: bool(moment & space.holding(fact)) for fact in space.watched}
    return [
        one
        for one in explorer.moves
        if set(phases) <= set(one.phases)
        and all((fact in one.facts) == held for fact, held in facts.items())
    ]


def comes(never, state):
    here = dict(state.phases)
    return all(here[track] in phases for track, phases in never.where) and not any(
        fact.guard in state.facts for fact in never.fails
    )


def place(state, tracks):
    return tuple(phase for track, phase in state.phases if track in tracks)
