"""One entry: its bytes, its hash, and what it commits to."""

import hashlib
import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trajecten.ledger.canonical import NotCanonicalError, encode
from trajecten.ledger.entry import (
    NO_HASH,
    SALT_BYTES,
    Entry,
    Result,
    commitment,
    entry_hash,
    entry_of,
)

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
ENTRY = Entry(
    log="log-1",
    trajectory="t-1",
    seq=1,
    prev=NO_HASH,
    recorded_at=AT,
    at=AT,
    action="note.added",
    object="note",
    result=Result.ACCEPTED,
    origin="werkplek-7",
    actor="p-1",
    definition="ab" * 32,
    engine="0.1.0",
    data={"phases": {"conversation": "listening"}},
    personal={"text": "cd" * 32},
    role="clerk",
    command="c-1",
    nonce="ef" * 16,
)
FIELDS: dict[str, Any] = json.loads(ENTRY.body())

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20).map(
    lambda one: normalize("NFC", one)
)
KEYS = st.from_regex(r"[a-z][a-z0-9_.:-]{0,9}", fullmatch=True)
MOMENTS = st.datetimes(timezones=st.just(UTC))
ENTRIES = st.builds(
    Entry,
    log=WORDS,
    trajectory=WORDS,
    seq=st.integers(1, 2**40),
    prev=WORDS,
    recorded_at=MOMENTS,
    at=MOMENTS,
    action=WORDS,
    object=WORDS,
    result=st.sampled_from(Result),
    origin=WORDS,
    actor=WORDS,
    definition=WORDS,
    engine=WORDS,
    data=st.dictionaries(KEYS, WORDS | st.integers(0, 9) | st.lists(WORDS), max_size=3),
    personal=st.dictionaries(KEYS, WORDS, max_size=3),
    role=st.none() | WORDS,
    command=st.none() | WORDS,
    nonce=st.none() | WORDS,
)


@given(ENTRIES)
def test_an_entry_that_is_written_and_read_is_the_same(entry: Entry) -> None:
    assert entry_of(entry.body()) == entry


def test_an_entry_is_written_with_all_the_fields_an_auditor_asks_for() -> None:
    assert FIELDS == {
        "v": 1,
        "log": "log-1",
        "trajectory": "t-1",
        "seq": 1,
        "prev": "",
        "recorded_at": "2026-03-02T09:00:00.000000Z",
        "at": "2026-03-02T09:00:00.000000Z",
        "action": "note.added",
        "object": "note",
        "result": "accepted",
        "origin": "werkplek-7",
        "actor": "p-1",
        "definition": "ab" * 32,
        "engine": "0.1.0",
        "data": {"phases": {"conversation": "listening"}},
        "personal": {"text": "cd" * 32},
        "role": "clerk",
        "command": "c-1",
        "nonce": "ef" * 16,
    }


def test_what_is_not_known_is_left_out() -> None:
    body = json.loads(replace(ENTRY, role=None, command=None, nonce=None).body())

    assert not {"role", "command", "nonce"} & body.keys()


@pytest.mark.parametrize("field", sorted(FIELDS.keys() - {"role", "command", "nonce"}))
def test_an_entry_without_one_of_its_fields_is_none(field: str) -> None:
    rest = {key: value for key, value in FIELDS.items() if key != field}

    with pytest.raises(NotCanonicalError):
        entry_of(encode(rest))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("v", 2),
        ("v", True),
        ("v", "1"),
        ("seq", "1"),
        ("seq", True),
        ("seq", None),
        ("log", 1),
        ("at", "2026-03-02T09:00:00Z"),
        ("at", "2026-03-02T10:00:00.000000+01:00"),
        ("recorded_at", "gisteren"),
        ("result", "maybe"),
        ("data", []),
        ("personal", {"text": 1}),
        ("role", None),
        ("colour", "red"),
    ],
)
def test_a_field_of_another_kind_makes_it_no_entry(field: str, value: Any) -> None:
    with pytest.raises(NotCanonicalError):
        entry_of(encode(FIELDS | {field: value}))


def test_an_entry_with_what_has_no_canonical_form_cannot_be_written() -> None:
    with pytest.raises(NotCanonicalError):
        replace(ENTRY, data={"share": 0.5}).body()


def test_the_hash_is_that_of_a_leaf() -> None:
    assert entry_hash(b"{}") == hashlib.sha256(b"\x00{}").hexdigest()


SALT = bytes(range(SALT_BYTES))
PLACE: dict[str, Any] = {
    "salt": SALT, "log": "log-1", "trajectory": "t-1", "seq": 7, "name": "note", "text": "Zij",
}  # fmt: skip


def test_a_commitment_is_made_from_the_text_in_its_place() -> None:
    assert commitment(**PLACE) == commitment(**PLACE)
    assert len(bytes.fromhex(commitment(**PLACE))) == 32


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("salt", bytes(SALT_BYTES)),
        ("log", "log-2"),
        ("trajectory", "t-2"),
        ("seq", 8),
        ("name", "text"),
        ("text", "Hij"),
        ("text", "Zij "),
    ],
)
def test_a_commitment_cannot_be_moved_to_another_place_or_text(part: str, value: Any) -> None:
    assert commitment(**PLACE | {part: value}) != commitment(**PLACE)


def test_a_commitment_is_to_text_in_one_unicode_form() -> None:
    with pytest.raises(NotCanonicalError):
        commitment(**PLACE | {"text": "e\u0301"})
