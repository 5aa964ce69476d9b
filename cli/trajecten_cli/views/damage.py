"""Trajectories that cannot be looked at because what is stored of them is damaged."""

from collections.abc import Iterable
from gettext import gettext as _

import click

from trajecten import DamagedItem
from trajecten_cli.codes import INTEGRITY
from trajecten_cli.document import Document
from trajecten_cli.language import Language
from trajecten_cli.screen import STEP, Screen
from trajecten_cli.visible import visible


def documents(damaged: Iterable[DamagedItem], language: Language) -> list[Document]:
    """Return the JSON document of each damaged trajectory."""
    return [{"ref": one.ref, "message": one.message.in_language(language)} for one in damaged]


def show(damaged: Iterable[DamagedItem], screen: Screen) -> None:
    """Show each damaged trajectory, and what tells more."""
    for one in damaged:
        screen.item(_words(one, screen.language), sign="!", style="red")
        screen.command(("trajecten", "audit", "verify", one.ref), indent=STEP)


def show_aside(damaged: Iterable[DamagedItem], language: Language) -> None:
    """Tell beside an answer that is no screen."""
    for one in damaged:
        click.echo(visible(_words(one, language)), err=True)


def end(damaged: Iterable[object]) -> None:
    """End the run as one that met damage, if it did; the others were done."""
    if any(True for _one in damaged):
        raise click.exceptions.Exit(INTEGRITY)


# Private


def _words(one: DamagedItem, language: Language) -> str:
    words = _("{ref} is damaged: {what}")
    return words.format(ref=one.ref, what=one.message.in_language(language))
