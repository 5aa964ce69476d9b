"""The commands on what will be done, by whom and when."""

from gettext import gettext as _

import click

from trajecten import AddAction, FinishAction
from trajecten_cli import asking, parameters
from trajecten_cli.answer import answer
from trajecten_cli.desk import Case, case, due
from trajecten_cli.lazy import Change, Verb
from trajecten_cli.views import lists


@click.command(cls=Change)
@parameters.ref
@parameters.word("text", "TEXT")
@click.option("--owner", metavar=_("NAME"), help=_("Who does it."))
@click.option(
    "--due", "day", metavar=_("DATE"), help=_("When it will be done: tomorrow, 12 May, 2026-05-12.")
)
def add(*, ref: str | None, text: str | None, owner: str | None, day: str | None) -> None:
    """Record an action."""
    with case(ref) as here:
        what = asking.text(text, "TEXT", _("What will be done"))
        who = asking.maybe_text(owner, "--owner")
        here.do(AddAction(text=what, owner=who, due=due(day)))


@click.command(cls=Change)
@parameters.ref
@parameters.word("action", "ACTION")
@parameters.note
def done(*, ref: str | None, action: str | None, note: str | None) -> None:
    """Record that an action is done, or dropped."""
    with case(ref) as here:
        which = here.numbered("action", action, _("Which action"), lambda: _open_ones(here))
        here.do(FinishAction(action=which, note=note))


@click.command(cls=Verb)
@parameters.ref
def list_all(*, ref: str | None) -> None:
    """List the actions of a trajectory."""
    with case(ref) as here:
        actions = lists.Actions(here.ref, here.engine.actions(here.ref))
        answer(actions, lists.actions_document, lists.show_actions)


# Private


def _open_ones(here: Case) -> dict[str, str]:
    actions = here.engine.actions(here.ref)
    return {one.id: one.text or _("(erased)") for one in actions if one.finished_at is None}
