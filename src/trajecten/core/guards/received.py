"""The guard on how many contributions came in: enough of them, or none at all."""

from dataclasses import dataclass
from typing import ClassVar

from trajecten.core.facts import Facts
from trajecten.core.finding import Finding, Remedy
from trajecten.core.params import SINCE, ParamKind, param
from trajecten.core.since import entrance, since_words
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
    since: str = param(ParamKind.SINCE, SINCE, default="")

    def evaluate(self, facts: Facts, situation: Situation) -> Finding:
        """Return how many were received, whatever was done with them since."""
        total = self.received(facts, situation)
        too_few = total < self.min
        met = not too_few and (self.max is None or total <= self.max)
        message = Text("Ontvangen{since}: {n}.", "Received{since}: {n}.")
        if not met:
            message = _TOO_FEW if too_few else _TOO_MANY
        return Finding(
            guard=self.kind,
            met=met,
            message=message.fill(
                n=counted(total, *_CONTRIBUTION),
                bound=self.min if too_few else self.max or 0,
                since=since_words(self.since, facts, situation),
            ),
            remedies=() if met else (_MORE if too_few else _OTHERWISE,),
            facts={"received": total},
        )

    def received(self, facts: Facts, situation: Situation) -> int:
        """Return how many were received that count."""
        if not self.since:
            return facts.contributions
        began = entrance(self.since, facts, situation)
        return 0 if began is None else facts.contributions - began.contributions


# Private

_TOO_FEW = Text("Ontvangen{since}: {n}; nodig: {bound}.", "Received{since}: {n}; needed: {bound}.")
_TOO_MANY = Text(
    "Ontvangen{since}: {n}; hoogstens: {bound}.", "Received{since}: {n}; at most: {bound}."
)
_MORE = Remedy(
    Text("Leg ontvangen inbreng vast.", "Record a contribution received."), "ReceiveContribution"
)
_OTHERWISE = Remedy(
    Text(
        "Neem een andere stap: ontvangen inbreng gaat niet meer weg.",
        "Take another step: what was received does not go away.",
    )
)
