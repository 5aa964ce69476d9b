"""The difference leaves nothing out: whatever changes in a workflow, is told."""

from dataclasses import fields

import pytest

from tests.checking.altering import ASIDE, NO_PART, RICH, altered, values_in
from trajecten import bundled_workflow, compare, load_workflow
from trajecten.core import choice, deviation, statute, workflow
from trajecten.core.duration import Duration
from trajecten.core.named import Named

PARTS = (
    Named, Duration,
    choice.Choice, deviation.Deciders, deviation.Deviations,
    statute.Exemption, statute.Extension, statute.Moment, statute.Term,
    workflow.ArtefactType, workflow.Domain, workflow.Phase, workflow.RelationFirst,
    workflow.Requirement, workflow.Role, workflow.SetAside, workflow.Source, workflow.Track,
    workflow.Transition, workflow.Workflow,
)  # fmt: skip
FILES = {"rich": RICH.encode(), "aside": ASIDE.encode()}


def seen_in(*workflows):
    """Return the different values of each field, wherever it is in these workflows."""
    found = {}
    for one in workflows:
        for field, value in values_in(one):
            known = found.setdefault(field, [])
            if value is not None and value not in known:
                known.append(value)
    return found


SEEN = seen_in(*map(load_workflow, FILES.values()))


@pytest.mark.parametrize("name", FILES)
def test_whatever_field_changes_is_told(name):
    first = load_workflow(FILES[name])

    untold = [
        where
        for where, other in altered(first, SEEN)
        if not compare(first, other).changes or not compare(other, first).changes
    ]

    assert untold == []


def test_every_field_of_every_part_is_altered():
    first = (load_workflow(text) for text in FILES.values())
    touched = {field for one in first for where, _ in altered(one, SEEN) for field in where}
    every = {(one.__name__, field.name) for one in PARTS for field in fields(one)}
    ids = {(one.__name__, "id") for one in PARTS if issubclass(one, Named)}

    assert every - NO_PART - ids - touched == set()


@pytest.mark.slow
@pytest.mark.parametrize("identifier", ["relatie-eerst", "vng-participatie", "ow-vergunning"])
def test_whatever_changes_in_a_process_that_comes_along_is_told(identifier):
    first = load_workflow(bundled_workflow(identifier))

    untold = [
        where
        for where, other in altered(first, seen_in(first))
        if not compare(first, other).changes
    ]

    assert untold == []
