"""A shared vision: a new version is endorsed anew (R16)."""

import pytest

import trajecten
from tests.engine.kit import ACTOR, COMMISSIONER, REF, Desk, fitted
from trajecten import Endorse, RegisterArtefact

CHOOSE = "from: listening, to: topics"
VISION = RegisterArtefact(type="vision")


def endorsing(desk: Desk, guard: str = "domains: all") -> trajecten.Engine:
    asked = f"{CHOOSE}, guards: [{{guard: endorsed, artefact: vision, {guard}}}]"
    workflow = fitted(change=(CHOOSE, asked))
    roles = {"project_lead": ACTOR}
    desk.engine.start(workflow, "Het plein", commissioner=COMMISSIONER, ref=REF, roles=roles)
    desk.hear()
    return desk.engine


def endorse(engine: trajecten.Engine, *bodies: str) -> None:
    for one in bodies:
        assert engine.do(REF, Endorse(artefact="vision", by=one))


def unendorsed(engine: trajecten.Engine) -> dict[str, list[str]]:
    found = engine.status(REF).unendorsed
    return {paper: [one.id for one in who] for paper, who in found.items()}


def test_a_new_version_of_the_vision_begins_without_endorsements(desk: Desk) -> None:
    engine = endorsing(desk)
    engine.do(REF, VISION)
    endorse(engine, "council", "community")
    before = engine.status(REF).artefacts["vision"]

    engine.do(REF, VISION)

    now = engine.status(REF).artefacts["vision"]
    assert (before.version, before.domains) == (1, ("council", "community"))
    assert (now.version, now.domains) == (2, ())


def test_the_step_asks_all_domains_again_for_a_new_version(desk: Desk) -> None:
    engine = endorsing(desk)
    engine.do(REF, VISION)
    endorse(engine, "council", "community")
    (open_before,) = engine.options(REF)
    engine.do(REF, VISION)

    refused = engine.advance(REF, "choose")
    endorse(engine, "council")
    still = engine.advance(REF, "choose")
    endorse(engine, "community")

    assert open_before.allowed
    assert [[one.id for one in found.missing] for found in refused.findings if not found] == [
        ["council", "community"]
    ]
    assert [[one.id for one in found.missing] for found in still.findings if not found] == [
        ["community"]
    ]
    assert engine.advance(REF, "choose").accepted


def test_the_status_names_who_must_still_endorse_this_version(desk: Desk) -> None:
    engine = endorsing(desk)
    nothing = unendorsed(engine)
    engine.do(REF, VISION)
    endorse(engine, "council", "community")
    all_did = unendorsed(engine)

    engine.do(REF, VISION)
    endorse(engine, "community")

    assert (nothing, all_did) == ({}, {"vision": []})
    assert unendorsed(engine) == {"vision": ["council"]}


@pytest.mark.parametrize(
    ("guard", "asked"),
    [
        ("domains: [community]", ["community"]),
        ("roles: [commissioner]", ["commissioner"]),
        ("domains: [council], roles: [commissioner]", ["council", "commissioner"]),
    ],
)
def test_only_those_whom_the_workflow_asks_are_named(
    desk: Desk, guard: str, asked: list[str]
) -> None:
    engine = endorsing(desk, guard)

    engine.do(REF, VISION)

    assert unendorsed(engine) == {"vision": asked}


def test_a_paper_that_nobody_is_asked_to_endorse_lacks_nothing(started: Desk) -> None:
    started.engine.do(REF, VISION)

    assert unendorsed(started.engine) == {}


def test_a_rebuild_keeps_the_endorsements_of_the_present_version(desk: Desk) -> None:
    engine = endorsing(desk)
    engine.do(REF, VISION)
    endorse(engine, "council")
    engine.do(REF, VISION)
    endorse(engine, "community")

    assert engine.rebuild(check=True).differences == ()
    assert unendorsed(engine) == {"vision": ["council"]}
