"""The command that brings trajectories to a newer version of their workflow."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from gettext import gettext as _

import click

from trajecten import ConflictError, Engine, Migrate, Named, Outcome, Workflow
from trajecten_cli import asking, completing, parameters
from trajecten_cli.answer import answer
from trajecten_cli.codes import REFUSED
from trajecten_cli.desk import case, naming_options, store
from trajecten_cli.lazy import Change
from trajecten_cli.progress import progress
from trajecten_cli.settings import current
from trajecten_cli.views import migration
from trajecten_cli.views.outcomes import report
from trajecten_cli.workflows import chosen_workflow


@click.command(cls=Change)
@parameters.word("ref", "REF", completing.refs)
@click.option(
    "--to",
    "workflow",
    metavar="WORKFLOW",
    help=_("The newer version: a file, or the id of one that comes along."),
    shell_complete=completing.workflows,
)
@click.option("--all", "every", is_flag=True, help=_("All trajectories under an older version."))
@click.option(
    "--map",
    "pairs",
    multiple=True,
    metavar=_("OLD=NEW"),
    help=_("Which phase takes the place of one that is gone; may be given several times."),
)
@click.option("--motivation", metavar=_("TEXT"), help=_("Why."))
@click.option("--dry-run", "dry", is_flag=True, help=_("Only show what would happen."))
@click.pass_context
def migrate(
    context: click.Context,
    *,
    ref: str | None,
    workflow: str | None,
    every: bool,
    pairs: tuple[str, ...],
    motivation: str | None,
    dry: bool,
) -> None:
    """Bring one trajectory, or all, to a newer version of its workflow."""
    if every and ref is not None:
        raise click.UsageError(_("Give REF or --all, not both."), context)
    given = [_pair(one) for one in pairs]
    wanted = asking.text(workflow, "--to", _("To which version (file or id)"))
    newer = chosen_workflow(wanted, "--to")
    with _desk(ref, newer, every=every) as (engine, refs):
        plan = _Plan(newer, _placed(engine, refs, newer, given), motivation)
        if not (every or dry):
            report(_done(engine, refs[0], plan), engine.workflow(refs[0]))
            return
        rows = tuple(_each(engine, refs, plan, dry=dry))
    answer(migration.Migration(newer, rows, dry), migration.document, migration.show)
    if not all(one.outcome.accepted for one in rows):
        context.exit(REFUSED)


# Private

_TRIES = 5
"""How often one of many is tried anew: where one stands in the way, the others need not wait."""


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is done to every trajectory: the newer version, and which phase goes where."""

    workflow: Workflow
    phases: Mapping[str, str]
    motivation: str | None

    def command(self, present: Workflow) -> Migrate:
        """Return the command for a trajectory under this text, with the phases that it knows."""
        known = {old: new for old, new in self.phases.items() if old in present.phases}
        return Migrate(workflow=self.workflow, phases=known, motivation=self.motivation)


@contextmanager
def _desk(
    ref: str | None, newer: Workflow, *, every: bool
) -> Iterator[tuple[Engine, tuple[str, ...]]]:
    if every:
        with store() as engine:
            yield engine, engine.older(newer)
    else:
        with case(ref) as here:
            yield here.engine, (here.ref,)


def _placed(
    engine: Engine, refs: tuple[str, ...], newer: Workflow, given: Iterable[tuple[str, str]]
) -> Mapping[str, str]:
    """Return which phase takes the place of which: old ones of any of the trajectories."""
    pairs = list(given)
    old: dict[str, Named] = {}
    for ref in refs if pairs else ():
        old |= engine.workflow(ref).names("phase")
    new = newer.names("phase")
    return {
        asking.one_of(was, old, "--map", ""): asking.one_of(becomes, new, "--map", "")
        for was, becomes in pairs
    }


def _each(
    engine: Engine, refs: tuple[str, ...], plan: _Plan, *, dry: bool
) -> Iterator[migration.Row]:
    for ref in progress(refs, _("Migrating"), len(refs)):
        before = engine.status(ref)
        outcome = _tried(engine, ref, plan) if dry else _done_at_last(engine, ref, plan)
        yield migration.Row(ref, before, outcome)


def _done_at_last(engine: Engine, ref: str, plan: _Plan) -> Outcome:
    """Migrate one of many, also when somebody else is at work in it."""
    for _again in range(_TRIES):
        with suppress(ConflictError):
            return _done(engine, ref, plan)
    return _done(engine, ref, plan)


def _tried(engine: Engine, ref: str, plan: _Plan) -> Outcome:
    with naming_options():
        return engine.preview(ref, plan.command(engine.workflow(ref)))


def _done(engine: Engine, ref: str, plan: _Plan) -> Outcome:
    identifier = current().command_id
    with naming_options():
        return engine.do(ref, plan.command(engine.workflow(ref)), command_id=identifier)


def _pair(given: str) -> tuple[str, str]:
    old, equals, new = given.partition("=")
    if not (equals and old and new):
        raise click.BadParameter(_("Write it as OLD=NEW."), param_hint="--map")
    return old, new
