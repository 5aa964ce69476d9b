"""The workflow that somebody means by a name or a path."""

from gettext import gettext as _
from pathlib import Path

import click

import trajecten
from trajecten import Named, Workflow
from trajecten_cli import asking


def chosen_workflow(given: str | None, option: str = "WORKFLOW") -> Workflow:
    """Return the workflow of a file, or of a bundled `ID` or `ID@VERSION`; asked for when missing.

    `option` is how the parameter is typed that it was given for.

    Raises:
        WorkflowError: the file has problems.
        NotFoundError: that version of it does not come along.
    """
    content, name = workflow_text(given, option)
    guards = trajecten.installed_guards()
    return trajecten.load_workflow(content, name=name, guards=guards)


def workflow_text(given: str | None, option: str = "WORKFLOW") -> tuple[bytes, str]:
    """Return the text of a workflow that is meant in one of those ways, and the file it is from.

    Raises:
        click.FileError: there is no such file.
        NotFoundError: that version of it does not come along.
    """
    path = Path(given) if given else None
    if path and (path.suffix.lower() in {".yaml", ".yml"} or path.is_file()):
        return _read(path), str(path)
    name, at, version = (given or "").partition("@")
    identifier = name if name in trajecten.bundled_ids() else _named(name or given, option)
    stem = f"{identifier}{at}{version}"
    return trajecten.bundled_workflow(stem), f"{stem}.yaml"


# Private


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise click.FileError(str(path), _("there is no such file")) from error


def _named(given: str | None, option: str) -> str:
    """Return the id of a bundled workflow, by a name that is not its id; all are read for that."""
    named = {one.id: Named(id=one.id, label=one.label) for one in trajecten.bundled_workflows()}
    return asking.one_of(given, named, option, _("Which workflow (number or name)"))
