"""One contact or contribution from intake to what it led to."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, cast

from trajecten.auditing.facts import ReplayedFacts
from trajecten.auditing.ledgers import Ledgers, Line, NotJudgedError
from trajecten.auditing.replaying import judged
from trajecten.core.events import Action, Event, Recorded
from trajecten.core.finding import Finding
from trajecten.core.text import Text, listed
from trajecten.deciding import Decision
from trajecten.errors import InputError, NotFoundError, TrajectenError
from trajecten.ledger.entry import Entry, Result, recorded_of


class Link(StrEnum):
    """How an entry is tied to what is traced."""

    INTAKE = "intake"
    CORRECTED = "corrected"
    RETRACTED = "retracted"
    WEIGHED = "weighed"
    ANSWERED = "answered"
    CITED = "cited"
    ENDORSED = "endorsed"
    COUNTED = "counted"
    NEEDED = "needed"
    LATER = "later"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceItem:
    """One entry in a chronology, and how it is tied to what is traced.

    `guards` are the conditions whose finding would have been another without it.
    """

    seq: int
    at: datetime
    recorded_at: datetime
    action: str
    object: str
    result: str
    link: Link
    message: Text
    guards: tuple[str, ...]
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """The chronology of one contact or contribution; `damage` says where the ledger ends early."""

    ref: str
    id: str
    items: tuple[TraceItem, ...]
    damage: Text | None = None


def traced(ref: str, trajectory: str, identifier: str, ledgers: Ledgers) -> Trace:
    """Return the chronology of a contact or contribution.

    A condition counted it when its finding would have been another had it never been recorded.

    Raises:
        InputError: it is neither a contact nor a contribution.
        NotFoundError: the trajectory has none by this id.
    """
    if not _TRACEABLE.fullmatch(identifier):
        raise InputError(
            f"id: {identifier!r} is geen gesprek of inbreng; bijvoorbeeld: contact-2",
            f"id: {identifier!r} is no contact or contribution; for example: contribution-3",
            instance="id",
        )
    run = _Run(identifier, trajectory, ledgers)
    items = tuple(item for line in ledgers.lines(trajectory) for item in run.take(line))
    if not items:
        raise NotFoundError(
            f"id: {identifier!r} bestaat niet in {ref}.",
            f"id: {identifier!r} does not exist in {ref}.",
            instance="id",
        )
    return Trace(ref=ref, id=identifier, items=items, damage=ledgers.flaw(trajectory))


# Private

_TRACEABLE = re.compile(r"(contact|contribution)-[1-9][0-9]{0,8}", re.ASCII)

_LINKS = {
    Action.CONTACT_RECORDED: Link.INTAKE,
    Action.CONTACT_CORRECTED: Link.CORRECTED,
    Action.CONTACT_RETRACTED: Link.RETRACTED,
    Action.CONTRIBUTION_RECEIVED: Link.INTAKE,
    Action.CONTRIBUTION_DISPOSED: Link.WEIGHED,
}
"""How an entry is tied to what is traced, where that is its object."""

_WORDS = {
    Link.INTAKE: Text("vastgelegd", "recorded"),
    Link.CORRECTED: Text("verbeterd", "corrected"),
    Link.RETRACTED: Text("ingetrokken", "retracted"),
    Link.WEIGHED: Text("gewogen: {more}", "disposed of: {more}"),
    Link.ANSWERED: Text("teruggekoppeld", "answered"),
    Link.CITED: Text("genoemd in {more}", "cited in {more}"),
    Link.ENDORSED: Text(
        "{more} onderschrijft een stuk dat het noemt", "{more} endorses a paper that cites it"
    ),
    Link.COUNTED: Text(
        "telde mee voor de stap {more}; die had ook zonder gekund",
        "counted for the step {more}, which could have been taken without it",
    ),
    Link.NEEDED: Text(
        "nodig voor de stap {more}: zonder dit was die geweigerd",
        "needed for the step {more}: without it that would have been refused",
    ),
    Link.LATER: Text(
        "later besluit van {more}; of het hierop rust, zegt het logboek niet",
        "a later decision of {more}; the ledger does not say whether it rests on this",
    ),
    Link.REFUSED: Text("een poging die is geweigerd", "an attempt that was refused"),
}


@dataclass(slots=True)
class _Run:
    """How far a trace is: the facts, and what they would be if it had never been recorded."""

    identifier: str
    trajectory: str
    ledgers: Ledgers
    facts: ReplayedFacts | None = field(init=False)
    without: ReplayedFacts | None = field(init=False)
    papers: set[str] = field(default_factory=set)
    begun: bool = False

    def __post_init__(self) -> None:
        """Begin with nothing read."""
        self.facts = ReplayedFacts(self.trajectory, self.ledgers)
        self.without = ReplayedFacts(self.trajectory, self.ledgers)

    def take(self, line: Line) -> Iterator[TraceItem]:
        """Return how an entry is tied to it, if it is."""
        found = self._link(line.entry)
        if found is not None:
            yield _item(line, *found)
        self._fold(line.entry)

    def _link(self, entry: Entry) -> tuple[Link, str, tuple[str, ...]] | None:
        if entry.object == self.identifier and entry.action in _LINKS:
            if entry.result is Result.REFUSED:
                return Link.REFUSED, "", ()
            self.begun = True
            return _LINKS[Action(entry.action)], str(entry.data.get("disposition", "")), ()
        if entry.result is Result.REFUSED or not self.begun:
            return None
        return self._led_to(entry)

    def _led_to(self, entry: Entry) -> tuple[Link, str, tuple[str, ...]] | None:
        data = cast("dict[str, Any]", entry.data)
        match entry.action:
            case Action.FEEDBACK_SENT if self.identifier in {one[0] for one in data["answered"]}:
                return Link.ANSWERED, "", ()
            case Action.ARTEFACT_REGISTERED if self.identifier in data["cites"]:
                self.papers.add(entry.object)
                return Link.CITED, f"{data['type']} ({entry.object})", ()
            case Action.ENDORSED if entry.object in self.papers:
                return Link.ENDORSED, str(data["by"]), ()
            case Action.ADVANCED:
                return self._counted(entry)
            case Action.DECISION_RECORDED:
                return Link.LATER, f"{data['body']} ({entry.object}: {data['outcome']})", ()
            case _:
                return None

    def _counted(self, entry: Entry) -> tuple[Link, str, tuple[str, ...]] | None:
        """Return whether a step was taken on it: judge it with and without."""
        here, without = self._decided(entry, self.facts), self._decided(entry, self.without)
        if here is None or without is None or here.findings == without.findings:
            return None
        guards = tuple(dict.fromkeys(_differing(here.findings, without.findings)))
        link = Link.COUNTED if without.accepted else Link.NEEDED
        return link, entry.object, guards

    def _decided(self, entry: Entry, facts: ReplayedFacts | None) -> Decision | None:
        if facts is None:
            return None
        try:
            return judged(entry, facts, self.ledgers)[0]
        except (NotJudgedError, TrajectenError, AttributeError, LookupError, TypeError, ValueError):
            return None  # Replay says what is wrong with it.

    def _fold(self, entry: Entry) -> None:
        happened = recorded_of(entry) if entry.action in list(Action) else None
        if happened is None:
            return
        self.facts = _taken(self.facts, happened)
        for event in _left_of(happened.event, self.identifier):
            self.without = _taken(self.without, replace(happened, event=event))


def _taken(facts: ReplayedFacts | None, happened: Recorded) -> ReplayedFacts | None:
    """Return the facts with what happened; None when that cannot have happened on them."""
    if facts is None:
        return None
    try:
        facts.take(happened)
    except (LookupError, TypeError, ValueError):
        return None
    return facts


def _left_of(event: Event, identifier: str) -> Iterator[Event]:
    """Return what would be left of an event, had something never been recorded."""
    data = cast("dict[str, Any]", event.data)
    match event.action:
        case action if action in _LINKS and event.object == identifier:
            return
        case Action.FEEDBACK_SENT:
            kept = [one for one in data["answered"] if one[0] != identifier]
            yield replace(event, data={**data, "answered": kept})
        case Action.ARTEFACT_REGISTERED:
            cites = [one for one in data["cites"] if one != identifier]
            yield replace(event, data={**data, "cites": cites})
        case _:
            yield event


def _differing(findings: tuple[Finding, ...], others: tuple[Finding, ...]) -> Iterator[str]:
    for one, other in zip(findings, others, strict=False):
        if one == other:
            continue
        if one.parts and len(one.parts) == len(other.parts):
            yield from _differing(one.parts, other.parts)
        else:
            yield one.guard


def _item(line: Line, link: Link, more: str, guards: tuple[str, ...]) -> TraceItem:
    entry = line.entry
    message = _WORDS[link].fill(more=more)
    if guards:
        message += Text("({guards})", "({guards})").fill(guards=listed(guards))
    return TraceItem(
        seq=entry.seq,
        at=entry.at,
        recorded_at=entry.recorded_at,
        action=entry.action,
        object=entry.object,
        result=entry.result.value,
        link=link,
        message=message,
        guards=guards,
        hash=line.hash,
    )
