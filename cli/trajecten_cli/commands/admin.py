"""The commands that look after the database."""

from gettext import gettext as _

import click

import trajecten
from trajecten_cli.answer import answer
from trajecten_cli.codes import INTEGRITY
from trajecten_cli.desk import database_url, store
from trajecten_cli.lazy import Verb
from trajecten_cli.settings import current
from trajecten_cli.views import database


@click.command(cls=Verb)
@click.option("--check", is_flag=True, help=_("Only compare; change nothing."))
@click.pass_context
def rebuild(context: click.Context, *, check: bool) -> None:
    """Rebuild what is derived from the ledger."""
    with store() as engine:
        rebuilt = engine.rebuild(check=check)
    answer(rebuilt, database.rebuild_document, database.show_rebuild)
    if check and rebuilt.differences:
        context.exit(INTEGRITY)


@click.command(cls=Verb)
def migrate() -> None:
    """Bring the database to the schema of now."""
    trajecten.migrate(database_url(current()))
    with store() as engine:
        answer(engine.info(), database.info_document, database.show_migrated)


@click.command(cls=Verb)
def info() -> None:
    """Show which database this is."""
    with store() as engine:
        answer(engine.info(), database.info_document, database.show_info)
