"""Writing a file whole or not at all."""

import os
from gettext import gettext as _
from pathlib import Path

import click

from trajecten_cli.settings import current


def keep(path: Path, content: bytes) -> None:
    """Write a file, in the place of what was there; what fails leaves that as it was.

    Raises:
        click.UsageError: a story is played: it leaves no files behind.
        click.FileError: it cannot be written.
    """
    _forbid_in_story()
    try:
        _keep(path.resolve(), content)
    except OSError as error:
        raise click.FileError(str(path), error.strerror or str(error)) from error


def keep_new(path: Path, content: bytes) -> None:
    """Write a file where there was none.

    Raises:
        click.UsageError: a story is played: it leaves no files behind.
        click.FileError: it is there already, or cannot be written.
    """
    _forbid_in_story()
    try:
        with path.open("xb") as file:
            file.write(content)
    except FileExistsError as error:
        raise click.FileError(str(path), _("it exists already; nothing was written")) from error
    except FileNotFoundError as error:
        raise click.FileError(str(path), _("its folder does not exist")) from error
    except OSError as error:
        raise click.FileError(str(path), error.strerror or str(error)) from error


# Private


def _forbid_in_story() -> None:
    if current().heard is not None:
        raise click.UsageError(_("A story cannot write a file."))


def _keep(path: Path, content: bytes) -> None:
    if path.exists() and not path.is_file():
        path.write_bytes(content)  # A pipe or a terminal: there is nothing to take the place of.
        return
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
