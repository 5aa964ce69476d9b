"""The command that proves the ledger whole."""

import os
from gettext import gettext as _
from pathlib import Path

import click

from trajecten import AttentionKind, Witnesses
from trajecten_cli import completing
from trajecten_cli.answer import answer
from trajecten_cli.codes import INTEGRITY
from trajecten_cli.desk import store
from trajecten_cli.lazy import Verb
from trajecten_cli.places import witness_folder
from trajecten_cli.progress import counting
from trajecten_cli.settings import current
from trajecten_cli.views import database


@click.command(cls=Verb)
@click.argument("ref", required=False, shell_complete=completing.refs)
@click.option(
    "--key",
    "keys",
    metavar="KEY",
    multiple=True,
    help=_("A public key, NAME+HASH+KEY, or a file with it: who must have signed."),
)
@click.option(
    "--witnesses",
    metavar=_("FOLDER"),
    type=click.Path(file_okay=False, path_type=Path),
    help=_("Where checkpoints that others kept are; else in your own folder."),
)
@click.option(
    "--projections",
    is_flag=True,
    help=_("Compare what is derived from the ledger too; takes longer."),
)
@click.option("--record", is_flag=True, help=_("Record in the ledger that you verified it."))
@click.pass_context
def verify(
    context: click.Context,
    *,
    ref: str | None,
    keys: tuple[str, ...],
    witnesses: Path | None,
    projections: bool,
    record: bool,
) -> None:
    """Recompute every hash of the ledger."""
    public = [_public(one) for one in keys]
    with store() as engine:
        known = Witnesses(witness_folder(witnesses)).of(engine.info().log)
        kept = [one.note for one in known]
        with counting(_("Recomputing")) as told:
            verification = engine.verify(
                ref,
                keys=public,
                kept=kept,
                projections=projections,
                record=record,
                workers=os.cpu_count() or 1,
                told=told,
            )
        items = engine.attention(ref) if verification.intact else ()
    notes = tuple(one for one in items if one.kind is AttentionKind.RELATION)
    seen = database.Verified(verification, notes, current().clock())
    answer(seen, database.verification_document, database.show_verification)
    if not verification.intact:
        context.exit(INTEGRITY)


# Private


def _public(given: str) -> str:
    """Return the text of a public key, as it was given or from a file."""
    if "+" in given:
        return given
    try:
        return Path(given).read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise click.BadParameter(
            _("There is no such file, and it is no key."), param_hint="--key"
        ) from error
