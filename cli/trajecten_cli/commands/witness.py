"""The commands for checkpoints that somebody else kept."""

from gettext import gettext as _
from pathlib import Path

import click

import trajecten
from trajecten import InputError, Witnesses
from trajecten_cli import places
from trajecten_cli.answer import answer
from trajecten_cli.desk import store
from trajecten_cli.lazy import Verb
from trajecten_cli.views import sealing

_FOLDER = click.option(
    "--witnesses",
    metavar=_("FOLDER"),
    type=click.Path(file_okay=False, path_type=Path),
    help=_("Where checkpoints that others kept are; else in your own folder."),
)


@click.command(cls=Verb)
@click.argument(
    "path", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@_FOLDER
def add(*, path: Path, witnesses: Path | None) -> None:
    """Keep a checkpoint that somebody else kept, to compare with."""
    given = trajecten.read_checkpoint(path)
    with store() as engine:
        ledger = engine.info().log
    if given.checkpoint.origin != ledger:
        raise InputError(
            f"{path} is een controlepunt van een ander logboek: {given.checkpoint.origin}.",
            f"{path} is a checkpoint of another ledger: {given.checkpoint.origin}.",
            instance="FILE",
        )
    new = Witnesses(places.witness_folder(witnesses)).add(given)
    seen = sealing.Kept(given.checkpoint, new=new)
    answer(seen, sealing.kept_document, sealing.show_kept)


@click.command(cls=Verb)
@_FOLDER
def list_all(*, witnesses: Path | None) -> None:
    """List the checkpoints that others kept."""
    with store() as engine:
        ledger = engine.info().log
    kept = Witnesses(places.witness_folder(witnesses)).of(ledger)
    answer(kept, sealing.witnesses_document, sealing.show_witnesses)
