"""The command that makes trajectories of the log of another system."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from gettext import gettext as _
from pathlib import Path
from typing import BinaryIO

import click

from trajecten import (
    ImportResult,
    LogSurvey,
    Workflow,
    discover,
    load_workflow,
    survey_xes,
)
from trajecten_cli import completing
from trajecten_cli.answer import answer
from trajecten_cli.codes import REFUSED
from trajecten_cli.desk import naming_options, store
from trajecten_cli.keeping import check_free, keep
from trajecten_cli.lazy import Verb
from trajecten_cli.progress import progress
from trajecten_cli.views import shipping
from trajecten_cli.workflows import chosen_workflow


@click.command(cls=Verb)
@click.argument(
    "file", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option(
    "--discover", "discovering", is_flag=True, help=_("Make a workflow of what is in the log.")
)
@click.option(
    "--workflow",
    metavar="WORKFLOW",
    help=_("Hold the log to a workflow: a file, or the id of one that comes along."),
    shell_complete=completing.workflows,
)
@click.option(
    "--out-workflow",
    "target",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar=_("FILE"),
    help=_("Where to write the workflow that --discover makes."),
)
@click.option("--force", is_flag=True, help=_("Replace a file that is there."))
@click.option(
    "--commissioner",
    metavar=_("NAME"),
    help=_("Who commissioned the trajectories; you, when left out."),
)
@click.option("--prefix", metavar=_("TEXT"), default="", help=_("What goes before each reference."))
@click.pass_context
def xes(
    context: click.Context,
    *,
    file: Path,
    discovering: bool,
    workflow: str | None,
    target: Path | None,
    force: bool,
    commissioner: str | None,
    prefix: str,
) -> None:
    """Make a trajectory of every case in a log (XES, also .gz)."""
    if discovering is (workflow is not None):
        raise click.UsageError(_("Give --discover or --workflow: one of the two."), context)
    if target is not None and not discovering:
        raise click.UsageError(_("--out-workflow goes with --discover."), context)
    if target is not None and not force:
        check_free(target)
    with _reading(file) as stream:
        survey = survey_xes(stream)
    found = (
        _discovered(survey, file)
        if discovering
        else _Process(chosen_workflow(workflow, "--workflow"))
    )
    if target is not None:
        keep(target, found.workflow.text)
    seen = _imported(file, survey, found, commissioner=commissioner, prefix=prefix)
    answer(seen, shipping.import_document, shipping.show_import)
    if seen.rejected:
        context.exit(REFUSED)


# Private


@dataclass(frozen=True, slots=True)
class _Process:
    """What a log is held to, and by which step each activity is done, when that is known."""

    workflow: Workflow
    steps: Mapping[str, str] | None = None


def _discovered(survey: LogSurvey, file: Path) -> _Process:
    found = discover(survey, file.name)
    return _Process(load_workflow(found.text.encode()), found.steps)


def _imported(
    file: Path, survey: LogSurvey, process: _Process, *, commissioner: str | None, prefix: str
) -> shipping.Intake:
    counts = dict.fromkeys(ImportResult, 0)
    rejected, events = [], 0
    with store() as engine, naming_options(), _reading(file) as stream:
        traces = engine.import_xes(
            stream,
            survey,
            process.workflow,
            steps=process.steps,
            commissioner=commissioner,
            prefix=prefix,
        )
        for one in progress(traces, _("Importing"), survey.traces):
            counts[one.result] += 1
            events += one.events
            if one.result is ImportResult.REJECTED:
                rejected.append(one)
    return shipping.Intake(file, survey, process.workflow, counts, events, tuple(rejected))


@contextmanager
def _reading(file: Path) -> Iterator[BinaryIO]:
    try:
        stream = file.open("rb")
    except OSError as error:
        raise click.FileError(str(file), error.strerror or str(error)) from error
    with stream:
        yield stream
