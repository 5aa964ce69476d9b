"""Guards on the course itself: time spent in a phase, and where another track stands (R17)."""

from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from trajecten.core.dates import moment_words
from trajecten.core.duration import Duration
from trajecten.core.facts import Facts
from trajecten.core.finding import Finding, Missing, Remedy
from trajecten.core.params import ParamKind, param
from trajecten.core.text import Text, listed
from trajecten.core.workflow import Kind, Situation

KIND_LABELS = {
    Kind.RELATION: Text("relatie", "relation"),
    Kind.CONTENT: Text("inhoud", "content"),
    Kind.DECISION: Text("besluit", "decision"),
    Kind.EXECUTION: Text("uitvoering", "execution"),
    Kind.LEARNING: Text("leren", "learning"),
}

_TO_NEXT_MINUTE = timedelta(seconds=59, microseconds=999_999)
"""Minutes are shown without seconds: added, so that nobody is told to come back too early."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MinDuration:
    """The present visit to the phase has lasted long enough."""

    kind: ClassVar[str] = "min_duration"

    duration: Duration = param(ParamKind.DURATION, "How long the phase must have lasted.")

    def evaluate(self, facts: Facts, situation: Situation) -> Finding:
        """Return from when on the phase may be left."""
        del facts
        free = self.duration.after(situation.visit.since)
        met = situation.now >= free
        day = moment_words(free + _TO_NEXT_MINUTE)
        return Finding(
            guard=self.kind,
            met=met,
            message=Text(
                "De fase heeft de minimale duur van {d} gehad.",
                "The phase has had its minimum duration of {d}.",
            ).fill(d=self.duration.text)
            if met
            else Text(
                "Deze fase duurt minstens {d}: tot {day}.",
                "This phase takes at least {d}: until {day}.",
            ).fill(d=self.duration.text, day=day),
            remedies=()
            if met
            else (Remedy(Text("Wacht tot {day}.", "Wait until {day}.").fill(day=day)),),
            facts={"free_from": free.strftime("%Y-%m-%dT%H:%M:%SZ")},
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class InPhase:
    """Another track is in one of these phases, or in a phase of one of these kinds."""

    kind: ClassVar[str] = "in_phase"

    track: str = param(ParamKind.TRACK, "The track asked about.")
    phases: tuple[str, ...] = param(ParamKind.PHASES, "The phases it may be in.", default=())
    kinds: tuple[Kind, ...] = param(ParamKind.KINDS, "The kinds of phase it may be in.", default=())

    def evaluate(self, facts: Facts, situation: Situation) -> Finding:
        """Return where the other track is."""
        workflow = situation.workflow
        visit = facts.tracks.get(self.track)
        here = visit.phase if visit else ""
        met = here in self.phases or (here != "" and workflow.phases[here].kind in self.kinds)
        wanted = listed(
            [
                *(workflow.name_of("phase", one) for one in self.phases),
                *(
                    Text("een fase van de soort {kind}", "a phase of the kind {kind}").fill(
                        kind=KIND_LABELS[one]
                    )
                    for one in self.kinds
                ),
            ],
            Text("of", "or"),
        )
        return Finding(
            guard=self.kind,
            met=met,
            message=Text(
                "Het spoor {track} is in {here}."
                if met
                else "Het spoor {track} is in {here}; nodig is {wanted}.",
                "The track {track} is in {here}."
                if met
                else "The track {track} is in {here}; needed is {wanted}.",
            ).fill(
                track=workflow.name_of("track", self.track),
                here=workflow.name_of("phase", here),
                wanted=wanted,
            ),
            missing=()
            if met
            else tuple(Missing(one, workflow.name_of("phase", one)) for one in self.phases),
            remedies=()
            if met
            else (
                Remedy(
                    Text(
                        "Breng eerst het spoor {track} naar {wanted}.",
                        "First bring the track {track} to {wanted}.",
                    ).fill(track=workflow.name_of("track", self.track), wanted=wanted),
                    "Advance",
                ),
            ),
            facts={"phase": here},
        )
