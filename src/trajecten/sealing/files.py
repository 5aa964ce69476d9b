"""Files that must not be lost half written, or read by others."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

PRIVATE = 0o600
_OTHERS = 0o077


def write_new(path: Path, content: bytes, *, mode: int = PRIVATE) -> None:
    """Write a file that does not exist yet, so that it is on the disk when this returns.

    Raises:
        FileExistsError: there is one already.
        OSError: it cannot be written.
    """
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    _settle(path.parent)


def replace(path: Path, content: bytes) -> None:
    """Write a file in the place of what was there: after a failure it is the old one, or the new.

    Raises:
        OSError: it cannot be written.
    """
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    beside.unlink(missing_ok=True)
    try:
        write_new(beside, content)
        beside.replace(path)
        _settle(path.parent)
    finally:
        beside.unlink(missing_ok=True)


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Run a block while nobody else has this file; where the system cannot do that, just run it.

    Raises:
        OSError: the file cannot be made.
    """
    if os.name != "posix":
        yield
        return
    fcntl = import_module("fcntl")
    handle = os.open(path, os.O_RDWR | os.O_CREAT, PRIVATE)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def is_readable_by_others(path: Path) -> bool:
    """Return whether anybody but its owner may read a file; on Windows that is not asked."""
    return os.name == "posix" and bool(path.stat().st_mode & _OTHERS)


# Private


def _settle(folder: Path) -> None:
    """Have the name of a file on the disk too."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
