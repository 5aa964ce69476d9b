"""What is said of a seal that is broken."""

from collections.abc import Mapping

from trajecten.core.text import Text
from trajecten.engine.sealed import SealBreach
from trajecten.ledger.chain import Damage

_WORDS: Mapping[str, Text] = {
    "leaf": Text(
        "In de volgorde van de regels ontbreekt nummer {index}.",
        "In the order of the entries number {index} is missing.",
    ),
    "changed": Text(
        "Regel {index} (vanaf 0) van wat is ondertekend, is weg: er staat een andere.",
        "Entry {index} (from 0) of what was signed is gone: there is another instead.",
    ),
    "removed": Text(
        "Regel {index} (vanaf 0) van wat is ondertekend, is weggehaald.",
        "Entry {index} (from 0) of what was signed was removed.",
    ),
    "truncated": Text(
        "Regel {index} (vanaf 0) van wat is ondertekend, is weg: het einde van een traject is "
        "afgekapt, of een heel traject is weg.",
        "Entry {index} (from 0) of what was signed is gone: the end of a trajectory was cut off, "
        "or a whole "
        "trajectory is gone.",
    ),
    "swapped": Text(
        "Regel {index} staat niet meer in de volgorde waarin zij is opgeschreven.",
        "Entry {index} is no longer in the order in which it was written.",
    ),
    "heads": Text(
        "Het controlepunt van {size} regels noemt andere laatste regels dan de trajecten hadden.",
        "The checkpoint of {size} entries names other last entries than the trajectories had.",
    ),
    "unstored": Text(
        "Het controlepunt van {size} regels is weggehaald.",
        "The checkpoint of {size} entries was removed.",
    ),
    "no-note": Text(
        "Het controlepunt van {size} regels is geen ondertekende tekst meer ({why}).",
        "The checkpoint of {size} entries is no signed note any more ({why}).",
    ),
    "re-signed": Text(
        "Het controlepunt van {size} regels is niet ondertekend met de gegeven sleutel ({why}).",
        "The checkpoint of {size} entries was not signed with the key that was given ({why}).",
    ),
    "origin": Text(
        "Het controlepunt van {size} regels is van een ander logboek.",
        "The checkpoint of {size} entries is of another ledger.",
    ),
    "size": Text(
        "Het controlepunt van {size} regels is ondertekend voor een ander aantal.",
        "The checkpoint of {size} entries was signed for another number.",
    ),
    "forked": Text(
        "De eerste {size} regels zijn niet die welke zijn ondertekend.",
        "The first {size} entries are not those that were signed.",
    ),
    "rolled-back": Text(
        "Er is een controlepunt van {size} regels, en er zijn er nog maar {now}: een oude kopie is "
        "teruggezet, of het einde is weg.",
        "There is a checkpoint of {size} entries, and only {now} are left: an old copy was put "
        "back, or the end is gone.",
    ),
    "kept-forked": Text(
        "De eerste {size} regels zijn niet die van het bewaarde controlepunt: dit is een andere "
        "geschiedenis.",
        "The first {size} entries are not those of the checkpoint that was kept: this is another "
        "history.",
    ),
    "kept-origin": Text(
        "Het bewaarde controlepunt van {size} regels is van een ander logboek.",
        "The checkpoint of {size} entries that was kept is of another ledger.",
    ),
}


def seal_breach(
    damage: Damage,
    words: str,
    *,
    index: int | None = None,
    size: int | None = None,
    entry: tuple[str, int] | None = None,
    **more: str | int,
) -> SealBreach:
    """Return what is wrong, in words; `entry` is a trajectory's reference and a number in it."""
    known = {"index": index, "size": size}
    places = {key: value for key, value in known.items() if value is not None}
    message = _WORDS[words].fill(**places, **more)
    if entry is not None:
        message += _WHICH.fill(ref=entry[0], seq=entry[1])
    return SealBreach(
        damage=damage.value,
        message=message,
        index=index,
        size=size,
        ref=entry[0] if entry else None,
        seq=entry[1] if entry else None,
    )


# Private

_WHICH = Text("Het gaat om regel {seq} van {ref}.", "It is entry {seq} of {ref}.")
