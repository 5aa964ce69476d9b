"""A process that goes on: it goes round, learns each time, and counts its loops (R9, R18, R20)."""

import trajecten
from tests.engine.kit import ACTOR, COMMISSIONER, REF, Desk, fitted
from trajecten import RecordLesson

LEARNING = "{id: learning, label: {nl: Leren, en: Learning}, kind: learning"
ASKING = fitted(
    change=(LEARNING, f"{LEARNING}, exit: [{{guard: lessons_recorded, min: 1}}]"),
)


def asking(desk: Desk) -> trajecten.Engine:
    desk.engine.start(
        ASKING, "Het plein", commissioner=COMMISSIONER, ref=REF, roles={"project_lead": ACTOR}
    )
    desk.hear()
    return desk.engine


def loops(engine: trajecten.Engine) -> int:
    (listed,) = engine.portfolio()
    status = engine.status(REF)
    assert listed.loops == status.loops
    return status.loops


def test_a_trajectory_goes_round_twice_and_learns_each_time(desk: Desk) -> None:
    engine = asking(desk)
    counted = [loops(engine)]

    for text in ("Eerder bellen", "Vaker luisteren"):
        assert engine.advance(REF, "choose")
        assert engine.advance(REF, "learn")
        refused = engine.advance(REF, "again")
        engine.do(REF, RecordLesson(text=text))
        assert engine.advance(REF, "again")
        assert [one.guard for one in refused.findings if not one] == ["lessons_recorded"]
        counted.append(loops(engine))

    assert counted == [0, 1, 4]
    assert [one.text for one in engine.lessons(REF)] == ["Eerder bellen", "Vaker luisteren"]
    assert engine.status(REF).tracks[0].visit == 3
    assert engine.verify().intact


def test_going_back_from_content_to_the_relation_is_a_loop(desk: Desk) -> None:
    engine = asking(desk)
    engine.advance(REF, "choose")
    before = loops(engine)

    engine.advance(REF, "back", motivation="Een groep vergeten")

    assert (before, loops(engine)) == (0, 1)


def test_a_step_that_is_refused_is_no_loop(desk: Desk) -> None:
    engine = asking(desk)
    engine.advance(REF, "choose")

    engine.advance(REF, "back")

    assert loops(engine) == 0
