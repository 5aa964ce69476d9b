"""The command that brings trajectories to a newer version of their workflow."""

from collections.abc import Iterator
from contextlib import contextmanager
from gettext import gettext as _

import click

from trajecten import Engine, Migrate, Workflow
from trajecten_cli import asking, completing, parameters
from trajecten_cli.answer import answer
from trajecten_cli.codes import REFUSED
from trajecten_cli.commands.starting import chosen_workflow
from trajecten_cli.desk import case, naming_options, store
from trajecten_cli.lazy import Change
from trajecten_cli.progress import progress
from trajecten_cli.settings import current
from trajecten_cli.views import migration


@click.command(cls=Change)
@parameters.word("ref", "REF", completing.refs)
@click.option(
    "--to",
    "workflow",
    metavar="WORKFLOW",
    help=_("The newer version: a file, or the id of one that comes along."),
    shell_complete=completing.workflows,
)
@click.option("--all", "every", is_flag=True, help=_("All trajectories under an older version."))
@click.option(
    "--map",
    "pairs",
    multiple=True,
    metavar=_("OLD=NEW"),
    help=_("Which phase takes the place of one that is gone; may be given several times."),
)
@click.option("--motivation", metavar=_("TEXT"), help=_("Why."))
@click.option("--dry-run", "dry", is_flag=True, help=_("Only show what would happen."))
@click.pass_context
def migrate(
    context: click.Context,
    *,
    ref: str | None,
    workflow: str | None,
    every: bool,
    pairs: tuple[str, ...],
    motivation: str | None,
    dry: bool,
) -> None:
    """Bring one trajectory, or all, to a newer version of its workflow."""
    if every and ref is not None:
        raise click.UsageError(_("Give REF or --all, not both."), context)
    newer = chosen_workflow(asking.text(workflow, "--to", _("To which version (file or id)")))
    command = Migrate(workflow=newer, phases=dict(map(_pair, pairs)), motivation=motivation)
    if not (every or dry):
        with case(ref) as here:
            here.do(command)
        return
    with _desk(ref, newer, every=every) as (engine, refs):
        rows = tuple(_each(engine, refs, command, dry=dry))
    answer(migration.Migration(newer, rows, dry), migration.document, migration.show)
    if not all(one.outcome.accepted for one in rows):
        context.exit(REFUSED)


# Private


@contextmanager
def _desk(
    ref: str | None, newer: Workflow, *, every: bool
) -> Iterator[tuple[Engine, tuple[str, ...]]]:
    if every:
        with store() as engine:
            yield engine, engine.older(newer)
    else:
        with case(ref) as here:
            yield here.engine, (here.ref,)


def _each(
    engine: Engine, refs: tuple[str, ...], command: Migrate, *, dry: bool
) -> Iterator[migration.Row]:
    with naming_options():
        for ref in progress(refs, _("Migrating")):
            before = engine.status(ref)
            if dry:
                outcome = engine.preview(ref, command)
            else:
                identifier = current().command_id
                outcome = engine.do(ref, command, command_id=identifier)
            yield migration.Row(ref, before, outcome)


def _pair(given: str) -> tuple[str, str]:
    old, equals, new = given.partition("=")
    if not (equals and old and new):
        raise click.BadParameter(_("Write it as OLD=NEW."), param_hint="--map")
    return old, new
