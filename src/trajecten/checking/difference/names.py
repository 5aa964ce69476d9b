"""What changed in the names of parts: which are new or gone, how they are called, in what order."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from trajecten.checking.difference.change import NOUNS, About, Change, ChangeSort, Strictness
from trajecten.core.text import Text, listed, same
from trajecten.core.workflow import Named, Noun, Workflow

_SORTS = {
    ChangeSort.ADDED: Text("nieuw: {noun} {label} ({id})", "new: {noun} {label} ({id})"),
    ChangeSort.REMOVED: Text("weg: {noun} {label} ({id})", "gone: {noun} {label} ({id})"),
}


def of_names(noun: Noun, old: Workflow, new: Workflow) -> Iterator[Change]:
    """Return what is called otherwise of one kind of parts, and whether their order is another."""
    before, after = old.names(noun), new.names(noun)
    for identifier, one in after.items():
        if identifier in before:
            for words in _called(before[identifier], one):
                yield About(noun, identifier).change(words)
    if _in_other_order(before, after):
        words = Text("{noun}: in een andere volgorde", "{noun}: in another order")
        filled = words.fill(noun=NOUNS[noun])
        yield Change(sort=ChangeSort.CHANGED, noun=noun, id="", words=filled)


def added_and_removed(
    noun: Noun, old: Workflow, new: Workflow
) -> Iterator[tuple[ChangeSort, Named]]:
    """Return which of one kind of parts are gone, and which are new."""
    before, after = old.names(noun), new.names(noun)
    for identifier, one in before.items():
        if identifier not in after:
            yield ChangeSort.REMOVED, one
    for identifier, one in after.items():
        if identifier not in before:
            yield ChangeSort.ADDED, one


def named_change(
    sort: ChangeSort, noun: Noun, one: Named, relation: Strictness = Strictness.SAME
) -> Change:
    """Return the change that says that a part is new or gone."""
    words = _SORTS[sort].fill(noun=NOUNS[noun], label=one.label, id=one.id)
    return Change(sort=sort, noun=noun, id=one.id, words=words, relation=relation)


@dataclass(frozen=True, slots=True)
class Members:
    """What parts are made up of: the groups of a domain, the fields of a paper."""

    one: Text
    many: Text

    def changes(self, before: Sequence[Named], after: Sequence[Named]) -> Iterator[Text]:
        """Return which are new or gone, and of those that stay what is different."""
        yield from self.new_and_gone(before, after)
        yield from self.kept(before, after)

    def new_and_gone(self, before: Sequence[Named], after: Sequence[Named]) -> Iterator[Text]:
        """Return which are gone, and which are new."""
        first, second = ({one.id: one for one in each} for each in (before, after))
        for one in before:
            if one.id not in second:
                words = Text("{one} {label} ({id}) is weg", "{one} {label} ({id}) is gone")
                yield words.fill(one=self.one, label=one.label, id=one.id)
        for one in after:
            if one.id not in first:
                words = Text("nieuwe {one} {label} ({id})", "new {one} {label} ({id})")
                yield words.fill(one=self.one, label=one.label, id=one.id)

    def kept(self, before: Sequence[Named], after: Sequence[Named]) -> Iterator[Text]:
        """Return which of those that stay are called otherwise, or stand in another order."""
        first = {one.id: one for one in before}
        for one in after:
            for words in _called(first.get(one.id, one), one):
                told = Text("{one} {id} {words}", "{one} {id} {words}")
                yield told.fill(one=self.one, id=one.id, words=words)
        if _in_other_order(first, [one.id for one in after]):
            words = Text("{many} in een andere volgorde", "{many} in another order")
            yield words.fill(many=self.many)


GROUPS = Members(Text("groep", "group"), Text("groepen", "groups"))
LAYERS = Members(Text("laag", "layer"), Text("lagen", "layers"))
FIELDS = Members(Text("vraag", "field"), Text("vragen", "fields"))
OPTIONS = Members(Text("optie", "option"), Text("opties", "options"))


# Private


def _called(before: Named, after: Named) -> Iterator[Text]:
    if before.label != after.label:
        yield Text("heet nu {label}", "is called {label} now").fill(label=after.label)
    if before.aliases != after.aliases:
        words = Text("heeft nu als andere namen: {names}", "has as other names now: {names}")
        yield words.fill(names=listed(after.aliases) if after.aliases else same("-"))


def _in_other_order(before: Iterable[str], after: Iterable[str]) -> bool:
    first, second = [*before], [*after]
    return [one for one in first if one in second] != [one for one in second if one in first]
