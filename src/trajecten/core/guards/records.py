"""Guards on what was recorded: lessons, actions with an owner and a date, decisions."""

from dataclasses import dataclass
from typing import ClassVar

from trajecten.core.facts import ActionFact, Facts
from trajecten.core.finding import Finding, Missing, Remedy
from trajecten.core.params import SINCE, ParamKind, param
from trajecten.core.since import counts, since_words
from trajecten.core.text import Text, abridged, counted, joined, listed, same
from trajecten.core.workflow import Situation

_LESSON = (Text("les", "lesson"), Text("lessen", "lessons"))
_ACTION = (Text("actie", "action"), Text("acties", "actions"))
_ADD_ACTION = Remedy(
    Text("Leg een actie vast met eigenaar en datum.", "Record an action with an owner and a date."),
    "AddAction",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonsRecorded:
    """Lessons were recorded during this visit to the phase, or openly none, with a reason (R20)."""

    kind: ClassVar[str] = "lessons_recorded"

    min: int = param(ParamKind.COUNT, "How many lessons.", default=1)

    def evaluate(self, facts: Facts, situation: Situation) -> Finding:
        """Return how many lessons this phase gave."""
        del facts
        visit = situation.visit
        met = visit.no_lesson or visit.lessons >= self.min
        if met:
            message = (
                Text("Met reden vastgelegd: geen les.", "Recorded with a reason: no lesson.")
                if visit.no_lesson and not visit.lessons
                else Text("Vastgelegd in deze fase: {n}.", "Recorded in this phase: {n}.").fill(
                    n=counted(visit.lessons, *_LESSON)
                )
            )
        else:
            message = Text(
                "Vastgelegd in deze fase: {n}; nodig: {min}.",
                "Recorded in this phase: {n}; needed: {min}.",
            ).fill(n=counted(visit.lessons, *_LESSON), min=self.min)
        return Finding(
            guard=self.kind,
            met=met,
            message=message,
            remedies=()
            if met
            else (
                Remedy(
                    Text(
                        "Leg een les vast, of met reden dat er geen is.",
                        "Record a lesson, or with a reason that there is none.",
                    ),
                    "RecordLesson",
                ),
            ),
            facts={"lessons": visit.lessons, "asked": self.min},
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionsOwned:
    """There are actions, and each unfinished one has an owner and a date (R23)."""

    kind: ClassVar[str] = "actions_owned"

    min: int = param(ParamKind.COUNT, "How many actions at the least.", default=1)

    def evaluate(self, facts: Facts, situation: Situation) -> Finding:
        """Return which actions lack an owner or a date."""
        del situation
        loose = [one for one in facts.actions if not (one.owned and one.dated)]
        total = len(facts.actions) + facts.actions_finished
        problems: list[Text] = []
        if total < self.min:
            problems.append(
                Text("Vastgelegd: {n}; nodig: {min}.", "Recorded: {n}; needed: {min}.").fill(
                    n=counted(total, *_ACTION), min=self.min
                )
            )
        if loose:
            problems.append(
                Text("Zonder eigenaar of datum: {ids}.", "Without an owner or a date: {ids}.").fill(
                    ids=abridged([one.id for one in loose])
                )
            )
        return Finding(
            guard=self.kind,
            met=not problems,
            message=joined(problems, " ")
            if problems
            else Text(
                "Elke open actie heeft een eigenaar en een datum.",
                "Every open action has an owner and a date.",
            ),
            missing=tuple(Missing(one.id, same(one.id)) for one in loose),
            remedies=(*([_ADD_ACTION] if total < self.min else []), *map(_renewed, loose[:3])),
            facts={"actions": total, "loose": len(loose)},
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRecorded:
    """A body decided: the latest decision of that body, if need be with one of these outcomes."""

    kind: ClassVar[str] = "decision_recorded"

    body: str = param(ParamKind.BODY, "The domain or role that decides.")
    outcomes: tuple[str, ...] = param(
        ParamKind.OUTCOMES, "The outcomes that satisfy; any when left out.", default=()
    )
    since: str = param(ParamKind.SINCE, SINCE, default="")

    def evaluate(self, facts: Facts, situation: Situation) -> Finding:
        """Return whether the body decided, and what."""
        workflow = situation.workflow
        noun = "domain" if self.body in workflow.names("domain") else "role"
        label = workflow.name_of("domain" if noun == "domain" else "role", self.body)
        decision, since = facts.decisions.get(self.body), Text("", "")
        if decision and not counts(decision.seq, self.since, facts, situation):
            decision, since = None, since_words(self.since, facts, situation)
        met = decision is not None and (not self.outcomes or decision.outcome in self.outcomes)
        if decision is None:
            message = Text(
                "{body}: nog geen besluit vastgelegd{since}.",
                "{body}: no decision recorded yet{since}.",
            ).fill(body=label.capitalised, since=since)
        elif met:
            message = Text(
                "{body}: besluit vastgelegd ({id}).", "{body}: decision recorded ({id})."
            ).fill(body=label.capitalised, id=decision.id)
        else:
            message = Text(
                "{body}: anders besloten ({outcome}); nodig: {wanted}.",
                "{body}: decided otherwise ({outcome}); needed: {wanted}.",
            ).fill(
                body=label.capitalised,
                outcome=workflow.name_of("outcome", decision.outcome),
                wanted=listed(
                    (workflow.name_of("outcome", one) for one in self.outcomes), Text("of", "or")
                ),
            )
        return Finding(
            guard=self.kind,
            met=met,
            message=message,
            missing=() if met else (Missing(self.body, label),),
            remedies=()
            if met
            else (
                Remedy(
                    Text("Leg het besluit vast: {body}.", "Record the decision: {body}.").fill(
                        body=label
                    ),
                    "RecordDecision",
                    (("body", self.body), *(("outcome", one) for one in self.outcomes[:1])),
                ),
            ),
            facts={"decided": decision is not None},
        )


def _renewed(loose: ActionFact) -> Remedy:
    words = Text(
        "Rond {id} af en leg de actie opnieuw vast, met eigenaar en datum.",
        "Finish {id} and record the action anew, with an owner and a date.",
    )
    return Remedy(words.fill(id=loose.id), "FinishAction", (("action", loose.id),))
