"""Since when something must have been recorded to count: this visit, or a phase last entered.

A round that is gone through again asks for its papers, its decision and its views anew.
"""

from typing import Final

from trajecten.core.facts import Entrance, Facts
from trajecten.core.text import Text
from trajecten.core.workflow import Situation

THIS_VISIT: Final = "this_visit"
"""The word for the present stay of the track in its phase; any other is the id of a phase."""


def entrance(since: str, facts: Facts, situation: Situation) -> Entrance | None:
    """Return when it began; None when that phase was never entered, so that nothing counts."""
    return facts.entered.get(_phase(since, facts, situation))


def counts(seq: int, since: str, facts: Facts, situation: Situation) -> bool:
    """Return whether what an entry recorded counts; without `since` everything does."""
    if not since:
        return True
    began = entrance(since, facts, situation)
    return began is not None and seq >= began.seq


def since_words(since: str, facts: Facts, situation: Situation) -> Text:
    """Return since when, to stand in a sentence: " sinds de fase Besluit begon"."""
    if not since:
        return Text("", "")
    phase = situation.workflow.name_of("phase", _phase(since, facts, situation))
    return Text(" sinds de fase {phase} begon", " since the phase {phase} began").fill(phase=phase)


# Private


def _phase(since: str, facts: Facts, situation: Situation) -> str:
    return facts.tracks[situation.track].phase if since == THIS_VISIT else since
