"""Playing a story to its end, or to where it goes otherwise than written."""

from collections.abc import Callable, Iterator
from contextlib import chdir, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import click

import trajecten
from trajecten import (
    Came,
    Mismatch,
    NotFoundError,
    Outcome,
    Problem,
    Story,
    StoryStep,
    Text,
    TrajectenError,
    WorkflowError,
    held_to,
    lacking_workflow,
    refusing,
)
from trajecten_cli.codes import DONE, INTERRUPTED, PIPE_CLOSED
from trajecten_cli.language import Language, speak
from trajecten_cli.playing.hearing import hearing
from trajecten_cli.program import run
from trajecten_cli.settings import Settings
from trajecten_cli.workflows import chosen_workflow

WIDTH = 80
"""How many columns an answer takes in which something must be read: the same everywhere."""

_STOPPED = frozenset({INTERRUPTED, PIPE_CLOSED})


class Next(NamedTuple):
    """A step that is about to be carried out: its number from one, and the words typed."""

    number: int
    step: StoryStep
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """A step that was carried out; `mismatch` says how it went otherwise than written."""

    step: StoryStep
    words: tuple[str, ...]
    came: Came
    mismatch: Mismatch | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Performance:
    """How far a story was played; `stopped` when somebody stopped it before its end."""

    story: Story
    steps: tuple[Played, ...]
    mismatch: Mismatch | None
    stopped: bool = False

    @property
    def as_written(self) -> bool:
        """Whether all that was played went as written."""
        return self.mismatch is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """How a story is played: in which language, aloud or in silence, and on which store.

    `announce` is called before each step; the story stops when it answers False. `folder` is where
    the paths in the story begin. Without `db` the store is a file that is gone afterwards.
    """

    lang: Language = "nl"
    no_color: bool = False
    aloud: bool = True
    folder: Path | None = None
    db: str | None = None
    announce: Callable[[Next], bool] = lambda _: True


def play(story: Story, stage: Stage) -> Performance:
    """Play a story until it ends, goes otherwise than written, or is stopped.

    Raises:
        click.exceptions.Exit: the program was interrupted, or nobody reads its answers any more.
    """
    speak(stage.lang)
    with _store(stage) as url, chdir(stage.folder or Path.cwd()):
        if mismatch := _without_workflow(story):
            return Performance(story=story, steps=(), mismatch=mismatch)
        steps: list[Played] = []
        for number, step in enumerate(story.steps, 1):
            words = step.words(stage.lang, story.workflow)
            if not stage.announce(Next(number, step, words)):
                return Performance(story=story, steps=tuple(steps), mismatch=None, stopped=True)
            steps.append(_played(step, words, stage, url))
            if steps[-1].mismatch:
                break
        mismatch = steps[-1].mismatch or _end(story, url)
    return Performance(story=story, steps=tuple(steps), mismatch=mismatch)


# Private


@contextmanager
def _store(stage: Stage) -> Iterator[str]:
    if stage.db is not None:
        yield stage.db
        return
    with TemporaryDirectory(prefix="trajecten-story-") as folder:
        yield f"sqlite:///{Path(folder) / 'story.sqlite'}"


def _without_workflow(story: Story) -> Mismatch | None:
    try:
        chosen_workflow(story.workflow)
    except (OSError, click.FileError):
        missing = Text("dat bestand is er niet", "there is no such file")
        return lacking_workflow(story, missing)
    except WorkflowError as error:
        first = next(one for one in error.problems if isinstance(one, Problem))
        return lacking_workflow(story, first.message)
    except TrajectenError as error:
        return lacking_workflow(story, Text(error.detail.nl, error.detail.en))
    return None


def _played(step: StoryStep, words: tuple[str, ...], stage: Stage, url: str) -> Played:
    outcomes: list[Outcome] = []
    settings = Settings(
        lang=stage.lang,
        db=url,
        actor=step.person.name,
        role=step.person.role,
        no_color=stage.no_color,
        clock=_clock(step.at),
        may_ask=False,
        width=WIDTH if step.shows else None,
        heard=outcomes.append,
    )
    with hearing(aloud=stage.aloud) as heard:
        code = run(words, settings)
    if code in _STOPPED:
        raise click.exceptions.Exit(code)
    came = Came(code=code, printed=heard.getvalue(), refused=_refused(code, outcomes))
    return Played(step=step, words=words, came=came, mismatch=held_to(step, came, stage.lang))


def _clock(at: datetime) -> Callable[[], datetime]:
    return lambda: at


def _refused(code: int, outcomes: list[Outcome]) -> tuple[str, ...] | None:
    refused = [one for one in outcomes if not one.accepted]
    if code == DONE or not refused:
        return None
    return refusing(finding for one in refused for finding in one.findings)


def _end(story: Story, url: str) -> Mismatch | None:
    if not story.ends:
        return None
    at = story.steps[-1].at
    person = story.people[0].name
    with trajecten.open(url, actor=person, origin="story", clock=_clock(at)) as engine:
        for end in story.ends:
            try:
                phases = {one.id: one.phase for one in engine.status(end.ref).tracks}
            except NotFoundError:
                phases = None
            if mismatch := trajecten.held_to_end(end, phases):
                return mismatch
    return None
