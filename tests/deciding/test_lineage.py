"""Under which parent a trajectory starts, as its first entry says it (R19)."""

from typing import Any

import pytest

from tests.building import COMMISSIONER, LEAD, START, house, ref_of
from trajecten import FoldedFacts, InputError, NotFoundError, TopicFact
from trajecten.core.commands import Start
from trajecten.deciding import Decision, Parent, Request, decide

PARENT = Parent(
    ref="P-1",
    trajectory="c0ffee",
    seq=7,
    hash="ab" * 32,
    topics=(TopicFact("topic-1", 2, ("council",)), TopicFact("topic-2", 3, (), ("council",))),
)


def asked(above: Parent | None, **given: Any) -> Decision:
    command = Start(
        workflow=house(), title="Het plein", commissioner=COMMISSIONER, ref="A-1", **given
    )
    people = {COMMISSIONER: ref_of(COMMISSIONER)}
    request = Request(command=command, actor=ref_of(LEAD), people=people, parent=above)
    return decide(command.workflow, FoldedFacts(), request, START)


def test_a_start_without_a_parent_says_nothing_of_one() -> None:
    assert "parent" not in asked(None).event.data


def test_a_child_names_its_parent_with_the_hash_of_that_moment() -> None:
    event = asked(PARENT, parent="P-1", topic="topic-1").event

    assert event.data["parent"] == {
        "ref": "P-1", "trajectory": "c0ffee", "seq": 7, "hash": "ab" * 32, "topic": "topic-1",
    }  # fmt: skip


def test_a_child_need_not_take_up_a_topic() -> None:
    parent = asked(PARENT, parent="P-1").event.data["parent"]

    assert isinstance(parent, dict)
    assert parent["topic"] is None


def test_a_parent_that_does_not_exist_is_not_found() -> None:
    with pytest.raises(NotFoundError) as caught:
        asked(None, parent="P-9")

    assert caught.value.instance == "parent"
    assert "P-9" in caught.value.detail.nl


def test_a_topic_needs_a_parent() -> None:
    with pytest.raises(InputError) as caught:
        asked(None, topic="topic-1")

    assert caught.value.instance == "topic"


def test_a_topic_that_is_not_on_the_list_is_not_found() -> None:
    with pytest.raises(NotFoundError) as caught:
        asked(PARENT, parent="P-1", topic="topic-3")

    assert caught.value.instance == "topic"
    assert "topic-1, topic-2" in caught.value.detail.en


def test_a_topic_that_nobody_chose_starts_nothing() -> None:
    with pytest.raises(InputError) as caught:
        asked(PARENT, parent="P-1", topic="topic-2")

    assert caught.value.instance == "topic"
    assert caught.value.detail.nl == "topic: niemand heeft topic-2 gekozen; wel gekozen: topic-1"
