"""A commented workflow to start from, in Dutch or English."""

from collections.abc import Mapping

from jinja2 import Environment, PackageLoader, StrictUndefined

from trajecten.core.fitting import checked
from trajecten.core.text import Language, Text
from trajecten.core.workflow import Workflow
from trajecten.definition.loading import load_workflow
from trajecten.definition.nodes import MapNode, Node
from trajecten.definition.page import Page, decoded
from trajecten.definition.reading import read_nodes
from trajecten.definition.report import Report
from trajecten.definition.shapes import IDENTIFIER
from trajecten.definition.visible import quoted, visible
from trajecten.errors import InputError

_TEMPLATE = "starter.yaml.jinja"


@checked
def starter(identifier: str, *, language: Language = "nl") -> str:
    """Return a workflow file with this id that passes its own check, explained in a language.

    Raises:
        InputError: the id is not one that a workflow can have.
    """
    _check(identifier)
    environment = Environment(
        loader=PackageLoader("trajecten.definition"),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,  # noqa: S701 (the output is YAML, not HTML)
    )
    return environment.get_template(_TEMPLATE).render(identifier=identifier, language=language)


@checked
def starter_from(workflow: Workflow, identifier: str, *, language: Language = "nl") -> str:
    """Return the text of a workflow under another id, as version 1.0.0 and with its source kept.

    A first comment says of which text it was made. Nothing else is changed.

    Raises:
        InputError: the id is not one that a workflow can have.
        WorkflowError: the text is written in a way that cannot be changed.
    """
    _check(identifier)
    page = Page(name=workflow.id, text=decoded(workflow.text))
    lines = list(page.lines)
    for node, value in _stated(page, {"version": _FIRST, "id": f'"{identifier}"'}):
        line, start = node.place.line - 1, node.place.column - 1
        lines[line] = lines[line][:start] + value + lines[line][start + node.place.width :]
    head = _MADE_FROM.fill(id=workflow.id, version=workflow.version, digest=workflow.digest)
    text = "\n".join([f"# {head.in_language(language)}", *lines])
    load_workflow(text.encode(), name=identifier, guards=workflow.guards)
    return text


# Private

_FIRST = "1.0.0"
_MADE_FROM = Text(
    "Gemaakt van {id} {version} (sha256 {digest}).", "Made from {id} {version} (sha256 {digest})."
)


def _check(identifier: str) -> None:
    if not IDENTIFIER.fits(identifier):
        wrong = IDENTIFIER.complaint.fill(text=quoted(visible(identifier)))
        raise InputError(
            f"{wrong.nl}: {IDENTIFIER.remedy.nl}", f"{wrong.en}: {IDENTIFIER.remedy.en}"
        )


def _stated(page: Page, values: Mapping[str, str]) -> list[tuple[Node, str]]:
    """Return the nodes at the top whose value is to be another, the last in the text first."""
    root = read_nodes(page, Report(page))
    found = [(root.get(key), value) for key, value in values.items() if isinstance(root, MapNode)]
    nodes = [(node, value) for node, value in found if node is not None]
    return sorted(nodes, key=lambda one: (one[0].place.line, one[0].place.column), reverse=True)
