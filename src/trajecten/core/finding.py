"""What a condition answers: met or not, what was counted, what is missing, what would help."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias
from unicodedata import normalize

from trajecten.core.text import Text, has_surrogate

Json: TypeAlias = "str | int | bool | list[Json] | dict[str, Json] | None"

MAX_NAMED = 100
"""How many missing things a finding names when it is written down; its facts hold the count."""

MAX_REMEDIES = 25
"""How many remedies a finding gives when it is written down."""

MAX_NESTED = 4
"""How deep the parts of joined conditions are written down; their messages hold it all."""


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that is not there yet: its id, and the name people know it by."""

    id: str
    label: Text


@dataclass(frozen=True, slots=True)
class Remedy:
    """One way to satisfy a condition: in words, and as the command that would do it.

    `command` names a command by its public class (`RecordContact`); `arguments` are fields of that
    class with the values that are known. A front end turns both into what its users type. `ref`
    names the trajectory that the command is for, when it is another one.
    """

    text: Text
    command: str | None = None
    arguments: tuple[tuple[str, str], ...] = ()
    ref: str | None = None


DEAD_END = Remedy(
    Text(
        "Kijk welke andere stap er is: wat is vastgelegd, blijft staan.",
        "Look which other step there is: what is on record stands.",
    ),
    "Options",
)
"""What is advised where only undoing what is on record would help: that is no advice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """The answer of one condition; true when it is met.

    `failed` marks a condition that could not be judged: it is not met, and neither is its `not`.
    `waived` is the id of the deviation that lets it pass although it is not met.
    """

    guard: str
    met: bool
    message: Text
    missing: tuple[Missing, ...] = ()
    remedies: tuple[Remedy, ...] = ()
    facts: Mapping[str, Json] = field(default_factory=dict)
    parts: tuple["Finding", ...] = ()
    basis: str | None = None
    place: str = ""
    failed: bool = False
    waived: str = ""

    def __bool__(self) -> bool:
        """Return whether the condition is met."""
        return self.met

    @property
    def passes(self) -> bool:
        """Whether the condition does not stand in the way: met, or let pass by a deviation."""
        return self.met or bool(self.waived)

    def placed(self, place: str, basis: str | None) -> "Finding":
        """Return the finding with where it was asked, and on what ground."""
        # Written out: `dataclasses.replace` takes longer than most guards.
        return Finding(
            guard=self.guard,
            met=self.met,
            message=self.message,
            missing=self.missing,
            remedies=self.remedies,
            facts=self.facts,
            parts=self.parts,
            basis=basis,
            place=place,
            failed=self.failed,
            waived=self.waived,
        )

    def as_data(self) -> dict[str, Json]:
        """Return the finding as the ledger and JSON output carry it; `finding_of` reads it."""
        return _finding_data(self, MAX_NESTED)


def finding_of(data: Mapping[str, Any]) -> Finding:
    """Return the finding that `Finding.as_data` wrote."""
    return Finding(
        guard=data["guard"],
        met=data["met"],
        message=_text_of(data["message"]),
        missing=tuple(Missing(one["id"], _text_of(one)) for one in data["missing"]),
        remedies=tuple(
            Remedy(
                _text_of(one),
                one.get("command"),
                tuple((key, value) for key, value in one.get("arguments", ())),
                one.get("ref"),
            )
            for one in data["remedy"]
        ),
        facts=data.get("facts", {}),
        parts=tuple(finding_of(one) for one in data.get("parts", ())),
        basis=data.get("basis"),
        place=data.get("place", ""),
        failed=data.get("failed", False),
        waived=data.get("waived", ""),
    )


def briefly(finding: Finding, letters: int) -> dict[str, Json]:
    """Return the gist of a finding, for an entry that would be too long with all of it."""
    brief: dict[str, Json] = {
        "guard": finding.guard,
        "met": finding.met,
        "message": _words(Text(finding.message.nl[:letters], finding.message.en[:letters])),
        "missing": [],
        "remedy": [],
        "abridged": True,
        "place": finding.place,
    }
    return {**brief, "waived": finding.waived} if finding.waived else brief


def flaw_of(answer: object) -> str | None:
    """Return why an answer is no finding that can be trusted and written down; None when it is."""
    if type(answer) is not Finding:
        return f"answered {type(answer).__name__}, not Finding"
    for name, kind in (("met", bool), ("failed", bool), ("guard", str), ("facts", Mapping)):
        if not isinstance(value := getattr(answer, name), kind):
            return f"{name} is {type(value).__name__}, not {kind.__name__}"
    texts: list[object] = [answer.message]
    texts += [one.label for one in answer.missing]
    texts += [one.text for one in answer.remedies]
    if not all(map(_is_text, texts)):
        return "its words are not in Text"
    if not all(map(_is_json, answer.facts.values())):
        return "its facts are not whole numbers, texts, lists and objects"
    return None


# Private


_WHOLE = 2**53
"""Whole numbers in the ledger are below this."""


def _finding_data(finding: Finding, levels: int) -> dict[str, Json]:
    missing = finding.missing[:MAX_NAMED]
    data: dict[str, Json] = {
        "guard": finding.guard,
        "met": finding.met,
        "message": _words(finding.message),
        "missing": [{"id": one.id, **_words(one.label)} for one in missing],
        "remedy": [_remedy_data(one) for one in finding.remedies[:MAX_REMEDIES]],
    }
    marks = {
        "place": finding.place,
        "basis": finding.basis,
        "failed": finding.failed,
        "waived": finding.waived,
    }
    data |= {key: value for key, value in marks.items() if value}
    if finding.facts:
        data["facts"] = dict(finding.facts)
    if finding.parts and levels:
        data["parts"] = [_finding_data(part, levels - 1) for part in finding.parts]
    return data


def _is_text(value: object) -> bool:
    return (
        isinstance(value, Text)
        and {type(value.nl), type(value.en)} == {str}
        and _is_json(value.nl)
        and _is_json(value.en)
    )


def _is_json(value: object) -> bool:
    if isinstance(value, dict):
        return all(isinstance(key, str) and _is_json(one) for key, one in value.items())
    if isinstance(value, list):
        return all(_is_json(one) for one in value)
    if isinstance(value, str):
        return not has_surrogate(value)
    return value is None or (isinstance(value, int) and abs(value) < _WHOLE)


def _words(text: Text) -> dict[str, Json]:
    return {"nl": normalize("NFC", text.nl), "en": normalize("NFC", text.en)}


def _text_of(data: Mapping[str, Any]) -> Text:
    return Text(data["nl"], data["en"])


def _remedy_data(remedy: Remedy) -> dict[str, Json]:
    data = _words(remedy.text)
    if remedy.command:
        data["command"] = remedy.command
        data["arguments"] = [[key, value] for key, value in remedy.arguments]
    if remedy.ref:
        data["ref"] = remedy.ref
    return data
