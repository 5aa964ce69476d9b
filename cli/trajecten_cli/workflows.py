"""The workflow that somebody means by a name or a path."""

from gettext import gettext as _
from pathlib import Path

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
    path = Path(given) if given else None
    if path and (path.suffix.lower() in {".yaml", ".yml"} or path.is_file()):
        guards = trajecten.installed_guards()
        return trajecten.load_workflow(path.read_bytes(), name=str(path), guards=guards)
    name, at, version = (given or "").partition("@")
    identifier = name if name in trajecten.bundled_ids() else _named(name or given, option)
    return trajecten.load_workflow(trajecten.bundled_workflow(f"{identifier}{at}{version}"))


# Private


def _named(given: str | None, option: str) -> str:
    """Return the id of a bundled workflow, by a name that is not its id; all are read for that."""
    named = {one.id: Named(id=one.id, label=one.label) for one in trajecten.bundled_workflows()}
    return asking.one_of(given, named, option, _("Which workflow (number or name)"))
