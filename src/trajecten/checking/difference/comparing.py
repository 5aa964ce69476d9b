"""All that changed between two workflows, in the order in which a file says it."""

from collections.abc import Iterator

from trajecten.checking.difference.change import About, Change, Difference, Strictness
from trajecten.checking.difference.choices import of_choices, of_migrates
from trajecten.checking.difference.demands import Scale
from trajecten.checking.difference.domains import of_domains
from trajecten.checking.difference.freedom import of_deviations
from trajecten.checking.difference.names import added_and_removed, named_change, of_names
from trajecten.checking.difference.phases import of_phases
from trajecten.checking.difference.relation import of_relation
from trajecten.checking.difference.statute import of_exemptions, of_terms
from trajecten.checking.difference.transitions import of_transitions
from trajecten.checking.difference.ways import Eased, eased, sharpened
from trajecten.checking.difference.whole import (
    of_course,
    of_papers,
    of_remarks,
    of_roles,
    of_workflow,
)
from trajecten.checking.guard_words import condition
from trajecten.core.fitting import checked
from trajecten.core.text import Text
from trajecten.core.workflow import Noun, Workflow

_SIMPLE: tuple[Noun, ...] = (
    "role", "artefact", "track", "term", "exemption", "choice", "outcome",
)  # fmt: skip
"""What is new or gone without more to be said of it."""


@checked
def compare(old: Workflow, new: Workflow) -> Difference:
    """Return what changed from the old workflow to the new: parts by id, and what they ask."""
    scale = Scale(old, new)
    looser, tighter = eased(scale), sharpened(scale)
    changes = (
        *of_workflow(old, new),
        *of_remarks(old, new),
        *of_relation(old, new, scale),
        *of_domains(old, new),
        *_of_parts(old, new),
        *of_roles(old, new),
        *of_papers(old, new),
        *of_terms(old, new),
        *of_exemptions(old, new),
        *of_choices(old, new),
        *of_phases(old, new, scale),
        *of_migrates(old, new),
        *of_transitions(scale, looser, tighter),
        *of_course(old, new),
        *of_deviations(old, new),
    )
    return Difference(changes=(*changes, *_untold(changes, looser, tighter)))


# Private


def _of_parts(old: Workflow, new: Workflow) -> Iterator[Change]:
    for noun in _SIMPLE:
        for sort, one in added_and_removed(noun, old, new):
            yield named_change(sort, noun, one)
    nouns: tuple[Noun, ...] = ("domain", *_SIMPLE, "phase", "transition")
    for each in nouns:
        yield from of_names(each, old, new)


def _untold(changes: tuple[Change, ...], looser: Eased, tighter: Eased) -> Iterator[Change]:
    """Return where content begins with less or more asked, when no other change tells of that."""
    told = {one.relation for one in changes}
    for easing, strict, words in (
        (looser, Strictness.LOOSER,
         Text("kan nu beginnen zonder: {words}", "can begin now without: {words}")),
        (tighter, Strictness.TIGHTER,
         Text("kan niet meer beginnen zonder: {words}", "can no longer begin without: {words}")),
    ):  # fmt: skip
        if told.isdisjoint({strict, Strictness.MIXED}):
            for phase, asked in easing.phases.items():
                yield About("phase", phase).change(words.fill(words=condition(asked)), strict)
