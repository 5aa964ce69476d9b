"""By when what a step asks must be done: the terms that end by it."""

from collections.abc import Iterable, Iterator

from trajecten.core.guards.combine import AllOf, AnyOf
from trajecten.core.guards.papers import Artefact
from trajecten.core.guards.records import DecisionRecorded
from trajecten.core.statute import Mark, Moment, Term
from trajecten.core.text import Text, quoted
from trajecten.core.workflow import Noun, Phase, Transition, Workflow
from trajecten.explaining.explanation import Point
from trajecten.explaining.statute import happening
from trajecten.explaining.wording import resting_on
from trajecten.machine import Asked


def limits(
    step: Transition, asked: Iterable[Asked], phase: Phase, workflow: Workflow
) -> Iterator[Point]:
    """Return how much time there is for each thing that a step asks, and from when it counts.

    The first thing that ends a term is what must be done; others, such as stopping, settle it too.
    """
    for mark in dict.fromkeys(_marks(step, asked)):
        due = [one for one in workflow.terms if one.ends and _is_due(one.ends[0], mark, phase)]
        if due:
            lead = _time_for(mark, workflow)
            yield Point(lead, tuple(Point(_limit(one, workflow)) for one in due))


# Private


def _marks(step: Transition, asked: Iterable[Asked]) -> Iterator[Moment]:
    """Return what happens by a step, or must have happened before it, that can end a term.

    Of what is one of several ways to be let through, nothing must have happened.
    """
    yield Moment(Mark.TAKING, step.id)
    yield Moment(Mark.ENTERING, step.target)
    todo = [one.requirement for one in asked]
    while todo:
        match todo.pop(0).guard:
            case AllOf(parts=parts) | AnyOf(parts=(_,) as parts):
                todo.extend(parts)
            case DecisionRecorded(body=body):
                yield Moment(Mark.DECIDING, body)
            case Artefact(type=paper):
                yield Moment(Mark.REGISTERING, paper)


def _is_due(end: Moment, mark: Moment, phase: Phase) -> bool:
    """Return whether a term ends by something of a step out of a phase, if it counts there."""
    return end.event == mark.event and (not end.phases or phase.id in end.phases)


def _time_for(mark: Moment, workflow: Workflow) -> Text:
    match mark.mark:
        case Mark.DECIDING:
            noun: Noun = "domain" if mark.id in workflow.names("domain") else "role"
            words = Text(
                "Voor het besluit van {what} is hoogstens zoveel tijd:",
                "For the decision of {what} there is at most this time:",
            )
        case Mark.REGISTERING:
            noun = "artefact"
            words = Text(
                "Voor het stuk {what} is hoogstens zoveel tijd:",
                "For the paper {what} there is at most this time:",
            )
        case _:
            return Text(
                "Voor deze stap is hoogstens zoveel tijd:",
                "For this step there is at most this time:",
            )
    return words.fill(what=quoted(workflow.name_of(noun, mark.id)))


def _limit(term: Term, workflow: Workflow) -> Text:
    words = Text(
        "{d} vanaf het moment dat {begin}: de termijn {term}.",
        "{d} from when {begin}: the term {term}.",
    )
    begin = happening(term.starts, workflow)
    filled = words.fill(d=term.length.text, begin=begin, term=quoted(term.label))
    return resting_on(filled, term.basis)
