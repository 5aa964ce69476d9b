"""A workflow with a little of everything, and a story told on it: commands decided and folded."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from trajecten import load_workflow
from trajecten.core.commands import Command, RecordContact, Start, people_in
from trajecten.core.events import Recorded
from trajecten.core.facts import ChildFact
from trajecten.core.finding import Finding
from trajecten.core.fold import FoldedFacts
from trajecten.core.workflow import Guard, Requirement, Situation, Workflow
from trajecten.deciding import Decision, Option, Parent, Request, decide, options

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
LEAD = "Lotte Leidraad"
COMMISSIONER = "Otto Opdrachtgever"

HOUSE = """\
schema: trajecten/1
id: huis
version: 1.0.0
label: {nl: Huis, en: House}
continuous: true
domains:
  council: {label: {nl: Raad, en: Council}}
  executive: {label: {nl: College, en: Executive}}
  administration:
    label: {nl: Organisatie, en: Administration}
    layers:
      management: {label: {nl: Management, en: Management}}
      staff: {label: {nl: Medewerkers, en: Staff}}
  community:
    label: {nl: Stad, en: City}
    groups:
      residents: {label: {nl: Inwoners, en: Residents}}
      shops: {label: {nl: Ondernemers, en: Entrepreneurs}}
      schools: {label: {nl: Scholen, en: Schools}}
      churches: {label: {nl: Kerken, en: Churches}}
roles:
  commissioner: {label: {nl: Opdrachtgever, en: Commissioner}}
  project_lead: {label: {nl: Projectleider, en: Project lead}}
  clerk: {label: {nl: Griffier, en: Clerk}}
artefacts:
  vision:
    label: {nl: visie op de wijk, en: vision of the district}
    fields:
      why: {label: {nl: Waarom, en: Why}}
      who: {label: {nl: Voor wie, en: For whom}}
tracks:
  - id: conversation
    label: {nl: Gesprek, en: Conversation}
    phases:
      - {id: listening, label: {nl: Luisteren, en: Listening}, kind: relation}
      - {id: topics, label: {nl: Onderwerpen, en: Topics}, kind: content}
      - {id: deciding, label: {nl: Besluiten, en: Deciding}, kind: decision}
      - {id: doing, label: {nl: Uitvoeren, en: Doing}, kind: execution}
      - {id: learning, label: {nl: Leren, en: Learning}, kind: learning}
    transitions:
      - {id: choose, label: {nl: Kiezen, en: Choose}, from: listening, to: topics}
      - {id: leap, label: {nl: Springen, en: Leap}, from: listening, to: deciding}
      - {id: plunge, label: {nl: Duiken, en: Plunge}, from: listening, to: doing}
      - {id: settle, label: {nl: Vaststellen, en: Settle}, from: topics, to: deciding}
      - {id: learn, label: {nl: Leren, en: Learn}, from: [topics, deciding, doing], to: learning}
      - {id: again, label: {nl: Opnieuw, en: Again}, from: learning, to: topics}
      - {id: back, label: {nl: Terug, en: Back}, from: [topics, learning], to: listening}
  - id: legal
    label: {nl: Juridisch spoor, en: Legal track}
    phases:
      - {id: waiting, label: {nl: Wachten, en: Waiting}, kind: relation}
      - {id: stopped, label: {nl: Gestopt, en: Stopped}, kind: learning}
    transitions:
      - {id: stop, label: {nl: Stoppen, en: Stop}, from: waiting, to: stopped}
"""

CHOOSE = "{id: choose, label: {nl: Kiezen, en: Choose}, from: listening, to: topics"
LISTENING = "{id: listening, label: {nl: Luisteren, en: Listening}, kind: relation"
TOPICS = "{id: topics, label: {nl: Onderwerpen, en: Topics}, kind: content"
DOMAINS = ("council", "executive", "administration", "community")


def house(*additions: tuple[str, str]) -> Workflow:
    """Return the workflow, with more written behind some of its pieces."""
    text = HOUSE
    for piece, more in additions:
        assert text.count(piece) == 1, piece
        text = text.replace(piece, piece + more)
    return load_workflow(text.encode(), name="huis.yaml")


def ref_of(name: str) -> str:
    """Return the reference of a person in a story."""
    return "p-" + name.lower().replace(" ", "-")


class Story:
    """A trajectory without a database: what is told is decided, and folded when accepted."""

    def __init__(
        self,
        workflow: Workflow | None = None,
        *,
        children: Iterable[ChildFact] = (),
        above: Parent | None = None,
        **start: Any,
    ) -> None:
        """Start the trajectory, one minute before the first command."""
        self.workflow = workflow or house()
        self.facts = FoldedFacts(children=children)
        self.above = above
        self.now = START
        self.seq = 0
        given = {"title": "Het plein", "commissioner": COMMISSIONER, "ref": "A-1"} | start
        self.tell(Start(workflow=self.workflow, **given))

    def ask(self, command: Command, *, by: str = LEAD, role: str | None = None) -> Decision:
        """Return the decision on a command that is not carried out."""
        people = {name: ref_of(name) for name in people_in(command)}
        request = Request(
            command=command, actor=ref_of(by), role=role, people=people, parent=self.above
        )
        return decide(self.workflow, self.facts, request, self.now)

    def tell(self, *commands: Command, by: str = LEAD) -> "Story":
        """Carry out commands that must each be accepted, a minute apart."""
        for command in commands:
            decision = self.ask(command, by=by)
            assert decision.accepted, [one.message.en for one in decision.findings if not one]
            self.seq += 1
            self.facts.take(
                Recorded(seq=self.seq, recorded_at=self.now, event=decision.event, actor=ref_of(by))
            )
            self.now += timedelta(minutes=1)
        return self

    def hear(self, *domains: str) -> "Story":
        """Listen once in each of these domains; in all when none is named."""
        return self.tell(*(RecordContact(domain=one) for one in domains or DOMAINS))

    def later(self, **amount: float) -> "Story":
        """Let time pass."""
        self.now += timedelta(**amount)
        return self

    def find(self, guard: Guard, *, asker: str | None = LEAD, step: str = "choose") -> Finding:
        """Return what a guard finds now."""
        return Requirement(guard=guard).evaluate(self.facts, self.situation(asker, step))

    def situation(self, asker: str | None = LEAD, step: str = "choose") -> Situation:
        """Return the present moment, as a guard sees it."""
        track = self.workflow.track_of[step].id
        return Situation(
            workflow=self.workflow,
            now=self.now,
            track=track,
            visit=self.facts.tracks[track],
            transition=step,
            asker=ref_of(asker) if asker else None,
        )

    def options(self, asker: str | None = LEAD) -> dict[str, Option]:
        """Return the steps that leave the present phases, by id."""
        found = options(
            self.workflow, self.facts, self.now, ref_of(asker) if asker is not None else None
        )
        return {one.transition: one for one in found}


def unmet(decision: Decision) -> list[str]:
    """Return the names of the rules and guards that a decision found unmet."""
    return [one.guard for one in decision.findings if not one.met]
