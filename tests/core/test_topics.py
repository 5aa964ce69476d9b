"""The longlist in the state: added, chosen, declined, chosen again (R19)."""

from tests.building import Story
from trajecten import AddTopic, ChooseTopic, SetCriteria, TopicFact
from trajecten.core.state import State
from trajecten.storage.codec import state_of, state_text

LISTED = (AddTopic(text="Wonen"), AddTopic(text="Groen", domain="community"))


def choice(topic: str = "topic-1", by: str = "council", *, chosen: bool = True) -> ChooseTopic:
    return ChooseTopic(topic=topic, by=by, reason="x", chosen=chosen)


def test_topics_stand_in_the_order_in_which_they_were_added() -> None:
    facts = Story().tell(*LISTED).facts

    assert facts.topics == (TopicFact("topic-1", 2), TopicFact("topic-2", 3))
    assert facts.next_number("topic") == 3


def test_a_topic_remembers_who_chose_and_who_declined_it() -> None:
    story = Story().tell(*LISTED, choice(), choice(by="community", chosen=False))

    assert story.facts.topics == (
        TopicFact("topic-1", 2, ("council",), ("community",)),
        TopicFact("topic-2", 3),
    )


def test_the_last_choice_of_a_domain_counts() -> None:
    story = Story().tell(*LISTED, choice(), choice(by="executive"), choice(chosen=False))

    (one, _) = story.facts.topics
    assert (one.chosen_by, one.declined_by) == (("executive",), ("council",))


def test_a_domain_that_declined_can_still_choose() -> None:
    story = Story().tell(*LISTED, choice(chosen=False), choice())

    (one, _) = story.facts.topics
    assert (one.chosen_by, one.declined_by) == (("council",), ())


def test_criteria_are_known_once_they_are_recorded() -> None:
    story = Story()
    before = story.facts.criteria

    story.tell(SetCriteria(text="Wat de stad het meest raakt"))

    assert (before, story.facts.criteria) == (False, True)


def test_topics_and_criteria_survive_being_written_down() -> None:
    story = Story().tell(*LISTED, SetCriteria(text="x"), choice(), choice("topic-2", chosen=False))

    assert state_of(state_text(story.facts.state)) == story.facts.state


def test_a_state_without_topics_is_written_as_it_always_was() -> None:
    text = state_text(State())

    assert "topics" not in text
    assert "criteria" not in text
