"""What a change does to relation first: what follows from what, and which ways lead past it."""

import pytest

from tests.building import CHOOSE, HOUSE, LISTENING, house
from trajecten import Strictness, compare, load_workflow

PLAIN = house()
BACK = {Strictness.LOOSER: Strictness.TIGHTER, Strictness.TIGHTER: Strictness.LOOSER}
STOP = "      - {id: stop, label: {nl: Stoppen, en: Stop}, from: waiting, to: stopped}\n"
ASIDE = "relation_first: {set_aside: {reason: {nl: Nood, en: Need}, basis: wet}}\n"


def heard(more="min: 3"):
    return f"{{guard: contacts_per_domain, {more}}}"


def leaving(*conditions):
    """Return the house in which these are asked on leaving the listening phase."""
    return house((LISTENING, f", exit: [{', '.join(conditions)}]"))


def written(*changes, text=HOUSE):
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return load_workflow(text.encode())


def firm(*changes):
    """Return the house in which listening is asked on leaving, and pieces are replaced."""
    return written(*changes, text=leaving(heard()).text.decode())


def step(identifier, source, target, more=""):
    """Return the change that adds a step behind the others of its track."""
    label = f"label: {{nl: {identifier}, en: {identifier}}}"
    line = f"      - {{id: {identifier}, {label}, from: {source}, to: {target}{more}}}\n"
    track = "  - id: legal\n"
    return track, line + track


def loose(old, new):
    """Return what the newer asks less, or partly less, in words."""
    less = {Strictness.LOOSER, Strictness.MIXED}
    return [one.words.en for one in compare(old, new).changes if one.relation in less]


@pytest.mark.parametrize(
    ("first", "second", "strictness"),
    [
        ([heard("min: 1")], [heard("min: 2")], Strictness.TIGHTER),
        ([heard("min: 1")], [heard("min: 1"), heard("min: 2")], Strictness.TIGHTER),
        ([heard("min: 2")], [heard("min: 1"), heard("min: 2")], Strictness.SAME),
        ([heard("within: P1Y")], [heard("within: P1M")], Strictness.TIGHTER),
        ([heard("domains: [council]")], [heard("domains: [council, executive]")],
         Strictness.TIGHTER),
        ([heard("domains: [council]")], [heard("domains: [executive]")], Strictness.MIXED),
        ([heard("min: 1")], [heard("groups: {community: [residents]}")], Strictness.TIGHTER),
        ([heard("groups: {community: [residents]}")],
         [heard("groups: {community: [residents, shops]}")], Strictness.TIGHTER),
        ([heard("groups: {community: [residents]}, min: 2")],
         [heard("groups: {community: [residents, shops]}")], Strictness.MIXED),
        ([f"{{any: [{heard()}, {{guard: feedback_sent}}]}}"], [heard()], Strictness.TIGHTER),
        ([f"{{all: [{heard()}, {{guard: feedback_sent}}]}}"], [heard()], Strictness.SAME),
        ([heard("purpose: content, min: 1")], [heard("purpose: content, min: 2")],
         Strictness.SAME),
    ],
)  # fmt: skip
def test_a_condition_is_weighed_by_what_follows_from_what(first, second, strictness):
    old, new = leaving(*first), leaving(*second)

    assert compare(old, new).relation is strictness
    assert compare(new, old).relation is BACK.get(strictness, strictness)


def test_one_condition_in_the_place_of_another_is_told_as_one_change():
    (change,) = compare(leaving(heard("min: 2")), leaving(heard("min: 3"))).changes

    assert change.words.nl == (
        "fase listening: vroeg bij het verlaten: gesprekken per domein (min: * 2); "
        "nu gesprekken per domein (min: * 3)"
    )
    assert change.words.en == (
        "phase listening: asked on leaving: conversations per domain (min: * 2); "
        "now conversations per domain (min: * 3)"
    )


def test_leaving_out_a_gate_that_listens_asks_less():
    left = firm((CHOOSE, f"{CHOOSE}, exit_gate: false"))

    assert loose(firm(), left) == ["transition choose: skips what the phase asks now"]
    assert compare(left, firm()).relation is Strictness.TIGHTER


def test_leaving_out_a_gate_that_does_not_listen_asks_no_less():
    feedback = leaving("{guard: feedback_sent}")
    left = written((CHOOSE, f"{CHOOSE}, exit_gate: false"), text=feedback.text.decode())

    assert compare(feedback, left).relation is Strictness.SAME


@pytest.mark.parametrize("more", ["", ", guards: [{guard: feedback_sent}]"])
def test_a_new_way_into_content_that_asks_less_is_looser(more):
    sneaking = firm(step("sneak", "listening", "topics", f", exit_gate: false{more}"))

    assert loose(firm(), sneaking) == ["new: transition sneak (sneak); from listening to topics"]
    assert compare(sneaking, firm()).relation is Strictness.TIGHTER


GUARDED = (CHOOSE, f"{CHOOSE}, guards: [{heard()}]")
LEFT = (
    ("      - {id: leap, label: {nl: Springen, en: Leap}, from: listening, to: deciding}\n", ""),
    ("      - {id: plunge, label: {nl: Duiken, en: Plunge}, from: listening, to: doing}\n", ""),
)
LEARN = "from: [topics, deciding, doing], to: learning"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ((LEARN, LEARN.replace("[topics", "[listening, topics")),
         ["transition learn: leaves listening, topics, deciding and doing now"]),
        (("from: topics, to: deciding", "from: [topics, listening], to: deciding"),
         ["transition settle: leaves topics and listening now"]),
        ((LEARN, LEARN.replace("topics, ", "")), []),
    ],
)  # fmt: skip
def test_a_step_that_leaves_elsewhere_is_weighed_by_where_it_leads(change, told):
    old = written(GUARDED, *LEFT)

    assert loose(old, written(GUARDED, *LEFT, change)) == told


def test_a_step_that_goes_elsewhere_is_weighed_too():
    old = written(GUARDED, *LEFT, step("stay", "listening", "listening"))
    new = written(GUARDED, *LEFT, step("stay", "listening", "topics"))

    assert loose(old, new) == ["transition stay: goes to topics now"]
    assert compare(new, old).relation is Strictness.TIGHTER


def test_a_new_way_that_asks_as_much_is_no_looser():
    other = step("other", "listening", "topics", f", guards: [{heard()}]")

    assert compare(written(GUARDED, *LEFT), written(GUARDED, *LEFT, other)).relation is (
        Strictness.SAME
    )


def test_a_new_way_of_which_the_engine_asks_as_much_is_no_looser():
    guarded = (CHOOSE, f"{CHOOSE}, guards: [{heard('domains: [council]')}]")
    other = step("other", "listening", "topics")

    assert compare(written(guarded, *LEFT), written(guarded, *LEFT, other)).relation is (
        Strictness.SAME
    )


def test_a_way_from_where_all_were_heard_is_no_looser():
    old = written(GUARDED, *LEFT)

    assert loose(old, written(GUARDED, *LEFT, step("on", "topics", "doing"))) == []


def test_what_must_be_recent_is_asked_again_by_each_way():
    recent = f"guards: [{heard('within: P1M')}]"
    settle = "from: topics, to: deciding"
    guarded = ((CHOOSE, f"{CHOOSE}, {recent}"), (settle, f"{settle}, {recent}"), *LEFT)
    new = written(*guarded, step("on", "topics", "deciding"))

    assert loose(written(*guarded), new) == ["new: transition on (on); from topics to deciding"]


def test_content_under_another_name_is_held_to_the_content_that_was():
    old = written(GUARDED, *LEFT)
    text = old.text.decode()
    renamed = text.replace("topics", "themes").replace(f", guards: [{heard()}]", "")
    renamed = renamed.replace("id: choose,", "id: pick,")

    assert "new: transition Choose (pick); from listening to themes" in loose(
        old, load_workflow(renamed.encode())
    )


def test_a_track_that_begins_past_where_is_listened_is_looser():
    phases = "    phases:\n      - {id: listening"
    first = written((phases, f"    initial: listening\n{phases}"), GUARDED, *LEFT)
    second = written((phases, f"    initial: learning\n{phases}"), GUARDED, *LEFT)

    told = "phase topics: can begin now without: conversations per domain (min: * 3)"
    assert loose(first, second)[0] == told
    assert compare(second, first).relation is Strictness.TIGHTER


def test_no_longer_waiting_for_a_track_that_listens_is_looser():
    waits = "{guard: in_phase, track: conversation, phases: [topics]}"
    stopped = "{id: stopped, label: {nl: Gestopt, en: Stopped}, kind: learning}"
    content = (stopped, stopped.replace("learning", "content"))
    old = written(GUARDED, *LEFT, content, (STOP, STOP.replace("}\n", f", guards: [{waits}]}}\n")))

    assert loose(old, written(GUARDED, *LEFT, content)) == [
        "phase stopped: can begin now without: conversations per domain (min: * 3)"
    ]


HEART = "{id: core, label: {nl: Kern, en: Core}, kind: relation"
CORE = (
    ("      - {id: topics,",
     f"      - {HEART}, entry: [{heard('min: 2')}]}}\n      - {{id: topics,"),
    step("to-core", "listening", "core"),
)  # fmt: skip


def test_a_phase_that_listened_and_is_gone_asks_less():
    assert loose(written(*CORE), PLAIN) == ["gone: phase Core (core)"]


@pytest.mark.parametrize(("least", "told"), [(3, []), (1, ["gone: phase Core (core)"])])
def test_what_takes_the_place_of_a_phase_may_ask_as_much(least, told):
    text = written(*CORE).text.decode()
    other = text.replace("core", "heart").replace("min: 2", f"min: {least}")
    stated = other.replace(
        "continuous: true", "continuous: true\nmigrates: {phases: {core: heart}}"
    )

    assert loose(written(*CORE), load_workflow(stated.encode())) == told


TWO = "relation_first: {min_groups: 2}\n"
CHURCHES = "      churches: {label: {nl: Kerken, en: Churches}}\n"


def of_groups(*changes, setting=TWO):
    return written(("continuous: true\n", f"continuous: true\n{setting}"), *changes)


def test_a_group_more_to_choose_from_asks_less_and_one_fewer_asks_more():
    fewer = of_groups((CHURCHES, ""))

    assert loose(fewer, of_groups()) == ["domain community: new group Churches (churches)"]
    assert compare(of_groups(), fewer).relation is Strictness.TIGHTER


def test_groups_that_nobody_counts_leave_relation_first_alone():
    fewer = written((CHURCHES, ""))

    assert [one.words.en for one in compare(PLAIN, fewer).changes] == [
        "domain community: group Churches (churches) is gone"
    ]
    assert compare(PLAIN, fewer).relation is Strictness.SAME


def test_a_domain_that_a_step_still_heard_is_not_dropped_unseen():
    council = "  council: {label: {nl: Raad, en: Council}}\n"
    old = of_groups(GUARDED, setting=ASIDE)
    new = of_groups(GUARDED, (council, ""), setting=ASIDE)

    assert loose(old, new) == ["gone: domain Council (council)"]
    assert loose(of_groups(setting=ASIDE), of_groups((council, ""), setting=ASIDE)) == []


def test_another_basis_deep_in_a_condition_is_told_as_that():
    plain = "{any: [{guard: feedback_sent}, {guard: lessons_recorded}]}"
    based = plain.replace("recorded}", "recorded, basis: art. 1}")

    assert [one.words.en for one in compare(leaving(plain), leaving(based)).changes] == [
        "phase listening: another basis for any: art. 1"
    ]


def test_a_condition_that_few_were_heard_is_weighed_as_any_other():
    old, new = (
        leaving(f"{{not: {heard(f'domains: [council], min: {least}')}}}") for least in (3, 2)
    )

    assert compare(old, new).relation is Strictness.TIGHTER
    assert compare(new, old).relation is Strictness.LOOSER


def test_what_has_more_ways_than_can_be_told_apart_is_not_taken_for_as_strict(monkeypatch):
    monkeypatch.setattr("trajecten.checking.conditions.MOST_TERMS", 1)
    first, second = (
        leaving(f"{{any: [{heard('domains: [council]')}, {heard(f'min: {least}')}]}}")
        for least in (4, 5)
    )

    assert compare(first, second).relation is Strictness.MIXED
