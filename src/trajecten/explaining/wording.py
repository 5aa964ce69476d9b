"""Small words: articles, quotes, and the ground that something rests on."""

from trajecten.core.text import Text

_ARTICLES = {
    "ambtelijke": "de",
    "bestuur": "het",
    "burgemeester": "de",
    "burgerberaad": "het",
    "burgerraad": "de",
    "college": "het",
    "dorpsraad": "de",
    "gemeente": "de",
    "gemeenteraad": "de",
    "organisatie": "de",
    "raad": "de",
    "samenleving": "de",
    "stad": "de",
    "stadsdeelraad": "de",
    "waterschap": "het",
    "wijkraad": "de",
}
"""The article of words that bodies are usually called by; other names go without one."""

_ENGLISH = frozenset({"city", "community", "council", "executive", "mayor", "municipal"})


def body(label: Text) -> Text:
    """Return the name of a body as it stands in a sentence.

    >>> body(Text("Gemeenteraad", "Council"))
    Text(nl='de Gemeenteraad', en='the Council')
    """
    article = _ARTICLES.get(_first(label.nl))
    english = _first(label.en) in _ENGLISH
    return Text(
        f"{article} {label.nl}" if article else label.nl,
        f"the {label.en}" if english else label.en,
    )


def holder(label: Text) -> Text:
    """Return a role as the one who holds it, as it stands in a sentence.

    >>> holder(Text("projectleider", "project lead")).nl
    'de projectleider'
    """
    article = _ARTICLES.get(_first(label.nl), "de")
    return Text(f"{article} {label.nl}", f"the {label.en}")


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


def together(*sentences: Text | None) -> Text:
    """Return the sentences one after the other; those that are None are left out."""
    kept = [one for one in sentences if one is not None]
    return Text(" ".join(one.nl for one in kept), " ".join(one.en for one in kept))


# Private


def _first(label: str) -> str:
    return label.casefold().partition(" ")[0]


def _before_stop(sentence: str, basis: str) -> str:
    for stop in (".", ":"):
        if sentence.endswith(stop):
            return f"{sentence[:-1]} ({basis}){stop}"
    return f"{sentence} ({basis})"
