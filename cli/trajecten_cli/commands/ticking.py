"""The command that takes the steps that are due by themselves."""

from gettext import gettext as _

import click

from trajecten_cli import completing
from trajecten_cli.answer import answer
from trajecten_cli.desk import system_store
from trajecten_cli.lazy import Verb
from trajecten_cli.views import damage, ticking


@click.command(cls=Verb)
@click.argument("ref", required=False, metavar="[REF]", shell_complete=completing.refs)
@click.option("--dry-run", "dry", is_flag=True, help=_("Only show what would happen."))
def tick(*, ref: str | None, dry: bool) -> None:
    """Take the steps that are due by themselves, in one trajectory or in all."""
    with system_store() as engine:
        steps = engine.due(ref) if dry else engine.tick(ref)
        workflows = {one.ref: engine.workflow(one.ref) for one in steps}
    answer(ticking.Ticked(steps, workflows, dry), ticking.document, ticking.show)
    damage.end(steps.damaged)
