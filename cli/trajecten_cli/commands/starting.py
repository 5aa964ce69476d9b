"""The command that starts a trajectory."""

from gettext import gettext as _

import click

from trajecten import Kind, Plan, Workflow
from trajecten_cli import asking, completing, parameters
from trajecten_cli.desk import naming_options, numbered, role_among, store
from trajecten_cli.lazy import Change
from trajecten_cli.settings import current
from trajecten_cli.views.outcomes import report
from trajecten_cli.visible import visible
from trajecten_cli.workflows import chosen_workflow


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
        _warn(engine.plan(outcome.ref), process)


# Private

_WIDTH = 80


def _warn(plan: Plan, workflow: Workflow) -> None:
    """Tell beside the answer that no way leads to content, such as when its days have passed."""
    ways = (plan, *(branch.plan for fork in plan.forks for branch in fork.branches))
    content = any(one.kind is Kind.CONTENT for one in workflow.phases.values())
    if plan.why is None or not content or any(one.target or not one.complete for one in ways):
        return
    why = plan.why.in_language(current().lang)
    words = _("Mind: no way leads from here to content. {why}").format(why=why)
    click.echo(click.wrap_text(visible(words), _WIDTH), err=True)


def _assigned(workflow: Workflow, given: str) -> tuple[str, str]:
    role, equals, name = given.partition("=")
    if not equals:
        raise click.BadParameter(_("Write it as ROLE=NAME."), param_hint="--assign")
    return asking.one_of(role, workflow.names("role"), "--assign", ""), name
