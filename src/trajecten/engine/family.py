"""Parents, children, and the topics from which children start (R19)."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from trajecten.core.events import Action
from trajecten.core.workflow import Workflow
from trajecten.engine.entries import stored_entry
from trajecten.engine.kin import Longlist, Related, TopicChoice, TopicItem
from trajecten.ledger.entry import Entry
from trajecten.storage import kindred
from trajecten.storage.kindred import Kindred


@dataclass(frozen=True, slots=True, kw_only=True)
class Relatives:
    """The parent of a trajectory, if any, and its children, by reference."""

    parent: Related | None
    children: tuple[Related, ...]


def relatives(
    connection: Connection, trajectory_id: str, workflow_of: Callable[[str], Workflow]
) -> Relatives:
    """Return the family of a trajectory; `workflow_of` gives the workflow with a digest."""
    above = kindred.parent(connection, trajectory_id)
    parent = None
    if above is not None:
        topic = _topic(kindred.first_body(connection, trajectory_id))
        parent = _related(above, workflow_of(above.definition), topic)
    return Relatives(
        parent=parent,
        children=tuple(
            _related(one, workflow_of(one.definition), _topic(one.first))
            for one in kindred.children(connection, trajectory_id)
        ),
    )


def longlist(connection: Connection, trajectory_id: str) -> Longlist:
    """Return the topics, the last choice of each domain or role, and what started from them."""
    found = Longlist(criteria=None, criteria_at=None, topics=())
    for line in kindred.topic_lines(connection, trajectory_id):
        found = _told(found, stored_entry(line.body, line.seq), line.text)
    started = [(_topic(one.first), one.ref) for one in kindred.children(connection, trajectory_id)]
    return replace(
        found,
        topics=tuple(
            replace(one, children=tuple(ref for topic, ref in started if topic == one.id))
            for one in found.topics
        ),
    )


# Private


def _told(found: Longlist, entry: Entry, text: str | None) -> Longlist:
    """Return the longlist after one more entry on topics, with its text."""
    match entry.action:
        case Action.CRITERIA_SET:
            return replace(found, criteria=text, criteria_at=entry.recorded_at)
        case Action.TOPIC_ADDED:
            return replace(found, topics=(*found.topics, _added(entry, text)))
        case _:
            choice = TopicChoice(
                by=str(entry.data["by"]),
                chosen=entry.data["chosen"] is True,
                reason=text,
                at=entry.recorded_at,
            )
            return replace(
                found,
                topics=tuple(
                    _chosen(one, choice) if one.id == entry.object else one for one in found.topics
                ),
            )


def _added(entry: Entry, text: str | None) -> TopicItem:
    domain = entry.data["domain"]
    return TopicItem(
        id=entry.object,
        text=text,
        domain=None if domain is None else str(domain),
        at=entry.recorded_at,
        choices=(),
        children=(),
    )


def _chosen(topic: TopicItem, choice: TopicChoice) -> TopicItem:
    others = (one for one in topic.choices if one.by != choice.by)
    return replace(topic, choices=(*others, choice))


def _topic(first: bytes) -> str | None:
    """Return the topic that a first entry says the trajectory took up."""
    parent = stored_entry(first, 1).data.get("parent")
    topic = parent.get("topic") if isinstance(parent, dict) else None
    return None if topic is None else str(topic)


def _related(one: Kindred, workflow: Workflow, topic: str | None) -> Related:
    phases = {track: visit.phase for track, visit in one.state.tracks.items()}
    return Related(
        ref=one.ref,
        title=one.title,
        phases=phases,
        phase_labels={track: workflow.name_of("phase", phase) for track, phase in phases.items()},
        final=all(workflow.phases[phase].final for phase in phases.values()),
        topic=topic,
        relation_aside=bool(one.state.relation_waivers)
        or workflow.relation_first.set_aside is not None,
    )
