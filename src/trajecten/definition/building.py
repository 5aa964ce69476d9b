"""From a file as written to a `Workflow`, noting everything that does not hold together."""

import hashlib
from collections.abc import Callable
from typing import TypeVar

from trajecten.calendars import DUTCH
from trajecten.core.choice import Choice
from trajecten.core.guards import GuardRegistry
from trajecten.core.guards.contacts import ContactsPerDomain
from trajecten.core.workflow import (
    ArtefactType,
    Domain,
    Named,
    RelationFirst,
    Requirement,
    Role,
    SetAside,
    Source,
    Track,
    Workflow,
)
from trajecten.definition.declaring import (
    check_people,
    check_tracks,
    declare_people,
    declare_statute,
    declare_track,
)
from trajecten.definition.defaults import COMMISSIONER, DOMAINS, MAIN_LABEL, MAIN_TRACK
from trajecten.definition.format import (
    ArtefactDraft,
    ChoiceDraft,
    DomainDraft,
    NamedDraft,
    RoleDraft,
    SourceDraft,
    TrackDraft,
    WorkflowDraft,
)
from trajecten.definition.migrating import built_migrates
from trajecten.definition.names import Names
from trajecten.definition.page import START
from trajecten.definition.records import assembled, sound
from trajecten.definition.relation import AsideDraft, SetAsideDraft
from trajecten.definition.report import BROKEN, Broken, Maybe, Report
from trajecten.definition.requirements import RequirementDraft, Requirements
from trajecten.definition.shapes import Written
from trajecten.definition.statute import TermBuilder, exemption
from trajecten.definition.tailoring import built_deviations
from trajecten.definition.tracks import Terms, TrackBuilder, text_of

D = TypeVar("D")
T = TypeVar("T")


def build(
    draft: WorkflowDraft, content: bytes, guards: GuardRegistry, report: Report
) -> Maybe[Workflow]:
    """Return the workflow of a file with these exact bytes; `BROKEN` when anything is wrong."""
    names = Names(report)
    tracks = _tracks(draft)
    declare_people(draft, DOMAINS, names)
    declare_statute(draft, names)
    for one in sound(tracks):
        declare_track(one, names)
    if isinstance(tracks, Broken) or BROKEN in tracks:
        _leave_open(names)
    check_people(draft, names, report)
    check_tracks(sound(tracks), names, report)
    return assembled(
        Workflow,
        id=text_of(draft.id),
        version=text_of(draft.version),
        label=draft.label,
        summary=draft.summary,
        source=_source(draft.source),
        basis=draft.basis,
        domains=DOMAINS if draft.domains is None else _each(draft.domains, _domain),
        roles=_each(draft.roles, _role),
        artefacts=_each(draft.artefacts, _artefact),
        relation_first=_relation_first(draft.relation_first, names, report),
        tracks=_built(tracks, draft, names, report),
        continuous=draft.continuous,
        deviations=built_deviations(draft.deviations, names),
        digest=hashlib.sha256(content).hexdigest(),
        text=content,
        guards=guards,
        terms=_each(draft.terms, TermBuilder(names, report).build),
        exemptions=_each(draft.exemptions, exemption),
        choices=_each(draft.choices, _choice),
        outcomes=_each(draft.outcomes, _named),
        unverified=draft.unverified,
        not_expressed=draft.not_expressed,
        migrates=built_migrates(draft.migrates, names),
        calendar=DUTCH,
    )


# Private


def _tracks(draft: WorkflowDraft) -> Maybe[tuple[Maybe[TrackDraft], ...]]:
    """Return the tracks; what stands at the top of the file is one track."""
    if draft.tracks is not None:
        return draft.tracks
    if draft.phases is None or draft.transitions is None:
        return BROKEN
    main = TrackDraft(
        place=draft.place,
        id=Written(MAIN_TRACK, START),
        label=MAIN_LABEL,
        initial=draft.initial,
        phases=draft.phases,
        transitions=draft.transitions,
    )
    return (main,)


def _leave_open(names: Names) -> None:
    for noun in ("track", "phase", "transition"):
        names.leave_open(noun)


def _built(
    tracks: Maybe[tuple[Maybe[TrackDraft], ...]],
    draft: WorkflowDraft,
    names: Names,
    report: Report,
) -> Maybe[tuple[Maybe[Track], ...]]:
    relation_first: Maybe[bool] = not isinstance(draft.relation_first, AsideDraft)
    if isinstance(draft.relation_first, Broken):
        relation_first = BROKEN
    terms = Terms(continuous=draft.continuous, relation_first=relation_first)
    built = tuple(TrackBuilder(one, terms, names, report).build() for one in sound(tracks))
    return BROKEN if isinstance(tracks, Broken) or BROKEN in tracks else built


def _relation_first(
    draft: Maybe[RequirementDraft | AsideDraft] | None, names: Names, report: Report
) -> Maybe[RelationFirst]:
    unchanged = Requirement(guard=ContactsPerDomain())
    match draft:
        case None:
            return RelationFirst(requirement=unchanged)
        case RequirementDraft():
            return assembled(RelationFirst, requirement=Requirements(names, report).build(draft))
        case AsideDraft(set_aside=SetAsideDraft(reason=reason, basis=basis)):
            set_aside = assembled(SetAside, reason=reason, basis=basis)
            return assembled(RelationFirst, requirement=unchanged, set_aside=set_aside)
        case _:
            return BROKEN


def _source(draft: Maybe[SourceDraft] | None) -> Maybe[Source] | None:
    if draft is None or isinstance(draft, Broken):
        return draft
    return assembled(
        Source,
        title=draft.title,
        organisation=draft.organisation,
        year=draft.year,
        article=draft.article,
        url=None if draft.url is None else text_of(draft.url),
    )


def _named(identifier: str, draft: NamedDraft) -> Maybe[Named]:
    return assembled(Named, id=identifier, label=draft.label, aliases=draft.aliases)


def _role(identifier: str, draft: RoleDraft) -> Maybe[Role]:
    asked = draft.succession
    required: Maybe[bool] = BROKEN
    if not isinstance(asked, Broken):
        required = identifier == COMMISSIONER or (asked is not None and asked.value == "required")
    return assembled(
        Role, id=identifier, label=draft.label, aliases=draft.aliases, succession=required
    )


def _domain(identifier: str, draft: DomainDraft) -> Maybe[Domain]:
    return assembled(
        Domain,
        id=identifier,
        label=draft.label,
        aliases=draft.aliases,
        groups=_each(draft.groups, _named),
        layers=_each(draft.layers, _named),
    )


def _artefact(identifier: str, draft: ArtefactDraft) -> Maybe[ArtefactType]:
    return assembled(
        ArtefactType,
        id=identifier,
        label=draft.label,
        aliases=draft.aliases,
        fields=_each(draft.fields, _named),
    )


def _choice(identifier: str, draft: ChoiceDraft) -> Maybe[Choice]:
    return assembled(
        Choice,
        id=identifier,
        label=draft.label,
        aliases=draft.aliases,
        options=_each(draft.options, _named),
        basis=draft.basis,
    )


def _each(
    drafts: Maybe[tuple[tuple[Written[str], Maybe[D]], ...]], make: Callable[[str, D], Maybe[T]]
) -> Maybe[tuple[Maybe[T], ...]]:
    if isinstance(drafts, Broken):
        return BROKEN
    return tuple(
        BROKEN if isinstance(one, Broken) else make(written.value, one) for written, one in drafts
    )
