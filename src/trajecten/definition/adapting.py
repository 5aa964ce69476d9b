"""An overlay: what one trajectory does otherwise than its workflow, as a file of its own (R8).

The overlay is laid over the nodes of the workflow's own text; what comes out is written as a whole
workflow file again, so that everything else works on it as on any other. Problems are told at their
place in the file they come from.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import yaml

from trajecten.core.guards import BUILTIN, GuardRegistry
from trajecten.core.text import Text
from trajecten.core.workflow import Workflow
from trajecten.definition.building import build
from trajecten.definition.format import workflow_shape
from trajecten.definition.laying import OVERLAY, OverlayDraft, laid_over
from trajecten.definition.nodes import ListNode, MapNode, Node, ScalarNode, plain
from trajecten.definition.opening import stated_format
from trajecten.definition.page import Page, Place, RefusedError, decoded
from trajecten.definition.places import Places
from trajecten.definition.problem import Problem, Severity
from trajecten.definition.reading import read_nodes
from trajecten.definition.records import record
from trajecten.definition.report import Broken, Report
from trajecten.definition.shapes import Written
from trajecten.definition.visible import quoted
from trajecten.errors import WorkflowError


@dataclass(frozen=True, slots=True, kw_only=True)
class Adapted:
    """A workflow with an overlay laid over it, and the places of its parts in both files."""

    workflow: Workflow
    places: Places


def is_overlay(text: bytes) -> bool:
    """Return whether a file says that it is an overlay, or else a whole workflow."""
    return stated_format(text) == OVERLAY


def adapt(
    base: Workflow,
    overlay: bytes,
    *,
    name: str = "overlay.yaml",
    guards: GuardRegistry = BUILTIN,
) -> Adapted:
    """Return a workflow with an overlay laid over it.

    `name` is how problems call the overlay; `guards` are those that may be used.

    Raises:
        WorkflowError: the overlay, or what comes out, has problems; the error holds all of them.
    """
    try:
        text = decoded(overlay)
    except RefusedError as refused:
        report = Report(Page(name=name, text=""))
        report.refuse(refused)
        raise WorkflowError(report.problems, instance=name) from refused
    pages = _Pages(Page(name=f"{base.id} {base.version}", text=decoded(base.text)), name, text)
    root, draft = pages.read()
    _check_target(base, draft, pages.report)
    merged = laid_over(root, draft, pages.report)
    pages.raise_problems()
    content = _file(base, merged)
    shaped = workflow_shape(guards).read(merged, pages.report)
    if not isinstance(shaped, Broken):
        built = build(shaped, content, guards, pages.report)
        if not isinstance(built, Broken):
            pages.raise_problems()
            return Adapted(workflow=built, places=_Places(pages, merged))
    pages.raise_problems()
    raise AssertionError("a workflow that could not be built has problems")


# Private


class _Pages:
    """Two files as one page: the lines of the workflow, and below them those of the overlay."""

    def __init__(self, base: Page, name: str, overlay: str) -> None:
        self._base = base
        self._name = name
        self._overlay = Page(name=name, text=overlay)
        self.page = Page(name=base.name, text=f"{base.text}\n{overlay}")
        self.report = Report(self.page)

    def read(self) -> tuple[MapNode, OverlayDraft]:
        """Return the nodes of the workflow and the overlay, the latter placed below."""
        root = read_nodes(self._base, Report(self._base))
        own = Report(self._overlay)
        node = read_nodes(self._overlay, own)
        if isinstance(node, Broken) or own.problems:
            raise WorkflowError(own.problems, instance=self._name)
        draft = record(OverlayDraft).read(_below(node, self._shift), self.report)
        self.raise_problems()
        if isinstance(root, MapNode) and not isinstance(draft, Broken):
            return root, draft
        raise AssertionError("a workflow is a block, and what is broken was told")

    def raise_problems(self) -> None:
        """Raise what was found so far, if it is more than warnings."""
        found = tuple(self.told(one) for one in self.report.problems)
        if any(one.severity is Severity.ERROR for one in found):
            raise WorkflowError(found, instance=self._name)

    def told(self, problem: Problem) -> Problem:
        """Return a problem with the file it is in, and its line there."""
        if problem.line <= self._shift:
            return problem
        return replace(problem, file=self._name, line=problem.line - self._shift)

    @property
    def _shift(self) -> int:
        return len(self._base.lines)


class _Places(Places):
    """The places of the parts of what came out, each in its own file."""

    def __init__(self, pages: _Pages, root: MapNode) -> None:
        self._pages = pages
        self._fill(pages.page, root)

    def problem(self, *args: Any, **details: Any) -> Problem:  # noqa: ANN401 (as it is there)
        """Return a problem with a part, in the file that part is in."""
        return self._pages.told(super().problem(*args, **details))


def _below(node: Node, lines: int) -> Node:
    """Return a node with all its places so many lines down."""
    place = Place(node.place.line + lines, node.place.column, node.place.width)
    match node:
        case ScalarNode():
            return ScalarNode(place, node.text, node.plain)
        case ListNode():
            return ListNode(place, tuple(_below(one, lines) for one in node.items))
        case MapNode():
            return MapNode(
                place, tuple((_key(one, lines), _below(value, lines)) for one, value in node)
            )


def _key(one: ScalarNode, lines: int) -> ScalarNode:
    place = Place(one.place.line + lines, one.place.column, one.place.width)
    return ScalarNode(place, one.text, one.plain)


def _check_target(base: Workflow, draft: OverlayDraft, report: Report) -> None:
    if isinstance(draft.adapts, Written) and draft.adapts.value != base.id:
        message = Text(
            "deze aanpassing is voor {name}, en het traject volgt {id}",
            "this adaptation is for {name}, and the trajectory follows {id}",
        ).fill(name=quoted(draft.adapts.value), id=quoted(base.id))
        remedy = Text("schrijf 'adapts: {id}'", "write 'adapts: {id}'").fill(id=base.id)
        report.add(draft.adapts.place, "other-workflow", message, remedy)


def _file(base: Workflow, root: MapNode) -> bytes:
    """Return the nodes as a workflow file; equal nodes give equal bytes."""
    data: Mapping[str, object] = plain(root)  # type: ignore[assignment]  # a block is an object
    head = f"# {base.id} {base.version}, adapted for one trajectory; based on {base.digest}\n"
    body = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=100)
    return (head + body).encode()
