"""Steps that are taken by themselves: a circle that goes on for ever is found, and no other."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.checking.exploring import SUBSETS, Explorer
from tests.checking.inventing import workflows
from trajecten import Workflow, check, check_text
from trajecten.checking import automatic

GOOD = (Path(__file__).parent / "good" / "automatic.yaml").read_text()
ELAPSED = "guards: [{guard: term_elapsed, term: views, basis: x}]"
LESSON = "guards: [{guard: lessons_recorded, basis: x}]"
ENDORSED = "guards: [{guard: endorsed, artefact: vision, domains: [council], basis: x}]"
WITHDRAWN = "[{not: {guard: endorsed, artefact: vision, domains: [council]}, basis: x}]"
DECIDED = "guards: [{guard: decision_recorded, body: council"
CLOSING = [("close", "again")]
ASKING = [("ask", "answered")]


def found(*changes: tuple[str, str]) -> list[tuple[str, ...]]:
    """Return the steps of each circle that is told of, with pieces of the file replaced."""
    text = GOOD
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    problems = check_text(text.encode())
    return [
        tuple(one.message.en.split("'")[1::2]) for one in problems if one.code == "automatic-loop"
    ]


@pytest.mark.parametrize(
    ("changes", "circles"),
    [
        ([], []),
        ([(ELAPSED, "guards: []")], CLOSING),
        ([("{entering: laid-out}", "{entering: talking}")], CLOSING),
        ([("{entering: laid-out}", "{taking: again}")], []),
        ([("{entering: laid-out}", "{registering: vision}")], CLOSING),
        ([(ELAPSED, "guards: [{guard: within_term, term: views, basis: x}]")], CLOSING),
        ([(ELAPSED, "guards: [{not: {guard: within_term, term: views}, basis: x}]")], []),
        ([(ELAPSED, "guards: [{not: {guard: term_not_expired, term: views}, basis: x}]")], []),
        ([(", min_duration: P1Y, basis: x", "")], [("rethink",)]),
        ([("to: thinking, automatic: true}\n  - {id: stop", "to: thinking}\n  - {id: stop")], []),
        ([(WITHDRAWN, "[]")], [("support", "withdraw")]),
        ([(WITHDRAWN, "[{guard: artefact, type: vision, basis: x}]")], [("support", "withdraw")]),
        ([(ENDORSED, "guards: []")], [("support", "withdraw")]),
        ([(LESSON, "guards: [{guard: lessons_recorded, min: 0, basis: x}]")], ASKING),
        ([(LESSON, "guards: [{guard: approved, role: commissioner, basis: x}]")], []),
        ([(LESSON, f"{DECIDED}, since: this_visit, basis: x}}]")], []),
        ([(LESSON, f"{DECIDED}, basis: x}}]")], ASKING),
        ([(LESSON, f"{LESSON[:-1]}, {{not: {{guard: artefact, type: vision}}, basis: x}}]")], []),
        ([(ELAPSED, "guards: []"), (LESSON, "guards: []")], [*CLOSING, *ASKING]),
    ],
)  # fmt: skip
def test_a_circle_is_told_when_nothing_on_it_has_to_change(changes, circles) -> None:
    assert sorted(found(*changes)) == sorted(circles)


def test_a_circle_over_two_tracks_that_open_the_way_for_each_other_is_found() -> None:
    text = """\
schema: trajecten/1
id: two
version: 1.0.0
label: {nl: Twee, en: Two}
basis: x
continuous: true
domains: {council: {label: {nl: Raad, en: Council}}}
roles: {commissioner: {label: {nl: Opdrachtgever, en: Commissioner}}}
tracks:
  - id: one
    label: {nl: Een, en: One}
    phases:
      - {id: a, label: {nl: a, en: a}, kind: relation}
      - {id: b, label: {nl: b, en: b}, kind: relation}
    transitions:
      - {id: go, label: {nl: x, en: x}, from: a, to: b, automatic: true,
         guards: [{guard: in_phase, track: two, phases: [c], basis: x}]}
      - {id: come, label: {nl: x, en: x}, from: b, to: a, automatic: true,
         guards: [{guard: in_phase, track: two, phases: [d], basis: x}]}
  - id: two
    label: {nl: Twee, en: Two}
    phases:
      - {id: c, label: {nl: c, en: c}, kind: relation}
      - {id: d, label: {nl: d, en: d}, kind: relation}
    transitions:
      - {id: there, label: {nl: x, en: x}, from: c, to: d, automatic: true,
         guards: [{guard: in_phase, track: one, phases: [b], basis: x}]}
      - {id: back, label: {nl: x, en: x}, from: d, to: c, automatic: true,
         guards: [{guard: in_phase, track: one, phases: [a], basis: x}]}
"""
    by_hand = text.replace("from: d, to: c, automatic: true", "from: d, to: c")

    (problem,) = check_text(text.encode())

    assert problem.code == "automatic-loop"
    assert sorted(problem.message.en.split("'")[1::2]) == ["back", "come", "go", "there"]
    assert check_text(by_hand.encode()) == ()


def test_a_circle_that_nobody_can_get_to_is_not_told() -> None:
    unreached = ("from: [weighing, asking], to: talking", "from: talking, to: talking")
    out_of_reach = ("from: weighing, to: asking, automatic: true", "from: asking, to: asking")

    assert found(unreached, out_of_reach, (LESSON, "guards: []")) == []


def test_what_cannot_be_proved_is_told_and_not_left_out(monkeypatch) -> None:
    monkeypatch.setattr(automatic, "MOST_TRIED", 0)

    assert "too-large" in {one.code for one in check_text(GOOD.encode())}


@settings(max_examples=200, deadline=None)
@given(st.data(), workflows())
def test_a_circle_is_found_wherever_the_plainest_explorer_finds_one(data, workflow) -> None:
    chosen = data.draw(st.sets(st.sampled_from([*sorted(workflow.transitions), ""]), min_size=1))
    some = with_automatic(workflow, chosen)

    told = [one for one in check(some) if one.code == "automatic-loop"]

    assert bool(told) == goes_round(some)
    assert all(Explorer(some).can_follow(steps_of(one.witness)) for one in told)


def with_automatic(workflow: Workflow, chosen: set[str]) -> Workflow:
    tracks = tuple(
        replace(
            track,
            transitions=tuple(
                replace(one, automatic=one.id in chosen) for one in track.transitions
            ),
        )
        for track in workflow.tracks
    )
    return replace(workflow, tracks=tracks)


def steps_of(witness: tuple[str, ...]) -> list[str]:
    return [one for one in witness if not one.startswith("(")]


def goes_round(workflow: Workflow) -> bool:
    """Return whether automatic steps alone go on for ever from some state, without a decision."""
    explorer = Explorer(workflow)
    for facts in SUBSETS:
        moves = {
            state: {after for name, after in moved if name and workflow.transitions[name].automatic}
            for state, moved in explorer.moves.items()
            if state.facts == facts
        }
        while stuck := {one for one, after in moves.items() if not after & moves.keys()}:
            moves = {one: after for one, after in moves.items() if one not in stuck}
        if moves:
            return True
    return False
