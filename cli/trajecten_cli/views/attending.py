"""What asks for attention: relation that no longer stands, what is owed or late, silence."""

from collections.abc import Mapping
from dataclasses import dataclass
from gettext import gettext as _
from gettext import ngettext
from itertools import groupby
from pathlib import Path

from trajecten import AttentionItem, AttentionKind, DamagedItem, Workflow
from trajecten_cli.document import Document, moment
from trajecten_cli.language import Language
from trajecten_cli.remedies import command_line
from trajecten_cli.screen import STEP, Screen
from trajecten_cli.views import damage

_AT_MOST = 4
"""How many commands are shown for one thing."""


@dataclass(frozen=True, slots=True)
class Attention:
    """All that asks for attention, with the workflows that name what the commands are about."""

    items: tuple[AttentionItem, ...]
    workflows: Mapping[str, Workflow]


@dataclass(frozen=True, slots=True)
class Calendar:
    """A calendar file that was written, how many terms are in it, and whose could not be read."""

    path: Path
    terms: int
    damaged: tuple[DamagedItem, ...]


def document(seen: Attention, language: Language) -> Document:
    """Return the JSON document of what asks for attention."""
    return {"attention": [_item_document(one, language) for one in seen.items]}


def show(seen: Attention, screen: Screen) -> None:
    """Show what asks for attention, by trajectory."""
    if not seen.items:
        screen.judged(True, _("Nothing asks for attention."))
    for number, (ref, items) in enumerate(groupby(seen.items, key=lambda one: one.ref)):
        if number:
            screen.blank()
        group = list(items)
        title = group[0].title if group[0].title is not None else _("(title erased)")
        screen.line(f"{ref}  {title}", style="bold")
        for one in group:
            _show_item(one, seen, screen)


def calendar_document(made: Calendar, language: Language) -> Document:
    """Return the JSON document of a calendar file."""
    hurt = damage.documents(made.damaged, language)
    return {"file": str(made.path), "terms": made.terms, "damaged": hurt}


def show_calendar(made: Calendar, screen: Screen) -> None:
    """Show that a calendar file was written."""
    terms = ngettext("{n} term", "{n} terms", made.terms).format(n=made.terms)
    words = _("Written: {file}").format(file=made.path)
    screen.verbatim(f"{screen.mark(True)} {words} ({terms})")
    damage.show(made.damaged, screen)


# Private


def _kinds() -> Mapping[AttentionKind, str]:
    return {
        AttentionKind.RELATION: _("relation"),
        AttentionKind.DEBT: _("owed"),
        AttentionKind.DEVIATION: _("to decide on"),
        AttentionKind.TERM: _("term"),
        AttentionKind.FEEDBACK: _("answer owed"),
        AttentionKind.ACTION: _("action"),
        AttentionKind.STALE: _("silence"),
        AttentionKind.DAMAGE: _("damaged"),
    }


def _show_item(one: AttentionItem, seen: Attention, screen: Screen) -> None:
    words = f"{_kinds()[one.kind]}: {screen.words(one.message)}"
    screen.item(words, sign="!", indent=STEP, style="yellow")
    names = seen.workflows.get(one.ref) if screen.language == "nl" else None
    lines = [command_line(remedy, one.ref, names) for remedy in one.remedies]
    for line in list(dict.fromkeys(each for each in lines if each))[:_AT_MOST]:
        screen.command(line, indent=2 * STEP)


def _item_document(one: AttentionItem, language: Language) -> Document:
    lines = (command_line(remedy, one.ref) for remedy in one.remedies)
    return {
        "ref": one.ref,
        "title": one.title,
        "kind": one.kind.value,
        "at": moment(one.at),
        "message": one.message.in_language(language),
        "commands": [list(line) for line in dict.fromkeys(lines) if line],
    }
