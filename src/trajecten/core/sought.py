"""Words that are sought in texts: in one form on both sides, and how well a text fits them."""

import re
from unicodedata import normalize

from trajecten.errors import InputError

MARKS = "\u0300-\u036f"
"""The accents that NFKD parts from their letters, as a range of characters."""

MAX_LETTERS = 200
"""How long a question may be."""

_MARKS = re.compile(f"[{MARKS}]+")
_WORD = re.compile(r"[^\W_]+")


def folded(text: str) -> str:
    """Return a text without capitals, accents and other ways to write the same letters.

    >>> folded("Één coöperatie van 10 m²")
    'een cooperatie van 10 m2'
    """
    return _MARKS.sub("", normalize("NFKD", text)).lower()


def words_in(text: str) -> tuple[str, ...]:
    """Return the words of a text, folded, in order: letters and digits, nothing else.

    >>> words_in("Vraag & antwoord: (hoe)?")
    ('vraag', 'antwoord', 'hoe')
    """
    return tuple(_WORD.findall(folded(text)))


def sought_words(question: str) -> tuple[str, ...]:
    """Return the words that somebody seeks, each once.

    Raises:
        InputError: there is no word in it, or it is too long.
    """
    if len(question) > MAX_LETTERS:
        raise InputError(
            f"words: {len(question)} tekens; hoogstens {MAX_LETTERS}.",
            f"words: {len(question)} characters; at most {MAX_LETTERS}.",
            instance="words",
        )
    words = tuple(dict.fromkeys(words_in(question)))
    if not words:
        raise InputError(
            "words: hier hoort een woord om naar te zoeken.",
            "words: a word to look for is needed.",
            instance="words",
        )
    return words


def closeness(words: tuple[str, ...], text: str) -> int:
    """Return how well a text fits: two for each whole word in it, one for each beginning.

    >>> closeness(("boom",), "Een boom is geen boomgaard.")
    3
    """
    return sum(
        1 + (found == word) for found in words_in(text) for word in words if found.startswith(word)
    )
