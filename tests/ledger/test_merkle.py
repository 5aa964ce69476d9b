"""The Merkle tree: roots and proofs as RFC 9162 says, against vectors that others made."""

import base64
import json
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trajecten.ledger.merkle import (
    EMPTY_ROOT,
    Frontier,
    ProofError,
    check_consistency,
    check_inclusion,
    consistency_parts,
    inclusion_parts,
    leaf_hash,
    node_hash,
    proof_of,
    root_of,
)

MANY = 150


def leaves(number: int) -> list[bytes]:
    return [leaf_hash(str(one).encode()) for one in range(number)]


def by_definition(hashes: list[bytes]) -> bytes:
    """Return the root as RFC 9162 defines it, by halves."""
    if not hashes:
        return sha256(b"").digest()
    if len(hashes) == 1:
        return hashes[0]
    half = 1
    while half * 2 < len(hashes):
        half *= 2
    return node_hash(by_definition(hashes[:half]), by_definition(hashes[half:]))


def vectors(folder: Path, kind: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for path in sorted((folder / "merkle" / "testdata" / kind).rglob("*.json")):
        yield str(path.relative_to(folder)), json.loads(path.read_text())


def proven(check: Callable[[], None]) -> bool:
    try:
        check()
    except ProofError:
        return False
    return True


def hashes_of(texts: list[str] | None) -> tuple[bytes, ...]:
    return tuple(base64.b64decode(one) for one in texts or ())


def test_the_root_of_nothing_is_the_hash_of_nothing() -> None:
    assert Frontier().root == EMPTY_ROOT == sha256(b"").digest()


def test_a_leaf_is_never_taken_for_a_node() -> None:
    left, right = leaves(2)

    assert node_hash(left, right) != leaf_hash(left + right)


@pytest.mark.parametrize("number", range(MANY))
def test_a_tree_that_grows_has_the_root_of_the_definition(number: int) -> None:
    assert root_of(leaves(number)) == by_definition(leaves(number))


@given(st.integers(1, MANY), st.data())
def test_every_leaf_is_proven_to_be_in_its_place_and_nowhere_else(
    size: int, data: st.DataObject
) -> None:
    index = data.draw(st.integers(0, size - 1))
    other = data.draw(st.integers(0, size - 1))
    tree = leaves(size)
    root = root_of(tree)
    proof = proof_of(tree, inclusion_parts(index, size))

    check_inclusion(index, size, tree[index], proof, root)
    if other != index:
        assert not proven(lambda: check_inclusion(other, size, tree[index], proof, root))
        assert not proven(lambda: check_inclusion(index, size, tree[other], proof, root))


@given(st.integers(1, MANY), st.integers(1, MANY))
def test_a_tree_is_proven_to_have_grown_out_of_every_earlier_one(one: int, other: int) -> None:
    old, new = sorted((one, other))
    tree = leaves(new)
    old_root, root = root_of(tree[:old]), root_of(tree)
    proof = proof_of(tree, consistency_parts(old, new))

    check_consistency(old, new, proof, old_root, root)
    forked = root_of([*tree[: old - 1], leaf_hash(b"other")])
    assert not proven(lambda: check_consistency(old, new, proof, forked, root))


@given(st.integers(2, MANY), st.data())
def test_a_proof_with_one_bit_changed_proves_nothing(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    tree = leaves(size)
    proof = list(proof_of(tree, inclusion_parts(index, size)))
    place = data.draw(st.integers(0, len(proof) - 1))
    bit = data.draw(st.integers(0, 255))
    proof[place] = (int.from_bytes(proof[place]) ^ 1 << bit).to_bytes(32)

    check = lambda: check_inclusion(index, size, tree[index], tuple(proof), root_of(tree))  # noqa: E731
    assert not proven(check)


def test_no_proof_is_made_of_what_cannot_be() -> None:
    for make in (
        lambda: inclusion_parts(3, 3),
        lambda: inclusion_parts(-1, 3),
        lambda: consistency_parts(0, 3),
        lambda: consistency_parts(4, 3),
        lambda: proof_of(leaves(2), ((2, 4),)),
    ):
        with pytest.raises(ProofError):
            make()


@pytest.mark.outside
def test_inclusion_is_judged_as_others_do(outside_data: Path) -> None:
    judged = {
        name: proven(
            lambda one=one: check_inclusion(
                one["leafIdx"],
                one["treeSize"],
                base64.b64decode(one["leafHash"] or ""),
                hashes_of(one["proof"]),
                base64.b64decode(one["root"] or ""),
            )
        )
        for name, one in vectors(outside_data, "inclusion")
    }

    expected = {name: not one["wantErr"] for name, one in vectors(outside_data, "inclusion")}
    assert judged == expected
    assert len(expected) > 90


@pytest.mark.outside
def test_consistency_is_judged_as_others_do(outside_data: Path) -> None:
    judged = {
        name: proven(
            lambda one=one: check_consistency(
                one["size1"],
                one["size2"],
                hashes_of(one["proof"]),
                base64.b64decode(one["root1"] or ""),
                base64.b64decode(one["root2"] or ""),
            )
        )
        for name, one in vectors(outside_data, "consistency")
    }

    expected = {name: not one["wantErr"] for name, one in vectors(outside_data, "consistency")}
    assert judged == expected
    assert len(expected) > 90
