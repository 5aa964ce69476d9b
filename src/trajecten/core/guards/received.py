"""The guard on how many contributions came in: enough of them, or none at all."""

from dataclasses import dataclass
from typing import ClassVar

from trajecten.core.facts import Facts
from trajecten.core.finding import Finding, Remedy
from trajecten.core.params import ParamKind, param
from trajecten.core.text import Text, counted
from trajecten.core.workflow import Situation

_CONTRIBUTION = (
    Text("inbreng", "contribution"),
    Text("keer inbreng", "contributions"),
    Text("geen inbreng", "no contributions"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionsReceived:
    """So many contributions were received: not fewer, not more."""

    kind: ClassVar[str] = "contributions_received"

    min: int = param(ParamKind.COUNT, "How many at the least; 0 when left out.", default=0)
    max: int | None = param(
        ParamKind.COUNT, "How many at the most; 0 when nothing came in.", default=None
    )

    def evaluate(self, facts: Facts, situation: Situation) -> Finding:
        """Return how many were received, whatever was done with them since."""
        del situation
        total = facts.contributions
        too_few = total < self.min
        met = not too_few and (self.max is None or total <= self.max)
        message = Text("Ontvangen: {n}.", "Received: {n}.")
        if not met:
            message = (
                Text("Ontvangen: {n}; nodig: {bound}.", "Received: {n}; needed: {bound}.")
                if too_few
                else Text("Ontvangen: {n}; hoogstens: {bound}.", "Received: {n}; at most: {bound}.")
            )
        return Finding(
            guard=self.kind,
            met=met,
            message=message.fill(
                n=counted(total, *_CONTRIBUTION), bound=self.min if too_few else self.max or 0
            ),
            remedies=() if met else (_MORE if too_few else _OTHERWISE,),
            facts={"received": total},
        )


# Private

_MORE = Remedy(
    Text("Leg ontvangen inbreng vast.", "Record a contribution received."), "ReceiveContribution"
)
_OTHERWISE = Remedy(
    Text(
        "Neem een andere stap: ontvangen inbreng gaat niet meer weg.",
        "Take another step: what was received does not go away.",
    )
)
