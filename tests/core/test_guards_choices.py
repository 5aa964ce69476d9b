"""Whether something was chosen, and whether it is what is asked."""

import pytest

from tests.building import Story
from tests.choices import choosing
from trajecten import MakeChoice
from trajecten.core.guards import AllOf, AnyOf, Chosen, DecisionRecorded
from trajecten.core.text import Text
from trajecten.core.workflow import Requirement

BODIES = ("council", "executive")
ANY = Chosen(choice="initiative")
RESIDENTS = Chosen(choice="initiative", options=("residents",))
NOT_CITY = Chosen(choice="initiative", options=("residents", "together"))


def made(*options: str) -> Story:
    story = Story(choosing())
    return story.tell(*(MakeChoice(choice="initiative", option=one) for one in options))


@pytest.mark.parametrize("guard", [ANY, RESIDENTS, NOT_CITY])
def test_what_was_not_chosen_is_not_met(guard: Chosen) -> None:
    finding = made().find(guard)

    assert not finding.met
    assert finding.message == Text(
        "Wie het initiatief neemt: nog niet gekozen.",
        "Who takes the initiative: not chosen yet.",
    )
    assert [one.id for one in finding.missing] == ["initiative"]
    assert finding.basis == "Verordening art. 2"
    assert finding.facts == {"choice": "initiative", "option": None}


@pytest.mark.parametrize(
    ("guard", "options", "met"),
    [
        (ANY, ["municipality"], True),
        (RESIDENTS, ["municipality"], False),
        (RESIDENTS, ["residents"], True),
        (NOT_CITY, ["together"], True),
        (RESIDENTS, ["residents", "municipality"], False),
        (RESIDENTS, ["municipality", "residents"], True),
    ],
)
def test_the_option_chosen_last_counts(guard: Chosen, options: list[str], met: bool) -> None:
    assert made(*options).find(guard).met is met


def test_what_was_chosen_is_told() -> None:
    assert made("together").find(NOT_CITY).message.nl == "Wie het initiatief neemt: Samen."


def test_what_was_chosen_otherwise_is_told_with_what_is_needed() -> None:
    finding = made("municipality").find(NOT_CITY)

    assert finding.message == Text(
        "Wie het initiatief neemt: gekozen is 'Gemeente'; nodig is 'Inwoners' of 'Samen'.",
        "Who takes the initiative: chosen was 'Municipality'; needed is 'Residents' or 'Together'.",
    )


def test_to_choose_something_else_is_no_advice() -> None:
    (remedy,) = made("municipality").find(NOT_CITY).remedies

    assert remedy.text.nl == "Kijk welke andere stap er is: wat is vastgelegd, blijft staan."
    assert remedy.command == "Options"


def test_of_several_ways_only_the_one_that_was_chosen_is_advised() -> None:
    council, executive = (Requirement(guard=DecisionRecorded(body=one)) for one in BODIES)
    city = Requirement(guard=Chosen(choice="initiative", options=("municipality",)))
    other = Requirement(guard=NOT_CITY)
    by_who = AnyOf(
        parts=(
            Requirement(guard=AllOf(parts=(other, executive))),
            Requirement(guard=AllOf(parts=(city, council))),
        )
    )

    (remedy,) = made("municipality").find(by_who).remedies

    assert remedy.text.nl == "Leg het besluit vast: Raad."


def test_what_was_not_chosen_yet_is_advised_with_every_option_that_satisfies() -> None:
    (remedy,) = made().find(NOT_CITY).remedies

    assert remedy.text.nl == "Leg vast wat er is gekozen: 'Inwoners' of 'Samen'."
    assert (remedy.command, remedy.arguments) == ("MakeChoice", (("choice", "initiative"),))


def test_a_lone_option_that_satisfies_is_proposed() -> None:
    (remedy,) = made().find(RESIDENTS).remedies

    assert remedy.arguments == (("choice", "initiative"), ("option", "residents"))


def test_an_option_that_the_workflow_no_longer_knows_is_not_chosen() -> None:
    story = made("together")
    story.workflow = choosing(("      together: {label: {nl: Samen, en: Together}}\n", ""))

    finding = story.find(ANY)

    assert not finding.met
    assert "gekozen is 'together'; nodig is 'Gemeente' of 'Inwoners'." in finding.message.nl
    assert [one.command for one in finding.remedies] == ["MakeChoice"]
