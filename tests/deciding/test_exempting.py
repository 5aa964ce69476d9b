"""The ground of a closed list that a step may ask for."""

import pytest

from tests.building import Story, unmet
from tests.terms import procedure
from trajecten import Advance, NotFoundError


def asked(
    exemption: str | None, motivation: str | None = "Kleine wijziging", step: str = "without"
):
    command = Advance(transition=step, exemption=exemption, motivation=motivation)
    return Story(procedure()).ask(command)


def test_a_step_with_a_ground_of_its_list_and_a_motivation_is_taken() -> None:
    decision = asked("minor")

    assert decision.accepted
    assert decision.event.data["exemption"] == "minor"
    assert decision.event.personal == {"motivation": "Kleine wijziging"}


def test_a_step_without_a_ground_is_refused_and_the_grounds_are_named() -> None:
    decision = asked(None)
    (finding,) = decision.findings

    assert unmet(decision) == ["exemption_given"]
    assert [one.id for one in finding.missing] == ["minor", "harm"]
    assert "ondergeschikte herziening of schade voor kwetsbare groepen" in finding.message.nl
    assert "minor revision or harm to vulnerable groups" in finding.remedies[0].text.en
    assert "exemption" not in decision.event.data


def test_a_ground_of_another_list_is_refused() -> None:
    decision = asked("unused")

    assert unmet(decision) == ["exemption_given"]
    assert decision.findings[0].message.nl.startswith("Uitgesloten bij wet is geen grond")


def test_a_ground_without_a_motivation_is_refused() -> None:
    assert unmet(asked("minor", None)) == ["motivation_given"]


def test_a_step_that_asks_for_no_ground_takes_none() -> None:
    assert unmet(asked("minor", step="lay-out")) == ["exemption_given"]
    assert "exemption" not in asked(None, step="lay-out").event.data


def test_an_unknown_ground_is_not_found() -> None:
    with pytest.raises(NotFoundError) as caught:
        asked("because")

    assert caught.value.instance == "exemption"


def test_an_option_tells_the_grounds() -> None:
    options = Story(procedure()).options()

    assert options["without"].exemptions == ("minor", "harm")
    assert options["lay-out"].exemptions == ()


def test_all_means_every_ground_of_the_file() -> None:
    workflow = procedure(("exemption: [minor, harm]", "exemption: all"))

    assert workflow.transitions["without"].exemptions == ("minor", "harm", "unused")
    assert workflow.transitions["without"].motivation
