"""Small words: quotes, and the ground that something rests on.

A name that a workflow gives (a domain, a role) may or may not take an article, and which one cannot
be known from the name. So no sentence here needs one: names stand between quotes or after a colon.
"""

from trajecten.core.since import THIS_VISIT
from trajecten.core.text import Text, quoted
from trajecten.core.workflow import Workflow


def resting_on(words: Text, basis: str | None) -> Text:
    """Return a sentence with the ground it rests on before its full stop.

    >>> resting_on(Text("Dit mag.", "This may be."), "Awb 3:16").nl
    'Dit mag (Awb 3:16).'
    >>> resting_on(Text("Dit mag.", "This may be."), "Gids (deel 2)").nl
    'Dit mag [Gids (deel 2)].'
    """
    if not basis:
        return words
    basis = f"[{basis}]" if "(" in basis else f"({basis})"
    return Text(_before_stop(words.nl, basis), _before_stop(words.en, basis))


def since(guard_since: str, workflow: Workflow) -> Text:
    """Return since when something counts, to stand in a sentence; nothing when that is ever."""
    if not guard_since:
        return Text("", "")
    if guard_since == THIS_VISIT:
        return Text(" in deze fase", " in this phase")
    words = Text(" sinds het begin van de fase {phase}", " since the phase {phase} began")
    return words.fill(phase=quoted(workflow.name_of("phase", guard_since)))


def together(*sentences: Text | None) -> Text:
    """Return the sentences one after the other; those that are None are left out."""
    kept = [one for one in sentences if one is not None]
    return Text(" ".join(one.nl for one in kept), " ".join(one.en for one in kept))


# Private


def _before_stop(sentence: str, basis: str) -> str:
    for stop in (".", ":"):
        if sentence.endswith(stop):
            return f"{sentence[:-1]} {basis}{stop}"
    return f"{sentence} {basis}"
