"""The things that people do on the way: each as a rehearsed command, with the need for it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Self, TypeAlias

from trajecten.core.commands import (
    AssignRole,
    Endorse,
    Purpose,
    RecordContact,
    RecordDecision,
    RegisterArtefact,
)
from trajecten.core.finding import Remedy
from trajecten.core.guards.contacts import ContactsPerDomain, Gap
from trajecten.core.guards.papers import Artefact
from trajecten.core.guards.records import DecisionRecorded
from trajecten.core.statute import Mark, Moment
from trajecten.core.text import Text
from trajecten.core.workflow import Noun, Requirement, Situation
from trajecten.deciding.roles import holders_of
from trajecten.planning.gates import Gate
from trajecten.planning.plan import Need, NeedKind
from trajecten.planning.rehearsal import Rehearsal

Done: TypeAlias = Rehearsal | None
"""What is so after something was done; None when it cannot be done."""

ANY_WORDS = "-"
"""Stands for a text that only people can write."""

MOST_ALIKE = 100
"""How often one act is rehearsed for one condition: what asks for more is told in its own words."""

_OUTCOMES = ("adopted", "rejected", "other")


@dataclass(frozen=True, slots=True)
class Case:
    """One gate in one rehearsal, with the guards of the gates ahead.

    What is done for this gate is done so that it serves those too, where that costs nothing.
    """

    rehearsal: Rehearsal
    gate: Gate
    ahead: tuple[Any, ...]

    @property
    def situation(self) -> Situation:
        """The moment at which the conditions of the gate are asked."""
        return self.gate.situation(self.rehearsal)

    @property
    def step(self) -> int:
        """Which step of the way this gate is of."""
        return len(self.rehearsal.script.way)

    def on(self, rehearsal: Rehearsal) -> Self:
        """Return the same gate in a later rehearsal."""
        return replace(self, rehearsal=rehearsal)

    def need(self, kind: NeedKind, remedy: Remedy | None = None, **about: Any) -> Need:  # noqa: ANN401
        """Return a need before this gate."""
        return Need(kind=kind, step=self.step, remedy=remedy, **about)


def hear(case: Case, gap: Gap, purpose: str) -> Done:
    """Record one conversation that fills a gap: with a group or layer that was not heard yet."""
    domain = gap.domain.id
    group, layer = _part_ahead(case, domain, purpose)
    if gap.groups_short:
        if len(gap.groups) > gap.groups_short and group not in gap.groups:
            return _heard(case, domain, purpose, group=gap.groups[0], among=gap.groups)
        return _heard(case, domain, purpose, group=group if group in gap.groups else gap.groups[0])
    if gap.layers:
        return _heard(case, domain, purpose, layer=gap.layers[0])
    return _heard(case, domain, purpose, group=group, layer=None if group else layer)


def meet(case: Case, domain: str, group: str, purpose: str) -> Done:
    """Record one conversation with a group."""
    return _heard(case, domain, purpose, group=group)


def register(case: Case, kind: str, *also: Artefact) -> Done:
    """Register a paper with all that this gate and those ahead ask of it."""
    asked = [one for one in (*also, *case.ahead) if isinstance(one, Artefact) and one.type == kind]
    fields = tuple(dict.fromkeys(field for one in asked for field in one.fields))
    cites = max([0, *(one.must_cite for one in asked)])
    found = _with_contacts(case, cites)
    if found is None:
        return None
    case = case.on(found)
    command = RegisterArtefact(
        type=kind,
        fields=dict.fromkeys(fields, ANY_WORDS),
        cites=tuple(_standing(found, cites)),
    )
    remedy = Remedy(
        Text("Leg {paper} vast.", "Register {paper}.").fill(paper=_name(case, "artefact", kind)),
        "RegisterArtefact",
        (("type", kind),),
    )
    need = case.need(NeedKind.PAPER, remedy, artefact=kind, fields=fields, cites=cites)
    return found.doing(command, need)


def suited(case: Case, kind: str) -> bool:
    """Return whether the present version of a paper will do for every gate ahead."""
    asked = [one for one in case.ahead if isinstance(one, Artefact) and one.type == kind]
    return kind in case.rehearsal.artefacts and all(
        Requirement(guard=one).evaluate(case.rehearsal, case.situation).met for one in asked
    )


def endorse(case: Case, kind: str, by: str, *, role: bool) -> Done:
    """Let a domain, or the holder of a role, endorse the present version of a paper."""
    found: Done = case.rehearsal
    if role and not holders_of(case.rehearsal, by):
        found = assign(case, by)
    if found is None:
        return None
    remedy = Remedy(
        Text(
            "Leg vast dat {who} {paper} onderschrijft.", "Record that {who} endorses {paper}."
        ).fill(
            who=_name(case, "role" if role else "domain", by), paper=_name(case, "artefact", kind)
        ),
        "Endorse",
        (("artefact", kind), ("by", by)),
    )
    need = case.need(NeedKind.ENDORSEMENT, remedy, artefact=kind, by=by)
    return found.doing(Endorse(artefact=kind, by=by), need)


def assign(case: Case, role: str) -> Done:
    """Give a role to somebody new."""
    remedy = Remedy(
        Text("Wijs aan wie {role} is.", "Assign the role of {role}.").fill(
            role=_name(case, "role", role)
        ),
        "AssignRole",
        (("role", role),),
    )
    command = AssignRole(role=role, person=case.rehearsal.newcomer)
    return case.rehearsal.doing(command, case.need(NeedKind.ROLE, remedy, by=role))


def settle(
    case: Case, body: str, outcomes: tuple[str, ...] = (), *, barred: tuple[str, ...] = ()
) -> Done:
    """Let a body decide: with the first of these outcomes, and with none of those barred."""
    asked = (
        one.outcomes
        for one in case.ahead
        if isinstance(one, DecisionRecorded) and one.body == body and not one.since
    )
    outcomes = agreed(outcomes, asked)
    free = (one for one in (*outcomes, *_OUTCOMES) if one not in barred)
    noun: Noun = "domain" if body in case.rehearsal.workflow.names("domain") else "role"
    given = (("body", body), *(("outcome", one) for one in outcomes[:1]))
    remedy = Remedy(
        Text("Leg het besluit vast: {body}.", "Record the decision: {body}.").fill(
            body=_name(case, noun, body)
        ),
        "RecordDecision",
        given,
    )
    need = case.need(NeedKind.DECISION, remedy, by=body, outcomes=outcomes, barred=barred)
    return case.rehearsal.doing(RecordDecision(body=body, outcome=next(free)), need)


def agreed(options: tuple[str, ...], asked: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """Return of some options those that the gates ahead will also do with, as far as there are."""
    for wanted in asked:
        both = tuple(one for one in options if one in wanted) if options else wanted
        options = both or options
    return options


def begin(case: Case, moment: Moment) -> Done:
    """Do what a term begins by; None when that is a step, for then another way must do it."""
    match moment.mark:
        case Mark.REGISTERING:
            return register(case, moment.id)
        case Mark.DECIDING:
            return settle(case, moment.id, moment.outcomes)
        case _:
            return None


# Private


def _name(case: Case, noun: Noun, identifier: str) -> Text:
    return case.rehearsal.workflow.name_of(noun, identifier)


def _heard(
    case: Case,
    domain: str,
    purpose: str,
    *,
    group: str | None = None,
    layer: str | None = None,
    among: tuple[str, ...] = (),
) -> Done:
    part: tuple[Noun, str] | None = ("layer", layer) if layer else None
    if group and not among:
        part = ("group", group)
    name = _name(case, *(part or ("domain", domain)))
    remedy = Remedy(
        Text("Leg een gesprek vast: {who}.", "Record a conversation: {who}.").fill(who=name),
        "RecordContact",
        (("domain", domain), ("purpose", purpose), *((part,) if part else ())),
    )
    need = case.need(
        NeedKind.CONVERSATION,
        remedy,
        domain=domain,
        group=None if among else group,
        layer=layer,
        among=among,
        purpose=purpose,
    )
    command = RecordContact(domain=domain, purpose=Purpose(purpose), group=group, layer=layer)
    return case.rehearsal.doing(command, need)


def _part_ahead(case: Case, domain: str, purpose: str) -> tuple[str | None, str | None]:
    """Return the group and the layer that a gate ahead asks for and that were not heard yet."""
    group = layer = None
    for gap in _gaps_ahead(case, purpose):
        if gap.domain.id == domain:
            if gap.groups and len(gap.groups) == gap.groups_short:
                group = group or gap.groups[0]
            if gap.layers:
                layer = layer or gap.layers[0]
    return group, layer


def _gaps_ahead(case: Case, purpose: str) -> Iterator[Gap]:
    for one in case.ahead:
        if isinstance(one, ContactsPerDomain) and one.purpose == purpose:
            yield from one.gaps(case.rehearsal, case.situation)


def _with_contacts(case: Case, needed: int) -> Done:
    """Record as many conversations as a paper must cite, first those that a gate ahead asks."""
    found: Done = case.rehearsal if needed <= MOST_ALIKE else None
    while found is not None and len(_standing(found, needed)) < needed:
        now = case.on(found)
        gap = next(_gaps_ahead(now, Purpose.LISTENING.value), None)
        found = _anywhere(now) if gap is None else hear(now, gap, Purpose.LISTENING.value)
    return found


def _anywhere(case: Case) -> Done:
    command = RecordContact(domain=case.rehearsal.workflow.domains[0].id)
    remedy = Remedy(Text("Leg een gesprek vast.", "Record a conversation."), "RecordContact")
    need = case.need(NeedKind.CONVERSATION, remedy, purpose=Purpose.LISTENING.value)
    return case.rehearsal.doing(command, need)


def _standing(rehearsal: Rehearsal, most: int) -> list[str]:
    """Return the last conversations that stand, at most so many."""
    found: list[str] = []
    for number in range(rehearsal.next_number("contact") - 1, 0, -1):
        if len(found) == most:
            break
        contact = rehearsal.contact(f"contact-{number}")
        if contact is not None and not contact.retracted:
            found.append(contact.id)
    return found
