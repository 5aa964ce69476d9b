"""The facts of one trajectory at the moment of an entry, from ledgers alone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import takewhile
from typing import cast

from trajecten.auditing.ledgers import Ledgers, Line, NotJudgedError
from trajecten.core.children import child_fact
from trajecten.core.facts import ChildFact
from trajecten.core.fold import FoldedFacts
from trajecten.core.text import Text
from trajecten.deciding import Parent
from trajecten.ledger.entry import Entry, definition_after, recorded_of

MARGIN = timedelta(minutes=5)
"""How far the clocks of two trajectories may be apart: so much leeway has what was seen of a child.

Who writes in one ledger does not wait for who writes in another, perhaps on another machine.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """Where a child was after one of its entries: `phases` by track, under a workflow text."""

    seq: int
    recorded_at: datetime
    phases: Mapping[str, str]
    definition: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """All stands of a child, in order."""

    ref: str
    trajectory: str
    stands: tuple[Stand, ...]

    def at(self, moment: datetime, seen: Mapping[str, int] | None) -> Stand | None:
        """Return where it was for an entry of that moment; None when it had not started.

        `seen` says what the entry saw, if it does: that counts where it can have been so.
        """
        before = [one for one in self.stands if one.recorded_at <= moment]
        last = before[-1] if before else None
        if seen is None:
            return last
        seq = seen.get(self.trajectory, 0)
        return self._stand(seq) if self._may_have_been(seq, moment) else last

    def _stand(self, seq: int) -> Stand | None:
        return self.stands[seq - 1] if seq else None

    def _may_have_been(self, seq: int, moment: datetime) -> bool:
        if not 0 <= seq <= len(self.stands):
            return False
        begun = seq == 0 or self.stands[seq - 1].recorded_at <= moment + MARGIN
        over = seq < len(self.stands) and self.stands[seq].recorded_at < moment - MARGIN
        return begun and not over


class ReplayedFacts(FoldedFacts):
    """The facts as far as a ledger was read; its children are where they were at that moment."""

    def __init__(self, trajectory: str, ledgers: Ledgers) -> None:
        """Start with nothing read of a trajectory's ledger."""
        super().__init__()
        self._trajectory = trajectory
        self._ledgers = ledgers
        self._courses: tuple[Course, ...] | None = None
        self._entry: Entry | None = None
        self._unseen: NotJudgedError | None = None

    def before(self, entry: Entry) -> None:
        """Answer from now on as at the moment of an entry, of which nobody looked at a child."""
        self._entry, self.seen, self._unseen = entry, None, None

    def check_seen(self) -> None:
        """Make sure that all that was asked since could be answered.

        A condition that raises is taken to be unmet, so a decision itself does not tell.

        Raises:
            NotJudgedError: the ledger of a child is damaged.
        """
        if self._unseen is not None:
            raise self._unseen

    def children(self) -> Sequence[ChildFact]:
        """Return the children where they were, by reference.

        Raises:
            NotJudgedError: the ledger of one of them is damaged.
        """
        entry = self._entry
        if entry is None:
            return ()
        try:
            courses = self._all_courses()
        except NotJudgedError as error:
            self._unseen = error
            raise
        seen = cast("Mapping[str, int] | None", entry.data.get("seen"))
        stands = ((one, one.at(entry.recorded_at, seen)) for one in courses)
        children = tuple(self._child(one, stand) for one, stand in stands if stand is not None)
        self.seen = {one.trajectory: one.seq for one in children}
        return children

    def _all_courses(self) -> tuple[Course, ...]:
        if self._courses is None:
            found = (
                _course(self._ledgers, one) for one in self._ledgers.children(self._trajectory)
            )
            self._courses = tuple(sorted(found, key=lambda one: one.ref))
        return self._courses

    def _child(self, course: Course, stand: Stand) -> ChildFact:
        return child_fact(
            self._ledgers.workflow(stand.definition),
            stand.phases,
            ref=course.ref,
            trajectory=course.trajectory,
            seq=stand.seq,
        )


def parent_at(trajectory: str, seq: int, ledgers: Ledgers) -> Parent:
    """Return a parent as it was after one of its entries, from its own ledger.

    Raises:
        NotJudgedError: that ledger is damaged before there, or gone.
    """
    lines = list(takewhile(lambda one: one.entry.seq <= seq, ledgers.lines(trajectory)))
    if len(lines) != seq or not lines:
        raise NotJudgedError(
            Text(
                "het logboek van het bovenliggende traject is beschadigd of weg",
                "the ledger of the parent trajectory is damaged or gone",
            )
        )
    events = (recorded_of(one.entry) for one in lines)
    topics = FoldedFacts(one for one in events if one is not None).topics
    return Parent(
        ref=str(lines[0].entry.data["ref"]),
        trajectory=trajectory,
        seq=seq,
        hash=lines[-1].hash,
        topics=tuple(topics),
    )


# Private


def _course(ledgers: Ledgers, trajectory: str) -> Course:
    flaw = ledgers.break_in(trajectory)
    if flaw is not None:
        raise NotJudgedError(
            Text(
                "het logboek van een deeltraject is beschadigd ({flaw})",
                "the ledger of a child trajectory is damaged ({flaw})",
            ).fill(flaw=flaw)
        )
    lines = tuple(ledgers.lines(trajectory))
    ref = str(lines[0].entry.data["ref"])
    return Course(ref=ref, trajectory=trajectory, stands=tuple(_stands(lines)))


def _stands(lines: Iterable[Line]) -> Iterable[Stand]:
    for line in lines:
        entry = line.entry
        digest = definition_after(entry)
        yield Stand(
            seq=entry.seq,
            recorded_at=entry.recorded_at,
            phases=cast("Mapping[str, str]", entry.data["phases"]),
            definition=digest,
        )
