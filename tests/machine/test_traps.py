"""The traps of `transitions` 0.9.3 that the machine is built around, each one as it is.

A version that changes one of these makes its test fail: then look whether the machine still holds.
"""

import logging
import subprocess
from threading import Event, Thread
from typing import Any

import pytest
import transitions
from transitions import EventData, Machine, MachineError, State

from tests.building import Story, house
from trajecten.machine import _compiled, gate


class Thing:
    """A model."""

    state: str


class Token:
    """A model that is never registered."""

    __slots__ = ("state",)

    def __init__(self, state: str) -> None:
        self.state = state


def flat(*conditions: Any, **options: Any) -> Machine:
    """Return a machine from a to b, built as ours is."""
    given: dict[str, Any] = {
        "model": None, "states": ["a", "b"], "initial": "a", "auto_transitions": False,
        "send_event": True, "queued": False, "ignore_invalid_triggers": False,
    }  # fmt: skip
    machine = Machine(**given | options)
    machine.add_transition("go", "a", "b", conditions=list(conditions))
    return machine


def never(event: EventData) -> bool:
    return False


def ours() -> Machine:
    return _compiled(house())["conversation"]


def test_the_version_is_one_that_was_looked_at() -> None:
    assert transitions.__version__.split(".")[:2] == ["0", "9"]


def test_automatic_transitions_pass_every_condition() -> None:
    thing: Any = Thing()
    machine = Machine(thing, states=["a", "b"], initial="a")
    machine.add_transition("go", "a", "b", conditions=[lambda: False])

    assert thing.go() is False
    assert thing.to_b() is True


def test_ours_has_no_automatic_transitions() -> None:
    assert set(ours().events) == {"choose", "leap", "plunge", "settle", "learn", "again", "back"}


def test_a_callback_that_is_text_is_imported_and_called() -> None:
    machine = flat("os.getcwd")

    assert machine.resolve_callable("subprocess.getoutput", EventData(*[None] * 6)) is (  # type: ignore[arg-type]
        subprocess.getoutput
    )


def test_ours_hands_over_functions_only() -> None:
    conditions = [
        condition.func
        for event in ours().events.values()
        for found in event.transitions.values()
        for one in found
        for condition in one.conditions
    ]

    assert conditions
    assert all(callable(one) for one in conditions)


@pytest.mark.parametrize("answer", [[1], "yes", object()])
def test_a_condition_that_answers_something_true_is_not_met(answer: object) -> None:
    assert flat(lambda _: answer).events["go"].trigger(Token("a")) is False


def test_the_conditions_of_ours_answer_true_or_false() -> None:
    event: Any = ours().events["choose"]
    condition = event.transitions["listening"][0].conditions[0].func
    story = Story()
    data: Any = type("Data", (), {})()
    model = {"facts": story.facts, "situation": story.situation(), "deviation": None}
    data.model = type("Token", (), model)()

    assert condition(data) is False


def test_a_target_that_does_not_exist_is_found_only_when_fired() -> None:
    machine = flat()
    machine.add_transition("lost", "a", "nowhere")

    with pytest.raises(ValueError, match="nowhere"):
        machine.events["lost"].trigger(Token("a"))


def test_an_initial_state_that_does_not_exist_becomes_a_state() -> None:
    assert "typo" in flat(initial="typo").states


def test_ours_has_the_phases_of_the_track_and_no_others() -> None:
    assert list(ours().states) == ["listening", "topics", "deciding", "doing", "learning"]


def test_what_fails_on_entering_leaves_the_new_state() -> None:
    machine = flat(states=["a", State("b", on_enter=[fails])])
    token = Token("a")

    with pytest.raises(RuntimeError):
        machine.events["go"].trigger(token)

    assert token.state == "b"


def fails(event: EventData) -> None:
    raise RuntimeError


def test_what_fails_in_the_end_is_swallowed(caplog: pytest.LogCaptureFixture) -> None:
    machine = flat(finalize_event=[fails])

    with caplog.at_level(logging.CRITICAL, "transitions"):
        assert machine.events["go"].trigger(Token("a")) is True


def test_ours_has_no_callbacks_besides_conditions() -> None:
    machine = ours()
    steps = [
        one
        for event in machine.events.values()
        for found in event.transitions.values()
        for one in found
    ]

    assert machine.finalize_event == machine.before_state_change == machine.prepare_event == []
    assert machine.after_state_change == machine.on_exception == machine.on_final == []
    assert not any(one.before or one.after or one.prepare for one in steps)
    assert not any(one.on_enter or one.on_exit for one in machine.states.values())


def test_a_queue_says_yes_before_anything_happened() -> None:
    entered, go_on = Event(), Event()

    def waits(event: EventData) -> bool:
        entered.set()
        return go_on.wait(5)

    machine = flat(queued=True)
    machine.add_transition("wait", "a", "b", conditions=[waits])
    first, second = Token("a"), Token("a")
    thread = Thread(target=machine.events["wait"].trigger, args=(first,))
    thread.start()
    entered.wait(5)

    answer = machine.events["go"].trigger(second)
    before = second.state
    go_on.set()
    thread.join()

    assert (answer, before, second.state) == (True, "a", "b")


def test_ours_has_no_queue() -> None:
    assert not ours().has_queue


def test_a_model_that_is_added_forgets_its_state() -> None:
    thing = Thing()
    thing.state = "b"

    flat().add_model(thing)

    assert thing.state == "a"


def test_asking_whether_one_may_runs_the_preparations() -> None:
    seen: list[str] = []
    thing: Any = Thing()
    machine = Machine(thing, states=["a", "b"], initial="a", auto_transitions=False)
    machine.add_transition("go", "a", "b", prepare=[lambda: seen.append("prepared")])

    assert thing.may_go() is True
    assert seen == ["prepared"]


def test_building_changes_the_states_that_were_given() -> None:
    given = {"name": "a"}

    flat(states=[given, "b"])

    assert given == {"name": "a", "ignore_invalid_triggers": False}


def test_looking_up_a_state_makes_it() -> None:
    event = flat().events["go"]

    assert event.transitions["nowhere"] == []
    assert "nowhere" in event.transitions


def test_an_event_from_another_state_is_an_error() -> None:
    with pytest.raises(MachineError):
        flat().events["go"].trigger(Token("b"))


def test_a_condition_that_is_not_met_stays_without_a_word() -> None:
    token = Token("a")

    assert flat(never).events["go"].trigger(token) is False
    assert token.state == "a"


def test_conditions_after_the_first_unmet_one_are_not_asked() -> None:
    asked: list[str] = []

    flat(never, lambda _: asked.append("second")).events["go"].trigger(Token("a"))

    assert asked == []


def test_ours_puts_all_that_is_asked_in_one_condition() -> None:
    workflow = house()
    event = _compiled(workflow)["conversation"].events["choose"]

    assert len(event.transitions["listening"][0].conditions) == 1
    assert gate(workflow, workflow.transitions["choose"], "listening")


def test_a_target_without_a_name_stays_and_says_yes() -> None:
    machine = flat()
    machine.add_transition("stay", "a", "")
    token = Token("a")

    assert machine.events["stay"].trigger(token) is True
    assert token.state == "a"


def test_one_step_that_is_given_twice_is_kept_twice() -> None:
    machine = flat()
    machine.add_transition("go", "a", "b")

    assert len(machine.events["go"].transitions["a"]) == 2


def test_a_step_from_anywhere_leaves_only_the_states_of_its_time() -> None:
    machine = flat()
    machine.add_transition("leave", "*", "b")
    machine.add_state("late")

    with pytest.raises(MachineError):
        machine.events["leave"].trigger(Token("late"))


def test_ours_has_each_step_once_from_each_phase() -> None:
    steps = [found for event in ours().events.values() for found in event.transitions.values()]

    assert {len(one) for one in steps} == {1}


def test_a_name_that_a_model_has_already_is_not_taken(caplog: pytest.LogCaptureFixture) -> None:
    class Busy(Thing):
        def go(self) -> str:
            return "busy"

    busy: Any = Busy()

    with caplog.at_level(logging.CRITICAL, "transitions"):
        flat().add_model(busy)

    assert busy.go() == "busy"
