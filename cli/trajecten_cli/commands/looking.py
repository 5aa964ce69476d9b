"""The commands that look: all trajectories, one at a glance, what is next, the ledger."""

from gettext import gettext as _
from pathlib import Path

import click

from trajecten import AttentionKind, as_icalendar
from trajecten_cli import completing, parameters
from trajecten_cli.answer import answer
from trajecten_cli.codes import REFUSED
from trajecten_cli.desk import case, store
from trajecten_cli.keeping import keep
from trajecten_cli.lazy import Verb
from trajecten_cli.settings import current
from trajecten_cli.views import ahead, attending, damage, glance, ledger, lists, planning


@click.command(cls=Verb)
@click.option(
    "--plan", "planned", is_flag=True, help=_("With what is still to do before content may begin.")
)
def list_all(*, planned: bool) -> None:
    """List all trajectories."""
    with store() as engine:
        items = engine.portfolio()
        if planned:
            seen = planning.Planned(items, engine.plans())
            answer(seen, planning.document, planning.show)
        else:
            answer(items, lists.portfolio_document, lists.show_portfolio)
    damage.end(one for one in items if one.damage)


@click.command(cls=Verb)
@parameters.ref
def status(*, ref: str | None) -> None:
    """Show a trajectory at a glance."""
    with case(ref) as here:
        seen = glance.Glance(here.engine.status(here.ref), here.workflow)
        answer(seen, glance.document, glance.show)


@click.command(cls=Verb)
@parameters.ref
def options(*, ref: str | None) -> None:
    """Show what can be done now, and what is still missing."""
    with case(ref) as here:
        seen = ahead.Ahead(
            here.engine.status(here.ref),
            here.engine.options(here.ref),
            here.workflow,
            here.engine.plan(here.ref),
            here.engine.deviations(here.ref),
            here.engine.lessons_here(here.ref),
        )
        answer(seen, ahead.document, ahead.show)


@click.command(cls=Verb)
@parameters.ref
@click.option(
    "--after",
    type=parameters.Number(),
    default=0,
    metavar=_("NUMBER"),
    help=_("Only later entries."),
)
@click.option(
    "--limit", type=parameters.Number(), metavar=_("NUMBER"), help=_("At most so many entries.")
)
def log(*, ref: str | None, after: int, limit: int | None) -> None:
    """Show the ledger of a trajectory."""
    with case(ref) as here:
        entries = here.engine.log(here.ref, after=after, limit=limit)
        seen = ledger.Ledger(here.ref, entries, here.workflow)
        answer(seen, ledger.document, ledger.show)


@click.command(cls=Verb)
@click.argument("ref", required=False, metavar="[REF]", shell_complete=completing.refs)
@click.option(
    "--within",
    type=parameters.Number(),
    metavar=_("DAYS"),
    help=_("Terms that end within so many days; 14 when left out."),
)
@click.option(
    "--ics",
    "file",
    type=click.Path(dir_okay=False, allow_dash=True, path_type=Path),
    metavar=_("FILE|-"),
    help=_("Instead, write the last days of all terms as a calendar (iCalendar)."),
)
@click.pass_context
def attention(
    context: click.Context, *, ref: str | None, within: int | None, file: Path | None
) -> None:
    """Show what asks for attention, in one trajectory or in all."""
    if file is not None:
        _check_calendar(context, file, within)
        _write_calendar(ref, file)
        return
    with store() as engine:
        items = engine.attention(ref) if within is None else engine.attention(ref, within=within)
        hurt = [one for one in items if one.kind is AttentionKind.DAMAGE]
        workflows = {one.ref: engine.workflow(one.ref) for one in items if one not in hurt}
        answer(
            attending.Attention(items, workflows),
            attending.document,
            attending.show,
        )
    damage.end(hurt)
    if items:
        context.exit(REFUSED)


# Private

_STDOUT = "-"


def _check_calendar(context: click.Context, file: Path, within: int | None) -> None:
    if within is not None:
        words = _("Give --within or --ics, not both: the calendar has all terms.")
        raise click.UsageError(words, context)
    if str(file) == _STDOUT and current().as_json:
        words = _("Give --json or --ics -, not both: there is room for one answer.")
        raise click.UsageError(words, context)


def _write_calendar(ref: str | None, file: Path) -> None:
    settings = current()
    with store() as engine:
        days = engine.deadlines(ref)
    content = as_icalendar(days, now=settings.clock(), language=settings.lang)
    if str(file) == _STDOUT:
        click.echo(content, nl=False)
        damage.show_aside(days.damaged, settings.lang)
    else:
        keep(file, content)
        made = attending.Calendar(file, len(days), days.damaged)
        answer(made, attending.calendar_document, attending.show_calendar)
    damage.end(days.damaged)
