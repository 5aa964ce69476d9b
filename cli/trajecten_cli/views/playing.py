"""A story that is played: what is told before each step, and how it went at the end."""

from datetime import date, datetime
from gettext import gettext as _
from gettext import ngettext

from trajecten import Mismatch, Story
from trajecten_cli.dates import AMSTERDAM, moment_text
from trajecten_cli.document import Document, moment
from trajecten_cli.language import Language
from trajecten_cli.playing.player import Next, Performance, Played
from trajecten_cli.screen import STEP, Screen
from trajecten_cli.visible import visible


def document(performance: Performance, language: Language) -> Document:
    """Return the JSON document of a story that was played."""
    story = performance.story
    return {
        "file": story.file,
        "title": story.title.in_language(language),
        "workflow": story.workflow,
        "as_written": performance.as_written,
        "stopped": performance.stopped,
        "steps": [_step(one) for one in performance.steps],
        "mismatch": mismatch_document(performance.mismatch, story.file, language),
    }


def mismatch_document(one: Mismatch | None, file: str, language: Language) -> Document | None:
    """Return how a story went otherwise than written, as a JSON document."""
    if one is None:
        return None
    return {
        "file": file,
        "line": one.line,
        "column": one.column,
        "wanted": one.wanted.in_language(language),
        "came": one.came.in_language(language),
    }


def mismatch_words(one: Mismatch, file: str, language: Language) -> str:
    """Return how a story went otherwise than written, on one line that names the place."""
    words = _("{place}: not as written. Expected: {wanted}. Came: {came}.").format(
        place=f"{file}:{one.line}:{one.column}",
        wanted=one.wanted.in_language(language),
        came=one.came.in_language(language),
    )
    return visible(words)


class Teller:
    """Tells a story while it is played, unless it is played in silence."""

    def __init__(self, story: Story, screen: Screen, *, aloud: bool) -> None:
        """Begin without having told anything."""
        self._story = story
        self._screen = screen
        self._aloud = aloud
        self._told: Next | None = None

    def open(self) -> None:
        """Tell what the story is about."""
        if not self._aloud:
            return
        self._screen.line(self._screen.words(self._story.title), style="bold")
        if self._story.about:
            self._screen.line(self._screen.words(self._story.about))

    def tell(self, coming: Next) -> None:
        """Tell what comes now: when, by whom when it is another person, and what is typed."""
        if not self._aloud:
            return
        screen, step = self._screen, coming.step
        screen.blank()
        head = [self._when(coming), self._who(coming)]
        lead = ", ".join(one for one in head if one)
        told = ". ".join(one for one in (lead, screen.words(step.says)) if one)
        if told:
            screen.item(told, sign="#", style="bold")
        screen.command(("trajecten", *coming.words), prompt="$ ")
        self._told = coming

    def close(self, performance: Performance) -> None:
        """Tell how it ended; a mismatch is told elsewhere."""
        if not self._aloud or not performance.as_written:
            return
        self._screen.blank()
        count, every = len(performance.steps), len(self._story.steps)
        if performance.stopped:
            words = ngettext(
                "Stopped after {n} of {all} step.", "Stopped after {n} of {all} steps.", every
            )
        else:
            words = ngettext(
                "Played to its end, as written: {all} step.",
                "Played to its end, as written: {all} steps.",
                every,
            )
        self._screen.line(words.format(n=count, all=every))
        if self._story.source and not performance.stopped:
            source = self._screen.words(self._story.source)
            self._screen.line(_("Source: {source}").format(source=source), indent=STEP)

    # Private

    def _when(self, coming: Next) -> str:
        before = self._told.step if self._told else None
        at = coming.step.at
        same_day = before and _day(before.at) == _day(at)
        if same_day and not coming.step.says:
            return ""
        return moment_text(at, self._screen.language)

    def _who(self, coming: Next) -> str:
        person = coming.step.person
        alone = len(self._story.people) == 1
        if alone or (self._told and self._told.step.person == person):
            return ""
        return person.name


# Private


def _step(one: Played) -> Document:
    return {
        "line": one.step.line,
        "at": moment(one.step.at),
        "actor": one.step.person.name,
        "command": list(one.words),
        "exit_code": one.came.code,
        "refused": list(one.came.refused or ()),
        "as_written": one.mismatch is None,
    }


def _day(at: datetime) -> date:
    return at.astimezone(AMSTERDAM).date()
