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
    "--exemption",
    metavar=_("GROUND"),
    help=_("On which ground, where the step asks for one."),
    shell_complete=completing.names("exemption"),
)
@click.option(
    "--if-seq",
    "seq",
    type=parameters.Number(),
    metavar=_("NUMBER"),
    help=_("Only when the ledger still ends with this entry."),
)
def advance(
    *,
    ref: str | None,
    transition: str | None,
    motivation: str | None,
    exemption: str | None,
    seq: int | None,
) -> None:
    """Take a step."""
    with case(ref) as here:
        step = here.step(transition)
        ground = _ground(here, step, exemption)
        why = _motivation(here, step, motivation)
        command = Advance(transition=step, motivation=why, exemption=ground)
        here.do(command, expected_seq=seq)


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


def _ground(here: Case, transition: str, given: str | None) -> str | None:
    every = here.workflow.names("exemption")
    listed = here.workflow.transitions[transition].exemptions
    if given is None and listed and asking.somebody_answers():
        grounds = {one: every[one] for one in listed}
        question = _("On which ground (number or name)")
        return asking.one_of(None, grounds, "--exemption", question)
    return here.maybe("exemption", given, "--exemption")


def _motivation(here: Case, transition: str, given: str | None) -> str | None:
    asked_for = here.workflow.transitions[transition].motivation
    if given is None and asked_for and asking.somebody_answers():
        return asking.text(given, "--motivation", _("Why is this step taken"))
    return asking.maybe_text(given, "--motivation")
