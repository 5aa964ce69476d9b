"""The commands that prove the ledger whole, and every decision in it right."""

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
from trajecten_cli.views import auditing, database, tracing
from trajecten_cli.workflows import chosen_workflow


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


@click.command(cls=Verb)
@click.argument("ref", required=False, shell_complete=completing.refs)
@click.pass_context
def replay(context: click.Context, *, ref: str | None) -> None:
    """Decide anew on every entry of the ledger, and compare with what was recorded."""
    with store() as engine:
        found = engine.replay(ref)
    answer(found, auditing.replay_document, auditing.show_replay)
    if not found.clean:
        context.exit(INTEGRITY)


@click.command(cls=Verb)
@click.argument("ref", required=False, shell_complete=completing.refs)
@click.option("--all", "every", is_flag=True, help=_("All trajectories of that workflow."))
@click.option(
    "--workflow",
    required=True,
    metavar="WORKFLOW",
    help=_("The other text: a file, or the ID@VERSION of one that comes along."),
    shell_complete=completing.workflows,
)
@click.pass_context
def what_if(context: click.Context, *, ref: str | None, every: bool, workflow: str) -> None:
    """Replay under another workflow text, and tell who would have been stopped where."""
    if every == (ref is not None):
        raise click.UsageError(_("Give REF or --all, not both."), context)
    other = chosen_workflow(workflow, "--workflow")
    with store() as engine:
        found = engine.what_if(other, ref)
    answer(found, auditing.what_if_document, auditing.show_what_if)


@click.command(cls=Verb)
@click.argument("ref", shell_complete=completing.refs)
@click.argument("identifier", metavar="ID")
def trace(*, ref: str, identifier: str) -> None:
    """Follow one conversation or contribution from its intake to what it led to."""
    with store() as engine:
        found = engine.trace(ref, identifier)
    answer(found, tracing.trace_document, tracing.show_trace)


@click.command(cls=Verb)
@click.option(
    "--seed", type=click.IntRange(0), required=True, help=_("The number that decides the draw.")
)
@click.option("--size", type=click.IntRange(1), required=True, help=_("How many to draw."))
@click.option("--trajectories", is_flag=True, help=_("Draw whole trajectories instead of entries."))
def sample(*, seed: int, size: int, trajectories: bool) -> None:
    """Draw a sample to look at outside the system; anybody can draw it again."""
    with store() as engine:
        found = engine.sample(seed=seed, size=size, trajectories=trajectories)
    answer(found, tracing.sample_document, tracing.show_sample)


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
