"""What changed in the phases."""

from collections.abc import Iterator

from trajecten.checking.difference.asking import Place
from trajecten.checking.difference.change import (
    About,
    Change,
    ChangeSort,
    Strictness,
    basis_words,
    strictness,
)
from trajecten.checking.difference.demands import Scale
from trajecten.checking.difference.names import added_and_removed, named_change
from trajecten.core.guards.flow import KIND_LABELS
from trajecten.core.text import Text, same
from trajecten.core.workflow import AFTER_RELATION, Phase, PolicyStage, Workflow

_STAGES = {
    PolicyStage.PREPARATION: Text("voorbereiding", "preparation"),
    PolicyStage.EXECUTION: Text("uitvoering", "execution"),
    PolicyStage.EVALUATION: Text("evaluatie", "evaluation"),
}


def of_phases(old: Workflow, new: Workflow, scale: Scale) -> Iterator[Change]:
    """Return which phases are new or gone, and each thing that those of both say otherwise."""
    for sort, one in added_and_removed("phase", old, new):
        gone = sort is ChangeSort.REMOVED
        strict = _of_loss(old.phases[one.id], new, scale) if gone else Strictness.SAME
        yield named_change(sort, "phase", one, strict)
    for identifier, after in new.phases.items():
        before = old.phases.get(identifier)
        if before is None:
            continue
        about = About("phase", identifier)
        if before.kind is not after.kind:
            words = Text("was {old}, is nu {new}", "was {old}, is now {new}")
            filled = words.fill(old=KIND_LABELS[before.kind], new=KIND_LABELS[after.kind])
            yield about.change(filled, _of_kinds(before, after, new))
        for words in (*_course(before, after), *_times(before, after), *_by_law(before, after)):
            yield about.change(words)
        if old.track_of[identifier].id != new.track_of[identifier].id:
            words = Text("staat nu in spoor {t}", "stands in track {t} now")
            yield about.change(words.fill(t=new.track_of[identifier].id))
        for place in _places(before, after):
            yield from place.changes(scale, about.change)


# Private


def _of_loss(phase: Phase, new: Workflow, scale: Scale) -> Strictness:
    """Return whether listening that a phase asked is gone with it.

    It is not when the phase that the newer workflow says takes its place asks no less.
    """
    instead = new.phases.get(new.migrates.get(phase.id, ""))
    entry, leaving = (instead.entry, instead.exit) if instead else ((), ())
    lost = scale.loosens(phase.entry, entry) or scale.loosens(phase.exit, leaving)
    return strictness(looser=lost, tighter=False)


def _places(before: Phase, after: Phase) -> Iterator[Place]:
    yield Place(Text("bij het ingaan", "on entering"), before.entry, after.entry)
    yield Place(Text("bij het verlaten", "on leaving"), before.exit, after.exit)


def _of_kinds(before: Phase, after: Phase, new: Workflow) -> Strictness:
    was, now = before.kind in AFTER_RELATION, after.kind in AFTER_RELATION
    binds = new.relation_first.set_aside is None
    return strictness(looser=binds and was and not now, tighter=binds and now and not was)


def _course(before: Phase, after: Phase) -> Iterator[Text]:
    if before.final is not after.final:
        yield (
            Text("is nu een eindfase", "is a final phase now")
            if after.final
            else Text("is geen eindfase meer", "is no longer final")
        )
    if before.guidance != after.guidance:
        yield Text("de toelichting is anders", "its guidance is different")
    if before.policy_stage is not after.policy_stage:
        stage = _STAGES[after.policy_stage] if after.policy_stage else same("-")
        words = Text("hoort nu bij dit stadium van beleid: {s}", "stage of policy now: {s}")
        yield words.fill(s=stage)


def _times(before: Phase, after: Phase) -> Iterator[Text]:
    if before.min_duration != after.min_duration:
        yield (
            Text("duurt nu minstens {d}", "takes at least {d} now").fill(d=after.min_duration.text)
            if after.min_duration
            else Text("heeft geen minimale duur meer", "has no minimum duration any more")
        )
    if before.attention_after != after.attention_after:
        words = Text("vraagt nu aandacht na {d}", "asks for attention after {d} now")
        yield (
            words.fill(d=after.attention_after.text)
            if after.attention_after
            else Text("vraagt niet meer om aandacht", "no longer asks for attention")
        )


def _by_law(before: Phase, after: Phase) -> Iterator[Text]:
    if before.statutory is not after.statutory:
        yield (
            Text("staat nu in de wet", "is set by law now")
            if after.statutory
            else Text("staat niet meer in de wet", "is no longer set by law")
        )
    if before.basis != after.basis:
        yield basis_words(after.basis)
