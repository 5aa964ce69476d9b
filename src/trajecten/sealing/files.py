"""Files that must not be lost half written, or read by others."""

import os
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
