"""A signer signs a ledger that grew, and remembers it where the database cannot reach."""

import json
from pathlib import Path

import pytest

from tests.sealing.kit import signer_in
from trajecten import Checkpoint, InputError, IntegrityError, Signer
from trajecten.ledger.merkle import Proof, consistency_parts, leaf_hash, proof_of, root_of

ORIGIN = "trajecten/test"


def leaves(size: int, *, other: int | None = None) -> list[bytes]:
    """Return leaves; of another history from a number on."""
    return [
        leaf_hash(f"{number} {other is not None and number >= other}".encode())
        for number in range(size)
    ]


def point(made: list[bytes]) -> Checkpoint:
    return Checkpoint(origin=ORIGIN, size=len(made), root=root_of(made))


def asked(signer: Signer, made: list[bytes], *, stored: int = 0) -> str:
    def prove(old: int) -> Proof:
        return proof_of(made, consistency_parts(old, len(made)))

    return signer.sign(point(made), prove, stored=stored)


@pytest.fixture
def signer(tmp_path: Path) -> Signer:
    """Return a signer that signed five entries, which were stored."""
    made = signer_in(tmp_path)
    asked(made, leaves(5))
    made.settle(point(leaves(5)))
    return made


def accepting(signer: Signer) -> Signer:
    return Signer(signer.key, signer._folder, accept=True)


def test_a_ledger_that_grew_is_signed(signer: Signer) -> None:
    assert asked(signer, leaves(8), stored=5).startswith(f"{ORIGIN}\n8\n")


def test_a_ledger_that_is_shorter_is_refused(signer: Signer) -> None:
    for one in (signer, accepting(signer)):
        with pytest.raises(IntegrityError, match="shorter"):
            asked(one, leaves(4), stored=4)


@pytest.mark.parametrize("size", [5, 8])
def test_another_history_is_refused(signer: Signer, size: int) -> None:
    for one in (signer, accepting(signer)):
        with pytest.raises(IntegrityError, match="no longer those"):
            asked(one, leaves(size, other=3), stored=5)


def test_the_memory_outlives_the_signer(signer: Signer) -> None:
    again = Signer(signer.key, signer._folder)

    with pytest.raises(IntegrityError, match="shorter"):
        asked(again, leaves(4))


def test_what_was_signed_is_remembered_before_it_is_given_out(signer: Signer) -> None:
    asked(signer, leaves(8), stored=5)

    (file,) = signer._folder.glob("*.json")
    kept = json.loads(file.read_text())[ORIGIN]
    assert (kept["last"]["size"], kept["pending"]["size"]) == (5, 8)


def test_a_note_that_was_stored_although_nobody_said_so_counts(signer: Signer) -> None:
    asked(signer, leaves(8), stored=5)

    asked(signer, leaves(9), stored=8)
    signer.withdraw(point(leaves(9)))

    with pytest.raises(IntegrityError, match="shorter"):
        asked(signer, leaves(7), stored=5)


def test_a_note_that_is_not_in_the_ledger_is_asked_about(signer: Signer) -> None:
    asked(signer, leaves(8), stored=5)

    with pytest.raises(IntegrityError, match="is not in the ledger"):
        asked(signer, leaves(9, other=6), stored=5)

    assert asked(accepting(signer), leaves(9, other=6), stored=5)


def test_a_note_that_was_withdrawn_does_not_count(signer: Signer) -> None:
    asked(signer, leaves(8), stored=5)
    signer.withdraw(point(leaves(8)))

    assert asked(signer, leaves(7, other=6), stored=5)


def test_a_new_signer_does_not_believe_a_ledger_that_was_signed_before(tmp_path: Path) -> None:
    new = signer_in(tmp_path)

    with pytest.raises(IntegrityError, match="has never seen this ledger"):
        asked(new, leaves(8), stored=5)

    assert asked(accepting(new), leaves(8), stored=5)


def test_a_memory_that_cannot_be_read_is_no_empty_memory(signer: Signer) -> None:
    (file,) = signer._folder.glob("*.json")
    file.write_text("{}")

    with pytest.raises(InputError, match="memory of the signer"):
        asked(signer, leaves(8), stored=5)


def test_a_note_of_which_another_grew_is_not_settled_or_withdrawn_late(signer: Signer) -> None:
    asked(signer, leaves(8), stored=5)
    asked(signer, leaves(9), stored=8)

    signer.withdraw(point(leaves(8)))
    signer.settle(point(leaves(8)))

    (file,) = signer._folder.glob("*.json")
    kept = json.loads(file.read_text())[ORIGIN]
    assert (kept["last"]["size"], kept["pending"]["size"]) == (8, 9)
