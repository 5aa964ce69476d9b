"""An entry held against the same decision made again: which kind of difference, in which words."""

from collections.abc import Container, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from trajecten.auditing.discrepancy import Discrepancy, DiscrepancyKind
from trajecten.core.finding import Json
from trajecten.core.guards import BUILTIN, COMBINATORS
from trajecten.core.text import Text, listed
from trajecten.ledger.entry import Entry, Result

_Sides: TypeAlias = tuple[dict[str, Json], dict[str, Json]]
"""What was recorded, and what is found."""

_OWN_PLACES = ("command", "debts")
"""Where findings come from that are never those of a guard of others."""

_WORDS: Mapping[DiscrepancyKind, Text] = {
    DiscrepancyKind.FORGED_ACCEPTANCE: Text(
        "Regel {seq} ({what}) staat er als geaccepteerd, maar had geweigerd moeten worden.",
        "Entry {seq} ({what}) stands as accepted, but should have been refused.",
    ),
    DiscrepancyKind.FORGED_REFUSAL: Text(
        "Regel {seq} ({what}) staat er als geweigerd, maar had geaccepteerd moeten worden.",
        "Entry {seq} ({what}) stands as refused, but should have been accepted.",
    ),
    DiscrepancyKind.FINDINGS: Text(
        "Regel {seq} ({what}): de uitkomst klopt, maar wat erbij is gevonden niet: {names}.",
        "Entry {seq} ({what}): the verdict is right, but what was found with it is not: {names}.",
    ),
    DiscrepancyKind.EVENT: Text(
        "Regel {seq} ({what}): wat er is vastgelegd, is niet wat uit dit besluit volgt: {names}.",
        "Entry {seq} ({what}): what was recorded is not what follows from it: {names}.",
    ),
    DiscrepancyKind.GUARD_CHANGED: Text(
        "Regel {seq} ({what}): een eigen voorwaarde oordeelt nu anders dan is vastgelegd: {names}. "
        "Die voorwaarde is veranderd, of de regel is vervalst.",
        "Entry {seq} ({what}): a condition of your own now judges otherwise than was recorded: "
        "{names}. That condition has changed, or the entry was forged.",
    ),
    DiscrepancyKind.GUARD_GONE: Text(
        "Regel {seq} ({what}): een eigen voorwaarde is hier niet meer geïnstalleerd: {names}.",
        "Entry {seq} ({what}): a condition of your own is no longer installed here: {names}.",
    ),
}


def compared(
    ref: str, recorded: Entry, found: Entry, texts: Sequence[str], installed: Container[str]
) -> Iterator[Discrepancy]:
    """Return how an entry differs from the one that its decision gives when it is made again.

    `texts` are the fields of the texts that this decision keeps; `installed` the names of the
    guards that are here.
    """
    before, now = _findings(recorded), _findings(found)
    guards = tuple(dict.fromkeys(_differing(before, now)))
    if recorded.result is not found.result:
        forged = (
            DiscrepancyKind.FORGED_ACCEPTANCE
            if recorded.result is Result.ACCEPTED
            else DiscrepancyKind.FORGED_REFUSAL
        )
        kind = _of_others(guards, installed) or forged
        verdict: _Sides = ({"result": recorded.result.value}, {"result": found.result.value})
        yield _discrepancy(ref, recorded, kind, guards, _with_findings(verdict, before, now))
        return
    if before != now:
        kind = _of_others(guards, installed) or DiscrepancyKind.FINDINGS
        yield _discrepancy(ref, recorded, kind, guards, _with_findings(({}, {}), before, now))
    was, becomes = _rest(recorded, None), _rest(found, texts)
    names = tuple(
        key for key in sorted(was.keys() | becomes.keys()) if was.get(key) != becomes.get(key)
    )
    if names:
        sides = (
            {key: was[key] for key in names if key in was},
            {key: becomes[key] for key in names if key in becomes},
        )
        yield _discrepancy(ref, recorded, DiscrepancyKind.EVENT, names, sides)


def what(entry: Entry) -> str:
    """Return what an entry is about, as a message calls it."""
    return f"{entry.action} {entry.object}"


# Private


def _findings(entry: Entry) -> list[Any]:
    found = entry.data.get("findings", [])
    return found if isinstance(found, list) else [found]


def _with_findings(sides: _Sides, before: list[Any], now: list[Any]) -> _Sides:
    """Return both sides with the findings that the other one does not have."""
    was, becomes = sides
    return (
        {**was, "findings": [one for one in before if one not in now]},
        {**becomes, "findings": [one for one in now if one not in before]},
    )


def _discrepancy(
    ref: str, entry: Entry, kind: DiscrepancyKind, names: Sequence[str], sides: _Sides
) -> Discrepancy:
    return Discrepancy(
        ref=ref,
        seq=entry.seq,
        kind=kind,
        message=_WORDS[kind].fill(
            seq=entry.seq, what=what(entry), names=listed(names) if names else "-"
        ),
        recorded=sides[0],
        found=sides[1],
        engine=entry.engine,
    )


def _rest(entry: Entry, texts: Sequence[str] | None) -> dict[str, Json]:
    """Return all of an entry but its place, its writer and its findings, by name."""
    data = {f"data.{key}": value for key, value in entry.data.items() if key != "findings"}
    kept = texts if texts is not None else _texts(entry)
    return {
        **data,
        "action": entry.action,
        "object": entry.object,
        "at": entry.at.isoformat(),
        "role": entry.role,
        "personal": [*kept],
    }


def _texts(entry: Entry) -> list[str]:
    return sorted(one for one in entry.personal if not one.startswith("person."))


def _differing(before: Sequence[Any], now: Sequence[Any]) -> Iterator[str]:
    """Return the guards whose findings differ: of joined conditions the parts that do."""
    was = [one for one in before if one not in now]
    becomes = [one for one in now if one not in before]
    if len(was) != len(becomes):
        yield from (_name(one) for one in (*was, *becomes))
        return
    for one, other in zip(was, becomes, strict=True):
        yield from _differing_in(one, other)


def _differing_in(one: Any, other: Any) -> Iterator[str]:  # noqa: ANN401 (what the ledger holds)
    match one, other:
        case {"parts": [*parts], "guard": name}, {"parts": [*others], "guard": same} if (
            name == same and len(parts) == len(others)
        ):
            yield from _differing(parts, others)
        case _:
            yield from dict.fromkeys((_name(one), _name(other)))


def _name(finding: Any) -> str:  # noqa: ANN401
    if isinstance(finding, dict) and finding.get("place") not in _OWN_PLACES:
        return str(finding.get("guard"))
    return f"command.{finding.get('guard') if isinstance(finding, dict) else finding}"


def _of_others(guards: Sequence[str], installed: Container[str]) -> DiscrepancyKind | None:
    """Return whether all that differs is the answer of guards that do not come with trajecten."""
    own = [one for one in guards if one in BUILTIN or one in COMBINATORS or "." in one]
    if not guards or own:
        return None
    gone = any(one not in installed for one in guards)
    return DiscrepancyKind.GUARD_GONE if gone else DiscrepancyKind.GUARD_CHANGED
