"""The request that an entry answers, made again from the entry alone.

Names are references already, and stand for themselves; a text is needed only where words were
given, and then some other text does as well.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import takewhile
from types import MappingProxyType
from typing import Any

from trajecten.auditing.facts import ReplayedFacts, parent_at
from trajecten.auditing.ledgers import Ledgers
from trajecten.core import choice, tailoring
from trajecten.core import commands as ask
from trajecten.core.commands import Command, people_in
from trajecten.core.deviation import DeviationKind
from trajecten.core.events import Action, moment_of
from trajecten.core.workflow import Workflow
from trajecten.deciding import Erasable, Parent, Request, erasable
from trajecten.deciding.erasable import NOTHING
from trajecten.deciding.roles import COMMISSIONER
from trajecten.ledger.entry import FROM_XES, PERSON_FIELD, Entry, Result

WORDS = "-"
"""What stands for words that were given: the ledger does not hold them."""


def texts_in(entry: Entry) -> tuple[str, ...]:
    """Return the fields of the texts that were given with an entry, in order."""
    if entry.result is Result.REFUSED:
        return tuple(str(one) for one in _list(entry.data["texts"]))
    return tuple(sorted(one for one in entry.personal if not one.startswith(PERSON_FIELD)))


def request_of(entry: Entry, facts: ReplayedFacts, ledgers: Ledgers) -> Request:
    """Return the request that an entry answers.

    Raises:
        KeyError, TypeError, ValueError: the entry does not hold one.
        IntegrityError: the text that it would adopt is gone or was changed.
        WorkflowError: that text cannot be read.
        NotJudgedError: the ledger of its parent is damaged.
    """
    said = _Said(entry=entry, facts=facts, ledgers=ledgers)
    command = _COMMANDS[Action(entry.action)](said)
    return Request(
        command=command,
        actor=entry.actor,
        role=said.claimed,
        people={one: one for one in people_in(command)},
        workflows=_texts_named(said, command),
        parent=_parent(said) if isinstance(command, ask.Start) else None,
        happened=entry.at if _of_another_log(entry) else None,
        erasable=_erasable(said, command.party) if isinstance(command, ask.Erase) else NOTHING,
    )


# Private


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """What an entry says was asked."""

    entry: Entry
    facts: ReplayedFacts
    ledgers: Ledgers

    @property
    def data(self) -> Mapping[str, Any]:
        """What was asked, accepted or not."""
        data: Mapping[str, Any] = self.entry.data
        return data if self.entry.result is Result.ACCEPTED else data["asked"]

    @property
    def claimed(self) -> str | None:
        """The role that was claimed."""
        role = self.entry.data.get("claimed", self.entry.role)
        return None if role is None else str(role)

    @property
    def at(self) -> datetime:
        """When it happened."""
        return moment_of(self.data["at"])

    def words(self, field: str) -> str | None:
        """Return some words, if words were given in this field."""
        return WORDS if field in texts_in(self.entry) else None

    def workflow(self, digest: str) -> Workflow:
        """Return the workflow with a text."""
        return self.ledgers.workflow(digest)


def _of_another_log(entry: Entry) -> bool:
    """Return whether an entry was taken in from the log of another system: `at` is from there."""
    taken_in = entry.action in {Action.STARTED, Action.ADVANCED} and FROM_XES in entry.origin
    return taken_in and entry.result is Result.ACCEPTED


def _list(value: object) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError("not a list")
    return value


def _start(said: _Said) -> Command:
    data = said.data
    holders = {one["role"]: one["person"] for one in _list(data["roles"])}
    parent = data.get("parent", {})
    return ask.Start(
        workflow=said.workflow(said.entry.definition),
        title=WORDS,
        commissioner=holders.pop(COMMISSIONER),
        ref=data["ref"],
        roles=holders,
        parent=parent.get("ref"),
        topic=parent.get("topic"),
    )


def _advance(said: _Said) -> Command:
    data = said.data
    if "deviation" in data:
        return tailoring.CarryOut(deviation=data["deviation"])
    return ask.Advance(
        transition=data["transition"],
        motivation=said.words("motivation"),
        exemption=data.get("exemption"),
    )


def _record_contact(said: _Said) -> Command:
    data = said.data
    return ask.RecordContact(
        domain=data["domain"],
        purpose=ask.Purpose(data["purpose"]),
        group=data["group"],
        layer=data["layer"],
        channel=_channel(data["channel"]),
        person=data["person"],
        spokesperson=data["spokesperson"],
        count=data["count"],
        note=said.words("note"),
        on=said.at,
    )


def _correct_contact(said: _Said) -> Command:
    data = said.data
    return ask.CorrectContact(
        contact=said.entry.object,
        reason=WORDS,
        domain=data["domain"],
        purpose=ask.Purpose(data["purpose"]),
        group=data["group"],
        layer=data["layer"],
        count=data["count"],
        on=said.at,
    )


def _register_artefact(said: _Said) -> Command:
    data = said.data
    return ask.RegisterArtefact(
        type=data["type"],
        title=said.words("title"),
        sha256=data["sha256"],
        fields=dict.fromkeys(_list(data["fields"]), WORDS),
        cites=tuple(_list(data["cites"])),
        on=said.at,
    )


def _receive_contribution(said: _Said) -> Command:
    data = said.data
    return ask.ReceiveContribution(
        text=WORDS, domain=data["domain"], group=data["group"], person=data["person"], on=said.at
    )


def _send_feedback(said: _Said) -> Command:
    return ask.SendFeedback(
        contributions=tuple(_list(said.data["named"])),
        channel=_channel(said.data["channel"]),
        note=said.words("note"),
        on=said.at,
    )


def _endorse(said: _Said) -> Command:
    data = said.data
    return ask.Endorse(
        artefact=data["type"],
        by=data["by"],
        person=data["person"],
        note=said.words("note"),
        on=said.at,
    )


def _add_action(said: _Said) -> Command:
    due = said.data["due"]
    return ask.AddAction(
        text=WORDS, owner=said.data["owner"], due=date.fromisoformat(due) if due else None
    )


def _record_decision(said: _Said) -> Command:
    data = said.data
    return ask.RecordDecision(
        body=data["body"],
        outcome=data["outcome"],
        reference=data["reference"],
        text=said.words("text"),
        on=said.at,
    )


def _ask_deviation(said: _Said) -> Command:
    data = said.data
    kind = DeviationKind(data["kind"])
    if kind is DeviationKind.ADD:
        return tailoring.AskAdaptation(workflow=said.workflow(data["adopts"]), motivation=WORDS)
    return tailoring.AskDeviation(
        kind=kind,
        motivation=WORDS,
        transitions=tuple(_list(data["transitions"])),
        phase=data["to"] if kind is DeviationKind.REPEAT else None,
    )


def _decide_deviation(said: _Said) -> Command:
    return tailoring.DecideDeviation(
        deviation=said.entry.object,
        approved=said.data["approved"],
        motivation=said.words("motivation"),
    )


def _migrate(said: _Said) -> Command:
    return tailoring.Migrate(
        workflow=said.workflow(said.data["to"]),
        phases=said.data["renamed"],
        motivation=said.words("motivation"),
    )


def _erase(said: _Said) -> Command:
    data = said.data
    places = (f"{seq}.{field}" for seq, field in _list(data["erased"]))
    return ask.Erase(
        party=data["person"],
        texts=tuple(one for one in places if f".{PERSON_FIELD}" not in one),
        ground=data["ground"],
        decided_by=data["decided_by"],
    )


def _channel(value: str | None) -> ask.Channel | None:
    return None if value is None else ask.Channel(value)


_COMMANDS: Mapping[Action, Callable[[_Said], Command]] = MappingProxyType(
    {
        Action.STARTED: _start,
        Action.ADVANCED: _advance,
        Action.CONTACT_RECORDED: _record_contact,
        Action.CONTACT_CORRECTED: _correct_contact,
        Action.CONTACT_RETRACTED: lambda said: ask.RetractContact(
            contact=said.entry.object, reason=WORDS
        ),
        Action.ARTEFACT_REGISTERED: _register_artefact,
        Action.CONTRIBUTION_RECEIVED: _receive_contribution,
        Action.CONTRIBUTION_DISPOSED: lambda said: ask.DisposeContribution(
            contribution=said.entry.object,
            disposition=ask.Disposition(said.data["disposition"]),
            reason=WORDS,
        ),
        Action.FEEDBACK_SENT: _send_feedback,
        Action.ENDORSED: _endorse,
        Action.ROLE_ASSIGNED: lambda said: ask.AssignRole(
            role=said.data["role"], person=said.data["person"]
        ),
        Action.ROLE_ENDED: lambda said: ask.EndRole(
            role=said.data["role"], person=said.data["person"], note=said.words("note")
        ),
        Action.ROLE_HANDED_OVER: lambda said: ask.HandOverRole(
            role=said.data["role"],
            person=said.data["person"],
            successor=said.data["successor"],
            note=said.words("note"),
        ),
        Action.ACTION_ADDED: _add_action,
        Action.ACTION_FINISHED: lambda said: ask.FinishAction(
            action=said.entry.object, note=said.words("note")
        ),
        Action.LESSON_RECORDED: lambda said: ask.RecordLesson(text=WORDS, none=said.data["none"]),
        Action.DECISION_RECORDED: _record_decision,
        Action.APPROVED: lambda said: ask.Approve(
            transition=said.data["transition"],
            role=said.data["role"],
            note=said.words("note"),
        ),
        Action.NOTED: lambda _: ask.AddNote(text=WORDS),
        Action.DEVIATION_ASKED: _ask_deviation,
        Action.DEVIATION_DECIDED: _decide_deviation,
        Action.DEVIATION_FORGIVEN: lambda said: tailoring.ForgiveDebt(
            deviation=said.entry.object, motivation=WORDS
        ),
        Action.MIGRATED: _migrate,
        Action.TOPIC_ADDED: lambda said: ask.AddTopic(text=WORDS, domain=said.data["domain"]),
        Action.CRITERIA_SET: lambda _: ask.SetCriteria(text=WORDS),
        Action.TOPIC_CHOSEN: lambda said: ask.ChooseTopic(
            topic=said.data["topic"],
            by=said.data["by"],
            reason=WORDS,
            chosen=said.data["chosen"],
        ),
        Action.TERM_EXTENDED: lambda said: ask.ExtendTerm(term=said.data["term"], reason=WORDS),
        Action.TERM_SUSPENDED: lambda said: ask.SuspendTerm(
            term=said.data["term"], reason=WORDS, on=said.at
        ),
        Action.TERM_RESUMED: lambda said: ask.ResumeTerm(
            term=said.data["term"], reason=said.words("reason"), on=said.at
        ),
        Action.CHOICE_MADE: lambda said: choice.MakeChoice(
            choice=said.data["choice"], option=said.data["option"], reason=said.words("reason")
        ),
        Action.ERASED: _erase,
    }
)
"""How the command of an entry is made again, by its action."""


def _texts_named(said: _Said, command: Command) -> Mapping[str, Workflow]:
    match command:
        case tailoring.AskAdaptation(workflow=workflow) | tailoring.Migrate(workflow=workflow):
            return {workflow.digest: workflow}
        case tailoring.DecideDeviation():
            asked = (one for one in said.facts.deviations if one.id == command.deviation)
            return {one.adopts: said.workflow(one.adopts) for one in asked if one.adopts}
        case _:
            return {}


def _erasable(said: _Said, party: str | None) -> Erasable:
    lines = said.ledgers.lines(said.entry.trajectory)
    before = takewhile(lambda one: one.entry.seq < said.entry.seq, lines)
    return erasable((one.entry for one in before), party)


def _parent(said: _Said) -> Parent | None:
    named = said.data.get("parent")
    if named is None:
        return None
    return parent_at(str(named["trajectory"]), int(named["seq"]), said.ledgers)
