"""Finding what people mean by a name: an id, a label in either language, an alias, a beginning."""

from collections.abc import Mapping
from difflib import get_close_matches
from functools import lru_cache
from unicodedata import category, normalize

from trajecten.core.workflow import Named
from trajecten.errors import AmbiguousNameError, NotFoundError


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


@lru_cache(maxsize=1024)
def name_key(name: str) -> str:
    """Return what makes a name the name of one person: whatever its case, spaces or hidden signs.

    >>> name_key("Lotte  BAKKER") == name_key("lotte bakker")
    True
    """
    letters = normalize("NFKC", name).casefold()
    return " ".join("".join(one for one in letters if category(one) != "Cf").split())


# Private

_FEW = 12
"""How many names are told with their labels; of more, the ids are enough to read."""


def _spoken(named: Named) -> tuple[str, ...]:
    words = (named.id, named.label.nl, named.label.en, *named.aliases)
    return tuple(dict.fromkeys(_folded(word) for word in words))


def _folded(word: str) -> str:
    return " ".join(word.replace("_", " ").replace("-", " ").casefold().split())


def _shown(named: Named, *, dutch: bool) -> str:
    return f"{named.id} ({named.label.nl if dutch else named.label.en})"


def _ambiguous(wanted: str, found: list[Named], field: str) -> AmbiguousNameError:
    return AmbiguousNameError(
        f"{field}: {wanted!r} kan zijn: {', '.join(_shown(one, dutch=True) for one in found)}.",
        f"{field}: {wanted!r} may be: {', '.join(_shown(one, dutch=False) for one in found)}.",
        candidates=[one.id for one in found],
        instance=field,
    )


def _unknown(
    wanted: str, names: Mapping[str, Named], spoken: dict[str, tuple[str, ...]], field: str
) -> NotFoundError:
    owner = {word: identifier for identifier, words in spoken.items() for word in words}
    close = get_close_matches(_folded(wanted), owner, n=1)
    if close:
        near = names[owner[close[0]]]
        nl, en = (
            f"; bedoel je {_shown(near, dutch=True)}?",
            f"; did you mean {_shown(near, dutch=False)}?",
        )
    else:
        few = len(names) <= _FEW
        nl, en = (
            ", ".join(_shown(one, dutch=dutch) if few else one.id for one in names.values())
            for dutch in (True, False)
        )
        nl, en = f"; bekend zijn: {nl}.", f"; known are: {en}."
    return NotFoundError(
        f"{field}: onbekend: {wanted!r}{nl}", f"{field}: unknown: {wanted!r}{en}", instance=field
    )
