"""What kind of file a YAML file is, by the format it says it is in."""

from enum import StrEnum

from trajecten.core.fitting import checked
from trajecten.definition.format import FORMAT
from trajecten.definition.laying import OVERLAY
from trajecten.definition.nodes import MapNode, ScalarNode
from trajecten.definition.opening import opened
from trajecten.definition.report import Broken
from trajecten.definition.story import STORY_FORMAT


class FileKind(StrEnum):
    """The kinds of file; `other` is none of ours, and of an `unreadable` one nobody can tell."""

    WORKFLOW = "workflow"
    OVERLAY = "overlay"
    STORY = "story"
    OTHER = "other"
    UNREADABLE = "unreadable"


@checked
def kind_of_file(text: bytes) -> FileKind:
    """Return what kind of file this is."""
    node, report = opened(text, "")
    if isinstance(node, Broken) or report.problems:
        return FileKind.UNREADABLE
    stated = node.get("schema") if isinstance(node, MapNode) else None
    return _KINDS.get(stated.text if isinstance(stated, ScalarNode) else "", FileKind.OTHER)


# Private

_KINDS = {
    FORMAT: FileKind.WORKFLOW,
    OVERLAY: FileKind.OVERLAY,
    STORY_FORMAT: FileKind.STORY,
}
