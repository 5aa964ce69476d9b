"""Writing a file whole or not at all."""

import os
from pathlib import Path

import click


def keep(path: Path, content: bytes) -> None:
    """Write a file, in the place of what was there; what fails leaves that as it was.

    Raises:
        click.FileError: it cannot be written.
    """
    try:
        _keep(path.resolve(), content)
    except OSError as error:
        raise click.FileError(str(path), error.strerror or str(error)) from error


# Private


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
