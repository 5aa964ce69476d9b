"""What changed between two workflows, in words, and what it does to relation first."""

import pytest

from tests.building import CHOOSE, HOUSE, LISTENING, house
from tests.choices import choosing
from trajecten import ChangeSort, Strictness, compare, load_workflow

PLAIN = house()
LISTEN = "guards: [{guard: contacts_per_domain, domains: [council]}]"
ASIDE = "continuous: true\nrelation_first: {set_aside: {reason: {nl: Nood, en: Need}, basis: wet}}"
STATE = "      state: {label: {nl: Rijk, en: State}}\n"
COMMUNITY = "  council: {label: {nl: Raad, en: Council}}\n"


def turned(old, new):
    assert HOUSE.count(old) == 1, old
    return load_workflow(HOUSE.replace(old, new).encode())


def sharpened(setting):
    return turned("continuous: true", f"continuous: true\nrelation_first: {{{setting}}}")


def words(old, new):
    return [one.words.en for one in compare(old, new).changes]


TERM = """\
terms:
  views:
    label: {nl: Zienswijzen, en: Views}
    length: P6W
    starts: {start: true}
    basis: Awb 3:16
    calendar: termijnenwet
    kind: maximum
exemptions:
  minor: {label: {nl: Klein, en: Minor}, basis: x}
"""
LEAVE = """\
    ends: {deciding: council}
    extension: {length: P2W, basis: x}
    suspension: {basis: x}
"""
TIMED = TERM.replace("exemptions:", f"{LEAVE}exemptions:")


def timed(*changes, text=TERM):
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return house(("continuous: true\n", text))


@pytest.mark.parametrize(
    ("new", "told"),
    [
        (timed(("P6W", "P8W")), "takes 8 weeks now"),
        (timed(("{start: true}", "{deciding: council}")), "begins with a decision of Council now"),
        (timed(("kind", "counts_from: same_day\n    kind")), "counts from the day itself now"),
        (timed(("kind: maximum", "kind: minimum")), "must have passed now (minimum)"),
        (timed(("calendar: termijnenwet", "calendar: days")), "ends on the day itself now (days)"),
        (timed(("Awb 3:16", "Awb 3:18")), "another basis: Awb 3:18"),
        (timed(text=TIMED), "ends with a decision of Council now"),
        (timed(text=TIMED), "can be extended by 2 weeks now"),
        (timed(text=TIMED), "can be suspended now"),
    ],
)  # fmt: skip
def test_a_change_of_a_term_is_told_in_words(new, told):
    assert f"term views: {told}" in words(timed(), new)


def test_what_a_term_may_no_longer_is_told_too():
    assert words(timed(text=TIMED), timed()) == [
        "term views: ends - now",
        "term views: can no longer be extended",
        "term views: can no longer be suspended",
    ]


def test_a_new_term_and_a_new_ground_are_told():
    assert words(PLAIN, timed()) == [
        "new: term Views (views)",
        "new: ground for an exemption Minor (minor)",
    ]


@pytest.mark.parametrize(
    ("new", "told"),
    [
        (choosing(("      together: {label: {nl: Samen, en: Together}}\n", "")),
         "choice initiative: can no longer be: together"),
        (choosing(("      together:", f"{STATE}      together:")),
         "choice initiative: can now be: state"),
        (choosing(("    basis: Verordening art. 2\n", "")), "choice initiative: another basis: -"),
    ],
)  # fmt: skip
def test_a_change_of_a_choice_is_told_in_words(new, told):
    assert words(choosing(), new) == [told]


def test_a_new_choice_is_told_and_one_that_is_gone():
    assert words(PLAIN, choosing()) == ["new: choice who takes the initiative (initiative)"]
    assert words(choosing(), PLAIN) == ["gone: choice who takes the initiative (initiative)"]


def test_a_step_that_asks_for_a_choice_a_number_or_a_day_is_told():
    asked = (
        "{guard: chosen, choice: initiative, options: residents}, "
        "{guard: contributions_received, max: 0}, {guard: window, from: 2026-05-01}"
    )
    text = choosing().text.decode().replace(CHOOSE, f"{CHOOSE}, guards: [{asked}]")

    told = (
        "a choice made (choice: initiative, options: residents)",
        "contributions received (max: 0)",
        "a day in a period (from: 2026-05-01)",
    )
    assert words(choosing(), load_workflow(text.encode())) == [
        f"transition choose: asks for the step now: {one}" for one in told
    ]


def test_what_takes_the_place_of_an_older_phase_is_told():
    first = turned(
        "continuous: true", "continuous: true\nmigrates: {phases: {a: topics, b: doing}}"
    )
    second = turned("continuous: true", "continuous: true\nmigrates: {phases: {a: doing}}")

    assert words(PLAIN, first) == [
        "phase topics: takes the place of a in a migration",
        "phase doing: takes the place of b in a migration",
    ]
    assert words(first, second) == [
        "phase doing: takes the place of a in a migration",
        "what takes the place of b in a migration is no longer said",
    ]
    assert compare(first, second).relation is Strictness.SAME


def test_a_step_that_asks_for_another_ground_is_told():
    asking = house(("continuous: true\n", TERM), (CHOOSE, ", exemption: minor"))

    assert "transition choose: asks a ground of minor now" in words(timed(), asking)
    assert "transition choose: asks a ground of none now" in words(asking, timed())


def test_nothing_changed_in_a_file_that_is_read_twice():
    assert compare(PLAIN, house()).changes == ()
    assert compare(PLAIN, house()).relation is Strictness.SAME


@pytest.mark.parametrize(
    ("new", "told"),
    [
        (turned("from: listening, to: doing", "from: topics, to: doing"),
         "transition plunge: leaves topics now"),
        (turned("from: waiting, to: stopped", "from: stopped, to: waiting"),
         "transition stop: goes to waiting now"),
        (house((CHOOSE, ", motivation: required")), "transition choose: asks a motivation now"),
        (house((CHOOSE, ", roles: [clerk]")), "transition choose: may be taken by clerk now"),
        (house((CHOOSE, ", exit_gate: false")), "transition choose: skips what the phase asks now"),
        (house((CHOOSE, ", automatic: true")), "transition choose: is taken by itself now"),
        (house((LISTENING, ", min_duration: P7D")), "phase listening: takes at least 7 days now"),
        (house((LISTENING, ", basis: Awb 3:11")), "phase listening: another basis: Awb 3:11"),
        (house((LISTENING, ", exit: [{guard: artefact, type: vision, fields: [why]}]")),
         "phase listening: asks on leaving now: a paper (type: vision, fields: why)"),
        (house((LISTENING, ", entry: [{not: {guard: decision_recorded, body: council}}]")),
         "phase listening: asks on entering now: not a decision (body: council)"),
        (turned("  clerk: {label: {nl: Griffier, en: Clerk}}\n", ""), "gone: role Clerk (clerk)"),
        (turned("{nl: Griffier, en: Clerk}", "{nl: Griffier, en: Clerk}, succession: required"),
         "role clerk: asks a successor now"),
    ],
)  # fmt: skip
def test_a_change_is_told_in_words_and_leaves_relation_first_alone(new, told):
    difference = compare(PLAIN, new)

    assert told in [one.words.en for one in difference.changes]
    assert difference.relation is Strictness.SAME


@pytest.mark.parametrize(
    ("old", "new", "strictness"),
    [
        (PLAIN, turned("continuous: true", ASIDE), Strictness.LOOSER),
        (PLAIN, sharpened("min: 2"), Strictness.TIGHTER),
        (PLAIN, sharpened("within: P1Y"), Strictness.TIGHTER),
        (sharpened("min: 2"), sharpened("within: P1Y"), Strictness.MIXED),
        (sharpened("min: {council: 2}"), sharpened("min: {community: 2}"), Strictness.MIXED),
        (PLAIN, turned(COMMUNITY, ""), Strictness.LOOSER),
        (PLAIN, turned("en: Topics}, kind: content", "en: Topics}, kind: relation"),
         Strictness.LOOSER),
        (PLAIN, house((CHOOSE, f", {LISTEN}")), Strictness.TIGHTER),
    ],
)  # fmt: skip
def test_the_difference_says_what_it_does_to_relation_first(old, new, strictness):
    back = {Strictness.LOOSER: Strictness.TIGHTER, Strictness.TIGHTER: Strictness.LOOSER}

    assert compare(old, new).relation is strictness
    assert compare(new, old).relation is back.get(strictness, strictness)


FIRM = "relation_first: {decided_by: commissioner, basis: gids}"


def freed(*lines, allowed="[skip]", by="commissioner"):
    """Return the workflow in which something may be deviated from."""
    lines = [f"allowed: {allowed}", f"decided_by: {by}", "basis: gids", *lines]
    return turned("continuous: true", "continuous: true\ndeviations:\n  " + "\n  ".join(lines))


@pytest.mark.parametrize(
    ("old", "new", "nl", "en"),
    [
        (PLAIN, freed(), "afwijken kan nu door overslaan", "deviating goes by skip now"),
        (freed(), PLAIN, "afwijken kan nu door niets", "deviating goes by nothing now"),
        (freed(), freed(allowed="[merge, add]"), "afwijken kan nu door samenvoegen en aanpassen",
         "deviating goes by merge and adapt now"),
        (PLAIN, freed(by="[commissioner, clerk]"),
         "over afwijkingen besluit nu Opdrachtgever of Griffier",
         "Commissioner or Clerk decides on deviations now"),
        (freed(), PLAIN, "over afwijkingen besluit nu niemand",
         "nobody decides on deviations now"),
        (freed(), freed("debt: P6W"),
         "wat na een afwijking moet gebeuren, of hoe lang een besluit geldt, is anders",
         "what a deviation owes, or how long a decision holds, is different"),
        (freed(FIRM), PLAIN, "over een afwijking van relatie eerst besluit nu niemand",
         "nobody decides on a deviation from relation first now"),
        (freed(FIRM), freed(FIRM.replace("gids", "motie 3")),
         "over afwijkingen van relatie eerst wordt nu besloten op grond van motie 3",
         "deviations from relation first are decided on by motie 3 now"),
    ],
)  # fmt: skip
def test_what_may_be_deviated_from_is_told_in_words(old, new, nl, en):
    changes = compare(old, new).changes

    assert nl in [one.words.nl for one in changes]
    assert en in [one.words.en for one in changes]
    assert {one.noun for one in changes} == {"deviations"}


@pytest.mark.parametrize(
    ("old", "new", "strictness"),
    [
        (PLAIN, freed(), Strictness.SAME),
        (freed(), freed(allowed="[skip, add]", by="clerk"), Strictness.SAME),
        (freed(), freed("expires_after: P2W"), Strictness.SAME),
        (freed(), freed(FIRM), Strictness.LOOSER),
        (freed(FIRM), freed(), Strictness.TIGHTER),
        (freed(FIRM), freed(FIRM.replace("commissioner", "[commissioner, clerk]")),
         Strictness.LOOSER),
        (freed(FIRM), freed(FIRM.replace("commissioner", "clerk")), Strictness.MIXED),
        (freed(FIRM), freed(FIRM.replace("gids}", "gids, debt: P4W}")), Strictness.SAME),
        (freed(FIRM), freed(FIRM, allowed="[skip, add]"), Strictness.LOOSER),
        (freed(FIRM, allowed="[skip, add]"), freed(FIRM), Strictness.TIGHTER),
    ],
)  # fmt: skip
def test_who_may_let_relation_first_go_makes_it_looser_or_tighter(old, new, strictness):
    assert compare(old, new).relation is strictness


def test_the_same_freedom_is_no_change():
    assert compare(freed(FIRM), freed(FIRM)).changes == ()


def test_a_phase_that_is_set_by_law_now_is_told():
    law = house((LISTENING, ", statutory: true, basis: Awb 3:15"))

    assert "phase listening: is set by law now" in [
        one.words.en for one in compare(PLAIN, law).changes
    ]
    assert "fase listening: staat niet meer in de wet" in [
        one.words.nl for one in compare(law, PLAIN).changes
    ]


def test_what_is_new_or_gone_is_told_with_its_way():
    less = turned(
        "      - {id: stop, label: {nl: Stoppen, en: Stop}, from: waiting, to: stopped}\n",
        "      - {id: halt, label: {nl: Halt, en: Halt}, from: waiting, to: stopped}\n",
    )

    assert words(PLAIN, less) == [
        "gone: transition Stop (stop); from waiting to stopped",
        "new: transition Halt (halt); from waiting to stopped",
    ]
    sorts = [one.sort for one in compare(PLAIN, less).changes]
    assert sorts == [ChangeSort.REMOVED, ChangeSort.ADDED]


def test_the_same_conditions_in_another_order_are_no_change():
    one, other = "{guard: lessons_recorded}", "{guard: feedback_sent}"
    first = house((LISTENING, f", exit: [{one}, {other}]"))
    second = house((LISTENING, f", exit: [{other}, {one}]"))

    assert compare(first, second).changes == ()
