"""A problem in a workflow file: where, what is there, what is wrong, what would be right."""

from dataclasses import dataclass
from enum import StrEnum

from trajecten.core.text import Language, Text
from trajecten.definition.visible import cells, visible

_SHOWN = 100
"""How many characters of a long line are shown around the place."""


class Severity(StrEnum):
    """How bad a problem is: an error must be mended; a note only says how something holds."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


_SEVERITIES = {
    Severity.ERROR: Text("fout", "error"),
    Severity.WARNING: Text("waarschuwing", "warning"),
    Severity.NOTE: Text("opmerking", "note"),
}
_WITNESS = Text("bijvoorbeeld", "for instance")


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing wrong in a workflow file.

    `line` and `column` count from one; `line_text` is the offending line as it stands in the file
    and `width` how many of its characters are meant; `code` is stable, for machines. `witness` is
    the shortest sequence of transitions that shows it, by id.
    """

    file: str
    line: int
    column: int
    code: str
    message: Text
    remedy: Text | None = None
    severity: Severity = Severity.ERROR
    line_text: str = ""
    width: int = 1
    witness: tuple[str, ...] = ()

    def render(self, language: Language = "en") -> str:
        """Return the problem as a compiler would print it, over several lines."""
        severity = _SEVERITIES[self.severity].in_language(language)
        message = visible(self.message.in_language(language))
        head = f"{self._location}: {severity}: {message}"
        remedy = visible(self.remedy.in_language(language)) if self.remedy else ""
        margin = " " * (len(str(self.line)) + 2)
        example = f"\n{margin}= {self._example(language)}" if self.witness else ""
        if not self.line_text.strip():
            return (f"{head}\n{margin}= {remedy}" if remedy else head) + example
        shown, carets = self._excerpt()
        pointer = f"{margin}| {carets} {remedy}".rstrip()
        return f"{head}\n{margin}|\n {self.line} | {shown}\n{pointer}{example}"

    def __str__(self) -> str:
        """Return the problem on one line, in English."""
        return f"{self._location}: {visible(self.message.en)}"

    @property
    def _location(self) -> str:
        return f"{visible(self.file)}:{self.line}:{self.column}"

    def _example(self, language: Language) -> str:
        return f"{_WITNESS.in_language(language)}: {visible(' -> '.join(self.witness))}"

    def _excerpt(self) -> tuple[str, str]:
        """Return the part of the line around the place, and the carets that go under it."""
        line, start = self.line_text, min(self.column - 1, len(self.line_text))
        first = 0 if len(line) <= _SHOWN else max(0, min(start - _SHOWN // 3, len(line) - _SHOWN))
        last = first + _SHOWN
        before, after = "…" if first else "", "…" if last < len(line) else ""
        stop = min(start + max(1, self.width), last)
        indent = before + visible(line[first:start])
        meant = visible(line[start:stop])
        shown = indent + meant + visible(line[stop:last]) + after
        return shown, " " * cells(indent) + "^" * max(1, cells(meant))
