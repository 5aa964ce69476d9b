"""Conditions written into the ledger as data, and read back; what of them can still be owed."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.building import Story
from tests.core.test_state import IDS, SLUGS
from trajecten.core.duration import Duration
from trajecten.core.guards import BUILTIN
from trajecten.core.guards.answers import FeedbackSent
from trajecten.core.guards.choices import Chosen
from trajecten.core.guards.combine import AllOf, AnyOf, Not
from trajecten.core.guards.contacts import ContactsPerDomain
from trajecten.core.guards.flow import InPhase, MinDuration
from trajecten.core.guards.papers import Artefact
from trajecten.core.guards.people import Approved
from trajecten.core.guards.received import ContributionsReceived
from trajecten.core.guards.records import DecisionRecorded, LessonsRecorded
from trajecten.core.guards.window import Window
from trajecten.core.guards.written import owed_of, read, written
from trajecten.core.params import ParamKind, params_of
from trajecten.core.text import same
from trajecten.core.workflow import Kind, Requirement
from trajecten.ledger.canonical import decode, encode

WEEK = Duration(weeks=1)
COUNTS = st.integers(0, 10**6)
DURATIONS = st.builds(Duration, *[st.integers(0, 99)] * 6)
VALUES: dict[ParamKind, st.SearchStrategy[Any]] = {
    ParamKind.COUNT: COUNTS,
    ParamKind.FLAG: st.booleans(),
    ParamKind.WORDS: IDS,
    ParamKind.OUTCOMES: IDS,
    ParamKind.DURATION: DURATIONS,
    ParamKind.PURPOSE: st.sampled_from(["listening", "content"]),
    ParamKind.DOMAINS: IDS,
    ParamKind.COUNT_PER_DOMAIN: st.lists(st.tuples(SLUGS, COUNTS), max_size=3).map(tuple),
    ParamKind.GROUPS_PER_DOMAIN: st.lists(st.tuples(SLUGS, IDS), max_size=3).map(tuple),
    ParamKind.LAYERS_PER_DOMAIN: st.lists(st.tuples(SLUGS, IDS), max_size=3).map(tuple),
    ParamKind.ROLE: SLUGS,
    ParamKind.ROLES: IDS,
    ParamKind.BODY: SLUGS,
    ParamKind.ARTEFACT: SLUGS,
    ParamKind.FIELDS: IDS,
    ParamKind.TRACK: SLUGS,
    ParamKind.TERM: SLUGS,
    ParamKind.CHOICE: SLUGS,
    ParamKind.OPTIONS: IDS,
    ParamKind.DATE: st.dates(),
    ParamKind.PHASES: IDS,
    ParamKind.SINCE: st.sampled_from(["this_visit", "design"]),
    ParamKind.KINDS: st.lists(st.sampled_from(Kind), max_size=3).map(tuple),
}
BASES = st.none() | st.just("Awb 3:15")


def guards(guard: type) -> st.SearchStrategy[Any]:
    """Return guards of one class, with any parameters; some of those that may be left out are."""
    return st.fixed_dictionaries(
        {name: VALUES[one.kind] for name, one in params_of(guard).items() if one.required},
        optional={
            name: VALUES[one.kind] for name, one in params_of(guard).items() if not one.required
        },
    ).map(lambda given: guard(**given))


PLAIN = st.builds(
    Requirement, guard=st.one_of([guards(one) for one in BUILTIN.values()]), basis=BASES
)
REQUIREMENTS = st.recursive(
    PLAIN,
    lambda inner: st.builds(
        Requirement,
        guard=st.one_of(
            st.builds(AllOf, parts=st.lists(inner, min_size=1, max_size=3).map(tuple)),
            st.builds(AnyOf, parts=st.lists(inner, min_size=1, max_size=3).map(tuple)),
            st.builds(Not, parts=inner.map(lambda one: (one,))),
        ),
        basis=BASES,
    ),
    max_leaves=4,
)


@pytest.mark.parametrize("name", BUILTIN)
@given(data=st.data())
def test_every_guard_written_into_an_entry_is_read_back_the_same(
    name: str, data: st.DataObject
) -> None:
    requirement = Requirement(guard=data.draw(guards(BUILTIN[name])), basis=data.draw(BASES))

    assert read(decode(encode(written(requirement))), BUILTIN) == requirement


@given(REQUIREMENTS)
def test_conditions_that_join_others_are_read_back_the_same(requirement: Requirement) -> None:
    assert read(decode(encode(written(requirement))), BUILTIN) == requirement


@given(REQUIREMENTS)
def test_what_can_still_be_owed_can_be_written(requirement: Requirement) -> None:
    owed = owed_of(requirement)

    assert owed is None or read(decode(encode(written(owed))), BUILTIN) == owed


def test_every_kind_of_parameter_is_tried() -> None:
    kinds = {one.kind for guard in BUILTIN.values() for one in params_of(guard).values()}

    assert kinds <= set(VALUES)


def test_a_parameter_that_was_not_there_then_has_its_default() -> None:
    data = written(Requirement(guard=Artefact(type="vision")))
    del data["params"]["must_cite"]  # type: ignore[union-attr,arg-type,call-overload]

    assert read(data, BUILTIN).guard == Artefact(type="vision")


def test_a_guard_that_is_gone_cannot_answer_and_blocks() -> None:
    story = Story()
    data = {"guard": "own", "params": {"min": 3}, "basis": "Gids p. 12"}

    requirement = read(data, BUILTIN)
    finding = requirement.evaluate(story.facts, story.situation())

    assert (finding.met, finding.failed, finding.guard) == (False, True, "own")
    assert requirement.basis == "Gids p. 12"


@pytest.mark.parametrize(
    "guard",
    [
        MinDuration(duration=WEEK),
        Approved(role="clerk"),
        LessonsRecorded(),
        InPhase(track="legal", phases=("waiting",)),
        DecisionRecorded(body="council", since="this_visit"),
        Window(until=date(2026, 6, 30)),
        ContributionsReceived(max=0),
        Not(parts=(Requirement(guard=LessonsRecorded()),)),
        AnyOf(parts=(Requirement(guard=Artefact(type="x")), Requirement(guard=LessonsRecorded()))),
    ],
    ids=lambda one: one.kind,
)
def test_what_belongs_to_a_moment_that_does_not_come_back_is_not_owed(guard: Any) -> None:
    assert owed_of(Requirement(guard=guard)) is None


@pytest.mark.parametrize(
    ("guard", "owed"),
    [
        (ContactsPerDomain(within=WEEK), ContactsPerDomain()),
        (FeedbackSent(within=WEEK), FeedbackSent()),
        (Artefact(type="vision"), Artefact(type="vision")),
        (DecisionRecorded(body="council"), DecisionRecorded(body="council")),
        (Chosen(choice="who", options=("city",)), Chosen(choice="who", options=("city",))),
        (ContributionsReceived(min=2), ContributionsReceived(min=2)),
    ],
    ids=lambda one: one.kind,
)
def test_what_is_owed_has_no_window_of_time_and_no_words_of_its_own(guard: Any, owed: Any) -> None:
    left = Requirement(guard=guard, basis="Gids p. 12", message=same("Nog niet"))

    assert owed_of(left) == Requirement(guard=owed, basis="Gids p. 12")


def test_of_conditions_that_are_all_asked_the_rest_is_owed() -> None:
    paper, lesson = Requirement(guard=Artefact(type="x")), Requirement(guard=LessonsRecorded())

    assert owed_of(Requirement(guard=AllOf(parts=(paper, lesson)))) == Requirement(
        guard=AllOf(parts=(paper,))
    )
    assert owed_of(Requirement(guard=AllOf(parts=(lesson,)))) is None


@pytest.mark.parametrize("join", [AllOf, AnyOf])
def test_a_window_of_time_is_left_out_wherever_it_stands(join: type[Any]) -> None:
    recent, ever = (Requirement(guard=FeedbackSent(within=one)) for one in (WEEK, None))

    assert owed_of(Requirement(guard=join(parts=(recent, ever)))) == Requirement(
        guard=join(parts=(ever, ever))
    )
