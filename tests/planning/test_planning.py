"""The shortest lawful way to content: what it asks, when it can be gone, and why there is none."""

from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import product
from typing import Any, ClassVar

import pytest

from tests.building import (
    CHOOSE,
    DOMAINS,
    HOUSE,
    LEAD,
    LISTENING,
    START,
    TOPICS,
    Story,
    house,
    ref_of,
)
from tests.choices import CHOICES
from trajecten import (
    BUILTIN,
    Advance,
    AssignRole,
    Facts,
    Finding,
    MakeChoice,
    NeedKind,
    Plan,
    Purpose,
    RecordDecision,
    RegisterArtefact,
    RetractContact,
    Situation,
    Text,
    Workflow,
    load_workflow,
)
from trajecten.core.children import child_fact
from trajecten.planning import plan
from trajecten.planning.rehearsal import opening
from trajecten.planning.search import Search, length
from trajecten.planning.ways import _search

TALK = NeedKind.CONVERSATION
TWO_GATES = """\
schema: trajecten/1
id: twee-poorten
version: 1.0.0
label: {nl: Twee poorten, en: Two gates}
continuous: true
domains:
  council: {label: {nl: Raad, en: Council}}
  community:
    label: {nl: Stad, en: City}
    groups:
      residents: {label: {nl: Inwoners, en: Residents}}
      shops: {label: {nl: Ondernemers, en: Entrepreneurs}}
roles:
  commissioner: {label: {nl: Opdrachtgever, en: Commissioner}}
  clerk: {label: {nl: Griffier, en: Clerk}}
artefacts:
  core: {label: {nl: Kern, en: Core}}
phases:
  - {id: listening, label: {nl: Luisteren, en: Listening}, kind: relation, EXIT}
  - {id: core, label: {nl: Kern, en: Core}, kind: relation, CORE}
  - {id: content, label: {nl: Inhoud, en: Content}, kind: content}
transitions:
  - {id: to-core, label: {nl: Naar de kern, en: To the core}, from: listening, to: core}
  - {id: to-content, label: {nl: Naar inhoud, en: To content}, from: core, to: content, STEP}
  - {id: back, label: {nl: Terug, en: Back}, from: core, to: listening, exit_gate: false}
"""


def gates(
    *, first: str = "min_duration: P2D", core: str = "min_duration: P5D", step: str = ""
) -> Workflow:
    text = TWO_GATES.replace("EXIT", first).replace("CORE", core)
    return load_workflow(text.replace(", STEP", f", {step}" if step else "").encode())


def planned(story: Story, asker: str | None = LEAD) -> Plan:
    who = ref_of(asker) if asker else None
    return plan(story.workflow, story.facts, story.now, who)


def numbers(found: Plan, kind: NeedKind) -> dict[tuple[Any, ...], int]:
    """Return how many of a kind are needed in all, by what they are about."""
    sums: dict[tuple[Any, ...], int] = {}
    for one in found.needs:
        if one.kind is kind:
            about = tuple(x for x in (one.domain, one.group, one.layer, one.artefact, one.by) if x)
            sums[about] = sums.get(about, 0) + one.number
    return sums


def kinds(found: Plan) -> list[NeedKind]:
    return [one.kind for one in found.needs]


def test_a_fresh_trajectory_needs_a_conversation_in_each_domain_and_a_step() -> None:
    found = planned(Story())

    assert found.way == ("choose",)
    assert found.target == "topics"
    assert numbers(found, TALK) == {(one,): 1 for one in DOMAINS}
    assert found.earliest == Story().now
    assert found.complete


def test_each_need_says_before_which_step_in_words_and_with_a_command() -> None:
    (one,) = planned(Story().hear("council", "executive", "community")).needs

    assert (one.kind, one.step, one.domain, one.number) == (TALK, 0, "administration", 1)
    assert one.text == Text("Organisatie: 1 gesprek", "Administration: 1 conversation")
    assert one.remedy is not None
    assert one.remedy.command == "RecordContact"
    assert ("domain", "administration") in one.remedy.arguments


def test_different_days_are_planned_as_days_to_wait_for() -> None:
    days = "{guard: contact_days, groups: {community: [residents]}, min: 3}"
    story = Story(house((LISTENING, f", exit: [{days}]"))).hear()

    found = planned(story)

    assert numbers(found, TALK) == {("community", "residents"): 3}
    assert found.complete
    assert found.earliest is not None
    assert (found.earliest - story.now).days == 1


def test_a_plan_does_not_undo_what_was_chosen() -> None:
    asked = "{guard: chosen, choice: initiative, options: [residents]}"
    text = (LISTENING, f", exit: [{asked}]")
    workflow = house(text, ("continuous: true\n", CHOICES))

    free = planned(Story(workflow).hear())
    bound = planned(Story(workflow).hear().tell(MakeChoice(choice="initiative", option="together")))

    assert free.needs[0].outcomes == ("residents",)
    assert (bound.way, bound.needs, bound.begun) == ((), (), False)


def test_whoever_has_all_that_is_asked_needs_nothing() -> None:
    found = planned(Story().hear())

    assert (found.way, found.needs) == (("choose",), ())
    assert found.text == Text("De inhoud mag beginnen.", "Content may begin.")


def test_content_that_has_begun_needs_no_plan() -> None:
    story = Story().hear()
    story.tell(Advance(transition="choose"))

    assert planned(story) == replace(planned(story), begun=True, way=(), needs=(), earliest=None)
    assert planned(story).begun


def test_contacts_count_for_every_gate_so_the_most_is_needed_and_not_the_sum() -> None:
    workflow = gates(
        first="exit: [{guard: contacts_per_domain, min: {council: 2, community: 1}}]",
        core="exit: [{guard: contacts_per_domain, min: {council: 3, community: 1}}]",
    )

    found = planned(Story(workflow))

    assert numbers(found, TALK) == {("council",): 3, ("community",): 1}
    assert [one.step for one in found.needs if one.domain == "council"] == [0, 1]


def test_a_conversation_for_one_gate_is_with_a_group_that_the_next_gate_asks_for() -> None:
    workflow = gates(
        first="exit: [{guard: contacts_per_domain, domains: community, min: 2}]",
        core="exit: [{guard: contacts_per_domain, groups: {community: all}}]",
    )

    found = planned(Story(workflow))

    assert numbers(found, TALK) == {
        ("community", "residents"): 1,
        ("community", "shops"): 1,
        ("council",): 1,
    }


def test_where_any_of_several_groups_will_do_none_is_chosen() -> None:
    rule = "{guard: contacts_per_domain, domains: community, min_groups: {community: 1}}"
    workflow = gates(first=f"exit: [{rule}]")

    (one,) = [one for one in planned(Story(workflow)).needs if one.domain == "community"]

    assert (one.group, one.among) == (None, ("residents", "shops"))
    assert one.text.nl == "Stad: 1 gesprek (met Inwoners of Ondernemers)"


def test_durations_of_phases_on_the_way_add_up() -> None:
    story = Story(gates()).hear("council", "community")

    found = planned(story)

    assert found.earliest == START + timedelta(days=7)
    assert [one.until for one in found.needs] == [
        START + timedelta(days=2),
        START + timedelta(days=7),
    ]
    assert "op zijn vroegst: 9 maart 2026" in found.text.nl
    assert "at the earliest: 9 March 2026" in found.text.en


def test_what_people_do_comes_before_the_waiting() -> None:
    assert kinds(planned(Story(gates()))) == [NeedKind.WAIT, TALK, TALK, NeedKind.WAIT]


def test_what_would_go_stale_by_waiting_is_done_after_it() -> None:
    window = "{guard: contacts_per_domain, domains: council, within: P1D}"
    workflow = gates(first="", core=f"min_duration: P5D, exit: [{window}]")

    assert kinds(planned(Story(workflow).hear("community"))) == [NeedKind.WAIT, TALK]


def test_a_conversation_that_will_be_too_old_by_then_is_needed_again() -> None:
    window = "{guard: contacts_per_domain, domains: council, within: P3D}"
    workflow = gates(core=f"min_duration: P5D, exit: [{window}]")

    found = planned(Story(workflow).hear("council", "community"))

    assert numbers(found, TALK) == {("council",): 1}


def test_of_alternatives_the_one_that_costs_least_is_chosen() -> None:
    either = "{any: [{guard: contacts_per_domain, min: 3}, {guard: artefact, type: core}]}"

    found = planned(Story(gates(first=f"exit: [{either}]")).hear("council", "community"))

    assert numbers(found, NeedKind.PAPER) == {("core",): 1}
    assert not numbers(found, TALK)


def test_an_alternative_that_is_needed_later_anyway_costs_nothing() -> None:
    either = "{any: [{guard: contacts_per_domain}, {guard: artefact, type: core}]}"

    found = planned(Story(gates(first=f"exit: [{either}]")))

    assert not numbers(found, NeedKind.PAPER)
    assert numbers(found, TALK) == {("council",): 1, ("community",): 1}


def test_a_week_of_waiting_counts_as_one_thing_to_do() -> None:
    work = "{all: [{guard: artefact, type: core}, {guard: decision_recorded, body: council}]}"
    both = f"{{any: [{{guard: min_duration, duration: WAIT}}, {work}]}}"

    def asked(wait: str) -> list[NeedKind]:
        workflow = gates(first=f"exit: [{both.replace('WAIT', wait)}]", core="")
        return kinds(planned(Story(workflow).hear("council", "community")))

    assert asked("P1W") == [NeedKind.WAIT]
    assert asked("P3W") == [NeedKind.PAPER, NeedKind.DECISION]


def test_what_must_not_be_and_is_makes_a_way_unlawful_and_is_told() -> None:
    workflow = gates(first="exit: [{not: {guard: artefact, type: core}}]")
    story = Story(workflow).tell(RegisterArtefact(type="core"))

    found = planned(story)

    assert (found.way, found.target, found.earliest, found.complete) == ((), None, None, True)
    assert found.why is not None
    assert "Naar de kern: Dit mag juist niet zo zijn: Kern: vastgelegd" in found.why.nl


def test_a_decision_that_must_not_be_can_be_taken_anew() -> None:
    no = "{not: {guard: decision_recorded, body: council, outcomes: [rejected]}}"
    story = Story(gates(first=f"exit: [{no}]", core="")).hear("council", "community")
    story.tell(RecordDecision(body="council", outcome="rejected"))

    (one,) = planned(story).needs

    assert (one.kind, one.by, one.barred) == (NeedKind.DECISION, "council", ("rejected",))
    assert one.text.en == "decision: Council (other than rejected)"


def test_a_step_that_looks_at_nothing_is_shorter_than_one_that_waits_for_a_track() -> None:
    looking = ", guards: [{guard: in_phase, track: legal, phases: [stopped]}]"

    text = HOUSE.replace("en: Deciding}, kind: decision", "en: Deciding}, kind: content")
    workflow = load_workflow(text.replace(CHOOSE, CHOOSE + looking).encode())

    assert planned(Story(workflow).hear()).way == ("leap",)


def test_the_way_goes_by_another_track_when_every_step_looks_at_it() -> None:
    text = HOUSE
    for step in ("choose", "leap", "plunge"):
        looking = "guards: [{guard: in_phase, track: legal, phases: [stopped]}]"
        text = text.replace(f"{{id: {step},", f"{{id: {step}, {looking},")
    found = planned(Story(load_workflow(text.encode())).hear())

    assert found.way == ("stop", "choose")
    assert found.needs == ()


def test_a_track_that_nobody_looks_at_is_left_where_it_is() -> None:
    assert "stop" not in planned(Story()).way


@dataclass(frozen=True, slots=True, kw_only=True)
class Weather:
    """A guard of others: the sun shines."""

    kind: ClassVar[str] = "weather"

    def evaluate(self, facts: Facts, situation: Situation) -> Finding:
        del facts, situation
        return Finding(guard="weather", met=False, message=Text("Het regent.", "It rains."))


def weathered(gate: str) -> Workflow:
    text = TWO_GATES.replace("EXIT", f"exit: [{gate}]").replace("CORE, ", "").replace(", CORE", "")
    return load_workflow(
        text.replace(", STEP", "").encode(), guards={**BUILTIN, "weather": Weather}
    )


@pytest.mark.parametrize(
    ("gate", "words"),
    [
        ("{guard: weather}", "It rains"),
        ("{not: {guard: weather}}", None),
        ("{all: [{guard: weather}, {guard: artefact, type: core}]}", "It rains"),
        ("{any: [{guard: weather}, {guard: artefact, type: core}]}", None),
    ],
)
def test_a_guard_of_others_is_told_in_its_own_words_and_taken_to_be_met(
    gate: str, words: str | None
) -> None:
    found = planned(Story(weathered(gate)).hear("council", "community"))

    told = [one for one in found.needs if not one.known]
    assert found.way == ("to-core", "to-content")
    assert [one.text.en for one in told] == ([words] if words else [])
    assert {one.kind for one in told} <= {NeedKind.OTHER}


def test_children_are_told_with_the_command_that_looks_at_them() -> None:
    child = child_fact(
        house(), {"conversation": "listening", "legal": "waiting"}, ref="K", trajectory="k", seq=1
    )
    workflow = gates(first="exit: [{guard: children, kinds: [content]}]", core="")
    story = Story(workflow, children=[child]).hear("council", "community")

    (one,) = planned(story).needs

    assert (one.kind, one.known) == (NeedKind.OTHER, False)
    assert "K (listening" in one.text.nl
    assert one.remedy is not None
    assert (one.remedy.command, one.remedy.ref) == ("Options", "K")


def test_a_ground_of_exemption_is_for_when_there_is_no_other_way() -> None:
    grounds = "exemptions: {minor: {label: {nl: Klein, en: Minor}, basis: x}}\ncontinuous: true"
    text = HOUSE.replace("continuous: true", grounds)
    text = text.replace("{id: leap,", "{id: leap, exemption: all,")
    gated = text.replace(CHOOSE, f"{CHOOSE}, guards: [{{guard: artefact, type: vision}}]")
    closed = gated.replace(
        "{id: plunge,", "{id: plunge, guards: [{not: {guard: min_duration, duration: PT1M}}],"
    )
    shut = closed.replace(
        "{guard: artefact, type: vision}", "{not: {guard: min_duration, duration: PT1M}}"
    )

    sure = planned(Story(load_workflow(closed.encode())).hear().later(hours=1))
    only = planned(Story(load_workflow(shut.encode())).hear().later(hours=1))

    assert sure.way == ("choose",)
    assert only.way == ("leap",)
    assert [(one.kind, one.known) for one in only.needs] == [(NeedKind.EXEMPTION, False)]


def test_a_step_for_a_role_that_nobody_holds_needs_somebody_in_it() -> None:
    workflow = gates(first="", core="", step="roles: [clerk]")
    story = Story(workflow).hear("council", "community")

    assert numbers(planned(story), NeedKind.ROLE) == {("clerk",): 1}
    story.tell(AssignRole(role="clerk", person="Gré Griffier"))
    assert planned(story).needs == ()


def test_an_approval_is_of_somebody_else_than_who_takes_the_step() -> None:
    workflow = gates(first="", core="", step="guards: [{guard: approved, role: clerk}]")
    story = Story(workflow).hear("council", "community")
    story.tell(AssignRole(role="clerk", person=LEAD))

    found = planned(story)

    assert numbers(found, NeedKind.APPROVAL) == {("clerk",): 1}
    assert not numbers(found, NeedKind.ROLE)


def test_two_approvals_of_a_role_that_one_person_holds_are_no_way() -> None:
    step = "guards: [{guard: approved, role: commissioner, by: 2}]"

    found = planned(Story(gates(first="", core="", step=step)).hear("council", "community"))

    assert found.earliest is None
    assert "2 akkoorden" in (found.why or Text("", "")).nl


def test_a_paper_that_must_be_endorsed_is_registered_once_with_all_that_is_asked() -> None:
    workflow = house(
        (LISTENING, ", exit: [{guard: endorsed, artefact: vision, domains: [council]}]"),
        (TOPICS, ", entry: [{guard: artefact, type: vision, fields: [why, who], must_cite: 2}]"),
        ("{id: deciding, label: {nl: Besluiten, en: Deciding}, kind: decision",
         ", entry: [{guard: artefact, type: vision, fields: [why, who], must_cite: 2}]"),
        ("{id: doing, label: {nl: Uitvoeren, en: Doing}, kind: execution",
         ", entry: [{guard: artefact, type: vision, fields: [why, who], must_cite: 2}]"),
    )  # fmt: skip

    found = planned(Story(workflow))

    (paper,) = [one for one in found.needs if one.kind is NeedKind.PAPER]
    assert (paper.fields, paper.cites) == (("why", "who"), 2)
    assert numbers(found, NeedKind.ENDORSEMENT) == {("vision", "council"): 1}
    assert numbers(found, TALK) == {(one,): 1 for one in DOMAINS}


def test_a_paper_that_rests_on_what_was_taken_back_is_needed_anew() -> None:
    workflow = gates(first="exit: [{guard: artefact, type: core, must_cite: 1}]", core="")
    story = Story(workflow).hear("council", "community", "council")
    story.tell(RegisterArtefact(type="core", cites=("contact-1",)))
    assert planned(story).needs == ()

    story.tell(RetractContact(contact="contact-1", reason="x"))

    assert kinds(planned(story)) == [NeedKind.PAPER]


def test_what_each_other_guard_asks_is_in_the_plan() -> None:
    asked = ", ".join(
        (
            "{guard: roles_filled, roles: [clerk]}",
            "{guard: lessons_recorded, min: 2}",
            "{guard: actions_owned}",
            "{guard: decision_recorded, body: council, outcomes: [adopted]}",
            "{guard: topics_chosen, domains: [council]}",
            "{guard: contributions_disposed, min: 1}",
            "{guard: feedback_sent, within: P28D}",
        )
    )
    story = Story(gates(first=f"exit: [{asked}]", core="")).hear("council", "community")

    found = planned(story)

    assert found.way == ("to-core", "to-content")
    assert set(kinds(found)) == {
        NeedKind.ROLE,
        NeedKind.LESSON,
        NeedKind.ACTION,
        NeedKind.DECISION,
        NeedKind.TOPIC,
        NeedKind.CONTRIBUTION,
        NeedKind.FEEDBACK,
    }
    assert [one.number for one in found.needs if one.kind is NeedKind.LESSON] == [2]
    assert [one.outcomes for one in found.needs if one.kind is NeedKind.DECISION] == [("adopted",)]
    assert found.earliest == story.now


def test_more_of_a_thing_than_can_be_rehearsed_is_told_in_the_words_of_its_guard() -> None:
    workflow = gates(first="exit: [{guard: lessons_recorded, min: 5000}]", core="")

    (one,) = planned(Story(workflow).hear("council", "community")).needs

    assert (one.kind, one.text.nl) == (
        NeedKind.OTHER,
        "Vastgelegd in deze fase: geen lessen; nodig: 5000",
    )


def test_a_workflow_without_content_has_no_way() -> None:
    text = TWO_GATES.replace("kind: content", "kind: learning").replace(", EXIT", "")
    text = text.replace(", CORE", "").replace(", STEP", "")

    found = planned(Story(load_workflow(text.encode())))

    assert found.why == Text(
        "Deze werkwijze heeft geen fase van inhoud, besluit of uitvoering.",
        "This workflow has no phase of content, decision or execution.",
    )


def test_a_search_that_is_broken_off_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trajecten.planning.search.MOST_TRIALS", 0)

    found = planned(Story(gates()))

    assert not found.complete
    assert found.earliest is None
    assert "het zoeken gestopt" in (found.why or Text("", "")).nl


def test_a_conversation_about_content_is_named_as_such() -> None:
    talk = "{guard: contacts_per_domain, domains: council, purpose: content}"
    workflow = gates(first=f"exit: [{talk}]", core="")

    (one,) = planned(Story(workflow).hear("council", "community")).needs

    assert one.purpose == Purpose.CONTENT.value
    assert one.text.nl == "Raad: 1 gesprek over de inhoud"


def test_whoever_asks_changes_nothing_on_the_facts() -> None:
    story = Story(gates())
    before = story.facts.state

    planned(story)

    assert story.facts.state == before


@pytest.mark.parametrize("asker", [LEAD, None])
def test_nobody_in_particular_can_ask(asker: str | None) -> None:
    assert planned(Story(), asker).way == ("choose",)


def test_no_way_that_the_search_knows_is_shorter() -> None:
    """Of every sequence of steps, up to four, the shortest rehearsal is as long as the plan's."""
    asked = (
        "{any: [{guard: contacts_per_domain, min: 2}, {guard: artefact, type: core}]}",
        "{any: [{guard: min_duration, duration: P3W}, {guard: decision_recorded, body: council}]}",
        "{guard: lessons_recorded}",
    )
    for exit_, core in product(asked, asked):
        story = Story(gates(first=f"exit: [{exit_}]", core=f"exit: [{core}]"))
        start = opening(story.workflow, story.facts, story.now)
        search = _search(start, frozenset({"main"}), ref_of(LEAD), frozenset({"content"}))
        found = search.shortest(start)
        assert found is not None
        ways = [
            _along(start, search, way)
            for steps in range(1, 5)
            for way in product(story.workflow.transitions, repeat=steps)
        ]
        assert min(one for one in ways if one) == length(start, found)


def _along(start: Any, search: Search, way: tuple[str, ...]) -> Any:
    def moves(here: Any) -> Any:
        steps = [start.workflow.transitions[one] for one in way[len(here.script.way) :][:1]]
        present = {one.phase for one in here.tracks.values()}
        return [one for one in steps if present & set(one.sources)]

    again = replace(search, moves=moves, blocked={}, complete=True, trials=0)
    found = again.shortest(start)
    return length(start, found) if found else None
