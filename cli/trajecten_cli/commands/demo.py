"""The command that plays a whole trajectory."""

from gettext import gettext as _

import click

from trajecten_cli.demo import burgertop, player, relatie_eerst
from trajecten_cli.document import print_document
from trajecten_cli.lazy import Verb
from trajecten_cli.settings import current

STORIES = {one.id: one for one in (relatie_eerst.STORY, burgertop.STORY)}


@click.command(cls=Verb)
@click.option(
    "--case",
    "name",
    type=click.Choice(tuple(STORIES)),
    default=relatie_eerst.STORY.id,
    help=_("Which story: the one of the interview, or that of the summits of 2014 and 2016."),
)
def demo(*, name: str) -> None:
    """Play a whole trajectory on a throw-away database."""
    story = STORIES[name]
    played = player.play(story, current())
    if current().as_json:
        print_document(player.document(story, played))
