"""What would have been, had another workflow text been in force from the first day."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from trajecten.auditing.discrepancy import Unjudged
from trajecten.auditing.facts import ReplayedFacts
from trajecten.auditing.ledgers import Ledgers, NotJudgedError
from trajecten.auditing.requests import request_of
from trajecten.core.commands import Start
from trajecten.core.deviation import DeviationKind
from trajecten.core.events import Action, Event, Recorded
from trajecten.core.finding import Finding
from trajecten.core.pending import adopted
from trajecten.core.text import Text
from trajecten.core.workflow import Workflow
from trajecten.deciding import Decision, Request, decided
from trajecten.errors import InputError, IntegrityError, WorkflowError
from trajecten.ledger.entry import Entry, Result, recorded_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Otherwise:
    """An attempt that would have ended otherwise, and why.

    `message` is there when the other text does not know what was asked.
    """

    seq: int
    action: str
    object: str
    findings: tuple[Finding, ...] = ()
    message: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Supposition:
    """How one trajectory would have gone under another text.

    `stopped` is the first attempt that was accepted and would have been refused: nothing after it
    is told, for it would not have been the same. What the other text does not know and is no step
    is passed over, as `unjudged`. `let_through` are refused attempts that would have
    been accepted. `phases` are those that the trajectory was in and the other text does not have.
    `asked` is false where it was left out, being of another workflow.
    """

    ref: str
    trajectory: str
    workflow: str
    entries: int = 0
    stopped: Otherwise | None = None
    let_through: tuple[Otherwise, ...] = ()
    phases: tuple[str, ...] = ()
    unjudged: tuple[Unjudged, ...] = ()
    damage: Text | None = None
    asked: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf:
    """The same ledgers under another workflow text."""

    workflow: str
    version: str
    digest: str
    trajectories: tuple[Supposition, ...]


def supposed(
    ref: str, trajectory: str, ledgers: Ledgers, workflow: Workflow, *, every: bool = False
) -> Supposition:
    """Return how a trajectory would have gone under another text.

    With `every`, one of another workflow is left out.
    """
    run = _Run(ledgers, workflow, ReplayedFacts(trajectory, ledgers))
    own, asked = "", True
    for line in ledgers.lines(trajectory):
        if line.entry.seq == 1:
            own = str(line.entry.data.get("workflow", ""))
            asked = not every or own == workflow.id
        if not asked or run.stopped is not None or not run.take(line.entry):
            break
    return Supposition(
        ref=ref,
        trajectory=trajectory,
        workflow=own,
        entries=run.entries,
        stopped=run.stopped,
        let_through=tuple(run.let_through),
        phases=tuple(run.phases),
        unjudged=tuple(run.unjudged),
        damage=ledgers.flaw(trajectory),
        asked=asked,
    )


# Private

_OF_A_TEXT = Text(
    "dit ging over een andere tekst van de werkwijze; hier geldt steeds dezelfde",
    "this was about another workflow text; here one and the same holds throughout",
)
_STEPS = (Action.STARTED, Action.ADVANCED)
_UNKNOWN = Text(
    "deze versie kent deze handeling niet, of de regel is beschadigd",
    "this version does not know this action, or the entry is damaged",
)


@dataclass(slots=True)
class _Run:
    """How far the supposition is."""

    ledgers: Ledgers
    workflow: Workflow
    facts: ReplayedFacts
    entries: int = 0
    stopped: Otherwise | None = None
    let_through: list[Otherwise] = field(default_factory=list)
    phases: dict[str, None] = field(default_factory=dict)
    unjudged: list[Unjudged] = field(default_factory=list)

    def take(self, entry: Entry) -> bool:
        """Take in an entry; return whether the next one can still be judged."""
        self.phases |= dict.fromkeys(_unknown_phases(entry, self.workflow))
        if _of_a_text(entry, self.facts):
            self._pass_over(entry, _OF_A_TEXT)
            for event in _left_of(entry):
                self._happen(entry, event)
            return True
        try:
            decision = self._decided(entry)
        except NotJudgedError as error:
            self._pass_over(entry, error.reason)
            return entry.result is Result.REFUSED
        except (InputError, IntegrityError, WorkflowError) as error:
            self._not_known(entry, Text(error.detail.nl, error.detail.en))
        except (AttributeError, LookupError, TypeError, ValueError):
            self._pass_over(entry, _UNKNOWN)
            return entry.result is Result.REFUSED
        else:
            self._weigh(entry, decision)
        self.entries += 1
        return True

    def _decided(self, entry: Entry) -> Decision:
        self.facts.before(entry)
        request = request_of(entry, self.facts, self.ledgers)
        decision = decided(self.workflow, self.facts, self._fitted(request), entry.recorded_at)
        self.facts.check_seen()
        return decision

    def _fitted(self, request: Request) -> Request:
        role = request.role if request.role in self.workflow.names("role") else None
        command = request.command
        if isinstance(command, Start):
            command = replace(command, workflow=self.workflow)
        return replace(request, command=command, role=role)

    def _weigh(self, entry: Entry, decision: Decision) -> None:
        findings = tuple(one for one in decision.findings if not one.passes)
        otherwise = Otherwise(
            seq=entry.seq, action=entry.action, object=entry.object, findings=findings
        )
        if entry.result is Result.ACCEPTED and not decision.accepted:
            self.stopped = otherwise
        elif entry.result is Result.REFUSED and decision.accepted:
            self.let_through.append(otherwise)
        elif decision.accepted:
            self._happen(entry, decision.event)

    def _not_known(self, entry: Entry, why: Text) -> None:
        """Stop at a step that the other text does not know; pass over anything else."""
        if entry.result is Result.ACCEPTED and entry.action in _STEPS:
            self.stopped = Otherwise(
                seq=entry.seq, action=entry.action, object=entry.object, message=why
            )
        elif entry.result is Result.ACCEPTED:
            self._pass_over(entry, why)

    def _happen(self, entry: Entry, event: Event) -> None:
        self.facts.take(
            Recorded(seq=entry.seq, recorded_at=entry.recorded_at, event=event, actor=entry.actor)
        )

    def _pass_over(self, entry: Entry, reason: Text) -> None:
        self.unjudged.append(Unjudged(seq=entry.seq, action=entry.action, reason=reason))


def _unknown_phases(entry: Entry, workflow: Workflow) -> Iterator[str]:
    phases = entry.data.get("phases")
    if isinstance(phases, dict):
        yield from (str(one) for one in phases.values() if one not in workflow.phases)


def _of_a_text(entry: Entry, facts: ReplayedFacts) -> bool:
    """Return whether an entry is about going on under another workflow text."""
    asked = entry.data if entry.result is Result.ACCEPTED else entry.data.get("asked", {})
    if entry.action == Action.DEVIATION_ASKED and isinstance(asked, dict):
        return asked.get("kind") == DeviationKind.ADD
    about = (one for one in facts.deviations if one.id == entry.object)
    decides = entry.action == Action.DEVIATION_DECIDED and any(one.adopts for one in about)
    return decides or entry.action == Action.MIGRATED


def _left_of(entry: Entry) -> Iterator[Event]:
    """Return what is left of such an entry where the text stays the same: a number, an answer."""
    recorded = recorded_of(entry)
    if recorded is None or recorded.event.action is Action.MIGRATED:
        return
    event = recorded.event
    if adopted(event.action, event.data) is not None:
        event = replace(event, data={**event.data, "approved": False})
    yield event
