"""`workflow test` checks the workflow files and plays the stories beside them."""

import pytest

from tests.cli.workflows import BROKEN

STORY = """\
schema: trajecten-story/1
title: {nl: Proef, en: Trial}
workflow: eigen.yaml
people: {lead: {name: Projectleider Voorbeeld}}
steps:
  - on: 2026-03-02
    do: start WORKFLOW "Een proef" --ref proef --commissioner "Opdrachtgever Voorbeeld"
  - do: status proef
    shows: Een proef
"""


@pytest.fixture
def folder(terminal, tmp_path):
    """Give a folder with a workflow, its story, and files that are neither."""
    terminal.done("workflow", "new", str(tmp_path / "eigen.yaml"))
    (tmp_path / "stories").mkdir()
    (tmp_path / "stories" / "proef.yaml").write_text(STORY.replace("eigen", "../eigen"))
    (tmp_path / "overlay.yaml").write_text("schema: trajecten-overlay/1\n")
    (tmp_path / "compose.yml").write_text("services: {}\n")
    (tmp_path / "leesmij.txt").write_text("x")
    return tmp_path


def tried(ended):
    document = ended.json
    return {
        one["file"].rpartition("/")[2]: one["passed"]
        for one in (*document["workflows"], *document["stories"])
    }


def test_a_folder_in_order_says_so_for_each_file(terminal, folder, lang):
    ended = terminal.done("workflow", "test", str(folder), lang=lang)

    assert "eigen.yaml" in ended.out
    assert {"nl": "2 stappen, zoals geschreven", "en": "2 steps, as written"}[lang] in ended.out
    assert {"nl": "2 van de 2 bestanden in orde.", "en": "2 of 2 files in order."}[
        lang
    ] in ended.out


def test_a_path_is_never_broken(terminal, folder, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    deep = folder / ("een-map-met-een-lange-naam-" * 3)
    deep.mkdir()
    (folder / "eigen.yaml").rename(deep / "eigen.yaml")

    lines = terminal.done("workflow", "test", str(deep)).out.splitlines()

    assert any(one.startswith(f"✓ {deep / 'eigen.yaml'}: workflow, in orde") for one in lines)


def test_what_is_not_ours_is_left_alone(terminal, folder):
    ended = terminal.done("workflow", "test", str(folder), "--json")

    assert tried(ended) == {"eigen.yaml": True, "proef.yaml": True}


def test_a_story_that_goes_otherwise_fails_with_its_place_and_the_answer(terminal, folder):
    file = folder / "stories" / "proef.yaml"
    file.write_text(file.read_text().replace("shows: Een proef", "refused: artefact"))

    ended = terminal("workflow", "test", str(folder))

    assert ended.code == 1
    assert "proef.yaml:8:5: niet zoals geschreven." in ended.out
    assert "  $ trajecten status proef" in ended.out
    assert "Waar je bent" in ended.out
    assert "1 van de 2 bestanden in orde." in ended.out


def test_a_story_and_a_workflow_that_cannot_be_read_fail(terminal, folder):
    (folder / "fout.yaml").write_text(BROKEN)
    (folder / "stuk.yaml").write_text("schema: [\n")
    (folder / "verhaal.yaml").write_text(STORY.replace("steps:", "stappen:"))

    ended = terminal("workflow", "test", str(folder), "--json")

    assert ended.code == 1
    assert tried(ended) == {
        "eigen.yaml": True, "fout.yaml": False, "proef.yaml": True, "stuk.yaml": False,
        "verhaal.yaml": False,
    }  # fmt: skip
    assert "onbekende sleutel 'stappen'" in terminal("workflow", "test", str(folder)).out


def test_a_workflow_is_tried_with_its_own_stories_only(terminal, folder):
    (folder / "ander.yaml").write_text(STORY.replace("eigen.yaml", "relatie-eerst"))

    ended = terminal.done("workflow", "test", str(folder / "eigen.yaml"), "--json")

    assert tried(ended) == {"eigen.yaml": True, "proef.yaml": True}


def test_a_story_alone_is_only_played(terminal, folder):
    ended = terminal.done("workflow", "test", str(folder / "stories" / "proef.yaml"), "--json")

    assert tried(ended) == {"proef.yaml": True}


def test_a_file_named_twice_is_tried_once(terminal, folder):
    ended = terminal.done("workflow", "test", str(folder), str(folder / "eigen.yaml"), "--json")

    assert len(ended.json["workflows"]) == len(ended.json["stories"]) == 1


def test_a_folder_with_nothing_to_try_is_an_error(terminal, tmp_path):
    ended = terminal("workflow", "test", str(tmp_path))

    assert ended.code == 2
    assert "geen workflow en geen verhaal" in ended.err


def test_a_new_file_can_start_from_one_that_comes_along(terminal, tmp_path):
    file = tmp_path / "Ons Proces.yaml"

    terminal.done("workflow", "new", str(file), "--from", "gesprek-eerst")

    text = file.read_text()
    assert text.startswith("# Gemaakt van gesprek-eerst 1.0.0 (sha256 ")
    assert 'id: "ons-proces"\n' in text
    terminal.done("workflow", "check", str(file))


def test_a_new_file_has_a_name_of_its_own(terminal, tmp_path):
    for name in ("awb-3-4.yaml", ".yaml", "weg/eigen.yaml"):
        ended = terminal("workflow", "new", str(tmp_path / name), "--from", "awb-3-4")
        assert ended.code in {1, 2}, ended.err
    assert list(tmp_path.iterdir()) == []


def test_a_story_of_a_workflow_that_is_not_there_fails(terminal, tmp_path):
    text = "schema: trajecten-story/1\ntitle: {nl: Haven, en: Harbour}\nworkflow: weg.yaml\n"
    steps = "people: {lead: {name: Iemand}}\nsteps: [{on: 2026-03-02, do: list}]\n"
    (tmp_path / "haven.yaml").write_text(text + steps)

    ended = terminal("workflow", "test", str(tmp_path))

    assert ended.code == 1
    assert "haven.yaml:3:11" in ended.out + ended.err


def test_a_start_from_what_does_not_exist_writes_nothing(terminal, tmp_path):
    ended = terminal("workflow", "new", str(tmp_path / "x.yaml"), "--from", "nergens")

    assert ended.code == 2
    assert "--from" in ended.err
    assert list(tmp_path.glob("*.yaml")) == []


def test_a_workflow_is_explained_in_eighty_columns(terminal, lang):
    out = terminal.done("workflow", "explain", "relatie-eerst", lang=lang).out

    assert max(map(len, out.splitlines())) <= 80
    assert {"nl": "Wie doet er mee?", "en": "Who takes part?"}[lang] in out


def test_a_workflow_is_explained_as_a_page_of_markdown(terminal, folder):
    page = terminal.done("workflow", "explain", str(folder / "eigen.yaml"), "--format", "md").out

    assert page.startswith("# Mijn participatieproces\n\n")
    assert "\n## Eerst de relatie, dan de inhoud\n" in page
    assert "\n#### Stap: " in page
    assert "\n- Gemeenteraad: minstens 1 gesprek." in page
    assert "\n\n\n" not in page


def test_what_a_file_says_cannot_become_markdown(terminal, folder):
    file = folder / "eigen.yaml"
    file.write_text(file.read_text().replace("Mijn participatieproces", "'*Mijn* <b>proces</b>'"))

    page = terminal.done("workflow", "explain", str(file), "--format", "md").out

    assert page.startswith("# \\*Mijn\\* \\<b\\>proces\\</b\\>\n")
