"""Enough topics chosen, by every domain asked, by criteria that were recorded (R19)."""

import pytest

from tests.building import DOMAINS, Story
from trajecten import AddTopic, ChooseTopic, SetCriteria
from trajecten.core.guards import TopicsChosen
from trajecten.core.text import Text

TWO = ("council", "community")
BY_TWO = TopicsChosen(domains=TWO)
BARE = TopicsChosen(domains=TWO, criteria=False)


def choice(topic: str, by: str, *, chosen: bool = True) -> ChooseTopic:
    return ChooseTopic(topic=topic, by=by, reason="x", chosen=chosen)


def listed(number: int = 2) -> Story:
    """Return a story with criteria and so many topics."""
    topics = [AddTopic(text="x") for _ in range(number)]
    return Story().tell(SetCriteria(text="Wat de stad raakt"), *topics)


def test_nothing_is_chosen_from_an_empty_list() -> None:
    finding = Story().find(BY_TWO)

    assert not finding.met
    assert finding.message == Text(
        "De criteria voor de keuze zijn nog niet vastgelegd. "
        "Door alle gevraagde domeinen gekozen: geen onderwerpen; nodig: 1.",
        "The criteria for the choice are not recorded yet. "
        "Chosen by all the domains asked: no topics; needed: 1.",
    )
    assert [one.id for one in finding.missing] == ["criteria", "topic"]
    assert [one.command for one in finding.remedies] == ["SetCriteria", "AddTopic"]
    assert finding.facts == {"topics": 0, "chosen": 0, "asked": 1, "criteria": False}


def test_each_choice_that_is_missing_is_named_by_topic_and_domain() -> None:
    finding = listed().tell(choice("topic-2", "council")).find(BY_TWO)

    assert finding.message == Text(
        "Door alle gevraagde domeinen gekozen: geen onderwerpen; nodig: 1; nog te kiezen: "
        "topic-2 door Stad; topic-1 door Raad en Stad.",
        "Chosen by all the domains asked: no topics; needed: 1; still to be chosen: "
        "topic-2 by City; topic-1 by Council and City.",
    )
    assert [one.id for one in finding.missing] == [
        "topic-2/community", "topic-1/council", "topic-1/community",
    ]  # fmt: skip


def test_the_remedies_are_the_choices_on_the_nearest_topic() -> None:
    finding = listed().tell(choice("topic-2", "council")).find(BY_TWO)

    assert [(one.command, dict(one.arguments)) for one in finding.remedies] == [
        ("ChooseTopic", {"topic": "topic-2", "by": "community"})
    ]


def test_a_topic_that_a_domain_declined_is_farther_than_one_nobody_spoke_of() -> None:
    story = listed().tell(
        choice("topic-1", "council"), choice("topic-1", "community", chosen=False)
    )

    finding = story.find(BY_TWO)

    assert [dict(one.arguments)["topic"] for one in finding.remedies] == ["topic-2", "topic-2"]


def test_a_domain_that_declined_may_be_asked_again_when_there_is_no_other_topic() -> None:
    story = listed(1).tell(
        choice("topic-1", "council"), choice("topic-1", "community", chosen=False)
    )

    (remedy,) = story.find(BY_TWO).remedies

    assert remedy.text == Text(
        "Leg vast als Stad topic-1 alsnog kiest, en waarom.",
        "Record it if City chooses topic-1 after all, and why.",
    )


def test_a_topic_that_all_domains_asked_chose_is_enough() -> None:
    story = listed().tell(choice("topic-1", "council"), choice("topic-1", "community"))

    finding = story.find(BY_TWO)

    assert finding.met
    assert finding.message == Text(
        "Door alle gevraagde domeinen gekozen: 1 onderwerp.",
        "Chosen by all the domains asked: 1 topic.",
    )
    assert finding.facts == {"topics": 2, "chosen": 1, "asked": 1, "criteria": True}


def test_all_domains_of_the_workflow_are_asked_when_none_is_named() -> None:
    story = listed().tell(*(choice("topic-1", one) for one in DOMAINS[:3]))
    before = story.find(TopicsChosen())

    story.tell(choice("topic-1", DOMAINS[3]))

    assert before.missing[0].id == "topic-1/community"
    assert story.find(TopicsChosen()).met


def test_two_domains_that_each_choose_another_topic_have_chosen_none() -> None:
    story = listed().tell(choice("topic-1", "council"), choice("topic-2", "community"))

    assert not story.find(BY_TWO).met


def test_a_choice_that_is_taken_back_no_longer_counts() -> None:
    story = listed().tell(choice("topic-1", "council"), choice("topic-1", "community"))

    story.tell(choice("topic-1", "council", chosen=False))

    assert not story.find(BY_TWO).met


def test_the_choice_of_a_role_is_not_that_of_a_domain() -> None:
    story = listed().tell(choice("topic-1", "commissioner"), choice("topic-1", "council"))

    assert story.find(BY_TWO).missing[0].id == "topic-1/community"


def test_more_topics_than_there_are_asks_for_more_topics() -> None:
    finding = listed(1).find(TopicsChosen(min=2, domains=("council",)))

    assert [one.id for one in finding.missing] == ["topic", "topic-1/council"]
    assert [one.command for one in finding.remedies] == ["AddTopic", "ChooseTopic"]


@pytest.mark.parametrize(("guard", "met"), [(BY_TWO, False), (BARE, True)])
def test_criteria_are_asked_unless_the_workflow_says_otherwise(
    guard: TopicsChosen, met: bool
) -> None:
    story = Story().tell(AddTopic(text="x"), *(choice("topic-1", one) for one in TWO))

    finding = story.find(guard)

    assert finding.met == met
    assert [one.id for one in finding.missing] == ([] if met else ["criteria"])


def test_a_long_list_is_told_in_part_and_counted() -> None:
    finding = listed(9).find(TopicsChosen(domains=("council",)))

    assert "topic-5 door Raad; nog 4 andere." in finding.message.nl
    assert "topic-6" not in finding.message.nl
    assert len(finding.missing) == 9
