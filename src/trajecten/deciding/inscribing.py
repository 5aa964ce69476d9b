"""How a decision stands in the ledger: the same words for who writes it and who replays it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from trajecten.core.events import Action, Event, Recorded
from trajecten.core.finding import Finding, Json, briefly
from trajecten.core.state import State, after
from trajecten.deciding.decision import Decision
from trajecten.errors import InputError
from trajecten.ledger.canonical import NotCanonicalError, TooLongError
from trajecten.ledger.entry import Entry, Result

_BRIEFER = (2_000, 200, 20)
"""How many letters of each finding are kept, less and less, when an entry would be too long."""

# What was refused was not made: it has no number, and leaves that to the next that is made.
_NOT_MADE: Mapping[Action, str] = MappingProxyType(
    {
        Action.CONTACT_RECORDED: "contact",
        Action.ARTEFACT_REGISTERED: "artefact",
        Action.CONTRIBUTION_RECEIVED: "contribution",
        Action.ACTION_ADDED: "action",
        Action.LESSON_RECORDED: "lesson",
        Action.DECISION_RECORDED: "decision",
        Action.DEVIATION_ASKED: "deviation",
        Action.TOPIC_ADDED: "topic",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What stands in an entry beside its decision, so that the decision can be made again.

    `claimed` is the role that was claimed; `seen` the number of the last entry of each child, by
    its identity, where the children were looked at; `newcomers` what stands, in a refused attempt,
    in the place of people who are named in nothing else: they leave no reference.
    """

    claimed: str | None = None
    seen: Mapping[str, int] | None = None
    newcomers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Inscription:
    """An entry as it goes into the ledger, its bytes, and what it leaves.

    `happened` is None for a refused attempt, and `state` then the one it was decided on.
    """

    entry: Entry
    body: bytes
    state: State
    happened: Recorded | None


def inscribed(frame: Entry, decision: Decision, state: State, beside: Beside) -> Inscription:
    """Return an entry with what was decided on a `state`; its place and its writer stay.

    Raises:
        InputError: something in it cannot be written down.
    """
    accepted, event = decision.accepted, decision.event
    happened = None
    if accepted:
        happened = Recorded(
            seq=frame.seq, recorded_at=frame.recorded_at, event=event, actor=frame.actor
        )
        state = after(state, happened)
    entry = replace(
        frame,
        at=event.at if accepted else frame.recorded_at,
        action=event.action.value,
        object=event.object if accepted else _NOT_MADE.get(event.action, event.object),
        result=Result.ACCEPTED if accepted else Result.REFUSED,
        data=_data(decision, state, beside),
        role=decision.role,
    )
    entry, body = _fitting(entry, decision.findings)
    return Inscription(entry=entry, body=body, state=state, happened=happened)


# Private


def _data(decision: Decision, state: State, beside: Beside) -> dict[str, Json]:
    findings: list[Json] = [one.as_data() for one in decision.findings]
    phases: dict[str, Json] = {track: visit.phase for track, visit in state.tracks.items()}
    situation: dict[str, Json] = {"phases": phases}
    if findings:
        situation["findings"] = findings
    if beside.claimed is not None and beside.claimed != decision.role:
        situation["claimed"] = beside.claimed
    if beside.seen is not None:
        situation["seen"] = dict(beside.seen)
    if decision.accepted:
        return {**decision.event.data, **situation}
    situation["texts"] = [*sorted(decision.event.personal)]
    return {"asked": _asked(decision.event, beside.newcomers), **situation}


def _asked(event: Event, newcomers: Mapping[str, str]) -> dict[str, Json]:
    return {
        key: newcomers.get(value, value) if isinstance(value, str) else value
        for key, value in event.data.items()
    }


def _fitting(entry: Entry, findings: tuple[Finding, ...]) -> tuple[Entry, bytes]:
    """Return the entry and its bytes; findings that would make it too long are told in brief."""
    try:
        for letters in _BRIEFER:
            try:
                return entry, entry.body()
            except TooLongError:
                brief: list[Json] = [briefly(one, letters) for one in findings]
                entry = replace(entry, data={**entry.data, "findings": brief})
        return entry, entry.body()
    except NotCanonicalError as error:
        raise InputError(
            f"Dit kan niet worden vastgelegd: {error}.",
            f"This cannot be recorded: {error}.",
            instance="command",
        ) from error
