"""What changed in relation first itself: what it asks, and whether it is laid aside."""

from collections.abc import Iterator

from trajecten.checking.difference.asking import notes
from trajecten.checking.difference.change import Change, ChangeSort, Strictness
from trajecten.checking.difference.demands import Scale
from trajecten.checking.guard_words import condition
from trajecten.core.text import Text
from trajecten.core.workflow import RelationFirst, Requirement, SetAside, Workflow


def of_relation(old: Workflow, new: Workflow, scale: Scale) -> Iterator[Change]:
    """Return what changed in relation first; freer from it is looser."""
    before, after = old.relation_first, new.relation_first
    if before.set_aside != after.set_aside:
        yield _of_setting_aside(before.set_aside, after.set_aside)
    if after.set_aside is not None and before.set_aside is None:
        return
    if before.requirement.guard != after.requirement.guard:
        words = Text("relatie eerst vroeg {old}; nu {new}", "relation first asked {old}; now {new}")
        filled = words.fill(old=condition(before.requirement), new=condition(after.requirement))
        yield _change(ChangeSort.CHANGED, filled, scale.weigh(in_force(before), in_force(after)))
    for words in notes(before.requirement, after.requirement):
        told = Text("relatie eerst: {words}", "relation first: {words}").fill(words=words)
        yield _change(ChangeSort.CHANGED, told, Strictness.SAME)


def in_force(relation: RelationFirst) -> tuple[Requirement, ...]:
    """Return what relation first asks; nothing when it is laid aside."""
    return () if relation.set_aside is not None else (relation.requirement,)


# Private


def _of_setting_aside(before: SetAside | None, after: SetAside | None) -> Change:
    if after is None:
        words = Text(
            "relatie eerst wordt niet meer opzijgelegd", "relation first is no longer set aside"
        )
        return _change(ChangeSort.REMOVED, words, Strictness.TIGHTER)
    newly = before is None
    words = (
        Text(
            "relatie eerst wordt opzijgelegd: {reason} ({basis})",
            "relation first is set aside: {reason} ({basis})",
        )
        if newly
        else Text(
            "relatie eerst blijft opzijgelegd, met een andere reden of grond: {reason} ({basis})",
            "relation first stays set aside, for another reason or ground: {reason} ({basis})",
        )
    ).fill(reason=after.reason, basis=after.basis)
    if newly:
        return _change(ChangeSort.ADDED, words, Strictness.LOOSER)
    return _change(ChangeSort.CHANGED, words, Strictness.SAME)


def _change(sort: ChangeSort, words: Text, relation: Strictness) -> Change:
    return Change(sort=sort, noun="relation_first", id="", words=words, relation=relation)
