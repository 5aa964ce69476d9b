"""The ledger of one trajectory as a norm reads it: its entries in order, read once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from trajecten.auditing.norms.thresholds import Thresholds
from trajecten.core.events import Action
from trajecten.core.facts import ContactFact, Facts
from trajecten.core.text import Text
from trajecten.core.workflow import AFTER_RELATION, Workflow
from trajecten.ledger.entry import Entry, Result


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """The entries of one trajectory, and what they are judged by.

    `now` is the moment of judging, aware and UTC. `flaw` says what is damaged in the ledger; its
    entries are then those before the damage. `workflows` are the texts that the entries name, by
    digest.
    """

    ref: str
    entries: tuple[Entry, ...]
    workflows: Mapping[str, Workflow]
    thresholds: Thresholds
    now: datetime
    flaw: Text | None = None

    def of(self, *actions: Action) -> Iterator[Entry]:
        """Return what happened of some kinds, in the order of the ledger; nothing refused."""
        for one in self.entries:
            if one.result is Result.ACCEPTED and one.action in actions:
                yield one

    def papers(self, types: tuple[str, ...]) -> list[Entry]:
        """Return the registrations of papers of some types."""
        return [one for one in self.of(Action.ARTEFACT_REGISTERED) if one.data["type"] in types]

    def papers_with(self, fields: tuple[str, ...]) -> list[Entry]:
        """Return the registrations of papers in which one of these fields is filled."""
        papers = self.of(Action.ARTEFACT_REGISTERED)
        return [one for one in papers if set(fields) & set(cast("list[str]", one.data["fields"]))]

    def older_than(self, days: int, moment: datetime) -> bool:
        """Return whether more than a number of days has passed since a moment."""
        return self.now - moment > timedelta(days=days)


@dataclass(frozen=True, slots=True)
class Heard:
    """A contact that stands, as it was corrected last; `seq` is the entry that recorded it."""

    fact: ContactFact
    seq: int
    channel: str | None
    noted: bool


def first(entries: "list[Entry] | Iterator[Entry]") -> Entry | None:
    """Return the entry that happened first; of the same moment the one recorded first."""
    return min(entries, key=lambda one: (one.at, one.seq), default=None)


def data_of(entry: Entry) -> Mapping[str, Any]:
    """Return the data of an entry, of which each action knows what they are."""
    return cast("Mapping[str, Any]", entry.data)


def contacts(facts: Facts, ledger: Dossier) -> list[Heard]:
    """Return the contacts that stand, by when they happened."""
    heard = []
    for entry in ledger.of(Action.CONTACT_RECORDED):
        fact = facts.contact(entry.object)
        if fact is not None and not fact.retracted:
            channel = data_of(entry)["channel"]
            heard.append(Heard(fact, entry.seq, channel, "note" in entry.personal))
    return sorted(heard, key=lambda one: (one.fact.at, one.seq))


def has_field(workflow: Workflow, fields: tuple[str, ...]) -> bool:
    """Return whether a paper of the workflow has one of these fields."""
    return any(one.id in fields for paper in workflow.artefacts for one in paper.fields)


def has_paper(workflow: Workflow, types: tuple[str, ...]) -> bool:
    """Return whether the workflow has a paper of one of these types."""
    return any(one.id in types for one in workflow.artefacts)


def content_begun(facts: Facts, ledger: Dossier, workflow: Workflow) -> bool:
    """Return whether the trajectory is about the content by now, or was."""
    entered = (workflow.phases[one].kind for one in facts.visits if one in workflow.phases)
    acts = ledger.of(Action.CONTRIBUTION_RECEIVED, Action.DECISION_RECORDED)
    return any(one in AFTER_RELATION for one in entered) or any(True for _ in acts)


def content_entry(ledger: Dossier) -> tuple[int, ...]:
    """Return the entry by which it was first about more than listening, as evidence."""
    acts = (Action.ADVANCED, Action.CONTRIBUTION_RECEIVED, Action.DECISION_RECORDED)
    return tuple(one.seq for one in ledger.of(*acts))[:1]


def last_step(ledger: Dossier) -> tuple[int, ...]:
    """Return the last step, as evidence; nothing when none was taken."""
    return tuple(one.seq for one in ledger.of(Action.ADVANCED))[-1:]


def left_out(ledger: Dossier) -> Iterator[Entry]:
    """Return the choices for no participation, and the steps on a ground for an exemption."""
    for one in ledger.of(Action.CHOICE_MADE, Action.ADVANCED):
        data = data_of(one)
        if "exemption" in data or data.get("option") in ledger.thresholds.no_participation_options:
            yield one


def nobody_was_to_be_heard(ledger: Dossier, workflow: Workflow) -> Text | None:
    """Return why nobody was spoken with, where that was the choice of the text or the people.

    It holds only as long as no contact was recorded.
    """
    if any(True for _ in ledger.of(Action.CONTACT_RECORDED)):
        return None
    aside = workflow.relation_first.set_aside
    if aside is not None:
        words = Text(
            "Er is met niemand gesproken. Deze werkwijze zet 'relatie eerst' opzij ({basis}).",
            "Nobody was spoken with. This workflow lays 'relation first' aside ({basis}).",
        )
        return words.fill(basis=aside.basis)
    if any(True for _ in left_out(ledger)):
        return Text(
            "Er is met niemand gesproken, want er is gekozen voor geen participatie: zie N3.",
            "Nobody was spoken with, since no participation was chosen: see N3.",
        )
    return None


def is_over(facts: Facts, workflow: Workflow) -> bool:
    """Return whether every track is in a last phase."""
    phases = [workflow.phases[one.phase] for one in facts.tracks.values()]
    return bool(phases) and all(one.final for one in phases)
