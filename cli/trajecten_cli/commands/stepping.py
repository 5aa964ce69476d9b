"""The commands on steps: take one, approve one."""

from gettext import gettext as _

import click

from trajecten import Advance, Approve
from trajecten_cli import asking, completing, parameters, settings
from trajecten_cli.desk import Case, case
from trajecten_cli.lazy import Change


@click.command(cls=Change)
@parameters.ref
@parameters.word("transition", "TRANSITION", completing.steps)
@click.option("--motivation", metavar=_("TEXT"), help=_("Why, where the step asks for it."))
@click.option(
    "--if-seq",
    "seq",
    type=parameters.Number(),
    metavar=_("NUMBER"),
    help=_("Only when the ledger still ends with this entry."),
)
def advance(
    *, ref: str | None, transition: str | None, motivation: str | None, seq: int | None
) -> None:
    """Take a step."""
    with case(ref) as here:
        step = here.step(transition)
        why = _motivation(here, step, motivation)
        here.do(Advance(transition=step, motivation=why), expected_seq=seq)


@click.command(cls=Change)
@parameters.ref
@parameters.word("transition", "TRANSITION", completing.steps)
@parameters.note
def approve(*, ref: str | None, transition: str | None, note: str | None) -> None:
    """Approve a step, as holder of the role given with --role."""
    with case(ref) as here:
        step = here.step(transition)
        _name, wanted = settings.who(settings.current())
        role = here.named("role", wanted, "--role", _("In which role (number or name)"))
        here.do(Approve(transition=step, role=role, note=note))


# Private


def _motivation(here: Case, transition: str, given: str | None) -> str | None:
    asked_for = here.workflow.transitions[transition].motivation
    if given is None and asked_for and asking.somebody_answers():
        return asking.text(given, "--motivation", _("Why is this step taken"))
    return asking.maybe_text(given, "--motivation")
