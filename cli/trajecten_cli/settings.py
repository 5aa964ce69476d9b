"""The global options: where the trajectories are, who asks, and how to answer."""

import os
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from gettext import gettext as _
from typing import Any, NamedTuple

import click

from trajecten_cli.language import LANGUAGES, Language

ACTOR_VARIABLE = "TRAJECTEN_ACTOR"
DATABASE_VARIABLE = "TRAJECTEN_DB"
DEBUG_VARIABLE = "TRAJECTEN_DEBUG"


def system_clock() -> datetime:
    """Return the present instant, aware and in UTC."""
    return datetime.fromtimestamp(time.time(), UTC)


class Settings(NamedTuple):
    """What holds for a whole run; an option given later on the line replaces one given before.

    A named tuple, not a dataclass: those take a while to import, and every --help would wait.
    """

    lang: Language = "nl"
    db: str | None = None
    actor: str | None = None
    role: str | None = None
    as_json: bool = False
    no_color: bool = False
    command_id: str | None = None
    may_ask: bool = True
    line_asks_json: bool = False
    """Whether --json is anywhere on the line; --help may be understood before it."""
    clock: Callable[[], datetime] = system_clock
    width: int | None = None
    """How many columns an answer takes; as many as the terminal has, when None."""
    heard: Callable[[Any], None] | None = None
    """Who is handed each `Outcome`, beside the screen."""


def current() -> Settings:
    """Return the settings of the run in progress."""
    return of(click.get_current_context())


def of(context: click.Context) -> Settings:
    """Return the settings of the run that a context belongs to."""
    kept = context.find_root().obj
    return kept if isinstance(kept, Settings) else Settings()


def who(settings: Settings) -> tuple[str | None, str | None]:
    """Return the name and the role asked in: as given, else from TRAJECTEN_ACTOR."""
    if settings.actor is not None:
        return settings.actor, settings.role
    name, slash, role = os.environ.get(ACTOR_VARIABLE, "").rpartition("/")
    name, role = (name, role) if slash else (role, "")
    return name.strip() or None, settings.role or role.strip() or None


def _keep(context: click.Context, parameter: click.Parameter, value: object) -> object:
    name = parameter.name or ""
    if context.get_parameter_source(name) is click.core.ParameterSource.COMMANDLINE:
        root = context.find_root()
        changed: dict[str, Any] = {name: value}
        root.obj = of(context)._replace(**changed)
    return value


_option = partial(click.Option, expose_value=False, callback=_keep)


def global_options(*, hidden: bool) -> list[click.Parameter]:
    """Return the options that are understood before and after a verb."""
    return [
        _option(
            ["--db"],
            metavar="URL",
            help=_("The database; else {variable}, else a file in your data folder.").format(
                variable=DATABASE_VARIABLE
            ),
            hidden=hidden,
        ),
        _option(
            ["--as", "actor"],
            metavar=_("NAME"),
            help=_("Who you are; else {variable}, else your user name.").format(
                variable=ACTOR_VARIABLE
            ),
            hidden=hidden,
        ),
        _option(["--role"], metavar=_("ROLE"), help=_("The role in which you act."), hidden=hidden),
        _option(
            ["--lang"],
            type=click.Choice(LANGUAGES),
            help=_("The language of the answers; else that of your system."),
            hidden=hidden,
        ),
        _option(
            ["--json", "as_json"],
            is_flag=True,
            help=_("Answer with one JSON document."),
            hidden=hidden,
        ),
        _option(["--no-color"], is_flag=True, help=_("Answer without colours."), hidden=hidden),
    ]


def command_id_option() -> click.Option:
    """Return the option of every command that changes something."""
    return _option(
        ["--command-id"],
        metavar="ID",
        help=_("An id of your own: sent twice, the command is done once."),
    )
