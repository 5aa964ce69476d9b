"""Guards on what was done with what people brought in (R10, R11)."""

from dataclasses import dataclass
from typing import ClassVar

from trajecten.core.duration import Duration
from trajecten.core.facts import ContributionFact, Facts
from trajecten.core.finding import Finding, Missing, Remedy
from trajecten.core.fold import waiting_seconds
from trajecten.core.params import ParamKind, param
from trajecten.core.text import Text, abridged, counted, same
from trajecten.core.workflow import Situation

_CONTRIBUTION = (
    Text("inbreng", "contribution"),
    Text("keer inbreng", "contributions"),
    Text("geen inbreng", "no contributions"),
)
_NOTHING = Text("Er is geen inbreng ontvangen.", "No contributions were received.")
_WORST = 50
"""How many of the slowest answers are looked at to name those that came too late."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionsDisposed:
    """Every contribution has a disposition with a reason."""

    kind: ClassVar[str] = "contributions_disposed"

    min: int = param(
        ParamKind.COUNT, "How many contributions there must be at the least.", default=0
    )

    def evaluate(self, facts: Facts, situation: Situation) -> Finding:
        """Return which contributions were not disposed of."""
        del situation
        waiting = [one for one in facts.open_contributions() if one.disposition is None]
        total = facts.contributions
        counts = {"received": total, "undisposed": len(waiting)}
        if waiting:
            return Finding(
                guard=self.kind,
                met=False,
                message=Text(
                    "Nog niet gewogen: {n} ({ids}).", "Not weighed yet: {n} ({ids})."
                ).fill(n=counted(len(waiting), *_CONTRIBUTION), ids=_ids(waiting)),
                missing=_missing(waiting),
                remedies=tuple(
                    Remedy(
                        Text("Weeg {id}, met reden.", "Dispose of {id}, with a reason.").fill(
                            id=one.id
                        ),
                        "DisposeContribution",
                        (("contribution", one.id),),
                    )
                    for one in waiting[:3]
                ),
                facts=dict(counts),
            )
        if total < self.min:
            return Finding(
                guard=self.kind,
                met=False,
                message=Text(
                    "Ontvangen: {n}; nodig: {min}.",
                    "Received: {n}; needed: {min}.",
                ).fill(n=counted(total, *_CONTRIBUTION), min=self.min),
                remedies=(
                    Remedy(
                        Text("Leg ontvangen inbreng vast.", "Record a contribution received."),
                        "ReceiveContribution",
                    ),
                ),
                facts=dict(counts),
            )
        return Finding(
            guard=self.kind,
            met=True,
            message=Text(
                "Alle inbreng is gewogen ({n}).", "All contributions are weighed ({n})."
            ).fill(n=counted(total, *_CONTRIBUTION))
            if total
            else _NOTHING,
            facts=dict(counts),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackSent:
    """Everyone heard what was done with their contribution, in time.

    An answer that came too late stays too late until the contribution is weighed again: then the
    time runs anew from that disposition.
    """

    kind: ClassVar[str] = "feedback_sent"

    within: Duration | None = param(
        ParamKind.DURATION, "How long after the disposition feedback must be sent.", default=None
    )

    def evaluate(self, facts: Facts, situation: Situation) -> Finding:
        """Return which contributions wait for feedback, and which got it too late."""
        del situation
        waiting = list(facts.open_contributions())
        late = self._late_answers(facts)
        total = facts.contributions
        if not waiting and not late:
            return Finding(
                guard=self.kind,
                met=True,
                message=Text(
                    "Over alle inbreng is teruggekoppeld ({n}).",
                    "Feedback was sent on all contributions ({n}).",
                ).fill(n=counted(total, *_CONTRIBUTION))
                if total
                else _NOTHING,
                facts={"received": total, "waiting": 0, "late": 0},
            )
        return Finding(
            guard=self.kind,
            met=False,
            message=self._message(waiting, late),
            missing=_missing([*waiting, *late]),
            remedies=_feedback_remedies(waiting, late),
            facts={"received": total, "waiting": len(waiting), "late": len(late)},
        )

    def _late_answers(self, facts: Facts) -> list[ContributionFact]:
        if self.within is None:
            return []
        slowest = facts.latest_answers(_WORST)
        late = [one for one in slowest if self._late(one)]
        if late or len(slowest) < _WORST:
            return late
        # A month may be short: one that waited less than all of these can still be too late.
        if waiting_seconds(slowest[-1]) <= self.within.least.total_seconds():
            return []
        return [one for one in facts.latest_answers(facts.contributions) if self._late(one)]

    def _late(self, one: ContributionFact) -> bool:
        if self.within is None or one.disposed_at is None or one.feedback_at is None:
            return False
        return one.feedback_at > self.within.after(one.disposed_at)

    def _message(self, waiting: list[ContributionFact], late: list[ContributionFact]) -> Text:
        parts: list[Text] = []
        if waiting:
            parts.append(
                Text(
                    "Nog geen terugkoppeling over {n} ({ids}).",
                    "No feedback yet on {n} ({ids}).",
                ).fill(n=counted(len(waiting), *_CONTRIBUTION), ids=_ids(waiting))
            )
        if late and self.within:
            parts.append(
                Text(
                    "Later dan {d} teruggekoppeld over {n} ({ids}).",
                    "Feedback later than {d} on {n} ({ids}).",
                ).fill(d=self.within.text, n=counted(len(late), *_CONTRIBUTION), ids=_ids(late))
            )
        return parts[0] if len(parts) == 1 else parts[0] + parts[1]


# Private


def _ids(contributions: list[ContributionFact]) -> Text:
    return abridged([one.id for one in contributions])


def _missing(contributions: list[ContributionFact]) -> tuple[Missing, ...]:
    return tuple(Missing(one.id, same(one.id)) for one in contributions)


def _feedback_remedies(
    waiting: list[ContributionFact], late: list[ContributionFact]
) -> tuple[Remedy, ...]:
    remedies: list[Remedy] = []
    undisposed = [one.id for one in waiting if one.disposition is None]
    if undisposed:
        remedies.append(
            Remedy(
                Text(
                    "Weeg eerst alle inbreng, met reden.",
                    "First dispose of every contribution, with a reason.",
                ),
                "DisposeContribution",
                (("contribution", undisposed[0]),),
            )
        )
    if waiting:
        remedies.append(
            Remedy(
                Text(
                    "Vertel de inbrengers wat er met hun inbreng is gedaan.",
                    "Tell contributors what was done with what they brought in.",
                ),
                "SendFeedback",
            )
        )
    return (*remedies, *map(_anew, late[:3]))


def _anew(late: ContributionFact) -> Remedy:
    words = Text(
        "Weeg {id} opnieuw en koppel daarna op tijd terug.",
        "Dispose of {id} anew and then send feedback in time.",
    )
    return Remedy(words.fill(id=late.id), "DisposeContribution", (("contribution", late.id),))
