"""The commands on what was learned."""

from gettext import gettext as _

import click

from trajecten import RecordLesson
from trajecten_cli import asking, completing, parameters
from trajecten_cli.answer import answer
from trajecten_cli.desk import case, naming_options, store
from trajecten_cli.lazy import Change, Verb
from trajecten_cli.views import lessons, lists


@click.command(cls=Change)
@parameters.ref
@parameters.word("text", "TEXT")
@click.option("--none", is_flag=True, help=_("There is nothing to learn; TEXT says why."))
def add(*, ref: str | None, text: str | None, none: bool) -> None:
    """Record what was learned."""
    with case(ref) as here:
        what = asking.text(text, "TEXT", _("What was learned"))
        here.do(RecordLesson(text=what, none=none))


@click.command(cls=Verb)
@click.argument("ref", required=False, shell_complete=completing.refs)
def list_all(*, ref: str | None) -> None:
    """List the lessons of one trajectory, or of all."""
    with store() as engine:
        refs = engine.refs() if ref is None else (ref,)
        found = lists.Lessons(tuple((one, item) for one in refs for item in engine.lessons(one)))
        answer(found, lists.lessons_document, lists.show_lessons)


@click.command(cls=Verb)
@click.argument("words", nargs=-1, metavar="WORDS")
@click.option(
    "--limit",
    type=parameters.Number(),
    default=20,
    metavar=_("NUMBER"),
    help=_("At most so many lessons."),
)
def search(*, words: tuple[str, ...], limit: int) -> None:
    """Search the lessons of all trajectories."""
    question = asking.text(" ".join(words) or None, "WORDS", _("Which words"))
    with store() as engine, naming_options():
        answer(engine.search_lessons(question, limit=limit), lessons.document, lessons.show)
