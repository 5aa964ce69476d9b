"""The longlist of topics as a value: what a choice changes in it (R19)."""

from dataclasses import replace

from trajecten.core.facts import TopicFact


def with_choice(
    topics: tuple[TopicFact, ...], topic: str, by: str, *, chosen: bool
) -> tuple[TopicFact, ...]:
    """Return the topics after a choice of one topic by a domain or role: its last one counts."""
    return tuple(_after(one, by, chosen=chosen) if one.id == topic else one for one in topics)


# Private


def _after(topic: TopicFact, by: str, *, chosen: bool) -> TopicFact:
    pro = tuple(one for one in topic.chosen_by if one != by)
    contra = tuple(one for one in topic.declined_by if one != by)
    if chosen:
        return replace(topic, chosen_by=(*pro, by), declined_by=contra)
    return replace(topic, chosen_by=pro, declined_by=(*contra, by))
