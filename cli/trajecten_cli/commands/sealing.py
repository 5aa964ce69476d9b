"""The commands that seal the ledger, and prove to others that it is whole."""

import os
from gettext import gettext as _
from pathlib import Path

import click

import trajecten
from trajecten import Signer, SigningKey
from trajecten_cli import asking, completing, parameters, places
from trajecten_cli.answer import answer
from trajecten_cli.desk import store
from trajecten_cli.keeping import keep, keeping
from trajecten_cli.lazy import Verb
from trajecten_cli.settings import current
from trajecten_cli.views import sealing

PASSPHRASE_VARIABLE = "TRAJECTEN_PASSPHRASE"  # noqa: S105 (the name of it, not what it is)

_FILE = click.Path(dir_okay=False, path_type=Path)
_FOLDER = click.Path(file_okay=False, path_type=Path)


@click.command(cls=Verb)
@click.option("--name", metavar=_("NAME"), help=_("The name to sign in; else that of the ledger."))
@click.option(
    "--out", metavar="FILE", type=_FILE, help=_("Where the key goes; else in your own folder.")
)
@click.option("--passphrase", "locked", is_flag=True, help=_("Lock the key with a passphrase."))
def keygen(*, name: str | None, out: Path | None, locked: bool) -> None:
    """Make a key that signs checkpoints."""
    file = places.key_file(out)
    secret = _passphrase(new=True) if locked else None
    public = trajecten.make_key(file, name or _ledger(), passphrase=secret)
    answer(sealing.MadeKey(file, public), sealing.key_document, sealing.show_key)


@click.command(cls=Verb)
@click.option(
    "--key", metavar="FILE", type=_FILE, help=_("The key; else the one in your own folder.")
)
@click.option(
    "--state",
    metavar=_("FOLDER"),
    type=_FOLDER,
    help=_("Where the signer keeps what it signed last; else in your own folder."),
)
@click.option(
    "--accept",
    is_flag=True,
    help=_("Begin from what the database holds: for a new signer, or after it broke off."),
)
@click.option("--out", metavar="FILE", type=_FILE, help=_("Write the checkpoint to a file too."))
def checkpoint(*, key: Path | None, state: Path | None, accept: bool, out: Path | None) -> None:
    """Seal what was written since the last checkpoint, and sign it."""
    signer = Signer(_key(places.key_file(key)), places.signer_folder(state), accept=accept)
    with store() as engine:
        made = engine.checkpoint(signer)
    if out is not None:
        keep(out, made.note.encode())
    answer(made, sealing.checkpoint_document, sealing.show_checkpoint)


@click.command(cls=Verb)
@parameters.ref
@click.argument("seq", required=False, metavar="SEQ", type=parameters.Number())
def prove(*, ref: str | None, seq: int | None) -> None:
    """Prove that an entry is under the last checkpoint."""
    given = asking.text(ref, "REF", _("Which trajectory (number or name)"))
    with store() as engine:
        proof = engine.prove(given, seq)
    if current().as_json:
        answer(sealing.Proof(given, seq, proof), sealing.proof_document, sealing.show_proof)
    else:
        click.echo(proof, nl=False)


@click.command(cls=Verb)
@click.argument("ref", required=False, shell_complete=completing.refs)
@click.option("--all", "every", is_flag=True, help=_("The whole ledger."))
@click.option("--out", metavar="FILE", type=_FILE, help=_("The file to write."))
@click.option(
    "--kept",
    metavar="FILE",
    type=_FILE,
    multiple=True,
    help=_("A checkpoint that somebody kept: prove that the ledger grew out of it."),
)
@click.pass_context
def bundle(
    context: click.Context,
    *,
    ref: str | None,
    every: bool,
    out: Path | None,
    kept: tuple[Path, ...],
) -> None:
    """Write what an outsider needs to check the ledger, or one trajectory."""
    if every == (ref is not None):
        raise click.UsageError(_("Give REF or --all."), context)
    file = Path(asking.text(str(out) if out else None, "--out", _("Which file")))
    notes = [trajecten.read_checkpoint(one).note for one in kept]
    with store() as engine, keeping(file) as opened:
        made = engine.bundle(opened, ref, kept=notes)
    answer(sealing.Written(file, made), sealing.bundle_document, sealing.show_bundle)


# Private


def _ledger() -> str:
    with store() as engine:
        return engine.info().log


def _key(file: Path) -> SigningKey:
    secret = _passphrase(new=False) if trajecten.is_locked(file) else None
    return trajecten.open_key(file, passphrase=secret)


def _passphrase(*, new: bool) -> str:
    given = os.environ.get(PASSPHRASE_VARIABLE)
    if given:
        return given
    asking.require(PASSPHRASE_VARIABLE)
    answered: str = click.prompt(
        _("The passphrase of the key"), hide_input=True, confirmation_prompt=new, err=True
    )
    return answered
