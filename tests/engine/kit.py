"""What tests of the engine share: a small workflow, a clock to set, an engine at hand, a story."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from threading import Lock
from typing import Any

import sqlalchemy as sa

import trajecten
from trajecten import Engine, Workflow, load_workflow
from trajecten.storage.database import connect_to
from trajecten.storage.schema import upgrade

ACTOR = "Lotte Leidraad"
COMMISSIONER = "Otto Opdrachtgever"
RESIDENT = "Bea Bewoner"
SPEAKER = "Wim Woordvoerder"
CLERK = "Gré Griffier"
HEIR = "Olga Opvolger"
ORIGIN = "werkplek-7"
REF = "A-1"
OTHER = "B-1"
START = datetime(2026, 3, 2, 9, tzinfo=UTC)
HEX = "ab" * 32
NO_SYNC = "PRAGMA synchronous=OFF"

SMALL = b"""\
schema: trajecten/1
id: klein
version: 1.0.0
label: {nl: Klein, en: Small}
continuous: true
domains:
  council: {label: {nl: Raad, en: Council}}
  community:
    label: {nl: Stad, en: City}
    groups:
      residents: {label: {nl: Inwoners, en: Residents}}
      shops: {label: {nl: Winkels, en: Shops}}
roles:
  commissioner: {label: {nl: Opdrachtgever, en: Commissioner}}
  project_lead: {label: {nl: Projectleider, en: Project lead}}
  clerk: {label: {nl: Griffier, en: Clerk}}
artefacts:
  vision:
    label: {nl: Visie, en: Vision}
    fields:
      why: {label: {nl: Waarom, en: Why}}
choices:
  initiative:
    label: {nl: Initiatief, en: Initiative}
    options:
      municipality: {label: {nl: Gemeente, en: Municipality}}
      residents: {label: {nl: Inwoners, en: Residents}}
phases:
  - {id: listening, label: {nl: Luisteren, en: Listening}, kind: relation}
  - {id: topics, label: {nl: Onderwerpen, en: Topics}, kind: content}
  - {id: learning, label: {nl: Leren, en: Learning}, kind: learning}
transitions:
  - {id: choose, label: {nl: Kiezen, en: Choose}, from: listening, to: topics}
  - {id: learn, label: {nl: Leren, en: Learn}, from: topics, to: learning, roles: [project_lead]}
  - {id: again, label: {nl: Opnieuw, en: Again}, from: learning, to: listening}
  - id: back
    label: {nl: Terug, en: Back}
    from: topics
    to: listening
    motivation: required
"""

EINDIG = b"""\
schema: trajecten/1
id: eindig
version: 1.0.0
label: {nl: Eindig, en: Ending}
roles:
  commissioner: {label: {nl: Opdrachtgever, en: Commissioner}}
phases:
  - {id: talk, label: {nl: Praten, en: Talk}, kind: relation}
  - {id: done, label: {nl: Klaar, en: Done}, kind: learning, final: true}
transitions:
  - {id: end, label: {nl: Eindig, en: End}, from: talk, to: done}
"""


class Clock:
    """A clock that stands at a moment of the test's choice and ticks a second when it is read."""

    def __init__(self) -> None:
        self.now = START
        self._lock = Lock()

    def __call__(self) -> datetime:
        with self._lock:
            self.now += timedelta(seconds=1)
            return self.now

    def forward(self, **amount: float) -> None:
        self.now += timedelta(**amount)


@dataclass(frozen=True)
class Desk:
    """An engine with the database under it and the clock it looks at."""

    engine: Engine
    database: sa.Engine
    url: str
    clock: Clock

    def like(self, **changes: Any) -> Engine:
        """Return an engine on the same database, by another actor, in another role."""
        given = {"clock": self.clock, "actor": ACTOR, "origin": ORIGIN, **changes}
        return Engine(self.database, **given)

    def start(self, ref: str = REF, **changes: Any) -> trajecten.Outcome:
        given = {"commissioner": COMMISSIONER, "ref": ref, "roles": {"project_lead": ACTOR}}
        return self.engine.start(small(), "Het plein", **(given | changes))

    def hear(self, ref: str = REF) -> None:
        """Listen once in each domain."""
        self.engine.do(ref, trajecten.RecordContact(domain="council"))
        self.engine.do(ref, trajecten.RecordContact(domain="community"))

    def rows(self, statement: str, **values: object) -> list[Any]:
        with self.database.connect() as connection:
            return list(connection.execute(sa.text(statement), values))

    def run(self, statement: str) -> None:
        """Run a statement as it is, in a transaction of its own."""
        with self.database.connect() as connection:
            connection.exec_driver_sql(statement)

    def bodies(self) -> list[str]:
        found = self.rows("SELECT body FROM trajecten_entry ORDER BY id")
        return [bytes(row.body).decode() for row in found]

    def tables(self, *without: str) -> dict[str, list[str]]:
        """Return the rows of all tables, by table, as texts in order."""
        names = [one for one in sa.inspect(self.database).get_table_names() if one not in without]
        with self.database.connect() as connection:
            return {name: _rows(connection, name) for name in sorted(names)}


def small() -> Workflow:
    """Return the small workflow, loaded anew."""
    return load_workflow(SMALL)


def fitted(*, change: tuple[str, str]) -> Workflow:
    """Return the small workflow with one piece of its text replaced."""
    text = SMALL.decode()
    assert change[0] in text
    return load_workflow(text.replace(*change).encode())


@contextmanager
def desk_at(url: str) -> Iterator[Desk]:
    """Give a desk at a database that is set up; what it writes need not survive a power cut."""
    database = connect_to(url)
    if database.dialect.name == "sqlite":
        sa.event.listen(database, "connect", lambda driver, _: driver.execute(NO_SYNC))
    upgrade(database)
    clock = Clock()
    engine = Engine(database, clock=clock, actor=ACTOR, origin=ORIGIN)
    yield Desk(engine, database, url, clock)
    database.dispose()


def furnish(desk: Desk) -> Mapping[str, trajecten.Outcome]:
    """Tell a story in which every command was given at least once; return each answer by name."""
    do = desk.engine.do
    made = {
        "start": desk.start(),
        "contact": do(REF, council_contact()),
        "heard": do(REF, trajecten.RecordContact(domain="community", group="residents")),
        "mistake": do(REF, trajecten.RecordContact(domain="council", count=3)),
        "correct": do(
            REF, trajecten.CorrectContact(contact="contact-2", group="shops", reason="Verwisseld")
        ),
        "retract": do(REF, trajecten.RetractContact(contact="contact-3", reason="Dubbel")),
        "artefact": do(
            REF,
            trajecten.RegisterArtefact(
                type="vision", title="Visie op het plein", sha256=HEX, cites=("contact-1",),
                fields={"why": "Omdat het plein van ons allen is"},
            ),
        ),
        "endorse": do(REF, trajecten.Endorse(artefact="vision", by="council", note="Unaniem")),
        "contribution": do(REF, trajecten.ReceiveContribution(text="Meer bomen", person=RESIDENT)),
        "dispose": do(REF, dispose("contribution-1")),
        "feedback": do(REF, trajecten.SendFeedback(note="Gebeld")),
        "waiting": do(REF, trajecten.ReceiveContribution(text="Minder verkeer")),
        "assign": do(REF, trajecten.AssignRole(role="clerk", person=CLERK)),
        "handover": do(
            REF, trajecten.HandOverRole(role="clerk", person=CLERK, successor=HEIR, note="Verhuisd")
        ),
        "end": do(REF, trajecten.EndRole(role="clerk", person=HEIR, note="Met pensioen")),
        "action": do(REF, trajecten.AddAction(text="Boom planten", owner=SPEAKER, due=DUE)),
        "finish": do(REF, trajecten.FinishAction(action="action-1", note="Het werd een linde")),
        "open": do(REF, trajecten.AddAction(text="Bank plaatsen")),
        "lesson": do(REF, trajecten.RecordLesson(text="Eerder bellen")),
        "decision": do(
            REF,
            trajecten.RecordDecision(
                body="council", outcome="adopted", reference="RIS-2026/45", text="Met amendement"
            ),
        ),
        "approve": do(REF, trajecten.Approve(transition="choose", role="project_lead")),
        "note": do(REF, trajecten.AddNote(text="Regen op de markt")),
        "refused": desk.engine.advance(REF, "again"),
        "advance": desk.engine.advance(REF, "choose"),
        "back": desk.engine.advance(REF, "back", motivation="Een groep vergeten"),
        "topic": do(REF, trajecten.AddTopic(text="Groen in de wijk", domain="community")),
        "criteria": do(REF, trajecten.SetCriteria(text="Wat de wijk het meest raakt")),
        "initiative": do(
            REF,
            trajecten.MakeChoice(choice="initiative", option="residents", reason="Zij begonnen"),
        ),
        "choice": do(
            REF,
            trajecten.ChooseTopic(topic="topic-1", by="council", reason="Het raakt iedereen"),
        ),
    }  # fmt: skip
    assert [name for name, one in made.items() if not one] == ["refused"]
    assert len(made) == LAST
    return made


LAST = 29
"""The number of the last entry of that story."""
DUE = date(2026, 6, 1)
TEXTS = (
    "Het plein", "Zij was eerst boos", "Verwisseld", "Dubbel", "Visie op het plein",
    "Omdat het plein van ons allen is", "Unaniem", "Meer bomen", "Past in het plan", "Gebeld",
    "Minder verkeer", "Verhuisd", "Met pensioen", "Boom planten", "Het werd een linde",
    "Bank plaatsen", "Eerder bellen", "Met amendement", "Regen op de markt", "Een groep vergeten",
    "Minder verkeer", "Met pensioen", "Boom planten", "Het werd een linde", "Bank plaatsen",
    "Eerder bellen", "Met amendement", "Regen op de markt", "Een groep vergeten",
    "Groen in de wijk", "Wat de wijk het meest raakt", "Het raakt iedereen",
    "Zij begonnen",
)  # fmt: skip
NAMES = (ACTOR, COMMISSIONER, RESIDENT, SPEAKER, CLERK, HEIR)


def council_contact() -> trajecten.RecordContact:
    return trajecten.RecordContact(
        domain="council",
        channel=trajecten.Channel.CONVERSATION,
        person=RESIDENT,
        spokesperson=SPEAKER,
        note="Zij was eerst boos",
    )


def dispose(contribution: str) -> trajecten.DisposeContribution:
    return trajecten.DisposeContribution(
        contribution=contribution,
        disposition=trajecten.Disposition.ADOPTED,
        reason="Past in het plan",
    )


def unrepeated(outcome: trajecten.Outcome) -> trajecten.Outcome:
    """Return an outcome as if it were the first time."""
    return replace(outcome, repeated=False)


def _rows(connection: sa.Connection, table: str) -> list[str]:
    rows = connection.exec_driver_sql(f"SELECT * FROM {table}")  # noqa: S608 (names of our own)
    return sorted(repr([_plain(value) for value in row]) for row in rows)


def _plain(value: object) -> object:
    return bytes(value) if isinstance(value, memoryview) else value
