"""Guards on what was done with what people brought in (R10, R11)."""

from dataclasses import dataclass
from typing import ClassVar

from trajecten.core.duration import Duration
from trajecten.core.facts import ContributionFact, Facts
from trajecten.core.finding import Finding, Missing, Remedy
from trajecten.core.params import ParamKind, param
from trajecten.core.text import Text, counted, listed, same
from trajecten.core.workflow import Situation

_CONTRIBUTION = (Text("inbreng", "contribution"), Text("keer inbreng", "contributions"))
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
                    "Er is {n} ontvangen; gevraagd: {min}.",
                    "{n} received; asked for: {min}.",
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
            ).fill(n=counted(total, *_CONTRIBUTION)),
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
        late = [one for one in facts.latest_answers(_WORST) if self._late(one)]
        total = facts.contributions
        if not waiting and not late:
            return Finding(
                guard=self.kind,
                met=True,
                message=Text(
                    "Over alle inbreng is teruggekoppeld ({n}).",
                    "Feedback was sent on all contributions ({n}).",
                ).fill(n=counted(total, *_CONTRIBUTION)),
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
    shown = [one.id for one in contributions[:10]]
    more = len(contributions) - len(shown)
    if not more:
        return listed(shown)
    return listed([*shown, Text("nog {n}", "{n} more").fill(n=more)])


def _missing(contributions: list[ContributionFact]) -> tuple[Missing, ...]:
    return tuple(Missing(one.id, same(one.id)) for one in contributions)


def _feedback_remedies(
    waiting: list[ContributionFact], late: list[ContributionFact]
) -> tuple[Remedy, ...]:
    remedies: list[Remedy] = []
    if any(one.disposition is None for one in waiting):
        remedies.append(
            Remedy(
                Text(
                    "Weeg eerst alle inbreng, met reden.",
                    "First dispose of every contribution, with a reason.",
                ),
                "DisposeContribution",
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
    for one in late[:3]:
        remedies.append(
            Remedy(
                Text(
                    "Weeg {id} opnieuw en koppel daarna op tijd terug.",
                    "Dispose of {id} anew and then send feedback in time.",
                ).fill(id=one.id),
                "DisposeContribution",
                (("contribution", one.id),),
            )
        )
    return tuple(remedies)
