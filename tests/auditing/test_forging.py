"""Every forgery by an insider who recomputes all hashes is found, and called by its name."""

from dataclasses import dataclass
from typing import Any

import pytest

from tests.auditing.forging import (
    Change,
    accepted,
    forge,
    forge_whole,
    identity,
    kinds,
    refused,
    the_one,
)
from tests.engine.kit import LAST, REF, Desk
from tests.storage import damaging
from trajecten import DiscrepancyKind

KIND = DiscrepancyKind


@dataclass(frozen=True)
class Case:
    """A forgery of the furnished trajectory, with the entry and the kind that replay must name."""

    name: str
    seq: int
    kind: DiscrepancyKind
    change: Change

    def __str__(self) -> str:
        return self.name


def data(**changes: Any) -> Change:
    return lambda fields: fields["data"].update(changes)


def of_finding(**changes: Any) -> Change:
    return lambda fields: fields["data"]["findings"][0].update(changes)


def asked(**changes: Any) -> Change:
    return lambda fields: fields["data"]["asked"].update(changes)


def without(key: str) -> Change:
    return lambda fields: fields["data"].pop(key)


def in_role(role: str) -> Change:
    return lambda fields: fields.update(role=role)


MESSAGE = {"nl": "Alles is in orde", "en": "All is well"}

CASES = (
    Case("a-step-accepted", 23, KIND.FORGED_ACCEPTANCE, accepted),
    Case("in-a-role-not-held", 21, KIND.FORGED_ACCEPTANCE, in_role("clerk")),
    Case("of-what-is-not-there", 16, KIND.EVENT, lambda fields: fields.update(object="action-9")),
    Case("a-note-refused", 22, KIND.FORGED_REFUSAL, refused),
    Case("a-topic-refused", LAST, KIND.FORGED_REFUSAL, refused),
    Case("the-words-of-a-finding", 24, KIND.FINDINGS, of_finding(message=MESSAGE)),
    Case("what-was-counted", 24, KIND.FINDINGS,
         of_finding(facts={"contacts": [{"domain": "council", "counted": 9}]})),
    Case("another-condition", 24, KIND.FINDINGS, of_finding(guard="approved")),
    Case("why-it-was-refused", 23, KIND.FINDINGS, of_finding(message=MESSAGE)),
    Case("a-version", 7, KIND.EVENT, data(version=7)),
    Case("what-it-was-before", 5, KIND.EVENT,
         data(was={"domain": "council", "group": None, "layer": None, "purpose": "listening",
                   "at": "2026-03-02T09:00:00.000000Z"})),
    Case("where-it-is", 22, KIND.EVENT, data(phases={"klein": "learning"})),
    Case("a-key-too-many", 22, KIND.EVENT, data(terms={"x": "2026-03-02"})),
    Case("a-text-too-many", 8, KIND.EVENT,
         lambda fields: fields["personal"].update(motivation="ab" * 32)),
    Case("when-it-happened", 22, KIND.EVENT,
         lambda fields: fields.update(at="2026-03-02T09:00:00.000000Z")),
    Case("a-step-that-is-not-there", 23, KIND.NOT_UNDERSTOOD, asked(transition="elsewhere")),
    Case("a-contact-somewhere-else", 3, KIND.FORGED_ACCEPTANCE, data(group="elsewhere")),
    Case("without-what-was-asked", 23, KIND.NOT_POSSIBLE, without("asked")),
    Case("no-such-purpose", 3, KIND.NOT_POSSIBLE, data(purpose="shouting")),
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_forgery_is_found_and_named(furnished: Desk, case: Case) -> None:
    forge(furnished, case.seq, case.change)
    (chain,) = furnished.like().verify(REF).trajectories

    found = the_one(furnished)

    assert chain.damage in {None, "personal", "gone"}  # No hash tells.
    assert (case.seq, case.kind) in kinds(found)
    first = next(one for one in found.discrepancies if one.seq == case.seq)
    assert str(case.seq) in first.message.nl
    assert str(case.seq) in first.message.en
    assert first.recorded != first.found


def test_only_the_entry_that_was_forged_is_named(furnished: Desk) -> None:
    forge_whole(furnished, 24, of_finding(message=MESSAGE))

    found = the_one(furnished)

    assert kinds(found) == [(24, KIND.FINDINGS)]
    (one,) = found.discrepancies
    assert [each["message"] for each in one.recorded["findings"]] == [MESSAGE]
    assert [each["guard"] for each in one.found["findings"]] == ["contacts_per_domain"]


def test_a_step_that_should_have_been_refused_says_why(furnished: Desk) -> None:
    forge(furnished, 23, accepted)

    first = the_one(furnished).discrepancies[0]

    assert first.recorded["result"] == "accepted"
    assert first.found["result"] == "refused"
    assert [one["guard"] for one in first.found["findings"]] == ["in_source_phase"]


def test_after_what_cannot_have_happened_nothing_is_judged(furnished: Desk) -> None:
    forge(furnished, 24, data(track="nowhere"))

    found = the_one(furnished)

    assert found.discrepancies
    assert not found.clean


@pytest.mark.parametrize(
    ("table", "statement"),
    [
        ("trajecten_contact", "UPDATE trajecten_contact SET purpose = 'content' WHERE number = 1"),
        ("trajecten_contribution", "DELETE FROM trajecten_contribution WHERE number = 2"),
        ("trajecten_trajectory", "UPDATE trajecten_trajectory SET version = '9.9.9'"),
    ],
)
def test_a_projection_edited_by_hand_is_named(furnished: Desk, table: str, statement: str) -> None:
    furnished.run(statement)

    (one,) = the_one(furnished).discrepancies

    assert (one.seq, one.kind, one.recorded["table"]) == (None, KIND.PROJECTION, table)
    assert table in one.message.nl


def test_damage_is_told_first_and_nothing_is_replayed_past_it(furnished: Desk) -> None:
    damaging.unfence(furnished)
    damaging.edit_body(furnished, identity(furnished), 9, b"accepted", b"ACCEPTED")

    found = the_one(furnished)

    assert "Entry 9" in found.damage.en
    assert found.entries == 8
    assert not found.clean
    assert found.discrepancies == ()


def test_an_action_that_this_version_does_not_know_is_not_judged(furnished: Desk) -> None:
    forge(furnished, 22, lambda fields: fields.update(action="text.erased"))

    found = the_one(furnished)

    assert [(one.seq, one.action) for one in found.unjudged] == [(22, "text.erased")]
    assert found.entries == LAST - 1


def test_another_version_that_wrote_an_entry_is_noted(furnished: Desk) -> None:
    forge_whole(furnished, 5, lambda fields: fields.update(engine="0.0.1"))

    found = the_one(furnished)

    assert found.engines == ("0.0.1",)
    assert found.clean
