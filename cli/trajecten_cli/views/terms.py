"""The terms of a trajectory: when each began, its last day, and how it stands."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from gettext import gettext as _
from gettext import ngettext

from trajecten import Duration, TermItem, TermKind, TermState
from trajecten_cli.dates import day_text
from trajecten_cli.document import Document
from trajecten_cli.language import Language
from trajecten_cli.screen import STEP, Screen


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of one trajectory."""

    ref: str
    items: tuple[TermItem, ...]


def document(seen: Terms, language: Language) -> Document:
    """Return the JSON document of the terms of a trajectory."""
    return {"ref": seen.ref, "terms": [term_document(one, language) for one in seen.items]}


def term_document(term: TermItem, language: Language) -> Document:
    """Return the part of a JSON document on one term."""
    days = {
        "started": term.started,
        "last_day": term.last_day,
        "suspended_on": term.suspended_on,
        "ended": term.ended,
    }
    return {
        "id": term.id,
        "label": term.label.in_language(language),
        "kind": term.kind.value,
        "basis": term.basis,
        "state": term.state.value,
        **{key: day.isoformat() if day else None for key, day in days.items()},
        "days_left": term.days_left,
        "over": term.over,
        "extended_by": term.extended_by,
    }


def show(seen: Terms, screen: Screen) -> None:
    """Show every term of a trajectory."""
    if not seen.items:
        screen.line(_("The workflow of this trajectory has no terms."))
        return
    for one in seen.items:
        screen.item(f"{screen.words(one.label)} ({one.id}): {_runs(one, screen)}")
        screen.line("; ".join(_facts(one, screen)), indent=STEP, style="dim")


def show_running(items: Iterable[TermItem], screen: Screen) -> None:
    """Show the terms that run or stand still, with their last day."""
    rows = [(screen.words(one.label), _runs(one, screen)) for one in items]
    if rows:
        screen.heading(_("Terms"))
        screen.pairs(rows, indent=STEP)


# Private


def _facts(one: TermItem, screen: Screen) -> Iterator[str]:
    yield _("at the least") if one.kind is TermKind.MINIMUM else _("at the most")
    if one.started is not None:
        yield _("begun on {day}").format(day=day_text(one.started, screen.language))
    if one.ended is not None:
        yield _("done on {day}").format(day=day_text(one.ended, screen.language))
    yield one.basis


def _runs(one: TermItem, screen: Screen) -> str:
    if one.last_day is None:
        return _stands(one, screen)
    words = _("up to and including {day} ({left})")
    return words.format(day=day_text(one.last_day, screen.language), left=_stands(one, screen))


def _stands(one: TermItem, screen: Screen) -> str:
    words = {
        TermState.NOT_STARTED: _("not begun"),
        TermState.OVER: _("run out"),
        TermState.ENDED: _("done too late") if one.over else _("done in time"),
    }.get(one.state, "")
    if one.state is TermState.SUSPENDED:
        since = day_text(one.suspended_on, screen.language)
        words = _("stands still since {day}").format(day=since)
    if one.days_left is not None:
        words = _left(one.days_left)
    if one.extended_by is not None:
        length = screen.words(Duration.parse(one.extended_by).text)
        words += _(", extended by {length}").format(length=length)
    return words


def _left(days: int) -> str:
    if not days:
        return _("today is the last day")
    return ngettext("{n} day left", "{n} days left", days).format(n=days)
