"""The first look at any YAML file: its nodes, and whether it is in the format that was meant."""

from trajecten.core.text import Text
from trajecten.definition.nodes import MapNode, Node, ScalarNode, is_nothing
from trajecten.definition.page import LARGEST, START, Page, RefusedError, decoded
from trajecten.definition.reading import read_nodes
from trajecten.definition.report import Broken, Report
from trajecten.definition.visible import quoted


def opened(content: bytes, name: str) -> tuple[Node | Broken, Report]:
    """Return the nodes of a file, and the report in which every problem with it goes."""
    try:
        page = Page(name=name, text=decoded(content))
    except RefusedError as refused:
        report = Report(Page(name=name, text=_readable(content, refused)))
        return report.refuse(refused), report
    report = Report(page)
    return read_nodes(page, report), report


def stated_format(content: bytes) -> str | None:
    """Return the format that a file says it is in; None when it says nothing that can be read."""
    node, _ = opened(content, "")
    stated = node.get("schema") if isinstance(node, MapNode) else None
    return stated.text if isinstance(stated, ScalarNode) else None


def is_in(node: Node, wanted: str, otherwise: tuple[str, Text], report: Report) -> bool:
    """Return whether to read on: of a file in another format, nothing more is worth saying.

    `otherwise` is the code and the words for a file that is not even a block.
    """
    remedy = Text("schrijf 'schema: {f}'", "write 'schema: {f}'").fill(f=wanted)
    if not isinstance(node, MapNode):
        begin = Text("begin met 'schema: {f}'", "begin with 'schema: {f}'").fill(f=wanted)
        report.add(node.place, *otherwise, begin)
        return False
    stated = node.get("schema")
    if stated is None or is_nothing(stated):
        return True
    if isinstance(stated, ScalarNode) and stated.text == wanted:
        return True
    message = Text("onbekend formaat", "unknown format")
    if isinstance(stated, ScalarNode):
        message = Text("onbekend formaat {f}", "unknown format {f}").fill(f=quoted(stated.text))
    report.add(stated.place, "unknown-format", message, remedy)
    return False


# Private


def _readable(content: bytes, refused: RefusedError) -> str:
    """Return what can be shown of a refused file; nothing when the whole of it is refused."""
    if refused.place == START:
        return ""
    return content[:LARGEST].decode("utf-8", errors="replace").removeprefix("\ufeff")
