"""The forms in which entries leave, by name."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import assert_never

from trajecten.exporting.chain import Chain
from trajecten.exporting.delimited import delimited
from trajecten.exporting.jsonl import jsonl
from trajecten.exporting.workbook import workbook
from trajecten.exporting.xes import xes


class ExportForm(StrEnum):
    """In which form entries leave; only JSON Lines can be verified."""

    JSONL = "jsonl"
    CSV = "csv"
    XLSX = "xlsx"
    XES = "xes"

    @property
    def verifiable(self) -> bool:
        """Whether the exact bytes are in it, so that anybody can compute the hashes anew."""
        return self is ExportForm.JSONL

    @property
    def is_text(self) -> bool:
        """Whether it can be shown on a terminal, or sent through a pipe line by line."""
        return self is not ExportForm.XLSX


def written(
    form: ExportForm, chains: Iterable[Chain], *, separator: str, bom: bool
) -> Iterator[bytes]:
    """Return chains in a form, in pieces; `separator` and `bom` are for CSV.

    Raises:
        InputError: what the form needs is not installed.
    """
    match form:
        case ExportForm.JSONL:
            return jsonl(chains)
        case ExportForm.CSV:
            return delimited(chains, separator=separator, bom=bom)
        case ExportForm.XLSX:
            return workbook(chains)
        case ExportForm.XES:
            return xes(chains)
        case _:
            assert_never(form)
