"""What events do to the deviations of a trajectory that are not settled yet."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeAlias, cast

from trajecten.core.deviation import DeviationKind
from trajecten.core.events import Action, Recorded, moment_of
from trajecten.core.facts import DeviationFact, RelationWaiver, Standing, Waived
from trajecten.core.finding import Json

Pending: TypeAlias = tuple[DeviationFact, ...]


def asked(pending: Pending, recorded: Recorded) -> Pending:
    """Return the deviations after one was asked for."""
    data: Mapping[str, Any] = recorded.event.data
    new = DeviationFact(
        id=recorded.event.object,
        kind=DeviationKind(data["kind"]),
        standing=Standing.ASKED,
        asked_by=data["person"],
        definition=data["definition"],
        track=data["track"],
        visit=data["visit"],
        source=data["from"],
        target=data["to"],
        transitions=tuple(data["transitions"]),
        waives=tuple(
            Waived(
                place=one["place"],
                number=one["number"],
                guard=one["guard"],
                missing=tuple(one["missing"]),
                counted=tuple((domain, number) for domain, number in one["counted"]),
            )
            for one in data["waives"]
        ),
        relation=data["relation"],
        adopts=data["adopts"],
    )
    return (*pending, new)


def decided(pending: Pending, recorded: Recorded) -> Pending:
    """Return the deviations after one was approved or rejected."""
    data: Mapping[str, Any] = recorded.event.data
    old = found(pending, recorded.event.object)
    if not data["approved"]:
        return without(pending, old.id)
    if old.adopts:
        return owing(lapsed(without(pending, old.id)), old, data)
    until = data["expires_at"]
    approved = replace(
        old, standing=Standing.APPROVED, expires_at=moment_of(until) if until else None
    )
    return tuple(approved if one.id == old.id else one for one in pending)


def used(pending: Pending, recorded: Recorded) -> Pending:
    """Return the deviations after one was carried out; what is owed for it stays."""
    data = recorded.event.data
    old = found(pending, str(data["deviation"]))
    return owing(without(pending, old.id), old, data)


def waivers(pending: Pending, recorded: Recorded) -> tuple[RelationWaiver, ...]:
    """Return by what, and how far, carrying out a deviation laid relation first aside, if it did.

    A step of several may pass relation first more than once; the last time is what stands.
    """
    if not recorded.event.data["relation"]:
        return ()
    old = found(pending, str(recorded.event.data["deviation"]))
    last = [one for one in old.waives if one.place == "relation_first"][-1]
    return (RelationWaiver(old.id, last),)


def appointed(pending: Pending, recorded: Recorded, role: str, person: str) -> Pending:
    """Return the deviations after somebody gave a person a role: known is whether it was who asked.

    Whoever asks does not choose afterwards who decides.
    """
    pair = (role, person)
    changed: list[DeviationFact] = []
    for one in pending:
        others = tuple(each for each in one.appointed if each != pair)
        by_asker = recorded.actor == one.asked_by
        changed.append(replace(one, appointed=(*others, pair) if by_asker else others))
    return tuple(changed)


def owing(pending: Pending, old: DeviationFact, data: Mapping[str, Any]) -> Pending:
    """Return the deviations with what an event says is owed for one of them."""
    if not data.get("owed"):
        return pending
    owed = cast("list[Mapping[str, Json]]", data["owed"])
    debt = replace(old, standing=Standing.OWING, owed=tuple(owed), due=moment_of(data["due"]))
    return (*pending, debt)


def lapsed(pending: Pending) -> Pending:
    """Return the deviations that outlive a change of the workflow text: only what is owed."""
    return tuple(one for one in pending if one.standing is Standing.OWING)


def without(pending: Pending, identifier: str) -> Pending:
    """Return the deviations but one."""
    return tuple(one for one in pending if one.id != identifier)


def found(pending: Sequence[DeviationFact], identifier: str) -> DeviationFact:
    """Return the deviation with this id.

    Raises:
        KeyError: it is settled, or there never was one.
    """
    for one in pending:
        if one.id == identifier:
            return one
    raise KeyError(identifier)


def adopted(action: str, data: Mapping[str, Any]) -> str | None:
    """Return the digest of the workflow text that an accepted entry adopts; None when none.

    `data` are those of the entry.
    """
    if action == Action.MIGRATED:
        return str(data["to"])
    if action == Action.DEVIATION_DECIDED and data["approved"] and data["adopts"]:
        return str(data["adopts"])
    return None
