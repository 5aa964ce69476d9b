"""Guards that join others: all of them, any of them, not this one."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar

from trajecten.core.facts import Facts
from trajecten.core.finding import DEAD_END, Finding, Remedy
from trajecten.core.params import ParamKind, param
from trajecten.core.text import Text, counted
from trajecten.core.workflow import Requirement, Situation

_CONDITION = (Text("voorwaarde", "condition"), Text("voorwaarden", "conditions"))


@dataclass(frozen=True, slots=True, kw_only=True)
class AllOf:
    """Every part is met."""

    kind: ClassVar[str] = "all"

    parts: tuple[Requirement, ...] = param(ParamKind.REQUIREMENTS, "The conditions joined.")

    def evaluate(self, facts: Facts, situation: Situation) -> Finding:
        """Return what all parts found."""
        findings = tuple(one.evaluate(facts, situation) for one in self.parts)
        unmet = [one for one in findings if not one.met]
        return Finding(
            guard=self.kind,
            met=not unmet,
            message=_sentence(unmet)
            if unmet
            else Text("Aan alle voorwaarden is voldaan.", "All conditions are met."),
            missing=tuple(item for one in unmet for item in one.missing),
            remedies=(DEAD_END,)
            if any(DEAD_END in one.remedies for one in unmet)
            else tuple(item for one in unmet for item in one.remedies),
            parts=findings,
            failed=any(one.failed for one in findings),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class AnyOf:
    """At least one part is met."""

    kind: ClassVar[str] = "any"

    parts: tuple[Requirement, ...] = param(ParamKind.REQUIREMENTS, "The conditions to choose from.")

    def evaluate(self, facts: Facts, situation: Situation) -> Finding:
        """Return what the parts found; one that is met is enough."""
        findings = tuple(one.evaluate(facts, situation) for one in self.parts)
        met = [one for one in findings if one.met]
        options = Text(
            " Of: ".join(one.message.nl for one in findings),
            " Or: ".join(one.message.en for one in findings),
        )
        return Finding(
            guard=self.kind,
            met=bool(met),
            message=met[0].message
            if met
            else Text("Een van deze is nodig: {o}", "One of these is needed: {o}").fill(o=options),
            missing=() if met else tuple(item for one in findings for item in one.missing),
            remedies=() if met else tuple(_advised(findings)),
            parts=findings,
            failed=not met and any(one.failed for one in findings),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Not:
    """The part is not met; a part that could not be judged blocks as well."""

    kind: ClassVar[str] = "not"

    parts: tuple[Requirement, ...] = param(ParamKind.REQUIREMENT, "The condition that must not be.")

    def evaluate(self, facts: Facts, situation: Situation) -> Finding:
        """Return the opposite of the part's finding."""
        finding = self.parts[0].evaluate(facts, situation)
        if finding.failed:
            return replace(finding, guard=self.kind, parts=(finding,))
        words = (
            Text("Dit mag juist niet zo zijn: {m}", "This must not be so: {m}")
            if finding.met
            else Text("Dit is niet zo, zoals gevraagd: {m}", "This is not so, as asked: {m}")
        )
        return Finding(
            guard=self.kind,
            met=not finding.met,
            message=words.fill(m=finding.message),
            parts=(finding,),
        )


def _advised(findings: tuple[Finding, ...]) -> Iterator[Remedy]:
    """Return what helps of the ways that are still open; of all when none is."""
    still = [one for one in findings if DEAD_END not in one.remedies]
    for one in still or findings:
        yield from one.remedies


def _sentence(unmet: list[Finding]) -> Text:
    lead = Text("Nog niet voldaan aan {n}:", "{n} not met yet:").fill(
        n=counted(len(unmet), *_CONDITION)
    )
    for one in unmet:
        lead += one.message
    return lead
