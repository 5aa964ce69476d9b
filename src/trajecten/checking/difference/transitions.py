"""What changed in the transitions, and whether there is a way now that asks less of listening."""

from collections.abc import Collection, Iterator
from dataclasses import replace

from trajecten.checking.difference.asking import Place
from trajecten.checking.difference.change import (
    About,
    Change,
    ChangeSort,
    basis_words,
    strictness,
)
from trajecten.checking.difference.demands import Scale, conjuncts
from trajecten.checking.difference.names import added_and_removed, named_change
from trajecten.checking.difference.ways import Eased
from trajecten.core.text import Text, listed
from trajecten.core.workflow import Transition, Workflow

_ANYONE = Text("iedereen", "anyone")
_NONE = Text("geen", "none")


def of_transitions(scale: Scale, eased: Eased, sharpened: Eased) -> Iterator[Change]:
    """Return which transitions are new or gone, and each thing that those of both say otherwise."""
    old, new = scale.old.workflow, scale.new.workflow
    for sort, named in added_and_removed("transition", old, new):
        added = sort is ChangeSort.ADDED
        one = (new if added else old).transitions[named.id]
        strict = strictness(
            looser=added and one.id in eased.transitions,
            tighter=not added and one.id in sharpened.transitions,
        )
        yield _with_its_way(named_change(sort, "transition", one, strict), one)
    for identifier, after in new.transitions.items():
        before = old.transitions.get(identifier)
        if before is None:
            continue
        about = About("transition", identifier)
        ways = strictness(
            looser=identifier in eased.transitions, tighter=identifier in sharpened.transitions
        )
        yield from (about.change(one, ways) for one in _ways(before, after))
        yield from map(about.change, _who(before, after))
        if before.exit_gate is not after.exit_gate:
            yield _of_exit_gate(about, before, after, old, new)
        here = Place(Text("voor de stap", "for the step"), before.guards, after.guards)
        yield from here.changes(scale, about.change)


# Private


def _with_its_way(change: Change, one: Transition) -> Change:
    ways = Text("; van {sources} naar {target}", "; from {sources} to {target}").fill(
        sources=listed(one.sources), target=one.target
    )
    return replace(change, words=Text(change.words.nl + ways.nl, change.words.en + ways.en))


def _ways(before: Transition, after: Transition) -> Iterator[Text]:
    if set(before.sources) != set(after.sources):
        words = Text("vertrekt nu uit {new}", "leaves {new} now")
        yield words.fill(new=listed(after.sources))
    if before.target != after.target:
        yield Text("gaat nu naar {new}", "goes to {new} now").fill(new=after.target)


def _who(before: Transition, after: Transition) -> Iterator[Text]:
    if set(before.roles) != set(after.roles):
        words = Text("mag nu door {new}", "may be taken by {new} now")
        yield words.fill(new=_listed(after.roles, _ANYONE))
    if set(before.exemptions) != set(after.exemptions):
        words = Text("vraagt nu een grond uit {new}", "asks a ground of {new} now")
        yield words.fill(new=_listed(after.exemptions, _NONE))
    if before.motivation is not after.motivation:
        yield (
            Text("vraagt nu een motivering", "asks a motivation now")
            if after.motivation
            else Text("vraagt geen motivering meer", "asks no motivation any more")
        )
    if before.automatic is not after.automatic:
        yield (
            Text("gaat nu vanzelf", "is taken by itself now")
            if after.automatic
            else Text("gaat niet meer vanzelf", "is no longer taken by itself")
        )
    if before.basis != after.basis:
        yield basis_words(after.basis)


def _of_exit_gate(
    about: About, before: Transition, after: Transition, old: Workflow, new: Workflow
) -> Change:
    if after.exit_gate:
        words = Text("houdt zich nu aan wat de fase vraagt", "keeps what the phase asks now")
        tighter = _leaves_listening(after, new)
        return about.change(words, strictness(looser=False, tighter=tighter))
    words = Text("slaat nu over wat de fase vraagt", "skips what the phase asks now")
    return about.change(words, strictness(looser=_leaves_listening(before, old), tighter=False))


def _leaves_listening(transition: Transition, workflow: Workflow) -> bool:
    """Return whether a phase that it leaves asks to have listened on leaving."""
    gates = (workflow.phases[one].exit for one in transition.sources)
    return any(True for gate in gates for _ in conjuncts(gate))


def _listed(ids: Collection[str], none: Text) -> Text:
    return listed(ids) if ids else none
