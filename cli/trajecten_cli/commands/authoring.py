"""The commands for who writes a process: try it with its stories, read it in plain words."""

from gettext import gettext as _
from pathlib import Path

import click

import trajecten
from trajecten_cli import completing
from trajecten_cli.answer import answer
from trajecten_cli.codes import REFUSED
from trajecten_cli.commands.playing import forbid_in_story
from trajecten_cli.lazy import Verb
from trajecten_cli.playing.trial import try_all
from trajecten_cli.settings import current
from trajecten_cli.views import explaining, trying
from trajecten_cli.workflows import chosen_workflow


@click.command(cls=Verb)
@click.argument(
    "paths",
    metavar="FOLDER|FILE…",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, path_type=Path),
)
@click.pass_context
def test(context: click.Context, *, paths: tuple[Path, ...]) -> None:
    """Check workflow files and play the stories beside them."""
    forbid_in_story(context)
    tried = tuple(try_all(paths, current().lang))
    if not tried:
        raise click.UsageError(_("There is no workflow and no story here."), context)
    answer(tried, trying.document, trying.show)
    if not all(one.passed for one in tried):
        context.exit(REFUSED)


@click.command(cls=Verb)
@click.argument("workflow", metavar="ID", shell_complete=completing.workflows)
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "md")),
    default="text",
    help=_("The form of the answer: text, or a page of Markdown."),
)
def explain(*, workflow: str, form: str) -> None:
    """Explain a workflow in plain words."""
    explanation = trajecten.explain(chosen_workflow(workflow))
    if form == "md" and not current().as_json:
        click.echo(explaining.markdown(explanation, current().lang), nl=False)
    else:
        answer(explanation, explaining.document, explaining.show)
