"""A workbook (XLSX): a sheet of entries and one of trajectories, in which every cell is text.

Rows go to disk as they come. It is made by openpyxl, which comes with the extra `trajecten[xlsx]`.
"""

from collections.abc import Iterable, Iterator
from importlib import import_module
from itertools import count
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from trajecten.errors import InputError
from trajecten.exporting.chain import Chain
from trajecten.exporting.rows import CHAIN_COLUMNS, ENTRY_COLUMNS, chain_row, entry_row

MOST_ROWS = 1_048_576
"""A sheet has no more rows; what comes after goes on another."""

MOST_LETTERS = 32_767
"""A cell holds no more UTF-16 units; what is longer is cut, and says so."""

_CUT = "… [afgekapt, truncated]"
_CHUNK = 1 << 16
_IN_MEMORY = 1 << 23


def workbook(chains: Iterable[Chain]) -> Iterator[bytes]:
    """Return the bytes of the workbook.

    Raises:
        InputError: openpyxl is not installed.
    """
    book = _openpyxl().Workbook(write_only=True)
    with SpooledTemporaryFile(_IN_MEMORY) as file:
        try:
            _fill(book, chains)
        finally:
            book.save(file)  # Also what failed: only so openpyxl removes what it keeps on disk.
        yield from _chunks(file)


# Private


def _fill(book: Any, chains: Iterable[Chain]) -> None:  # noqa: ANN401 (a book of openpyxl)
    entries = _Sheets(book, "entries", ENTRY_COLUMNS)
    trajectories = _Sheets(book, "trajectories", CHAIN_COLUMNS)
    for chain in chains:
        trajectories.add(chain_row(chain))
        for line in chain.lines:
            entries.add(entry_row(chain, line))


class _Sheets:
    """Rows of one kind, on as many sheets as they take."""

    def __init__(self, book: Any, title: str, columns: tuple[str, ...]) -> None:  # noqa: ANN401
        self._book = book
        self._title = title
        self._columns = columns
        self._numbers = count(1)
        self._cell = import_module("openpyxl.cell").WriteOnlyCell
        self._begin()

    def add(self, texts: Iterable[str]) -> None:
        """Add a row, on a new sheet when this one is full."""
        if self._rows == MOST_ROWS:
            self._begin()
        self._sheet.append([self._text(one) for one in texts])
        self._rows += 1

    def _begin(self) -> None:
        number = next(self._numbers)
        self._sheet = self._book.create_sheet(
            self._title if number == 1 else f"{self._title} {number}"
        )
        self._rows = 0
        self.add(self._columns)

    def _text(self, text: str) -> Any:  # noqa: ANN401 (a cell of openpyxl)
        cell = self._cell(self._sheet, value=fitting(text))
        cell.data_type = "s"  # Else a text that begins with "=" becomes a formula.
        return cell


def fitting(text: str) -> str:
    """Return a text as long as a cell can hold; what was cut off is told at its end."""
    units = text.encode("utf-16-le")
    if len(units) <= 2 * MOST_LETTERS:
        return text
    kept = units[: 2 * (MOST_LETTERS - len(_CUT))]
    return kept.decode("utf-16-le", errors="ignore") + _CUT


def _chunks(file: IO[bytes]) -> Iterator[bytes]:
    file.seek(0)
    while chunk := file.read(_CHUNK):
        yield chunk


def _openpyxl() -> Any:  # noqa: ANN401 (a module that may not be there)
    try:
        return import_module("openpyxl")
    except ModuleNotFoundError as error:
        raise InputError(
            "Voor xlsx is openpyxl nodig: installeer trajecten[xlsx].",
            "For xlsx openpyxl is needed: install trajecten[xlsx].",
            instance="form",
        ) from error
