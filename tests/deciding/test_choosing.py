"""Topics, criteria and choices: what is recorded, what is refused, what is not understood (R19)."""

import pytest

from tests.building import Story, unmet
from trajecten import AddTopic, ChooseTopic, InputError, NotFoundError, SetCriteria
from trajecten.core.commands import Command


def listed() -> Story:
    return Story().tell(AddTopic(text="Wonen"))


def test_the_words_of_a_topic_are_kept_apart() -> None:
    event = Story().ask(AddTopic(text=" Wonen ", domain="community")).event

    assert event.object == "topic-1"
    assert event.data == {"domain": "community"}
    assert event.personal == {"text": "Wonen"}


def test_the_words_of_the_criteria_are_kept_apart() -> None:
    event = Story().ask(SetCriteria(text="Wat de stad raakt")).event

    assert (event.object, event.data) == ("criteria", {})
    assert event.personal == {"text": "Wat de stad raakt"}


def test_a_choice_of_a_domain_keeps_its_reason_apart() -> None:
    command = ChooseTopic(topic="topic-1", by="council", reason="Raakt iedereen")

    event = listed().ask(command).event

    assert event.object == "topic-1"
    assert event.data == {"topic": "topic-1", "by": "council", "as": "domain", "chosen": True}
    assert event.personal == {"reason": "Raakt iedereen"}


def test_a_choice_of_a_role_that_somebody_holds_is_accepted() -> None:
    command = ChooseTopic(topic="topic-1", by="commissioner", reason="x", chosen=False)

    decision = listed().ask(command)

    assert decision.accepted
    assert decision.event.data == {
        "topic": "topic-1", "by": "commissioner", "as": "role", "chosen": False,
    }  # fmt: skip


def test_a_choice_of_a_role_that_nobody_holds_is_refused() -> None:
    decision = listed().ask(ChooseTopic(topic="topic-1", by="clerk", reason="x"))

    assert unmet(decision) == ["role_held"]
    assert decision.findings[0].message.nl == "Niemand heeft de rol Griffier."


@pytest.mark.parametrize(
    ("command", "field"),
    [
        (AddTopic(text="x", domain="press"), "domain"),
        (ChooseTopic(topic="topic-2", by="council", reason="x"), "topic"),
        (ChooseTopic(topic="1", by="council", reason="x"), "topic"),
        (ChooseTopic(topic="topic-1", by="press", reason="x"), "by"),
    ],
)
def test_what_does_not_exist_is_not_found(command: Command, field: str) -> None:
    with pytest.raises(NotFoundError) as caught:
        listed().ask(command)

    assert caught.value.instance == field
    assert caught.value.detail.nl != caught.value.detail.en


@pytest.mark.parametrize(
    ("command", "field"),
    [
        (AddTopic(text=" "), "text"),
        (SetCriteria(text=""), "text"),
        (ChooseTopic(topic="topic-1", by="council", reason=" "), "reason"),
    ],
)
def test_what_cannot_be_understood_names_its_field(command: Command, field: str) -> None:
    with pytest.raises(InputError) as caught:
        listed().ask(command)

    assert caught.value.instance == field
