"""Standard output and error that are kept while they are written, shown or not."""

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from typing import TextIO


class _Copying(io.TextIOBase):
    """A stream that is another one to whoever writes, and keeps what is written."""

    def __init__(self, stream: TextIO, kept: io.StringIO) -> None:
        self._stream = stream
        self._kept = kept

    def write(self, text: str, /) -> int:
        self._kept.write(text)
        return self._stream.write(text)

    def flush(self) -> None:
        self._stream.flush()

    def isatty(self) -> bool:
        return self._stream.isatty()

    def fileno(self) -> int:
        return self._stream.fileno()

    def writable(self) -> bool:
        return True

    @property
    def encoding(self) -> str:  # type: ignore[override]  # read only here
        return self._stream.encoding


@contextmanager
def hearing(*, aloud: bool) -> Iterator[io.StringIO]:
    """Give what is written to standard output and error; only when `aloud` is it shown as well."""
    kept = io.StringIO()
    out: TextIO = kept
    err: TextIO = kept
    if aloud:
        out, err = _copying(sys.stdout, kept), _copying(sys.stderr, kept)
    with redirect_stdout(out), redirect_stderr(err):
        yield kept


# Private


def _copying(stream: TextIO | None, kept: io.StringIO) -> TextIO:
    return kept if stream is None else _Copying(stream, kept)  # type: ignore[return-value]
