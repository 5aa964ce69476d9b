"""Every norm asked of one trajectory, on its ledger alone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from trajecten.auditing.ledgers import Ledgers
from trajecten.auditing.norms.dossier import Dossier
from trajecten.auditing.norms.norm import Norm, NormResult, NormVerdict, found, not_applicable
from trajecten.auditing.norms.thresholds import Thresholds
from trajecten.core.fold import FoldedFacts
from trajecten.core.text import Text
from trajecten.core.workflow import Workflow, reason_of
from trajecten.errors import IntegrityError, WorkflowError
from trajecten.ledger.entry import Entry, definition_after, recorded_of

NORMS_NOT_CHECKED: tuple[Text, ...] = (
    Text(
        "Een poort bewijst dat een gesprek is vastgelegd, niet dat het goed was. Dit is een "
        "oordeel over de registratie, niet over mensen of over de kwaliteit.",
        "A gate proves that a contact was recorded, not that it was good. This judges the record, "
        "not people and not quality.",
    ),
    Text(
        "De woorden van teksten: het logboek heeft die niet. Er is alleen gekeken of er een tekst "
        "bij hoorde.",
        "The words of texts: the ledger does not hold them. It was only looked at whether a text "
        "went with it.",
    ),
    Text(
        "Of elke beslissing volgens de regels was: dat doet `audit replay`; of het logboek is "
        "veranderd: `audit verify`.",
        "Whether each decision was by the rules: `audit replay` does that; whether the ledger was "
        "changed: `audit verify`.",
    ),
)
"""What the norms never check."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedNorm:
    """One norm and what came of it, for one trajectory."""

    norm: Norm
    result: NormResult


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedTrajectory:
    """All norms for one trajectory; `damage` says up to where its ledger could be read.

    `workflow` and `version` are those of its first entry; empty when that cannot be read.
    """

    ref: str
    trajectory: str
    workflow: str
    version: str
    entries: int
    norms: tuple[JudgedNorm, ...]
    damage: Text | None = None

    def of(self, verdict: NormVerdict) -> tuple[JudgedNorm, ...]:
        """Return the norms with one verdict."""
        return tuple(one for one in self.norms if one.result.verdict is verdict)


@dataclass(frozen=True, slots=True, kw_only=True)
class NormReport:
    """The norms for some trajectories, judged at one moment; true when nothing was found."""

    trajectories: tuple[JudgedTrajectory, ...]
    judged_at: datetime
    engine: str
    not_checked: tuple[Text, ...]

    @property
    def findings(self) -> int:
        """How many findings there are."""
        return sum(len(one.of(NormVerdict.FINDING)) for one in self.trajectories)

    def __bool__(self) -> bool:
        """Return whether nothing was found."""
        return not self.findings


@dataclass(frozen=True, slots=True, kw_only=True)
class Yardstick:
    """What trajectories are judged by: which norms, which settings, at which moment."""

    norms: Sequence[Norm]
    thresholds: Thresholds
    now: datetime


def judged_by(
    yardstick: Yardstick, ref: str, trajectory: str, ledgers: Ledgers
) -> JudgedTrajectory:
    """Judge one trajectory by all norms, up to the first entry that is damaged.

    What cannot be judged is a finding, and a ledger that is damaged meets no norm.
    """
    entries = tuple(one.entry for one in ledgers.lines(trajectory))
    facts, lost = _folded(entries)
    damage = ledgers.break_in(trajectory) or lost
    results: Iterable[NormResult]
    try:
        texts = _texts(entries, ledgers)
    except (IntegrityError, WorkflowError) as error:
        why = Text(error.detail.nl, error.detail.en)
        results = [_unjudged(why) for _ in yardstick.norms]
    else:
        dossier = Dossier(
            ref=ref,
            entries=entries,
            workflows=texts,
            thresholds=yardstick.thresholds,
            now=yardstick.now,
            flaw=ledgers.flaw(trajectory) or lost,
        )
        results = [_answered(one, facts, dossier, damage) for one in yardstick.norms]
    first = entries[0].data if entries else {}
    return JudgedTrajectory(
        ref=ref,
        trajectory=trajectory,
        workflow=str(first.get("workflow", "")),
        version=str(first.get("version", "")),
        entries=len(entries),
        norms=tuple(
            JudgedNorm(norm=norm, result=result)
            for norm, result in zip(yardstick.norms, results, strict=True)
        ),
        damage=damage,
    )


# Private


def _folded(entries: Sequence[Entry]) -> tuple[FoldedFacts, Text | None]:
    """Return the facts after all entries, and what keeps them from being known to the end."""
    facts = FoldedFacts()
    for one in entries:
        try:
            happened = recorded_of(one)
            if happened is not None:
                facts.take(happened)
        except (AttributeError, LookupError, TypeError, ValueError):
            words = Text(
                "regel {seq} kan niet zijn gebeurd; zie `audit replay`",
                "entry {seq} cannot have happened; see `audit replay`",
            )
            return facts, words.fill(seq=one.seq)
    return facts, None


def _texts(entries: Sequence[Entry], ledgers: Ledgers) -> Mapping[str, Workflow]:
    digests = dict.fromkeys(one.definition for one in entries)
    if entries:
        digests[definition_after(entries[-1])] = None
    return {one: ledgers.workflow(one) for one in digests}


def _answered(norm: Norm, facts: FoldedFacts, dossier: Dossier, damage: Text | None) -> NormResult:
    if not dossier.entries:
        return _unjudged(damage or Text("er is niets te lezen", "there is nothing to read"))
    workflow = dossier.workflows[definition_after(dossier.entries[-1])]
    try:
        result = norm.judge(facts, dossier, workflow)
        if type(result) is not NormResult:
            return _unjudged(_same(f"{type(result).__name__}, not NormResult"))
    except (Exception, SystemExit, GeneratorExit) as error:  # noqa: BLE001 (see `reason_of`)
        return _unjudged(_same(reason_of(error)))
    if damage is not None and result.verdict is NormVerdict.PASS:
        words = Text(
            "Het logboek is beschadigd ({why}): of dit klopt, is niet te zeggen.",
            "The ledger is damaged ({why}): whether this holds cannot be told.",
        )
        return not_applicable(words.fill(why=damage), result.entries)
    return result


def _unjudged(why: Text) -> NormResult:
    words = Text("Dit kon niet worden beoordeeld: {why}", "This could not be judged: {why}")
    return found(words.fill(why=why))


def _same(why: str) -> Text:
    shown = why[:200].encode(errors="replace").decode()
    return Text(shown, shown)
