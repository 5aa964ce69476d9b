"""A sample is the same for whoever draws it again, also without this program."""

import hashlib

import pytest

import trajecten as t
from tests.engine.kit import LAST, OTHER, REF, Desk

SEED = 20260512


def test_an_outsider_draws_the_same_entries(furnished: Desk) -> None:
    hashes = [row.hash for row in furnished.rows("SELECT hash FROM trajecten_entry")]
    by_hand = sorted(hashlib.sha256(f"{SEED}:{one}".encode()).hexdigest() for one in hashes)

    sample = furnished.engine.sample(seed=SEED, size=5)

    assert [one.key for one in sample.items] == by_hand[:5]
    assert (sample.population, sample.size, sample.seed) == (LAST, 5, SEED)


def test_the_same_seed_draws_the_same_and_a_larger_sample_holds_the_smaller(
    furnished: Desk,
) -> None:
    few = furnished.engine.sample(seed=SEED, size=5)

    assert furnished.like().sample(seed=SEED, size=5) == few
    assert furnished.engine.sample(seed=SEED, size=9).items[:5] == few.items


def test_another_seed_draws_others(furnished: Desk) -> None:
    drawn = {
        tuple(one.seq for one in furnished.engine.sample(seed=seed, size=5).items)
        for seed in range(5)
    }

    assert len(drawn) == 5


def test_a_sample_larger_than_all_is_all(furnished: Desk) -> None:
    items = furnished.engine.sample(seed=SEED, size=1_000).items

    assert sorted(one.seq for one in items) == list(range(1, LAST + 1))


def test_trajectories_are_drawn_by_their_first_entry(furnished: Desk) -> None:
    furnished.start(OTHER)

    sample = furnished.engine.sample(seed=SEED, size=9, trajectories=True)

    assert sample.population == 2
    assert {(one.ref, one.seq) for one in sample.items} == {(REF, 1), (OTHER, 1)}


def test_each_item_says_which_entry_it_is_and_what_to_check(furnished: Desk) -> None:
    log = {one.seq: one for one in furnished.engine.log(REF)}

    for one in furnished.engine.sample(seed=SEED, size=LAST).items:
        there = log[one.seq]
        assert (one.ref, one.hash, one.action) == (REF, there.hash, there.action)
        assert one.check.nl
        assert one.check.en


@pytest.mark.parametrize(("seed", "size"), [(-1, 1), (1, 0)])
def test_a_seed_below_zero_or_an_empty_sample_is_not_understood(
    furnished: Desk, seed: int, size: int
) -> None:
    with pytest.raises(t.InputError):
        furnished.engine.sample(seed=seed, size=size)
