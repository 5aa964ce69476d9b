"""The page on the story file says what the code does."""

import re
from pathlib import Path

from trajecten.definition import load_story
from trajecten.definition.records import record
from trajecten.definition.story import StepDraft, StoryDraft
from trajecten_cli.playing.player import Stage, play

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "story-format.md").read_text("utf-8")
(EXAMPLE,) = re.findall(r"^```yaml\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)


def keys_of(title: str) -> set[str]:
    section = PAGE.partition(f"## {title}\n")[2].partition("\n## ")[0]
    return set(re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE))


def test_the_example_goes_as_written():
    performance = play(load_story(EXAMPLE.encode()), Stage(aloud=False))

    assert performance.mismatch is None


def test_every_key_is_explained():
    assert keys_of("At the top of the file") == set(record(StoryDraft).keys)
    assert keys_of("Steps") == set(record(StepDraft).keys)
