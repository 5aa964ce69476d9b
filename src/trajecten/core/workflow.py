"""A workflow: what may happen in a trajectory, as a value that is valid by construction.

Whoever holds a `Workflow` holds a checked one; `trajecten.definition` is the way to get it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import Any, ClassVar, Literal, Protocol, TypeAlias

from trajecten.core.choice import Choice
from trajecten.core.deviation import Deviations
from trajecten.core.duration import Duration
from trajecten.core.facts import Facts, Visit
from trajecten.core.finding import Finding, Remedy, flaw_of
from trajecten.core.named import Named as Named  # noqa: PLC0414 (it is known from here)
from trajecten.core.statute import Exemption, Term
from trajecten.core.terms import WorkingDays
from trajecten.core.text import Text, same

Noun: TypeAlias = Literal[
    "domain",
    "group",
    "layer",
    "role",
    "artefact",
    "field",
    "track",
    "phase",
    "transition",
    "term",
    "exemption",
    "choice",
    "option",
    "outcome",
]


class Kind(StrEnum):
    """What a phase is about."""

    RELATION = "relation"
    CONTENT = "content"
    DECISION = "decision"
    EXECUTION = "execution"
    LEARNING = "learning"


AFTER_RELATION = frozenset({Kind.CONTENT, Kind.DECISION, Kind.EXECUTION})
"""The kinds that may only start when people in every domain have been listened to."""


class PolicyStage(StrEnum):
    """The stage of policy a phase belongs to (Wet versterking participatie, Stb. 2024, 203)."""

    PREPARATION = "preparation"
    EXECUTION = "execution"
    EVALUATION = "evaluation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Domain(Named):
    """One of the circles of people; may have groups (in the city) and layers (in the hall)."""

    groups: tuple[Named, ...] = ()
    layers: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Role(Named):
    """What a person is in a trajectory.

    With `succession` its last holder cannot leave but by handing it over (R14).
    """

    succession: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ArtefactType(Named):
    """A kind of paper, with the fields it is expected to answer."""

    fields: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a workflow comes from."""

    title: str
    organisation: str | None = None
    year: int | None = None
    article: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """The moment at which a condition is asked: which workflow, when, where, by whom.

    `now` is an aware UTC instant; `visit` the present stay of the track; `asker` the reference of
    the person who asks, or None when nobody in particular does.
    """

    workflow: "Workflow"
    now: datetime
    track: str
    visit: Visit
    transition: str
    asker: str | None = None


class Guard(Protocol):
    """One condition with its parameters.

    A guard is a frozen dataclass whose fields are declared with `trajecten.core.params.param`; it
    answers from the facts alone and must not change anything.
    """

    kind: ClassVar[str]

    def evaluate(self, facts: Facts, situation: Situation) -> Finding:
        """Return whether the condition is met, what was counted, what is missing, what helps."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """A guard where a workflow uses it: with the basis in law and the author's own words."""

    guard: Guard
    basis: str | None = None
    message: Text | None = None

    def evaluate(self, facts: Facts, situation: Situation, *, place: str = "") -> Finding:
        """Return the guard's finding; a guard that fails to answer blocks, and says so.

        `place` says where it was asked.
        """
        try:
            finding = self.guard.evaluate(facts, situation)
            flaw = flaw_of(finding)
        except (Exception, SystemExit, GeneratorExit) as error:  # noqa: BLE001 (see `reason_of`)
            return self._failed(reason_of(error), place)
        return self._failed(flaw, place) if flaw else self._in_own_words(finding, place)

    def _in_own_words(self, finding: Finding, place: str) -> Finding:
        if self.message is not None and not finding.met:
            names = ", ".join(one.label.nl for one in finding.missing)
            english = ", ".join(one.label.en for one in finding.missing)
            own = Text(
                self.message.nl.replace("{missing}", names),
                self.message.en.replace("{missing}", english),
            )
            finding = replace(finding, message=own)
        if place or self.basis:
            return finding.placed(place, self.basis or finding.basis)
        return finding

    def _failed(self, why: str, place: str) -> Finding:
        kind = str(getattr(self.guard, "kind", type(self.guard).__name__))
        return Finding(
            guard=kind,
            met=False,
            failed=True,
            place=place,
            basis=self.basis,
            message=Text(
                'De voorwaarde "{guard}" kon niet worden beoordeeld ({why}).',
                'The condition "{guard}" could not be judged ({why}).',
            ).fill(guard=kind, why=why[:200].encode(errors="replace").decode()),
            remedies=(
                Remedy(
                    Text(
                        'Vraag de beheerder om naar de voorwaarde "{guard}" te kijken.',
                        'Ask the administrator to look at the condition "{guard}".',
                    ).fill(guard=kind)
                ),
            ),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase(Named):
    """A state of a track; from a statutory one nobody can let be deviated."""

    kind: Kind
    guidance: tuple[Text, ...] = ()
    entry: tuple[Requirement, ...] = ()
    exit: tuple[Requirement, ...] = ()
    min_duration: Duration | None = None
    attention_after: Duration | None = None
    policy_stage: PolicyStage | None = None
    final: bool = False
    statutory: bool = False
    basis: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition(Named):
    """A step from one of several phases to another.

    `exit_gate` is False for a way out that does not ask the gate and the minimum duration of the
    phase it leaves: going back, or stopping. `exemptions` are the grounds of which whoever takes it
    must name one. An `automatic` one needs nobody: it is taken as soon as all it asks is met.
    """

    sources: tuple[str, ...]
    target: str
    guards: tuple[Requirement, ...] = ()
    roles: tuple[str, ...] = ()
    motivation: bool = False
    exit_gate: bool = True
    exemptions: tuple[str, ...] = ()
    automatic: bool = False
    basis: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Track(Named):
    """A flat state machine; a workflow has one, or several side by side."""

    initial: str
    phases: tuple[Phase, ...]
    transitions: tuple[Transition, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """Why a workflow lays "relation first" aside, and on what ground."""

    reason: Text
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationFirst:
    """The invariant of the engine: a requirement, or the reason why it does not hold here."""

    requirement: Requirement
    set_aside: SetAside | None = None


@dataclass(frozen=True, kw_only=True, eq=False)
class Workflow:
    """A process as a municipality wrote it down; compared by identity, known by its digest.

    `digest` is the SHA-256 of the exact bytes of the file, in lower-case hex; `text` those bytes;
    `guards` the guard classes that its file may name; `calendar` the working days that its terms
    are counted by. `migrates` says which phase takes the place of one of an older version.
    `outcomes` names what bodies can decide; an outcome that is not among them goes by its id.
    `unverified` and `not_expressed` say what in the file must be looked up, and what it leaves out.
    """

    id: str
    version: str
    label: Text
    summary: Text | None
    source: Source | None
    basis: str | None
    domains: tuple[Domain, ...]
    roles: tuple[Role, ...]
    artefacts: tuple[ArtefactType, ...]
    tracks: tuple[Track, ...]
    relation_first: RelationFirst
    continuous: bool
    deviations: Deviations | None = None
    digest: str
    text: bytes = field(repr=False)
    guards: Mapping[str, type[Any]] = field(repr=False, default_factory=dict)
    terms: tuple[Term, ...] = ()
    exemptions: tuple[Exemption, ...] = ()
    choices: tuple[Choice, ...] = ()
    outcomes: tuple[Named, ...] = ()
    unverified: tuple[Text, ...] = ()
    not_expressed: tuple[Text, ...] = ()
    migrates: Mapping[str, str] = field(default_factory=dict)
    calendar: WorkingDays | None = field(repr=False, default=None)

    @cached_property
    def phases(self) -> Mapping[str, Phase]:
        """All phases of all tracks, by id, in the order of the file."""
        return MappingProxyType({one.id: one for track in self.tracks for one in track.phases})

    @cached_property
    def transitions(self) -> Mapping[str, Transition]:
        """All transitions of all tracks, by id, in the order of the file."""
        return MappingProxyType({one.id: one for track in self.tracks for one in track.transitions})

    @cached_property
    def track_of(self) -> Mapping[str, Track]:
        """The track of each phase and of each transition, by id."""
        return MappingProxyType(
            {one.id: track for track in self.tracks for one in (*track.phases, *track.transitions)}
        )

    def names(self, noun: Noun) -> Mapping[str, Named]:
        """Return everything of one kind that has a name, by id, in the order of the file."""
        return self._names[noun]

    def name_of(self, noun: Noun, identifier: str) -> Text:
        """Return how people call something; its id when the workflow does not know it."""
        named = self._names[noun].get(identifier)
        return named.label if named else same(identifier)

    def name_of_field(self, artefact: str, identifier: str) -> Text:
        """Return how people call a field of a paper; two papers may each have one by that id."""
        paper = self._names["artefact"].get(artefact)
        fields = paper.fields if isinstance(paper, ArtefactType) else ()
        return next((one.label for one in fields if one.id == identifier), same(identifier))

    def domain(self, identifier: str) -> Domain:
        """Return a domain by id; `KeyError` when there is none."""
        return self._domains[identifier]

    def role(self, identifier: str) -> Role:
        """Return a role by id; `KeyError` when there is none."""
        return self._roles[identifier]

    def term(self, identifier: str) -> Term:
        """Return a term by id; `KeyError` when there is none."""
        return self._terms[identifier]

    def choice(self, identifier: str) -> Choice:
        """Return a choice by id; `KeyError` when there is none."""
        return {one.id: one for one in self.choices}[identifier]

    def guards_relation(self, source: str, target: str) -> bool:
        """Return whether going from one phase to another is where relation must come first."""
        return (
            self.relation_first.set_aside is None
            and self.phases[target].kind in AFTER_RELATION
            and self.phases[source].kind not in AFTER_RELATION
        )

    def requirements(self) -> Iterator[Requirement]:
        """Return every requirement of the workflow, the parts of combinations too."""
        tops = [self.relation_first.requirement]
        for phase in self.phases.values():
            tops.extend((*phase.entry, *phase.exit))
        for transition in self.transitions.values():
            tops.extend(transition.guards)
        return with_parts(tops)

    @cached_property
    def _domains(self) -> Mapping[str, Domain]:
        return {one.id: one for one in self.domains}

    @cached_property
    def _roles(self) -> Mapping[str, Role]:
        return {one.id: one for one in self.roles}

    @cached_property
    def _terms(self) -> Mapping[str, Term]:
        return {one.id: one for one in self.terms}

    @cached_property
    def _names(self) -> Mapping[Noun, Mapping[str, Named]]:
        groups = (one for domain in self.domains for one in domain.groups)
        layers = (one for domain in self.domains for one in domain.layers)
        fields = (one for artefact in self.artefacts for one in artefact.fields)
        kinds: dict[Noun, Iterable[Named]] = {
            "domain": self.domains,
            "group": groups,
            "layer": layers,
            "role": self.roles,
            "artefact": self.artefacts,
            "field": fields,
            "track": self.tracks,
            "phase": self.phases.values(),
            "transition": self.transitions.values(),
            "term": self.terms,
            "exemption": self.exemptions,
            "choice": self.choices,
            "option": (one for choice in self.choices for one in choice.options),
            "outcome": self.outcomes,
        }
        return {noun: {one.id: one for one in named} for noun, named in kinds.items()}


def with_parts(requirements: Iterable[Requirement]) -> Iterator[Requirement]:
    """Return requirements and every part of those that join others, however deep."""
    left = list(requirements)
    while left:
        requirement = left.pop()
        yield requirement
        left.extend(getattr(requirement.guard, "parts", ()))


def numbers_of(version: str) -> tuple[int, ...]:
    """Return a version as numbers that compare as versions do.

    >>> numbers_of("1.10.0") > numbers_of("1.9.2")
    True
    """
    return tuple(int(one) for one in version.split("."))


def reason_of(error: BaseException) -> str:
    """Return why a guard of others failed, also when its error cannot put itself into words.

    Whatever such a guard raises, it must block its step: never pass it, never end the program.
    """
    try:
        return f"{type(error).__name__}: {error}"
    except Exception:  # noqa: BLE001 (an error whose own text fails)
        return type(error).__name__
