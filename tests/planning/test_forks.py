"""What the plan tells of choices that were not made, of phases of decision, and at the end."""

from dataclasses import replace

import pytest

from tests.building import Story
from trajecten import Advance, MakeChoice, NeedKind, Plan, RecordDecision, Workflow, load_workflow
from trajecten.planning import plan

PROCESS = """\
schema: trajecten/1
id: keuze
version: 1.0.0
label: {nl: Keuze, en: Choice}
relation_first: {set_aside: {reason: {nl: Haast., en: Haste.}, basis: x}}
roles: {commissioner: {label: {nl: Opdrachtgever, en: Commissioner}}}
domains: {council: {label: {nl: Raad, en: Council}}, board: {label: {nl: College, en: Board}}}
artefacts: {note: {label: {nl: Nota, en: Note}}}
choices:
  who:
    label: {nl: wie begint, en: who begins}
    options:
      city: {label: {nl: Gemeente, en: City}}
      people: {label: {nl: Inwoners, en: People}}
phases:
  - {id: talk, label: {nl: Praten, en: Talk}, kind: relation}
  - {id: frame, label: {nl: Kader, en: Frame}, kind: decision}
  - {id: work, label: {nl: Werken, en: Work}, kind: content}
  - {id: ruling, label: {nl: Besluit, en: Ruling}, kind: decision}
  - {id: done, label: {nl: Klaar, en: Done}, kind: learning, final: true}
transitions:
  - {id: to-frame, label: {nl: Naar kader, en: To frame}, from: talk, to: frame, FIRST}
  - {id: to-work, label: {nl: Naar werk, en: To work}, from: frame, to: work, SECOND}
  - {id: to-ruling, label: {nl: Naar besluit, en: To ruling}, from: work, to: ruling}
  - {id: back, label: {nl: Terug, en: Back}, from: [frame, ruling], to: talk, motivation: required}
  - {id: to-done, label: {nl: Klaar, en: Done}, from: [talk, ruling], to: done}
"""
BY_WHOM = """guards: [{any: [
    {all: [{guard: chosen, choice: who, options: [city]},
           {guard: decision_recorded, body: council}]},
    {all: [{guard: chosen, choice: who, options: [people]},
           {guard: decision_recorded, body: board}]}]}]"""
MADE = "guards: [{guard: chosen, choice: who}]"
NOTE = "guards: [{guard: artefact, type: note}]"
CITY = "guards: [{guard: chosen, choice: who, options: [city]}]"


def process(first: str = "", second: str = "") -> Workflow:
    text = PROCESS
    for mark, guards in (("FIRST", first), ("SECOND", second)):
        text = text.replace(f", {mark}", f", {guards}" if guards else "")
    return load_workflow(text.encode())


def planned(story: Story) -> Plan:
    return plan(story.workflow, story.facts, story.now)


def test_past_a_phase_of_decision_the_way_goes_on_to_content() -> None:
    found = planned(Story(process(second=NOTE)))

    assert (found.way, found.target) == (("to-frame", "to-work"), "work")
    assert [(one.kind, one.step) for one in found.needs] == [(NeedKind.PAPER, 1)]


def test_in_a_phase_of_decision_before_content_there_is_still_a_plan() -> None:
    story = Story(process(second=NOTE)).tell(Advance(transition="to-frame"))

    assert planned(story).way == ("to-work",)


def test_in_a_phase_of_decision_after_content_nothing_is_needed() -> None:
    steps = ("to-frame", "to-work", "to-ruling")
    story = Story(process()).tell(*(Advance(transition=one) for one in steps))

    assert planned(story).begun


def test_a_phase_of_decision_is_the_target_where_no_way_leads_to_content() -> None:
    found = planned(Story(process(second="guards: [{guard: window, until: 2020-01-01}]")))

    assert (found.way, found.target) == (("to-frame",), "frame")


def test_in_a_phase_of_decision_without_a_way_to_content_nothing_is_needed() -> None:
    workflow = process(second="guards: [{guard: window, until: 2020-01-01}]")

    assert planned(Story(workflow).tell(Advance(transition="to-frame"))).begun


def test_in_a_phase_of_decision_an_option_without_a_way_is_told_too() -> None:
    (fork,) = planned(Story(process(second=CITY)).tell(Advance(transition="to-frame"))).forks

    assert [one.text.en for one in fork.branches] == ["City: leads to Work", "People: no way"]


def test_a_trajectory_that_has_ended_has_no_plan() -> None:
    found = planned(Story(process()).tell(Advance(transition="to-done")))

    assert (found.ended, found.way, found.why) == (True, (), None)
    assert (found.brief.nl, found.brief.en) == ("klaar", "ended")


def test_what_depends_on_a_choice_is_told_for_each_option() -> None:
    found = planned(Story(process(second=BY_WHOM)))

    (fork,) = found.forks
    assert fork.choice == "who"
    assert [(one.option, one.text.nl) for one in fork.branches] == [
        ("city", "Gemeente: besluit: Raad"),
        ("people", "Inwoners: besluit: College"),
    ]
    assert [[need.by for need in one.plan.needs] for one in fork.branches] == [
        ["council"],
        ["board"],
    ]
    assert found.text.nl.startswith('Dit hangt af van wat wordt gekozen. Bij "wie begint": ')
    assert found.brief.en == "depends on what is chosen; at the shortest: 1 decision, 1 choice"


def test_no_option_is_proposed_by_the_need_to_choose() -> None:
    (need,) = [one for one in planned(Story(process(second=CITY))).needs if one.choice]

    assert need.text.nl == "kiezen: wie begint ('Gemeente' of 'Inwoners')"
    assert need.remedy is not None
    assert need.remedy.arguments == (("choice", "who"),)


def test_an_option_without_a_way_is_told_too() -> None:
    (fork,) = planned(Story(process(first=CITY))).forks

    assert [one.text.en for one in fork.branches] == ["City: leads to Work", "People: no way"]


def test_a_way_that_only_another_option_than_the_first_opens_is_found() -> None:
    found = planned(Story(process(MADE, CITY.replace("city", "people"))))

    assert found.way == ("to-frame", "to-work")
    assert found.needs[0].outcomes == ("people",)


@pytest.mark.parametrize("first", [MADE, NOTE])
def test_a_choice_that_leads_to_the_same_is_no_fork(first: str) -> None:
    assert planned(Story(process(first, MADE))).forks == ()


def test_once_chosen_the_plan_follows_the_choice() -> None:
    story = Story(process(second=BY_WHOM)).tell(MakeChoice(choice="who", option="city"))
    story.tell(RecordDecision(body="board", outcome="adopted"))

    found = planned(story)

    assert found.forks == ()
    assert [(one.kind, one.by) for one in found.needs] == [(NeedKind.DECISION, "council")]


def test_once_chosen_no_way_goes_by_another_choice() -> None:
    story = Story(process(first=CITY)).tell(MakeChoice(choice="who", option="people"))

    found = planned(story)

    assert (found.way, found.target) == ((), None)
    assert found.why is not None
    assert "gekozen is 'Inwoners'; nodig is 'Gemeente'" in found.why.nl


def test_an_option_that_is_gone_can_be_chosen_anew() -> None:
    story = Story(process(first=CITY)).tell(MakeChoice(choice="who", option="people"))
    (choice,) = story.workflow.choices
    fewer = replace(choice, options=tuple(one for one in choice.options if one.id == "city"))
    story.workflow = replace(story.workflow, choices=(fewer,))

    assert planned(story).way == ("to-frame", "to-work")
