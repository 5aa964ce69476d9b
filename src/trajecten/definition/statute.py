"""From terms and exemptions as written to those of the workflow."""

from trajecten.core.params import ParamKind
from trajecten.core.statute import Exemption, Extension, Mark, Moment, Term, TermKind
from trajecten.core.text import Text
from trajecten.core.workflow import Noun
from trajecten.definition.format import (
    ExemptionDraft,
    ExtensionDraft,
    MomentDraft,
    StartDraft,
    TermDraft,
)
from trajecten.definition.names import Names
from trajecten.definition.params import FORMS, Scope
from trajecten.definition.records import assembled
from trajecten.definition.report import BROKEN, Broken, Maybe, Report
from trajecten.definition.shapes import Written

_NOUNS: dict[Mark, Noun] = {
    Mark.ENTERING: "phase",
    Mark.TAKING: "transition",
    Mark.REGISTERING: "artefact",
}


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
            follows=self._follows(identifier, draft.starts),
            ends=None if draft.ends is None else self._moment(draft.ends),
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
                found = self._found(mark, written)
                return found if isinstance(found, Broken) else Moment(mark, found)
        return BROKEN

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
        before = draft.before
        return assembled(
            Extension,
            length=draft.length,
            basis=draft.basis,
            within=draft.within,
            before=self._names.find("phase", before) if isinstance(before, Written) else before,
        )

    def _check_end(self, draft: TermDraft) -> None:
        """Note an end that a minimum cannot have: time passes whatever is done."""
        if draft.ends is None or isinstance(draft.ends, Broken) or isinstance(draft.kind, Broken):
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
            self._report.add(draft.ends.place, "minimum-ends", message, remedy)


def exemption(identifier: str, draft: ExemptionDraft) -> Maybe[Exemption]:
    """Return a ground for an exemption."""
    return assembled(
        Exemption, id=identifier, label=draft.label, aliases=draft.aliases, basis=draft.basis
    )
