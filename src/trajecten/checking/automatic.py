"""The rule on steps that are taken by themselves: they may not go round for ever."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations_with_replacement

from trajecten.checking.atoms import Atom, Fact, excludes, implies
from trajecten.checking.conditions import Conditions
from trajecten.checking.limits import TooLargeError
from trajecten.checking.space import Space, Step
from trajecten.checking.study import Study
from trajecten.core.guards.flow import MinDuration
from trajecten.core.guards.people import Approved
from trajecten.core.guards.records import LessonsRecorded
from trajecten.core.guards.terms import TermElapsed, TermNotExpired, WithinTerm
from trajecten.core.since import THIS_VISIT
from trajecten.core.statute import Mark, Term
from trajecten.core.text import Text, listed
from trajecten.core.workflow import Workflow
from trajecten.definition.places import Spot
from trajecten.definition.problem import Problem
from trajecten.definition.visible import quoted

MOST_TRIED = 1_000
"""How many sets of steps that do not bar each other may be tried."""


def automatic_loops(study: Study) -> Iterator[Problem]:
    """No circle of automatic steps can be gone round again while no fact and no day changes.

    Circles are told one by one: the steps of one that is told are left out of the next.
    """
    workflow = study.workflow
    if not any(one.automatic for one in workflow.transitions.values()):
        return
    terms = study.terms_of(Conditions(workflow, _begins_anew))
    for space in study.spaces_of(terms):
        steps = tuple(_repeatable(workflow, space))
        while circle := _circle(workflow, space, steps):
            way, round_ = circle
            yield _problem(study, way, round_)
            told = {one.transition for one in round_}
            steps = tuple(one for one in steps if one.transition not in told)


# Private


def _repeatable(workflow: Workflow, space: Space) -> Iterator[Step]:
    """Return the automatic steps that can be taken again: those of a visit are not, by a new one.

    Lessons and approvals count for one visit, and a new one has not lasted yet; to take a step
    again its track must enter the phase anew.
    """
    for step in space.steps:
        automatic = step.track and workflow.transitions[step.transition].automatic
        if automatic and not any(_is_of_visit(one) for one in step.holds):
            yield step


def _is_of_visit(atom: Atom) -> bool:
    match atom.guard if isinstance(atom, Fact) else None:
        case LessonsRecorded(min=number) | Approved(by=number):
            return number > 0
        case MinDuration():
            return True
        case guard:
            return getattr(guard, "since", None) == THIS_VISIT


def _begins_anew(atom: Atom) -> bool:
    """Return whether going round may end a fact, so that it must be kept in the terms."""
    elapsed = isinstance(atom, Fact) and isinstance(atom.guard, TermElapsed)
    return elapsed or _is_of_visit(atom)


def _circle(
    workflow: Workflow, space: Space, steps: Sequence[Step]
) -> tuple[tuple[Step, ...], tuple[Step, ...]] | None:
    """Return a way to a circle, and the circle; None when there is none."""
    found = _endless(workflow, space, tuple(steps))
    if found is None:
        return None
    live, within = found
    way, here = space.path(within)
    visited: list[int] = []
    walked: list[Step] = []
    while here not in visited:
        visited.append(here)
        step, here = _onward(space, live, here, within)
        walked.append(step)
    begin = visited.index(here)
    return (*way, *walked[:begin]), tuple(walked[begin:])


def _onward(space: Space, live: Iterable[Step], here: int, within: int) -> tuple[Step, int]:
    return next((one, to) for one in live if (to := space.after(one, here) & within))


def _endless(
    workflow: Workflow, space: Space, steps: tuple[Step, ...]
) -> tuple[tuple[Step, ...], int] | None:
    """Return steps that can be taken for ever, with the configurations in which they are.

    Two steps that bar each other, as long as nothing changes, cannot both go on: each is left out.
    """
    waiting, seen = [steps], set[tuple[Step, ...]]()
    while waiting:
        tried = waiting.pop()
        within = _lasting(space, tried)
        live = tuple(one for one in tried if space.after(one, within) & within)
        if not live or live in seen:
            continue
        seen.add(live)
        if len(seen) > MOST_TRIED:
            raise TooLargeError(len(seen), MOST_TRIED, (live[0].transition,))
        pairs = combinations_with_replacement(live, 2)
        barring = next((pair for pair in pairs if _bar(workflow, *pair)), None)
        if barring is None:
            return live, within
        waiting += [tuple(each for each in live if each != one) for one in barring]
    return None


def _lasting(space: Space, steps: Sequence[Step]) -> int:
    """Return the configurations on a circle of these steps, or between two of them."""
    found = space.reached
    while True:
        before = after = 0
        for one in steps:
            before |= space.before(one, found)
            after |= space.after(one, found)
        if found == (found := found & before & after):
            return found


def _bar(workflow: Workflow, one: Step, other: Step) -> bool:
    """Return whether two steps, or one, cannot be taken over and over while nothing changes."""
    return (
        _clash(one, other)
        or _clash(other, one)
        or any(excludes(first, second) for first in one.holds for second in other.holds)
        or any(
            _restarts(term, first) and _waits_for(term, second)
            for term in workflow.terms
            for first, second in ((one, other), (other, one))
        )
    )


def _clash(one: Step, other: Step) -> bool:
    return any(implies(made, denied) for made in one.holds for denied in other.denies)


def _restarts(term: Term, step: Step) -> bool:
    """Return whether a step lets a term begin on the day itself; one that follows may be over."""
    if term.follows is not None:
        return False
    match term.starts.mark:
        case Mark.ENTERING:
            return step.target == term.starts.id
        case Mark.TAKING:
            return step.transition == term.starts.id
        case _:
            return False


def _waits_for(term: Term, step: Step) -> bool:
    """Return whether a step needs that a term, once it was started, has run out."""
    held = (one.guard for one in step.holds if isinstance(one, Fact))
    denied = (one.guard for one in step.denies if isinstance(one, Fact))
    return any(isinstance(one, TermElapsed) and one.term == term.id for one in held) or any(
        isinstance(one, TermNotExpired | WithinTerm) and one.term == term.id for one in denied
    )


def _problem(study: Study, way: Sequence[Step], circle: Sequence[Step]) -> Problem:
    message = Text(
        "wat vanzelf gaat, gaat hier voor altijd rond zonder dat er iets verandert: {steps}",
        "what is taken by itself goes round here for ever while nothing changes: {steps}",
    ).fill(steps=listed(dict.fromkeys(quoted(one.transition) for one in circle)))
    return study.places.problem(
        Spot("transition", circle[0].transition, "automatic"),
        "automatic-loop",
        message,
        remedy=Text(
            "laat een van deze stappen wachten op iets wat eerst moet gebeuren, of niet vanzelf "
            "gaan",
            "let one of these steps wait for something that must happen first, or not be automatic",
        ),
        witness=tuple(one.transition for one in (*way, *circle)),
    )
