"""What the check of a chain finds: each kind of damage by name, and nothing in a sound chain."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trajecten.core.text import Text
from trajecten.ledger.chain import (
    Breach,
    Damage,
    Head,
    PersonalText,
    StoredEntry,
    check_chain,
    columns_of,
)
from trajecten.ledger.entry import NO_HASH, Entry, Result, commitment, entry_hash, entry_of

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
TEXT = b"schema: trajecten/1\n"
DIGEST = hashlib.sha256(TEXT).hexdigest()
DEFINITIONS = {DIGEST: TEXT}
LENGTH = 5

Chain = tuple[StoredEntry, ...]


def entry(seq: int, prev: str, **changes: Any) -> Entry:
    moment = AT + timedelta(minutes=seq)
    personal = {"text": promised(seq)}
    given: dict[str, Any] = {
        "log": "log-1", "trajectory": "t-1", "seq": seq, "prev": prev, "recorded_at": moment,
        "at": moment, "action": "note.added", "object": "note", "result": Result.ACCEPTED,
        "origin": "werkplek-7", "actor": "p-1", "definition": DIGEST, "engine": "0.1.0",
        "data": {"count": seq}, "personal": personal,
    }  # fmt: skip
    return Entry(**given | changes)


def promised(seq: int, text: str = "Regen", name: str = "text") -> str:
    return commitment(salt(seq), log="log-1", trajectory="t-1", seq=seq, name=name, text=text)


def salt(seq: int) -> bytes:
    return bytes([seq]) * 32


def stored(one: Entry) -> StoredEntry:
    body = one.body()
    return StoredEntry(
        seq=one.seq,
        body=body,
        hash=entry_hash(body),
        columns=columns_of(one),
        personal={"text": PersonalText(salt=salt(one.seq), text="Regen")},
    )


def chain(**changes: Mapping[str, Any]) -> Chain:
    """Return a chain in which every entry names the one before; `e3={…}` changes the third."""
    made: list[StoredEntry] = []
    for seq in range(1, LENGTH + 1):
        prev = made[-1].hash if made else NO_HASH
        made.append(stored(entry(seq, prev, **changes.get(f"e{seq}", {}))))
    return tuple(made)


def head(entries: Chain) -> Head:
    return Head(
        log="log-1", trajectory="t-1", seq=entries[-1].seq, hash=entries[-1].hash, definition=DIGEST
    )


def checked(
    entries: Chain, end: Head | None = None, definitions: Mapping[str, bytes] = DEFINITIONS
) -> tuple[int, int, Damage] | int:
    """Return the number in order alone, or with the number and the damage of the first breach."""
    number, breach = check_chain(end or head(WHOLE), entries, definitions)
    return number if breach is None else (number, breach.seq, breach.damage)


def with_third(**changes: Any) -> Chain:
    return (*WHOLE[:2], replace(WHOLE[2], **changes), *WHOLE[3:])


WHOLE = chain()


def test_an_untouched_chain_is_clean() -> None:
    assert check_chain(head(WHOLE), WHOLE, DEFINITIONS) == (LENGTH, None)


def test_an_empty_chain_is_clean_when_its_head_says_so() -> None:
    end = Head(log="log-1", trajectory="t-1", seq=0, hash=NO_HASH, definition="")

    assert check_chain(end, (), DEFINITIONS) == (0, None)


@given(st.integers(0, LENGTH - 1), st.data())
def test_any_byte_that_is_changed_is_found(index: int, data: st.DataObject) -> None:
    body = WHOLE[index].body
    place = data.draw(st.integers(0, len(body) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda one: one != body[place]))
    changed = replace(WHOLE[index], body=body[:place] + bytes([byte]) + body[place + 1 :])

    found = checked((*WHOLE[:index], changed, *WHOLE[index + 1 :]))

    assert found == (index, index + 1, Damage.CHANGED)


def test_a_change_is_found_even_when_the_hash_is_made_to_fit() -> None:
    forged = stored(entry(3, WHOLE[1].hash, actor="p-2"))

    assert checked((*WHOLE[:2], forged, *WHOLE[3:])) == (3, 4, Damage.UNCHAINED)


def test_a_chain_that_is_wholly_rewritten_no_longer_fits_its_head() -> None:
    assert checked(chain(e3={"actor": "p-2"})) == (LENGTH, LENGTH + 1, Damage.TRUNCATED)


def test_a_body_that_is_not_canonical_is_changed_whatever_its_hash() -> None:
    body = WHOLE[2].body.replace(b'"count":3', b'"count": 3')

    assert checked(with_third(body=body, hash=entry_hash(body))) == (2, 3, Damage.CHANGED)


def test_a_hash_that_is_changed_is_found() -> None:
    assert checked(with_third(hash="0" * 64)) == (2, 3, Damage.CHANGED)


@pytest.mark.parametrize("index", [0, 1, 3])
def test_an_entry_that_is_missing_is_found_at_the_next(index: int) -> None:
    left = (*WHOLE[:index], *WHOLE[index + 1 :])

    assert checked(left) == (index, index + 2, Damage.REMOVED)


def test_entries_that_are_swapped_are_found() -> None:
    second, third = (replace(WHOLE[2], seq=2), replace(WHOLE[1], seq=3))

    assert checked((WHOLE[0], second, third, *WHOLE[3:])) == (1, 2, Damage.SWAPPED)


@pytest.mark.parametrize(
    ("change", "damage"),
    [
        ({"trajectory": "t-2"}, Damage.MOVED),
        ({"log": "log-2"}, Damage.MOVED),
        ({"seq": 9}, Damage.SWAPPED),
    ],
)
def test_an_entry_of_elsewhere_is_found(change: dict[str, Any], damage: Damage) -> None:
    other = replace(stored(replace(entry(3, WHOLE[1].hash), **change)), seq=3)

    assert checked((*WHOLE[:2], other, *WHOLE[3:])) == (2, 3, damage)


def test_a_copy_that_is_put_in_again_is_found() -> None:
    again = replace(WHOLE[1], seq=3)

    assert checked((*WHOLE[:2], again)) == (2, 3, Damage.SWAPPED)


def test_time_that_runs_back_is_found() -> None:
    early = chain(e3={"recorded_at": AT})

    assert checked(early, head(early)) == (2, 3, Damage.BACKDATED)


def test_two_entries_of_one_moment_are_in_order() -> None:
    same = chain(e3={"recorded_at": AT + timedelta(minutes=2)})

    assert checked(same, head(same)) == LENGTH


def test_what_happened_earlier_may_be_recorded_later() -> None:
    late = chain(e3={"at": AT - timedelta(days=3)})

    assert checked(late, head(late)) == LENGTH


@pytest.mark.parametrize("column", sorted(WHOLE[2].columns))
def test_a_column_that_says_something_else_is_found(column: str) -> None:
    columns = {**WHOLE[2].columns, column: "anders"}

    assert checked(with_third(columns=columns)) == (2, 3, Damage.COLUMN)


def test_every_field_that_is_searched_has_its_column() -> None:
    assert columns_of(entry_of(WHOLE[0].body)) == {
        "recorded_at": "2026-03-02T09:01:00.000000Z",
        "at": "2026-03-02T09:01:00.000000Z",
        "action": "note.added",
        "object": "note",
        "result": "accepted",
        "actor": "p-1",
        "role": None,
        "command": None,
    }


def test_an_end_that_is_cut_off_is_found() -> None:
    assert checked(WHOLE[:3]) == (3, 4, Damage.TRUNCATED)


def test_a_chain_that_is_gone_is_found() -> None:
    assert checked(()) == (0, 1, Damage.TRUNCATED)


def test_an_entry_behind_the_end_is_found() -> None:
    assert checked(WHOLE, head(WHOLE[:4])) == (4, 5, Damage.INSERTED)


@pytest.mark.parametrize("definitions", [{}, {DIGEST: TEXT + b" "}])
def test_a_workflow_text_that_is_gone_or_changed_is_found(definitions: dict[str, bytes]) -> None:
    assert checked(WHOLE, definitions=definitions) == (0, 1, Damage.DEFINITION)


@pytest.mark.parametrize(
    "personal",
    [
        {"text": PersonalText(salt=salt(3), text="Zon")},
        {"text": PersonalText(salt=salt(4), text="Regen")},
        {"note": PersonalText(salt=salt(3), text="Regen")},
        {
            "text": PersonalText(salt=salt(3), text="Regen"),
            "note": PersonalText(salt=salt(3), text="Regen"),
        },
    ],
    ids=["changed", "other-salt", "other-field", "added"],
)
def test_personal_text_that_is_not_the_one_promised_is_found(
    personal: dict[str, PersonalText],
) -> None:
    assert checked(with_third(personal=personal)) == (2, 3, Damage.PERSONAL)


def test_personal_text_that_is_gone_is_told_apart_from_text_that_was_changed() -> None:
    assert checked(with_third(personal={})) == (2, 3, Damage.GONE)


def test_personal_text_that_was_erased_may_be_gone_and_may_not_be_there() -> None:
    gone = frozenset({(3, "text")})

    left = check_chain(head(WHOLE), with_third(personal={}), DEFINITIONS, gone)
    _number, kept = check_chain(head(WHOLE), WHOLE, DEFINITIONS, gone)

    assert left == (LENGTH, None)
    assert kept is not None
    assert (kept.seq, kept.damage) == (3, Damage.KEPT)


def test_personal_text_that_was_erased_and_is_back_as_another_is_changed() -> None:
    other = {"text": PersonalText(salt=salt(3), text="Zon")}

    _number, breach = check_chain(
        head(WHOLE), with_third(personal=other), DEFINITIONS, frozenset({(3, "text")})
    )

    assert breach is not None
    assert breach.damage is Damage.PERSONAL


def test_personal_texts_of_two_entries_cannot_be_swapped() -> None:
    assert checked(with_third(personal=WHOLE[3].personal)) == (2, 3, Damage.PERSONAL)


def test_personal_text_in_another_unicode_form_is_damage_not_an_error() -> None:
    nfd = {"text": PersonalText(salt=salt(3), text="Rege\u0301n")}

    assert checked(with_third(personal=nfd)) == (2, 3, Damage.PERSONAL)


@pytest.mark.parametrize("damage", list(Damage))
def test_every_damage_is_told_in_both_languages(damage: Damage) -> None:
    message = Breach(trajectory="t-1", seq=3, damage=damage).message

    assert message.nl.startswith("Regel 3: ")
    assert message.en.startswith("Entry 3: ")


def test_a_detail_is_told_with_the_damage() -> None:
    breach = Breach(trajectory="t-1", seq=3, damage=Damage.COLUMN, detail="actor")

    assert breach.message == Text(
        "Regel 3: een kolom zegt iets anders dan de regel zelf (actor).",
        "Entry 3: a column differs from the entry itself (actor).",
    )
