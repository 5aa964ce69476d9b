"""Which names a file declares: all of them, before anything looks one up."""

from collections.abc import Sequence
from typing import TypeVar

from trajecten.core.text import Text
from trajecten.core.workflow import Domain, Named, Noun
from trajecten.definition.defaults import COMMISSIONER
from trajecten.definition.format import (
    DomainDraft,
    NamedDraft,
    PhaseDraft,
    RoleDraft,
    TrackDraft,
    TransitionDraft,
    WorkflowDraft,
)
from trajecten.definition.names import Names
from trajecten.definition.page import START
from trajecten.definition.records import sound
from trajecten.definition.report import Broken, Maybe, Report
from trajecten.definition.shapes import Written
from trajecten.definition.visible import quoted

N = TypeVar("N", bound=NamedDraft)


def declare_people(draft: WorkflowDraft, usual: Sequence[Domain], names: Names) -> None:
    """Make the ids of domains, roles and artefacts known; the usual domains if there are none."""
    if draft.domains is None:
        _declare_usual(usual, names)
    else:
        for domain, owner in _declare_all("domain", draft.domains, names):
            _declare_members(domain, owner, names)
        if isinstance(draft.domains, Broken):
            names.leave_open("group")
            names.leave_open("layer")
    _declare_all("role", draft.roles, names)
    for artefact, owner in _declare_all("artefact", draft.artefacts, names):
        if isinstance(artefact, Broken):
            names.leave_open("field", owner)
        else:
            _declare_all("field", artefact.fields, names, owner)


def declare_statute(draft: WorkflowDraft, names: Names) -> None:
    """Make the ids of terms, grounds for an exemption, outcomes, and choices with options known."""
    _declare_all("term", draft.terms, names)
    _declare_all("outcome", draft.outcomes, names)
    _declare_all("exemption", draft.exemptions, names)
    for choice, owner in _declare_all("choice", draft.choices, names):
        if isinstance(choice, Broken):
            names.leave_open("option", owner)
        else:
            _declare_all("option", choice.options, names, owner)


def declare_track(track: TrackDraft, names: Names) -> None:
    """Make the ids of a track, and of the phases and transitions in it, known."""
    owner = ""
    if isinstance(track.id, Broken):
        names.leave_open("track")
    else:
        owner = track.id.value
        names.declare("track", track.id, words=_words(track))
    if isinstance(track.phases, Broken):
        names.leave_open("phase")
    else:
        for phase in track.phases:
            _declare_in_track("phase", phase, owner, names)
    if not isinstance(track.transitions, Broken):
        for transition in track.transitions:
            _declare_in_track("transition", transition, owner, names)


def check_tracks(tracks: Sequence[TrackDraft], names: Names, report: Report) -> None:
    """Note a transition that has the id of a phase in another track: a name tells the track."""
    for track in tracks:
        owner = "" if isinstance(track.id, Broken) else track.id.value
        for one in sound(track.transitions):
            if isinstance(one.id, Broken) or not names.has("phase", one.id.value):
                continue
            if names.owner("phase", one.id.value) != owner:
                message = Text(
                    "{id} is al de id van een fase in een ander spoor",
                    "{id} is the id of a phase in another track already",
                ).fill(id=quoted(one.id.value))
                remedy = Text("kies een andere id", "choose another id")
                report.add(one.id.place, "transition-is-phase", message, remedy)


def check_people(draft: WorkflowDraft, names: Names, report: Report) -> None:
    """Note a missing commissioner, and a role that cannot be told from a domain."""
    if isinstance(draft.roles, Broken):
        return
    for role, named in draft.roles:
        if role.value == COMMISSIONER and not isinstance(named, Broken):
            _check_succession(named, report)
        if names.has("domain", role.value):
            message = Text(
                "{id} is al de id van een domein", "{id} is the id of a domain already"
            ).fill(id=quoted(role.value))
            remedy = Text("kies een andere id voor de rol", "choose another id for the role")
            report.add(role.place, "role-is-domain", message, remedy)
    if not names.has("role", COMMISSIONER):
        place = draft.roles[0][0].place if draft.roles else draft.place
        message = Text(
            "de rol 'commissioner' (opdrachtgever) ontbreekt",
            "the role 'commissioner' is missing",
        )
        remedy = Text(
            "voeg toe: 'commissioner: {label: {nl: Opdrachtgever, en: Commissioner}}'",
            "add: 'commissioner: {label: {nl: Opdrachtgever, en: Commissioner}}'",
        )
        report.add(place, "no-commissioner", message, remedy)


# Private


def _declare_all(
    noun: Noun,
    drafts: Maybe[tuple[tuple[Written[str], Maybe[N]], ...]],
    names: Names,
    owner: str = "",
) -> list[tuple[Maybe[N], str]]:
    """Declare the keys of a block; return each draft with its id."""
    if isinstance(drafts, Broken):
        names.leave_open(noun, owner)
        return []
    for written, named in drafts:
        words = () if isinstance(named, Broken) else _words(named)
        names.declare(noun, written, owner=owner, words=words)
    return [(named, written.value) for written, named in drafts]


def _check_succession(commissioner: RoleDraft, report: Report) -> None:
    asked = commissioner.succession
    if not isinstance(asked, Broken) and asked is not None and asked.value == "optional":
        message = Text(
            "'optional' kan hier niet: een traject heeft altijd een opdrachtgever",
            "'optional' cannot be here: a trajectory always has a commissioner",
        )
        remedy = Text("schrijf 'required', of laat het weg", "write 'required', or leave it out")
        report.add(asked.place, "commissioner-succession", message, remedy)


def _declare_members(domain: Maybe[DomainDraft], owner: str, names: Names) -> None:
    if isinstance(domain, Broken):
        names.leave_open("group")
        names.leave_open("layer")
    else:
        _declare_all("group", domain.groups, names, owner)
        _declare_all("layer", domain.layers, names, owner)


def _declare_in_track(
    noun: Noun, draft: Maybe[PhaseDraft | TransitionDraft], owner: str, names: Names
) -> None:
    if isinstance(draft, Broken) or isinstance(draft.id, Broken):
        names.leave_open(noun)
    else:
        names.declare(noun, draft.id, owner=owner, words=_words(draft))


def _declare_usual(usual: Sequence[Domain], names: Names) -> None:
    for domain in usual:
        _declare_one("domain", domain, "", names)
        for group in domain.groups:
            _declare_one("group", group, domain.id, names)
        for layer in domain.layers:
            _declare_one("layer", layer, domain.id, names)


def _declare_one(noun: Noun, named: Named, owner: str, names: Names) -> None:
    words = (named.label.nl, named.label.en, *named.aliases)
    names.declare(noun, _unplaced(named.id), owner=owner, words=words)


def _unplaced(identifier: str) -> Written[str]:
    return Written(identifier, START)


def _words(named: NamedDraft) -> list[str]:
    label, aliases = named.label, named.aliases
    words = [] if isinstance(label, Broken) else [label.nl, label.en]
    if not isinstance(aliases, Broken):
        words += [one for one in aliases if not isinstance(one, Broken)]
    return words
