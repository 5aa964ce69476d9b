"""The commands that prove the ledger whole, and every decision in it right."""

import click

from trajecten import AttentionKind
from trajecten_cli import completing
from trajecten_cli.answer import answer
from trajecten_cli.codes import INTEGRITY
from trajecten_cli.desk import store
from trajecten_cli.lazy import Verb
from trajecten_cli.views import auditing, database


@click.command(cls=Verb)
@click.argument("ref", required=False, shell_complete=completing.refs)
@click.pass_context
def verify(context: click.Context, *, ref: str | None) -> None:
    """Recompute every hash of the ledger."""
    with store() as engine:
        verification = engine.verify(ref)
        items = engine.attention(ref) if verification.intact else ()
    notes = tuple(one for one in items if one.kind is AttentionKind.RELATION)
    seen = database.Verified(verification, notes)
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
