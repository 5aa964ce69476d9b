"""What changed in the conditions that are asked at one place."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from trajecten.checking.difference.change import Change, Strictness, strictness
from trajecten.checking.difference.demands import Scale, listens
from trajecten.checking.guard_words import condition
from trajecten.core.text import Text, joined
from trajecten.core.workflow import Requirement, with_parts

Told: TypeAlias = Callable[[Text, Strictness], Change]
"""Makes a change of what is different at the part where conditions are asked."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where conditions are asked: its name, all that was asked there, and all that is now."""

    name: Text
    before: Sequence[Requirement]
    after: Sequence[Requirement]

    def changes(self, scale: Scale, told: Told) -> Iterator[Change]:
        """Return what is asked no more, and what is asked now; the order does not matter."""
        first, second = _by_guard(self.before), _by_guard(self.after)
        gone = [one for key, (one, *_) in first.items() if key not in second]
        added = [one for key, (one, *_) in second.items() if key not in first]
        if pair := _one_for_one(gone, added):
            yield self._replaced(*pair, scale, told)
            gone, added = _others(gone, pair), _others(added, pair)
        for one in gone:
            words = Text("vraagt {place} niet meer: {words}", "no longer asks {place}: {words}")
            looser = scale.loosens([one], self.after)
            yield told(self._filled(words, one), strictness(looser=looser, tighter=False))
        for one in added:
            words = Text("vraagt nu {place}: {words}", "asks {place} now: {words}")
            tighter = scale.tightens(self.before, [one])
            yield told(self._filled(words, one), strictness(looser=False, tighter=tighter))
        for words in _notes(first, second):
            yield told(words, Strictness.SAME)

    def _replaced(self, one: Requirement, other: Requirement, scale: Scale, told: Told) -> Change:
        words = Text("vroeg {place}: {old}; nu {words}", "asked {place}: {old}; now {words}")
        filled = words.fill(place=self.name, old=condition(one), words=condition(other))
        looser = scale.loosens([one], self.after)
        tighter = scale.tightens(self.before, [other])
        return told(filled, strictness(looser=looser, tighter=tighter))

    def _filled(self, words: Text, one: Requirement) -> Text:
        return words.fill(place=self.name, words=condition(one))


def notes(before: Requirement, after: Requirement) -> Iterator[Text]:
    """Return whether a condition that stands rests on another basis, or speaks otherwise."""
    return _notes({"": [before]}, {"": [after]})


# Private


def _one_for_one(
    gone: Sequence[Requirement], added: Sequence[Requirement]
) -> tuple[Requirement, Requirement] | None:
    """Return the one that listens and the one that took its place; None when there are others."""
    match [one for one in gone if listens(one)], [one for one in added if listens(one)]:
        case [one], [other]:
            return one, other
        case _:
            return None


def _others(some: Iterable[Requirement], pair: tuple[Requirement, ...]) -> list[Requirement]:
    return [one for one in some if not any(one is each for each in pair)]


def _by_guard(requirements: Iterable[Requirement]) -> Mapping[str, list[Requirement]]:
    found: dict[str, list[Requirement]] = defaultdict(list)
    for one in requirements:
        found[repr(_bare(one))].append(one)
    return found


def _bare(requirement: Requirement) -> Requirement:
    """Return what is asked, without on what basis and in whose words."""
    guard: Any = requirement.guard
    if parts := getattr(guard, "parts", ()):
        guard = replace(guard, parts=tuple(map(_bare, parts)))
    return Requirement(guard=guard)


def _notes(
    first: Mapping[str, Sequence[Requirement]], second: Mapping[str, Sequence[Requirement]]
) -> Iterator[Text]:
    for key in second:
        before, after = ([*with_parts(each.get(key, ()))] for each in (first, second))
        if not before:
            continue
        kind = second[key][0].guard.kind
        if _bases(before) != _bases(after):
            words = Text("andere grondslag voor {kind}: {b}", "another basis for {kind}: {b}")
            yield words.fill(kind=kind, b=", ".join(_bases(after)) or "-")
        if _messages(before) != _messages(after):
            words = Text("andere woorden bij {kind}: {m}", "other words with {kind}: {m}")
            yield words.fill(
                kind=kind, m=joined(_messages(after), " ") if _messages(after) else "-"
            )


def _bases(requirements: Iterable[Requirement]) -> list[str]:
    return sorted(one.basis for one in requirements if one.basis is not None)


def _messages(requirements: Iterable[Requirement]) -> list[Text]:
    found = (one.message for one in requirements if one.message is not None)
    return sorted(found, key=repr)
