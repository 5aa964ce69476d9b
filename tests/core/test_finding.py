"""Findings as data, and back."""

from unicodedata import normalize

from hypothesis import given
from hypothesis import strategies as st

from tests.building import Story
from trajecten import RecordContact
from trajecten.core.finding import (
    MAX_NAMED,
    MAX_NESTED,
    MAX_REMEDIES,
    Finding,
    Missing,
    Remedy,
    finding_of,
    flaw_of,
)
from trajecten.core.guards import AllOf, ContactsPerDomain
from trajecten.core.text import Text, same
from trajecten.core.workflow import Requirement
from trajecten.ledger.canonical import decode, encode

WORDS = st.text(st.characters(exclude_categories=["Cs"])).map(lambda one: normalize("NFC", one))
TEXTS = st.builds(Text, WORDS, WORDS)
SLUGS = st.from_regex(r"[a-z][a-z0-9_]{0,9}", fullmatch=True)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(SLUGS, inner, max_size=3),
    max_leaves=4,
)
MISSING = st.lists(st.builds(Missing, SLUGS, TEXTS), max_size=3).map(tuple)
ARGUMENTS = st.lists(st.tuples(SLUGS, WORDS), max_size=2).map(tuple)
REMEDIES = st.lists(
    st.builds(Remedy, TEXTS) | st.builds(Remedy, TEXTS, SLUGS, ARGUMENTS), max_size=3
).map(tuple)


def findings(parts: st.SearchStrategy[tuple[Finding, ...]]) -> st.SearchStrategy[Finding]:
    return st.builds(
        Finding,
        guard=SLUGS,
        met=st.booleans(),
        message=TEXTS,
        missing=MISSING,
        remedies=REMEDIES,
        facts=st.dictionaries(SLUGS, JSON, max_size=3),
        parts=parts,
        basis=st.none() | WORDS.filter(bool),
        place=SLUGS,
        failed=st.booleans(),
        waived=st.just("") | SLUGS,
    )


FLAT = findings(st.just(()))
FINDINGS = FLAT | findings(st.lists(FLAT, max_size=2).map(tuple))


def nested(levels: int) -> Requirement:
    """Return a guard joined to itself alone, so many levels deep."""
    requirement = Requirement(guard=ContactsPerDomain(layers=(("administration", ("staff",)),)))
    for _ in range(levels):
        requirement = Requirement(guard=AllOf(parts=(requirement,)))
    return requirement


def depth(finding: Finding) -> int:
    return max((1 + depth(one) for one in finding.parts), default=0)


@given(FINDINGS)
def test_a_finding_written_as_data_is_read_back_the_same(finding: Finding) -> None:
    assert finding_of(finding.as_data()) == finding


@given(FINDINGS)
def test_a_finding_is_true_when_it_is_met(finding: Finding) -> None:
    assert bool(finding) is finding.met


@given(FINDINGS)
def test_a_finding_passes_when_it_is_met_or_let_pass_by_a_deviation(finding: Finding) -> None:
    assert finding.passes is (finding.met or bool(finding.waived))


@given(FINDINGS)
def test_a_finding_that_was_not_let_pass_is_written_as_it_always_was(finding: Finding) -> None:
    assert ("waived" in finding.as_data()) is bool(finding.waived)


@given(FINDINGS)
def test_a_finding_of_the_right_shape_has_no_flaw(finding: Finding) -> None:
    assert flaw_of(finding) is None


def test_words_are_written_in_one_unicode_form() -> None:
    finding = Finding(guard="x", met=False, message=same("Cafe\u0301"))

    assert finding.as_data()["message"] == {"nl": "Caf\u00e9", "en": "Caf\u00e9"}


def test_only_so_many_missing_things_and_remedies_are_written() -> None:
    finding = Finding(
        guard="x",
        met=False,
        message=same("x"),
        missing=(Missing("a", same("a")),) * (MAX_NAMED + 1),
        remedies=(Remedy(same("b")),) * (MAX_REMEDIES + 1),
    )

    written = finding_of(finding.as_data())

    assert (len(written.missing), len(written.remedies)) == (MAX_NAMED, MAX_REMEDIES)


def test_conditions_joined_deeper_than_an_entry_goes_can_be_written() -> None:
    story = Story().tell(RecordContact(domain="council"))

    finding = nested(12).evaluate(story.facts, story.situation())
    written = finding_of(
        decode(encode({"data": {"findings": [finding.as_data()]}}))["data"]["findings"][0]
    )

    assert depth(written) == MAX_NESTED
    assert written.message == finding.message
