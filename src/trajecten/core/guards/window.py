"""The guard on the calendar: today lies between two days that the workflow sets."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from trajecten.core.dates import day_words
from trajecten.core.facts import Facts
from trajecten.core.finding import Finding, Json, Remedy
from trajecten.core.params import ParamKind, param
from trajecten.core.terms import day_of
from trajecten.core.text import Text
from trajecten.core.workflow import Situation


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Today, on the Dutch calendar, lies between these days, both included."""

    kind: ClassVar[str] = "window"

    since: date | None = param(
        ParamKind.DATE, "The first day; any day before the last when left out.",
        key="from", default=None,
    )  # fmt: skip
    until: date | None = param(
        ParamKind.DATE, "The last day; any day after the first when left out.", default=None
    )

    def evaluate(self, facts: Facts, situation: Situation) -> Finding:
        """Return whether it is not before the first day and not after the last."""
        del facts
        today = day_of(situation.now)
        early = self.since is not None and today < self.since
        late = self.until is not None and today > self.until
        return Finding(
            guard=self.kind,
            met=not (early or late),
            message=self._message(early=early, late=late),
            remedies=self._remedies(early=early, late=late),
            facts=self._days(today),
        )

    def _message(self, *, early: bool, late: bool) -> Text:
        since = day_words(self.since) if self.since else Text("", "")
        until = day_words(self.until) if self.until else Text("", "")
        if early:
            words = Text("Dit kan pas vanaf {since}.", "This can be done from {since} on.")
        elif late:
            words = Text(
                "Dit kon tot en met {until}.", "This could be done up to and including {until}."
            )
        elif self.until is None:
            words = Text("Dit kan sinds {since}.", "This can be done since {since}.")
        else:
            words = Text(
                "Dit kan tot en met {until}.", "This can be done up to and including {until}."
            )
        return words.fill(since=since, until=until)

    def _remedies(self, *, early: bool, late: bool) -> tuple[Remedy, ...]:
        if late:
            return (_TOO_LATE,)
        if early and self.since:
            words = Text("Wacht tot {day}.", "Wait until {day}.").fill(day=day_words(self.since))
            return (Remedy(words),)
        return ()

    def _days(self, today: date) -> dict[str, Json]:
        days = {"today": today, "from": self.since, "until": self.until}
        return {key: day.isoformat() for key, day in days.items() if day is not None}


# Private

_TOO_LATE = Remedy(
    Text(
        "Ga over naar een nieuwere versie van de werkwijze, met latere dagen.",
        "Go on under a newer version of the workflow, with later days.",
    )
)
