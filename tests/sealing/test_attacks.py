"""Every attack that we know is found, under its own name; and what cannot be found is said."""

import io

import pytest

from tests.sealing import attacks
from tests.sealing.attacks import ATTACKS, Attack
from tests.sealing.kit import Scene, outsider
from tests.sealing.renew import PAGE, renewed
from tests.storage import damaging
from trajecten import InputError, IntegrityError, Verification

OUTSIDER = outsider()


def kept_by(scene: Scene, attack: Attack) -> list[str]:
    return [getattr(scene, attack.kept).note] if attack.kept else []


def findings(found: Verification) -> list[tuple[str, str]]:
    """Return the damage that was found, and how it is told."""
    chains = [(one.damage, one.message.en) for one in found.trajectories if one.message]
    return chains + [(one.damage, one.message.en) for one in found.seal.breaches]


def verdict(scene: Scene, notes: list[str]) -> int:
    """Return the exit code of an outsider on a bundle that is made now."""
    try:
        bundle = scene.bundled()
    except (InputError, IntegrityError):
        return OUTSIDER.DAMAGED
    return judged(bundle, scene.public, notes)


def judged(bundle: bytes, public: str, notes: list[str]) -> int:
    try:
        OUTSIDER.check(io.BytesIO(bundle), OUTSIDER.read_key(public), notes)
    except OUTSIDER.Damage:
        return OUTSIDER.DAMAGED
    except OUTSIDER.CannotCheck:
        return OUTSIDER.UNCHECKED
    return OUTSIDER.GOOD


def test_what_nobody_touched_is_in_order(scene: Scene) -> None:
    found = scene.engine.verify(
        keys=[scene.public], kept=[scene.first.note, scene.second.note], projections=True
    )

    assert findings(found) == []
    assert found.intact
    assert verdict(scene, [scene.first.note, scene.second.note]) == OUTSIDER.GOOD


def test_what_was_erased_openly_leaves_everything_in_order(scene: Scene) -> None:
    attacks.erased(scene)

    found = scene.engine.verify(keys=[scene.public], kept=[scene.second.note], projections=True)

    assert findings(found) == []
    assert verdict(scene, [scene.second.note]) == OUTSIDER.GOOD


@pytest.mark.parametrize("attack", ATTACKS, ids=str)
def test_an_attack_is_found_under_its_name_or_it_is_said_that_it_is_not(
    scene: Scene, attack: Attack
) -> None:
    damaging.unfence(scene.desk)
    attack.deed(scene)
    kept = kept_by(scene, attack)

    found = scene.engine.verify(keys=[scene.public], kept=kept, projections=attack.projections)

    if attack.damage is None:
        assert findings(found) == []
        assert any(attack.says in one.en for one in found.unchecked)
    else:
        assert not found.intact
        assert [one for one in findings(found) if one[0] == attack.damage and attack.says in one[1]]
    assert verdict(scene, kept) == (OUTSIDER.DAMAGED if attack.outsider else OUTSIDER.GOOD)


def test_a_signer_refuses_an_old_copy(scene: Scene) -> None:
    damaging.unfence(scene.desk)
    attacks.restored(scene)

    scene.engine.do("B-1", attacks.NOTE)

    with pytest.raises(IntegrityError, match="shorter than what was signed before: 12 entries"):
        scene.engine.checkpoint(scene.signer)


def test_a_signer_refuses_another_history(scene: Scene) -> None:
    damaging.unfence(scene.desk)
    attacks.restored(scene)
    for _ in range(8):
        scene.engine.do("A-1", attacks.NOTE)

    with pytest.raises(IntegrityError, match="no longer those that were signed before"):
        scene.engine.checkpoint(scene.signer)

    assert scene.engine.verify().seal.unsealed == 8


def test_the_page_on_attacks_is_made_from_the_list() -> None:
    page = PAGE.read_text("utf-8")

    assert renewed(page) == page
