"""Taking a step: relation first, gates, roles, motivation; all that is found is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.building import (
    CHOOSE,
    COMMISSIONER,
    DOMAINS,
    LEAD,
    LISTENING,
    TOPICS,
    Story,
    house,
    unmet,
)
from trajecten import (
    Advance,
    Approve,
    AssignRole,
    EndRole,
    InputError,
    Purpose,
    RecordContact,
    RecordLesson,
    RegisterArtefact,
    RetractContact,
)
from trajecten.core.commands import Command
from trajecten.core.text import Text

CLERK = "Gré Griffier"
LESSON = RecordLesson(text="Eerder bellen")
GATED = house(
    (LISTENING, ", min_duration: P21D, exit: [{guard: lessons_recorded, min: 1}]"),
    (TOPICS, ", entry: [{guard: artefact, type: vision}]"),
    (
        CHOOSE,
        ", guards: [{guard: approved, role: clerk}], roles: [project_lead], motivation: required",
    ),
)
ASIDE = house(
    (
        "continuous: true\n",
        "relation_first: {set_aside: {reason: {nl: Spoed, en: Haste}, basis: Awb 4:8}}\n",
    )
)


def step(transition: str, motivation: str | None = None) -> Advance:
    return Advance(transition=transition, motivation=motivation)


@pytest.mark.parametrize("transition", ["choose", "leap", "plunge"])
def test_relation_comes_first_on_the_way_into_content_decision_and_execution(
    transition: str,
) -> None:
    story = Story().hear("council", "executive", "administration")

    decision = story.ask(step(transition))

    assert not decision.accepted
    assert [(one.guard, one.place) for one in decision.findings] == [
        ("contacts_per_domain", "relation_first")
    ]
    assert [one.id for one in decision.findings[0].missing] == ["community"]


@pytest.mark.parametrize("transition", ["choose", "leap", "plunge"])
def test_when_all_were_heard_the_way_is_open(transition: str) -> None:
    assert Story().hear().ask(step(transition)).accepted


def test_conversations_about_content_do_not_open_the_way() -> None:
    story = Story().tell(*(RecordContact(domain=one, purpose=Purpose.CONTENT) for one in DOMAINS))

    assert not story.ask(step("choose")).accepted


def retract_all() -> list[Command]:
    return [RetractContact(contact=f"contact-{one}", reason="x") for one in (1, 2, 3, 4)]


def test_relation_is_not_asked_again_within_content() -> None:
    story = Story().hear().tell(step("choose"), *retract_all())

    assert story.ask(step("settle")).accepted


def test_relation_is_not_asked_on_the_way_back_or_to_learning() -> None:
    story = Story().hear().tell(step("choose"), *retract_all())

    assert story.ask(step("back")).accepted
    assert story.ask(step("learn")).accepted


def test_relation_is_asked_again_from_learning_into_content() -> None:
    story = Story().hear().tell(step("choose"), step("learn"), *retract_all())

    assert unmet(story.ask(step("again"))) == ["contacts_per_domain"]


def test_relation_first_may_be_laid_aside() -> None:
    assert Story(ASIDE).ask(step("choose")).accepted


def test_relation_first_may_be_sharpened() -> None:
    sharp = house(("continuous: true\n", "relation_first: {min: 2}\n"))

    assert unmet(Story(sharp).hear().ask(step("choose"))) == ["contacts_per_domain"]
    assert Story(sharp).hear().hear().ask(step("choose")).accepted


def test_every_finding_is_told_not_just_the_first() -> None:
    decision = Story(GATED).ask(step("choose"))

    assert [(one.place, one.guard) for one in decision.findings] == [
        ("command", "role_allowed"),
        ("command", "motivation_given"),
        ("relation_first", "contacts_per_domain"),
        ("exit", "min_duration"),
        ("exit", "lessons_recorded"),
        ("transition", "approved"),
        ("entry", "artefact"),
    ]
    assert unmet(decision) == [one.guard for one in decision.findings]


def test_a_step_with_everything_in_order_is_taken() -> None:
    story = Story(GATED, roles={"project_lead": LEAD, "clerk": CLERK}).hear()
    story.tell(LESSON, RegisterArtefact(type="vision")).later(days=21)
    story.tell(Approve(transition="choose", role="clerk"), by=CLERK)

    decision = story.ask(step("choose", " Iedereen is gehoord "))

    assert decision.accepted
    assert decision.event.data == {
        "transition": "choose", "track": "conversation", "from": "listening", "to": "topics",
    }  # fmt: skip
    assert decision.event.personal == {"motivation": "Iedereen is gehoord"}
    assert decision.role == "project_lead"
    assert [one.met for one in decision.findings] == [True] * 5


def test_a_step_past_the_exit_gate_asks_neither_gate_nor_duration() -> None:
    past = house(
        (LISTENING, ", min_duration: P21D, exit: [{guard: lessons_recorded, min: 1}]"),
        (CHOOSE, ", exit_gate: false"),
    )

    assert Story(past).hear().ask(step("choose")).accepted
    assert unmet(Story(past).hear().ask(step("leap"))) == ["min_duration", "lessons_recorded"]


def test_the_entry_gate_is_asked_whatever_the_way_in() -> None:
    story = Story(house((TOPICS, ", entry: [{guard: artefact, type: vision}]"))).hear()

    assert unmet(story.ask(step("choose"))) == ["artefact"]
    story.tell(RegisterArtefact(type="vision"))
    assert story.ask(step("choose")).accepted


def test_a_step_from_another_phase_is_refused_with_where_it_leaves_from() -> None:
    decision = Story().hear().ask(step("learn"))

    assert unmet(decision) == ["in_source_phase"]
    assert decision.findings[0].message == Text(
        "Deze stap kan alleen vanuit Onderwerpen, Besluiten of Uitvoeren; je bent nu in Luisteren.",
        "This step leaves from Topics, Deciding or Doing only; you are in Listening now.",
    )


ROLED = house((CHOOSE, ", roles: [project_lead, clerk]"))


def test_a_step_is_for_those_who_hold_its_role() -> None:
    story = Story(ROLED).hear()

    decision = story.ask(step("choose"))

    assert unmet(decision) == ["role_allowed"]
    assert decision.findings[0].message == Text(
        "Deze stap mag worden gezet door Projectleider of Griffier; jij hebt die rol niet.",
        "This step may be taken by Project lead or Clerk; you do not hold that role.",
    )
    story.tell(AssignRole(role="clerk", person=LEAD))
    assert story.ask(step("choose")).role == "clerk"


def test_a_role_that_ended_opens_nothing() -> None:
    story = Story(ROLED).hear().tell(AssignRole(role="clerk", person=LEAD))

    story.tell(EndRole(role="clerk", person=LEAD))

    assert not story.ask(step("choose")).accepted


def test_a_claimed_role_that_is_not_held_is_told_beside_the_rest() -> None:
    decision = Story(ROLED).ask(step("choose"), role="clerk")

    assert unmet(decision) == ["role_held", "role_allowed", "contacts_per_domain"]
    assert decision.role is None


def test_the_step_is_recorded_in_a_role_that_may_take_it() -> None:
    story = Story(ROLED, roles={"clerk": COMMISSIONER}).hear()

    decision = story.ask(step("choose"), by=COMMISSIONER, role="commissioner")

    assert decision.accepted
    assert decision.role == "clerk"


def test_a_step_for_everybody_is_recorded_in_the_role_that_was_claimed() -> None:
    decision = Story().hear().ask(step("choose"), by=COMMISSIONER, role="commissioner")

    assert decision.role == "commissioner"


MOTIVATED = house((CHOOSE, ", motivation: required"))


@pytest.mark.parametrize("motivation", [None, "", " \n"])
def test_a_step_that_needs_a_motivation_is_refused_without(motivation: str | None) -> None:
    decision = Story(MOTIVATED).hear().ask(step("choose", motivation))

    assert unmet(decision) == ["motivation_given"]
    assert decision.findings[0].remedies[0].command == "Advance"


def test_a_motivation_opens_the_step_that_needs_it() -> None:
    assert Story(MOTIVATED).hear().ask(step("choose", "Iedereen is gehoord")).accepted


def test_a_motivation_that_is_no_text_is_not_understood() -> None:
    with pytest.raises(InputError) as caught:
        Story().ask(step("choose", "\ud800"))

    assert caught.value.instance == "motivation"


def test_asking_changes_nothing() -> None:
    story = Story().hear()
    before = story.facts.state

    story.ask(step("choose"))

    assert story.facts.state == before


def test_the_options_are_the_steps_from_the_present_phases() -> None:
    assert list(Story().options()) == ["choose", "leap", "plunge", "stop"]


def test_an_option_tells_all_about_its_step() -> None:
    option = Story(GATED).options()["choose"]

    assert (option.track, option.source, option.target) == ("conversation", "listening", "topics")
    assert (option.allowed, option.motivation, option.roles) == (False, True, ("project_lead",))
    assert [one.guard for one in option.findings] == [
        "role_allowed",
        "contacts_per_domain",
        "min_duration",
        "lessons_recorded",
        "approved",
        "artefact",
    ]


def test_options_for_nobody_in_particular_ask_no_role() -> None:
    story = Story(ROLED).hear()

    assert story.options(asker=None)["choose"].allowed
    assert not story.options(asker=LEAD)["choose"].allowed


COMMANDS = st.one_of(
    st.builds(RecordContact, domain=st.sampled_from(DOMAINS), purpose=st.sampled_from(Purpose)),
    st.sampled_from(
        [
            LESSON,
            RegisterArtefact(type="vision"),
            Approve(transition="choose", role="clerk"),
            step("choose", "x"),
            step("leap", "x"),
            step("learn", "x"),
            step("again", "x"),
            step("back", "x"),
            step("stop", "x"),
        ]
    ),
)
WORKFLOWS = [house(), GATED, ASIDE, ROLED, MOTIVATED]


@given(
    st.sampled_from(WORKFLOWS),
    st.lists(COMMANDS, max_size=15),
    st.sampled_from([LEAD, CLERK, COMMISSIONER]),
    st.sampled_from([0, 21]),
)
def test_the_options_agree_with_the_decisions(
    workflow: object, commands: list[Command], asker: str, days: int
) -> None:
    story = told(Story(workflow, roles={"project_lead": LEAD, "clerk": CLERK}), commands, days)  # type: ignore[arg-type]

    offered = {name: one.allowed for name, one in story.options(asker).items()}
    taken = {
        name: story.ask(step(name, "x"), by=asker).accepted for name in story.workflow.transitions
    }

    assert {name for name, yes in taken.items() if yes} == {
        name for name, yes in offered.items() if yes
    }


@given(st.lists(COMMANDS, max_size=25))
def test_no_content_is_entered_before_every_domain_was_listened_to(
    commands: list[Command],
) -> None:
    story = told(Story(house(), roles={"clerk": CLERK}), commands, days=0)
    heard = {one.domain for one in story.facts.tallies if one.purpose == "listening"}

    assert heard == set(DOMAINS) or not {"topics", "deciding", "doing"} & set(story.facts.visits)


def told(story: Story, commands: list[Command], days: int) -> Story:
    """Carry out those commands that are accepted."""
    for command in commands:
        if story.ask(command, by=CLERK).accepted:
            story.tell(command, by=CLERK)
    return story.later(days=days)
