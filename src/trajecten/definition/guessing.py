"""Which known name somebody may have meant."""

import difflib
from collections.abc import Collection

_LONGEST = 80
_MOST = 300
_CUTOFF = 0.6


def nearest(word: str, known: Collection[str]) -> str | None:
    """Return the known name nearest to a word, or None; long words and lists are not compared.

    >>> nearest("inteke", ["gesprekken", "intake"])
    'intake'
    """
    if not known or len(word) > _LONGEST or len(known) > _MOST:
        return None
    lowered = {one.lower(): one for one in known}
    found = difflib.get_close_matches(word.lower().strip(), lowered, n=1, cutoff=_CUTOFF)
    return lowered[found[0]] if found else None
