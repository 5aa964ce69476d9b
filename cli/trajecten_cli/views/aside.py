"""Relation first that was laid aside: the mark in every list of trajectories, and why it was."""

from collections.abc import Iterable
from gettext import gettext as _

from trajecten import PortfolioItem, SetAside
from trajecten_cli.document import Document
from trajecten_cli.language import Language
from trajecten_cli.screen import Screen

_SIGN = "!"


def marked(words: str, item: PortfolioItem) -> str:
    """Return the words that a trajectory is listed by, with a mark when relation was laid aside."""
    return f"{words} {_SIGN}" if item.relation_aside else words


def show_meaning(items: Iterable[PortfolioItem], screen: Screen) -> None:
    """Show below a list what the mark means, when it is there."""
    if any(one.relation_aside for one in items):
        words = _("Relation first was laid aside here; 'trajecten status REF' shows by what.")
        screen.blank()
        screen.item(words, sign=_SIGN, style="yellow")


def aside_words(aside: SetAside, screen: Screen) -> str:
    """Return why a workflow lays relation first aside."""
    return _("Relation first is laid aside in this workflow: {reason} ({basis})").format(
        reason=screen.words(aside.reason), basis=aside.basis
    )


def aside_document(aside: SetAside | None, language: Language) -> Document | None:
    """Return the JSON document of how a workflow lays relation first aside."""
    return {"reason": aside.reason.in_language(language), "basis": aside.basis} if aside else None
