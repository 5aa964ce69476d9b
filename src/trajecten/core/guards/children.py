"""The guard on the trajectories that were started under this one (R1, R19)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from trajecten.core.facts import ChildFact, Facts
from trajecten.core.finding import Finding, Json, Missing, Remedy
from trajecten.core.guards.flow import KIND_LABELS
from trajecten.core.params import ParamKind, param
from trajecten.core.text import Text, joined, listed, same
from trajecten.core.workflow import Kind, Situation

_SHOWN = 5
"""How many children a message tells of; the others it counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Children:
    """Enough child trajectories are in a phase of one of these kinds, or are final (R1, R19)."""

    kind: ClassVar[str] = "children"

    min: int = param(
        ParamKind.COUNT,
        "How many children; when left out or 0 all of them, and at least one.",
        default=0,
    )
    kinds: tuple[Kind, ...] = param(
        ParamKind.KINDS,
        "A child counts with a track in a phase of one of these kinds.",
        default=(),
    )
    final: bool = param(
        ParamKind.FLAG,
        "A child counts with every track in a last phase. Without `kinds` and `final` each counts.",
        default=False,
    )

    def evaluate(self, facts: Facts, situation: Situation) -> Finding:
        """Return which children count, and which do not yet."""
        del situation
        children = facts.children()
        waiting = [one for one in children if not self._counts(one)]
        total, counting = len(children), len(children) - len(waiting)
        needed = self.min or max(1, total)
        met = counting >= needed
        return Finding(
            guard=self.kind,
            met=met,
            message=self._message(total, counting, () if met else waiting, met=met),
            missing=() if met else tuple(_missing(waiting, total < needed)),
            remedies=() if met else tuple(_remedies(waiting, total < needed)),
            facts={
                "asked": self.min,
                "counted": counting,
                "children": [_counted(one) for one in children],
            },
        )

    def _counts(self, child: ChildFact) -> bool:
        if not self.kinds and not self.final:
            return True
        return (self.final and child.final) or any(
            kind in self.kinds for kind in child.kinds.values()
        )

    def _message(
        self, total: int, counting: int, waiting: Sequence[ChildFact], *, met: bool
    ) -> Text:
        if not total:
            return Text("Er is nog geen deeltraject.", "There is no child trajectory yet.")
        message = (
            Text(
                "Deeltrajecten {wanted}: {n} van {total}.",
                "Child trajectories {wanted}: {n} of {total}.",
            )
            if met
            else Text(
                "Deeltrajecten {wanted}: {n} van {total}; nodig: {needed}{waiting}.",
                "Child trajectories {wanted}: {n} of {total}; needed: {needed}{waiting}.",
            )
        )
        return message.fill(
            wanted=self._wanted(),
            n=counting,
            total=total,
            needed=self.min or Text("alle", "all"),
            waiting=_told(waiting),
        )

    def _wanted(self) -> Text:
        wanted = [
            Text("in een fase van de soort {kind}", "in a phase of the kind {kind}").fill(
                kind=KIND_LABELS[one]
            )
            for one in self.kinds
        ]
        if self.final:
            wanted.append(Text("afgerond", "finished"))
        return listed(wanted or [Text("begonnen", "started")], Text("of", "or"))


# Private


def _counted(child: ChildFact) -> Json:
    """Return what was seen of a child, so that the answer can be given again years later."""
    return {
        "child": child.trajectory,
        "ref": child.ref,
        "seq": child.seq,
        "phases": dict(child.phases),
    }


def _told(waiting: Sequence[ChildFact]) -> Text:
    if not waiting:
        return Text("", "")
    told = [same(f"{one.ref} ({', '.join(one.phases.values())})") for one in waiting[:_SHOWN]]
    if more := len(waiting) - len(told):
        told.append(Text("nog {n} andere", "{n} others").fill(n=more))
    return Text("; nog niet: {told}", "; not yet: {told}").fill(told=joined(told, ", "))


def _missing(waiting: Sequence[ChildFact], too_few: bool) -> Iterator[Missing]:
    if too_few:
        yield Missing("child", Text("een deeltraject", "a child trajectory"))
    for one in waiting:
        yield Missing(one.ref, same(one.ref))


def _remedies(waiting: Sequence[ChildFact], too_few: bool) -> Iterator[Remedy]:
    for one in waiting:
        words = Text("Kijk wat {ref} nog nodig heeft.", "Look what {ref} still needs.")
        yield Remedy(words.fill(ref=one.ref), "Options", ref=one.ref)
    if too_few:
        yield Remedy(
            Text("Start een traject onder dit traject.", "Start a trajectory under this one."),
            "Start",
        )
