"""Checking, drawing and comparing workflows on the command line."""

import json
import re
from pathlib import Path

import pytest

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "json.md").read_text()
BAD = Path(__file__).resolve().parents[1] / "checking" / "bad"
DEADLOCK = str(BAD / "deadlock.yaml")


def described(heading):
    body = re.search(rf"^## {heading}\n(.*?)(?=^## |\Z)", PAGE, re.DOTALL | re.MULTILINE)
    return set(re.findall(r"^\| `([^`]+)` \|", body[1], re.MULTILINE))


def test_a_check_prints_the_witness_as_a_compiler_would(terminal, lang):
    ended = terminal("workflow", "check", DEADLOCK, lang=lang)

    told = {"nl": "bijvoorbeeld: begin-c", "en": "for instance: begin-c"}
    assert ended.code == 1
    assert f"{DEADLOCK}:19:14: " in ended.out
    assert told[lang] in ended.out


def test_a_warning_does_not_refuse(terminal, lang):
    assert terminal("workflow", "check", str(BAD / "no-basis.yaml"), lang=lang).code == 0


@pytest.mark.parametrize("given", ["omastadi-helsinki", "omastadi-helsinki@1.0.0"])
def test_what_comes_along_is_checked_by_its_id(terminal, given):
    (file,) = terminal.done("workflow", "check", given, "--json").json["files"]

    assert (file["file"], file["valid"]) == (f"{given}.yaml", True)


def test_a_file_that_is_not_there_is_told(terminal, lang):
    ended = terminal("workflow", "check", "weg.yaml", lang=lang)

    told = {"nl": "dit bestand is er niet", "en": "there is no such file"}
    assert ended.code == 2
    assert told[lang] in ended.err


def test_json_holds_the_witness_and_both_ways_to_ask_it_are_the_same(terminal):
    asked = terminal("workflow", "check", DEADLOCK, "--json")
    formed = terminal("workflow", "check", DEADLOCK, "--format", "json")

    assert asked == formed
    (file,) = asked.json["files"]
    assert not file["valid"]
    assert [one["witness"] for one in file["problems"]] == [["begin-c"], ["begin-c"]]


def test_sarif_holds_every_problem_of_every_file(terminal, lang):
    files = [str(BAD / name) for name in ("deadlock.yaml", "no-basis.yaml")]

    ended = terminal("workflow", "check", *files, "--format", "sarif", lang=lang)

    (run,) = ended.json["runs"]
    assert ended.code == 1
    assert [one["level"] for one in run["results"]] == ["error"] * 2 + ["warning"] * 2


def test_github_gets_one_command_on_a_line(terminal, lang):
    ended = terminal("workflow", "check", DEADLOCK, "--format", "github", lang=lang)

    lines = ended.out.splitlines()
    assert len(lines) == 2
    assert all(one.startswith("::error file=") for one in lines)
    assert ",line=19,col=14," in lines[0]


@pytest.mark.parametrize(
    ("form", "begin"), [("mermaid", "stateDiagram-v2"), ("dot", "digraph workflow {")]
)
def test_a_workflow_is_drawn_in_the_language_asked_for(terminal, form, begin, lang):
    ended = terminal.done("workflow", "diagram", "relatie-eerst", "--format", form, lang=lang)

    assert ended.out.startswith(begin)
    assert {"nl": "Gesprekken (relatie)", "en": "Conversations (relation)"}[lang] in ended.out


def test_without_the_program_svg_names_the_extra(terminal, monkeypatch, lang):
    monkeypatch.setattr("shutil.which", lambda *_words, **_more: None)

    ended = terminal("workflow", "diagram", "burgertop", "--format", "svg", lang=lang)

    assert ended.code == 2
    assert "trajecten[diagram]" in ended.err


def test_a_difference_says_what_it_does_to_relation_first(terminal, lang, tmp_path):
    good = BAD / "relation-by-engine.yaml"
    aside = tmp_path / "aside.yaml"
    text = good.read_text()
    setting = "relation_first: {set_aside: {reason: {nl: Nood, en: Need}, basis: x}}\ndomains:"
    aside.write_text(text.replace("domains:", setting, 1))

    ended = terminal.done("workflow", "diff", str(good), str(aside), lang=lang)

    told = {"nl": "= verzwakt relatie eerst", "en": "= loosens relation first"}
    assert ended.out.splitlines()[-1] == told[lang]


def test_the_same_file_twice_shows_no_difference(terminal):
    ended = terminal.done("workflow", "diff", "burgertop", "burgertop", "--json")

    assert ended.json == {"relation": "same", "changes": []}


def test_the_page_describes_every_key(terminal):
    seen = terminal.done("workflow", "diff", "burgertop", "relatie-eerst", "--json").json
    drawn = terminal.done("workflow", "diagram", "burgertop", "--json").json

    keys = set(seen) | {f"changes[].{key}" for one in seen["changes"] for key in one}
    assert described("workflow diff A B") == keys
    assert described("workflow diagram ID") == set(drawn)
    assert json.dumps(drawn["text"]).startswith('"stateDiagram-v2')
