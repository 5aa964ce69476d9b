"""Playing a story: every step is the real command, on a throw-away database with its own clock."""

import io
from collections.abc import Iterator
from contextlib import ExitStack, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import UTC, datetime
from gettext import gettext as _
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from trajecten_cli.codes import PIPE_CLOSED, UNAVAILABLE
from trajecten_cli.dates import AMSTERDAM, moment_text
from trajecten_cli.demo.story import Step, Story, Word
from trajecten_cli.document import Document, moment
from trajecten_cli.language import Language
from trajecten_cli.program import run
from trajecten_cli.screen import Screen
from trajecten_cli.settings import Settings


@dataclass(frozen=True, slots=True)
class Played:
    """A step that was carried out."""

    at: datetime
    words: tuple[str, ...]
    code: int


def play(story: Story, settings: Settings) -> tuple[Played, ...]:
    """Play a story to its end and return every step.

    Raises:
        click.ClickException: a step ended otherwise than the story says.
    """
    with TemporaryDirectory(prefix="trajecten-demo-") as folder:
        url = f"sqlite:///{Path(folder) / 'demo.sqlite'}"
        return tuple(_steps(story, settings, url))


def document(story: Story, played: tuple[Played, ...]) -> Document:
    """Return the JSON document of a story that was played."""
    steps = [
        {"at": moment(one.at), "command": list(one.words), "exit_code": one.code} for one in played
    ]
    return {"case": story.id, "steps": steps}


# Private


def _steps(story: Story, settings: Settings, url: str) -> Iterator[Played]:
    screen = Screen(settings)
    with ExitStack() as stack:
        if settings.as_json:
            stack.enter_context(redirect_stdout(io.StringIO()))
            stack.enter_context(redirect_stderr(io.StringIO()))
        screen.line(screen.words(story.opening))
        for step in story.steps:
            yield _played(step, story, settings, url)
        screen.blank()
        screen.line(screen.words(story.closing))


def _played(step: Step, story: Story, settings: Settings, url: str) -> Played:
    at = datetime.fromisoformat(step.at).replace(tzinfo=AMSTERDAM).astimezone(UTC)
    words = tuple(_typed(word, settings.lang) for word in step.words)
    _tell(step, at, words, Screen(settings))
    code = run(
        words,
        Settings(
            lang=settings.lang,
            db=url,
            actor=story.actor,
            no_color=settings.no_color,
            clock=lambda: at,
            may_ask=False,
        ),
    )
    if code in {PIPE_CLOSED, UNAVAILABLE} - {step.code}:
        raise click.exceptions.Exit(code)
    if code != step.code:
        message = _("The demo went wrong: {command} ended with {code} instead of {wanted}.")
        raise click.ClickException(
            message.format(command=" ".join(words), code=code, wanted=step.code)
        )
    return Played(at, words, code)


def _typed(word: Word, language: Language) -> str:
    return word if isinstance(word, str) else word.in_language(language)


def _tell(step: Step, at: datetime, words: tuple[str, ...], screen: Screen) -> None:
    screen.blank()
    if step.say:
        day = moment_text(at, screen.language)
        screen.item(f"{day}. {screen.words(step.say)}", sign="#", style="bold")
    screen.command(("trajecten", *words), prompt="$ ")
