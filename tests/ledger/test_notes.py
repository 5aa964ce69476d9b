"""Signed notes: opened only by who signed them, over exactly that text."""

import base64
import json
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from trajecten.ledger.merkle import leaf_hash
from trajecten.ledger.notes import (
    Checkpoint,
    NoteError,
    SignatureError,
    SigningKey,
    UnknownKeyError,
    VerifierKey,
    checkpoint_of,
    opened,
    signed,
)

# The example in the documentation of Go's package golang.org/x/mod/sumdb/note.
GO_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
GO_NOTE = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
    "\n"
    "\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqd"
    "ngotpRZb6KE6RyyBwJnAM=\n"
)
ORIGIN = "trajecten/4c1a"
TEXT = Checkpoint(ORIGIN, 3, leaf_hash(b"x")).text


def key(number: int = 1, name: str = "gemeente.example/log") -> SigningKey:
    return SigningKey(name, Ed25519PrivateKey.from_private_bytes(bytes([number]) * 32))


def test_a_note_of_others_opens() -> None:
    note = opened(GO_NOTE, [VerifierKey.parse(GO_KEY)])

    assert note.text.endswith("your problem is.\n")
    assert [one.name for one in note.signers] == ["PeterNeumann"]


def test_a_public_key_is_read_as_it_is_written() -> None:
    assert VerifierKey.parse(GO_KEY).text == GO_KEY
    assert VerifierKey.parse(key().verifier.text) == key().verifier


@given(st.integers(0, len(GO_KEY) - 1), st.characters(codec="ascii"))
def test_a_public_key_with_one_character_changed_is_another_or_none(place: int, other: str) -> None:
    text = GO_KEY[:place] + other + GO_KEY[place + 1 :]
    if text.strip() == GO_KEY:
        return
    try:
        found = VerifierKey.parse(text)
    except NoteError:
        return
    with pytest.raises(NoteError):
        opened(GO_NOTE, [found])


@given(st.integers(0, len(GO_NOTE) - 1), st.characters())
def test_a_note_with_one_character_changed_does_not_open_as_another(place: int, other: str) -> None:
    changed = GO_NOTE[:place] + other + GO_NOTE[place + 1 :]
    if changed == GO_NOTE:
        return
    with pytest.raises(NoteError):
        opened(changed, [VerifierKey.parse(GO_KEY)])


def test_signatures_of_others_are_passed_over_and_named() -> None:
    note = signed(TEXT, key(2, "getuige.example"), key())

    found = opened(note, [key().verifier])

    assert [one.name for one in found.signers] == ["gemeente.example/log"]
    assert found.unknown == ("getuige.example",)
    assert checkpoint_of(found.text) == Checkpoint(ORIGIN, 3, leaf_hash(b"x"))


def test_another_key_in_the_same_name_is_not_trusted() -> None:
    with pytest.raises(UnknownKeyError):
        opened(signed(TEXT, key(2)), [key().verifier])


def test_a_forged_signature_in_the_name_of_a_key_is_told() -> None:
    text, _, line = signed(TEXT, key(2)).rpartition("\n\n")
    raw = base64.b64decode(line.split(" ")[2])
    forged = base64.b64encode(key().verifier.id + raw[4:]).decode()
    note = f"{text}\n\n\u2014 gemeente.example/log {forged}\n"

    with pytest.raises(SignatureError):
        opened(note, [key().verifier])


def test_one_key_counts_once() -> None:
    note = signed(TEXT, key(), key())

    assert len(opened(note, [key().verifier, key().verifier]).signers) == 1


@pytest.mark.parametrize(
    "note",
    [
        "",
        "text\n",
        "text\n\n",
        "text\n\n\u2014 name\n",
        "text\n\n\u2014 name AAAA\n",
        "te\txt\n\n\u2014 name AAAAAAAAAA==\n",
        "text\n\n\u2014 name AAAAAAAAAA==",
        "text\n\n\u2014 na me AAAAAAAAAA==\n",
        "text\n\n- name AAAAAAAAAA==\n",
        "te\ud800xt\n\n\u2014 name AAAAAAAAAA==\n",
        "text\n\n" + "\u2014 name AAAAAAAAAA==\n" * 101,
        "x" * 1_000_001,
    ],
)
def test_what_is_no_note_is_refused(note: str) -> None:
    with pytest.raises(NoteError):
        opened(note, [key().verifier])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "origin\n3\n",
        "\n3\nAAAA\n",
        "origin\n03\n" + base64.b64encode(bytes(32)).decode() + "\n",
        "origin\n-3\n" + base64.b64encode(bytes(32)).decode() + "\n",
        "origin\n3\n" + base64.b64encode(bytes(31)).decode() + "\n",
        "origin\n3\n" + base64.b64encode(bytes(32)).decode(),
    ],
)
def test_what_is_no_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(NoteError):
        checkpoint_of(text)


def test_the_name_of_a_key_is_one_word_without_a_plus() -> None:
    for name in ("", "two words", "a+b", "a\u00a0b"):
        with pytest.raises(NoteError):
            key(name=name)


def test_only_text_can_be_signed() -> None:
    for text in ("", "no end", "tab\t\n", "lone \ud800\n"):
        with pytest.raises(NoteError):
            signed(text, key())


def verified(public: str, message: bytes, signature: str) -> bool:
    try:
        VerifierKey("x", bytes.fromhex(public)).check(message, bytes.fromhex(signature))
    except SignatureError:
        return False
    return True


@pytest.mark.outside
def test_signatures_are_judged_as_wycheproof_says(outside_data: Path) -> None:
    page = json.loads((outside_data / "ed25519" / "wycheproof.json").read_text())
    cases = [
        (group["publicKey"]["pk"], bytes.fromhex(one["msg"]), one["sig"], one["result"])
        for group in page["testGroups"]
        for one in group["tests"]
    ]

    assert len(cases) == page["numberOfTests"]
    for public, message, signature, result in cases:
        assert verified(public, message, signature) is (result == "valid")


# What the reference implementation of Ed25519 (ref10) does not accept of the edge cases.
REFUSED = {"non_canonical_R", "low_order_residue"}


@pytest.mark.outside
def test_edge_cases_of_signatures_are_judged_as_the_reference_does(outside_data: Path) -> None:
    cases = json.loads((outside_data / "ed25519" / "cctv.json").read_text())

    found = {one["number"]: verified(one["key"], one["msg"].encode(), one["sig"]) for one in cases}

    assert len(found) > 900
    assert found == {one["number"]: not REFUSED & set(one["flags"] or ()) for one in cases}
