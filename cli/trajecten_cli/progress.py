"""A bar on stderr for what takes long, only where somebody watches a terminal."""

import sys
from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import TypeVar

from trajecten_cli import settings

T = TypeVar("T")

_FEW = 5
"""So many are done before anybody wonders."""


def progress(items: Sequence[T], words: str) -> Iterator[T]:
    """Give the items one by one, with a bar beside it on a terminal."""
    if len(items) <= _FEW or sys.stderr is None or not sys.stderr.isatty():
        yield from items
        return
    console = import_module("rich.console").Console(stderr=True, no_color=_plain())
    track = import_module("rich.progress").track
    yield from track(items, description=words, console=console, transient=True)


# Private


def _plain() -> bool:
    return bool(settings.current().no_color)
