"""The command that starts a trajectory."""

from gettext import gettext as _
from pathlib import Path

import click

import trajecten
from trajecten import Named, Workflow
from trajecten_cli import asking, completing, parameters
from trajecten_cli.desk import naming_options, numbered, role_among, store
from trajecten_cli.lazy import Change
from trajecten_cli.settings import current
from trajecten_cli.views.outcomes import report


@click.command(cls=Change)
@parameters.word("workflow", "WORKFLOW", completing.workflows)
@parameters.word("title", "TITLE")
@click.option("--ref", metavar="REF", help=_("A reference of your own, such as 2026-017."))
@click.option("--commissioner", metavar=_("NAME"), help=_("Who commissions it."))
@click.option(
    "--assign",
    "roles",
    multiple=True,
    metavar=_("ROLE=NAME"),
    help=_("Give a role to a person; may be given several times."),
)
@click.option(
    "--parent",
    metavar="REF",
    help=_("The trajectory under which it starts."),
    shell_complete=completing.refs,
)
@click.option("--topic", metavar="TOPIC", help=_("The topic of that trajectory that it takes up."))
def start(
    *,
    workflow: str | None,
    title: str | None,
    ref: str | None,
    commissioner: str | None,
    roles: tuple[str, ...],
    parent: str | None,
    topic: str | None,
) -> None:
    """Start a trajectory."""
    process = chosen_workflow(workflow)
    holders = dict(_assigned(process, one) for one in roles)
    name = asking.text(title, "TITLE", _("What is it called"))
    whose = asking.text(commissioner, "--commissioner", _("Who commissions it"))
    with store(role_among(process)) as engine, naming_options():
        outcome = engine.start(
            process,
            name,
            commissioner=whose,
            ref=ref,
            roles=holders,
            parent=parent,
            topic=None if topic is None else numbered("topic", topic),
            command_id=current().command_id,
        )
        report(outcome, process)


# Private


def chosen_workflow(given: str | None, option: str = "WORKFLOW") -> Workflow:
    """Return the workflow of a file, or of a bundled `ID` or `ID@VERSION`; asked for when missing.

    `option` is how the parameter is typed that it was given for.

    Raises:
        WorkflowError: the file has problems.
        NotFoundError: that version of it does not come along.
    """
    path = Path(given) if given else None
    if path and (path.suffix.lower() in {".yaml", ".yml"} or path.is_file()):
        guards = trajecten.installed_guards()
        return trajecten.load_workflow(path.read_bytes(), name=str(path), guards=guards)
    name, at, version = (given or "").partition("@")
    identifier = name if name in trajecten.bundled_ids() else _named(name or given, option)
    return trajecten.load_workflow(trajecten.bundled_workflow(f"{identifier}{at}{version}"))


def _named(given: str | None, option: str) -> str:
    """Return the id of a bundled workflow, by a name that is not its id; all are read for that."""
    named = {one.id: Named(id=one.id, label=one.label) for one in trajecten.bundled_workflows()}
    return asking.one_of(given, named, option, _("Which workflow (number or name)"))


def _assigned(workflow: Workflow, given: str) -> tuple[str, str]:
    role, equals, name = given.partition("=")
    if not equals:
        raise click.BadParameter(_("Write it as ROLE=NAME."), param_hint="--assign")
    return asking.one_of(role, workflow.names("role"), "--assign", ""), name
