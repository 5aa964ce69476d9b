"""From terms and exemptions as written to those of the workflow."""

from trajecten.core.params import ParamKind
from trajecten.core.statute import Exemption, Extension, Mark, Moment, Term, TermKind
from trajecten.core.text import Text
from trajecten.core.workflow import Noun
from trajecten.definition.format import (
    ExemptionDraft,
    ExtensionDraft,
    MomentDraft,
    References,
    StartDraft,
    TermDraft,
)
from trajecten.definition.names import Names
from trajecten.definition.params import FORMS, Scope
from trajecten.definition.records import assembled, sound
from trajecten.definition.report import BROKEN, Broken, Maybe, Report
from trajecten.definition.shapes import Written
from trajecten.definition.visible import quoted

_NOUNS: dict[Mark, Noun] = {
    Mark.ENTERING: "phase",
    Mark.TAKING: "transition",
    Mark.REGISTERING: "artefact",
}

_CONDITIONS: dict[Mark, tuple[str, ...]] = {
    Mark.REGISTERING: ("phases", "after"),
    Mark.DECIDING: ("outcomes", "phases", "after"),
}
"""By what is recorded, when it may be said to count."""


class TermBuilder:
    """Builds terms, and notes every name in them that does not exist."""

    def __init__(self, names: Names, report: Report) -> None:
        """Resolve against these names."""
        self._names = names
        self._report = report

    def build(self, identifier: str, draft: TermDraft) -> Maybe[Term]:
        """Return the term; `BROKEN` when anything in it is."""
        self._check_end(draft)
        return assembled(
            Term,
            id=identifier,
            label=draft.label,
            aliases=draft.aliases,
            kind=draft.kind if isinstance(draft.kind, Broken) else draft.kind.value,
            length=draft.length,
            starts=self._moment(draft.starts),
            basis=draft.basis,
            calendar=draft.calendar,
            same_day=BROKEN
            if isinstance(draft.counts_from, Broken)
            else draft.counts_from == "same_day",
            again=_again(draft),
            follows=self._follows(identifier, draft.starts),
            ends=draft.ends
            if isinstance(draft.ends, Broken)
            else tuple(self._moment(one) for one in draft.ends),
            extension=self._extension(draft.extension),
            suspension=draft.suspension
            if draft.suspension is None or isinstance(draft.suspension, Broken)
            else draft.suspension.basis,
        )

    def _moment(self, draft: Maybe[MomentDraft]) -> Maybe[Moment]:
        """Return what a term begins or ends by; the shape has seen to it that there is one."""
        if isinstance(draft, Broken):
            return BROKEN
        for mark in Mark:
            written: Maybe[Written[str]] | bool | None = getattr(draft, mark.value, None)
            if written is True:
                return Moment(mark)
            if isinstance(written, Written):
                return self._described(mark, self._found(mark, written), draft)
        return BROKEN

    def _described(self, mark: Mark, found: Maybe[str], draft: MomentDraft) -> Maybe[Moment]:
        """Return what happens, with when it counts: only what is recorded can be told apart."""
        possible = _CONDITIONS.get(mark, ())
        for name in ("outcomes", "phases", "after"):
            if getattr(draft, name) and name not in possible:
                key = "in" if name == "phases" else name
                message = Text("{key} hoort niet bij {mark}", "{key} does not go with {mark}")
                remedy = Text("haal {key} weg", "remove {key}").fill(key=quoted(key))
                words = message.fill(key=quoted(key), mark=quoted(mark.value))
                return self._report.add(draft.place, "moment-condition", words, remedy)
        return assembled(
            Moment,
            mark=mark,
            id=found,
            outcomes=draft.outcomes
            if isinstance(draft.outcomes, Broken)
            else tuple(one if isinstance(one, Broken) else one.value for one in draft.outcomes),
            phases=self._all("phase", draft.phases),
            after=self._all("term", draft.after),
        )

    def _all(self, noun: Noun, written: References) -> Maybe[tuple[Maybe[str], ...]]:
        if isinstance(written, Broken):
            return BROKEN
        return tuple(
            one if isinstance(one, Broken) else self._names.find(noun, one) for one in written
        )

    def _found(self, mark: Mark, written: Written[str]) -> Maybe[str]:
        if mark in _NOUNS:
            return self._names.find(_NOUNS[mark], written)
        scope = Scope(self._names, self._report, {}, {})
        body: Maybe[str] = FORMS[ParamKind.BODY].resolve(written, scope)
        return body

    def _follows(self, identifier: str, draft: Maybe[StartDraft]) -> Maybe[str] | None:
        if isinstance(draft, Broken) or draft.follows is None:
            return BROKEN if isinstance(draft, Broken) else None
        if isinstance(draft.follows, Broken):
            return BROKEN
        if draft.follows.value == identifier:
            message = Text("een termijn volgt niet op zichzelf", "a term does not follow itself")
            return self._report.add(draft.follows.place, "follows-itself", message)
        return self._names.find("term", draft.follows)

    def _extension(self, draft: Maybe[ExtensionDraft] | None) -> Maybe[Extension] | None:
        if draft is None or isinstance(draft, Broken):
            return draft
        before, requires = draft.before, draft.requires
        return assembled(
            Extension,
            length=draft.length,
            basis=draft.basis,
            within=draft.within,
            before=self._names.find("phase", before) if isinstance(before, Written) else before,
            requires=self._names.find("artefact", requires)
            if isinstance(requires, Written)
            else requires,
        )

    def _check_end(self, draft: TermDraft) -> None:
        """Note an end that a minimum cannot have: time passes whatever is done."""
        ends = sound(draft.ends)
        if not ends or isinstance(draft.kind, Broken):
            return
        if draft.kind.value is TermKind.MINIMUM:
            message = Text(
                "een termijn die verstreken moet zijn, eindigt niet doordat er iets gedaan wordt",
                "a term that must have passed does not end by what is done",
            )
            remedy = Text(
                "haal 'ends' weg, of maak er een 'maximum' van",
                "remove 'ends', or make it a 'maximum'",
            )
            self._report.add(ends[0].place, "minimum-ends", message, remedy)


def _again(draft: TermDraft) -> Maybe[bool]:
    """Return whether a term begins anew each time: as written, else only a minimum, by a step."""
    if isinstance(draft.starts, Broken) or isinstance(draft.kind, Broken):
        return BROKEN
    if draft.starts.again is not None:
        return draft.starts.again
    by_step = draft.starts.entering is not None or draft.starts.taking is not None
    return by_step and draft.kind.value is TermKind.MINIMUM


def exemption(identifier: str, draft: ExemptionDraft) -> Maybe[Exemption]:
    """Return a ground for an exemption."""
    return assembled(
        Exemption, id=identifier, label=draft.label, aliases=draft.aliases, basis=draft.basis
    )
