"""The condition that the engine itself asks before a trajectory ends: nothing is owed any more."""

from dataclasses import dataclass
from typing import ClassVar

from trajecten.core.dates import day_words
from trajecten.core.duration import AMSTERDAM
from trajecten.core.facts import DeviationFact, Facts, Standing
from trajecten.core.finding import Finding, Missing
from trajecten.core.guards.written import read
from trajecten.core.text import Text, joined, same
from trajecten.core.workflow import Situation


@dataclass(frozen=True, slots=True, kw_only=True)
class DebtsRepaid:
    """Whatever a deviation left undone, and the workflow wants done all the same, is done (R8)."""

    kind: ClassVar[str] = "debts_repaid"

    def evaluate(self, facts: Facts, situation: Situation) -> Finding:
        """Return which deviations are still owed for, and what would repay each."""
        found = debts(facts, situation)
        unpaid = [one for one in found if not one.met]
        if not unpaid:
            return Finding(
                guard=self.kind,
                met=True,
                message=Text(
                    "Voor afwijkingen staat niets meer open.", "Nothing is owed for deviations."
                ),
                parts=found,
            )
        return Finding(
            guard=self.kind,
            met=False,
            message=joined((one.message for one in unpaid), " "),
            missing=tuple(one.missing[0] for one in unpaid),
            remedies=tuple(remedy for one in unpaid for remedy in one.remedies),
            parts=found,
            facts={"owed": len(unpaid)},
        )


def debts(facts: Facts, situation: Situation) -> tuple[Finding, ...]:
    """Return for each deviation that carries a debt whether it is repaid by now, oldest first."""
    return tuple(
        _debt(one, facts, situation)
        for one in facts.deviations
        if one.standing is Standing.OWING and one.due is not None
    )


# Private


def _debt(deviation: DeviationFact, facts: Facts, situation: Situation) -> Finding:
    guards = situation.workflow.guards
    parts = tuple(read(one, guards).evaluate(facts, situation) for one in deviation.owed)
    unmet = [one for one in parts if not one.met]
    day = day_words(deviation.due.astimezone(AMSTERDAM).date()) if deviation.due else Text("-", "-")
    late = deviation.due is not None and situation.now > deviation.due
    words = Text(
        "In te halen voor {id}, uiterlijk {day}: {what}",
        "To be made good for {id}, by {day} at the latest: {what}",
    )
    if late:
        words = Text(
            "In te halen voor {id}, en te laat (het moest uiterlijk {day}): {what}",
            "To be made good for {id}, and too late (it was due by {day}): {what}",
        )
    repaid = Text("Ingehaald: wat {id} openliet.", "Made good: what {id} left open.")
    return Finding(
        guard="debt",
        met=not unmet,
        message=words.fill(id=deviation.id, day=day, what=joined((u.message for u in unmet), " "))
        if unmet
        else repaid.fill(id=deviation.id),
        missing=(Missing(deviation.id, same(deviation.id)),) if unmet else (),
        remedies=tuple(remedy for one in unmet for remedy in one.remedies) if unmet else (),
        parts=parts,
        facts={"late": late and bool(unmet)},
    )
