"""What a migration does, or would do, to each trajectory."""

from dataclasses import dataclass
from gettext import gettext as _

from trajecten import Outcome, Status, Workflow
from trajecten_cli.document import Document
from trajecten_cli.language import Language
from trajecten_cli.screen import Screen
from trajecten_cli.views.findings import finding_document
from trajecten_cli.views.outcomes import placed


@dataclass(frozen=True, slots=True)
class Row:
    """One trajectory: how it stood, and how it went or would go."""

    ref: str
    before: Status
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Migration:
    """All trajectories that were looked at; `dry` when nothing was done."""

    workflow: Workflow
    rows: tuple[Row, ...]
    dry: bool


def document(seen: Migration, language: Language) -> Document:
    """Return the JSON document of a migration."""
    return {
        "workflow": seen.workflow.id,
        "version": seen.workflow.version,
        "dry_run": seen.dry,
        "trajectories": [_row_document(one, language) for one in seen.rows],
    }


def show(seen: Migration, screen: Screen) -> None:
    """Show a table of what happened, or would happen, to each trajectory."""
    if not seen.rows:
        screen.line(_("There is no trajectory under an older version."))
        return
    columns = (_("Ref"), _("Version"), _("Phase"), _("What happens"))
    screen.table(columns, [_cells(one, seen, screen) for one in seen.rows])
    done = sum(one.outcome.accepted for one in seen.rows)
    words = _("Can go along: {n} of {all}.") if seen.dry else _("Went along: {n} of {all}.")
    screen.line(words.format(n=done, all=len(seen.rows)))


# Private


def _cells(row: Row, seen: Migration, screen: Screen) -> tuple[str, ...]:
    version = f"{row.before.version} → {seen.workflow.version}"
    phases = ", ".join(screen.words(one.phase_label) for one in row.before.tracks)
    return row.ref, version, phases, _verdict(row, seen, screen)


def _verdict(row: Row, seen: Migration, screen: Screen) -> str:
    if not row.outcome.accepted:
        reasons = " ".join(
            screen.words(one.message) for one in row.outcome.findings if not one.passes
        )
        return f"{screen.mark(False)} {reasons}"
    phases = placed(seen.workflow, row.outcome.phases, screen)
    words = _("goes on in {phases}").format(phases=phases)
    return f"{screen.mark(True)} {words}"


def _row_document(row: Row, language: Language) -> Document:
    outcome = row.outcome
    return {
        "ref": row.ref,
        "version": row.before.version,
        "from": row.before.phases,
        "to": dict(outcome.phases) if outcome.accepted else None,
        "result": outcome.result,
        "findings": [finding_document(one, row.ref, language) for one in outcome.findings],
    }
