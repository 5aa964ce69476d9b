"""What a workflow holds after loading: every key, every kind of parameter, the defaults."""

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

import pytest

from tests.definition.renew import GOOD
from trajecten.calendars import DUTCH
from trajecten.core.deviation import Deciders, DeviationKind, Deviations
from trajecten.core.duration import Duration
from trajecten.core.guards import BUILTIN
from trajecten.core.guards.answers import ContributionsDisposed, FeedbackSent
from trajecten.core.guards.children import Children
from trajecten.core.guards.choices import Chosen
from trajecten.core.guards.combine import AllOf, AnyOf, Not
from trajecten.core.guards.contacts import ContactsPerDomain
from trajecten.core.guards.days import ContactDays
from trajecten.core.guards.flow import InPhase, MinDuration
from trajecten.core.guards.papers import Artefact, Endorsed
from trajecten.core.guards.people import Approved, RolesFilled
from trajecten.core.guards.received import ContributionsReceived
from trajecten.core.guards.records import ActionsOwned, DecisionRecorded, LessonsRecorded
from trajecten.core.guards.terms import TermElapsed, TermNotExpired, WithinTerm
from trajecten.core.guards.topics import TopicsChosen
from trajecten.core.guards.window import Window
from trajecten.core.params import ParamKind, param, params_of
from trajecten.core.statute import Extension, Mark, Moment, TermKind
from trajecten.core.terms import TermCalendar
from trajecten.core.text import Text
from trajecten.core.workflow import Guard, Kind, PolicyStage, Source, Workflow
from trajecten.definition import find_problems, load_workflow

FILES = {file.stem: file.read_bytes() for file in GOOD}
EVERYTHING = load_workflow(FILES["everything"])
SMALL = load_workflow(FILES["small"])


def exit_guards(workflow: Workflow, phase: str) -> list[Guard]:
    return [one.guard for one in workflow.phases[phase].exit]


def test_the_digest_is_that_of_the_exact_bytes():
    marked = b"\xef\xbb\xbf" + FILES["small"].replace(b"\n", b"\r\n")

    workflow = load_workflow(marked)

    assert workflow.digest == hashlib.sha256(marked).hexdigest()
    assert workflow.text == marked


def test_the_head_of_the_file_is_read():
    assert EVERYTHING.id == "everything"
    assert EVERYTHING.version == "2.10.3"
    assert EVERYTHING.label == Text("Alles: één keer €", "Everything, once 🎉")
    assert EVERYTHING.summary == Text("Over meer regels,\nmet een witregel.", "Over several lines.")
    assert EVERYTHING.basis == "Participatieverordening art. 3"
    assert EVERYTHING.continuous
    assert EVERYTHING.source == Source(
        title="Interview Amersfoort",
        organisation="Kern Konsult",
        year=2026,
        article="3.4",
        url="https://example.org/interview",
    )


def test_domains_with_groups_and_layers_are_read():
    administration = EVERYTHING.domain("administration")
    community = EVERYTHING.domain("community")

    assert [one.id for one in EVERYTHING.domains] == ["council", "administration", "community"]
    assert [one.id for one in administration.layers] == ["management", "staff"]
    assert administration.layers[0].aliases == ("managers",)
    assert community.groups[0].aliases == ("bewoners", "buren")
    assert community.layers == ()


def test_a_role_asks_for_succession_when_it_says_so_and_the_commissioner_always_does():
    firm = {one.id: one.succession for one in EVERYTHING.roles}

    assert firm == {"commissioner": True, "project_lead": False, "steward": True, "clerk": False}
    assert SMALL.role("commissioner").succession


def test_without_domains_the_usual_four_hold():
    assert [one.id for one in SMALL.domains] == [
        "council",
        "executive",
        "administration",
        "community",
    ]
    assert list(SMALL.names("layer")) == ["executive_board", "directors", "management", "staff"]
    assert list(SMALL.names("group")) == ["residents", "entrepreneurs", "institutions"]
    assert SMALL.name_of("domain", "executive").nl == "College van B en W"


def test_phases_at_the_top_are_one_track_that_begins_in_the_first():
    (track,) = SMALL.tracks

    assert (track.id, track.label) == ("main", Text("Traject", "Trajectory"))
    assert track.initial == "conversations"
    assert SMALL.phases["topics"].final


def test_a_track_begins_where_it_says():
    assert [one.initial for one in EVERYTHING.tracks] == ["listening", "waiting"]


def test_a_phase_is_read_with_everything_it_may_have():
    phase = EVERYTHING.phases["listening"]

    assert phase.kind is Kind.RELATION
    assert phase.aliases == ("gesprekken",)
    assert [one.en for one in phase.guidance] == ["Begin by listening.", "Take your time."]
    assert (phase.min_duration, phase.attention_after) == (Duration(days=21), Duration(days=30))
    assert phase.policy_stage is PolicyStage.PREPARATION
    assert phase.basis == "R4"
    assert phase.entry == ()
    assert not phase.final


def test_a_phase_set_by_law_says_so():
    assert [one.id for one in EVERYTHING.phases.values() if one.statutory] == ["waiting"]


def test_what_may_be_deviated_from_is_read_with_who_decides_and_what_is_then_owed():
    assert EVERYTHING.deviations == Deviations(
        allowed=tuple(DeviationKind),
        deciders=Deciders(
            roles=("commissioner", "project_lead"),
            basis="Participatieverordening art. 9",
            debt=Duration(weeks=6),
        ),
        expires_after=Duration(weeks=2),
        motivated=True,
        relation_first=Deciders(
            roles=("commissioner",), basis="Participatieverordening art. 10", debt=Duration(weeks=4)
        ),
    )


def test_without_a_word_nothing_may_be_deviated_from():
    assert SMALL.deviations is None


def test_a_workflow_that_allows_little_names_nobody_for_relation_first():
    assert load_workflow(FILES["deviations"]).deviations == Deviations(
        allowed=(DeviationKind.MERGE,), deciders=Deciders(roles=("commissioner",))
    )


def test_a_single_guidance_needs_no_list():
    assert EVERYTHING.phases["topics"].guidance == (Text("Nu de inhoud.", "Now the content."),)


def test_a_transition_is_read_with_everything_it_may_have():
    choose, decide = EVERYTHING.transitions["choose"], EVERYTHING.transitions["decide"]

    assert choose.sources == ("listening", "deciding")
    assert choose.target == "topics"
    assert choose.roles == ("commissioner", "project_lead")
    assert choose.motivation
    assert choose.exit_gate
    assert choose.basis == "R19"
    assert choose.exemptions == ("minor", "urgent")
    assert (decide.sources, decide.roles, decide.motivation) == (
        ("topics",),
        ("commissioner",),
        False,
    )


def test_a_transition_is_automatic_only_when_it_says_so():
    automatic = [one.id for one in EVERYTHING.transitions.values() if one.automatic]

    assert automatic == ["back"]


def test_from_a_kind_is_every_phase_of_it_in_the_track_but_the_target():
    assert EVERYTHING.transitions["back"].sources == ("deciding", "topics")
    assert not EVERYTHING.transitions["back"].exit_gate
    assert EVERYTHING.transitions["stop"].sources == ("waiting",)


def test_every_parameter_of_contacts_per_domain_is_read():
    first, second, _ = exit_guards(EVERYTHING, "listening")

    assert first == ContactsPerDomain(
        domains=("council", "community"),
        min=(("*", 3),),
        within=Duration(months=6),
        min_groups=(("*", 2),),
        groups=(("community", ("residents", "institutions")),),
    )
    assert second == ContactsPerDomain(
        min=(("administration", 0),),
        groups=(("community", ("residents", "entrepreneurs", "institutions")),),
        layers=(("administration", ("staff",)),),
    )


def test_basis_and_message_go_with_the_requirement():
    first, _, third = EVERYTHING.phases["listening"].exit

    assert first.basis == "R4"
    assert first.message == Text("Nog niet: {missing}", "Not yet: {missing}")
    assert (third.basis, third.message) == (None, Text("Nog niet alles.", "Not everything yet."))


def test_combinations_are_read():
    combined = exit_guards(EVERYTHING, "listening")[2]

    assert isinstance(combined, AllOf)
    artefact, either = (one.guard for one in combined.parts)
    assert artefact == Artefact(
        type="scan", fields=("who", "history"), must_cite=4, since="listening"
    )
    assert isinstance(either, AnyOf)
    roles, negated = (one.guard for one in either.parts)
    assert roles == RolesFilled(roles=("project_lead",))
    assert isinstance(negated, Not)
    assert negated.parts[0].guard == InPhase(
        track="legal", phases=("stopped",), kinds=(Kind.LEARNING,)
    )
    assert either.parts[1].basis == "Awb 3:16"


def test_every_other_guard_is_read():
    assert [one.guard for one in EVERYTHING.phases["deciding"].entry] == [
        Endorsed(artefact="vision", domains=(), roles=("commissioner",)),
        Endorsed(artefact="vision", domains=("council",)),
        Approved(role="commissioner", by=2),
        ContactDays(groups=(("community", ("residents",)),), min=2, purpose="content"),
    ]
    assert exit_guards(EVERYTHING, "deciding") == [
        DecisionRecorded(body="council", outcomes=("ja", "deels"), since="this_visit")
    ]
    assert exit_guards(EVERYTHING, "topics") == [
        ContributionsDisposed(min=1),
        FeedbackSent(within=Duration(days=28)),
        ActionsOwned(min=2),
        TopicsChosen(min=2, domains=("council", "community"), criteria=False),
        Children(min=1, kinds=(Kind.EXECUTION, Kind.LEARNING), final=True),
        MinDuration(duration=Duration(hours=36)),
        LessonsRecorded(min=1),
        TermElapsed(term="views"),
        TermNotExpired(term="decide"),
        WithinTerm(term="whole"),
        Chosen(choice="initiative"),
        Chosen(choice="consulted", options=("yes",)),
        ContributionsReceived(min=1, max=20),
        Window(since=date(2026, 1, 31), until=date(2026, 12, 31)),
    ]


def test_the_example_uses_every_guard_and_every_kind_of_parameter():
    used = {type(one.guard) for one in EVERYTHING.requirements()}
    kinds = {one.kind for guard in used for one in params_of(guard).values()}

    assert set(BUILTIN.values()) <= used
    assert kinds == set(ParamKind) - {ParamKind.WORDS}, "words are for guards of others"


def test_relation_first_is_sharpened_as_written():
    relation_first = EVERYTHING.relation_first

    assert relation_first.set_aside is None
    assert relation_first.requirement.guard == ContactsPerDomain(
        min=(("council", 2), ("community", 3)),
        within=Duration(years=1),
        min_groups=(("community", 2),),
        groups=(("community", ("residents", "institutions")),),
        layers=(("administration", ("management", "staff")),),
    )


def test_without_a_word_relation_first_holds():
    assert SMALL.relation_first.set_aside is None
    assert SMALL.relation_first.requirement.guard == ContactsPerDomain()


def test_relation_first_is_laid_aside_with_reason_and_basis():
    aside = b'relation_first: {set_aside: {reason: {nl: Spoed, en: Haste}, basis: "Awb 3:10"}}\n'

    workflow = load_workflow(FILES["small"].replace(b"kind: relation", b"kind: decision") + aside)

    set_aside = workflow.relation_first.set_aside
    assert set_aside is not None
    assert (set_aside.reason, set_aside.basis) == (Text("Spoed", "Haste"), "Awb 3:10")


@pytest.mark.parametrize("written", ["no", "on", "012", "1:30", "2026-01-01", "yes", "1.5", "0x1F"])
def test_what_looks_like_something_else_is_text(written: str):
    workflow = load_workflow(FILES["small"] + f"basis: {written}\n".encode())

    assert workflow.basis == written


@dataclass(frozen=True, slots=True, kw_only=True)
class Picky:
    """A guard of somebody else."""

    kind: ClassVar[str] = "picky"

    many: int = param(ParamKind.COUNT, "How many.")
    parts: tuple[object, ...] = param(ParamKind.REQUIREMENT, "Another condition.", default=())

    def __post_init__(self) -> None:
        if self.many > 3:
            raise ValueError(f"{self.many} is too many")


def with_picky(parameters: str) -> bytes:
    return FILES["small"].replace(
        b"kind: relation\n",
        f"kind: relation\n    exit: [{{guard: picky, {parameters}}}]\n".encode(),
    )


def test_a_guard_of_others_is_read_by_its_parameters():
    text = with_picky("many: 2, parts: {guard: roles_filled, roles: commissioner}")

    workflow = load_workflow(text, guards={**BUILTIN, "picky": Picky})

    (guard,) = exit_guards(workflow, "conversations")
    assert isinstance(guard, Picky)
    assert guard.many == 2
    assert [one.guard for one in guard.parts] == [RolesFilled(roles=("commissioner",))]


def test_a_guard_that_refuses_its_parameters_is_a_problem_at_its_place():
    (problem,) = find_problems(with_picky("many: 4"), guards={**BUILTIN, "picky": Picky})

    assert (problem.code, problem.line, problem.column) == ("guard-refuses", 12, 12)
    assert "4 is too many" in problem.message.nl


def test_a_guard_that_is_not_registered_is_unknown():
    (problem,) = find_problems(with_picky("many: 2"))

    assert problem.code == "unknown-guard"


def test_terms_are_read_with_everything_they_may_have():
    views, decide, quick, answer, whole = EVERYTHING.terms

    assert (views.id, views.aliases, views.same_day) == ("views", ("inspraak",), True)
    assert (views.kind, views.calendar) == (TermKind.MINIMUM, TermCalendar.TERMIJNENWET)
    assert (views.length, views.basis) == (Duration(weeks=6), "Awb 3:16")
    assert (decide.kind, decide.same_day) == (TermKind.MAXIMUM, False)
    assert decide.extension == Extension(
        length=Duration(weeks=6),
        basis="Awb 3:18 lid 2",
        within=Duration(weeks=8),
        before="topics",
        requires="vision",
    )
    assert (decide.suspension, views.suspension) == ("Awb 4:15", None)
    assert (quick.follows, quick.calendar) == ("views", TermCalendar.DAYS)
    assert [one.starts for one in EVERYTHING.terms] == [
        Moment(Mark.ENTERING, "topics"),
        Moment(Mark.REGISTERING, "scan"),
        Moment(Mark.TAKING, "decide"),
        Moment(Mark.DECIDING, "commissioner", after=("decide", "views")),
        Moment(Mark.START),
    ]
    assert [one.again for one in EVERYTHING.terms] == [True, False, False, True, False]
    assert [one.ends for one in (decide, quick, answer, whole)] == [
        (
            Moment(Mark.DECIDING, "council", outcomes=("ja", "deels"), phases=("deciding",)),
            Moment(Mark.ENTERING, "deciding"),
        ),
        (Moment(Mark.ENTERING, "deciding"),),
        (Moment(Mark.TAKING, "stop"),),
        (Moment(Mark.REGISTERING, "vision"),),
    ]


def test_grounds_for_an_exemption_are_read_with_their_basis():
    assert [(one.id, one.basis) for one in EVERYTHING.exemptions] == [
        ("minor", "Verordening art. 2"),
        ("urgent", "Verordening art. 3"),
    ]
    assert EVERYTHING.transitions["stop"].exemptions == ("minor", "urgent")


def test_choices_are_read_with_their_options():
    initiative, consulted = EVERYTHING.choices

    assert (initiative.aliases, initiative.basis) == (("initiatief",), "Verordening art. 4")
    assert [one.id for one in initiative.options] == ["municipality", "residents"]
    assert initiative.options[1].aliases == ("bewoners",)
    assert (consulted.basis, consulted.option_label("no")) == (None, Text("Niet", "No"))


def test_what_takes_the_place_of_older_phases_is_read():
    assert EVERYTHING.migrates == {"talking": "listening", "choosing": "topics"}
    assert SMALL.migrates == {}


def test_a_workflow_is_counted_by_the_dutch_calendar():
    assert EVERYTHING.calendar is DUTCH
