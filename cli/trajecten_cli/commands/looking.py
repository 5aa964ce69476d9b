"""The commands that look: all trajectories, one at a glance, what is next, the ledger."""

from gettext import gettext as _

import click

from trajecten_cli import completing, parameters
from trajecten_cli.answer import answer
from trajecten_cli.codes import REFUSED
from trajecten_cli.desk import case, store
from trajecten_cli.lazy import Verb
from trajecten_cli.views import ahead, attending, glance, ledger, lists, planning


@click.command(cls=Verb)
@click.option(
    "--plan", "planned", is_flag=True, help=_("With what is still to do before content may begin.")
)
def list_all(*, planned: bool) -> None:
    """List all trajectories."""
    with store() as engine:
        if planned:
            seen = planning.Planned(engine.portfolio(), engine.plans())
            answer(seen, planning.document, planning.show)
        else:
            answer(engine.portfolio(), lists.portfolio_document, lists.show_portfolio)


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
@click.pass_context
def attention(context: click.Context, *, ref: str | None) -> None:
    """Show what asks for attention, in one trajectory or in all."""
    with store() as engine:
        items = engine.attention(ref)
        workflows = {one.ref: engine.workflow(one.ref) for one in items}
        answer(
            attending.Attention(items, workflows),
            attending.document,
            attending.show,
        )
    if items:
        context.exit(REFUSED)
