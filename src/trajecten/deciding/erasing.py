"""Erasing what is personal: on which ground, by whose decision, and what goes."""

import re
from collections.abc import Iterator

from trajecten.core.commands import Erase
from trajecten.core.events import Action, Event
from trajecten.core.facts import Facts
from trajecten.core.finding import Finding, Json, Missing
from trajecten.core.naming import tells
from trajecten.core.text import Text, listed
from trajecten.core.workflow import Workflow
from trajecten.deciding.recording import Answer, Asking
from trajecten.deciding.roles import holders_of
from trajecten.deciding.rules import known, rule, words
from trajecten.errors import InputError, NotFoundError
from trajecten.ledger.entry import PERSON_FIELD
from trajecten.ledger.erasure import Place

MAX_GROUND = 200
MAX_ERASED = 5_000
"""How much one erasure takes away at most, so that its entry stays small."""

TEXTS = "texts"
"""What an erasure is about that is about no person."""

_PLACE = re.compile(r"([1-9][0-9]{0,8})\.([a-z].*)", re.ASCII)


def erase(asking: Asking, command: Erase) -> Answer:
    """Judge an erasure: somebody holds the role that decided, and there is something to erase."""
    found = asking.request.erasable
    known(asking.workflow, "role", command.decided_by, field="decided_by")
    ground = _ground(command.ground, found.name)
    if command.party is None and not command.texts:
        raise InputError(
            "party: noem een persoon, of teksten om te wissen.",
            "party: name a person, or texts to erase.",
            instance="party",
        )
    chosen = {_place(one, found.fields) for one in command.texts} | found.about
    going = sorted(chosen & found.kept)
    if len(going) > MAX_ERASED:
        raise InputError(
            f"party: {len(going)} teksten; hoogstens {MAX_ERASED} tegelijk.",
            f"party: {len(going)} texts; at most {MAX_ERASED} at a time.",
            instance="party",
        )
    erased: list[Json] = [[seq, field] for seq, field in going]
    event = Event(
        action=Action.ERASED,
        object=found.party or TEXTS,
        at=asking.now,
        data={
            "person": found.party,
            "erased": erased,
            "ground": ground,
            "decided_by": command.decided_by,
        },
    )
    return event, tuple(_findings(asking, command, going))


# Private


def _ground(text: str, name: str | None) -> str:
    """Return the ground, on one line, if it does not tell who is erased.

    Raises:
        InputError: it is missing, too long, or has the name in it or a part of that.
    """
    ground = " ".join(words(text, field="ground", limit=MAX_GROUND).split())
    if name is not None and tells(ground, name):
        raise InputError(
            "ground: hier mag de naam niet in staan; de grond blijft altijd leesbaar.",
            "ground: the name may not be in here; the ground stays readable for ever.",
            instance="ground",
        )
    return ground


def _place(text: str, fields: frozenset[Place]) -> Place:
    """Return the place that a text such as "12.note" means.

    Raises:
        InputError: it is not of that form, or means the name of a person.
        NotFoundError: no entry has such a text.
    """
    found = _PLACE.fullmatch(text.strip())
    if found is None or found[2].startswith(PERSON_FIELD):
        raise InputError(
            f"texts: {text!r} is geen regel met een veld, zoals 12.note.",
            f"texts: {text!r} is not an entry with a field, such as 12.note.",
            instance="texts",
        )
    place = (int(found[1]), found[2])
    if place not in fields:
        raise NotFoundError(
            f"texts: regel {place[0]} heeft geen tekst {place[1]!r}.",
            f"texts: entry {place[0]} has no text {place[1]!r}.",
            instance="texts",
        )
    return place


def _findings(asking: Asking, command: Erase, going: list[Place]) -> Iterator[Finding]:
    workflow, facts = asking.workflow, asking.facts
    label = workflow.name_of("role", command.decided_by)
    yield rule(
        "role_held",
        met=bool(holders_of(facts, command.decided_by)),
        unmet=Text("Niemand heeft de rol {role}.", "Nobody holds the role {role}.").fill(
            role=label
        ),
        missing=(Missing(command.decided_by, label),),
        remedy=Text("Wijs aan wie {role} is.", "Assign the role of {role}.").fill(role=label),
        command="AssignRole",
        arguments=(("role", command.decided_by),),
    )
    party = asking.request.erasable.party
    if party is not None:
        yield _another(asking.request.actor, party)
        yield _no_role(workflow, facts, party)
    yield rule(
        "something_to_erase",
        met=bool(going),
        unmet=Text(
            "Hier is niets meer van: alles is al gewist.",
            "Nothing of this is left here: all was erased already.",
        ),
    )


def _another(actor: str, party: str) -> Finding:
    return rule(
        "erased_by_another",
        met=actor != party,
        unmet=Text(
            "Je kunt je eigen naam niet wissen: dan is niet meer te lezen wie dat deed.",
            "You cannot erase your own name: nobody could read any more who did that.",
        ),
        remedy=Text("Laat een ander het doen.", "Have somebody else do it."),
    )


def _no_role(workflow: Workflow, facts: Facts, party: str) -> Finding:
    held = [one.role for one in facts.holdings if one.person == party]
    labels = [workflow.name_of("role", one) for one in held]
    return rule(
        "holds_no_role",
        met=not held,
        unmet=Text(
            "Deze persoon heeft nog een rol: {roles}.", "This person still holds a role: {roles}."
        ).fill(roles=listed(labels)),
        missing=tuple(Missing(one, label) for one, label in zip(held, labels, strict=True)),
        remedy=Text("Draag de rol eerst over.", "First hand the role over."),
        command="HandOverRole",
        arguments=(("role", held[0]),) if held else (),
    )
