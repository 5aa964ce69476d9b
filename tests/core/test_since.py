"""Since when something must have been recorded to count: a round gone through again asks anew."""

from datetime import timedelta
from typing import Any

import pytest

from tests.building import Story
from tests.choices import choosing
from trajecten import (
    Advance,
    MakeChoice,
    ReceiveContribution,
    RecordContact,
    RecordDecision,
    RegisterArtefact,
)
from trajecten.core.commands import Command
from trajecten.core.guards.choices import Chosen
from trajecten.core.guards.contacts import ContactsPerDomain
from trajecten.core.guards.papers import Artefact
from trajecten.core.guards.received import ContributionsReceived
from trajecten.core.guards.records import DecisionRecorded

BOTH = ("this_visit", "topics")
PAPER = RegisterArtefact(type="vision")
VIEW = ReceiveContribution(text="Meer groen")
CASES: list[tuple[Command, Any, dict[str, Any]]] = [
    (PAPER, Artefact, {"type": "vision"}),
    (VIEW, ContributionsReceived, {"min": 1}),
    (RecordDecision(body="council", outcome="adopted"), DecisionRecorded, {"body": "council"}),
    (
        MakeChoice(choice="initiative", option="together"),
        Chosen,
        {"choice": "initiative", "options": ("together",)},
    ),
    (RecordContact(domain="council"), ContactsPerDomain, {"domains": ("council",)}),
]


def heard() -> Story:
    return Story(choosing()).hear("executive", "administration", "community", "council")


def entered(*before: Command) -> Story:
    """Return a story in which `topics` was entered two days after all that came before it."""
    return heard().tell(*before).later(days=2).tell(Advance(transition="choose"))


@pytest.mark.parametrize("since", BOTH)
@pytest.mark.parametrize(("command", "guard", "asked"), CASES)
def test_what_was_recorded_before_the_phase_does_not_count(
    command: Command, guard: Any, asked: dict[str, Any], since: str
) -> None:
    story = entered(command)

    assert story.find(guard(**asked), step="settle").met
    assert not story.find(guard(**asked, since=since), step="settle").met


@pytest.mark.parametrize("since", BOTH)
@pytest.mark.parametrize(("command", "guard", "asked"), CASES)
def test_what_was_recorded_after_it_counts(
    command: Command, guard: Any, asked: dict[str, Any], since: str
) -> None:
    story = entered(command).tell(command)

    assert story.find(guard(**asked, since=since), step="settle").met


@pytest.mark.parametrize(("command", "guard", "asked"), CASES)
def test_nothing_counts_since_a_phase_that_was_never_entered(
    command: Command, guard: Any, asked: dict[str, Any]
) -> None:
    story = entered().tell(command)

    assert not story.find(guard(**asked, since="doing"), step="settle").met


def test_a_view_of_before_does_not_stand_in_the_way_of_none() -> None:
    story = entered(VIEW)

    assert story.find(ContributionsReceived(max=0, since="topics"), step="settle").met
    assert not story.find(ContributionsReceived(max=0), step="settle").met


def test_a_refusal_says_since_when() -> None:
    story = entered(PAPER)

    finding = story.find(Artefact(type="vision", since="topics"), step="settle")

    assert finding.message.nl == (
        "Visie op de wijk is niet opnieuw vastgelegd sinds de fase Onderwerpen begon."
    )
    assert finding.remedies[0].command == "RegisterArtefact"


def test_a_conversation_of_the_same_day_counts() -> None:
    story = entered()
    story.tell(RecordContact(domain="council", on=story.now - timedelta(hours=3)))

    asked = ContactsPerDomain(domains=("council",), since="topics")

    assert story.find(asked, step="settle").met
