"""Recording what people said and brought in: contacts, contributions, feedback."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from trajecten.core.commands import (
    Channel,
    CorrectContact,
    DisposeContribution,
    ReceiveContribution,
    RecordContact,
    RetractContact,
    SendFeedback,
)
from trajecten.core.events import Action, Event, moment_text
from trajecten.core.facts import ContactFact, ContributionFact, Facts
from trajecten.core.finding import Finding, Json, Missing
from trajecten.core.naming import shown
from trajecten.core.text import Text, abridged, same
from trajecten.core.workflow import Workflow
from trajecten.deciding.decision import Request
from trajecten.deciding.rules import instant, known, not_in_future, optional_words, rule, words
from trajecten.errors import InputError, NotFoundError

MAX_PEOPLE = 1_000_000
MAX_ANSWERED = 500
"""How many contributions one feedback answers at most, so that its entry stays small."""


@dataclass(frozen=True, slots=True)
class Asking:
    """Where a command is decided: the workflow, the facts, who asks, and when."""

    workflow: Workflow
    facts: Facts
    request: Request
    now: datetime


Answer = tuple[Event, tuple[Finding, ...]]
"""The event that a command would leave, and the findings on its rules."""


def record_contact(asking: Asking, command: RecordContact) -> Answer:
    """Judge the recording of a conversation."""
    _check_place(asking.workflow, command.domain, command.group, command.layer)
    _check_count(command.count)
    at = instant(command.on, asking.now)
    person = asking.request.person
    data: dict[str, Json] = {
        "domain": command.domain,
        "group": command.group,
        "layer": command.layer,
        "purpose": command.purpose.value,
        "channel": _channel(command.channel),
        "count": command.count,
        "at": moment_text(at),
        "person": person(command.person),
        "spokesperson": person(command.spokesperson, field="spokesperson"),
    }
    event = Event(
        action=Action.CONTACT_RECORDED,
        object=f"contact-{asking.facts.next_number('contact')}",
        at=at,
        data=data,
        personal=optional_words(command.note, field="note"),
    )
    return event, (not_in_future(at, asking.now),)


def correct_contact(asking: Asking, command: CorrectContact) -> Answer:
    """Judge the correction of a contact; what is not given stays as it was."""
    old = _contact(asking.facts, command.contact)
    domain = command.domain or old.domain
    moved = domain != old.domain
    group = command.group or (None if moved else old.group)
    layer = command.layer or (None if moved else old.layer)
    _check_place(asking.workflow, domain, group, layer)
    if command.count is not None:
        _check_count(command.count)
    at = instant(command.on, old.at)
    data: dict[str, Json] = {
        "domain": domain,
        "group": group,
        "layer": layer,
        "purpose": command.purpose.value if command.purpose else old.purpose,
        "count": command.count,
        "at": moment_text(at),
        "was": _described(old),
    }
    event = Event(
        action=Action.CONTACT_CORRECTED,
        object=old.id,
        at=asking.now,
        data=data,
        personal={"reason": words(command.reason, field="reason")},
    )
    return event, (_stands(old), not_in_future(at, asking.now))


def retract_contact(asking: Asking, command: RetractContact) -> Answer:
    """Judge the retraction of a contact."""
    old = _contact(asking.facts, command.contact)
    event = Event(
        action=Action.CONTACT_RETRACTED,
        object=old.id,
        at=asking.now,
        data={"was": _described(old)},
        personal={"reason": words(command.reason, field="reason")},
    )
    return event, (_stands(old),)


def receive_contribution(asking: Asking, command: ReceiveContribution) -> Answer:
    """Judge the receipt of a contribution."""
    if command.domain is not None:
        _check_place(asking.workflow, command.domain, command.group, None)
    elif command.group is not None:
        known(asking.workflow, "group", command.group, field="group")
    at = instant(command.on, asking.now)
    event = Event(
        action=Action.CONTRIBUTION_RECEIVED,
        object=f"contribution-{asking.facts.next_number('contribution')}",
        at=at,
        data={
            "domain": command.domain,
            "group": command.group,
            "at": moment_text(at),
            "person": asking.request.person(command.person),
        },
        personal={"text": words(command.text, field="text")},
    )
    return event, (not_in_future(at, asking.now),)


def dispose_contribution(asking: Asking, command: DisposeContribution) -> Answer:
    """Judge a disposition; a reason is always needed (R11)."""
    old = _contribution(asking.facts, command.contribution)
    event = Event(
        action=Action.CONTRIBUTION_DISPOSED,
        object=old.id,
        at=asking.now,
        data={
            "disposition": command.disposition.value,
            "was": old.disposition,
            "reopened": old.feedback_at is not None,
        },
        personal={"reason": words(command.reason, field="reason")},
    )
    return event, ()


def send_feedback(asking: Asking, command: SendFeedback) -> Answer:
    """Judge feedback: only what was disposed of can be told."""
    chosen = (
        [_contribution(asking.facts, one) for one in dict.fromkeys(command.contributions)]
        if command.contributions
        else list(asking.facts.open_contributions())
    )
    if len(command.contributions) > MAX_ANSWERED:
        raise InputError(
            f"contributions: hoogstens {MAX_ANSWERED} tegelijk.",
            f"contributions: at most {MAX_ANSWERED} at a time.",
            instance="contributions",
        )
    waiting = [one for one in chosen if one.feedback_at is None]
    if not command.contributions:
        waiting = [one for one in waiting if one.disposition]
    told = waiting[:MAX_ANSWERED]
    at = instant(command.on, asking.now)
    event = Event(
        action=Action.FEEDBACK_SENT,
        object="feedback",
        at=at,
        data={
            "answered": [
                [one.id, moment_text(one.disposed_at) if one.disposed_at else ""] for one in told
            ],
            "named": [*dict.fromkeys(command.contributions)],
            "channel": _channel(command.channel),
            "at": moment_text(at),
        },
        personal=optional_words(command.note, field="note"),
    )
    return event, (_something_to_tell(told), _disposed(told), not_in_future(at, asking.now))


# Private


def _check_place(workflow: Workflow, domain: str, group: str | None, layer: str | None) -> None:
    known(workflow, "domain", domain, field="domain")
    place = workflow.domain(domain)
    for field, value, there in (("group", group, place.groups), ("layer", layer, place.layers)):
        if value is not None and value not in {one.id for one in there}:
            label, names = place.label, shown(there)
            raise NotFoundError(
                f"{field}: {value!r} hoort niet bij het domein {label.nl}; bekend zijn: {names.nl}",
                f"{field}: {value!r} is not of the domain {label.en}; known are: {names.en}",
                instance=field,
            )


def _check_count(count: int) -> None:
    if not 1 <= count <= MAX_PEOPLE:
        raise InputError(
            f"count: {count} is geen aantal mensen (1 of meer).",
            f"count: {count} is not a number of people (1 or more).",
            instance="count",
        )


def _contact(facts: Facts, identifier: str) -> ContactFact:
    contact = facts.contact(identifier)
    if contact is None:
        raise NotFoundError(
            f"contact: {identifier!r} bestaat niet.",
            f"contact: {identifier!r} does not exist.",
            instance="contact",
        )
    return contact


def _contribution(facts: Facts, identifier: str) -> ContributionFact:
    contribution = facts.contribution(identifier)
    if contribution is None:
        raise NotFoundError(
            f"contribution: {identifier!r} bestaat niet.",
            f"contribution: {identifier!r} does not exist.",
            instance="contribution",
        )
    return contribution


def _described(contact: ContactFact) -> dict[str, Json]:
    return {
        "domain": contact.domain,
        "group": contact.group,
        "layer": contact.layer,
        "purpose": contact.purpose,
        "at": moment_text(contact.at),
    }


def _stands(contact: ContactFact) -> Finding:
    return rule(
        "contact_stands",
        met=not contact.retracted,
        unmet=Text(
            "Het gesprek {id} is al ingetrokken.", "The conversation {id} was already retracted."
        ).fill(id=contact.id),
        missing=(Missing(contact.id, same(contact.id)),),
    )


def _something_to_tell(chosen: list[ContributionFact]) -> Finding:
    return rule(
        "something_to_tell",
        met=bool(chosen),
        unmet=Text(
            "Er is geen gewogen inbreng waarover nog niet is teruggekoppeld.",
            "There is no contribution that was disposed of and still waits for feedback.",
        ),
        remedy=Text("Weeg eerst de inbreng.", "First dispose of the contributions."),
        command="DisposeContribution",
    )


def _disposed(chosen: list[ContributionFact]) -> Finding:
    waiting = [one.id for one in chosen if one.disposition is None]
    return rule(
        "contributions_disposed",
        met=not waiting,
        unmet=Text("Nog niet gewogen: {ids}.", "Not disposed of yet: {ids}.").fill(
            ids=abridged(waiting)
        ),
        missing=tuple(Missing(one, same(one)) for one in waiting),
        remedy=Text("Weeg deze inbreng eerst.", "First dispose of these contributions."),
        command="DisposeContribution",
        arguments=(("contribution", waiting[0]),) if waiting else (),
    )


def _channel(channel: Channel | None) -> Json:
    return None if channel is None else channel.value


def texts_by_field(prefix: str, texts: Mapping[str, str]) -> dict[str, str]:
    """Return texts under field names of their own, such as `field.where`."""
    return {f"{prefix}.{key}": words(value, field=key) for key, value in texts.items()}
