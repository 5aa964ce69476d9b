"""The command that plays a story of a file."""

import sys
from collections.abc import Callable
from gettext import gettext as _
from pathlib import Path

import click

from trajecten import Story, load_story
from trajecten_cli.codes import REFUSED
from trajecten_cli.document import print_document
from trajecten_cli.lazy import Verb
from trajecten_cli.playing.player import Next, Performance, Stage
from trajecten_cli.playing.player import play as played
from trajecten_cli.screen import Screen
from trajecten_cli.settings import current
from trajecten_cli.views import playing

STOP = "q"


@click.command(cls=Verb)
@click.argument(
    "path", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--step", "by_hand", is_flag=True, help=_("Wait for Enter before each step."))
@click.pass_context
def play(context: click.Context, *, path: Path, by_hand: bool) -> None:
    """Play a story on a throw-away database, and hold it to what it says."""
    forbid_in_story(context)
    if by_hand:
        _check_hand(context)
    story = load_story(path.read_bytes(), name=str(path))
    folder = path.resolve().parent
    settled(shown(story, folder=folder, go_on=_by_hand if by_hand else None), context)


def forbid_in_story(context: click.Context) -> None:
    """Refuse to play a story while one is played: it could be the same one.

    Raises:
        click.UsageError: a story is played now.
    """
    if current().heard is not None:
        raise click.UsageError(_("A story cannot play a story."), context)


def shown(
    story: Story,
    *,
    folder: Path | None = None,
    go_on: Callable[[Next], bool] | None = None,
    case: str | None = None,
) -> Performance:
    """Play a story and show it, in words or as a JSON document.

    `go_on` is asked before each step whether to take it; `case` is the name of one that comes
    along.
    """
    settings = current()
    teller = playing.Teller(story, Screen(settings), aloud=not settings.as_json)

    def announce(coming: Next) -> bool:
        teller.tell(coming)
        return go_on is None or go_on(coming)

    stage = Stage(
        lang=settings.lang,
        no_color=settings.no_color,
        aloud=not settings.as_json,
        folder=folder,
        announce=announce,
    )
    teller.open()
    performance = played(story, stage)
    teller.close(performance)
    if settings.as_json:
        named = {"case": case} if case else {}
        print_document({**named, **playing.document(performance, settings.lang)})
    return performance


def settled(performance: Performance, context: click.Context) -> None:
    """End the run with exit code 1 when the story went otherwise than written, and say where."""
    if performance.mismatch is None:
        return
    if not current().as_json:
        file, language = performance.story.file, current().lang
        click.echo(playing.mismatch_words(performance.mismatch, file, language), err=True)
    context.exit(REFUSED)


# Private


def _check_hand(context: click.Context) -> None:
    if current().as_json:
        raise click.UsageError(_("--step and --json do not go together."), context)
    if None in (sys.stdin, sys.stderr) or not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise click.UsageError(_("--step needs a terminal."), context)


def _by_hand(coming: Next) -> bool:
    del coming
    question = _("Enter: carry it out; q: stop")
    answer: str = click.prompt(question, default="", show_default=False, err=True)
    return answer.strip().lower() != STOP
