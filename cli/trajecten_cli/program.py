"""The program: the root of all commands, and one run of it from a line to an exit code."""

import os
import sys
from collections.abc import Sequence
from gettext import gettext as _
from importlib import import_module
from typing import cast

import click

from trajecten_cli.codes import DONE, PIPE_CLOSED
from trajecten_cli.language import Language
from trajecten_cli.lazy import LazyGroup
from trajecten_cli.settings import Settings
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
    try:
        code = root().main(list(arguments), prog_name=NAME, standalone_mode=False, obj=settings)
        sys.stdout.flush()
    except BaseException as error:  # noqa: BLE001 (the one place where errors become exit codes)
        as_json = settings.as_json or asks_json(arguments)
        endings = import_module("trajecten_cli.endings")
        return cast("int", endings.end(error, language=settings.lang, as_json=as_json))
    return code if isinstance(code, int) else DONE


def run_here(arguments: Sequence[str]) -> int:
    """Run a command line of this process, and leave its streams in a state that can be closed."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    code = run(arguments, Settings(lang=cast("Language", os.environ.get("LANGUAGE", "nl"))))
    if code == PIPE_CLOSED:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
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
    option = click.version_option(package_name=NAME, message=f"{NAME} %(version)s")
    command = option(click.Command(NAME))
    return cast("click.Option", command.params[0])
