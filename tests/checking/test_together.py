"""What can be met together is just what the guards themselves say, of all facts there can be."""

from collections import Counter
from datetime import date, timedelta
from itertools import combinations, product
from types import SimpleNamespace

import pytest

from tests.building import START, house
from tests.checking.test_conditions import MAY, MONTH, YEAR, contacts, denied
from trajecten import Kind, Requirement
from trajecten.checking.atoms import conversations, excludes, fact, implies, possible
from trajecten.checking.conditions import Conditions
from trajecten.checking.hearing import Groups, Heard, Layer
from trajecten.checking.limits import TooLargeError
from trajecten.core.duration import Duration
from trajecten.core.facts import (
    ActionFact,
    Approval,
    ArtefactFact,
    ChildFact,
    ChoiceFact,
    ContributionFact,
    DecisionFact,
    Entrance,
    Holding,
    TopicFact,
    Visit,
)
from trajecten.core.guards.answers import ContributionsDisposed, FeedbackSent
from trajecten.core.guards.children import Children
from trajecten.core.guards.choices import Chosen
from trajecten.core.guards.combine import AllOf, AnyOf
from trajecten.core.guards.contacts import ContactsPerDomain
from trajecten.core.guards.flow import MinDuration
from trajecten.core.guards.papers import Artefact, Endorsed
from trajecten.core.guards.people import Approved, RolesFilled
from trajecten.core.guards.received import ContributionsReceived
from trajecten.core.guards.records import ActionsOwned, DecisionRecorded, LessonsRecorded
from trajecten.core.guards.terms import TermElapsed, TermNotExpired, WithinTerm
from trajecten.core.guards.topics import TopicsChosen
from trajecten.core.guards.window import Window
from trajecten.core.workflow import Situation

WHO = """\
choices:
  who:
    label: {nl: Wie, en: Who}
    options:
      city: {label: {nl: stad, en: city}}
      residents: {label: {nl: inwoners, en: residents}}
      both: {label: {nl: beide, en: both}}
"""
HOUSE = house(("schema: trajecten/1\n", WHO))
DAY = Duration.parse("P1D")
DOMAINS = tuple(one.id for one in HOUSE.domains)


def known(*, now=START, visit=None, **facts):
    """Return facts and a situation; what is not told is not there."""
    visit = visit or Visit(phase="listening", since=START, seq=5)
    situation = Situation(
        workflow=HOUSE, now=now, track="conversation", visit=visit, transition="choose"
    )
    tracks, entered = {"conversation": visit}, {"listening": Entrance(seq=5, at=START)}
    return SimpleNamespace(tracks=tracks, entered=entered, **facts), situation


def subsets(members):
    return [each for n in range(len(members) + 1) for each in combinations(members, n)]


def decided(outcome, seq):
    one = DecisionFact("b-1", "council", outcome, seq)
    return known(decisions={"council": one} if outcome else {})


def answered(number, state):
    waiting = () if state else tuple(ContributionFact(id=f"c-{one}") for one in range(number))
    if state == "weighed":
        waiting = tuple(ContributionFact(id=f"c-{n}", disposition="taken") for n in range(number))
    late = (
        ContributionFact(
            id="c-0", disposition="taken", disposed_at=START, feedback_at=START + state
        )
        if isinstance(state, timedelta)
        else None
    )
    return known(
        contributions=number,
        open_contributions=lambda: waiting,
        latest_answers=lambda _limit: [late] if late and number else [],
    )  # fmt: skip


def paper(version, fields, cites, broken, seq):
    cited = tuple(map(str, range(cites + 1)))
    one = ArtefactFact(id="v-1", version=1, seq=seq, fields=fields,
                       cites=cited if broken else cited[1:],
                       broken=("0",) if broken else ())  # fmt: skip
    return known(artefacts={"vision": one} if version else {})


def endorsed(domains, roles):
    return known(
        artefacts={"vision": ArtefactFact(id="v-1", version=1, domains=domains, roles=roles)}
    )


def people(clerks, leads, given):
    holdings = [Holding("clerk", f"p{n}") for n in range(clerks)]
    holdings += [Holding("project_lead", f"p{n}") for n in range(leads)]
    given = tuple(Approval("choose", "clerk", f"p{n}") for n in range(given))
    return known(
        visit=Visit(phase="listening", since=START, seq=5, approvals=given), holdings=holdings
    )


def lessons(number, none):
    return known(visit=Visit(phase="listening", since=START, seq=5, lessons=number, no_lesson=none))


def actions(number, loose):
    found = [ActionFact(f"a-{n}", owned=not loose, dated=True) for n in range(number)]
    return known(actions=found, actions_finished=0)


def topics(each, criteria):
    found = [TopicFact(id=f"t-{n}", seq=n, chosen_by=one) for n, one in enumerate(each)]
    return known(topics=found, criteria=criteria)


def children(each):
    found = [
        ChildFact(ref=f"k-{n}", trajectory=f"k-{n}", seq=1, phases={"t": "x"}, kinds={"t": kind},
                  final=final)
        for n, (kind, final) in enumerate(each)
    ]  # fmt: skip
    return known(children=lambda: found)


COUNCIL = {"body": "council"}
CASES = {
    "decisions": (
        [DecisionRecorded(**COUNCIL), DecisionRecorded(**COUNCIL, outcomes=("a", "b")),
         DecisionRecorded(**COUNCIL, outcomes=("b", "c")),
         DecisionRecorded(**COUNCIL, outcomes=("a", "c")),
         DecisionRecorded(**COUNCIL, since="this_visit"),
         DecisionRecorded(**COUNCIL, outcomes=("a",), since="this_visit")],
        [decided(outcome, seq) for outcome in ("", "a", "b", "c", "d") for seq in (1, 9)],
    ),
    "choices": (
        [Chosen(choice="who"), Chosen(choice="who", options=("city",)),
         Chosen(choice="who", options=("residents",)),
         Chosen(choice="who", options=("city", "residents")),
         Chosen(choice="who", options=("residents", "both")),
         Chosen(choice="who", options=("city", "both")),
         Chosen(choice="who", since="this_visit"),
         Chosen(choice="who", options=("city",), since="this_visit")],
        [known(choices={"who": ChoiceFact(one, seq)} if one else {})
         for one in ("", "city", "residents", "both") for seq in (1, 9)],
    ),
    "days": (
        [Window(since=MAY), Window(until=MAY), Window(since=date(2026, 5, 3)),
         Window(until=date(2026, 5, 2)), Window(since=MAY, until=date(2026, 5, 4)),
         Window(since=date(2026, 5, 2), until=date(2026, 5, 3))],
        [known(now=START + timedelta(days=n)) for n in range(56, 70)],
    ),
    "contributions": (
        [ContributionsReceived(min=1), ContributionsReceived(min=2),
         ContributionsReceived(min=1, max=2), ContributionsReceived(max=0),
         ContributionsDisposed(), ContributionsDisposed(min=2), FeedbackSent(),
         FeedbackSent(within=DAY), FeedbackSent(within=MONTH)],
        [answered(n, how) for n in range(4)
         for how in ("", "weighed", timedelta(hours=1), timedelta(20), timedelta(200))],
    ),
    "papers": (
        [Artefact(type="vision"), Artefact(type="vision", fields=("why",)),
         Artefact(type="vision", fields=("who",)), Artefact(type="vision", fields=("why", "who")),
         Artefact(type="vision", must_cite=1),
         Artefact(type="vision", fields=("who",), must_cite=2),
         Artefact(type="vision", fields=("why",), since="this_visit")],
        [paper(there, fields, cites, broken, seq) for there in (0, 1) for seq in (1, 9)
         for fields in subsets(("why", "who")) for cites in range(3) for broken in (0, 1)],
    ),
    "endorsements": (
        [Endorsed(artefact="vision"), Endorsed(artefact="vision", domains=("council",)),
         Endorsed(artefact="vision", roles=("clerk",)),
         Endorsed(artefact="vision", domains=("council",), roles=("clerk",)),
         Endorsed(artefact="vision", domains=("executive", "administration", "community"))],
        [endorsed(domains, roles) for domains in subsets(DOMAINS) for roles in ((), ("clerk",))],
    ),
    "people": (
        [RolesFilled(roles=("clerk",)), RolesFilled(roles=("project_lead",)),
         RolesFilled(roles=("clerk", "project_lead")), Approved(role="clerk", by=0),
         Approved(role="clerk"), Approved(role="clerk", by=2)],
        [people(*each) for each in product(range(4), range(2), range(4))],
    ),
    "lessons": (
        [LessonsRecorded(min=n) for n in range(4)],
        [lessons(n, none) for n in range(5) for none in (False, True)],
    ),
    "actions": (
        [ActionsOwned(min=n) for n in range(4)],
        [actions(n, loose) for n in range(5) for loose in (False, True)],
    ),
    "durations": (
        [MinDuration(duration=one) for one in (Duration(), DAY, Duration.parse("P40D"))],
        [known(now=START + timedelta(days=n)) for n in (0, 5, 50)],
    ),
    "children": (
        [Children(), Children(min=2), Children(kinds=(Kind.DECISION,)),
         Children(kinds=(Kind.DECISION,), final=True), Children(min=2, kinds=(Kind.DECISION,)),
         Children(min=1, final=True)],
        [children(each) for n in range(4)
         for each in product(product((Kind.DECISION, Kind.RELATION), (False, True)), repeat=n)],
    ),
    "topics": (
        [TopicsChosen(), TopicsChosen(min=2), TopicsChosen(domains=("council",)),
         TopicsChosen(min=2, domains=("council",), criteria=False),
         TopicsChosen(min=0), TopicsChosen(min=0, criteria=False)],
        [topics(each, criteria) for n in range(4) for criteria in (False, True)
         for each in product(((), ("council",), DOMAINS), repeat=n)],
    ),
}  # fmt: skip
COMPARED_BY_PAIRS = {"children", "topics"}
"""What is not exact: a contradiction of three of these may be missed, but none is made up."""
SIDES = (None, True, False)


@pytest.mark.parametrize("sort", CASES)
def test_guards_can_be_met_together_just_where_some_facts_meet_them(sort):
    guards, world = CASES[sort]
    seen = {tuple(one.evaluate(*facts).met for one in guards) for facts in world}
    atoms = [fact(one, HOUSE) for one in guards]

    for asked in product(SIDES, repeat=len(guards)):
        holds = [one for one, side in zip(atoms, asked, strict=True) if side is True]
        fails = [one for one, side in zip(atoms, asked, strict=True) if side is False]
        found = any(
            all(side in (None, met) for side, met in zip(asked, each, strict=True)) for each in seen
        )
        assert found <= possible(holds, fails), (holds, fails)
        assert sort in COMPARED_BY_PAIRS or possible(holds, fails) == found, (holds, fails)


GROUPS = ("residents", "shops", "schools")
ABOUT = ("community", "listening", None, "")


def test_conversations_can_be_had_together_just_where_some_meet_what_is_asked():
    atoms = [
        Heard(*ABOUT, 1), Heard(*ABOUT, 2), Heard(*ABOUT, 3),
        Groups(*ABOUT, frozenset(GROUPS), 2), Groups(*ABOUT, frozenset(GROUPS[:2]), 1),
        Groups(*ABOUT, frozenset(GROUPS[1:]), 1), Groups(*ABOUT, frozenset(GROUPS[:1]), 1),
        Layer(*ABOUT, "staff"), Layer(*ABOUT, "management"),
    ]  # fmt: skip
    places = list(product((None, *GROUPS), (None, "staff", "management")))
    seen = {
        tuple(is_so(one, Counter(each)) for one in atoms)
        for number in range(4)
        for each in product(places, repeat=number)
    }

    for asked in product(SIDES, repeat=len(atoms)):
        holds = [one for one, side in zip(atoms, asked, strict=True) if side is True]
        fails = [one for one, side in zip(atoms, asked, strict=True) if side is False]
        found = any(
            all(side in (None, met) for side, met in zip(asked, each, strict=True)) for each in seen
        )
        assert possible(holds, fails) == found, (holds, fails)


def is_so(atom, held):
    match atom:
        case Heard(number=number):
            return held.total() >= number
        case Groups(groups=groups, number=number):
            return len(groups & {group for group, _ in held}) >= number
        case Layer(layer=layer):
            return layer in {one for _, one in held}


def test_what_was_said_of_late_was_said_before():
    year, month = (next(conversations(contacts(within=one), HOUSE)) for one in (YEAR, MONTH))

    assert implies(month, year)
    assert not implies(year, month)


@pytest.mark.parametrize(
    ("strong", "weak"),
    [
        (Children(kinds=(Kind.DECISION,)), Children(kinds=(Kind.DECISION,), final=True)),
        (Children(min=2, final=True), Children(kinds=(Kind.DECISION,), final=True, min=1)),
        (Children(final=True), Children(min=1)),
        (Children(min=3), Children()),
        (FeedbackSent(within=DAY), FeedbackSent(within=MONTH)),
        (MinDuration(duration=YEAR), MinDuration(duration=Duration.parse("P360D"))),
        (Approved(role="clerk"), RolesFilled(roles=("clerk",))),
        (TopicsChosen(), TopicsChosen(domains=("council",), criteria=False)),
    ],
)
def test_who_asks_more_asks_the_less_as_well(strong, weak):
    assert implies(fact(strong, HOUSE), fact(weak, HOUSE))
    assert not implies(fact(weak, HOUSE), fact(strong, HOUSE))


def test_a_term_has_run_out_or_runs_or_has_not_begun():
    elapsed, left, within = (
        fact(one(term="t")) for one in (TermElapsed, TermNotExpired, WithinTerm)
    )

    assert excludes(elapsed, left)
    assert excludes(elapsed, within)
    assert implies(within, left)
    assert not possible((), (elapsed, left))
    assert possible((left,), (elapsed, within))


def test_terms_and_bodies_of_another_name_do_not_meet():
    assert possible(
        (fact(TermElapsed(term="a")), fact(DecisionRecorded(body="council", outcomes=("a",)))),
        (fact(TermElapsed(term="b")), fact(DecisionRecorded(body="clerk", outcomes=("a",)))),
    )


def either(*guards):
    return AnyOf(parts=tuple(Requirement(guard=one) for one in guards))


def both(*guards):
    return AllOf(parts=tuple(Requirement(guard=one) for one in guards))


@pytest.mark.parametrize(
    "gate",
    [
        (contacts(min=(("*", 3),)), denied(contacts(min=(("*", 2),)))),
        (either(contacts(), Chosen(choice="who", options=("city",))),
         denied(contacts()), Chosen(choice="who", options=("both",))),
        (Chosen(choice="who"), denied(Chosen(choice="who", options=("city", "both"))),
         denied(Chosen(choice="who", options=("residents",)))),
        (denied(either(contacts(), denied(LessonsRecorded(min=2)))), denied(LessonsRecorded())),
        (denied(both(RolesFilled(roles=("clerk",)), RolesFilled(roles=("project_lead",)))),
         Approved(role="clerk"), RolesFilled(roles=("project_lead",))),
        (denied(LessonsRecorded(min=0)),),
        (denied(FeedbackSent()), ContributionsReceived(max=0)),
        (contacts(groups=(("community", ("residents", "shops")),)),
         contacts(groups=(("community", ("schools",)),)), denied(contacts(min=(("*", 3),)))),
    ],
)  # fmt: skip
def test_a_gate_that_contradicts_itself_has_no_terms(gate):
    asked = tuple(Requirement(guard=one) for one in gate)

    assert Conditions(stating(asked)).terms(asked) == ()


def stating(gate):
    """Return a workflow in which a gate stands: what collides with what is looked up there."""
    owner = HOUSE.tracks[0]
    (first, *rest) = owner.transitions
    changed = owner.__class__(
        id=owner.id, label=owner.label, initial=owner.initial, phases=owner.phases,
        transitions=(first.__class__(id=first.id, label=first.label, sources=first.sources,
                                     target=first.target, guards=gate), *rest),
    )  # fmt: skip
    return HOUSE.__class__(**vars_of(HOUSE) | {"tracks": (changed, *HOUSE.tracks[1:])})


def vars_of(workflow):
    return {name: getattr(workflow, name) for name in workflow.__dataclass_fields__}


def test_groups_in_a_domain_without_that_many_can_never_be_heard():
    (one,) = (
        each
        for each in conversations(
            ContactsPerDomain(domains=("community",), min=(("*", 0),), min_groups=(("*", 9),)),
            HOUSE,
        )
    )

    assert not possible((one,), ())


def test_too_many_ways_to_hear_groups_are_refused_with_the_numbers():
    pairs = [Groups(*ABOUT, frozenset((f"a{n}", f"b{n}")), 1) for n in range(16)]

    with pytest.raises(TooLargeError, match="10001 > 10000"):
        possible(pairs, (Heard(*ABOUT, 16),))
