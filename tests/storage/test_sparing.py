"""A trajectory whose workflow text is damaged is told of, and stops none of the others."""

import pytest

from tests.engine.kit import COMMISSIONER, OTHER, REF, Desk
from tests.storage import damaging
from tests.ticked import CHILD, TICKED, WAITING
from trajecten import AttentionKind, Engine, IntegrityError, Workflow, load_workflow

LAST = "C-1"
CHANGED = "UPDATE trajecten_definition SET text = 'x' WHERE digest = '{digest}'"
GONE = "DELETE FROM trajecten_definition WHERE digest = '{digest}'"
TOLD = {CHANGED: "was changed", GONE: "is missing"}


def workflow(text: str, version: str = "1.0.0") -> Workflow:
    return load_workflow(text.replace("version: 1.0.0", f"version: {version}").encode())


def start(desk: Desk, ref: str, version: str = "1.0.0") -> None:
    desk.engine.start(workflow(TICKED, version), "x", commissioner=COMMISSIONER, ref=ref)
    desk.engine.advance(ref, "lay-out")


def damage(desk: Desk, digest: str, how: str) -> Engine:
    """Damage a workflow text, and return an engine that has not read it yet."""
    damaging.unfence(desk)
    damaging.unbound(desk, how.format(digest=digest))
    return desk.like()


@pytest.fixture(params=[CHANGED, GONE], ids=["changed", "gone"])
def how(request: pytest.FixtureRequest) -> str:
    """Give a way to damage a workflow text."""
    return str(request.param)


@pytest.fixture
def engine(own_desk: Desk, how: str) -> Engine:
    """Give an engine on three trajectories of which a term runs; the second is damaged."""
    for ref, version in ((REF, "1.0.0"), (OTHER, "1.0.1"), (LAST, "1.0.0")):
        start(own_desk, ref, version)
    return damage(own_desk, workflow(TICKED, "1.0.1").digest, how)


@pytest.fixture
def due(own_desk: Desk, engine: Engine) -> Engine:
    """Give that engine when the terms are over."""
    own_desk.clock.forward(days=15)
    return engine


def test_the_others_go_on_by_themselves(due: Engine, how: str) -> None:
    taken = due.tick()

    assert [one.ref for one in taken] == [REF, REF, LAST, LAST]
    (damaged,) = taken.damaged
    assert damaged.ref == OTHER
    assert TOLD[how] in damaged.message.en


def test_what_is_due_in_the_others_is_told(due: Engine) -> None:
    found = due.due()

    assert [one.ref for one in found] == [REF, LAST]
    assert [one.ref for one in found.damaged] == [OTHER]


def test_damage_asks_for_attention_in_its_place(engine: Engine, how: str) -> None:
    found = engine.attention()

    assert [(one.ref, one.kind) for one in found] == [
        (REF, AttentionKind.TERM),
        (OTHER, AttentionKind.DAMAGE),
        (LAST, AttentionKind.TERM),
    ]
    assert TOLD[how] in found[1].message.en
    assert [one.command for one in found[1].remedies] == ["Verify"]


def test_the_list_tells_what_the_row_itself_holds(engine: Engine, how: str) -> None:
    before, hurt, after = engine.portfolio()

    assert (before.damage, after.damage) == (None, None)
    assert (hurt.ref, hurt.workflow, hurt.version, hurt.phases) == (
        OTHER,
        "vanzelf",
        "1.0.1",
        {"main": "laid-out"},
    )
    assert (hurt.phase_labels["main"].nl, hurt.final) == ("laid-out", False)
    assert hurt.damage is not None
    assert TOLD[how] in hurt.damage.en


def test_the_others_have_their_plan(engine: Engine) -> None:
    plans = engine.plans()

    assert [ref for ref, one in plans.items() if one.damage] == [OTHER]
    assert plans[OTHER].brief.nl == "beschadigd"
    assert plans[LAST].target == "adopted"


def test_the_last_days_of_the_others_are_told(engine: Engine) -> None:
    found = engine.deadlines()

    assert [one.ref for one in found] == [REF, LAST]
    assert [one.ref for one in found.damaged] == [OTHER]


@pytest.mark.parametrize("question", ["tick", "due", "attention", "deadlines", "plan"])
def test_who_asks_for_the_damaged_one_alone_gets_an_error(due: Engine, question: str) -> None:
    with pytest.raises(IntegrityError):
        getattr(due, question)(OTHER)


def test_who_waits_for_a_damaged_child_waits_on_and_the_others_go_on(own_desk: Desk) -> None:
    child = workflow(CHILD)
    own_desk.engine.start(workflow(WAITING), "x", commissioner=COMMISSIONER, ref=REF)
    own_desk.engine.start(child, "x", commissioner=COMMISSIONER, ref="K-1", parent=REF)
    start(own_desk, LAST)
    own_desk.clock.forward(days=15)

    taken = damage(own_desk, child.digest, GONE).tick()

    assert [one.ref for one in taken] == [LAST, LAST]
    assert [one.ref for one in taken.damaged] == ["K-1"]
