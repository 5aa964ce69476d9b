"""Which terms an event starts and ends: said in the event itself, for whoever replays it.

`trajecten.core.state.after` knows no workflow. So whatever a decision starts or ends stands in the
data of its event: `terms` (started), `terms_ended`, and `terms_passed` (started and ended, where
several steps are taken in one), each the day by the id of the term.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import cast

from trajecten.core.events import Action, Event
from trajecten.core.facts import Facts
from trajecten.core.finding import Json
from trajecten.core.running import TermState, standing
from trajecten.core.statute import Mark, Moment, Term
from trajecten.core.terms import day_of
from trajecten.core.workflow import Workflow
from trajecten.deciding.decision import Decision


def timed(workflow: Workflow, facts: Facts, decision: Decision) -> Decision:
    """Return a decision whose event says which terms it starts and ends; refused, it is as it was.

    A term starts on the day on the Dutch calendar on which the event happened; only one that may
    begin again starts anew: a law's term is not erased by a second paper.
    """
    if not decision.accepted or not workflow.terms:
        return decision
    event = decision.event
    happened = _Happened(workflow, facts, event, tuple(_moments(event)))
    day = day_of(event.at).isoformat()
    runs = {one: _run(one, happened) for one in workflow.terms}
    found: dict[str, dict[str, Json]] = {
        "terms": {
            one.id: _first_day(workflow, facts, one, event)
            for one, run in runs.items()
            if run.starts
        },
        "terms_ended": {
            one.id: day for one, run in runs.items() if run.ends and _is_open(facts, one)
        },
        "terms_passed": {one.id: day for one, run in runs.items() if run.passes},
    }
    more: dict[str, Json] = {key: value for key, value in found.items() if value}
    if not more:
        return decision
    return replace(decision, event=replace(event, data={**event.data, **more}))


# Private


@dataclass(frozen=True, slots=True)
class _Run:
    """What an event does to a term: ends the run it was in, starts another, ends that one too."""

    ends: bool
    starts: bool
    passes: bool


@dataclass(frozen=True, slots=True)
class _Happened:
    """An event with all that happens in it, and how things stood before."""

    workflow: Workflow
    facts: Facts
    event: Event
    moments: Sequence[Moment]

    def when(self, wanted: Moment) -> list[int]:
        """Return which of the things that happen are what a term begins or ends by."""
        if not self._fits(wanted):
            return []
        return [number for number, one in enumerate(self.moments) if one.event == wanted.event]

    def _fits(self, wanted: Moment) -> bool:
        if wanted.outcomes and self.event.data.get("outcome") not in wanted.outcomes:
            return False
        here = {one.phase for one in self.facts.tracks.values()}
        if wanted.phases and here.isdisjoint(wanted.phases):
            return False
        return not wanted.after or any(map(self._has_run_out, wanted.after))

    def _has_run_out(self, term: str) -> bool:
        now = standing(self.workflow, self.facts, term, day_of(self.event.at))
        return now.state is TermState.OVER


def _run(term: Term, happened: _Happened) -> _Run:
    first = term.again or term.id not in happened.facts.terms
    started = happened.when(term.starts) if first else []
    ended = [number for one in term.ends for number in happened.when(one)]
    passes = bool(started) and any(number > started[-1] for number in ended)
    return _Run(ends=bool(ended), starts=bool(started), passes=passes)


def _moments(event: Event) -> Iterator[Moment]:
    """Return everything that happens in an event and that a term can start or end by."""
    data = event.data
    match event.action:
        case Action.STARTED:
            yield Moment(Mark.START)
            for phase in cast("dict[str, str]", data["phases"]).values():
                yield Moment(Mark.ENTERING, phase)
        case Action.ADVANCED:
            # A deviation may take several steps in one, or go back by none of them.
            steps = cast("list[str]", data.get("via", [data["transition"]]))
            phases = [*cast("list[str]", data.get("through", [])), str(data["to"])]
            for number, phase in enumerate(phases):
                if steps:
                    yield Moment(Mark.TAKING, steps[number])
                yield Moment(Mark.ENTERING, phase)
        case Action.ARTEFACT_REGISTERED:
            yield Moment(Mark.REGISTERING, str(data["type"]))
        case Action.DECISION_RECORDED:
            yield Moment(Mark.DECIDING, str(data["body"]))
        case _:
            pass


def _is_open(facts: Facts, term: Term) -> bool:
    fact = facts.terms.get(term.id)
    return fact is not None and fact.ended is None


def _first_day(workflow: Workflow, facts: Facts, term: Term, event: Event) -> str:
    """Return the day a term starts: the last day of the one it follows, when that is over."""
    day = day_of(event.at)
    if term.follows is not None:
        before = standing(workflow, facts, term.follows, day)
        if before.over and before.last is not None:
            day = before.last
    return day.isoformat()
