"""Findings: what is met, what is missing, and the commands that help."""

from collections.abc import Iterable, Sequence
from gettext import gettext as _
from itertools import groupby
from typing import TypeAlias

from trajecten import Finding, Remedy, Text, Workflow
from trajecten_cli.document import Document
from trajecten_cli.language import Language
from trajecten_cli.remedies import command_line, command_lines
from trajecten_cli.screen import STEP, Screen

_CHOICE = "any"
_DEBTS = "debts_repaid"
_TELLS_ALL = frozenset({"min_duration"})
"""The conditions whose message already says what their remedy says."""
_AT_MOST = 4
"""How many commands are shown for one finding."""

_Line: TypeAlias = tuple[str, ...]
_Help: TypeAlias = tuple[Remedy, _Line]


def finding_document(finding: Finding, ref: str, language: Language) -> Document:
    """Return the JSON document of a finding."""
    found: dict[str, object] = {
        "guard": finding.guard,
        "met": finding.met,
        "message": finding.message.in_language(language),
        "missing": [one.id for one in finding.missing],
        "remedy": [one.text.in_language(language) for one in finding.remedies],
        "commands": [list(line) for line in command_lines(finding, ref)],
        "place": finding.place,
        "basis": finding.basis,
        "facts": dict(finding.facts),
        "waived": finding.waived or None,
    }
    if finding.parts:
        found["parts"] = [finding_document(one, ref, language) for one in finding.parts]
    return found


def let_pass(finding: Finding, screen: Screen) -> str:
    """Return what was not met, and which deviation lets it pass."""
    what = screen.words(finding.message)
    return _("let pass by {id}: {what}").format(id=finding.waived, what=what)


class Findings:
    """The findings of one screen: each with its sign and what helps, every command only once."""

    def __init__(self, screen: Screen, ref: str, workflow: Workflow) -> None:
        """Begin a screen on which nothing was told yet."""
        self._screen = screen
        self._ref = ref
        self._names = workflow if screen.language == "nl" else None
        self._told: set[_Line] = set()
        self._owed: set[Text] = set()

    def show(self, findings: Iterable[Finding], *, indent: int = STEP) -> None:
        """Show findings: what is met in one line, what is missing with what helps."""
        for finding in findings:
            self._show(finding, indent)

    def _show(self, finding: Finding, indent: int) -> None:
        words = self._screen.words(finding.message) or finding.guard
        if finding.met:
            self._screen.judged_briefly(True, words, indent=indent)
        elif finding.waived:
            words = let_pass(finding, self._screen)
            self._screen.item(words, sign="!", indent=indent, style="yellow")
        elif finding.guard == _CHOICE and _composed(finding):
            self._screen.judged(False, _("One of these is needed:"), indent=indent)
            self.show(_open_ways(finding), indent=indent + STEP)
        elif finding.guard == _DEBTS and _composed_of_unmet(finding):
            self._show_debts(finding, indent)
        else:
            self._screen.judged(False, words, indent=indent)
            self._show_remedies(finding, indent + STEP)

    def show_owed(self, debts: Iterable[Finding], *, indent: int = STEP) -> None:
        """Show what must be made good; it is not told again on this screen."""
        for one in debts:
            self._owed.add(one.message)
            self._show(one, indent)

    def _show_debts(self, finding: Finding, indent: int) -> None:
        unpaid = [one for one in finding.parts if not one.met]
        if all(one.message in self._owed for one in unpaid):
            ids = ", ".join(one.id for one in finding.missing)
            words = _("First make good what is owed for {ids}.").format(ids=ids)
            self._screen.judged(False, words, indent=indent)
            return
        self._screen.judged(False, _("First make good what is still owed:"), indent=indent)
        self.show_owed(unpaid, indent=indent + STEP)

    def _show_remedies(self, finding: Finding, indent: int) -> None:
        lines = [(one, command_line(one, self._ref, self._names)) for one in finding.remedies]
        for remedy, line in lines:
            if line is None and finding.guard not in _TELLS_ALL:
                self._screen.line(self._screen.words(remedy.text), indent=indent)
        helps = [(remedy, line) for remedy, line in lines if line and self._is_new(line)]
        shown = helps[:_AT_MOST]
        for _command, group in groupby(shown, key=lambda one: one[0].command):
            self._show_group(list(group), indent)
        if hidden := len(helps) - len(shown):
            words = _("and {n} more, see --json").format(n=hidden)
            self._screen.line(words, indent=indent + STEP, style="dim")

    def _show_group(self, helps: Sequence[_Help], indent: int) -> None:
        alone = len(helps) == 1
        words = self._screen.words(helps[0][0].text) if alone else _("What helps:")
        self._screen.line(words, indent=indent)
        for _remedy, line in helps:
            self._told.add(line)
            self._screen.command(line, indent=indent + STEP)

    def _is_new(self, line: _Line) -> bool:
        """Return whether a command is not shown yet, nor one that does the same and more."""
        return not any(told[: len(line)] == line for told in self._told)


# Private


def _composed(finding: Finding) -> bool:
    """Return whether the message only repeats the parts: authors may have put their own."""
    return all(part.message.nl in finding.message.nl for part in finding.parts)


def _composed_of_unmet(finding: Finding) -> bool:
    """Return whether there are parts that tell, each for itself, what the message tells in one."""
    return any(not part.met for part in finding.parts)


def _open_ways(finding: Finding) -> tuple[Finding, ...]:
    """Return the ways of which something is advised; all of them when nothing is."""
    advised = set(finding.remedies)
    found = tuple(one for one in finding.parts if advised.intersection(one.remedies))
    return found or finding.parts
