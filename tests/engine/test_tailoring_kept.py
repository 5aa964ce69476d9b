"""What tailoring leaves in the database: no names, no free text, and rows that can be made anew."""

import pytest

import trajecten
from tests.engine.kit import ACTOR, COMMISSIONER, REF, Desk
from tests.engine.tailored import ALDERMAN, ask, begin, decide, tailored, use
from trajecten import Action, AskAdaptation, DecideDeviation, ForgiveDebt, Migrate

ERASABLE = ("trajecten_party", "trajecten_text")
TEXTS = ("Er is haast", "Bij uitzondering", "Kan niet meer", "Past beter", "Niet zo", "Mee verder")


@pytest.fixture
def tailored_desk(desk: Desk) -> Desk:
    """Return a desk with a story in which every command on tailoring was given at least once."""
    begin(desk)
    commissioner = desk.engine.acting(actor=COMMISSIONER)
    ask(desk, "to-core")
    decide(desk)
    use(desk)
    forgiven = ForgiveDebt(deviation="deviation-1", motivation="Kan niet meer")
    ask(desk, "to-design")
    decide(desk, "deviation-2", by=ALDERMAN)
    use(desk, "deviation-2")
    own = tailored(("nl: Ontwerp", "nl: Schets"))
    adaptation = AskAdaptation(workflow=own, motivation="Past beter")
    newer = tailored(("version: 1.0.0", "version: 1.1.0"))
    made = (
        commissioner.do(REF, forgiven),
        desk.engine.do(REF, Migrate(workflow=newer, phases={}, motivation="Mee verder")),
        desk.engine.do(REF, adaptation),
        commissioner.do(
            REF, DecideDeviation(deviation="deviation-3", approved=False, motivation="Niet zo")
        ),
        desk.engine.do(REF, adaptation),
        commissioner.do(REF, DecideDeviation(deviation="deviation-4", approved=True)),
        ask(desk, kind="repeat", phase="listening"),
    )
    assert [one.accepted for one in made] == [True] * len(made)
    assert not use(desk, "deviation-5")
    return desk


def test_the_story_makes_every_entry_on_tailoring(tailored_desk: Desk) -> None:
    told = {one.action for one in tailored_desk.engine.log(REF)}

    assert told >= {
        Action.DEVIATION_ASKED,
        Action.DEVIATION_DECIDED,
        Action.DEVIATION_FORGIVEN,
        Action.ADVANCED,
        Action.MIGRATED,
    }


def test_names_and_motivations_stay_out_of_everything_that_is_not_erasable(
    tailored_desk: Desk,
) -> None:
    kept = repr(tailored_desk.tables(*ERASABLE))
    everything = repr(tailored_desk.tables())

    assert [one for one in (*TEXTS, ACTOR, COMMISSIONER, ALDERMAN) if one in kept] == []
    assert all(one in everything for one in TEXTS)


def test_what_was_erased_is_shown_as_not_there(tailored_desk: Desk) -> None:
    for table in ERASABLE:
        tailored_desk.run(f"DELETE FROM {table}")  # noqa: S608 (names of our own)

    first = tailored_desk.engine.deviations(REF)[0]

    assert (first.motivation, first.answer, first.forgiven) == (None, None, None)
    assert (first.asked_by, first.decided_by) == (None, None)
    assert first.waives


def test_the_chain_holds_and_the_rows_can_be_made_anew(tailored_desk: Desk) -> None:
    before = tailored_desk.tables()

    report = tailored_desk.engine.rebuild()

    assert report.differences == ()
    assert tailored_desk.tables() == before
    assert tailored_desk.engine.verify().intact


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("deviation-2", "deviation-9"),
        ('"waivers":[["deviation-2"', '"waivers":[["deviation-8"'),
        ('"adaptations":["deviation-4"]', '"adaptations":["deviation-8"]'),
    ],
)
def test_a_deviation_changed_by_hand_is_named(tailored_desk: Desk, old: str, new: str) -> None:
    tailored_desk.run(
        f"UPDATE trajecten_trajectory SET state = replace(state, '{old}', '{new}')"  # noqa: S608
    )

    (difference,) = tailored_desk.engine.rebuild(check=True).differences

    assert "trajecten_trajectory" in difference


def test_a_trajectory_goes_on_after_a_rebuild(tailored_desk: Desk) -> None:
    tailored_desk.engine.rebuild()

    assert decide(tailored_desk, "deviation-5")
    assert use(tailored_desk, "deviation-5")
    assert tailored_desk.engine.status(REF).relation_waivers == ("deviation-2",)
    assert isinstance(tailored_desk.engine.options(REF)[0], trajecten.Option)
