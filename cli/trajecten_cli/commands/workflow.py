"""The commands on workflow files."""

import re
from gettext import gettext as _
from pathlib import Path
from typing import Literal, TypeAlias

import click

import trajecten
from trajecten import (
    bundled_workflows,
    check_text,
    compare,
    installed_guards,
    starter,
    starter_from,
)
from trajecten_cli import completing
from trajecten_cli.answer import answer
from trajecten_cli.codes import REFUSED
from trajecten_cli.keeping import keep_new
from trajecten_cli.lazy import Verb
from trajecten_cli.settings import current
from trajecten_cli.views import process
from trajecten_cli.workflows import chosen_workflow, workflow_text

Form: TypeAlias = Literal["mermaid", "dot", "svg"]


@click.command(cls=Verb)
def list_all() -> None:
    """List the workflows that come along."""
    answer(bundled_workflows(), process.catalogue_document, process.show_catalogue)


@click.command(cls=Verb)
@click.argument("workflow", metavar="ID", shell_complete=completing.workflows)
def show(*, workflow: str) -> None:
    """Show a workflow: its phases, steps and conditions."""
    answer(chosen_workflow(workflow), process.document, process.show)


@click.command(cls=Verb)
@click.argument("path", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--from",
    "origin",
    metavar="ID",
    help=_("Start from a workflow that comes along, or from a file."),
    shell_complete=completing.workflows,
)
def new(*, path: Path, origin: str | None) -> None:
    """Write a commented file to begin with."""
    identifier, language = _identifier(path), current().lang
    if origin is None:
        text = starter(identifier, language=language)
    else:
        text = starter_from(chosen_workflow(origin, "--from"), identifier, language=language)
    keep_new(path, text.encode())
    answer(path, process.new_document, process.show_new)


@click.command(cls=Verb)
@click.argument(
    "workflows",
    metavar="FILE|ID…",
    nargs=-1,
    required=True,
    shell_complete=completing.workflows,
)
@click.option(
    "--format",
    "form",
    type=click.Choice(tuple(process.CHECK_FORMS)),
    default="text",
    help=_("The form of the answer: for people, for programs, for code scanning, for GitHub."),
)
@click.pass_context
def check(context: click.Context, *, workflows: tuple[str, ...], form: str) -> None:
    """Check workflow files, and name every problem."""
    guards = installed_guards()
    checked = [
        process.Checked(name, check_text(content, name=name, guards=guards))
        for content, name in (workflow_text(one) for one in workflows)
    ]
    process.CHECK_FORMS[form](checked)
    if not all(one.valid for one in checked):
        context.exit(REFUSED)


@click.command(cls=Verb)
@click.argument("workflow", metavar="ID", shell_complete=completing.workflows)
@click.option(
    "--format",
    "form",
    type=click.Choice(("mermaid", "dot", "svg")),
    default="mermaid",
    help=_("The language of the picture; svg needs the extra trajecten[diagram]."),
)
def diagram(*, workflow: str, form: Form) -> None:
    """Draw a workflow."""
    drawn = trajecten.diagram(chosen_workflow(workflow), form, current().lang)
    answer(process.Drawing(form, drawn), process.drawing_document, process.show_drawing)


@click.command(cls=Verb)
@click.argument("old", metavar="A", shell_complete=completing.workflows)
@click.argument("new", metavar="B", shell_complete=completing.workflows)
def diff(*, old: str, new: str) -> None:
    """Tell in words what changed from one workflow to another."""
    difference = compare(chosen_workflow(old), chosen_workflow(new))
    answer(difference, process.difference_document, process.show_difference)


# Private


def _identifier(path: Path) -> str:
    """Return the id that a file gives its workflow.

    Raises:
        click.UsageError: the file has no name, or one that comes along has that id.
    """
    if path.name.startswith("."):
        raise click.UsageError(_("Give the file a name: the workflow is called after it."))
    identifier = _spelled(path)
    if identifier in trajecten.bundled_ids():
        words = _("A workflow called '{id}' comes along already: give the file a name of its own.")
        raise click.UsageError(words.format(id=identifier))
    return identifier


def _spelled(path: Path) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", path.stem.lower())) or path.stem
