"""A bundle is all that an outsider needs, holds no personal data, and cannot be trimmed."""

import base64
import io
import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.engine.kit import NAMES, OTHER, REF, Desk
from tests.sealing.kit import NOTE, Scene
from tests.sealing.test_attacks import OUTSIDER, judged
from trajecten import InputError

Lines = list[dict[str, Any]]
TEXTS = ("Het plein", "De brug", "Zij was eerst boos", "Meer bomen", "Iets anders")


def lines_of(bundle: bytes) -> Lines:
    return [json.loads(one) for one in bundle.splitlines()]


def bundle_of(lines: Lines) -> bytes:
    return b"".join(json.dumps(one).encode() + b"\n" for one in lines)


def places(lines: Lines, key: str) -> list[int]:
    return [number for number, one in enumerate(lines) if key in one]


def without(key: str, place: int) -> Callable[[Lines], None]:
    """Return a change that leaves out a line, counted among those of its kind."""
    return lambda lines: lines.pop(places(lines, key)[place])


def bent(key: str, field: str, bend: Callable[[Any], Any]) -> Callable[[Lines], None]:
    """Return a change of one field of the first line of a kind."""

    def change(lines: Lines) -> None:
        line = lines[places(lines, key)[0]]
        at = line[key] if isinstance(line[key], dict) else line
        at[field] = bend(at[field])

    return change


def flipped(proof: list[str]) -> list[str]:
    return [f"{int(proof[0], 16) ^ 1:064x}", *proof[1:]]


def longer(proof: list[str]) -> list[str]:
    return [*proof, "00" * 32]


def shorter(proof: list[str]) -> list[str]:
    return proof[:-1]


def swapped(lines: Lines) -> None:
    first, second = places(lines, "entry")[1:3]
    lines[first], lines[second] = lines[second], lines[first]


OF_ONE = {
    "first left out": without("entry", 0),
    "middle left out": without("entry", 3),
    "last left out": without("entry", -1),
    "two swapped": swapped,
    "text of the workflow left out": without("definition", 0),
    "text of the workflow changed": bent(
        "definition", "text", lambda text: base64.b64encode(base64.b64decode(text) + b"\n").decode()
    ),
    "heads left out": without("heads", 0),
    "head left out": without("head", 0),
    **{
        f"{key}: {name}": bent(key, "proof", bend)
        for key in ("head", "heads", "since")
        for name, bend in (("flipped", flipped), ("longer", longer), ("shorter", shorter))
    },
    "other place among the heads": bent("head", "index", lambda index: 1 - index),
    "other number of the heads": bent("heads", "index", lambda index: index - 1),
}
OF_ALL = {
    "first left out": without("leaf", 0),
    "middle left out": without("leaf", 4),
    "last left out": without("leaf", -1),
    "entry changed": bent("leaf", "body", lambda body: body.replace("accepted", "refused")),
    "checkpoint of before": bent("bundle", "checkpoint", lambda note: note.replace("13", "12")),
}


@pytest.mark.parametrize("ref", [None, REF, OTHER])
def test_a_bundle_is_in_order_and_holds_no_personal_data(scene: Scene, ref: str | None) -> None:
    made = scene.bundled(ref)

    assert judged(made, scene.public, [scene.first.note, scene.second.note]) == OUTSIDER.GOOD
    assert not any(one in made.decode() for one in (*TEXTS, *NAMES))


def test_a_bundle_of_one_trajectory_does_not_show_the_others(scene: Scene) -> None:
    made = scene.bundled(REF).decode()

    assert scene.id_of(REF) in made
    assert scene.id_of(OTHER) not in made


@pytest.mark.parametrize("name", OF_ONE)
def test_a_bundle_of_one_trajectory_that_was_changed_is_found(scene: Scene, name: str) -> None:
    lines = lines_of(scene.bundled(REF))
    OF_ONE[name](lines)

    assert judged(bundle_of(lines), scene.public, [scene.first.note]) == OUTSIDER.DAMAGED


@pytest.mark.parametrize("name", OF_ALL)
def test_a_bundle_of_all_that_was_changed_is_found(scene: Scene, name: str) -> None:
    lines = lines_of(scene.bundled())
    OF_ALL[name](lines)

    assert judged(bundle_of(lines), scene.public, [scene.first.note]) == OUTSIDER.DAMAGED


def test_the_head_of_another_trajectory_proves_nothing(scene: Scene) -> None:
    lines, other = lines_of(scene.bundled(REF)), lines_of(scene.bundled(OTHER))
    lines[places(lines, "head")[0]] = other[places(other, "head")[0]]

    assert judged(bundle_of(lines), scene.public, []) == OUTSIDER.DAMAGED


def test_without_a_proof_from_what_was_kept_it_cannot_be_checked(scene: Scene) -> None:
    lines = lines_of(scene.bundled(REF))
    lines.pop(places(lines, "since")[0])

    assert judged(bundle_of(lines), scene.public, [scene.first.note]) == OUTSIDER.UNCHECKED


@pytest.mark.parametrize("key", ["x", "a+b+c", "voorbeeldstad.example/2026+00000000+AAAA"])
def test_a_key_that_is_none_cannot_check_anything(scene: Scene, key: str) -> None:
    with pytest.raises(OUTSIDER.CannotCheck):
        OUTSIDER.read_key(key)


def test_a_bundle_is_not_newer_than_the_last_checkpoint(scene: Scene) -> None:
    assert scene.engine.bundle(io.BytesIO(), REF).entries == 8
    scene.engine.do(REF, NOTE)
    scene.engine.checkpoint(scene.signer)
    assert scene.engine.bundle(io.BytesIO(), REF).entries == 10


def test_without_a_checkpoint_there_is_no_bundle(desk: Desk) -> None:
    desk.start()

    for ref in (None, REF):
        with pytest.raises(InputError, match="no checkpoint yet"):
            desk.engine.bundle(io.BytesIO(), ref)


def test_a_trajectory_of_after_the_last_checkpoint_has_no_bundle(scene: Scene) -> None:
    scene.desk.start("C-1")

    with pytest.raises(InputError, match="no checkpoint yet that covers this"):
        scene.bundled("C-1")
