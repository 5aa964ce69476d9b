"""The step: compiled once, shared by all, nothing left behind."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from transitions import MachineError

from tests.building import CHOOSE, LISTENING, TOPICS, Story, house
from trajecten import RecordLesson
from trajecten.machine import Step, _compiled, _Token, attempt, gate

WORKFLOW = house()
GATED = house(
    (LISTENING, ", min_duration: P21D, exit: [{guard: lessons_recorded}], basis: R17"),
    (TOPICS, ", entry: [{guard: artefact, type: vision}]"),
    (CHOOSE, ", guards: [{guard: approved, role: clerk}]"),
)
THREADS = 8
ATTEMPTS = 500


def test_a_step_whose_conditions_are_met_moves() -> None:
    story = Story(WORKFLOW).hear()

    step = attempt(story.facts, story.situation())

    assert step.moved
    assert [(one.place, one.met) for one in step.findings] == [("relation_first", True)]


def test_a_step_whose_conditions_are_not_met_stays() -> None:
    story = Story(WORKFLOW)

    step = attempt(story.facts, story.situation())

    assert not step.moved
    assert [one.met for one in step.findings] == [False]


def test_every_condition_is_asked_also_after_one_that_is_not_met() -> None:
    story = Story(GATED).tell(RecordLesson(text="x"))

    step = attempt(story.facts, story.situation())

    assert [(one.place, one.guard, one.met) for one in step.findings] == [
        ("relation_first", "contacts_per_domain", False),
        ("exit", "min_duration", False),
        ("exit", "lessons_recorded", True),
        ("transition", "approved", False),
        ("entry", "artefact", False),
    ]


def test_a_minimum_duration_stands_on_the_basis_of_its_phase() -> None:
    story = Story(GATED)

    step = attempt(story.facts, story.situation())

    assert [one.basis for one in step.findings if one.guard == "min_duration"] == ["R17"]


def test_a_step_without_conditions_moves() -> None:
    story = Story(WORKFLOW)

    assert attempt(story.facts, story.situation(step="stop")) == Step(moved=True, findings=())


def test_a_step_that_does_not_leave_from_here_is_an_error() -> None:
    story = Story(WORKFLOW)

    with pytest.raises(MachineError):
        attempt(story.facts, story.situation(step="settle"))


def test_what_is_asked_depends_on_the_phase_it_leaves() -> None:
    learn = GATED.transitions["learn"]
    again = GATED.transitions["again"]

    assert gate(GATED, learn, "topics") == ()
    assert [one.place for one in gate(GATED, again, "learning")] == ["relation_first", "entry"]


def test_one_machine_per_workflow_and_track_is_shared() -> None:
    first = _compiled(WORKFLOW)

    assert set(first) == {"conversation", "legal"}
    assert _compiled(WORKFLOW) is first
    assert _compiled(WORKFLOW)["legal"] is first["legal"]


def test_another_workflow_has_machines_of_its_own() -> None:
    assert _compiled(GATED)["legal"] is not _compiled(WORKFLOW)["legal"]


def test_nothing_is_registered_on_a_machine() -> None:
    story = Story(WORKFLOW).hear()
    machine = _compiled(WORKFLOW)["conversation"]

    attempt(story.facts, story.situation())

    assert machine.models == []
    assert machine.initial == "listening"


def test_a_step_changes_neither_facts_nor_situation() -> None:
    story = Story(WORKFLOW).hear()
    situation, state = story.situation(), story.facts.state

    attempt(story.facts, situation)

    assert situation == story.situation()
    assert story.facts.state is state


def test_a_token_holds_only_what_a_step_needs() -> None:
    story = Story(WORKFLOW)
    token = _Token("listening", story.facts, story.situation(), None)

    assert not hasattr(token, "__dict__")


def test_many_threads_on_one_machine_agree() -> None:
    heard, unheard = Story(WORKFLOW).hear(), Story(WORKFLOW)
    work = [heard, unheard] * (THREADS * ATTEMPTS // 2)

    with ThreadPoolExecutor(THREADS) as pool:
        moved = list(pool.map(lambda one: attempt(one.facts, one.situation()).moved, work))

    assert moved == [True, False] * (THREADS * ATTEMPTS // 2)
    assert _compiled(WORKFLOW)["conversation"].models == []
