"""What changed in the choices of a workflow, and in what takes the place of older phases."""

from collections.abc import Iterator

from trajecten.checking.difference.change import About, Change, basis_words
from trajecten.checking.difference.names import OPTIONS
from trajecten.core.choice import Choice
from trajecten.core.text import Text, listed
from trajecten.core.workflow import Workflow


def of_choices(old: Workflow, new: Workflow) -> Iterator[Change]:
    """Return each thing that choices of both workflows say otherwise in the newer."""
    known = old.names("choice")
    for choice in new.choices:
        if choice.id not in known:
            continue
        for words in _changes_of(old.choice(choice.id), choice):
            yield About("choice", choice.id).change(words)


def of_migrates(old: Workflow, new: Workflow) -> Iterator[Change]:
    """Return which phases take the place of older ones by what the newer workflow says itself."""
    for was, becomes in new.migrates.items():
        if old.migrates.get(was) != becomes:
            words = Text(
                "komt bij een migratie in de plaats van {old}",
                "takes the place of {old} in a migration",
            )
            yield About("phase", becomes).change(words.fill(old=was))
    for was in old.migrates:
        if was not in new.migrates:
            words = Text(
                "wat bij een migratie in de plaats komt van {old}, staat er niet meer",
                "what takes the place of {old} in a migration is no longer said",
            )
            yield About("workflow").change(words.fill(old=was))


# Private


def _changes_of(before: Choice, after: Choice) -> Iterator[Text]:
    first, second = ({one.id for one in each.options} for each in (before, after))
    if gone := [one.id for one in before.options if one.id not in second]:
        yield Text("kan niet meer: {ids}", "can no longer be: {ids}").fill(ids=listed(gone))
    if added := [one.id for one in after.options if one.id not in first]:
        yield Text("kan nu ook: {ids}", "can now be: {ids}").fill(ids=listed(added))
    yield from OPTIONS.kept(before.options, after.options)
    if before.basis != after.basis:
        yield basis_words(after.basis)
