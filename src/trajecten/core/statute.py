"""What a workflow takes from the law: terms, and the closed list of grounds for an exemption."""

from dataclasses import dataclass
from enum import StrEnum

from trajecten.core.duration import Duration
from trajecten.core.named import Named
from trajecten.core.terms import TermCalendar


class TermKind(StrEnum):
    """What a term is: a time that must have passed, or one by which something must be done."""

    MINIMUM = "minimum"
    MAXIMUM = "maximum"


class Mark(StrEnum):
    """What can happen that a term begins or ends by."""

    ENTERING = "entering"
    TAKING = "taking"
    REGISTERING = "registering"
    DECIDING = "deciding"
    START = "start"


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that can happen: which phase is entered, which body decides; none at the start.

    Of a decision it may say with which `outcomes`. Of a decision or a paper it may say in which
    `phases` a track must be, and `after` which terms, of which one must have run out by then.
    """

    mark: Mark
    id: str = ""
    outcomes: tuple[str, ...] = ()
    phases: tuple[str, ...] = ()
    after: tuple[str, ...] = ()

    @property
    def event(self) -> tuple[Mark, str]:
        """What happens, whatever else is asked of it."""
        return self.mark, self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """How a term may be extended, once: by how much, on what ground, until when that is decided.

    `within` is how long after the start it must be decided; `before` a phase that must not have
    been entered yet; `requires` a kind of paper that must have been registered.
    """

    length: Duration
    basis: str
    within: Duration | None = None
    before: str | None = None
    requires: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Term(Named):
    """A period that the law or an agreement sets (see `trajecten.core.terms`).

    `same_day` is for a term that begins on the day of its start event, not on the day after.
    `again` is for one that begins anew each time that happens, whatever became of it before.
    `follows` is a term on whose last day this one starts, when that has run out by the time of the
    start event. `ends` is what must be done in a maximum: one of these. `suspension` is the ground
    to suspend it.
    """

    kind: TermKind
    length: Duration
    starts: Moment
    basis: str
    calendar: TermCalendar
    same_day: bool = False
    again: bool = False
    follows: str | None = None
    ends: tuple[Moment, ...] = ()
    extension: Extension | None = None
    suspension: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Exemption(Named):
    """A ground on which something may be left out that is otherwise done."""

    basis: str
