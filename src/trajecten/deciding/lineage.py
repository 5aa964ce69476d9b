"""Under which trajectory another starts, as the first entry of the child says it (R19)."""

from trajecten.core.commands import Start
from trajecten.core.finding import Json
from trajecten.deciding.decision import Parent
from trajecten.errors import InputError, NotFoundError


def lineage(parent: Parent | None, command: Start) -> dict[str, Json]:
    """Return what the first entry says of the parent; nothing when there is none.

    The hash ties the child to the parent as it was: that entry cannot be changed unnoticed.

    `parent` is None when there is no trajectory by the name that the command gives.

    Raises:
        InputError: a topic without a parent, or one that nobody chose.
        NotFoundError: there is no such parent, or it has no such topic.
    """
    if command.parent is None:
        if command.topic is None:
            return {}
        raise InputError(
            "topic: een onderwerp hoort bij een bovenliggend traject; noem dat ook (parent).",
            "topic: a topic belongs to a parent trajectory; name that one too (parent).",
            instance="topic",
        )
    if parent is None:
        raise NotFoundError(
            f"parent: er is geen traject {command.parent!r}.",
            f"parent: there is no trajectory {command.parent!r}.",
            instance="parent",
        )
    if command.topic is not None:
        _check_chosen(parent, command.topic)
    return {
        "parent": {
            "ref": parent.ref,
            "trajectory": parent.trajectory,
            "seq": parent.seq,
            "hash": parent.hash,
            "topic": command.topic,
        }
    }


# Private


def _check_chosen(parent: Parent, topic: str) -> None:
    found = next((one for one in parent.topics if one.id == topic), None)
    if found is None:
        known = ", ".join(one.id for one in parent.topics) or "-"
        raise NotFoundError(
            f"topic: onbekend: {topic!r}; {parent.ref} kent: {known}",
            f"topic: unknown: {topic!r}; {parent.ref} knows: {known}",
            instance="topic",
        )
    if not found.chosen_by:
        chosen = ", ".join(one.id for one in parent.topics if one.chosen_by) or "-"
        raise InputError(
            f"topic: niemand heeft {topic} gekozen; wel gekozen: {chosen}",
            f"topic: nobody chose {topic}; chosen are: {chosen}",
            instance="topic",
        )
