"""Small words: articles, quotes, and the ground that something rests on."""

import re

from trajecten.core.since import THIS_VISIT
from trajecten.core.text import Text
from trajecten.core.workflow import Workflow

_OF_HET = (
    "beraad", "bestuur", "bureau", "college", "comité", "forum", "gezag", "loket", "orgaan",
    "overleg", "panel", "platform", "team", "waterschap",
)  # fmt: skip
_OF_DE = (
    "burgemeester", "commissie", "gemeente", "griffie", "kamer", "organisatie", "provincie", "raad",
    "samenleving", "stad",
)  # fmt: skip
"""How the Dutch nouns end that bodies are usually called by, with "het" and with "de"."""

_WITHOUT = ("staten",)
"""How the names end that take no article."""

_ENGLISH = frozenset({"city", "community", "council", "executive", "mayor", "municipal"})
_HEAD = re.compile(r"\s(?:van|voor|uit|in|met|op|bij)\s")


def body(label: Text) -> Text:
    """Return the name of a body as it stands in a sentence; without article when none is known.

    >>> body(Text("Gemeenteraad", "Council"))
    Text(nl='de Gemeenteraad', en='the Council')
    """
    article = _article(label.nl)
    english = label.en.casefold().partition(" ")[0] in _ENGLISH
    return Text(
        f"{article} {label.nl}" if article else label.nl,
        f"the {label.en}" if english else label.en,
    )


def holder(label: Text) -> Text:
    """Return a role as the one who holds it, as it stands in a sentence.

    >>> holder(Text("projectleider", "project lead")).nl
    'de projectleider'
    >>> holder(Text("bevoegd gezag", "competent authority")).nl
    'het bevoegd gezag'
    """
    article = _article(label.nl, otherwise="de")
    return Text(f"{article} {label.nl}" if article else label.nl, f"the {label.en}")


def quoted(label: Text) -> Text:
    """Return a name between quotes."""
    return Text(f"'{label.nl}'", f"'{label.en}'")


def resting_on(words: Text, basis: str | None) -> Text:
    """Return a sentence with the ground it rests on before its full stop.

    >>> resting_on(Text("Dit mag.", "This may be."), "Awb 3:16").nl
    'Dit mag (Awb 3:16).'
    """
    if not basis:
        return words
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


def _article(label: str, otherwise: str = "") -> str:
    """Return the Dutch article of a name, by the noun it turns on."""
    noun = _HEAD.split(label.casefold())[0].split()[-1]
    if noun.endswith(_OF_HET):
        return "het"
    if noun.endswith(_WITHOUT):
        return ""
    return "de" if noun.endswith(_OF_DE) else otherwise


def _before_stop(sentence: str, basis: str) -> str:
    for stop in (".", ":"):
        if sentence.endswith(stop):
            return f"{sentence[:-1]} ({basis}){stop}"
    return f"{sentence} ({basis})"
