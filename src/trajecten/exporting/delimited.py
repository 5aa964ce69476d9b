"""CSV (RFC 4180) for a spreadsheet: a row for each entry; no cell can be taken for a formula."""

import csv
import io
import re
from collections.abc import Iterable, Iterator

from trajecten.exporting.chain import Chain
from trajecten.exporting.rows import ENTRY_COLUMNS, entry_row

BOM = b"\xef\xbb\xbf"
_STARTS_FORMULA = re.compile(
    r"[\t\r]|[\s\u200b-\u200f\u2060\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]"
)
"""By these signs (the last four are wide forms), after any space, a spreadsheet knows a formula."""


def delimited(
    chains: Iterable[Chain], *, separator: str = ",", bom: bool = False
) -> Iterator[bytes]:
    """Return the rows as UTF-8, a header first, each ended by CR LF.

    Spreadsheets in Dutch expect `separator` ";" and a `bom`.
    """
    if bom:
        yield BOM
    yield _row(ENTRY_COLUMNS, separator)
    for chain in chains:
        for line in chain.lines:
            yield _row((harmless(one) for one in entry_row(chain, line)), separator)


def harmless(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula: an apostrophe goes before it.

    >>> harmless(" =1+1"), harmless("1+1")
    ("' =1+1", '1+1')
    """
    return f"'{cell}" if _STARTS_FORMULA.match(cell) else cell


# Private


def _row(cells: Iterable[str], separator: str) -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=separator).writerow(cells)
    return text.getvalue().encode()
