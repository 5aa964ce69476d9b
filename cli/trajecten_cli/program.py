"""The program: the root of all commands, and one run of it from a line to an exit code."""

import os
import sys
from collections.abc import Sequence
from gettext import gettext as _
from importlib import import_module
from typing import cast

import click

from trajecten_cli import output
from trajecten_cli.codes import DONE
from trajecten_cli.language import Language
from trajecten_cli.lazy import LazyGroup, print_page
from trajecten_cli.settings import Settings, of
from trajecten_cli.verbs import verbs

NAME = "trajecten"


def root() -> LazyGroup:
    """Return the group that holds every command."""
    group = LazyGroup(
        NAME,
        verbs(),
        root=True,
        line=_(
            "Run participation trajectories: relation first, content later.\n\n"
            "Begin with 'trajecten demo', or with 'trajecten workflow list'. "
            "In doubt: 'trajecten next REF' says what can be done now."
        ),
    )
    group.params.append(_version_option())
    return group


def run(arguments: Sequence[str], settings: Settings) -> int:
    """Run one command line and return its exit code; no error leaves this function."""
    kept = settings._replace(line_asks_json=asks_json(arguments))
    try:
        code = root().main(list(arguments), prog_name=NAME, standalone_mode=False, obj=kept)
        sys.stdout.flush()
    except BaseException as error:  # noqa: BLE001 (the one place where errors become exit codes)
        as_json = settings.as_json or kept.line_asks_json
        endings = import_module("trajecten_cli.endings")
        return cast("int", endings.end(error, language=settings.lang, as_json=as_json))
    return code if isinstance(code, int) else DONE


def run_here(arguments: Sequence[str]) -> int:
    """Run a command line of this process, and leave its streams in a state that can be closed."""
    output.prepare()
    code = run(arguments, Settings(lang=cast("Language", os.environ.get("LANGUAGE", "nl"))))
    output.settle()
    return code


def complete(variable: str) -> None:
    """Answer the shell that completes a line, or that asks for its completion script."""
    root().main(prog_name=NAME, complete_var=variable, obj=Settings())


def asks_json(arguments: Sequence[str]) -> bool:
    """Return whether a line asks for JSON, also when the line itself is not understood."""
    words = list(arguments)
    return "--json" in (words[: words.index("--")] if "--" in words else words)


# Private


def _version_option() -> click.Option:
    return click.Option(
        ["--version"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=_show_version,
        help=_("Show the version and exit."),
    )


def _show_version(context: click.Context, parameter: click.Parameter, value: bool) -> None:
    del parameter
    if value and not context.resilient_parsing:
        version = import_module("importlib.metadata").version(NAME)
        settings = of(context)
        plain = not (settings.as_json or settings.line_asks_json)
        print_page(context, "version", f"{NAME} {version}" if plain else version)
