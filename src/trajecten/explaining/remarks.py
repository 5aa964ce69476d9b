"""What whoever relies on a workflow must know of it: what is not verified, what it leaves out."""

from collections.abc import Iterator

from trajecten.core.text import Text
from trajecten.core.workflow import Workflow
from trajecten.explaining.explanation import Part, Point

_UNVERIFIED = Text("Wat nog niet is nagegaan", "What was not verified yet")
_LEFT_OUT = Text("Wat hier niet in past", "What does not fit in here")


def warning(workflow: Workflow) -> Iterator[Point]:
    """Return where it is told what was not verified; nothing when all was."""
    if workflow.unverified:
        words = Text(
            "Let op: niet alles hieronder is nagegaan in de bron zelf. Wat niet, staat onder "
            "'{heading}'.",
            "Note: not all below was verified in the source itself. What was not, stands under "
            "'{heading}'.",
        )
        yield Point(words.fill(heading=_UNVERIFIED))


def remarks(workflow: Workflow) -> Iterator[Part]:
    """Return what was not verified, and what the workflow could not lay down."""
    for heading, lead, texts in (
        (_UNVERIFIED, _READ_FIRST, workflow.unverified),
        (_LEFT_OUT, _BY_HAND, workflow.not_expressed),
    ):
        if texts:
            yield Part(heading=heading, paragraphs=(Point(lead, tuple(map(Point, texts))),))


# Private

_READ_FIRST = Text(
    "Zoek dit eerst op voordat je erop vertrouwt:", "Look this up before you rely on it:"
)
_BY_HAND = Text(
    "Dit hoort bij het proces, maar het programma let er niet op:",
    "This belongs to the process, but the program does not watch over it:",
)
