"""The command for remarks and reflections."""

from gettext import gettext as _

import click

from trajecten import AddNote
from trajecten_cli import asking, parameters
from trajecten_cli.desk import case
from trajecten_cli.lazy import Change


@click.command(cls=Change)
@parameters.ref
@parameters.word("text", "TEXT")
def add(*, ref: str | None, text: str | None) -> None:
    """Record a remark."""
    with case(ref) as here:
        here.do(AddNote(text=asking.text(text, "TEXT", _("What do you want to note"))))
