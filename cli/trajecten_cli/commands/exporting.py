"""The command that writes the ledger for others to read."""

import sys
from gettext import gettext as _
from pathlib import Path
from typing import BinaryIO

import click

from trajecten import Exported, ExportForm
from trajecten_cli import completing
from trajecten_cli.answer import answer
from trajecten_cli.desk import store
from trajecten_cli.keeping import check_free, keeping
from trajecten_cli.lazy import Verb
from trajecten_cli.settings import current
from trajecten_cli.views import shipping

_STDOUT = Path("-")
_SEPARATORS = {",": ",", ";": ";", "tab": "\t"}


@click.command(cls=Verb)
@click.argument("ref", required=False, metavar="[REF]", shell_complete=completing.refs)
@click.option("--all", "every", is_flag=True, help=_("All trajectories."))
@click.option(
    "--format",
    "form",
    type=click.Choice([one.value for one in ExportForm]),
    required=True,
    help=_("The form: jsonl can be verified; csv, xlsx and xes cannot."),
)
@click.option(
    "--out",
    "file",
    type=click.Path(dir_okay=False, allow_dash=True, path_type=Path),
    metavar=_("FILE|-"),
    required=True,
    help=_("Where to write it; - is standard output, not for xlsx."),
)
@click.option(
    "--separator",
    type=click.Choice(list(_SEPARATORS)),
    default=",",
    help=_("What stands between the cells of csv; Excel in Dutch expects ';'."),
)
@click.option("--bom", is_flag=True, help=_("Begin csv with a byte order mark, for Excel."))
@click.option("--force", is_flag=True, help=_("Replace a file that is there."))
def export(
    *,
    ref: str | None,
    every: bool,
    form: str,
    file: Path,
    separator: str,
    bom: bool,
    force: bool,
) -> None:
    """Write the ledger of one trajectory, or of all, for others to read."""
    wanted = ExportForm(form)
    _check(ref, file, wanted, every=every, cells=bom or separator != ",")
    if file == _STDOUT:
        sys.stdout.flush()
        _written(sys.stdout.buffer, wanted, ref, separator, bom=bom)
        return
    if not force:
        check_free(file)
    with keeping(file) as target:
        exported = _written(target, wanted, ref, separator, bom=bom)
    answer(shipping.Shipped(file, exported), shipping.export_document, shipping.show_export)


# Private


def _written(
    target: BinaryIO, form: ExportForm, ref: str | None, separator: str, *, bom: bool
) -> Exported:
    with store() as engine:
        return engine.export(target, form, ref, separator=_SEPARATORS[separator], bom=bom)


def _check(ref: str | None, file: Path, form: ExportForm, *, every: bool, cells: bool) -> None:
    context = click.get_current_context()
    if every is (ref is not None):
        raise click.UsageError(_("Give REF or --all: one of the two."), context)
    if file == _STDOUT and not form.is_text:
        raise click.UsageError(_("An xlsx file cannot go to standard output."), context)
    if file == _STDOUT and current().as_json:
        words = _("Give --json or --out -, not both: there is room for one answer.")
        raise click.UsageError(words, context)
    if cells and form is not ExportForm.CSV:
        raise click.UsageError(_("--separator and --bom are for csv."), context)
