"""A story is played by real commands, and held to what it says."""

import tempfile

import pytest

STORY = """\
schema: trajecten-story/1
title: {nl: Havenkwartier, en: Harbour quarter}
workflow: relatie-eerst
source: Plainly made up
people:
  lead: {name: Projectleider Voorbeeld, role: project_lead}
  boss: {name: Opdrachtgever Voorbeeld, role: commissioner}
steps:
  - on: 2026-03-02
    as: lead
    says: {nl: Het begint., en: It begins.}
    do: >-
      start WORKFLOW Havenkwartier --ref haven --commissioner "Opdrachtgever Voorbeeld"
      --assign "project_lead=Projectleider Voorbeeld"
  - do: advance haven naar-kern
    refused: [approved, artefact, contacts_per_domain, min_duration]
  - on: 2026-03-03
    as: boss
    do: approve haven naar-kern
  - do: status haven
    shows: [Havenkwartier, {nl: gehoord, en: heard}]
ends:
  haven: {main: gesprekken}
"""


@pytest.fixture
def play(terminal, tmp_path):
    """Return how a story is played from a file."""

    def played(text, *words, lang="nl"):
        file = tmp_path / "haven.yaml"
        file.write_text(text)
        return terminal("play", str(file), *words, lang=lang)

    return played


def otherwise(old, new):
    assert old in STORY
    return STORY.replace(old, new)


def test_a_story_that_goes_as_written_ends_well(play, lang):
    ended = play(STORY, lang=lang)

    assert (ended.code, ended.err) == (0, "")
    assert ended.out.count("$ trajecten") == 4
    assert "Plainly made up" in ended.out


def test_each_step_is_told_with_its_moment_and_its_person(play):
    out = play(STORY).out

    assert "# 2 maart 2026 09:00, Projectleider Voorbeeld. Het begint." in out
    assert "# 3 maart 2026 09:00, Opdrachtgever Voorbeeld" in out


def test_a_step_that_ends_otherwise_is_named_with_its_line(play):
    ended = play(otherwise("do: approve haven naar-kern", "do: advance haven naar-kern"))

    assert ended.code == 1
    assert "haven.yaml:17:5: " in ended.err
    assert "Verwacht: uitgevoerd." in ended.err
    assert "geweigerd door" in ended.err
    assert "trajecten status" not in ended.out


@pytest.mark.parametrize(
    "guards", ["[approved, artefact]", "[approved, artefact, contacts_per_domain, topics_chosen]"]
)
def test_the_guards_that_refuse_are_exactly_those_named(play, guards):
    ended = play(otherwise("[approved, artefact, contacts_per_domain, min_duration]", guards))

    assert ended.code == 1
    assert "haven.yaml:15:5: " in ended.err
    assert "approved, artefact, contacts_per_domain en min_duration" in ended.err


def test_a_refusal_that_does_not_come_stops_the_story(play):
    ended = play(otherwise("do: approve haven naar-kern", "do: status haven\n    refused: x"))

    assert ended.code == 1
    assert "Verwacht: geweigerd door x. Kwam: uitgevoerd." in ended.err


def test_what_must_be_read_and_is_not_stops_the_story(play):
    ended = play(otherwise("shows: [Havenkwartier,", "shows: [Vliegveld,"))

    assert ended.code == 1
    assert "'Vliegveld'" in ended.err


def test_a_plain_text_is_looked_for_in_the_dutch_answer_only(play):
    story = otherwise("shows: [Havenkwartier,", "shows: [Gesprekken,")

    assert play(story).code == 0
    assert play(story, lang="en").code == 0


def test_an_end_elsewhere_is_named_with_its_line(play):
    ended = play(otherwise("{main: gesprekken}", "{main: kern}"))

    assert ended.code == 1
    assert "haven eindigt in main: kern. Kwam: main: gesprekken." in ended.err


def test_an_end_of_a_trajectory_that_is_not_there_is_named(play):
    assert "geen traject" in play(otherwise("  haven: {main", "  lucht: {main")).err


def test_the_document_has_the_steps_and_where_it_went_otherwise(play):
    story = otherwise("min_duration]", "topics_chosen]")

    ended = play(story, "--json")

    assert ended.code == 1
    assert [one["as_written"] for one in ended.json["steps"]] == [True, False]
    assert ended.json["steps"][1]["refused"] == [
        "approved", "artefact", "contacts_per_domain", "min_duration",
    ]  # fmt: skip
    assert ended.json["mismatch"]["line"] == 15
    assert not ended.json["as_written"]


def test_a_story_with_problems_is_not_played(play):
    ended = play(otherwise("as: boss", "as: bos"))

    assert ended.code == 2
    assert "haven.yaml:18:9: fout: onbekende persoon 'bos'" in ended.err
    assert "bedoel je 'boss'?" in ended.err
    assert ended.out == ""


def test_nothing_of_a_story_is_kept(play, terminal, tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()

    assert play(STORY).code == 0

    assert list((tmp_path / "temporary").iterdir()) == []
    assert terminal.done("list", "--json").json == {"trajectories": []}


def test_paths_in_a_story_begin_where_its_file_is(play, terminal, tmp_path):
    terminal.done("workflow", "new", str(tmp_path / "eigen.yaml"))
    story = STORY.partition("  - do: advance")[0]

    assert play(story.replace("workflow: relatie-eerst", "workflow: eigen.yaml")).code == 0


def test_a_story_cannot_play_a_story(play):
    ended = play(otherwise("do: status haven", "do: play haven.yaml"))

    assert ended.code == 1
    assert "Een verhaal kan geen verhaal spelen." in ended.err


def test_a_story_cannot_write_a_file(play, tmp_path):
    kept = tmp_path / "agenda.ics"
    kept.write_text("mine")
    for line in (f"attention --ics {kept}", f"workflow new {tmp_path / 'eigen.yaml'}"):
        ended = play(otherwise("status haven", line))
        assert ended.code == 1
        assert "kan geen bestand schrijven" in ended.err
    assert [one.name for one in sorted(tmp_path.iterdir())] == ["agenda.ics", "haven.yaml"]
    assert kept.read_text() == "mine"


@pytest.mark.parametrize(
    ("workflow", "why"),
    [
        ("../weg.yaml", "dat bestand is er niet"),
        ("haven.yaml", "onbekend formaat"),
        ("haven", "onbekend: 'haven'"),
        ("relatie-eerst@7.0.0", "versie '7.0.0'"),
    ],
)
def test_a_story_of_a_workflow_that_cannot_be_had_is_not_played(play, workflow, why):
    ended = play(otherwise("workflow: relatie-eerst", f"workflow: {workflow}"))

    assert ended.code == 1
    assert "haven.yaml:3:11" in ended.err
    assert why in ended.err
    assert "$ trajecten" not in ended.out


def test_by_hand_needs_a_terminal(play):
    assert play(STORY, "--step").code == 2
