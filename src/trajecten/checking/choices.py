"""What changed in the choices of a workflow, and in what takes the place of older phases."""

from collections.abc import Iterator

from trajecten.checking.change import Change, ChangeSort
from trajecten.core.choice import Choice
from trajecten.core.text import Text, listed, same
from trajecten.core.workflow import Workflow


def of_choices(old: Workflow, new: Workflow) -> Iterator[Change]:
    """Return each thing that choices of both workflows say otherwise in the newer."""
    known = old.names("choice")
    for choice in new.choices:
        if choice.id not in known:
            continue
        for words in _changes_of(old.choice(choice.id), choice):
            told = Text("keuze {id}: {words}", "choice {id}: {words}")
            yield _changed("choice", choice.id, told.fill(id=choice.id, words=words))


def of_migrates(old: Workflow, new: Workflow) -> Iterator[Change]:
    """Return which phases take the place of older ones by what the newer workflow says itself."""
    for was, becomes in new.migrates.items():
        if old.migrates.get(was) != becomes:
            words = Text(
                "fase {new}: komt bij een migratie in de plaats van {old}",
                "phase {new}: takes the place of {old} in a migration",
            )
            yield _changed("phase", becomes, words.fill(new=becomes, old=was))
    for was in old.migrates:
        if was not in new.migrates:
            words = Text(
                "wat bij een migratie in de plaats komt van {old}, staat er niet meer",
                "what takes the place of {old} in a migration is no longer said",
            )
            yield _changed("workflow", "", words.fill(old=was))


# Private


def _changed(noun: str, identifier: str, words: Text) -> Change:
    return Change(sort=ChangeSort.CHANGED, noun=noun, id=identifier, words=words)


def _changes_of(before: Choice, after: Choice) -> Iterator[Text]:
    first, second = ({one.id for one in each.options} for each in (before, after))
    if gone := [one.id for one in before.options if one.id not in second]:
        yield Text("kan niet meer: {ids}", "can no longer be: {ids}").fill(ids=listed(gone))
    if added := [one.id for one in after.options if one.id not in first]:
        yield Text("kan nu ook: {ids}", "can now be: {ids}").fill(ids=listed(added))
    if before.basis != after.basis:
        words = Text("andere grondslag: {b}", "another basis: {b}")
        yield words.fill(b=after.basis or same("-"))
