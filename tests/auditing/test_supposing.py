"""What if another text had been in force: who would have been stopped where, who let through."""

import pytest

import trajecten as t
from tests.engine.kit import OTHER, REF, Desk, fitted, small
from tests.engine.tailored import TAILORED

LEAVES = "from: listening, to: topics"


def stricter(guard: str) -> t.Workflow:
    """Return the small workflow with one more condition on the step to the topics."""
    return fitted(change=(LEAVES, f"{LEAVES}, guards: [{guard}]"))


def the_one(desk: Desk, workflow: t.Workflow, ref: str | None = REF) -> t.Supposition:
    (found,) = desk.engine.what_if(workflow, ref).trajectories
    return found


@pytest.fixture
def gone_on(desk: Desk) -> Desk:
    """Return a desk with a trajectory that was refused once, listened, and went on."""
    desk.start()
    desk.engine.advance(REF, "choose")
    desk.hear()
    desk.engine.advance(REF, "choose")
    desk.engine.advance(REF, "learn")
    return desk


def test_under_its_own_text_nothing_is_otherwise(gone_on: Desk) -> None:
    found = the_one(gone_on, small())

    assert (found.entries, found.stopped, found.let_through) == (6, None, ())
    assert (found.phases, found.unjudged, found.damage) == ((), (), None)


def test_the_first_step_that_would_have_been_refused_is_named_with_why(gone_on: Desk) -> None:
    found = the_one(gone_on, stricter("{guard: artefact, type: vision}"))

    assert (found.stopped.seq, found.stopped.object) == (5, "choose")
    assert [one.guard for one in found.stopped.findings] == ["artefact"]
    assert found.entries == 5


def test_a_refused_step_that_would_have_been_let_through_is_named(desk: Desk) -> None:
    desk.engine.start(stricter("{guard: artefact, type: vision}"), "x", commissioner="A", ref=REF)
    desk.hear()
    desk.engine.advance(REF, "choose")

    found = the_one(desk, small())

    assert [(one.seq, one.object) for one in found.let_through] == [(4, "choose")]
    assert found.stopped is None


def test_a_step_that_the_other_text_does_not_know_stops_there(gone_on: Desk) -> None:
    other = t.load_workflow(small().text.replace(b"id: choose,", b"id: select,"))

    found = the_one(gone_on, other)

    assert found.stopped.seq == 5
    assert "select" in found.stopped.message.en
    assert found.stopped.findings == ()


def test_phases_that_the_other_text_does_not_have_are_told(gone_on: Desk) -> None:
    text = small().text.replace(b"topics", b"themes")

    found = the_one(gone_on, t.load_workflow(text))

    assert found.phases == ("topics",)
    assert found.stopped is None  # Under the other text it came into `themes` instead.


def test_what_the_other_text_does_not_know_and_is_no_step_is_passed_over(desk: Desk) -> None:
    desk.start()
    desk.engine.do(REF, t.RecordContact(domain="community", group="shops"))
    text = small().text.replace(b"shops", b"firms")

    found = the_one(desk, t.load_workflow(text))

    assert found.stopped is None
    assert [(one.seq, one.action) for one in found.unjudged] == [(2, "contact.recorded")]


def test_terms_run_as_the_other_text_starts_them(gone_on: Desk) -> None:
    """The ledger has no such term: what the other text would have recorded is folded."""
    guarded = f"{LEAVES}, guards: [{{guard: term_elapsed, term: rest}}]".encode()
    text = small().text.replace(LEAVES.encode(), guarded) + (
        b"terms:\n  rest:\n    label: {nl: Rust, en: Rest}\n    length: P1W\n    basis: x\n"
        b"    starts: {start: true}\n    kind: minimum\n    calendar: days\n"
    )

    found = the_one(gone_on, t.load_workflow(text))

    assert found.stopped.seq == 5
    assert [one.guard for one in found.stopped.findings] == ["term_elapsed"]


def test_of_all_only_those_of_that_workflow_are_asked(gone_on: Desk) -> None:
    gone_on.engine.start(t.load_workflow(TAILORED), "x", commissioner="A", ref=OTHER)

    found = gone_on.engine.what_if(small()).trajectories

    assert [(one.ref, one.workflow, one.asked) for one in found] == [
        (REF, "klein", True),
        (OTHER, "maatwerk", False),
    ]
    assert the_one(gone_on, small(), OTHER).asked


def test_what_was_about_another_text_is_not_judged(desk: Desk) -> None:
    workflow = t.load_workflow(TAILORED)
    other = t.load_workflow(TAILORED.replace(b"nl: Ontwerp", b"nl: Plan"))
    desk.engine.start(workflow, "x", commissioner="A", ref=REF)
    desk.engine.do(REF, t.AskAdaptation(workflow=other, motivation="x"))
    desk.like(actor="A").do(REF, t.DecideDeviation(deviation="deviation-1", approved=True))
    desk.engine.do(REF, t.AskDeviation(
        kind=t.DeviationKind.SKIP, transitions=("to-core",), motivation="x"
    ))  # fmt: skip

    found = the_one(desk, workflow)

    assert [one.seq for one in found.unjudged] == [2, 3]
    assert (found.entries, found.stopped) == (2, None)
