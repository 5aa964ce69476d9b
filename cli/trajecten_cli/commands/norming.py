"""The command that asks of trajectories what auditors ask."""

import sys
from gettext import gettext as _
from pathlib import Path

import click

from trajecten import Thresholds, load_thresholds, norms_as_csv, norms_as_markdown
from trajecten_cli import completing
from trajecten_cli.answer import answer
from trajecten_cli.codes import REFUSED
from trajecten_cli.desk import store
from trajecten_cli.document import print_document
from trajecten_cli.lazy import Verb
from trajecten_cli.settings import current
from trajecten_cli.views.norming import norms_document, show_norms
from trajecten_cli.visible import visible_lines


@click.command(cls=Verb)
@click.argument("ref", required=False, metavar="[REF]", shell_complete=completing.refs)
@click.option("--all", "every", is_flag=True, help=_("All trajectories."))
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "md", "csv", "json"]),
    default="text",
    help=_("The form of the answer."),
)
@click.option(
    "--thresholds",
    "file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar=_("FILE"),
    help=_("Settings of your own, in TOML; see docs/norms.md."),
)
@click.pass_context
def norms(
    context: click.Context, *, ref: str | None, every: bool, form: str, file: Path | None
) -> None:
    """Ask of one trajectory, or of all, what auditors ask."""
    if every is (ref is not None):
        raise click.UsageError(_("Give REF or --all: one of the two."), context)
    if current().as_json and form not in {"text", "json"}:
        raise click.UsageError(_("--json and --format ask for different forms."), context)
    limits = load_thresholds(file.read_bytes(), str(file)) if file else Thresholds()
    with store() as engine:
        report = engine.norms(ref, thresholds=limits)
    language = current().lang
    if form == "json":
        print_document(norms_document(report, language))
    elif form == "csv":
        sys.stdout.flush()
        sys.stdout.buffer.write(norms_as_csv(report, language))
    elif form == "md":
        click.echo(visible_lines(norms_as_markdown(report, language)), nl=False)
    else:
        answer(report, norms_document, show_norms)
    if not report:
        context.exit(REFUSED)
