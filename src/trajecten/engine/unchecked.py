"""What a check did not look at, in words: a check that stays silent about it promises too much."""

from trajecten.core.text import Text, counted
from trajecten.engine.sealed import SealReport

_SEAL = Text(
    "Alleen dit traject is nagerekend, niet het zegel: of de geschiedenis herschreven is, zegt dit "
    "niet.",
    "Only this trajectory was recomputed, not the seal: this does not tell whether its history was "
    "rewritten.",
)
_NO_CHECKPOINT = Text(
    "Er is nog geen controlepunt: wie alle rechten op de database heeft, kan de hele geschiedenis "
    "herschrijven zonder dat het te zien is.",
    "There is no checkpoint yet: whoever has full rights on the database can rewrite the whole "
    "history, and it will not show.",
)
_NO_KEY = Text(
    "Er is geen openbare sleutel gegeven: wie de controlepunten ondertekende, is niet nagegaan.",
    "No public key was given: who signed the checkpoints was not checked.",
)
_NOT_KEPT = Text(
    "Vergeleken met 0 bewaarde controlepunten: een geschiedenis die is herschreven door wie de "
    "sleutel heeft, zou in orde lijken.",
    "Compared with 0 kept checkpoints: a history that was rewritten by whoever holds the key would "
    "seem in order.",
)
_UNSEALED = Text(
    "{entries} na het laatste controlepunt: daarvoor heeft niemand getekend.",
    "{entries} after the last checkpoint: nobody has signed for those.",
)
_AFTER_KEPT = Text(
    "Wat na het nieuwste bewaarde controlepunt kwam ({entries}), kan zijn herschreven door wie de "
    "sleutel heeft.",
    "What came after the newest kept checkpoint ({entries}) may have been rewritten by whoever "
    "holds the key.",
)
_PROJECTIONS = Text(
    "Wat uit de regels is afgeleid, is niet vergeleken: dat doet --projections.",
    "What was derived from the entries was not compared: --projections does that.",
)
_ENTRY = (Text("regel", "entry"), Text("regels", "entries"))


def unchecked(seal: SealReport | None, *, signed: bool, projections: bool) -> tuple[Text, ...]:
    """Return what was not checked; `seal` is None when one trajectory was asked for."""
    told = _of_the_seal(seal, signed=signed)
    return told if projections else (*told, _PROJECTIONS)


# Private


def _of_the_seal(seal: SealReport | None, *, signed: bool) -> tuple[Text, ...]:
    if seal is None:
        return (_SEAL,)
    if not seal.checkpoints and not seal.compared:
        return (_NO_CHECKPOINT,)
    told = [] if signed else [_NO_KEY]
    if seal.newest is None:
        told.append(_NOT_KEPT)
    elif seal.size > seal.newest:
        told.append(_AFTER_KEPT.fill(entries=counted(seal.size - seal.newest, *_ENTRY)))
    if seal.unsealed:
        told.append(_UNSEALED.fill(entries=counted(seal.unsealed, *_ENTRY)))
    return tuple(told)
