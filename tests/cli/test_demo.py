"""The demo plays real commands, ends as it says, and leaves nothing behind."""

import tempfile
import time
from dataclasses import replace

import pytest

from trajecten import bundled_stories, bundled_story
from trajecten_cli.commands import demo


@pytest.fixture(params=bundled_stories())
def case(request):
    return request.param


@pytest.fixture
def story(case):
    return bundled_story(case)


def test_each_story_plays_to_its_end_within_five_seconds(terminal, case, story, lang):
    began = time.process_time()
    ended = terminal.done("demo", "--case", case, lang=lang)

    assert time.process_time() - began < 5
    assert ended.err == ""
    assert ended.out.count("$ trajecten") == len(story.steps)
    assert max(map(len, ended.out.splitlines())) <= 80


def test_each_story_gives_its_steps_as_json(terminal, case, story):
    steps = terminal.done("demo", "--case", case, "--json").json["steps"]

    assert [one["exit_code"] for one in steps] == [one.exit_code for one in story.steps]


def test_the_story_of_the_interview_has_what_it_must_have(terminal):
    told = terminal.done("demo").out

    refused = told.index("✗ Geweigerd: een stap zetten (Naar de onderwerpen)")
    heard = told.index("--purpose luisteren")
    taken = told.index("✓ Stap gezet: Naar de onderwerpen")
    answered = told.index("teruggekoppeld")
    back = told.index("✓ Stap gezet: Terug naar de inbreng")
    learning = told.index("✓ Stap gezet: Naar het leren")
    whole = told.index("Het logboek is gaaf.")
    assert refused < heard < taken < answered < back < learning < whole


def test_the_summits_have_their_dates(terminal):
    steps = terminal.done("demo", "--case", "burgertop", "--json").json["steps"]
    days = {one["at"][:10] for one in steps}

    assert {"2014-03-22", "2014-09-20", "2016-03-03", "2016-04-09", "2016-09-20"} <= days


def test_nothing_of_the_demo_is_kept(terminal, tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    terminal.done("demo")

    assert list((tmp_path / "temporary").iterdir()) == []
    assert terminal.done("list", "--json").json == {"trajectories": []}


def test_a_step_that_ends_otherwise_fails_the_demo(terminal, monkeypatch):
    story = bundled_story("relatie-eerst")
    wrong = replace(story, steps=(replace(story.steps[0], exit_code=1),))
    monkeypatch.setattr(demo, "bundled_story", lambda _: wrong)

    ended = terminal("demo")

    assert ended.code == 1
    assert "trajecten start" in ended.out
    assert "Verwacht: geëindigd met code 1. Kwam: uitgevoerd." in ended.err


def test_people_in_the_demo_are_plainly_made_up(story):
    assert all(one.name.endswith("Voorbeeld") for one in story.people)
