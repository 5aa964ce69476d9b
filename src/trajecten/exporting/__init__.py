"""What leaves the building: entries of the ledger in the forms that others read, one file a form.

Everything here is pure: chains of entries in, bytes out.
"""

from trajecten.exporting.chain import Chain, Line
from trajecten.exporting.forms import ExportForm, written
from trajecten.exporting.norms import norms_as_csv, norms_as_markdown

__all__ = ["Chain", "ExportForm", "Line", "norms_as_csv", "norms_as_markdown", "written"]
