"""A workflow made from a log: an activity is a phase, and what followed what may follow it again.

It allows every trace of the log and more besides: it is what happened, and no norm.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from trajecten.core.fitting import checked
from trajecten.core.kinds import AnyText
from trajecten.core.text import Text
from trajecten.definition.visible import visible
from trajecten.errors import InputError
from trajecten.importing.surveying import LogSurvey

_MOST = 500
"""More activities than these are no process that a person could read."""

_LONGEST_ID = 56
_LONGEST_LABEL = 200
_FIRST, _LAST = "begin", "end"
_BEGIN = Text("Nog niet begonnen", "Not begun yet")
_END = Text("Afgesloten", "Closed")
_CLOSE = Text("Afsluiten", "Close")
_REASON = Text(
    "Gemaakt uit een logboek van een ander systeem. Daarin staan geen gesprekken, dus of relatie "
    "eerst kwam, is niet te zien.",
    "Made from the log of another system. It holds no conversations, so whether relation came "
    "first cannot be seen.",
)
_SUMMARY = Text(
    "Wat er volgens het logboek gebeurde, stap voor stap. Dit is een beschrijving en geen norm.",
    "What happened according to the log, step by step. This is a description and no norm.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Discovery:
    """The text of a workflow, and by which of its transitions each activity is done."""

    text: str
    steps: Mapping[str, str]


@checked
def discover(survey: LogSurvey, name: AnyText) -> Discovery:
    """Return a workflow that allows every usable trace of a log; `name` is that of the log.

    Raises:
        InputError: the log has no usable trace, or too many activities.
    """
    if not 0 < len(survey.activities) <= _MOST:
        raise InputError(
            f"Hiervan is geen workflow te maken: {len(survey.activities)} activiteiten "
            f"(1 tot {_MOST}).",
            f"No workflow can be made of this: {len(survey.activities)} activities (1 to {_MOST}).",
            instance="file",
        )
    ids = identifiers(survey.activities)
    text = "\n".join(_lines(survey, _label(name), ids)) + "\n"
    return Discovery(text=text, steps=ids)


def identifiers(names: Iterable[str]) -> dict[str, str]:
    """Return an id for each name, made of its letters and digits; no two are the same.

    "begin" and "end" are kept for the phases that no log names.

    >>> identifiers(["Besluit!", "besluit", "2e besluit"])
    {'Besluit!': 'besluit', 'besluit': 'besluit-2', '2e besluit': 'a-2e-besluit'}
    """
    found: dict[str, str] = {}
    taken = {_FIRST, _LAST}
    for name in names:
        identifier = _free(_slug(name), taken)
        taken.add(identifier)
        found[name] = identifier
    return found


# Private


def _lines(survey: LogSurvey, name: str, ids: dict[str, str]) -> Iterator[str]:
    yield from _top(name, survey.digest)
    yield "phases:"
    yield f"  - {{id: {_FIRST}, label: {_text(_BEGIN)}, kind: execution}}"
    for one in survey.activities:
        yield f"  - {{id: {_quoted(ids[one])}, label: {_same(one)}, kind: execution}}"
    yield f"  - {{id: {_LAST}, label: {_text(_END)}, kind: execution, final: true}}"
    yield "transitions:"
    for one in survey.activities:
        before = [ids[two] for two in survey.activities if (two, one) in survey.follows]
        yield _step(ids[one], _same(one), [_FIRST, *before] if one in survey.first else before)
    ends = [ids[one] for one in survey.activities if one in survey.last]
    yield _step(_LAST, _text(_CLOSE), ends)


def _top(name: str, digest: str) -> Iterator[str]:
    whence = _quoted(f"{name}, sha256 {digest}")
    yield "schema: trajecten/1"
    yield f"id: {_quoted(_slug(name))}"
    yield "version: 1.0.0"
    yield f"label: {_text(Text(f'Logboek {name}', f'Log {name}'))}"
    yield f"summary: {_text(_SUMMARY)}"
    yield f"source: {{title: {whence}}}"
    yield f"relation_first: {{set_aside: {{reason: {_text(_REASON)}, basis: {whence}}}}}"
    yield f"roles: {{commissioner: {{label: {_text(Text('Opdrachtgever', 'Commissioner'))}}}}}"


def _step(identifier: str, label: str, sources: Iterable[str]) -> str:
    comes, goes = ", ".join(_quoted(one) for one in sources), _quoted(identifier)
    return f"  - {{id: {goes}, label: {label}, from: [{comes}], to: {goes}}}"


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    slug = "-".join(re.findall(r"[a-z0-9]+", plain)) or "x"
    return (slug if slug[0].isalpha() else f"a-{slug}")[:_LONGEST_ID].rstrip("-")


def _free(slug: str, taken: set[str]) -> str:
    number, free = 1, slug
    while free in taken:
        number += 1
        free = f"{slug}-{number}"
    return free


def _same(name: str) -> str:
    return _text(Text(_label(name), _label(name)))


def _text(text: Text) -> str:
    return f"{{nl: {_quoted(text.nl)}, en: {_quoted(text.en)}}}"


def _label(name: str) -> str:
    shown = unicodedata.normalize("NFC", visible(" ".join(name.split())))
    return shown if len(shown) <= _LONGEST_LABEL else f"{shown[: _LONGEST_LABEL - 1]}…"


def _quoted(text: str) -> str:
    # What is left are printable characters, for which JSON writes what YAML reads.
    return json.dumps(text, ensure_ascii=False)
