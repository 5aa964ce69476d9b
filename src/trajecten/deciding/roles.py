"""Who holds which role: given, ended, handed over to a successor."""

from trajecten.core.commands import AssignRole, EndRole, HandOverRole
from trajecten.core.events import Action, Event
from trajecten.core.facts import Facts
from trajecten.core.finding import Finding, Missing
from trajecten.core.text import Text
from trajecten.deciding.recording import Answer, Asking
from trajecten.deciding.rules import known, optional_words, rule, words

COMMISSIONER = "commissioner"
"""The role that every trajectory has exactly one holder of (R15)."""


def assign_role(asking: Asking, command: AssignRole) -> Answer:
    """Judge the assignment of a role; a new commissioner takes over from the one before."""
    label = known(asking.workflow, "role", command.role, field="role").label
    person = _named(asking, command.person, field="person")
    before = holders_of(asking.facts, command.role)
    succeeds = before[0] if command.role == COMMISSIONER and before else None
    event = Event(
        action=Action.ROLE_ASSIGNED,
        object=command.role,
        at=asking.now,
        data={"role": command.role, "person": person, "succeeds": succeeds},
    )
    return event, (_free(person not in before, label),)


def end_role(asking: Asking, command: EndRole) -> Answer:
    """Judge the end of a hold on a role; some roles cannot be left without a successor (R14)."""
    label = known(asking.workflow, "role", command.role, field="role").label
    person = _named(asking, command.person, field="person")
    event = Event(
        action=Action.ROLE_ENDED,
        object=command.role,
        at=asking.now,
        data={"role": command.role, "person": person},
        personal=optional_words(command.note, field="note"),
    )
    succeeded = _succeeded(asking, command.role, person, label)
    return event, (_held(asking, command.role, person), succeeded)


def hand_over_role(asking: Asking, command: HandOverRole) -> Answer:
    """Judge a handover: who leaves holds the role, the successor does not yet (R14)."""
    label = known(asking.workflow, "role", command.role, field="role").label
    person = _named(asking, command.person, field="person")
    successor = _named(asking, command.successor, field="successor")
    event = Event(
        action=Action.ROLE_HANDED_OVER,
        object=command.role,
        at=asking.now,
        data={"role": command.role, "person": person, "successor": successor},
        personal=optional_words(command.note, field="note"),
    )
    another = rule(
        "successor_is_another",
        met=successor != person,
        unmet=Text(
            "De opvolger is iemand anders dan wie de rol {role} overdraagt.",
            "The successor is somebody else than who hands the role {role} over.",
        ).fill(role=label),
        remedy=Text("Noem wie de rol overneemt.", "Name who takes the role over."),
    )
    taken = successor in holders_of(asking.facts, command.role) and another.met
    return event, (_held(asking, command.role, person), another, _free(not taken, label))


def holders_of(facts: Facts, role: str) -> list[str]:
    """Return the references of those who hold a role now, in the order in which they got it."""
    return [one.person for one in facts.holdings if one.role == role]


# Private


def _named(asking: Asking, name: str, *, field: str) -> str:
    return asking.request.reference(words(name, field=field, limit=200))


def _free(free: bool, label: Text) -> Finding:
    return rule(
        "role_not_held",
        met=free,
        unmet=Text(
            "Deze persoon heeft de rol {role} al.", "This person holds the role {role} already."
        ).fill(role=label),
    )


def _held(asking: Asking, role: str, person: str) -> Finding:
    label = asking.workflow.name_of("role", role)
    return rule(
        "role_held",
        met=person in holders_of(asking.facts, role),
        unmet=Text(
            "Deze persoon heeft de rol {role} niet.", "This person does not hold the role {role}."
        ).fill(role=label),
        missing=(Missing(role, label),),
    )


def _succeeded(asking: Asking, role: str, person: str, label: Text) -> Finding:
    """Return whether somebody is left in a role, where the workflow asks for that."""
    last = holders_of(asking.facts, role) == [person]
    return rule(
        "role_succeeded",
        met=not (last and asking.workflow.role(role).succession),
        unmet=Text(
            "De rol {role} mag niet onvervuld raken: er is een opvolger nodig.",
            "The role {role} may not fall vacant: a successor is needed.",
        ).fill(role=label),
        missing=(Missing(role, label),),
        remedy=Text("Draag de rol over aan een opvolger.", "Hand the role over to a successor."),
        command="HandOverRole",
        arguments=(("role", role),),
    )
