"""From tracks as written to those of the workflow, with what must hold within each."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from trajecten.core.text import Text, listed
from trajecten.core.workflow import AFTER_RELATION, Phase, Track, Transition
from trajecten.definition.format import KindsDraft, PhaseDraft, TrackDraft, TransitionDraft
from trajecten.definition.names import Names
from trajecten.definition.params import ALL
from trajecten.definition.records import assembled, sound
from trajecten.definition.report import BROKEN, Broken, Maybe, Report
from trajecten.definition.requirements import Requirements
from trajecten.definition.shapes import Written
from trajecten.definition.visible import quoted

D = TypeVar("D")
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What the whole workflow says that its tracks must keep; `BROKEN` when that is unknown."""

    continuous: Maybe[bool]
    relation_first: Maybe[bool]


class TrackBuilder:
    """Builds one track, and notes what cannot be in it."""

    def __init__(self, draft: TrackDraft, terms: Terms, names: Names, report: Report) -> None:
        """Look at the phases that could be read."""
        self._draft = draft
        self._terms = terms
        self._names = names
        self._report = report
        self._requirements = Requirements(names, report)
        self._phases = sound(draft.phases)
        self._owner = "" if isinstance(draft.id, Broken) else draft.id.value
        self._final = {
            one.id.value
            for one in self._phases
            if isinstance(one.id, Written) and one.final is True
        }

    def build(self) -> Maybe[Track]:
        """Return the track; `BROKEN` when anything in it is."""
        draft = self._draft
        track = assembled(
            Track,
            id=text_of(draft.id),
            label=draft.label,
            aliases=draft.aliases,
            initial=self._initial(),
            phases=_each(draft.phases, self._phase),
            transitions=_each(draft.transitions, self._transition),
        )
        self._check_end()
        return track

    def _phase(self, draft: PhaseDraft) -> Maybe[Phase]:
        return assembled(
            Phase,
            id=text_of(draft.id),
            label=draft.label,
            aliases=draft.aliases,
            kind=draft.kind if isinstance(draft.kind, Broken) else draft.kind.value,
            guidance=draft.guidance,
            entry=self._requirements.build_all(draft.entry),
            exit=self._requirements.build_all(draft.exit),
            min_duration=draft.min_duration,
            attention_after=draft.attention_after,
            policy_stage=draft.policy_stage,
            final=draft.final,
            statutory=draft.statutory,
            basis=draft.basis,
        )

    def _transition(self, draft: TransitionDraft) -> Maybe[Transition]:
        return assembled(
            Transition,
            id=text_of(draft.id),
            label=draft.label,
            aliases=draft.aliases,
            sources=self._sources(draft),
            target=self._found(draft.target),
            guards=self._requirements.build_all(draft.guards),
            roles=self._roles(draft),
            motivation=draft.motivation == "required" or draft.exemption != (),
            exit_gate=draft.exit_gate,
            exemptions=self._exemptions(draft),
            automatic=self._automatic(draft),
            basis=draft.basis,
        )

    def _automatic(self, draft: TransitionDraft) -> Maybe[bool]:
        written = draft.automatic
        if written is None:
            return False
        if isinstance(written, Broken):
            return BROKEN
        asks = {
            "roles": bool(sound(draft.roles)),
            "motivation: required": draft.motivation == "required",
            "exemption": bool(sound(draft.exemption)),
        }
        if written.value and any(asks.values()):
            self._report_asking(written, [quoted(one) for one, asked in asks.items() if asked])
        return written.value

    def _roles(self, draft: TransitionDraft) -> Maybe[tuple[Maybe[str], ...]]:
        if isinstance(draft.roles, Broken):
            return BROKEN
        return tuple(
            one if isinstance(one, Broken) else self._names.find("role", one) for one in draft.roles
        )

    def _exemptions(self, draft: TransitionDraft) -> Maybe[tuple[Maybe[str], ...]]:
        if isinstance(draft.exemption, Broken):
            return BROKEN
        if [one.value for one in sound(draft.exemption)] == [ALL]:
            return self._every_exemption(sound(draft.exemption)[0])
        return tuple(
            one if isinstance(one, Broken) else self._names.find("exemption", one)
            for one in draft.exemption
        )

    def _every_exemption(self, word: Written[str]) -> Maybe[tuple[str, ...]]:
        found = self._names.ids("exemption")
        if found or not self._names.is_complete("exemption"):
            return found or BROKEN
        message = Text(
            "dit bestand noemt geen gronden voor een uitzondering",
            "this file names no grounds for an exemption",
        )
        remedy = Text(
            "beschrijf ze bovenaan onder 'exemptions'", "describe them at the top, in 'exemptions'"
        )
        return self._report.add(word.place, "no-exemptions", message, remedy)

    def _found(self, phase: Maybe[Written[str]]) -> Maybe[str]:
        if isinstance(phase, Broken):
            return BROKEN
        return self._names.find("phase", phase, self._owner)

    def _sources(self, draft: TransitionDraft) -> Maybe[tuple[Maybe[str], ...]]:
        if isinstance(draft.sources, Broken):
            return BROKEN
        if isinstance(draft.sources, KindsDraft):
            return self._of_kinds(draft.sources, draft.target)
        written = (draft.sources,) if isinstance(draft.sources, Written) else draft.sources
        for one in written:
            if isinstance(one, Written) and one.value in self._final:
                self._report_beyond_end(one)
        return tuple(self._found(one) for one in written)

    def _of_kinds(self, draft: KindsDraft, target: Maybe[Written[str]]) -> Maybe[tuple[str, ...]]:
        """Return the phases of these kinds that a step may leave."""
        if isinstance(draft.kinds, Broken) or isinstance(target, Broken):
            return BROKEN
        found = tuple(
            one.id.value
            for one in self._phases
            if isinstance(one.id, Written)
            and isinstance(one.kind, Written)
            and one.kind.value in draft.kinds
            and one.id.value != target.value
            and one.id.value not in self._final
        )
        if found or BROKEN in draft.kinds or not self._phases_are_whole():
            return found or BROKEN
        message = Text(
            "dit spoor heeft geen andere fase van deze soort om uit te vertrekken",
            "this track has no other phase of this kind to leave from",
        )
        return self._report.add(draft.place, "no-phase-of-kind", message)

    def _phases_are_whole(self) -> bool:
        known = all(isinstance(one.kind, Written) for one in self._phases)
        return known and self._names.is_complete("phase")

    def _initial(self) -> Maybe[str]:
        written = self._draft.initial
        if isinstance(written, Broken):
            return BROKEN
        if written is None:
            first = self._draft.phases[0] if isinstance(self._draft.phases, tuple) else BROKEN
            if isinstance(first, Broken):
                return BROKEN
            self._check_initial(first)
            return text_of(first.id)
        found = self._found(written)
        for one in self._phases:
            if isinstance(one.id, Written) and one.id.value == found:
                self._check_initial(one)
        return found

    def _check_initial(self, phase: PhaseDraft) -> None:
        if self._terms.relation_first is not True or not isinstance(phase.kind, Written):
            return
        if phase.kind.value in AFTER_RELATION:
            message = Text(
                "de eerste fase van een spoor kan niet van de soort {kind} zijn: relatie eerst",
                "the first phase of a track cannot be of the kind {kind}: relation first",
            ).fill(kind=quoted(phase.kind.value))
            remedy = Text(
                "begin met een fase van de soort 'relation', of leg het beginsel met reden opzij "
                "in 'relation_first: {set_aside: …}'",
                "begin with a phase of the kind 'relation', or lay the principle aside with a "
                "reason in 'relation_first: {set_aside: …}'",
            )
            self._report.add(phase.kind.place, "content-first", message, remedy)

    def _check_end(self) -> None:
        if self._terms.continuous is not False or self._final or not self._phases:
            return
        whole = all(one.final is False for one in self._phases)
        last = self._phases[-1]
        if not whole or not self._names.is_complete("phase") or not isinstance(last.id, Written):
            return
        message = Text("dit spoor heeft geen eindfase", "this track has no final phase")
        remedy = Text(
            "zet 'final: true' bij de laatste fase, of 'continuous: true' bovenaan het bestand "
            "als het proces doorloopt",
            "add 'final: true' to the last phase, or 'continuous: true' at the top of the file "
            "if the process goes on",
        )
        self._report.add(last.id.place, "no-final-phase", message, remedy)

    def _report_asking(self, automatic: Written[bool], asked: list[str]) -> None:
        message = Text(
            "een stap die vanzelf gaat kan niets van iemand vragen; hier staat {keys}",
            "a step that is taken by itself cannot ask anything of anybody; here is {keys}",
        ).fill(keys=listed(asked))
        remedy = Text(
            "laat dat weg, of 'automatic'; wat waar moet zijn, vraagt u in 'guards'",
            "leave that out, or 'automatic'; what must be true is asked in 'guards'",
        )
        self._report.add(automatic.place, "automatic-asks", message, remedy)

    def _report_beyond_end(self, source: Written[str]) -> None:
        message = Text(
            "{phase} is een eindfase: er kan geen overgang uit vertrekken",
            "{phase} is a final phase: no transition can leave it",
        ).fill(phase=quoted(source.value))
        remedy = Text(
            "haal deze overgang weg, of 'final: true' bij de fase",
            "remove this transition, or 'final: true' from the phase",
        )
        self._report.add(source.place, "leaves-final", message, remedy)


def text_of(written: Maybe[Written[str]]) -> Maybe[str]:
    """Return what was written, without its place."""
    return written if isinstance(written, Broken) else written.value


# Private


def _each(
    drafts: Maybe[tuple[Maybe[D], ...]], build: Callable[[D], Maybe[T]]
) -> Maybe[tuple[Maybe[T], ...]]:
    if isinstance(drafts, Broken):
        return BROKEN
    return tuple(BROKEN if isinstance(one, Broken) else build(one) for one in drafts)
