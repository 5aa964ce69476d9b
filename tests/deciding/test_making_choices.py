"""What was chosen is recorded, may be chosen anew, and is kept through a newer version."""

import pytest

from tests.building import Story
from tests.choices import choosing
from trajecten import MakeChoice, NotFoundError
from trajecten.core.facts import ChoiceFact
from trajecten.storage.codec import state_of, state_text

RESIDENTS = MakeChoice(choice="initiative", option="residents", reason=" Zij kwamen ermee ")


def test_a_first_choice_was_nothing_before() -> None:
    event = Story(choosing()).ask(RESIDENTS).event

    assert (event.action, event.object) == ("choice.made", "initiative")
    assert event.data == {"choice": "initiative", "option": "residents", "was": None}
    assert event.personal == {"reason": "Zij kwamen ermee"}


def test_a_choice_made_anew_says_what_it_was() -> None:
    story = Story(choosing()).tell(RESIDENTS)

    decision = story.ask(MakeChoice(choice="initiative", option="together"))

    assert decision.accepted
    assert decision.event.data["was"] == "residents"
    assert decision.event.personal == {}


@pytest.mark.parametrize(
    ("command", "field", "told"),
    [
        (MakeChoice(choice="level", option="residents"), "choice", "bekend zijn: initiative"),
        (MakeChoice(choice="initiative", option="council"), "option",
         "bekend zijn: municipality (Gemeente), residents (Inwoners), together (Samen)"),
    ],
)  # fmt: skip
def test_an_unknown_name_is_not_understood(command: MakeChoice, field: str, told: str) -> None:
    with pytest.raises(NotFoundError) as caught:
        Story(choosing()).ask(command)

    assert caught.value.instance == field
    assert told in caught.value.detail.nl


def test_the_state_keeps_what_is_chosen_now() -> None:
    story = Story(choosing()).tell(RESIDENTS)
    again = story.tell(MakeChoice(choice="initiative", option="together"))

    state = again.facts.state

    assert state.choices == {"initiative": ChoiceFact("together", 3)}
    assert state_of(state_text(state)) == state


def test_a_state_without_choices_keeps_the_text_it_had() -> None:
    state = Story(choosing()).facts.state

    assert '"choices"' not in state_text(state)
    assert state_of(state_text(state)).choices == {}
