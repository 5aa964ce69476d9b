"""The facts of one trajectory as the database holds them now."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, bindparam, func, select

from trajecten.core.bounded import BoundedFacts
from trajecten.core.children import child_fact
from trajecten.core.events import moment_of, moment_text
from trajecten.core.facts import (
    ChildFact,
    ContactFact,
    ContributionFact,
    Tally,
)
from trajecten.core.naming import name_key
from trajecten.core.state import State
from trajecten.core.workflow import Workflow
from trajecten.storage.codec import state_of
from trajecten.storage.prepared import Prepared
from trajecten.storage.projection import number_of
from trajecten.storage.tables import contact, contribution, entry, party, trajectory


@dataclass(frozen=True, slots=True, kw_only=True)
class Situated:
    """A trajectory's row, with what a command needs to know beside it.

    `actor` is the reference of the person who asks, None when they are new here; `done` is the
    number of the entry that this command made before, None when it is new.
    """

    id: str
    ref: str
    definition: str
    seq: int
    head: str
    state: State
    started_at: str
    recorded_at: str
    actor: str | None
    done: int | None


class LiveFacts(BoundedFacts):
    """Facts from the trajectory's row; what grows with its history is looked up when asked."""

    def __init__(
        self,
        connection: Connection,
        trajectory_id: str,
        state: State,
        workflow_of: Callable[[str], Workflow],
    ) -> None:
        """Answer for one trajectory, whose bounded state was read before.

        `workflow_of` gives the workflow with a digest: children may be pinned to others.
        """
        super().__init__(state)
        self._workflow_of = workflow_of
        self._children: Sequence[ChildFact] | None = None
        self._connection = connection
        self._trajectory = trajectory_id
        self._open: Sequence[ContributionFact] | None = None

    def contacts_since(self, moment: datetime) -> Sequence[Tally]:
        """Return contacts that stand and happened at or after a moment."""
        rows = self._connection.execute(
            _SINCE, {"trajectory": self._trajectory, "moment": moment_text(moment)}
        )
        return tuple(Tally(*row) for row in rows)

    def contact_moments(self, domain: str, group: str, purpose: str) -> Sequence[datetime]:
        """Return when contacts that stand were held with a group, earliest first."""
        asked = {"domain": domain, "group": group, "purpose": purpose}
        rows = self._connection.execute(_HELD, {"trajectory": self._trajectory, **asked})
        return [moment_of(row.at) for row in rows]

    def open_contributions(self) -> Sequence[ContributionFact]:
        """Return contributions without disposition or without feedback, oldest first."""
        if self._open is None:
            self._open = self._contributions(_OPEN, {}) if self.state.waiting else ()
        return self._open

    def latest_answers(self, limit: int) -> Sequence[ContributionFact]:
        """Return answered contributions, those that waited longest first."""
        return self._contributions(_ANSWERED, {"most": limit})

    def children(self) -> Sequence[ChildFact]:
        """Return the trajectories that were started under this one, by reference."""
        if self._children is None:
            rows = self._connection.execute(_CHILDREN, {"trajectory": self._trajectory})
            children = (self._child(row) for row in rows.all())
            # By code point: a database sorts by the rules of its own language.
            self._children = tuple(sorted(children, key=lambda one: one.ref))
            self.seen = {one.trajectory: one.seq for one in self._children}
        return self._children

    def contact(self, contact_id: str) -> ContactFact | None:
        """Return the contact with this id, or None."""
        row = self._connection.execute(_CONTACT, self._key(contact_id)).first()
        if row is None or contact_id != f"contact-{row.number}":
            return None
        return ContactFact(
            id=contact_id,
            domain=row.domain,
            group=row.group,
            layer=row.layer,
            purpose=row.purpose,
            at=moment_of(row.at),
            retracted=row.retracted,
        )

    def contribution(self, contribution_id: str) -> ContributionFact | None:
        """Return the contribution with this id, or None."""
        row = self._connection.execute(_CONTRIBUTION, self._key(contribution_id)).first()
        if row is None or contribution_id != f"contribution-{row.number}":
            return None
        return _contribution_of(row)

    def _child(self, row: Any) -> ChildFact:  # noqa: ANN401 (rows have no type)
        tracks = state_of(row.state).tracks
        return child_fact(
            self._workflow_of(row.definition),
            {track: visit.phase for track, visit in tracks.items()},
            ref=row.ref,
            trajectory=row.id,
            seq=row.seq,
        )

    def _key(self, identifier: str) -> dict[str, object]:
        return {"trajectory": self._trajectory, "number": number_of(identifier)}

    def _contributions(
        self, statement: Select[Any], parameters: dict[str, int]
    ) -> tuple[ContributionFact, ...]:
        rows = self._connection.execute(statement, {"trajectory": self._trajectory, **parameters})
        return tuple(_contribution_of(row) for row in rows)


def situate(connection: Connection, ref: str, actor: str, command: str | None) -> Situated | None:
    """Return a trajectory's row with the actor's reference, in one statement; None if unknown."""
    wanted = {"wanted": ref, "actor": name_key(actor), "command": command}
    row = _SITUATE.execute(connection, wanted).fetchone()
    if row is None:
        return None
    identifier, name, definition, seq, head, state, started_at, recorded_at, person, done = row
    return Situated(
        id=identifier,
        ref=name,
        definition=definition,
        seq=seq,
        head=head,
        state=state_of(state),
        started_at=started_at,
        recorded_at=recorded_at,
        actor=person,
        done=done,
    )


def people(connection: Connection, trajectory_id: str, names: Iterable[str]) -> dict[str, str]:
    """Return the references of people who are known in a trajectory, by the key of their name."""
    wanted = [name_key(name) for name in names]
    if not wanted:
        return {}
    rows = connection.execute(_PEOPLE, {"trajectory": trajectory_id, "names": wanted})
    return {row.key: row.ref for row in rows}


# Private

_SITUATE = Prepared(
    select(
        trajectory.c.id,
        trajectory.c.ref,
        trajectory.c.definition,
        trajectory.c.seq,
        trajectory.c.head,
        trajectory.c.state,
        trajectory.c.started_at,
        trajectory.c.recorded_at,
        select(party.c.ref)
        .where(party.c.trajectory == trajectory.c.id, party.c.key == bindparam("actor"))
        .scalar_subquery()
        .label("actor"),
        select(entry.c.seq)
        .where(entry.c.trajectory == trajectory.c.id, entry.c.command == bindparam("command"))
        .scalar_subquery()
        .label("done"),
    ).where(trajectory.c.ref == bindparam("wanted"))
)

_PEOPLE = select(party.c.key, party.c.ref).where(
    party.c.trajectory == bindparam("trajectory"),
    party.c.key.in_(bindparam("names", expanding=True)),
)

_SINCE = (
    select(
        contact.c.domain,
        contact.c.group,
        contact.c.layer,
        contact.c.purpose,
        func.count().label("contacts"),
    )
    .where(
        contact.c.trajectory == bindparam("trajectory"),
        contact.c.at >= bindparam("moment"),
        contact.c.retracted.is_(False),
    )
    .group_by(contact.c.domain, contact.c.group, contact.c.layer, contact.c.purpose)
    .order_by(contact.c.domain, contact.c.group, contact.c.layer, contact.c.purpose)
)

_HELD = (
    select(contact.c.at)
    .where(
        contact.c.trajectory == bindparam("trajectory"),
        contact.c.domain == bindparam("domain"),
        contact.c.group == bindparam("group"),
        contact.c.purpose == bindparam("purpose"),
        contact.c.retracted.is_(False),
    )
    .order_by(contact.c.at)
)

_CHILDREN = select(
    trajectory.c.id,
    trajectory.c.ref,
    trajectory.c.definition,
    trajectory.c.seq,
    trajectory.c.state,
).where(trajectory.c.parent == bindparam("trajectory"))

_CONTACT = select(contact).where(
    contact.c.trajectory == bindparam("trajectory"), contact.c.number == bindparam("number")
)

_CONTRIBUTION = select(
    contribution.c.number,
    contribution.c.disposition,
    contribution.c.disposed_at,
    contribution.c.feedback_at,
).where(
    contribution.c.trajectory == bindparam("trajectory"),
    contribution.c.number == bindparam("number"),
)

_OF_TRAJECTORY = select(
    contribution.c.number,
    contribution.c.disposition,
    contribution.c.disposed_at,
    contribution.c.feedback_at,
).where(contribution.c.trajectory == bindparam("trajectory"))
_OPEN = _OF_TRAJECTORY.where(contribution.c.feedback_at.is_(None)).order_by(contribution.c.number)
_ANSWERED = (
    _OF_TRAJECTORY.where(contribution.c.feedback_at.is_not(None))
    .order_by(contribution.c.waited.desc(), contribution.c.number)
    .limit(bindparam("most"))
)


def _contribution_of(row: Any) -> ContributionFact:  # noqa: ANN401 (rows have no type)
    return ContributionFact(
        id=f"contribution-{row.number}",
        disposition=row.disposition,
        disposed_at=moment_of(row.disposed_at) if row.disposed_at else None,
        feedback_at=moment_of(row.feedback_at) if row.feedback_at else None,
    )
