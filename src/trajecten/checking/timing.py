"""Rules on terms: that they can start, that they have when they are asked for, that guards fit."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from trajecten.checking.space import Space, Step
from trajecten.checking.study import Study
from trajecten.core.guards.combine import AllOf
from trajecten.core.guards.terms import TermElapsed, TermNotExpired, WithinTerm
from trajecten.core.statute import Mark, Moment, Term, TermKind
from trajecten.core.text import Text
from trajecten.core.workflow import Requirement, Workflow
from trajecten.definition.places import Spot
from trajecten.definition.problem import Problem, Severity
from trajecten.definition.visible import quoted
from trajecten.machine import Asked


def terms_that_never_start(study: Study) -> Iterator[Problem]:
    """What starts a term can occur: the phase can be entered, the transition taken.

    A paper can always be registered, and a body decide.
    """
    for term in study.workflow.terms:
        if not _can_occur(study, term.starts):
            message = Text(
                "de termijn {term} kan nooit beginnen: {what}",
                "the term {term} can never start: {what}",
            ).fill(term=quoted(term.id), what=_why_not(term.starts))
            yield study.places.problem(
                Spot("term", term.id),
                "term-never-starts",
                message,
                remedy=Text(
                    "laat hem beginnen bij iets wat kan gebeuren",
                    "let it start by something that can happen",
                ),
            )


def guards_before_their_term(study: Study) -> Iterator[Problem]:
    """Where a guard needs a term that was started, every way to it has started that term.

    Only for terms that start by a phase or a transition: whether a paper is registered or a body
    decides is not seen here. Silent on a term that can never start, which is told of it; a
    requirement of several transitions is told once.
    """
    told: set[tuple[int, str]] = set()
    for (identifier, source), asked in study.gates.items():
        for one, term in _needed(study.workflow, asked):
            here = _Place(identifier, source, one)
            way = _way_without(study, term, here)
            known = (id(one), term.id) in told
            if way is not None and not known and _can_occur(study, term.starts):
                told.add((id(one), term.id))
                yield _not_started(study, here, term, way)


def guards_that_do_not_fit(study: Study) -> Iterator[Problem]:
    """A minimum is asked to have passed somewhere, a maximum not to have passed."""
    asked: dict[str, set[type]] = {}
    for requirement in study.workflow.requirements():
        guard = requirement.guard
        if isinstance(guard, TermElapsed | TermNotExpired | WithinTerm):
            asked.setdefault(guard.term, set()).add(type(guard))
    for term in study.workflow.terms:
        if asked.get(term.id) == {TermNotExpired} and term.kind is TermKind.MINIMUM:
            yield _unfit(study, term, _ONLY_NOT_EXPIRED)
        late = asked.get(term.id) == {TermElapsed} and term.kind is TermKind.MAXIMUM
        if late and not term.ends:
            yield _unfit(study, term, _ONLY_ELAPSED)


# Private


@dataclass(frozen=True, slots=True)
class _Place:
    """A requirement where it is asked: of which transition, out of which phase."""

    transition: str
    source: str
    asked: Requirement


_ONLY_NOT_EXPIRED = Text(
    "de termijn {term} is een minimum, maar er wordt alleen gevraagd dat hij niet verstreken is: "
    "niets wacht erop",
    "the term {term} is a minimum, but it is only asked not to have run out: nothing waits for it",
)
_ONLY_ELAPSED = Text(
    "de termijn {term} is een maximum, maar er wordt alleen gevraagd dat hij verstreken is: op "
    "tijd kan het dan nooit",
    "the term {term} is a maximum, but it is only asked to have run out: then it is never in time",
)


def _can_occur(study: Study, moment: Moment) -> bool:
    if moment.mark is Mark.ENTERING:
        track = study.workflow.track_of[moment.id].id
        space = study.space(track)
        return bool(space.reached & space.at(track, (moment.id,)))
    if moment.mark is Mark.TAKING:
        steps = study.steps_of(study.workflow.transitions[moment.id])
        return any(_space(study, one).reached & _space(study, one).open(one) for one in steps)
    return True


def _why_not(moment: Moment) -> Text:
    words = (
        Text("de fase {id} is niet te bereiken", "the phase {id} cannot be reached")
        if moment.mark is Mark.ENTERING
        else Text("de overgang {id} is niet te nemen", "the transition {id} cannot be taken")
    )
    return words.fill(id=quoted(moment.id))


def _space(study: Study, step: Step) -> Space:
    return study.space(step.track)


def _needed(workflow: Workflow, asked: Iterable[Asked]) -> Iterator[tuple[Requirement, Term]]:
    """Return what cannot be met before a term was started: not what is one of several ways."""
    for one in asked:
        for requirement in _all_of(one.requirement):
            guard: Any = requirement.guard
            if isinstance(guard, TermElapsed | WithinTerm):
                yield one.requirement, workflow.term(guard.term)


def _all_of(requirement: Requirement) -> Iterator[Requirement]:
    if isinstance(requirement.guard, AllOf):
        for part in requirement.guard.parts:
            yield from _all_of(part)
    else:
        yield requirement


def _way_without(study: Study, term: Term, here: _Place) -> tuple[str, ...] | None:
    """Return the shortest way to where a gate is asked on which a term was not started.

    None when there is none.
    """
    workflow = study.workflow
    track = workflow.track_of[here.transition].id
    if term.starts.mark not in {Mark.ENTERING, Mark.TAKING} or _starts_at_once(workflow, term):
        return None
    space = study.space(track)
    steps = [one for one in space.steps if not _starts(term, one)]
    goal = space.at(track, (here.source,)) & space.reach(steps)
    return tuple(one.transition for one in space.path(goal, steps)[0]) if goal else None


def _starts_at_once(workflow: Workflow, term: Term) -> bool:
    first = {one.initial for one in workflow.tracks}
    return term.starts.mark is Mark.ENTERING and term.starts.id in first


def _starts(term: Term, step: Step) -> bool:
    if term.starts.mark is Mark.ENTERING:
        return step.target == term.starts.id
    return step.transition == term.starts.id


def _not_started(study: Study, here: _Place, term: Term, way: tuple[str, ...]) -> Problem:
    message = Text(
        "bij {step} uit {phase} kan de termijn {term} nog niet begonnen zijn: dan gaat deze poort "
        "niet open",
        "at {step} from {phase} the term {term} may not have started yet: then this gate does not "
        "open",
    ).fill(step=quoted(here.transition), phase=quoted(here.source), term=quoted(term.id))
    return study.places.problem(
        _spot(study.workflow, here),
        "term-not-started",
        message,
        remedy=Text(
            "laat de termijn beginnen op elke weg hierheen",
            "let the term start on every way that leads here",
        ),
        severity=Severity.WARNING,
        witness=way,
    )


def _spot(workflow: Workflow, here: _Place) -> Spot:
    """Return where a requirement of a gate stands."""
    step = workflow.transitions[here.transition]
    gates = (
        (Spot("transition", step.id, "guards"), step.guards),
        (Spot("phase", step.target, "entry"), workflow.phases[step.target].entry),
        (Spot("phase", here.source, "exit"), workflow.phases[here.source].exit),
    )
    for spot, requirements in gates:
        for number, one in enumerate(requirements):
            if one is here.asked:
                return Spot(spot.noun, spot.id, spot.key, number)
    return Spot("transition", step.id)


def _unfit(study: Study, term: Term, message: Text) -> Problem:
    return study.places.problem(
        Spot("term", term.id),
        "term-misused",
        message.fill(term=quoted(term.id)),
        remedy=Text(
            "vraag iets anders van de termijn, of verander 'kind'",
            "ask something else of the term, or change 'kind'",
        ),
        severity=Severity.WARNING,
    )
