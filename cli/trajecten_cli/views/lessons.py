"""Lessons of other trajectories: those that were sought, and those learned in the same phase."""

import textwrap
from collections.abc import Sequence
from gettext import gettext as _

from trajecten import FoundLesson
from trajecten_cli.dates import day_text
from trajecten_cli.document import Document, moment
from trajecten_cli.language import Language
from trajecten_cli.screen import STEP, Screen

BRIEF = 200
"""How many letters of a lesson are shown where it is only a reminder."""


def document(found: Sequence[FoundLesson], language: Language) -> Document:
    """Return the JSON document of lessons that were sought."""
    return {"lessons": [lesson_document(one, language) for one in found]}


def show(found: Sequence[FoundLesson], screen: Screen) -> None:
    """Show lessons that were sought, each with where it was learned."""
    if not found:
        screen.line(_("No lesson has all of these words."))
    for one in found:
        phases = ", ".join(screen.words(label) for label in one.phase_labels.values())
        day = day_text(one.recorded_at, screen.language)
        screen.line(f"{_whose(one)}, {phases}, {day}", style="bold")
        text = _("none: {why}").format(why=one.text) if one.none else one.text
        screen.item(text, indent=STEP)


def show_briefly(found: Sequence[FoundLesson], screen: Screen) -> None:
    """Show what others learned in the same phase; nothing when they did not."""
    if not found:
        return
    screen.heading(_("What others learned here"))
    for one in found:
        text = textwrap.shorten(one.text, BRIEF, placeholder=" ...")
        screen.item(f"{text} ({_whose(one)})", indent=STEP)


def lesson_document(one: FoundLesson, language: Language) -> Document:
    """Return the JSON document of one lesson."""
    return {
        "ref": one.ref,
        "title": one.title,
        "workflow": one.workflow,
        "id": one.id,
        "none": one.none,
        "text": one.text,
        "phases": dict(one.phases),
        "phase_labels": {
            track: label.in_language(language) for track, label in one.phase_labels.items()
        },
        "recorded_at": moment(one.recorded_at),
    }


# Private


def _whose(one: FoundLesson) -> str:
    return f"{one.title if one.title is not None else _('(title erased)')}, {one.ref}"
