"""The commands on who does what."""

from gettext import gettext as _

import click

from trajecten import AssignRole, EndRole, HandOverRole
from trajecten_cli import asking, completing, parameters
from trajecten_cli.desk import case
from trajecten_cli.lazy import Change


@click.command(cls=Change)
@parameters.ref
@parameters.word("which", "ROLE", completing.names("role"))
@parameters.word("person", "NAME")
def assign(*, ref: str | None, which: str | None, person: str | None) -> None:
    """Give a role to a person."""
    with case(ref) as here:
        identifier = here.named("role", which, "ROLE", _("Which role (number or name)"))
        name = asking.text(person, "NAME", _("Who"))
        here.do(AssignRole(role=identifier, person=name))


@click.command(cls=Change)
@parameters.ref
@parameters.word("which", "ROLE", completing.names("role"))
@parameters.word("person", "NAME")
@parameters.note
def end(*, ref: str | None, which: str | None, person: str | None, note: str | None) -> None:
    """End a person's hold on a role."""
    with case(ref) as here:
        identifier = here.named("role", which, "ROLE", _("Which role (number or name)"))
        name = asking.text(person, "NAME", _("Who"))
        here.do(EndRole(role=identifier, person=name, note=note))


@click.command(cls=Change)
@parameters.ref
@parameters.word("which", "ROLE", completing.names("role"))
@parameters.word("person", "FROM")
@parameters.word("successor", "TO")
@parameters.note
def handover(
    *,
    ref: str | None,
    which: str | None,
    person: str | None,
    successor: str | None,
    note: str | None,
) -> None:
    """Hand a role over to a successor."""
    with case(ref) as here:
        identifier = here.named("role", which, "ROLE", _("Which role (number or name)"))
        leaves = asking.text(person, "FROM", _("Who leaves"))
        takes = asking.text(successor, "TO", _("Who takes the role over"))
        here.do(HandOverRole(role=identifier, person=leaves, successor=takes, note=note))
