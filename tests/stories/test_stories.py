"""Every story here, and every one that comes along, goes as written, and replays as recorded."""

from pathlib import Path

import pytest

import trajecten
from trajecten import bundled_stories, bundled_story, load_story, system_clock
from trajecten_cli.playing.player import Stage, play

HERE = Path(__file__).resolve().parent
STORIES = {one.stem: one for one in sorted(HERE.glob("*.yaml"))}


def told(name):
    if name in STORIES:
        return load_story(STORIES[name].read_bytes(), name=str(STORIES[name]))
    return bundled_story(name)


@pytest.mark.parametrize("name", [*STORIES, *bundled_stories()])
def test_the_story_goes_as_written(name, database_url):
    performance = play(told(name), Stage(aloud=False, folder=HERE, db=database_url))

    printed = performance.steps[-1].came.printed
    assert performance.mismatch is None, f"{name}: {performance.mismatch}\n{printed}"
    assert len(performance.steps) == len(performance.story.steps)
    with trajecten.open(database_url, clock=system_clock, actor="A", origin="x") as engine:
        replay = engine.replay()
    assert replay.entries
    assert replay.clean, replay
    assert not any(one.unjudged for one in replay.trajectories)
