"""Standard output that fails in one way that can be told, however it fails."""

import errno
import io
import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_STDOUT = 1


class UnprintedError(OSError):
    """An answer could not be written to standard output; `words` tells what had been done."""

    words: str | None = None


class _Raw(io.FileIO):
    def write(self, data: "ReadableBuffer", /) -> int:
        try:
            return super().write(data)
        except OSError as error:
            if error.errno == errno.EPIPE:
                raise
            raise UnprintedError(error.errno, error.strerror) from error


def prepare() -> None:
    """Let what cannot be encoded be written out, and a failing stdout say that it is that."""
    if sys.stderr is not None:
        sys.stderr.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    raw = _Raw(_STDOUT if sys.stdout is not None else _closed(), "w", closefd=False)
    encoding = sys.stdout.encoding if sys.stdout is not None else "utf-8"
    sys.stdout = io.TextIOWrapper(
        io.BufferedWriter(raw),
        encoding=encoding,
        errors="backslashreplace",
        line_buffering=raw.isatty(),
    )


def settle() -> None:
    """Drop what could not be written: the end of the process would try again, and complain."""
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except OSError:
            with suppress(OSError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


# Private


def _closed() -> int:
    """Return the place of a stdout that was closed, held by something that cannot be written."""
    while (place := os.open(os.devnull, os.O_RDONLY)) < _STDOUT:
        pass
    return place
