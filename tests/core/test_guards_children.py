"""Where the trajectories under this one are: all of them, some of them, or finished (R1, R19)."""

import pytest

from tests.building import Story, house
from trajecten import ChildFact, load_workflow
from trajecten.core.children import child_fact
from trajecten.core.guards import Children
from trajecten.core.text import Text
from trajecten.core.workflow import Kind

CONTENT = Children(kinds=(Kind.CONTENT,))
FINAL = Children(final=True)
ENDING = b"""
schema: trajecten/1
id: eindig
version: 1.0.0
label: {nl: Eindig, en: Ending}
roles:
  commissioner: {label: {nl: Opdrachtgever, en: Commissioner}}
tracks:
  - id: one
    label: {nl: Een, en: One}
    phases:
      - {id: talk, label: {nl: Praten, en: Talk}, kind: relation}
      - {id: done, label: {nl: Klaar, en: Done}, kind: learning, final: true}
    transitions:
      - {id: end, label: {nl: Eindig, en: End}, from: talk, to: done}
  - id: two
    label: {nl: Twee, en: Two}
    phases:
      - {id: wait, label: {nl: Wachten, en: Wait}, kind: relation}
      - {id: over, label: {nl: Voorbij, en: Over}, kind: learning, final: true}
    transitions:
      - {id: stop, label: {nl: Stop, en: Stop}, from: wait, to: over}
"""


def child(number: int, kind: Kind = Kind.RELATION, *, final: bool = False) -> ChildFact:
    return ChildFact(
        ref=f"B-{number}",
        trajectory=f"id-{number}",
        seq=number,
        phases={"main": f"{kind}-phase"},
        kinds={"main": kind.value},
        final=final,
    )


def test_without_children_nothing_is_met() -> None:
    finding = Story().find(FINAL)

    assert not finding.met
    assert finding.message == Text(
        "Er is nog geen deeltraject.", "There is no child trajectory yet."
    )
    assert [one.id for one in finding.missing] == ["child"]
    assert [one.command for one in finding.remedies] == ["Start"]
    assert finding.facts == {"asked": 0, "counted": 0, "children": []}


def test_all_children_must_be_there_when_no_number_is_given() -> None:
    story = Story(children=[child(1, Kind.CONTENT), child(2)])

    finding = story.find(CONTENT)

    assert not finding.met
    assert finding.message == Text(
        "Deeltrajecten in een fase van de soort inhoud: 1 van 2; nodig: alle; "
        "nog niet: B-2 (relation-phase).",
        "Child trajectories in a phase of the kind content: 1 of 2; needed: all; "
        "not yet: B-2 (relation-phase).",
    )
    assert [one.id for one in finding.missing] == ["B-2"]


def test_what_helps_is_to_look_at_the_children_that_are_not_there() -> None:
    (remedy,) = Story(children=[child(1, Kind.CONTENT), child(2)]).find(CONTENT).remedies

    assert (remedy.command, remedy.ref) == ("Options", "B-2")


def test_when_all_children_are_there_it_is_met() -> None:
    finding = Story(children=[child(1, Kind.CONTENT), child(2, Kind.CONTENT)]).find(CONTENT)

    assert finding.met
    assert finding.message == Text(
        "Deeltrajecten in een fase van de soort inhoud: 2 van 2.",
        "Child trajectories in a phase of the kind content: 2 of 2.",
    )


@pytest.mark.parametrize(("least", "met"), [(1, True), (2, True), (3, False)])
def test_a_number_of_children_is_enough_when_it_is_given(least: int, met: bool) -> None:
    story = Story(children=[child(1, final=True), child(2, final=True), child(3)])

    assert story.find(Children(min=least, final=True)).met == met


def test_more_children_than_there_are_asks_to_start_one_too() -> None:
    finding = Story(children=[child(1)]).find(Children(min=2, final=True))

    assert [one.id for one in finding.missing] == ["child", "B-1"]
    assert [one.command for one in finding.remedies] == ["Options", "Start"]


@pytest.mark.parametrize(
    ("one", "met"),
    [
        (child(1, Kind.CONTENT), True),
        (child(1, Kind.LEARNING, final=True), True),
        (child(1, Kind.LEARNING), False),
    ],
)
def test_a_kind_or_the_end_is_enough_when_both_are_asked(one: ChildFact, met: bool) -> None:
    guard = Children(kinds=(Kind.CONTENT,), final=True)

    assert Story(children=[one]).find(guard).met == met


def test_every_child_counts_when_neither_is_asked() -> None:
    assert Story(children=[child(1)]).find(Children()).met


def test_the_facts_hold_where_each_child_was() -> None:
    finding = Story(children=[child(1, Kind.CONTENT)]).find(CONTENT)

    assert finding.facts == {
        "asked": 0,
        "counted": 1,
        "children": [
            {"child": "id-1", "ref": "B-1", "seq": 1, "phases": {"main": "content-phase"}}
        ],
    }


def test_many_children_are_told_in_part_and_counted() -> None:
    finding = Story(children=[child(number) for number in range(1, 9)]).find(FINAL)

    assert finding.message.en.endswith("B-5 (relation-phase), 3 others.")
    assert len(finding.missing) == 8


def test_a_child_has_the_kinds_of_its_own_workflow() -> None:
    fact = child_fact(
        house(),
        {"conversation": "topics", "legal": "stopped"},
        ref="B-1",
        trajectory="b",
        seq=4,
    )

    assert fact.kinds == {"conversation": "content", "legal": "learning"}
    assert not fact.final


@pytest.mark.parametrize(("phase", "final"), [("wait", False), ("over", True)])
def test_a_child_is_final_when_every_track_is(phase: str, final: bool) -> None:
    phases = {"one": "done", "two": phase}

    fact = child_fact(load_workflow(ENDING), phases, ref="B-1", trajectory="b", seq=4)

    assert fact.final == final
