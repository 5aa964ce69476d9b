"""A bar on stderr for what takes long, only where somebody watches a terminal."""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import TypeVar

from trajecten_cli import settings

T = TypeVar("T")

_FEW = 5
"""So many are done before anybody wonders."""


def progress(items: Iterable[T], words: str, number: int) -> Iterator[T]:
    """Give so many items one by one, with a bar beside it on a terminal."""
    if number <= _FEW or sys.stderr is None or not sys.stderr.isatty():
        yield from items
        return
    console = import_module("rich.console").Console(stderr=True, no_color=_plain())
    track = import_module("rich.progress").track
    yield from track(items, total=number, description=words, console=console, transient=True)


@contextmanager
def counting(words: str) -> Iterator[Callable[[int, int], None]]:
    """Give a function that is told how many of how many are done, with a bar on a terminal."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield lambda _done, _all: None
        return
    console = import_module("rich.console").Console(stderr=True, no_color=_plain())
    bar = import_module("rich.progress").Progress(console=console, transient=True)
    task = bar.add_task(words, total=None)
    with bar:
        yield lambda done, all_: bar.update(task, completed=done, total=all_)


# Private


def _plain() -> bool:
    return bool(settings.current().no_color)
