"""A trajectory under a text of its own: laid over its workflow, decided on, and kept apart."""

import pytest

import trajecten
from tests.engine.kit import COMMISSIONER, OTHER, REF, Desk
from tests.engine.tailored import ALDERMAN, ask, begin, decide, guards, tailored
from trajecten import Course, WorkflowError, load_workflow

MORE = b"""\
schema: trajecten-overlay/1
adapts: maatwerk
phases:
  - id: streets
    label: {nl: Straatgesprekken, en: Street talks}
    kind: relation
    after: core
  - {id: core, also: {exit: [{guard: decision_recorded, body: council}]}}
transitions:
  - {id: to-streets, label: {nl: De straat op, en: Out}, from: core, to: streets}
  - {id: from-streets, label: {nl: Naar ontwerp, en: To design}, from: streets, to: design}
"""
LESS = b"""\
schema: trajecten-overlay/1
adapts: maatwerk
phases: [{id: design, kind: learning}]
"""


@pytest.fixture
def begun(desk: Desk) -> Desk:
    begin(desk)
    return desk


def adapt(desk: Desk, text: bytes = MORE) -> trajecten.Outcome:
    """Ask for an adaptation, as project lead."""
    adaptation = desk.engine.adapted(REF, text)
    command = trajecten.AskAdaptation(workflow=adaptation.workflow, motivation="De straat telt")
    return desk.engine.do(REF, command)


def test_an_overlay_gives_a_whole_workflow_and_says_what_it_changes(begun: Desk) -> None:
    adaptation = begun.engine.adapted(REF, MORE)

    assert list(adaptation.workflow.phases) == [
        "listening", "core", "streets", "design", "views", "done",
    ]  # fmt: skip
    assert [one.guard.kind for one in adaptation.workflow.phases["core"].exit] == [
        "endorsed",
        "decision_recorded",
    ]
    words = [one.words.nl for one in adaptation.difference.changes]
    assert "nieuw: fase Straatgesprekken (streets)" in words
    again = load_workflow(adaptation.workflow.text)
    assert (again.digest, again.phases, again.transitions) == (
        adaptation.workflow.digest,
        adaptation.workflow.phases,
        adaptation.workflow.transitions,
    )


def test_an_approved_adaptation_holds_for_this_trajectory_alone(begun: Desk) -> None:
    begin(begun, ref=OTHER)
    before = begun.engine.status(REF).digest
    assert adapt(begun)
    assert begun.engine.status(REF).digest == before

    assert decide(begun)

    status = begun.engine.status(REF)
    assert status.digest != before
    assert status.adaptations == ("deviation-1",)
    assert "streets" in begun.engine.workflow(REF).phases
    assert begun.engine.status(OTHER).digest == before
    (item,) = begun.engine.deviations(REF)
    assert item.course is Course.USED
    assert "nieuw: fase Straatgesprekken (streets)" in [one.nl for one in item.changes]
    assert begun.engine.verify().intact
    assert begun.engine.rebuild(check=True).differences == ()


def test_later_entries_are_decided_under_the_new_text(begun: Desk) -> None:
    adapt(begun)
    decide(begun)

    begun.engine.do(REF, trajecten.AddNote(text="Verder"))

    rows = begun.rows("SELECT body FROM trajecten_entry ORDER BY id")
    digests = [_definition(bytes(row.body)) for row in rows]
    assert digests[0] == digests[1] == digests[2] != digests[3]
    assert digests[3] == begun.engine.status(REF).digest


def test_a_rejected_adaptation_changes_nothing(begun: Desk) -> None:
    adapt(begun)
    before = begun.engine.status(REF).digest

    assert decide(begun, approved=False)

    assert begun.engine.status(REF).digest == before


def test_what_was_asked_before_lapses_when_the_text_changes(begun: Desk) -> None:
    ask(begun, "to-core")
    adapt(begun)
    decide(begun, "deviation-2")

    courses = [one.course for one in begun.engine.deviations(REF)]

    assert courses == [Course.LAPSED, Course.USED]


@pytest.mark.parametrize(
    "change",
    [
        ("phases:\n", "# As we do it here.\nphases:\n"),
        ("      - {guard: artefact, type: synthesis}\n      - {guard: lessons_recorded}\n",
         "      - {guard: lessons_recorded}\n      - {guard: artefact, type: synthesis}\n"),
    ],
)  # fmt: skip
def test_an_adaptation_that_changes_nothing_but_its_text_is_refused(
    begun: Desk, change: tuple[str, str]
) -> None:
    refused = adapt(begun, tailored(change).text)

    assert guards(refused) == ["same_workflow"]


def test_an_adaptation_may_change_no_more_than_a_name(begun: Desk) -> None:
    assert adapt(begun, tailored(("nl: Ontwerp", "nl: Schets")).text)


def test_weakening_relation_first_is_a_deviation_from_it(begun: Desk) -> None:
    assert adapt(begun, LESS)

    assert guards(decide(begun)) == ["may_decide"]
    assert decide(begun, by=ALDERMAN)
    assert begun.engine.status(REF).relation_waivers == ("deviation-1",)
    assert [one.met for one in begun.engine.status(REF).debts] == [False]


def test_weakening_relation_first_is_refused_where_nobody_may_decide_on_it(desk: Desk) -> None:
    text = tailored().text.decode()
    begin(desk, tailored((text[text.index("  relation_first:") : text.index("phases:")], "")))

    assert guards(adapt(desk, LESS)) == ["relation_first_firm"]


def test_a_statutory_phase_is_left_alone(begun: Desk) -> None:
    around = MORE + b"  - {id: past, label: {nl: Om, en: Past}, from: views, to: core}\n"

    refused = adapt(begun, around)

    assert guards(refused) == ["statutory"]


def test_who_decides_cannot_be_adapted(begun: Desk) -> None:
    other = tailored(("decided_by: commissioner", "decided_by: project_lead"))
    command = trajecten.AskAdaptation(workflow=other, motivation="Sneller")

    assert guards(begun.engine.do(REF, command)) == ["same_deciders"]


def test_the_phase_one_is_in_cannot_fall_away(begun: Desk) -> None:
    gone = b"""\
schema: trajecten-overlay/1
adapts: maatwerk
phases: [{id: first, label: {nl: Eerst, en: First}, kind: relation, after: core}]
transitions:
  - {id: to-core, from: first}
  - {id: to-first, label: {nl: Eerst, en: First}, from: core, to: first}
remove: {phases: listening}
"""

    refused = adapt(begun, gone)

    assert guards(refused) == ["phases_placed"]
    assert [one.id for one in refused.findings[0].missing] == ["listening"]


@pytest.mark.parametrize(
    ("overlay", "wanted"),
    [
        ("adapts: anders", "overlay.yaml:2:9"),
        ("adapts: maatwerk\nphases: [{id: core, exit: [{guard: artefact, type: visie}]}]", ":3:52"),
        ("adapts: maatwerk\nremove: {phases: [corr]}", "overlay.yaml:3:19"),
        ("adapts: maatwerk\nfases: []", "overlay.yaml:3:1"),
        ("adapts: maatwerk\nphases: [{id: x, after: y, kind: relation}]", "overlay.yaml:3:25"),
        ("adapts: maatwerk\nphases: [{id: x, track: t, kind: relation}]", "overlay.yaml:3:25"),
        ("adapts: maatwerk\nphases: [", "overlay.yaml:3:10"),
        ("adapts: maatwerk\nphases: [{id: core, kind: relation}, {id: core}]", "yaml:3:38"),
        ("adapts: maatwerk\nphases: [{id: core, after: design}]", "overlay.yaml:3:21"),
        ("adapts: maatwerk\nphases: [{id: core, track: other}]", "overlay.yaml:3:21"),
        ("adapts: maatwerk\nphases: [{id: core, also: {label: {nl: X, en: X}}}]", ":3:28"),
        ("adapts: maatwerk\nphases: [{id: core, also: {exit: all}}]", "overlay.yaml:3:28"),
        (
            "adapts: maatwerk\nphases: [{id: x, label: {nl: X, en: X}, kind: relation}]",
            "overlay.yaml:3:15",
        ),
    ],
)
def test_a_fault_is_told_at_its_place_in_the_overlay(
    begun: Desk, overlay: str, wanted: str
) -> None:
    with pytest.raises(WorkflowError) as caught:
        begun.engine.adapted(REF, f"schema: trajecten-overlay/1\n{overlay}\n".encode())

    assert wanted in str(caught.value)


def test_a_fault_that_the_overlay_makes_in_the_workflow_is_told_there(begun: Desk) -> None:
    gone = b"schema: trajecten-overlay/1\nadapts: maatwerk\nremove: {phases: design}\n"

    with pytest.raises(WorkflowError) as caught:
        begun.engine.adapted(REF, gone)

    assert "maatwerk 1.0.0:" in str(caught.value)


def test_in_several_tracks_what_is_new_says_where_it_goes(desk: Desk) -> None:
    workflow = load_workflow(TWO)
    begin(desk, workflow)
    lost = b"schema: trajecten-overlay/1\nadapts: twee\nphases:\n  - " + NEW + b"\n"
    with pytest.raises(WorkflowError, match="'track' is missing here"):
        desk.engine.adapted(REF, lost)

    placed = lost.replace(b"{id: n,", b"{id: n, track: right,") + WAYS
    adapted = desk.engine.adapted(REF, placed).workflow

    assert [one.id for one in adapted.tracks[1].phases] == ["c", "d", "n"]


def test_a_base_and_the_same_overlay_give_the_same_digest(begun: Desk) -> None:
    first = begun.engine.adapted(REF, MORE).workflow.digest

    assert begun.engine.adapted(REF, MORE).workflow.digest == first


def test_a_whole_workflow_may_stand_for_an_overlay(begun: Desk) -> None:
    other = tailored(("nl: Ontwerp", "nl: Schets"))

    adaptation = begun.engine.adapted(REF, other.text)

    assert adaptation.workflow.digest == other.digest


def test_a_definition_swapped_without_a_decision_is_damage(own_desk: Desk) -> None:
    begin(own_desk)
    adapt(own_desk)
    own_desk.run(
        "UPDATE trajecten_trajectory SET definition = "
        "(SELECT digest FROM trajecten_definition WHERE digest <> definition LIMIT 1)"
    )
    own_desk.like().do(REF, trajecten.AddNote(text="Onder een andere tekst"))

    (checked,) = own_desk.like().verify().trajectories

    assert checked.damage == "definition"


def test_a_definition_swapped_in_the_row_alone_is_damage(own_desk: Desk) -> None:
    begin(own_desk)
    adapt(own_desk)
    own_desk.run(
        "UPDATE trajecten_trajectory SET definition = "
        "(SELECT digest FROM trajecten_definition WHERE digest <> definition LIMIT 1)"
    )

    (checked,) = own_desk.like().verify().trajectories

    assert (checked.damage, checked.seq) == ("definition", 2)


def test_an_adaptation_of_an_adaptation(begun: Desk) -> None:
    adapt(begun)
    decide(begun)
    assert adapt(begun, b"schema: trajecten-overlay/1\nadapts: maatwerk\nphases:\n"
                 b"  - {id: streets, min_duration: P2W}\n")  # fmt: skip
    assert begun.engine.acting(actor=COMMISSIONER).do(
        REF, trajecten.DecideDeviation(deviation="deviation-2", approved=True)
    )

    assert begun.engine.status(REF).adaptations == ("deviation-1", "deviation-2")
    assert begun.engine.workflow(REF).phases["streets"].min_duration is not None


def _definition(body: bytes) -> str:
    text = body.decode()
    start = text.index('"definition":"') + len('"definition":"')
    return text[start : start + 64]


NEW = b"{id: n, label: {nl: N, en: N}, kind: relation, final: true}"
WAYS = b"transitions:\n  - {id: cn, track: right, label: {nl: CN, en: CN}, from: c, to: n}\n"
TWO = b"""\
schema: trajecten/1
id: twee
version: 1.0.0
label: {nl: Twee, en: Two}
roles:
  commissioner: {label: {nl: Opdrachtgever, en: Commissioner}}
  political_commissioner: {label: {nl: Wethouder, en: Alderman}}
  project_lead: {label: {nl: Projectleider, en: Project lead}}
deviations: {allowed: add, decided_by: commissioner}
tracks:
  - id: left
    label: {nl: Links, en: Left}
    phases:
      - {id: a, label: {nl: A, en: A}, kind: relation}
      - {id: b, label: {nl: B, en: B}, kind: relation, final: true}
    transitions: [{id: ab, label: {nl: AB, en: AB}, from: a, to: b}]
  - id: right
    label: {nl: Rechts, en: Right}
    phases:
      - {id: c, label: {nl: C, en: C}, kind: relation}
      - {id: d, label: {nl: D, en: D}, kind: relation, final: true}
    transitions: [{id: cd, label: {nl: CD, en: CD}, from: c, to: d}]
"""
