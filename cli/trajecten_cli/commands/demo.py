"""The command that plays a story that comes along."""

from gettext import gettext as _

import click

from trajecten import bundled_stories, bundled_story
from trajecten_cli.commands.playing import forbid_in_story, settled, shown
from trajecten_cli.lazy import Verb
from trajecten_cli.screen import Screen
from trajecten_cli.settings import current

FIRST = "relatie-eerst"


@click.command(cls=Verb)
@click.option(
    "--case",
    "name",
    type=click.Choice(bundled_stories()),
    default=FIRST,
    help=_("Which story: each is called after its workflow."),
)
@click.pass_context
def demo(context: click.Context, *, name: str) -> None:
    """Play a whole trajectory on a throw-away database."""
    forbid_in_story(context)
    performance = shown(bundled_story(name), case=name)
    settled(performance, context)
    if not current().as_json:
        words = _("Begin yourself? Choose a workflow with: trajecten workflow list")
        Screen(current()).line(words)
