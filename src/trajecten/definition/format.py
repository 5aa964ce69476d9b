"""The format `trajecten/1`: every key of a workflow file, what may stand there, what it is for.

The loader and the JSON Schema are both made of these declarations. A field of a draft holds
`BROKEN` when its value could not be read.
"""

from dataclasses import dataclass
from typing import Final, TypeAlias

from trajecten.core.duration import Duration
from trajecten.core.guards import GuardRegistry
from trajecten.core.statute import Mark, TermKind
from trajecten.core.terms import TermCalendar
from trajecten.core.text import Text
from trajecten.core.workflow import Kind, PolicyStage
from trajecten.definition.compound import EitherShape, ListShape, MapShape, PlacedShape
from trajecten.definition.defaults import COMMISSIONER
from trajecten.definition.migrating import MigratesDraft
from trajecten.definition.records import (
    Alternatives,
    Draft,
    ExactlyOne,
    RecordShape,
    key,
    record,
)
from trajecten.definition.relation import AsideDraft, RelationShape
from trajecten.definition.report import Maybe
from trajecten.definition.requirements import RequirementDraft, RequirementShape
from trajecten.definition.shapes import (
    ADDRESS,
    IDENTIFIER,
    TERM_LENGTH,
    VERSION,
    DurationShape,
    FlagShape,
    ReferenceShape,
    TextShape,
    TrueShape,
    WholeShape,
    Written,
    one_of,
    word,
)
from trajecten.definition.tailoring import DeviationsDraft
from trajecten.definition.texts import NAME, PROSE

FORMAT: Final = "trajecten/1"

Names: TypeAlias = Maybe[tuple[Maybe[str], ...]]
Texts: TypeAlias = Maybe[tuple[Maybe[Text], ...]]
References: TypeAlias = Maybe[tuple[Maybe[Written[str]], ...]]
RequirementDrafts: TypeAlias = Maybe[tuple[Maybe[RequirementDraft], ...]]

_ALIASES = ListShape(TextShape(one_line=True), lone=True, distinct=True)
_BASIS = "The ground in law or policy."


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedDraft(Draft):
    """Something with a name."""

    label: Maybe[Text] = key(NAME, "What people call it.")
    aliases: Names = key(_ALIASES, "Other names that are understood.", default=())


NamedDrafts: TypeAlias = Maybe[tuple[tuple[Written[str], Maybe[NamedDraft]], ...]]
_NAMED = MapShape(record(NamedDraft))


@dataclass(frozen=True, slots=True, kw_only=True)
class DomainDraft(NamedDraft):
    """One of the circles of people that are heard."""

    groups: NamedDrafts = key(_NAMED, "The groups of people in it, by id.", default=())
    layers: NamedDrafts = key(_NAMED, "The layers of the organisation, by id.", default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleDraft(NamedDraft):
    """What a person can be in a trajectory."""

    succession: Maybe[Written[str]] | None = key(
        PlacedShape(word("required", "optional")),
        "Whether its last holder can only leave by handing it over; optional when left out, "
        "always required for 'commissioner'.",
        default=None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ArtefactDraft(NamedDraft):
    """A kind of paper that is registered."""

    fields: NamedDrafts = key(_NAMED, "What the paper must answer, by id.", default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class ExemptionDraft(NamedDraft):
    """A ground for an exemption."""

    basis: Maybe[str] = key(TextShape(), _BASIS)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceDraft(NamedDraft):
    """Something that the people of a trajectory choose."""

    options: NamedDrafts = key(
        MapShape(record(NamedDraft), least=2), "What can be chosen, by id: two or more."
    )
    basis: Maybe[str] | None = key(TextShape(), _BASIS, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class MomentDraft(Draft):
    """What a term begins or ends by: exactly one of these, and if need be when it counts."""

    entering: Maybe[Written[str]] | None = key(
        ReferenceShape(), "The phase that is entered.", default=None
    )
    taking: Maybe[Written[str]] | None = key(
        ReferenceShape(), "The transition that is taken.", default=None
    )
    registering: Maybe[Written[str]] | None = key(
        ReferenceShape(), "The kind of paper that is registered.", default=None
    )
    deciding: Maybe[Written[str]] | None = key(
        ReferenceShape(), "The domain or role that decides.", default=None
    )
    outcomes: References = key(
        ListShape(IDENTIFIER, least=1, lone=True, distinct=True),
        "Of a decision: only with one of these outcomes; any when left out.",
        default=(),
    )
    phases: References = key(
        ListShape(ReferenceShape(), least=1, lone=True, distinct=True),
        "Of a paper or a decision: only while a track is in one of these phases.",
        name="in",
        default=(),
    )
    after: References = key(
        ListShape(ReferenceShape(), least=1, lone=True, distinct=True),
        "Of a paper or a decision: only when one of these terms has run out by then.",
        default=(),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class StartDraft(MomentDraft):
    """What a term begins by: exactly one of these, whether again, and which term it follows."""

    start: Maybe[bool] | None = key(TrueShape(), "The start of the trajectory: true.", default=None)
    again: Maybe[bool] | None = key(
        FlagShape(),
        "Whether it begins anew each time that happens, whatever became of it before; when left "
        "out, only a minimum that begins by a phase or a transition does.",
        default=None,
    )
    follows: Maybe[Written[str]] | None = key(
        ReferenceShape(),
        "A term on whose last day this one starts, when that has run out by then.",
        default=None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionDraft(Draft):
    """How a term may be extended, once."""

    length: Maybe[Duration] = key(TERM_LENGTH, "By how much.")
    basis: Maybe[str] = key(TextShape(), _BASIS)
    within: Maybe[Duration] | None = key(
        TERM_LENGTH, "How long after the start of the term it must be decided.", default=None
    )
    before: Maybe[Written[str]] | None = key(
        ReferenceShape(), "The phase that must not have been entered yet.", default=None
    )
    requires: Maybe[Written[str]] | None = key(
        ReferenceShape(), "The kind of paper that must have been registered.", default=None
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SuspensionDraft(Draft):
    """How a term may be suspended."""

    basis: Maybe[str] = key(TextShape(), _BASIS)


@dataclass(frozen=True, slots=True, kw_only=True)
class TermDraft(NamedDraft):
    """A period that the law or an agreement sets."""

    length: Maybe[Duration] = key(TERM_LENGTH, "How long it is, in one unit: P6W, P3M, P42D.")
    starts: Maybe[StartDraft] = key(
        record(StartDraft, ExactlyOne(tuple(one.value for one in Mark))), "What it begins by."
    )
    basis: Maybe[str] = key(TextShape(), _BASIS)
    calendar: Maybe[TermCalendar] = key(
        one_of(TermCalendar),
        "How its last day is found: termijnenwet (moved on to a working day), or days (as it is).",
    )
    kind: Maybe[Written[TermKind]] = key(
        PlacedShape(one_of(TermKind)),
        "Whether it must have passed (minimum), or something must be done by then (maximum).",
    )
    counts_from: Maybe[str] = key(
        word("next_day", "same_day"),
        "Its first day: the day after its start event, or that day itself.",
        default="next_day",
    )
    ends: Maybe[tuple[Maybe[MomentDraft], ...]] = key(
        ListShape(
            record(
                MomentDraft, ExactlyOne(tuple(one.value for one in Mark if one is not Mark.START))
            ),
            least=1,
            lone=True,
        ),
        "What must be done by the last day of a maximum; of a list, any of these.",
        default=(),
    )
    extension: Maybe[ExtensionDraft] | None = key(
        record(ExtensionDraft), "How it may be extended, once.", default=None
    )
    suspension: Maybe[SuspensionDraft] | None = key(
        record(SuspensionDraft), "On what ground it may be suspended.", default=None
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceDraft(Draft):
    """Where the process comes from."""

    title: Maybe[str] = key(TextShape(), "The title of the source.")
    organisation: Maybe[str] | None = key(TextShape(), "Who published it.", default=None)
    year: Maybe[int] | None = key(WholeShape(1000, 9999), "In which year.", default=None)
    article: Maybe[str] | None = key(TextShape(), "The article or section.", default=None)
    url: Maybe[Written[str]] | None = key(ADDRESS, "Where it can be read.", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseDraft(NamedDraft):
    """A phase: where a trajectory can be."""

    id: Maybe[Written[str]] = key(IDENTIFIER, "The id of the phase, unique in the file.")
    kind: Maybe[Written[Kind]] = key(PlacedShape(one_of(Kind)), "What the phase is about.")
    guidance: Texts = key(
        ListShape(PROSE, lone=True), "Advice that is shown during the phase.", default=()
    )
    entry: RequirementDrafts = key(None, "What must be met to enter.", default=())
    exit: RequirementDrafts = key(None, "What must be met to leave.", default=())
    min_duration: Maybe[Duration] | None = key(
        DurationShape(), "How long the phase takes at the least.", default=None
    )
    attention_after: Maybe[Duration] | None = key(
        DurationShape(), "After how long without an event attention is asked.", default=None
    )
    policy_stage: Maybe[PolicyStage] | None = key(
        one_of(PolicyStage), "The stage of policy it belongs to.", default=None
    )
    final: Maybe[bool] = key(FlagShape(), "Whether the trajectory ends here.", default=False)
    statutory: Maybe[bool] = key(
        FlagShape(), "Whether the phase is set by law: nothing can deviate from it.", default=False
    )
    basis: Maybe[str] | None = key(TextShape(), _BASIS, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class KindsDraft(Draft):
    """All phases of a kind, in the same track, but the target and final ones."""

    kinds: Maybe[tuple[Maybe[Kind], ...]] = key(
        ListShape(one_of(Kind), least=1, lone=True, distinct=True),
        "The kind of phase, or a list of kinds.",
        name="kind",
    )


_FROM: EitherShape[object] = EitherShape(
    scalar=ReferenceShape(),
    many=ListShape(ReferenceShape(), least=1, distinct=True),
    block=record(KindsDraft),
    wanted=Text("een fase, een lijst fasen of {kind: …}", "a phase, a list of phases or {kind: …}"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TransitionDraft(NamedDraft):
    """A step from one phase to another."""

    id: Maybe[Written[str]] = key(IDENTIFIER, "The id of the transition, unique in the file.")
    sources: Maybe[Written[str] | tuple[Maybe[Written[str]], ...] | KindsDraft] = key(
        _FROM, "The phase it leaves: an id, a list of ids, or {kind: …}.", name="from"
    )
    target: Maybe[Written[str]] = key(ReferenceShape(), "The phase it enters.", name="to")
    guards: RequirementDrafts = key(None, "What must be met to take it.", default=())
    roles: References = key(
        ListShape(ReferenceShape(), least=1, lone=True, distinct=True),
        "Who may take it; anyone when left out.",
        default=(),
    )
    motivation: Maybe[str] = key(
        word("required", "optional"), "Whether a reason must be given.", default="optional"
    )
    exit_gate: Maybe[bool] = key(
        FlagShape(), "Whether what the phase asks on leaving holds for this step.", default=True
    )
    exemption: References = key(
        ListShape(ReferenceShape(), least=1, lone=True, distinct=True),
        "The grounds of which one must be named, with a motivation: a list of ids, or all.",
        default=(),
    )
    automatic: Maybe[Written[bool]] | None = key(
        PlacedShape(FlagShape()),
        "Whether it is taken by itself, once all that is asked of it is met; then it cannot ask "
        "a role, a motivation or an exemption.",
        default=None,
    )
    basis: Maybe[str] | None = key(TextShape(), _BASIS, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackDraft(NamedDraft):
    """A track: phases and the steps between them."""

    id: Maybe[Written[str]] = key(IDENTIFIER, "The id of the track.")
    initial: Maybe[Written[str]] | None = key(
        ReferenceShape(), "The phase it begins in; the first when left out.", default=None
    )
    phases: Maybe[tuple[Maybe[PhaseDraft], ...]] = key(None, "The phases, in order.")
    transitions: Maybe[tuple[Maybe[TransitionDraft], ...]] = key(None, "The steps between them.")


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkflowDraft(Draft):
    """A process for participation trajectories: relation first, content later."""

    schema: Maybe[str] = key(word(FORMAT), "The version of this format.")
    id: Maybe[Written[str]] = key(IDENTIFIER, "The id of the workflow.")
    version: Maybe[Written[str]] = key(VERSION, "The version of the workflow, such as 1.0.0.")
    label: Maybe[Text] = key(NAME, "What people call it.")
    summary: Maybe[Text] | None = key(PROSE, "What it is for.", default=None)
    source: Maybe[SourceDraft] | None = key(
        record(SourceDraft), "Where the process comes from.", default=None
    )
    basis: Maybe[str] | None = key(TextShape(), _BASIS, default=None)
    continuous: Maybe[bool] = key(
        FlagShape(), "Whether the process may go on without a final phase.", default=False
    )
    relation_first: Maybe[RequirementDraft | AsideDraft] | None = key(
        RelationShape(), "What must be heard in every domain before content.", default=None
    )
    deviations: Maybe[DeviationsDraft] | None = key(
        record(DeviationsDraft), "What may be deviated from; nothing when left out.", default=None
    )
    domains: Maybe[tuple[tuple[Written[str], Maybe[DomainDraft]], ...]] | None = key(
        MapShape(record(DomainDraft), least=1),
        "The domains, by id; the usual four when left out.",
        default=None,
    )
    roles: Maybe[tuple[tuple[Written[str], Maybe[RoleDraft]], ...]] = key(
        MapShape(record(RoleDraft), needs=(COMMISSIONER,)),
        "The roles, by id; 'commissioner' must be one of them.",
    )
    artefacts: Maybe[tuple[tuple[Written[str], Maybe[ArtefactDraft]], ...]] = key(
        MapShape(record(ArtefactDraft)), "The kinds of paper, by id.", default=()
    )
    terms: Maybe[tuple[tuple[Written[str], Maybe[TermDraft]], ...]] = key(
        MapShape(record(TermDraft), least=1),
        "The terms set by law or agreement, by id.",
        default=(),
    )
    exemptions: Maybe[tuple[tuple[Written[str], Maybe[ExemptionDraft]], ...]] = key(
        MapShape(record(ExemptionDraft), least=1),
        "The grounds for an exemption, by id: a closed list.",
        default=(),
    )
    choices: Maybe[tuple[tuple[Written[str], Maybe[ChoiceDraft]], ...]] = key(
        MapShape(record(ChoiceDraft), least=1),
        "What the people of a trajectory choose, by id.",
        default=(),
    )
    outcomes: NamedDrafts = key(
        MapShape(record(NamedDraft), least=1),
        "What a body can decide, by id; when left out, an outcome goes by its id.",
        default=(),
    )
    unverified: Texts = key(
        ListShape(PROSE, least=1, lone=True),
        "What was not looked up in the source, and must be before it is relied on.",
        default=(),
    )
    not_expressed: Texts = key(
        ListShape(PROSE, least=1, lone=True),
        "What belongs to the process and could not be laid down in this file.",
        default=(),
    )
    migrates: Maybe[MigratesDraft] | None = key(
        record(MigratesDraft), "What takes the place of what an older version had.", default=None
    )
    initial: Maybe[Written[str]] | None = key(
        ReferenceShape(), "The phase it begins in; the first when left out.", default=None
    )
    phases: Maybe[tuple[Maybe[PhaseDraft], ...]] | None = key(
        None, "The phases, in order, of a workflow with one track.", default=None
    )
    transitions: Maybe[tuple[Maybe[TransitionDraft], ...]] | None = key(
        None, "The steps between the phases.", default=None
    )
    tracks: Maybe[tuple[Maybe[TrackDraft], ...]] | None = key(
        None, "The tracks that run side by side, instead of phases.", default=None
    )


_ONE_TRACK_OR_MORE = Alternatives(
    first=("phases", "transitions", "initial"),
    first_needs=("phases", "transitions"),
    second="tracks",
)


def workflow_shape(guards: GuardRegistry) -> RecordShape[WorkflowDraft]:
    """Return the shape of a whole file, in which these guards may be used."""
    requirements = ListShape(RequirementShape(guards))
    phases = ListShape(record(PhaseDraft, entry=requirements, exit=requirements), least=1)
    transitions = ListShape(record(TransitionDraft, guards=requirements))
    track = record(TrackDraft, phases=phases, transitions=transitions)
    return record(
        WorkflowDraft,
        _ONE_TRACK_OR_MORE,
        phases=phases,
        transitions=transitions,
        tracks=ListShape(track, least=1),
    )
