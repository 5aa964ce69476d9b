"""When a deviation that is open lapses: one rule, for deciding on it and for telling of it."""

from trajecten.core.facts import DeviationFact, Facts
from trajecten.core.finding import Finding
from trajecten.core.text import Text
from trajecten.core.workflow import Workflow
from trajecten.deciding.rules import rule

_ANEW = Text("Vraag de afwijking opnieuw.", "Ask for the deviation anew.")


def lapsed(workflow: Workflow, facts: Facts, deviation: DeviationFact) -> tuple[Finding, ...]:
    """Return why a deviation no longer holds; nothing while it can be decided on or carried out.

    It holds for the text it was asked under, and one that is no adaptation for that stay only.
    """
    rules = (_same_text(workflow, deviation), _same_stay(facts, deviation))
    return tuple(one for one in rules if not one.met)


def text_changed(identifier: str) -> Text:
    """Return the words for a deviation that lapsed because another text came in its place."""
    return Text(
        "De werkwijze is sinds de vraag veranderd; {id} geldt niet meer.",
        "The workflow has changed since the question; {id} no longer holds.",
    ).fill(id=identifier)


# Private


def _same_text(workflow: Workflow, deviation: DeviationFact) -> Finding:
    return rule(
        "same_text",
        met=deviation.definition == workflow.digest,
        unmet=text_changed(deviation.id),
        remedy=_ANEW,
    )


def _same_stay(facts: Facts, deviation: DeviationFact) -> Finding:
    visit = facts.tracks.get(deviation.track)
    return rule(
        "same_stay",
        met=bool(deviation.adopts) or (visit is not None and visit.seq == deviation.visit),
        unmet=Text(
            "Het traject is sinds de vraag verder gegaan; {id} geldt hier niet meer.",
            "The trajectory has moved on since the question; {id} no longer holds here.",
        ).fill(id=deviation.id),
        remedy=_ANEW,
    )
