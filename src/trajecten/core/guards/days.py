"""The guard on how many different days people of a group were met."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from trajecten.core.dates import start_of_day
from trajecten.core.duration import Duration
from trajecten.core.facts import Facts
from trajecten.core.finding import Finding, Missing, Remedy
from trajecten.core.params import SINCE, ParamKind, param
from trajecten.core.since import entrance, since_words
from trajecten.core.terms import day_of
from trajecten.core.text import Text, counted, listed
from trajecten.core.workflow import Situation

_TOO_FEW = Text(
    "Op te weinig verschillende dagen gesproken{since}: {who} (nu {n}; nodig: {min}).",
    "Met on too few different days{since}: {who} (now {n}; needed: {min}).",
)
_DAYS = (Text("dag", "day"), Text("dagen", "days"), Text("geen dag", "no day"))


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactDays:
    """Each of these groups was met on so many different days of the Dutch calendar."""

    kind: ClassVar[str] = "contact_days"

    groups: tuple[tuple[str, tuple[str, ...]], ...] = param(
        ParamKind.GROUPS_PER_DOMAIN, "The groups that must each have been met, per domain, or all."
    )
    min: int = param(ParamKind.COUNT, "On how many different days; 1 when left out.", default=1)
    purpose: str = param(
        ParamKind.PURPOSE, "Only contacts with this purpose count.", default="listening"
    )
    within: Duration | None = param(
        ParamKind.DURATION, "Only contacts at most this long ago count.", default=None
    )
    since: str = param(ParamKind.SINCE, SINCE, default="")

    def evaluate(self, facts: Facts, situation: Situation) -> Finding:
        """Return on how many days each group was met, and which were met on too few."""
        found = {one: len(self.days(*one, facts, situation)) for one in self._asked()}
        short = {one: number for one, number in found.items() if number < self.min}
        name_of = situation.workflow.name_of
        missing = tuple(Missing(f"{a}/{b}", name_of("group", b)) for a, b in short)
        since = since_words(self.since, facts, situation)
        message = Text(
            "Elke groep is op genoeg dagen gesproken{since}.",
            "Each group was met on enough days{since}.",
        )
        if short:
            message = _TOO_FEW.fill(
                since=since,
                who=listed(one.label for one in missing),
                n=counted(min(short.values()), *_DAYS),
                min=self.min,
            )
        return Finding(
            guard=self.kind,
            met=not short,
            message=message.fill(since=since),
            missing=missing,
            remedies=tuple(self._remedy(one, name_of("group", one[1])) for one in short),
            facts={"days": min(found.values(), default=0), "asked": self.min},
        )

    def days(self, domain: str, group: str, facts: Facts, situation: Situation) -> frozenset[date]:
        """Return the days on which a group was met, of those that count."""
        moments = [] if self.within is None else [self.within.before(situation.now)]
        if self.since:
            began = entrance(self.since, facts, situation)
            if began is None:
                return frozenset()
            moments.append(start_of_day(began.at))
        first = max(moments, default=None)
        held = facts.contact_moments(domain, group, self.purpose)
        return frozenset(day_of(one) for one in held if first is None or one >= first)

    def _asked(self) -> Iterator[tuple[str, str]]:
        for domain, groups in self.groups:
            for group in groups:
                yield domain, group

    def _remedy(self, place: tuple[str, str], label: Text) -> Remedy:
        domain, group = place
        words = Text(
            "Leg op een andere dag een gesprek vast met {name}.",
            "Record a conversation with {name} on another day.",
        )
        fixed = (("domain", domain), ("purpose", self.purpose), ("group", group))
        return Remedy(words.fill(name=label), "RecordContact", fixed)
