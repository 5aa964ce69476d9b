"""What follows from what, and which gates can never open."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.building import house
from tests.checking.exploring import FACTS, SUBSETS, holds
from tests.checking.inventing import guards, workflow
from trajecten import Kind, Phase, Requirement, Text, Track
from trajecten.checking.atoms import conversations, excludes, fact, implies, lasting
from trajecten.checking.conditions import Conditions
from trajecten.checking.limits import TooLargeError
from trajecten.core.duration import Duration
from trajecten.core.guards.answers import ContributionsDisposed
from trajecten.core.guards.choices import Chosen
from trajecten.core.guards.combine import AllOf, AnyOf, Not
from trajecten.core.guards.contacts import ContactsPerDomain
from trajecten.core.guards.flow import MinDuration
from trajecten.core.guards.papers import Artefact, Endorsed
from trajecten.core.guards.people import Approved
from trajecten.core.guards.received import ContributionsReceived
from trajecten.core.guards.records import DecisionRecorded
from trajecten.core.guards.window import Window

HOUSE = house()
X = Text("x", "x")
YEAR, MONTH = Duration.parse("P1Y"), Duration.parse("P1M")
MAY, JUNE = date(2026, 5, 1), date(2026, 6, 1)


def denied(guard):
    return Not(parts=(Requirement(guard=guard),))


def contacts(**asked):
    return ContactsPerDomain(**{"domains": ("community",)} | asked)


def asked_follows(one, other):
    first, second = (tuple(conversations(each, HOUSE)) for each in (one, other))
    return all(any(implies(mine, its) for mine in first) for its in second)


@pytest.mark.parametrize(
    ("strong", "weak"),
    [
        (contacts(min=(("*", 3),)), contacts()),
        (contacts(within=YEAR), contacts()),
        (ContactsPerDomain(), contacts()),
        (contacts(groups=(("community", ("residents", "shops")),)),
         contacts(groups=(("community", ("residents",)),))),
        (contacts(groups=(("community", ("residents", "shops", "schools")),)),
         contacts(min_groups=(("*", 2),))),
        (contacts(min_groups=(("*", 2),)), contacts(min=(("*", 2),))),
    ],
)  # fmt: skip
def test_who_asks_more_of_conversations_asks_the_less_as_well(strong, weak):
    assert asked_follows(strong, weak)
    assert not asked_follows(weak, strong)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (contacts(within=YEAR), contacts(within=MONTH)),
        (contacts(purpose="content"), contacts()),
        (contacts(), contacts(domains=("council",))),
        (contacts(min_groups=(("*", 2),)), contacts(groups=(("community", ("shops",)),))),
    ],
)
def test_other_conversations_do_not_follow(one, other):
    assert not asked_follows(one, other)


@pytest.mark.parametrize(
    ("strong", "weak"),
    [
        (Artefact(type="vision", fields=("why",), must_cite=2), Artefact(type="vision")),
        (DecisionRecorded(body="council", outcomes=("ja",)), DecisionRecorded(body="council")),
        (DecisionRecorded(body="council", outcomes=("ja",)),
         DecisionRecorded(body="council", outcomes=("ja", "deels"))),
        (DecisionRecorded(body="council", since="this_visit"), DecisionRecorded(body="council")),
        (Approved(role="clerk", by=2), Approved(role="clerk")),
        (MinDuration(duration=YEAR), MinDuration(duration=MONTH)),
        (Chosen(choice="who", options=("city",)), Chosen(choice="who")),
        (Chosen(choice="who", options=("city",)),
         Chosen(choice="who", options=("city", "residents"))),
        (ContributionsReceived(min=2), ContributionsReceived(min=1)),
        (ContributionsDisposed(min=2), ContributionsReceived(min=2)),
        (Window(since=MAY, until=JUNE), Window(since=MAY)),
        (Window(since=JUNE, until=JUNE), Window(since=MAY, until=JUNE)),
    ],
)  # fmt: skip
def test_a_stronger_guard_implies_the_weaker(strong, weak):
    assert implies(fact(strong), fact(weak))
    assert not implies(fact(weak), fact(strong))


def test_a_month_and_thirty_days_do_not_follow_from_each_other():
    month, days = (fact(MinDuration(duration=one)) for one in (MONTH, Duration.parse("P30D")))

    assert not implies(month, days)
    assert not implies(days, month)


def test_only_the_outcomes_of_one_body_exclude_each_other():
    yes, no, other, both = (
        fact(DecisionRecorded(body=body, outcomes=outcomes))
        for body, outcomes in (
            ("council", ("ja",)), ("council", ("nee",)), ("clerk", ("nee",)),
            ("council", ("ja", "nee")),
        )
    )  # fmt: skip

    assert excludes(yes, no)
    assert not excludes(yes, other)
    assert not excludes(yes, both)


def test_only_other_options_of_one_choice_exclude_each_other():
    city, residents, other, both, either = (
        fact(Chosen(choice=choice, options=options))
        for choice, options in (
            ("who", ("city",)), ("who", ("residents",)), ("level", ("residents",)),
            ("who", ("city", "residents")), ("who", ()),
        )
    )  # fmt: skip

    assert excludes(city, residents)
    assert [excludes(city, one) for one in (other, both, either)] == [False] * 3


def test_only_windows_that_do_not_overlap_exclude_each_other():
    spring, summer, june = (
        fact(Window(since=since, until=until))
        for since, until in ((None, MAY), (JUNE, None), (MAY, JUNE))
    )

    assert excludes(spring, summer)
    assert excludes(summer, spring)
    assert not excludes(spring, june)
    assert not excludes(june, summer)


@pytest.mark.parametrize(
    ("gate", "possible"),
    [
        ((ContributionsReceived(min=3), ContributionsReceived(max=2)), False),
        ((ContributionsReceived(min=2), ContributionsReceived(max=2)), True),
        ((ContributionsDisposed(min=1), ContributionsReceived(max=0)), False),
        ((ContributionsReceived(max=2), denied(ContributionsReceived(max=2))), False),
        ((denied(ContributionsReceived(min=1, max=2)), ContributionsReceived(max=0)), True),
        ((denied(ContributionsReceived(min=1)), ContributionsReceived(min=2)), False),
    ],
)
def test_there_are_ways_just_where_a_number_fits_between_the_bounds(gate, possible):
    asked = tuple(Requirement(guard=one) for one in gate)
    owner = Phase(id="t0p0", label=X, kind=Kind.RELATION, exit=asked)
    track = Track(id="t0", label=X, initial="t0p0", transitions=(), phases=(owner,))

    assert bool(Conditions(workflow((track,))).terms(asked)) == possible


@pytest.mark.parametrize(
    "guard",
    [
        Endorsed(artefact="vision"), Approved(role="clerk"), MinDuration(duration=MONTH),
        DecisionRecorded(body="council", outcomes=("ja",)),
        Artefact(type="vision", fields=("why",)),
        DecisionRecorded(body="council", since="this_visit"),
        Chosen(choice="who", options=("city",)), ContributionsReceived(max=2), Window(until=JUNE),
    ],
)  # fmt: skip
def test_what_may_end_by_itself_is_not_held_to_stay(guard):
    assert not lasting(fact(guard))


def test_what_stays_is_held_to_stay():
    assert lasting(fact(DecisionRecorded(body="council")))
    assert lasting(fact(Artefact(type="vision")))
    assert lasting(fact(Chosen(choice="who")))
    assert lasting(fact(ContributionsReceived(min=2)))
    assert lasting(fact(Window(since=MAY)))
    assert all(lasting(one) for one in conversations(contacts(), HOUSE))
    assert not any(lasting(one) for one in conversations(contacts(within=YEAR), HOUSE))


def test_a_guard_of_others_is_taken_at_its_word():
    class Strange:
        kind = "strange"

        def __repr__(self):
            return "strange"

    asked = Requirement(guard=Strange())
    conditions = Conditions(HOUSE)

    assert conditions.terms((asked,))
    assert conditions.terms((Requirement(guard=Not(parts=(asked,))),))


SIZES = (3, 2)
TRACKS = tuple(
    Track(
        id=f"t{track}", label=X, initial=f"t{track}p0", transitions=(),
        phases=tuple(
            Phase(id=f"t{track}p{one}", label=X, kind=Kind.RELATION) for one in range(size)
        ),
    )
    for track, size in enumerate(SIZES)
)  # fmt: skip
PLACES = [{"t0": first, "t1": second} for first in TRACKS[0].phases for second in TRACKS[1].phases]


@settings(max_examples=100, deadline=None)
@given(st.lists(guards(SIZES, True, 3), min_size=1, max_size=3))
def test_a_gate_has_terms_just_where_it_can_be_met(asked):
    gate = tuple(Requirement(guard=one) for one in asked)
    start = TRACKS[0].phases[0]
    owner = Phase(id=start.id, label=X, kind=Kind.RELATION, exit=gate)
    first = Track(id="t0", label=X, initial="t0p0", transitions=(),
                  phases=(owner, *TRACKS[0].phases[1:]))  # fmt: skip
    terms = Conditions(workflow((first, TRACKS[1]))).terms(gate)

    for where in PLACES:
        met = any(all(holds(one, where, facts) for one in asked) for facts in SUBSETS)
        found = any(all(where[track].id in phases for track, phases in one.where) for one in terms)
        assert met == found, (where, FACTS)


def test_too_many_ways_are_refused_with_the_numbers():
    facts = [DecisionRecorded(body=f"b{one}") for one in range(40)]
    denied = Requirement(
        guard=Not(
            parts=(Requirement(guard=AnyOf(parts=tuple(Requirement(guard=f) for f in facts))),)
        )
    )
    pairs = tuple(
        Requirement(guard=AnyOf(parts=tuple(Requirement(guard=one) for one in facts[at : at + 4])))
        for at in range(0, 40, 4)
    )
    owner = Phase(
        id="t0p0", label=X, kind=Kind.RELATION, exit=(denied, Requirement(guard=AllOf(parts=pairs)))
    )
    track = Track(id="t0", label=X, initial="t0p0", transitions=(), phases=(owner,))

    with pytest.raises(TooLargeError, match="1024 > 1000"):
        Conditions(workflow((track,))).terms(pairs)
