"""The forms that other programs read."""

import pytest

from tests.checking.renew import BAD
from trajecten import Language, Problem, Severity, Text, as_github, as_sarif, check_text
from trajecten.core.text import LANGUAGES

LEVELS = {"none", "note", "warning", "error"}


def problem(**more):
    fields = {
        "file": "map/een b.yaml", "line": 3, "column": 5, "code": "x", "width": 4,
        "message": Text("fout: 100%", "wrong: 100%"), "remedy": Text("a\nb", "a\nb"),
        "witness": ("een", "twee"),
    }  # fmt: skip
    return Problem(**fields | more)


@pytest.mark.parametrize("language", LANGUAGES)
def test_sarif_has_what_the_standard_requires(language: Language):
    problems = [one for file in BAD for one in check_text(file.read_bytes(), name=file.name)]

    log = as_sarif(problems, language)

    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert driver["name"] == "trajecten"
    rules = [one["id"] for one in driver["rules"]]
    assert len(set(rules)) == len(rules)
    assert len(run["results"]) == len(problems)
    for result in run["results"]:
        assert result["message"]["text"]
        assert result["level"] in LEVELS
        assert rules[result["ruleIndex"]] == result["ruleId"]
        (location,) = result["locations"]
        physical = location["physicalLocation"]
        region = physical["region"]
        assert " " not in physical["artifactLocation"]["uri"]
        assert region["startLine"] >= 1
        assert 1 <= region["startColumn"] < region["endColumn"]


def test_sarif_of_nothing_is_an_empty_run():
    (run,) = as_sarif([])["runs"]

    assert run["results"] == []


def test_sarif_writes_a_path_as_an_address():
    (run,) = as_sarif([problem(file="map\\een b.yaml")])["runs"]

    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "map/een%20b.yaml"


def test_sarif_keeps_the_witness():
    (run,) = as_sarif([problem()], "nl")["runs"]

    assert run["results"][0]["properties"] == {"witness": ["een", "twee"]}
    assert "bijvoorbeeld: een -> twee" in run["results"][0]["message"]["text"]


@pytest.mark.parametrize(
    ("severity", "command"),
    [(Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.NOTE, "notice")],
)
def test_github_gets_a_command_on_one_line(severity, command):
    told = as_github(problem(severity=severity), "nl")

    assert told.startswith(f"::{command} file=map/een b.yaml,line=3,col=5,title=x::")
    assert told.endswith("fout: 100%25; a%0Ab; bijvoorbeeld: een -> twee")
    assert "\n" not in told


def test_no_name_of_a_file_can_add_to_a_command():
    told = as_github(problem(file="a,line=9::b\n.yaml"))

    assert told.startswith("::error file=a%2Cline=9%3A%3Ab%0A.yaml,line=3,")
