"""Writing a file whole or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import click


def keep(path: Path, content: bytes) -> None:
    """Write a file, in the place of what was there; what fails leaves that as it was.

    Raises:
        click.FileError: it cannot be written.
    """
    with keeping(path) as opened:
        opened.write(content)


@contextmanager
def keeping(path: Path) -> Iterator[BinaryIO]:
    """Give a file to write to; when all went well it takes the place of what was there.

    Raises:
        click.FileError: it cannot be written.
    """
    place = path.resolve()
    if place.exists() and not place.is_file():
        # A pipe or a terminal: there is nothing to take the place of.
        with _telling(path), place.open("wb") as opened:
            yield opened
        return
    beside = place.with_name(f"{place.name}.{os.getpid()}")
    try:
        with _telling(path), beside.open("wb") as opened:
            yield opened
        with _telling(path):
            beside.replace(place)
    finally:
        with _telling(path):
            beside.unlink(missing_ok=True)


# Private


@contextmanager
def _telling(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise click.FileError(str(path), error.strerror or str(error)) from error
