"""The workflow files that come with trajecten say what they should, in both languages."""

from importlib.resources import files

import pytest

from trajecten.core.deviation import DeviationKind
from trajecten.core.guards.choices import Chosen
from trajecten.core.guards.people import RolesFilled
from trajecten.core.guards.records import DecisionRecorded
from trajecten.core.text import LANGUAGES
from trajecten.core.workflow import AFTER_RELATION, Kind, Workflow
from trajecten.definition import load_workflow

BUNDLED = {
    one.name: one
    for one in sorted(files("trajecten_workflows").iterdir(), key=lambda one: one.name)
    if one.name.endswith(".yaml")
}

ADOPTED = ("adopted", "adopted_amended")
LAID_ASIDE = {"awb-3-4", "inspraakverordening", "ow-vergunning"}
"""Where the law begins with content, so that relation first cannot hold."""


@pytest.fixture(params=list(BUNDLED))
def workflow(request: pytest.FixtureRequest) -> Workflow:
    """Give each bundled workflow; loading raises when the file has a problem."""
    return load_workflow(BUNDLED[request.param].read_bytes(), name=request.param)


@pytest.fixture(params=[name for name in BUNDLED if name.removesuffix(".yaml") not in LAID_ASIDE])
def related(request: pytest.FixtureRequest) -> Workflow:
    """Give each bundled workflow in which relation comes first."""
    return load_workflow(BUNDLED[request.param].read_bytes(), name=request.param)


def bundled(identifier: str) -> Workflow:
    return load_workflow(BUNDLED[f"{identifier}.yaml"].read_bytes())


def test_the_three_promised_workflows_are_bundled() -> None:
    assert {"relatie-eerst.yaml", "gesprek-eerst.yaml", "burgertop.yaml"} <= BUNDLED.keys()


@pytest.mark.parametrize(
    "name",
    [
        "burgerbegroting-maastricht-2023", "consul-budget", "consul-legislation",
        "decidim-standard", "omastadi-helsinki", "omastadi-helsinki@1.0.0", "openstad-begroten",
    ],
)  # fmt: skip
def test_the_budgets_and_the_platforms_are_bundled(name: str) -> None:
    assert f"{name}.yaml" in BUNDLED


def test_the_processes_that_are_really_in_use_are_bundled() -> None:
    assert {
        "amersfoort-complex.yaml",
        "amsterdam-2024.yaml",
        "amsterdam-buurtrechten.yaml",
        "burgerberaad.yaml",
        "ijsselstein-6.yaml",
        "ostbelgien-burgerdialog.yaml",
        "utrecht-upp.yaml",
    } <= BUNDLED.keys()


def test_who_adopts_the_premises_depends_on_who_takes_the_initiative() -> None:
    workflow = load_workflow(BUNDLED["ijsselstein-6.yaml"].read_bytes())
    _, either = workflow.phases["uitgangspunten"].exit

    ways = [
        [each.guard for each in getattr(way.guard, "parts", ())]
        for way in getattr(either.guard, "parts", ())
    ]

    assert ways == [
        [
            Chosen(choice="initiative", options=("private",)),
            DecisionRecorded(body="executive", outcomes=ADOPTED, since="this_visit"),
        ],
        [
            Chosen(choice="initiative", options=("municipal",)),
            DecisionRecorded(body="council", outcomes=ADOPTED, since="this_visit"),
        ],
    ]


def test_amersfoort_lets_steps_be_merged_and_nothing_else() -> None:
    deviations = load_workflow(BUNDLED["amersfoort-complex.yaml"].read_bytes()).deviations

    assert deviations is not None
    assert deviations.allowed == (DeviationKind.MERGE,)
    assert deviations.deciders.roles == ("political_commissioner",)
    assert deviations.relation_first is None


def test_no_is_an_outcome_of_an_assembly_that_is_thought_about() -> None:
    workflow = load_workflow(BUNDLED["burgerberaad.yaml"].read_bytes())
    no = workflow.transitions["niet-doen"]

    assert (no.sources, no.motivation, no.exit_gate) == (("kwartiermaken",), True, True)
    assert workflow.phases[no.target].final


def test_a_file_is_called_after_its_workflow(workflow: Workflow) -> None:
    assert f"{workflow.id}.yaml" in BUNDLED


def test_a_workflow_names_its_source_and_its_basis(workflow: Workflow) -> None:
    assert workflow.source is not None
    assert workflow.basis
    assert workflow.summary is not None


def test_a_workflow_says_what_it_could_not_express(workflow: Workflow) -> None:
    assert workflow.not_expressed


def test_what_is_not_verified_or_expressed_is_translated_not_repeated(workflow: Workflow) -> None:
    remarks = (*workflow.unverified, *workflow.not_expressed)

    assert [one for one in remarks if one.nl == one.en] == []


def test_every_outcome_that_a_gate_asks_for_has_a_name(workflow: Workflow) -> None:
    asked = {
        outcome
        for one in workflow.requirements()
        if isinstance(one.guard, DecisionRecorded)
        for outcome in one.guard.outcomes
    }

    assert asked <= workflow.names("outcome").keys()


def test_the_four_domains_are_there(workflow: Workflow) -> None:
    assert set(workflow.names("domain")) == {"council", "executive", "administration", "community"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_phase_has_two_to_four_pieces_of_guidance(workflow: Workflow, language: str) -> None:
    pieces = {
        one.id: [text for text in one.guidance if getattr(text, language).strip()]
        for one in workflow.phases.values()
    }

    assert {one: len(texts) for one, texts in pieces.items() if not 2 <= len(texts) <= 4} == {}


def test_guidance_is_translated_not_repeated(workflow: Workflow) -> None:
    same = [one.id for one in workflow.phases.values() if any(t.nl == t.en for t in one.guidance)]

    assert same == []


def test_relation_first_is_set_aside_only_where_the_law_begins_with_content(
    workflow: Workflow,
) -> None:
    assert (workflow.relation_first.set_aside is not None) is (workflow.id in LAID_ASIDE)


def test_a_track_starts_with_a_phase_about_the_relation(related: Workflow) -> None:
    workflow = related

    assert {workflow.phases[one.initial].kind for one in workflow.tracks} == {Kind.RELATION}


def test_each_role_that_may_take_a_step_exists(workflow: Workflow) -> None:
    used = {role for one in workflow.transitions.values() for role in one.roles}

    assert used <= set(workflow.names("role"))
    assert "commissioner" in used


def test_the_one_who_holds_the_process_leaves_by_handing_over(related: Workflow) -> None:
    firm = {one.id for one in related.roles if one.succession}

    assert firm == {"commissioner", "process_steward"}


def test_a_forerunner_sets_the_example_as_well_as_a_manager() -> None:
    workflow = load_workflow(BUNDLED["relatie-eerst.yaml"].read_bytes())
    (example,) = workflow.phases["praktijk"].entry

    either = [part.guard for part in getattr(example.guard, "parts", ())]

    assert either == [RolesFilled(roles=("exemplar",)), RolesFilled(roles=("forerunner",))]


def test_each_step_says_who_may_take_it_or_that_it_goes_by_itself(workflow: Workflow) -> None:
    steps = workflow.transitions.values()

    assert [one.id for one in steps if not (one.roles or one.automatic)] == []


def test_a_step_past_the_exit_gate_needs_a_motivation(workflow: Workflow) -> None:
    past = [one for one in workflow.transitions.values() if not one.exit_gate]

    assert [one.id for one in past if not one.motivation] == []


def test_content_can_always_go_back_to_the_relation(related: Workflow) -> None:
    phases = related.phases
    back = {
        source
        for one in related.transitions.values()
        for source in one.sources
        if phases[one.target].kind is Kind.RELATION
    }

    assert {one.id for one in phases.values() if one.kind is Kind.CONTENT} <= back


def test_relation_first_is_asked_on_the_way_in(related: Workflow) -> None:
    entries = [
        (source, one.target)
        for one in related.transitions.values()
        for source in one.sources
        if related.phases[source].kind is Kind.RELATION
        and related.phases[one.target].kind in AFTER_RELATION
    ]

    assert entries
    assert all(related.guards_relation(*entry) for entry in entries)


@pytest.mark.parametrize(
    "name",
    [
        "awb-3-4", "inspraakverordening", "ow-omgevingsplan", "ow-projectprocedure",
        "ow-vergunning", "vng-overheidsparticipatie", "vng-participatie",
    ],
)  # fmt: skip
def test_the_processes_of_the_law_and_of_the_ordinances_are_bundled(name: str) -> None:
    assert f"{name}.yaml" in BUNDLED


def test_nobody_can_deviate_from_awb_3_4() -> None:
    awb = bundled("awb-3-4")

    assert awb.deviations is None
    assert [one.id for one in awb.phases.values() if not one.statutory or not one.basis] == []
    assert [one.id for one in awb.transitions.values() if not one.exit_gate] == []


def test_awb_3_4_counts_as_the_act_counts() -> None:
    awb = bundled("awb-3-4")
    decide, views = awb.term("beslissen"), awb.term("zienswijzen")

    assert (views.length.text.en, views.same_day, views.kind) == ("6 weeks", True, "minimum")
    assert decide.length.text.en == "6 months"
    assert decide.extension is not None
    assert decide.extension.within is not None
    assert decide.extension.within.text.en == "8 weeks"
    assert decide.extension.before == "ter-inzage"
    without = awb.term("beslissen-zonder-zienswijzen")
    assert (without.length.text.en, without.follows) == ("4 weeks", "zienswijzen")


def test_what_the_notice_of_awb_3_4_must_say_is_asked_before_the_draft_is_laid_out() -> None:
    asked = [
        getattr(one.guard, "fields", ()) for one in bundled("awb-3-4").phases["ter-inzage"].entry
    ]

    assert asked[0] == ("waar", "wanneer", "wie", "hoe", "termijn")


@pytest.mark.parametrize(
    ("name", "step"),
    [("inspraakverordening", "geen-inspraak"), ("vng-participatie", "afzien-van-participatie")],
)
def test_no_participation_takes_a_ground_of_a_closed_list(name: str, step: str) -> None:
    workflow = bundled(name)
    transition = workflow.transitions[step]

    assert transition.exemptions == tuple(one.id for one in workflow.exemptions)
    assert transition.motivation


def test_a_workflow_ends_or_goes_on(workflow: Workflow) -> None:
    assert workflow.continuous or any(one.final for one in workflow.phases.values())
