"""What a condition answers: met or not, what was counted, what is missing, what would help."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias
from unicodedata import normalize

from trajecten.core.text import Text

Json: TypeAlias = "str | int | bool | list[Json] | dict[str, Json] | None"

MAX_NAMED = 100
"""How many missing things a finding names when it is written down; its facts hold the count."""


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that is not there yet: its id, and the name people know it by."""

    id: str
    label: Text


@dataclass(frozen=True, slots=True)
class Remedy:
    """One way to satisfy a condition: in words, and as the command that would do it.

    `command` names a command by its public class (`RecordContact`); `arguments` are fields of that
    class with the values that are known. A front end turns both into what its users type.
    """

    text: Text
    command: str | None = None
    arguments: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """The answer of one condition; true when it is met.

    `failed` marks a condition that could not be judged: it is not met, and neither is its `not`.
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

    def __bool__(self) -> bool:
        """Return whether the condition is met."""
        return self.met

    def as_data(self) -> dict[str, Json]:
        """Return the finding as the ledger and JSON output carry it; `finding_of` reads it."""
        data: dict[str, Json] = {
            "guard": self.guard,
            "met": self.met,
            "message": _words(self.message),
            "missing": [{"id": one.id, **_words(one.label)} for one in self.missing[:MAX_NAMED]],
            "remedy": [_remedy_data(one) for one in self.remedies],
        }
        for key, value in (("place", self.place), ("basis", self.basis), ("failed", self.failed)):
            if value:
                data[key] = value
        if self.facts:
            data["facts"] = dict(self.facts)
        if self.parts:
            data["parts"] = [part.as_data() for part in self.parts]
        return data


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
            )
            for one in data["remedy"]
        ),
        facts=data.get("facts", {}),
        parts=tuple(finding_of(one) for one in data.get("parts", ())),
        basis=data.get("basis"),
        place=data.get("place", ""),
        failed=data.get("failed", False),
    )


# Private


def _words(text: Text) -> dict[str, Json]:
    return {"nl": normalize("NFC", text.nl), "en": normalize("NFC", text.en)}


def _text_of(data: Mapping[str, Any]) -> Text:
    return Text(data["nl"], data["en"])


def _remedy_data(remedy: Remedy) -> dict[str, Json]:
    data = _words(remedy.text)
    if remedy.command:
        data["command"] = remedy.command
        data["arguments"] = [[key, value] for key, value in remedy.arguments]
    return data
