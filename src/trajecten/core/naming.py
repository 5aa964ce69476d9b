"""Finding what people mean by a name: an id, a label in either language, an alias, a beginning."""

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import lru_cache
from unicodedata import category, normalize

from trajecten.core.fitting import checked
from trajecten.core.text import Text, joined, same
from trajecten.core.workflow import Named
from trajecten.errors import AmbiguousNameError, NotFoundError

_TELLING = 4
"""From how many letters a part of a name tells who is meant."""


@checked
def find_named(names: Mapping[str, Named], wanted: str, *, field: str) -> str:
    """Return the id that a name means, whatever the case.

    A name that is exactly an id, label or alias wins over one that is only the beginning of some.

    Raises:
        NotFoundError: it means nothing; the message offers what comes near.
        AmbiguousNameError: it means several things; the message names them.
    """
    key = _folded(wanted)
    spoken = {identifier: _spoken(named) for identifier, named in names.items()}
    for matches in (
        [one for one in spoken if one == wanted],
        [one for one, words in spoken.items() if key in words],
        [one for one, words in spoken.items() if any(word.startswith(key) for word in words)],
    ):
        if len(matches) == 1 and key:
            return matches[0]
        if matches and key:
            raise _ambiguous(wanted, [names[one] for one in matches], field)
    raise _unknown(wanted, names, spoken, field)


@checked
def exactly_named(names: Mapping[str, Named], wanted: str, *, field: str) -> str | None:
    """Return the id that is called just so, whatever the case: no beginning of a name will do.

    For where words that are no name may stand too: None means that this is one of those.

    Raises:
        AmbiguousNameError: several things are called so; the message names them.
    """
    if wanted in names:
        return wanted
    key = _folded(wanted)
    matches = [named for named in names.values() if key in _spoken(named)]
    if len(matches) > 1:
        raise _ambiguous(wanted, matches, field)
    return matches[0].id if matches else None


@lru_cache(maxsize=1024)
def name_key(name: str) -> str:
    """Return what makes a name the name of one person: whatever its case, spaces or hidden signs.

    >>> name_key("Lotte  BAKKER") == name_key("lotte bakker")
    True
    """
    letters = normalize("NFKC", name).casefold()
    return " ".join("".join(one for one in letters if category(one) != "Cf").split())


def tells(text: str, name: str) -> bool:
    """Return whether a text tells of somebody by name: the whole of it, or a part of some length.

    >>> tells("De tuin van mevrouw BAKKER", "Lotte Bakker"), tells("De bakkerij", "Lotte Bakker")
    (True, False)
    """
    words, key = name_key.__wrapped__(text), name_key(name)  # a text is no name to remember
    parts = [key, *(one for one in key.split() if len(one) >= _TELLING)]
    return any(re.search(rf"(?<!\w){re.escape(one)}(?!\w)", words) for one in parts)


def shown(items: Iterable[Named]) -> Text:
    """Return things by their ids, which can be typed, each with its label; a dash for none."""
    told = [Text("{id} ({label})", "{id} ({label})").fill(id=i.id, label=i.label) for i in items]
    return joined(told, ", ") if told else same("-")


def unknown(wanted: str, names: Iterable[Named], *, field: str) -> NotFoundError:
    """Return the error for a name that means nothing, with all that is known."""
    items = tuple(names)
    known = shown(items) if len(items) <= _FEW else same(", ".join(one.id for one in items))
    return NotFoundError(
        f"{field}: onbekend: {wanted!r}; bekend zijn: {known.nl}.",
        f"{field}: unknown: {wanted!r}; known are: {known.en}.",
        instance=field,
    )


# Private

_FEW = 12
"""How many names are told with their labels; of more, the ids are enough to read."""


def _spoken(named: Named) -> tuple[str, ...]:
    words = (named.id, named.label.nl, named.label.en, *named.aliases)
    return tuple(dict.fromkeys(_folded(word) for word in words))


def _folded(word: str) -> str:
    return " ".join(word.replace("_", " ").replace("-", " ").casefold().split())


def _ambiguous(wanted: str, found: list[Named], field: str) -> AmbiguousNameError:
    names = shown(found)
    return AmbiguousNameError(
        f"{field}: {wanted!r} kan zijn: {names.nl}.",
        f"{field}: {wanted!r} may be: {names.en}.",
        candidates=[one.id for one in found],
        instance=field,
    )


def _unknown(
    wanted: str, names: Mapping[str, Named], spoken: dict[str, tuple[str, ...]], field: str
) -> NotFoundError:
    owner = {word: identifier for identifier, words in spoken.items() for word in words}
    close = get_close_matches(_folded(wanted), owner, n=1)
    if not close:
        return unknown(wanted, names.values(), field=field)
    near = shown([names[owner[close[0]]]])
    return NotFoundError(
        f"{field}: onbekend: {wanted!r}; bedoel je {near.nl}?",
        f"{field}: unknown: {wanted!r}; did you mean {near.en}?",
        instance=field,
    )
