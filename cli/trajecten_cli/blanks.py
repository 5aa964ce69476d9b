"""The blanks in a command that is shown: what only the reader can fill in."""

from gettext import gettext as _

import click

SENTENCE = "…"
PLAIN_SENTENCE = "..."


class Blank(str):
    """A word of a command that stands for what the reader fills in: capitals, or dots."""

    __slots__ = ()


def blank(field: str) -> Blank:
    """Return the blank for a field of a command."""
    words = {
        "person": _("NAME"),
        "successor": _("NAME"),
        "owner": _("NAME"),
        "commissioner": _("NAME"),
        "text": _("TEXT"),
        "title": _("TEXT"),
        "workflow": "WORKFLOW",
        "outcome": _("WORD"),
        "due": _("DATE"),
    }
    return Blank(words.get(field, SENTENCE))


def filled(given: str, option: str) -> str:
    """Return what was given for an option.

    Raises:
        click.UsageError: it is a blank that was pasted as it was shown.
    """
    if given in {SENTENCE, PLAIN_SENTENCE, *_CAPITALS, *(_(one) for one in _CAPITALS)}:
        words = _("{option}: put your own words in the place of '{blank}'.")
        raise click.UsageError(words.format(option=option, blank=given))
    return given


# Private

_CAPITALS = ("NAME", "TEXT", "WORD", "DATE")
