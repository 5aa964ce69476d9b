"""All that can be proved of a workflow, and every problem that stands in the way."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from trajecten.checking.automatic import automatic_loops
from trajecten.checking.ending import dead_ends, loops_without_end
from trajecten.checking.leftover import gates_without_basis, unused_names
from trajecten.checking.limits import TooLargeError
from trajecten.checking.reaching import (
    contradictory_gates,
    transitions_that_never_fire,
    unreachable_phases,
)
from trajecten.checking.relation import content_before_relation, relation_by_the_engine
from trajecten.checking.skipping import skipped_gates
from trajecten.checking.study import Study
from trajecten.checking.tailoring import (
    deviations_without_basis,
    deviations_without_use,
    relation_deviable,
    statutory_phases,
)
from trajecten.checking.timing import (
    guards_before_their_term,
    guards_that_do_not_fit,
    terms_that_never_start,
)
from trajecten.checking.waiting import waiting_for_ever
from trajecten.core.fitting import checked
from trajecten.core.guards import BUILTIN, GuardRegistry
from trajecten.core.kinds import AnyText
from trajecten.core.text import Text, listed
from trajecten.core.workflow import Workflow
from trajecten.definition.loading import find_problems, load_workflow
from trajecten.definition.places import Places, Spot
from trajecten.definition.problem import Problem, Severity
from trajecten.definition.visible import quoted

Rule: TypeAlias = Callable[[Study], Iterator[Problem]]

RULES: tuple[Rule, ...] = (
    unreachable_phases,
    contradictory_gates,
    transitions_that_never_fire,
    skipped_gates,
    dead_ends,
    waiting_for_ever,
    loops_without_end,
    automatic_loops,
    content_before_relation,
    relation_by_the_engine,
    terms_that_never_start,
    guards_before_their_term,
    guards_that_do_not_fit,
    unused_names,
    gates_without_basis,
    statutory_phases,
    deviations_without_use,
    deviations_without_basis,
    relation_deviable,
)
"""What a workflow must keep; each rule yields every problem it finds."""


@checked
def check(
    workflow: Workflow, *, name: AnyText = "workflow.yaml", places: Places | None = None
) -> tuple[Problem, ...]:
    """Return every problem in a workflow, in the order of its file.

    `name` is how problems call the file; `places` are those of its parts, when they are not all in
    one file. Nothing is sampled: where no problem is returned, every
    rule holds in every order of steps. A workflow with more configurations than can be looked at
    is refused with one problem, `too-large`.
    """
    study = Study(workflow, name, places)
    found: list[Problem] = []
    for rule in RULES:
        try:
            found.extend(rule(study))
        except TooLargeError as error:
            found.append(_too_large(study, error))
    return _in_order(found)


@checked
def check_text(
    text: bytes, *, name: AnyText = "workflow.yaml", guards: GuardRegistry = BUILTIN
) -> tuple[Problem, ...]:
    """Return every problem in a file: those of reading it, and if it can be read, of `check`."""
    problems = find_problems(text, name=name, guards=guards)
    if any(one.severity is Severity.ERROR for one in problems):
        return problems
    workflow = load_workflow(text, name=name, guards=guards)
    return _in_order((*problems, *check(workflow, name=name)))


# Private


def _in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(dict.fromkeys(problems), key=lambda one: (one.line, one.column, one.code)))


def _too_large(study: Study, error: TooLargeError) -> Problem:
    tracks = study.workflow.names("track").keys() >= set(error.subject)
    message = Text(
        "niet te bewijzen: {what} hebben samen {number} standen, en de grens is {bound}",
        "cannot be proved: {what} have {number} configurations together, and the bound is {bound}",
    )
    if not tracks:
        message = Text(
            "niet te bewijzen: {what} is op {number} manieren te nemen, en de grens is {bound}",
            "cannot be proved: there are {number} ways to take {what}, and the bound is {bound}",
        )
    subject = error.subject[0]
    return study.places.problem(
        Spot("track" if tracks else "transition", subject),
        "too-large",
        message.fill(
            what=listed(map(quoted, error.subject)), number=error.number, bound=error.bound
        ),
        remedy=Text(
            "vraag minder in_phase tussen deze sporen, of minder any in één voorwaarde",
            "ask less in_phase between these tracks, or less any in one condition",
        ),
    )
