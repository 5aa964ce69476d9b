"""The command on the choices that a workflow asks for."""

from gettext import gettext as _

import click

from trajecten import MakeChoice
from trajecten_cli import asking, completing, parameters
from trajecten_cli.desk import by_id, case
from trajecten_cli.lazy import Change


@click.command(cls=Change)
@parameters.ref
@parameters.word("choice", "CHOICE", completing.names("choice"))
@parameters.word("option", "OPTION", completing.options)
@parameters.reason
def choose(*, ref: str | None, choice: str | None, option: str | None, reason: str | None) -> None:
    """Record what was chosen; the last choice counts."""
    with case(ref) as here:
        which = here.named("choice", choice, "CHOICE", _("Which choice (number or name)"))
        options = by_id(here.workflow.choice(which).options)
        what = asking.one_of(option, options, "OPTION", _("What was chosen (number or name)"))
        why = asking.maybe_text(reason, "--reason")
        here.do(MakeChoice(choice=which, option=what, reason=why))
