"""Problems in the forms that other programs read: SARIF 2.1.0, and the commands of GitHub."""

from collections.abc import Iterable
from urllib.parse import quote

from trajecten._version import __version__
from trajecten.core.fitting import checked
from trajecten.core.text import Language
from trajecten.definition.problem import Problem, Severity

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_TOLD = {"nl": "bijvoorbeeld", "en": "for instance"}


@checked
def as_sarif(problems: Iterable[Problem], language: Language = "en") -> dict[str, object]:
    """Return the problems as one SARIF 2.1.0 log, for code scanning."""
    found = tuple(problems)
    codes = sorted({one.code for one in found})
    driver = {
        "name": "trajecten",
        "version": __version__,
        "rules": [{"id": code} for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(one, codes.index(one.code), language) for one in found],
    }
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


@checked
def as_github(problem: Problem, language: Language = "en") -> str:
    """Return a problem as the command that makes GitHub show it beside its line.

    >>> from trajecten.core.text import Text
    >>> as_github(Problem(file="a,b.yaml", line=3, column=5, code="x", message=Text("a", "50%")))
    '::error file=a%2Cb.yaml,line=3,col=5,title=x::50%25'
    """
    fields = {
        "file": problem.file,
        "line": str(problem.line),
        "col": str(problem.column),
        "title": problem.code,
    }
    properties = ",".join(f"{name}={_property(value)}" for name, value in fields.items())
    return f"::{_COMMANDS[problem.severity]} {properties}::{_escaped(words(problem, language))}"


def words(problem: Problem, language: Language) -> str:
    """Return what is wrong, what would be right, and the witness, as one paragraph."""
    parts = [problem.message.in_language(language)]
    if problem.remedy:
        parts.append(problem.remedy.in_language(language))
    if problem.witness:
        parts.append(f"{_TOLD[language]}: {' -> '.join(problem.witness)}")
    return "; ".join(parts)


# Private


def _result(problem: Problem, rule: int, language: Language) -> dict[str, object]:
    region = {
        "startLine": problem.line,
        "startColumn": problem.column,
        "endColumn": problem.column + max(1, problem.width),
    }
    uri = quote(problem.file.replace("\\", "/"), safe="/", errors="replace")
    place = {"artifactLocation": {"uri": uri}, "region": region}
    result: dict[str, object] = {
        "ruleId": problem.code,
        "ruleIndex": rule,
        "level": _LEVELS[problem.severity],
        "message": {"text": words(problem, language)},
        "locations": [{"physicalLocation": place}],
    }
    return {**result, "properties": {"witness": list(problem.witness)}}


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
