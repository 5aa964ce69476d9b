"""Workflows and commands as hypothesis makes them up: any valid process, any command that fits."""

import json
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st

import trajecten as t
from tests.engine.kit import START

DOMAINS = ("council", "community")
GROUPS = ("residents", "shops")
ROLES = ("commissioner", "project_lead")
PAPERS = ("scan", "vision")
PEOPLE = ("Ada", "Bob", "Coen")
KINDS = tuple(t.Kind)
TERMS = ("begun", "entered", "taken", "papered")
GROUNDS = ("minor", "urgent")
OPTIONS = ("municipality", "residents", "together")

Text = dict[str, str]


def named(identifier: str) -> Text:
    return {"nl": identifier.upper(), "en": identifier.title()}


def guards(tracks: list[str], phases: list[str]) -> st.SearchStrategy[dict[str, Any]]:
    """Return conditions of every kind."""
    since = st.sampled_from(["this_visit", *phases])
    plain = st.one_of(
        st.builds(dict, guard=st.just("contacts_per_domain"), min=st.integers(1, 2),
                  purpose=st.sampled_from(t.Purpose),
                  within=st.sampled_from(["P1D", "P1M", "P5Y"])),
        st.builds(dict, guard=st.just("contacts_per_domain"), groups=st.just({"community": "all"})),
        st.builds(dict, guard=st.just("artefact"), type=st.sampled_from(PAPERS),
                  must_cite=st.integers(0, 2)),
        st.builds(dict, guard=st.just("artefact"), type=st.sampled_from(PAPERS), since=since),
        st.builds(dict, guard=st.just("endorsed"), artefact=st.sampled_from(PAPERS),
                  domains=st.sampled_from(["all", "council"])),
        st.builds(dict, guard=st.just("contributions_disposed"), min=st.integers(0, 1)),
        st.builds(dict, guard=st.just("feedback_sent"), within=st.sampled_from(["PT1M", "P30D"])),
        st.builds(dict, guard=st.just("lessons_recorded"), min=st.just(1)),
        st.builds(dict, guard=st.just("actions_owned"), min=st.integers(0, 1)),
        st.builds(dict, guard=st.just("roles_filled"), roles=st.just(["project_lead"])),
        st.builds(dict, guard=st.just("min_duration"), duration=st.sampled_from(["PT1M", "P2D"])),
        st.builds(dict, guard=st.just("approved"), role=st.sampled_from(ROLES), by=st.just(1)),
        st.builds(dict, guard=st.just("decision_recorded"), body=st.sampled_from(DOMAINS)),
        st.builds(dict, guard=st.just("decision_recorded"), body=st.sampled_from(DOMAINS),
                  since=since),
        st.builds(dict, guard=st.just("topics_chosen"), min=st.integers(0, 2),
                  domains=st.sampled_from(["all", "council"]), criteria=st.booleans()),
        st.builds(dict, guard=st.just("children"), min=st.integers(0, 1),
                  kinds=st.lists(st.sampled_from(KINDS), min_size=1, max_size=2, unique=True)),
        st.builds(dict, guard=st.just("children"), final=st.booleans()),
        st.builds(dict, guard=st.sampled_from(["term_elapsed", "term_not_expired", "within_term"]),
                  term=st.sampled_from(TERMS)),
        st.builds(dict, guard=st.just("chosen"), choice=st.just("initiative"),
                  options=st.lists(st.sampled_from(OPTIONS), min_size=1, unique=True)),
        st.builds(dict, guard=st.just("chosen"), choice=st.just("initiative")),
        st.builds(dict, guard=st.just("chosen"), choice=st.just("initiative"), since=since),
        st.builds(dict, guard=st.just("contributions_received"), min=st.just(1),
                  since=since),
        st.builds(dict, guard=st.just("contacts_per_domain"), since=since),
        st.builds(dict, guard=st.just("contact_days"), min=st.integers(1, 2),
                  groups=st.just({"community": ["residents"]})),
        st.builds(dict, guard=st.just("contributions_received"), min=st.integers(0, 2),
                  max=st.integers(2, 4)),
        st.builds(dict, guard=st.just("window"),
                  until=st.sampled_from(["2026-03-02", "2026-03-12", "2026-06-30"])),
        st.builds(dict, guard=st.just("window"), **{"from": st.just("2026-03-07")}),
        *([st.builds(dict, guard=st.just("in_phase"), track=st.just(tracks[-1]),
                     phases=st.just(phases[-1:]))] if len(tracks) > 1 else []),
    )  # fmt: skip
    return st.one_of(
        plain,
        st.builds(lambda some: {"any": some}, st.lists(plain, min_size=2, max_size=2)),
        st.builds(lambda some: {"all": some}, st.lists(plain, min_size=1, max_size=2)),
        st.builds(lambda one: {"not": one}, plain),
    )


FREEDOM = {
    "allowed": [one.value for one in t.DeviationKind],
    "decided_by": "commissioner",
    "basis": "x",
    "expires_after": "P9D",
    "debt": "P6D",
}
FREER = FREEDOM | {"relation_first": {"decided_by": "project_lead", "basis": "x", "debt": "P6D"}}


@st.composite
def workflows(draw: st.DrawFn, *, tailored: bool = False, asking: bool = False) -> t.Workflow:
    """Make up a workflow of one or two tracks in which every phase can be gone to and from.

    With `tailored` it allows to deviate, and some let relation first be deviated from. With
    `asking` more is asked on the way, and only the last phase of each track is about content.
    """
    tracks = [f"track{number}" for number in range(draw(st.integers(1, 2)))]
    phases = {
        track: [f"p{number}{track[-1]}" for number in range(draw(st.integers(2, 4)))]
        for track in tracks
    }
    every = guards(tracks, phases[tracks[-1]])
    some = st.lists(every, max_size=1)
    kinds = {track: [draw(st.sampled_from(KINDS)) for _ in phases[track]] for track in tracks}
    if asking:
        some = st.lists(every, min_size=0, max_size=2)
        kinds = {track: [t.Kind.LEARNING] * (len(phases[track]) - 1) for track in tracks}
        kinds = {track: [*some_kinds, t.Kind.CONTENT] for track, some_kinds in kinds.items()}
    page = {
        "schema": "trajecten/1",
        "id": "verzonnen",
        "version": "1.0.0",
        "label": named("verzonnen"),
        "continuous": True,
        "domains": {
            "council": {"label": named("council")},
            "community": {
                "label": named("community"),
                "groups": {one: {"label": named(one)} for one in GROUPS},
            },
        },
        "roles": {
            "commissioner": {"label": named("commissioner")},
            "project_lead": {
                "label": named("project_lead"),
                "succession": draw(st.sampled_from(["required", "optional"])),
            },
        },
        "artefacts": {one: {"label": named(one)} for one in PAPERS},
        "tracks": [
            {
                "id": track,
                "label": named(track),
                "phases": [
                    {
                        "id": phase,
                        "label": named(phase),
                        # The first phase is about the relation: nothing was heard before it.
                        "kind": kinds[track][number] if number else "relation",
                        "entry": draw(some) if number else [],
                        "exit": draw(some),
                    }
                    for number, phase in enumerate(phases[track])
                ],
                "transitions": draw(_transitions(track, phases[track], some)),
            }
            for track in tracks
        ],
    }
    page["terms"] = draw(_terms(page["tracks"][0]))
    page["choices"] = {
        "initiative": {
            "label": named("initiative"),
            "options": {one: {"label": named(one)} for one in OPTIONS},
        }
    }
    page["exemptions"] = {one: {"label": named(one), "basis": "x"} for one in GROUNDS}
    relation = draw(st.sampled_from([None, {"within": "P1M"}, {"min": {"council": 2}}]))
    if relation:
        page["relation_first"] = relation
    if tailored:
        page["deviations"] = draw(st.sampled_from([FREEDOM, FREER, FREER]))
        statutory = draw(st.sampled_from([False, False, True]))
        page["tracks"][0]["phases"][-1] |= {"statutory": statutory, "basis": "x"}
    return t.load_workflow(json.dumps(page).encode())


@st.composite
def _terms(draw: st.DrawFn, track: dict[str, Any]) -> dict[str, Any]:
    """Return four terms, one for each way to begin, that may each be extended and suspended."""
    starts = {
        "begun": {"start": True},
        "entered": {"entering": draw(st.sampled_from(track["phases"]))["id"]},
        "taken": {"taking": draw(st.sampled_from(track["transitions"]))["id"], "follows": "begun"},
        "papered": {"registering": draw(st.sampled_from(PAPERS)), "again": draw(st.booleans())},
    }
    return {
        one: {
            "label": named(one),
            "length": draw(st.sampled_from(["P1D", "P3D", "P2W", "P1M", "P6M"])),
            "starts": starts[one],
            "counts_from": draw(st.sampled_from(["next_day", "same_day"])),
            "basis": "x",
            "calendar": draw(st.sampled_from(t.TermCalendar)),
            "kind": "maximum",
            "extension": {"length": "P1W", "basis": "x", **draw(st.sampled_from(LIMITS))},
            "suspension": {"basis": "x"},
            **draw(st.sampled_from([{}, {"ends": {"deciding": "council"}}])),
        }
        for one in TERMS
    }


LIMITS: list[dict[str, str]] = [{}, {"within": "P2D"}]


@st.composite
def _transitions(
    draw: st.DrawFn, track: str, phases: list[str], some: st.SearchStrategy[list[Any]]
) -> list[dict[str, Any]]:
    # A ring through all phases, so that all can be reached and left, and steps across it.
    ring = [(one, phases[(number + 1) % len(phases)]) for number, one in enumerate(phases)]
    pairs = [(one, two) for one in phases for two in phases if one != two]
    steps = dict.fromkeys([*ring, *draw(st.lists(st.sampled_from(pairs), max_size=3))])
    return [
        {
            "id": f"{one}-{two}",
            "label": named(f"{one} {two}"),
            "from": one,
            "to": two,
            "guards": draw(some),
            "exit_gate": draw(st.booleans()),
            **draw(_asked()),
        }
        for one, two in steps
    ]


@st.composite
def _with_another_id(
    draw: st.DrawFn, page: dict[str, Any], phase: str
) -> tuple[dict[str, Any], dict[str, str]]:
    """Return a text in which a phase has another id; which one, may be said in it or beside it."""
    renamed = {phase: f"{phase}x"}
    page = json.loads(json.dumps(page).replace(f'"{phase}"', f'"{phase}x"'))
    page |= draw(st.sampled_from([{}, {"migrates": {"phases": renamed}}]))
    return page, draw(st.sampled_from([{}, renamed]))


@st.composite
def _asked(draw: st.DrawFn) -> dict[str, Any]:
    """Make up what a step asks of whoever takes it; one that goes by itself asks nothing."""
    asked: dict[str, Any] = {
        **draw(st.sampled_from([{}, {}, {"roles": ["project_lead"]}])),
        **draw(st.sampled_from([{}, {}, {"motivation": "required"}])),
        **draw(st.sampled_from([{}, {}, {}, {"exemption": "all"}])),
    }
    return asked or {"automatic": draw(st.booleans())}


@st.composite
def rewritten(draw: st.DrawFn, workflow: t.Workflow) -> tuple[t.Workflow, dict[str, str]]:
    """Make up another text of a workflow, and a map of phases that may be wrong or absent."""
    page = json.loads(workflow.text)
    if draw(st.booleans()):
        page["version"] = f"1.{int(page['version'].split('.')[1]) + 1}.0"
    page["summary"] = named(draw(st.sampled_from("abc")))
    track = draw(st.sampled_from(page["tracks"]))
    phase = draw(st.sampled_from(track["phases"]))
    ids = st.sampled_from([one["id"] for one in track["phases"]])
    phases: dict[str, str] = {}
    match draw(st.integers(0, 6)):
        case 0 if phase is not track["phases"][0]:
            phase["kind"] = draw(st.sampled_from(KINDS))
        case 1:
            phase["exit"] = []
        case 2:
            page, phases = draw(_with_another_id(page, phase["id"]))
        case 3:
            page["relation_first"] = draw(st.sampled_from([{"min": 1}, {"min": 2}]))
        case 4:
            page["deviations"] = draw(st.sampled_from([FREEDOM, FREER]))
        case 5:
            phases = {draw(ids): draw(ids)}
        case _:
            track["transitions"] = [one | {"guards": []} for one in track["transitions"]]
    return t.load_workflow(json.dumps(page).encode()), phases


def tailoring(workflow: t.Workflow) -> st.SearchStrategy[t.Command]:
    """Return any command on deviations; numbers may be of what exists or not."""
    deviation = st.builds("deviation-{}".format, st.integers(1, 4))
    steps = st.sampled_from(sorted(workflow.transitions))
    phases = st.sampled_from(sorted(workflow.phases))
    skip, merge, repeat, _ = t.DeviationKind
    why = st.just("x")
    asked = st.one_of(
        st.builds(t.AskDeviation, kind=st.just(skip), transitions=st.tuples(steps), motivation=why),
        st.builds(t.AskDeviation, kind=st.just(merge), transitions=st.tuples(steps, steps),
                  motivation=why),
        st.builds(t.AskDeviation, kind=st.just(repeat), phase=phases, motivation=why),
    )  # fmt: skip
    answered = st.builds(
        t.DecideDeviation, deviation=deviation, motivation=why, approved=st.just(True)
    )
    return st.one_of(
        asked,
        asked,
        answered,
        answered,
        st.builds(t.DecideDeviation, deviation=deviation, motivation=why, approved=st.just(False)),
        st.builds(t.CarryOut, deviation=deviation),
        st.builds(t.CarryOut, deviation=deviation),
        st.builds(t.ForgiveDebt, deviation=deviation, motivation=why),
    )


def _erasures() -> st.SearchStrategy[t.Erase]:
    """Return what names somebody, a text, or both: one that names nothing is no command."""
    people = st.sampled_from(PEOPLE)
    text = st.tuples(st.builds("{}.text".format, st.integers(2, 9)))
    whom = st.tuples(people, st.just(())) | st.tuples(st.none() | people, text)
    return st.builds(
        lambda whom, role: t.Erase(
            party=whom[0], texts=whom[1], ground="AVG art. 17", decided_by=role
        ),
        whom,
        st.sampled_from(ROLES),
    )


def commands(workflow: t.Workflow) -> st.SearchStrategy[t.Command]:
    """Return any command but a start; numbers may be of what exists or not."""
    numbers = st.integers(1, 6)
    people = st.none() | st.sampled_from(PEOPLE)
    past = st.none() | st.integers(-5, 90).map(lambda days: START - timedelta(days=days))
    papers = st.sampled_from(PAPERS)
    contact = st.builds("contact-{}".format, numbers)
    contribution = st.builds("contribution-{}".format, numbers)
    transitions = st.sampled_from(sorted(workflow.transitions))
    place = st.sampled_from(
        [{"domain": "council"}, *({"domain": "community", "group": one} for one in (None, *GROUPS))]
    )
    contacts = st.builds(
        lambda where, **given: t.RecordContact(**where, **given), place, on=past, person=people,
        purpose=st.sampled_from([*t.Purpose, t.Purpose.LISTENING]),
    )  # fmt: skip
    choices = st.builds(
        t.ChooseTopic, topic=st.builds("topic-{}".format, st.integers(1, 3)), reason=st.just("x"),
        by=st.sampled_from([*DOMAINS, *ROLES]), chosen=st.booleans(),
    )  # fmt: skip
    return st.one_of(
        contacts,
        contacts,
        st.builds(lambda where, **given: t.CorrectContact(**where, **given), place,
                  contact=contact, reason=st.just("x"), on=past,
                  purpose=st.none() | st.sampled_from(t.Purpose)),
        st.builds(t.RetractContact, contact=contact, reason=st.just("x")),
        st.builds(t.RegisterArtefact, type=papers, on=past,
                  cites=st.lists(contact, max_size=2).map(tuple)),
        st.builds(t.ReceiveContribution, text=st.just("x"), person=people, on=past),
        st.builds(t.DisposeContribution, contribution=contribution, reason=st.just("x"),
                  disposition=st.sampled_from(t.Disposition)),
        st.builds(t.SendFeedback, on=past,
                  contributions=st.just(()) | st.tuples(contribution)),
        st.builds(t.Endorse, artefact=papers, by=st.sampled_from([*DOMAINS, *ROLES])),
        st.builds(t.AssignRole, role=st.sampled_from(ROLES), person=st.sampled_from(PEOPLE)),
        st.builds(t.EndRole, role=st.sampled_from(ROLES), person=st.sampled_from(PEOPLE)),
        st.builds(t.HandOverRole, role=st.sampled_from(ROLES), person=st.sampled_from(PEOPLE),
                  successor=st.sampled_from(PEOPLE)),
        st.builds(t.AddAction, text=st.just("x"), owner=people,
                  due=st.none() | st.just(START.date())),
        st.builds(t.FinishAction, action=st.builds("action-{}".format, numbers)),
        st.builds(t.RecordLesson, text=st.just("x"), none=st.booleans()),
        st.builds(t.RecordDecision, body=st.sampled_from([*DOMAINS, *ROLES]), on=past,
                  outcome=st.sampled_from(["adopted", "rejected"])),
        st.builds(t.Approve, transition=transitions, role=st.sampled_from(ROLES)),
        _erasures(),
        st.builds(t.AddNote, text=st.just("x")),
        st.builds(t.AddTopic, text=st.just("x"), domain=st.none() | st.sampled_from(DOMAINS)),
        st.builds(t.SetCriteria, text=st.just("x")),
        choices,
        choices,
        st.builds(t.Advance, transition=transitions, motivation=st.sampled_from(["x", None])),
        st.builds(t.ExtendTerm, term=st.sampled_from(TERMS), reason=st.just("x")),
        st.builds(t.SuspendTerm, term=st.sampled_from(TERMS), reason=st.just("x"), on=past),
        st.builds(t.ResumeTerm, term=st.sampled_from(TERMS), on=past),
        st.builds(t.MakeChoice, choice=st.just("initiative"), option=st.sampled_from(OPTIONS)),
        st.builds(t.Advance, transition=transitions, motivation=st.sampled_from(["x", None]),
                  exemption=st.sampled_from([None, None, *GROUNDS])),
    )  # fmt: skip
