"""The parameters that several commands share."""

from collections.abc import Callable
from gettext import gettext as _
from typing import Any, TypeAlias, TypeVar

import click

from trajecten_cli import completing

F = TypeVar("F", bound=Callable[..., Any])
Decorator: TypeAlias = Callable[[Callable[..., Any]], Callable[..., Any]]


class Number(click.ParamType[int]):
    """A whole number, such as there can be in a ledger or a meeting."""

    name = "number"
    most = 1_000_000_000

    def convert(
        self, value: str | int, param: click.Parameter | None, ctx: click.Context | None
    ) -> int:
        """Return the number that was typed; anything else fails."""
        word = str(value).strip()
        if not word.isascii() or not word.isdecimal() or len(word) > len(str(self.most)):
            words = _("'{value}' is not a number from 0 to {most}.")
            self.fail(words.format(value=value, most=self.most), param, ctx)
        return int(word)


def ref(command: F) -> F:
    """Add REF, the trajectory; asked for when it is missing."""
    return click.argument("ref", required=False, metavar="REF", shell_complete=completing.refs)(
        command
    )


def word(name: str, metavar: str, complete: completing.Completer | None = None) -> Decorator:
    """Return the decorator for an argument that is asked for when it is missing."""
    return click.argument(name, required=False, metavar=metavar, shell_complete=complete)


def domain(command: F) -> F:
    """Add --domain."""
    return click.option(
        "--domain",
        metavar=_("DOMAIN"),
        help=_("In which domain."),
        shell_complete=completing.names("domain"),
    )(command)


def group(command: F) -> F:
    """Add --group."""
    return click.option(
        "--group",
        metavar=_("GROUP"),
        help=_("With which group in the domain."),
        shell_complete=completing.names("group"),
    )(command)


def layer(command: F) -> F:
    """Add --layer."""
    return click.option(
        "--layer",
        metavar=_("LAYER"),
        help=_("With which layer of the organisation."),
        shell_complete=completing.names("layer"),
    )(command)


def on(command: F) -> F:
    """Add --on."""
    return click.option(
        "--on",
        metavar=_("DATE"),
        help=_("When it was: today, yesterday, 12 May, 2026-05-12, 2026-05-12 14:30."),
    )(command)


def note(command: F) -> F:
    """Add --note."""
    return click.option("--note", metavar=_("TEXT"), help=_("A remark."))(command)


def reason(command: F) -> F:
    """Add --reason, which is asked for when it is missing."""
    return click.option("--reason", metavar=_("TEXT"), help=_("Why."))(command)


def person(option: str, help_line: str) -> Decorator:
    """Return the decorator for an option that holds the name of a person."""
    return click.option(option, "person", metavar=_("NAME"), help=help_line)
