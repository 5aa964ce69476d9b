"""Choosing: the longlist of topics, the criteria, who chooses what (R19); and other choices."""

from trajecten.core.choice import MakeChoice
from trajecten.core.commands import AddTopic, ChooseTopic, SetCriteria
from trajecten.core.events import Action, Event
from trajecten.core.facts import chosen_of
from trajecten.core.finding import Finding, Missing
from trajecten.core.naming import unknown
from trajecten.core.text import Text
from trajecten.deciding.recording import Answer, Asking
from trajecten.deciding.rules import is_domain, known, optional_words, rule, words
from trajecten.errors import NotFoundError


def add_topic(asking: Asking, command: AddTopic) -> Answer:
    """Judge a new topic on the longlist."""
    if command.domain is not None:
        known(asking.workflow, "domain", command.domain, field="domain")
    event = Event(
        action=Action.TOPIC_ADDED,
        object=f"topic-{asking.facts.next_number('topic')}",
        at=asking.now,
        data={"domain": command.domain},
        personal={"text": words(command.text, field="text")},
    )
    return event, ()


def set_criteria(asking: Asking, command: SetCriteria) -> Answer:
    """Judge the criteria by which topics are chosen."""
    event = Event(
        action=Action.CRITERIA_SET,
        object="criteria",
        at=asking.now,
        data={},
        personal={"text": words(command.text, field="text")},
    )
    return event, ()


def choose_topic(asking: Asking, command: ChooseTopic) -> Answer:
    """Judge a choice by a domain, or by a role that somebody holds."""
    topics = asking.facts.topics
    if command.topic not in {one.id for one in topics}:
        names = ", ".join(one.id for one in topics) or "-"
        raise NotFoundError(
            f"topic: onbekend: {command.topic!r}; bekend zijn: {names}",
            f"topic: unknown: {command.topic!r}; known are: {names}",
            instance="topic",
        )
    as_domain = is_domain(asking.workflow, command.by, field="by")
    event = Event(
        action=Action.TOPIC_CHOSEN,
        object=command.topic,
        at=asking.now,
        data={
            "topic": command.topic,
            "by": command.by,
            "as": "domain" if as_domain else "role",
            "chosen": command.chosen,
        },
        personal={"reason": words(command.reason, field="reason")},
    )
    return event, () if as_domain else (_role_filled(asking, command.by),)


def make_choice(asking: Asking, command: MakeChoice) -> Answer:
    """Judge what was chosen: any option, also when another was chosen before."""
    known(asking.workflow, "choice", command.choice, field="choice")
    options = asking.workflow.choice(command.choice).options
    if command.option not in {one.id for one in options}:
        raise unknown(command.option, options, field="option")
    event = Event(
        action=Action.CHOICE_MADE,
        object=command.choice,
        at=asking.now,
        data={
            "choice": command.choice,
            "option": command.option,
            "was": chosen_of(asking.facts, command.choice),
        },
        personal=optional_words(command.reason, field="reason"),
    )
    return event, ()


# Private


def _role_filled(asking: Asking, role: str) -> Finding:
    label = asking.workflow.name_of("role", role)
    return rule(
        "role_held",
        met=any(one.role == role for one in asking.facts.holdings),
        unmet=Text("Niemand heeft de rol {role}.", "Nobody holds the role {role}.").fill(
            role=label
        ),
        missing=(Missing(role, label),),
        remedy=Text("Wijs aan wie {role} is.", "Assign the role of {role}.").fill(role=label),
        command="AssignRole",
        arguments=(("role", role),),
    )
