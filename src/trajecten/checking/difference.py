"""What changed between two workflows, in words, and whether relation comes first as strictly."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from trajecten.checking.atoms import LISTENING, Atom, conversations, implies
from trajecten.checking.change import Change, ChangeSort, Difference, Strictness
from trajecten.checking.choices import of_choices, of_migrates
from trajecten.checking.freedom import of_deviations
from trajecten.checking.guard_words import condition
from trajecten.checking.statute_words import changes_of_term
from trajecten.core.fitting import checked
from trajecten.core.guards.contacts import ContactsPerDomain
from trajecten.core.guards.flow import KIND_LABELS
from trajecten.core.text import Text, listed, same
from trajecten.core.workflow import (
    AFTER_RELATION,
    Named,
    Noun,
    Phase,
    RelationFirst,
    Requirement,
    Transition,
    Workflow,
)

T = TypeVar("T", bound=Named)


_NOUNS = {
    "domain": Text("domein", "domain"),
    "role": Text("rol", "role"),
    "artefact": Text("stuk", "artefact"),
    "track": Text("spoor", "track"),
    "phase": Text("fase", "phase"),
    "transition": Text("overgang", "transition"),
    "term": Text("termijn", "term"),
    "exemption": Text("uitzonderingsgrond", "ground for an exemption"),
    "choice": Text("keuze", "choice"),
}
_SORTS = {
    ChangeSort.ADDED: Text("nieuw: {noun} {label} ({id})", "new: {noun} {label} ({id})"),
    ChangeSort.REMOVED: Text("weg: {noun} {label} ({id})", "gone: {noun} {label} ({id})"),
}


@checked
def compare(old: Workflow, new: Workflow) -> Difference:
    """Return what changed from the old workflow to the new: parts by id, and what they ask."""
    return Difference(
        changes=(
            *_of_relation(old, new),
            *_of_domains(old, new),
            *_of_names(old, new),
            *_of_roles(old, new),
            *_of_terms(old, new),
            *of_choices(old, new),
            *_of_phases(old, new),
            *of_migrates(old, new),
            *_of_transitions(old, new),
            *_of_course(old, new),
            *of_deviations(old, new),
        )
    )


# Private


def _of_relation(old: Workflow, new: Workflow) -> Iterator[Change]:
    before, after = old.relation_first, new.relation_first
    if before.set_aside is None and after.set_aside is not None:
        words = Text(
            "relatie eerst wordt opzijgelegd: {reason} ({basis})",
            "relation first is set aside: {reason} ({basis})",
        ).fill(reason=after.set_aside.reason, basis=after.set_aside.basis)
        yield _about_relation(ChangeSort.ADDED, words, Strictness.LOOSER)
    elif before.set_aside is not None and after.set_aside is None:
        words = Text(
            "relatie eerst wordt niet meer opzijgelegd", "relation first is no longer set aside"
        )
        yield _about_relation(ChangeSort.REMOVED, words, Strictness.TIGHTER)
    elif before.set_aside != after.set_aside and before.set_aside and after.set_aside:
        words = Text(
            "relatie eerst blijft opzijgelegd, met een andere reden of grond: {reason} ({basis})",
            "relation first stays set aside, for another reason or ground: {reason} ({basis})",
        ).fill(reason=after.set_aside.reason, basis=after.set_aside.basis)
        yield _about_relation(ChangeSort.CHANGED, words, Strictness.SAME)
    if after.set_aside is None and before.requirement.guard != after.requirement.guard:
        yield _sharpness(before, after, old, new)


def _about_relation(sort: ChangeSort, words: Text, strictness: Strictness) -> Change:
    return Change(sort=sort, noun="relation_first", id="", words=words, relation=strictness)


def _sharpness(before: RelationFirst, after: RelationFirst, old: Workflow, new: Workflow) -> Change:
    common = {one.id for one in old.domains} & {one.id for one in new.domains}
    first = _asked(before.requirement, old, common)
    second = _asked(after.requirement, new, common)
    words = Text(
        "relatie eerst vroeg {old}; nu {new}", "relation first asked {old}; now {new}"
    ).fill(old=condition(before.requirement), new=condition(after.requirement))
    return _about_relation(ChangeSort.CHANGED, words, _strictness(first, second))


def _asked(requirement: Requirement, workflow: Workflow, domains: set[str]) -> frozenset[Atom]:
    guard = requirement.guard
    if not isinstance(guard, ContactsPerDomain):
        return frozenset()
    return frozenset(one for one in conversations(guard, workflow) if one.domain in domains)


def _strictness(first: frozenset[Atom], second: frozenset[Atom]) -> Strictness:
    """Return how the second set of demands compares with the first."""
    keeps = all(any(implies(now, then) for now in second) for then in first)
    adds = not all(any(implies(then, now) for then in first) for now in second)
    if keeps:
        return Strictness.TIGHTER if adds else Strictness.SAME
    return Strictness.MIXED if adds else Strictness.LOOSER


def _of_domains(old: Workflow, new: Workflow) -> Iterator[Change]:
    binds = new.relation_first.set_aside is None
    for sort, one in _added_and_removed(old.names("domain"), new.names("domain")):
        strict = Strictness.TIGHTER if sort is ChangeSort.ADDED else Strictness.LOOSER
        yield _named_change(sort, "domain", one, strict if binds else Strictness.SAME)


def _of_names(old: Workflow, new: Workflow) -> Iterator[Change]:
    nouns: tuple[Noun, ...] = ("role", "artefact", "track", "term", "exemption", "choice")
    for noun in nouns:
        for sort, one in _added_and_removed(old.names(noun), new.names(noun)):
            yield _named_change(sort, noun, one)


def _of_roles(old: Workflow, new: Workflow) -> Iterator[Change]:
    before = {one.id: one for one in old.roles}
    for role in new.roles:
        if role.id in before and before[role.id].succession is not role.succession:
            words = (
                Text("rol {id}: vraagt nu een opvolger", "role {id}: asks a successor now")
                if role.succession
                else Text(
                    "rol {id}: vraagt geen opvolger meer", "role {id}: asks no successor any more"
                )
            ).fill(id=role.id)
            yield Change(sort=ChangeSort.CHANGED, noun="role", id=role.id, words=words)


def _of_terms(old: Workflow, new: Workflow) -> Iterator[Change]:
    known = old.names("term")
    for term in new.terms:
        if term.id not in known:
            continue
        for words in changes_of_term(old.term(term.id), term, new):
            told = Text("termijn {id}: {words}", "term {id}: {words}").fill(id=term.id, words=words)
            yield Change(sort=ChangeSort.CHANGED, noun="term", id=term.id, words=told)


def _of_phases(old: Workflow, new: Workflow) -> Iterator[Change]:
    for sort, one in _added_and_removed(old.phases, new.phases):
        yield _named_change(sort, "phase", one)
    for identifier, after in new.phases.items():
        before = old.phases.get(identifier)
        if before is not None:
            yield from _phase(before, after, old, new)


def _phase(before: Phase, after: Phase, old: Workflow, new: Workflow) -> Iterator[Change]:
    def change(words: Text, strictness: Strictness = Strictness.SAME) -> Change:
        return Change(
            sort=ChangeSort.CHANGED,
            noun="phase",
            id=after.id,
            words=Text("fase {id}: {words}", "phase {id}: {words}").fill(id=after.id, words=words),
            relation=strictness,
        )

    if before.kind is not after.kind:
        words = Text("was {old}, is nu {new}", "was {old}, is now {new}")
        filled = words.fill(old=KIND_LABELS[before.kind], new=KIND_LABELS[after.kind])
        yield change(filled, _of_kinds(before, after, new))
    if before.final is not after.final:
        yield change(
            Text("is nu een eindfase", "is a final phase now")
            if after.final
            else Text("is geen eindfase meer", "is no longer final")
        )
    for words in _by_law(before, after):
        yield change(words)
    if before.min_duration != after.min_duration:
        yield change(
            Text("duurt nu minstens {d}", "takes at least {d} now").fill(d=after.min_duration.text)
            if after.min_duration
            else Text("heeft geen minimale duur meer", "has no minimum duration any more")
        )
    if old.track_of[before.id].id != new.track_of[after.id].id:
        track = new.track_of[after.id].id
        yield change(Text("staat nu in spoor {t}", "stands in track {t} now").fill(t=track))
    for place, first, second in (
        (Text("bij het ingaan", "on entering"), before.entry, after.entry),
        (Text("bij het verlaten", "on leaving"), before.exit, after.exit),
    ):
        yield from _guards(place, first, second, change)


def _by_law(before: Phase, after: Phase) -> Iterator[Text]:
    if before.statutory is not after.statutory:
        yield (
            Text("staat nu in de wet", "is set by law now")
            if after.statutory
            else Text("staat niet meer in de wet", "is no longer set by law")
        )
    if before.basis != after.basis:
        yield Text("andere grondslag: {b}", "another basis: {b}").fill(b=after.basis or same("-"))


def _of_kinds(before: Phase, after: Phase, new: Workflow) -> Strictness:
    was, now = before.kind in AFTER_RELATION, after.kind in AFTER_RELATION
    if was == now or new.relation_first.set_aside is not None:
        return Strictness.SAME
    return Strictness.TIGHTER if now else Strictness.LOOSER


def _of_transitions(old: Workflow, new: Workflow) -> Iterator[Change]:
    for sort, one in _added_and_removed(old.transitions, new.transitions):
        ways = Text("; van {sources} naar {target}", "; from {sources} to {target}").fill(
            sources=listed(one.sources), target=one.target
        )
        change = _named_change(sort, "transition", one)
        words = Text(change.words.nl + ways.nl, change.words.en + ways.en)
        yield replace(change, words=words)
    for identifier, after in new.transitions.items():
        before = old.transitions.get(identifier)
        if before is not None:
            yield from _transition(before, after)


def _transition(before: Transition, after: Transition) -> Iterator[Change]:
    def change(words: Text, strictness: Strictness = Strictness.SAME) -> Change:
        told = Text("overgang {id}: {words}", "transition {id}: {words}")
        return Change(
            sort=ChangeSort.CHANGED,
            noun="transition",
            id=after.id,
            words=told.fill(id=after.id, words=words),
            relation=strictness,
        )

    for words, first, second in (
        (Text("vertrekt nu uit {new}", "leaves {new} now"), before.sources, after.sources),
        (Text("gaat nu naar {new}", "goes to {new} now"), (before.target,), (after.target,)),
        (Text("mag nu door {new}", "may be taken by {new} now"), before.roles, after.roles),
        (
            Text("vraagt nu een grond uit {new}", "asks a ground of {new} now"),
            before.exemptions,
            after.exemptions,
        ),
    ):
        if set(first) != set(second):
            nobody = (
                Text("geen", "none") if second is after.exemptions else Text("iedereen", "anyone")
            )
            yield change(words.fill(new=listed(second) if second else nobody))
    if before.motivation is not after.motivation:
        yield change(
            Text("vraagt nu een motivering", "asks a motivation now")
            if after.motivation
            else Text("vraagt geen motivering meer", "asks no motivation any more")
        )
    if before.automatic is not after.automatic:
        yield change(
            Text("gaat nu vanzelf", "is taken by itself now")
            if after.automatic
            else Text("gaat niet meer vanzelf", "is no longer taken by itself")
        )
    if before.exit_gate is not after.exit_gate:
        yield change(
            Text("houdt zich nu aan wat de fase vraagt", "keeps what the phase asks now")
            if after.exit_gate
            else Text("slaat nu over wat de fase vraagt", "skips what the phase asks now")
        )
    here = Text("voor de stap", "for the step")
    yield from _guards(here, before.guards, after.guards, change)


def _of_course(old: Workflow, new: Workflow) -> Iterator[Change]:
    if old.continuous is not new.continuous:
        words = (
            Text("het proces loopt nu door", "the process goes on now")
            if new.continuous
            else Text("het proces loopt niet meer door", "the process no longer goes on")
        )
        yield Change(sort=ChangeSort.CHANGED, noun="workflow", id="", words=words)
    for track in new.tracks:
        before = next((one for one in old.tracks if one.id == track.id), None)
        if before is not None and before.initial != track.initial:
            words = Text("spoor {t} begint nu in {p}", "track {t} begins in {p} now")
            filled = words.fill(t=track.id, p=track.initial)
            yield Change(sort=ChangeSort.CHANGED, noun="track", id=track.id, words=filled)


def _guards(
    place: Text,
    before: Iterable[Requirement],
    after: Iterable[Requirement],
    change: Callable[[Text, Strictness], Change],
) -> Iterator[Change]:
    """Return what is asked no more, and what is asked now; the order does not matter."""
    first = {repr(one.guard): one for one in before}
    second = {repr(one.guard): one for one in after}
    for key, one in first.items():
        if key not in second:
            words = Text("vraagt {place} niet meer: {words}", "no longer asks {place}: {words}")
            filled = words.fill(place=place, words=condition(one))
            yield change(filled, Strictness.LOOSER if _listens(one) else Strictness.SAME)
    for key, one in second.items():
        if key not in first:
            words = Text("vraagt nu {place}: {words}", "asks {place} now: {words}")
            filled = words.fill(place=place, words=condition(one))
            yield change(filled, Strictness.TIGHTER if _listens(one) else Strictness.SAME)
        elif first[key].basis != one.basis:
            words = Text("andere grondslag voor {kind}: {b}", "another basis for {kind}: {b}")
            filled = words.fill(kind=one.guard.kind, b=one.basis or same("-"))
            yield change(filled, Strictness.SAME)


def _listens(requirement: Requirement) -> bool:
    guard = requirement.guard
    if isinstance(guard, ContactsPerDomain):
        return guard.purpose == LISTENING
    parts: tuple[Requirement, ...] = getattr(guard, "parts", ())
    return any(map(_listens, parts))


def _added_and_removed(
    old: Mapping[str, T], new: Mapping[str, T]
) -> Iterator[tuple[ChangeSort, T]]:
    for identifier, one in old.items():
        if identifier not in new:
            yield ChangeSort.REMOVED, one
    for identifier, one in new.items():
        if identifier not in old:
            yield ChangeSort.ADDED, one


def _named_change(
    sort: ChangeSort, noun: str, one: Named, strictness: Strictness = Strictness.SAME
) -> Change:
    words = _SORTS[sort].fill(noun=_NOUNS[noun], label=one.label, id=one.id)
    return Change(sort=sort, noun=noun, id=one.id, words=words, relation=strictness)
