"""What left the ledger for others, and what came in from other systems."""

from collections.abc import Mapping
from dataclasses import dataclass
from gettext import gettext as _
from gettext import ngettext
from pathlib import Path

from trajecten import Exported, ImportedTrace, ImportResult, LogSurvey, Workflow
from trajecten_cli.document import Document
from trajecten_cli.language import Language
from trajecten_cli.screen import STEP, Screen


@dataclass(frozen=True, slots=True)
class Shipped:
    """A file that was written, and what is in it."""

    path: Path
    exported: Exported


@dataclass(frozen=True, slots=True)
class Intake:
    """A log that was taken in: how many traces had each result, and which were rejected."""

    path: Path
    survey: LogSurvey
    workflow: Workflow
    counts: Mapping[ImportResult, int]
    events: int
    rejected: tuple[ImportedTrace, ...]


def export_document(made: Shipped, language: Language) -> Document:
    """Return the JSON document of a file that was written."""
    del language
    return {
        "file": str(made.path),
        "format": made.exported.form.value,
        "trajectories": made.exported.trajectories,
        "entries": made.exported.entries,
        "verifiable": made.exported.verifiable,
    }


def show_export(made: Shipped, screen: Screen) -> None:
    """Show what was written, and whether it can be verified."""
    number = made.exported.entries
    entries = ngettext("{n} entry", "{n} entries", number).format(n=number)
    words = _("Written: {file}").format(file=made.path)
    screen.verbatim(f"{screen.mark(True)} {words} ({entries})")
    if made.exported.verifiable:
        screen.line(_("The hashes can be computed from it by anybody; see docs/exporting.md."))
    else:
        screen.line(_("This file is for reading: it cannot be verified. jsonl can."))


def import_document(seen: Intake, language: Language) -> Document:
    """Return the JSON document of a log that was taken in."""
    return {
        "file": str(seen.path),
        "sha256": seen.survey.digest,
        "workflow": seen.workflow.id,
        "definition": seen.workflow.digest,
        "traces": seen.survey.traces,
        "events": seen.survey.events,
        "activities": len(seen.survey.activities),
        "variants": seen.survey.variants,
        **{one.value: number for one, number in seen.counts.items()},
        "steps": seen.events,
        "rejections": [_rejection(one, language) for one in seen.rejected],
    }


def show_import(seen: Intake, screen: Screen) -> None:
    """Show how much there was, what became of it, and why what was rejected was."""
    survey = seen.survey
    words = _(
        "In the log: {traces} cases, {events} events, {activities} activities, {variants} variants."
    )
    screen.line(
        words.format(
            traces=survey.traces,
            events=survey.events,
            activities=len(survey.activities),
            variants=survey.variants,
        )
    )
    words = _("Imported: {n}. There already: {old}. Rejected: {bad}.")
    screen.line(
        words.format(
            n=seen.counts[ImportResult.IMPORTED],
            old=seen.counts[ImportResult.REPEATED],
            bad=len(seen.rejected),
        )
    )
    for one in seen.rejected:
        screen.item(f"{screen.mark(False)} {_told(one, screen)}", indent=STEP)


# Private


def _told(one: ImportedTrace, screen: Screen) -> str:
    name = one.name or _("case {n}").format(n=one.number)
    where = _(" (event {n})").format(n=one.event) if one.event else ""
    return f"{name}{where}: {screen.words(one.reason)}"


def _rejection(one: ImportedTrace, language: Language) -> Document:
    return {
        "number": one.number,
        "name": one.name,
        "event": one.event,
        "reason": one.reason.in_language(language) if one.reason else None,
    }
