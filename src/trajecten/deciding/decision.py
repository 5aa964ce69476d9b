"""A request and its decision, as values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from trajecten.core.commands import Command
from trajecten.core.events import Event
from trajecten.core.facts import TopicFact
from trajecten.core.finding import Finding
from trajecten.core.workflow import Workflow
from trajecten.deciding.erasable import NOTHING, Erasable
from trajecten.errors import InputError

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parent:
    """The trajectory under which another starts, as it is now.

    `trajectory` is its identity, `seq` and `hash` (hex) are those of its last entry.
    """

    ref: str
    trajectory: str
    seq: int
    hash: str
    topics: tuple[TopicFact, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A command with who asks it: `actor` is a reference, `role` the role acted in, if claimed.

    `people` gives the reference of every name the command mentions; `workflows` by digest the texts
    that adaptations asked for would adopt; `parent` is the parent that a start names. `happened` is
    when a start or a step was made (aware, UTC), if another system knew of it before the ledger;
    `erasable` is what an erasure can take away.
    """

    command: Command
    actor: str
    role: str | None = None
    people: Mapping[str, str] = field(default_factory=dict)
    workflows: Mapping[str, Workflow] = field(default_factory=dict)
    parent: Parent | None = None
    happened: datetime | None = None
    erasable: Erasable = NOTHING

    def person(self, name: str | None, *, field: str = "person") -> str | None:
        """Return the reference of a person by name; None when nobody is named.

        Raises:
            InputError: the name is empty, or `people` gives no reference for it.
        """
        if name is None:
            return None
        if not name.strip():
            raise InputError(
                f"{field}: hier hoort een naam.", f"{field}: a name is needed.", instance=field
            )
        return self.reference(name)

    def reference(self, name: str) -> str:
        """Return the reference of somebody whom the command names.

        Raises:
            InputError: `people` does not give it.
        """
        return _in(self.people, name, "people")

    def text(self, digest: str) -> Workflow:
        """Return the workflow text that an adaptation asked for would adopt.

        Raises:
            InputError: `workflows` does not give it.
        """
        return _in(self.workflows, digest, "workflows")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Accepted with an event, or refused with every finding; true when accepted.

    A refused decision carries the event that did not happen, so that the attempt can be logged.
    `role` is the role in which the actor acted.
    """

    accepted: bool
    event: Event
    findings: tuple[Finding, ...] = ()
    role: str | None = None

    def __bool__(self) -> bool:
        """Return whether the command was accepted."""
        return self.accepted


# Private


def _in(given: Mapping[str, T], key: str, field: str) -> T:
    if key not in given:
        raise InputError(
            f"{field}: {key!r} ontbreekt.", f"{field}: {key!r} is missing.", instance=field
        )
    return given[key]
