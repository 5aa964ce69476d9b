"""One condition to see to in a rehearsal, and what is common to seeing to any."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from trajecten.core.finding import Finding
from trajecten.planning.acts import MOST_ALIKE, Case, Done
from trajecten.planning.gates import Literal, answer_to, satisfied
from trajecten.planning.plan import NeedKind
from trajecten.planning.rehearsal import Rehearsal


@dataclass(frozen=True, slots=True)
class Task(Case):
    """One condition of a gate, to be met or, when its literal says so, to be undone."""

    literal: Literal

    @property
    def guard(self) -> Any:  # noqa: ANN401 (each repair knows the guard it is for)
        """The guard that asks it."""
        return self.literal.requirement.guard

    @property
    def is_done(self) -> bool:
        """Whether the guard is content now."""
        return satisfied(self.rehearsal, self.situation, self.literal)

    @property
    def finding(self) -> Finding:
        """What the guard says now."""
        return answer_to(self.rehearsal, self.situation, self.literal)


def assumed(task: Task) -> Rehearsal:
    """Return what is so when only people can judge a condition: taken to be met, and told."""
    finding = task.finding
    remedy = next((one for one in finding.remedies if one.command), None)
    need = task.need(NeedKind.OTHER, remedy, text=finding.message)
    return task.rehearsal.assuming(task.literal.name, need)


def repeated(task: Task, act: Callable[[Task], Done]) -> Done:
    """Do something until the guard is content; too often, and it is told in its own words."""
    now = task
    for _ in range(MOST_ALIKE):
        if now.is_done:
            return now.rehearsal
        found = act(now)
        if found is None:
            return None
        now = now.on(found)
    return now.rehearsal if now.is_done else assumed(task)
