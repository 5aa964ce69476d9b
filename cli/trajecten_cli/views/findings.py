"""Findings: what is met, what is missing, and the command that helps."""

from collections.abc import Iterable
from gettext import gettext as _

from trajecten import Finding
from trajecten_cli.document import Document
from trajecten_cli.language import Language
from trajecten_cli.remedies import command_line, command_lines
from trajecten_cli.screen import STEP, Screen

_CHOICE = "any"


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
    }
    if finding.parts:
        found["parts"] = [finding_document(one, ref, language) for one in finding.parts]
    return found


def show_findings(
    findings: Iterable[Finding], ref: str, screen: Screen, *, indent: int = STEP
) -> None:
    """Show each finding with its sign, and below it what helps, every command once."""
    told: set[tuple[str, ...]] = set()
    for finding in findings:
        _show(finding, ref, screen, indent, told)


# Private


def _show(
    finding: Finding, ref: str, screen: Screen, indent: int, told: set[tuple[str, ...]]
) -> None:
    if finding.guard == _CHOICE and not finding.met and _composed(finding):
        screen.judged(False, _("One of these is needed:"), indent=indent)
        for part in finding.parts:
            _show(part, ref, screen, indent + STEP, told)
        return
    screen.judged(finding.met, screen.words(finding.message) or finding.guard, indent=indent)
    if not finding.met:
        _show_remedies(finding, ref, screen, indent + STEP, told)


def _composed(finding: Finding) -> bool:
    """Return whether the message only repeats the parts: authors may have put their own."""
    return all(part.message.nl in finding.message.nl for part in finding.parts)


def _show_remedies(
    finding: Finding, ref: str, screen: Screen, indent: int, told: set[tuple[str, ...]]
) -> None:
    for remedy in finding.remedies:
        line = command_line(remedy, ref)
        if line in told:
            continue
        screen.line(screen.words(remedy.text), indent=indent)
        if line:
            told.add(line)
            screen.command(line, indent=indent + STEP)
