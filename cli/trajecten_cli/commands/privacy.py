"""The commands on what is personal: what is kept of somebody, and erasing it."""

from gettext import gettext as _

import click

from trajecten import Erase
from trajecten_cli import asking, completing, parameters
from trajecten_cli.answer import answer
from trajecten_cli.codes import INTEGRITY
from trajecten_cli.desk import case, naming_options, store
from trajecten_cli.lazy import Change, Verb
from trajecten_cli.settings import current, who
from trajecten_cli.views import privacy

_PARTY = click.option(
    "--party", metavar=_("NAME"), help=_("Who: a name, or the reference in the ledger.")
)


@click.command(cls=Verb)
@parameters.ref
@_PARTY
def show(*, ref: str | None, party: str | None) -> None:
    """Show what is kept of a person: what goes with an erasure, and what only names them."""
    with case(ref) as here:
        name = asking.text(party, "--party", _("Who"))
        with naming_options():
            found = here.engine.personal_data(here.ref, name)
        answer(found, privacy.kept_document, privacy.show_kept)


@click.command(cls=Change)
@parameters.ref
@_PARTY
@click.option(
    "--text",
    "texts",
    multiple=True,
    metavar="SEQ.FIELD",
    help=_("A further text, by entry and field, such as 12.note; may be repeated."),
)
@click.option(
    "--ground",
    metavar=_("TEXT"),
    help=_("On which legal ground; stays readable for ever, so without a name."),
)
@click.option(
    "--decided-by",
    metavar=_("ROLE"),
    help=_("Which role decided; else the role in which you act."),
    shell_complete=completing.names("role"),
)
@click.option(
    "--again",
    is_flag=True,
    help=_("Erase anew what the ledger says was erased, after a backup was put back."),
)
@click.pass_context
def erase(
    context: click.Context,
    *,
    ref: str | None,
    party: str | None,
    texts: tuple[str, ...],
    ground: str | None,
    decided_by: str | None,
    again: bool,
) -> None:
    """Erase a person and the texts by and about them; the ledger stays whole."""
    if again:
        if party or texts or ground or decided_by:
            raise click.UsageError(_("--again takes no other options: the ledger tells."), context)
        _again(ref)
        return
    with case(ref) as here:
        if not texts:
            party = asking.text(party, "--party", _("Who"))
        acting = who(current())[1] if decided_by is None else decided_by
        role = here.named("role", acting, "--decided-by", _("Which role (number or name)"))
        why = asking.text(ground, "--ground", _("On which legal ground, such as AVG art. 17"))
        here.do(Erase(party=party, texts=texts, ground=why, decided_by=role))


@click.command(cls=Verb)
@click.argument("ref", required=False, metavar="[REF]", shell_complete=completing.refs)
@click.pass_context
def check(context: click.Context, *, ref: str | None) -> None:
    """Look whether anything is there that was erased, in one trajectory or in all."""
    with store() as engine:
        found = engine.erased_but_kept(ref)
    answer(found, privacy.left_document, privacy.show_left)
    if found:
        context.exit(INTEGRITY)


# Private


def _again(ref: str | None) -> None:
    with store() as engine:
        found = engine.erase_again(ref)
    answer(found, privacy.left_document, privacy.show_erased_again)
