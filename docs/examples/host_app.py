"""A small host application: its own budget table, and a trajectory beside it in one transaction.

Run it with the address of an empty database:

    python docs/examples/host_app.py sqlite:///gemeente.sqlite
    python docs/examples/host_app.py postgresql+psycopg://user@server/gemeente

A host row and a step of a trajectory are committed together, or neither is.
"""

import sys
from datetime import UTC, datetime

from sqlalchemy import Engine as Database
from sqlalchemy import create_engine, select, update
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, sessionmaker

import trajecten

CREDIT = 500
"""How far a project may overspend."""


class Base(DeclarativeBase):
    """The tables of the host."""


class Project(Base):
    """A project of the municipality, with the trajectory it belongs to."""

    __tablename__ = "project"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    trajectory: Mapped[str]
    budget: Mapped[int] = mapped_column(default=0)


class TooExpensiveError(Exception):
    """The host's own rule: there is not so much money."""


class App:
    """The host application: it owns the database, the transactions, and who is logged in."""

    def __init__(self, database: Database) -> None:
        """Make the tables of both, and one engine from which every request gets its own."""
        self.sessions = sessionmaker(database)
        self.database = database
        Base.metadata.create_all(database)
        trajecten.migrate(database)
        self.trajectories = trajecten.Engine(
            database, clock=now, actor="Systeem", origin="gemeente-app"
        )
        self.workflow = trajecten.load_workflow(
            trajecten.bundled_workflow("gesprek-eerst"), name="gesprek-eerst.yaml"
        )

    def open_project(self, name: str, *, user: str, commissioner: str) -> str:
        """Open a project with its trajectory: both rows, or neither."""
        with self.sessions.begin() as session:
            started = self._as(session, user).start(
                self.workflow, name, commissioner=commissioner, roles={"project_lead": user}
            )
            session.add(Project(name=name, trajectory=started.ref))
        return started.ref

    def spend(self, ref: str, amount: int, *, user: str, on: str) -> None:
        """Record a contact and what it cost; too expensive, and neither is kept."""
        with self.sessions.begin() as session:
            # The step comes first here. On SQLite nothing of the host has been written yet, and
            # its driver has begun no transaction: trajecten sees that and begins it.
            self._as(session, user).do(ref, trajecten.RecordContact(domain=on))
            project = session.scalars(select(Project).where(Project.trajectory == ref)).one()
            project.budget -= amount
            if project.budget < -CREDIT:
                raise TooExpensiveError

    def rename(self, ref: str, name: str, *, user: str) -> None:
        """Do the same on a connection, for hosts that have no sessions."""
        with self.database.begin() as connection:
            change = update(Project).where(Project.trajectory == ref).values(name=name)
            connection.execute(change)
            engine = self.trajectories.joining(connection, actor=user)
            engine.do(ref, trajecten.AddNote(text=f"Heet nu {name}"))

    def take_step(self, ref: str, transition: str, *, user: str, seen: int) -> str:
        """Take a step as a user saw it; the answer is a sentence for that user."""
        try:
            with self.sessions.begin() as session:
                engine = self._as(session, user)
                outcome = engine.advance(ref, transition, expected_seq=seen)
        except trajecten.ConflictError as conflict:
            return conflict.detail.nl
        # A refusal is an answer, not an error: it was committed, and stands in the ledger.
        missing = [one.message.nl for one in outcome.findings if not one.met]
        return " ".join(missing) or "De stap is gezet."

    def projects(self) -> dict[str, tuple[str, int]]:
        """Return name and budget of every project, by trajectory."""
        with self.sessions() as session:
            found = session.scalars(select(Project).order_by(Project.trajectory))
            return {one.trajectory: (one.name, one.budget) for one in found}

    def _as(self, session: Session, user: str) -> trajecten.Engine:
        return self.trajectories.joining(session, actor=user)


def now() -> datetime:
    """Return the present moment."""
    return datetime.now(UTC)  # noqa: TID251 (the host decides what time it is)


def main(url: str) -> None:
    """Play a small story and print what stands in both kinds of tables."""
    database = create_engine(url)
    try:
        play(App(database))
    finally:
        database.dispose()


def play(app: App) -> None:
    """Take the steps of the story, one after the other."""
    ref = app.open_project("Het plein", user="Lotte", commissioner="Otto")
    app.spend(ref, 200, user="Lotte", on="council")
    try:
        app.spend(ref, 900, user="Lotte", on="executive")
    except TooExpensiveError:
        print("Te duur: het gesprek is niet vastgelegd, de uitgave ook niet.")
    app.rename(ref, "Het nieuwe plein", user="Lotte")
    (step, *_) = app.trajectories.options(ref)
    print(app.take_step(ref, step.transition, user="Lotte", seen=3))
    print(app.take_step(ref, step.transition, user="Otto", seen=3))
    print(app.projects())
    for entry in app.trajectories.log(ref):
        print(entry.seq, entry.action, entry.result, entry.actor)


if __name__ == "__main__":
    main(sys.argv[1])
