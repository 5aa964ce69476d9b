"""Writing a file whole or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from gettext import gettext as _
from pathlib import Path
from typing import BinaryIO

import click

from trajecten_cli.settings import current


def keep(path: Path, content: bytes) -> None:
    """Write a file, in the place of what was there; what fails leaves that as it was.

    Raises:
        click.UsageError: a story is played: it leaves no files behind.
        click.FileError: it cannot be written.
    """
    with keeping(path) as file:
        file.write(content)


@contextmanager
def keeping(path: Path) -> Iterator[BinaryIO]:
    """Give a file to write; at the end of the block it takes the place of what was there.

    Raises:
        click.UsageError: a story is played: it leaves no files behind.
        click.FileError: it cannot be written.
    """
    _forbid_in_story()
    try:
        with _opened(path.resolve()) as file:
            yield file
    except OSError as error:
        raise click.FileError(str(path), error.strerror or str(error)) from error


def check_free(path: Path) -> None:
    """See that a file would take the place of no other.

    Raises:
        click.FileError: there is one already.
    """
    if path.is_file():
        raise click.FileError(str(path), _("it exists already; give --force to replace it"))


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


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    if path.exists() and not path.is_file():
        with path.open("wb") as file:  # A pipe or a terminal: nothing to take the place of.
            yield file
        return
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        with beside.open("wb") as file:
            yield file
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
