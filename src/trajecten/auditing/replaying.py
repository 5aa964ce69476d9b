"""Every decision of a ledger made again, by the same `decide`, on the facts of its moment."""

from collections import Counter
from collections.abc import Container, Iterator
from dataclasses import dataclass, field

from trajecten.auditing.comparing import compared, what
from trajecten.auditing.discrepancy import (
    Discrepancy,
    DiscrepancyKind,
    ReplayedTrajectory,
    Unjudged,
)
from trajecten.auditing.facts import ReplayedFacts
from trajecten.auditing.ledgers import Ledgers, NotJudgedError
from trajecten.auditing.requests import request_of
from trajecten.core.events import Action
from trajecten.core.text import Text
from trajecten.deciding import Decision, decided
from trajecten.deciding.inscribing import Beside, inscribed
from trajecten.errors import (
    InputError,
    IntegrityError,
    NotFoundError,
    TrajectenError,
    WorkflowError,
)
from trajecten.ledger.entry import Entry, Result, recorded_of

NOT_CHECKED: tuple[Text, ...] = (
    Text(
        "Of waar is wat is vastgelegd: een regel zegt dat iets is genoteerd, niet dat het zo was.",
        "Whether what was recorded is true: an entry says that something was noted, not that it "
        "was so.",
    ),
    Text(
        "De woorden van teksten en namen: het logboek heeft die niet. Er is alleen gekeken of er "
        "een tekst bij hoorde.",
        "The words of texts and names: the ledger does not hold them. It was only looked at "
        "whether a text went with it.",
    ),
    Text(
        "Of wat is ingevoerd later door iets anders is vervangen dat ook had gekund, en alle "
        "hashes opnieuw zijn berekend.",
        "Whether what was put in was later replaced by something that could have been as well, "
        "with all hashes computed anew.",
    ),
    Text(
        "Of er regels ontbreken aan het eind, of een heel traject: dat ziet alleen wie een hash "
        "van toen heeft bewaard.",
        "Whether entries are missing at the end, or a whole trajectory: only who kept a hash of "
        "that time can see that.",
    ),
    Text(
        "Wie het echt was: de naam van de gebruiker komt van het systeem dat de opdracht gaf.",
        "Who it really was: the name of the user comes from the system that gave the command.",
    ),
)
"""What a replay never checks."""

MALFORMED = (AttributeError, KeyError, IndexError, TypeError, ValueError)
"""What comes up where an entry does not hold what it must."""


def replayed(
    ref: str, trajectory: str, ledgers: Ledgers, *, installed: Container[str], engine: str
) -> ReplayedTrajectory:
    """Replay the ledger of one trajectory, up to the first entry that is damaged.

    `installed` are the names of the guards that are here, `engine` is the version that replays.
    """
    run = _Run(ref, ledgers, ReplayedFacts(trajectory, ledgers), installed)
    for line in ledgers.lines(trajectory):
        run.take(line.entry)
    return ReplayedTrajectory(
        ref=ref,
        trajectory=trajectory,
        entries=run.counts.total(),
        accepted=run.counts[Result.ACCEPTED],
        refused=run.counts[Result.REFUSED],
        discrepancies=tuple(run.discrepancies),
        unjudged=tuple(run.unjudged),
        engines=tuple(one for one in run.engines if one != engine),
        damage=ledgers.flaw(trajectory),
    )


def judged(entry: Entry, facts: ReplayedFacts, ledgers: Ledgers) -> tuple[Decision, Entry]:
    """Return the decision that an entry should hold, and the entry as it should be.

    Raises:
        InputError: the request could not be understood.
        NotFoundError: it names something that does not exist.
        IntegrityError: the workflow text is gone or was changed.
        WorkflowError: that text cannot be read.
        NotJudgedError: the ledger of a parent or a child is damaged.
    """
    facts.before(entry)
    request = request_of(entry, facts, ledgers)
    workflow = ledgers.workflow(entry.definition)
    decision = decided(workflow, facts, request, entry.recorded_at)
    facts.check_seen()
    beside = Beside(claimed=request.role, seen=facts.seen)
    return decision, inscribed(entry, decision, facts.state, beside).entry


# Private


@dataclass(slots=True)
class _Run:
    """How far a replay is, and what it found."""

    ref: str
    ledgers: Ledgers
    facts: ReplayedFacts
    installed: Container[str]
    counts: Counter[Result] = field(default_factory=Counter)
    discrepancies: list[Discrepancy] = field(default_factory=list)
    unjudged: list[Unjudged] = field(default_factory=list)
    engines: dict[str, None] = field(default_factory=dict)
    lost: bool = False

    def take(self, entry: Entry) -> None:
        """Decide on an entry again, and take in what it says happened."""
        self.engines[entry.engine] = None
        reason = self._why_not(entry)
        if reason is not None:
            self._pass_over(entry, reason)
            return
        try:
            self.discrepancies.extend(self._found(entry))
        except NotJudgedError as error:
            self._pass_over(entry, error.reason)
        else:
            self.counts[entry.result] += 1
        self._fold(entry)

    def _why_not(self, entry: Entry) -> Text | None:
        if self.lost:
            return Text(
                "een regel ervoor kan niet zijn gebeurd; de feiten zijn niet meer te maken",
                "an entry before it cannot have happened; the facts can no longer be made",
            )
        if entry.action not in list(Action):
            return Text(
                "deze versie kent deze handeling niet", "this version does not know this action"
            )
        return None

    def _pass_over(self, entry: Entry, reason: Text) -> None:
        self.unjudged.append(Unjudged(seq=entry.seq, action=entry.action, reason=reason))

    def _found(self, entry: Entry) -> Iterator[Discrepancy]:
        try:
            decision, found = judged(entry, self.facts, self.ledgers)
        except (IntegrityError, WorkflowError) as error:
            yield self._of(entry, DiscrepancyKind.DEFINITION, _words(error))
        except (InputError, NotFoundError) as error:
            accepted = entry.result is Result.ACCEPTED
            kind = DiscrepancyKind.NOT_UNDERSTOOD
            yield self._of(
                entry,
                DiscrepancyKind.FORGED_ACCEPTANCE if accepted else kind,
                _words(error),
            )
        except MALFORMED as error:
            yield self._of(entry, DiscrepancyKind.NOT_POSSIBLE, Text(repr(error), repr(error)))
        else:
            texts = sorted(decision.event.personal) if decision.accepted else []
            yield from compared(self.ref, entry, found, texts, self.installed)

    def _fold(self, entry: Entry) -> None:
        try:
            happened = recorded_of(entry)
            if happened is not None:
                self.facts.take(happened)
        except MALFORMED as error:
            self.lost = True
            why = Text(repr(error), repr(error))
            self.discrepancies.append(self._of(entry, DiscrepancyKind.NOT_POSSIBLE, why))

    def _of(self, entry: Entry, kind: DiscrepancyKind, why: Text) -> Discrepancy:
        return Discrepancy(
            ref=self.ref,
            seq=entry.seq,
            kind=kind,
            message=_WHY[kind].fill(seq=entry.seq, what=what(entry), why=why),
            recorded={"result": entry.result.value},
            found={"message": {"nl": why.nl, "en": why.en}},
            engine=entry.engine,
        )


def _words(error: TrajectenError) -> Text:
    return Text(error.detail.nl, error.detail.en)


_WHY = {
    DiscrepancyKind.FORGED_ACCEPTANCE: Text(
        "Regel {seq} ({what}) staat er als geaccepteerd, maar kon toen niet: {why}",
        "Entry {seq} ({what}) stands as accepted, but was not possible then: {why}",
    ),
    DiscrepancyKind.NOT_UNDERSTOOD: Text(
        "Regel {seq} ({what}) staat er als geweigerd, maar zou nooit zijn vastgelegd: {why}",
        "Entry {seq} ({what}) stands as refused, but would never have been recorded: {why}",
    ),
    DiscrepancyKind.NOT_POSSIBLE: Text(
        "Regel {seq} ({what}) kan niet door een besluit zijn gemaakt: {why}",
        "Entry {seq} ({what}) cannot have come from a decision: {why}",
    ),
    DiscrepancyKind.DEFINITION: Text(
        "Regel {seq} ({what}): de tekst van de werkwijze van toen is er niet. {why}",
        "Entry {seq} ({what}): the workflow text of that time is not there. {why}",
    ),
}
