"""Checkpoints, proofs, what is compared with, and what is said of what was not checked."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.engine.kit import ACTOR, OTHER, REF, Desk
from tests.sealing.kit import FIRST_SIZE, LAST, NOTE, SECOND_SIZE, Scene, scene_at, signer_in
from tests.storage import damaging
from trajecten import InputError, IntegrityError, NotFoundError, Witnesses, read_checkpoint
from trajecten.ledger.merkle import ProofError
from trajecten.ledger.notes import SignatureError, VerifierKey, noted
from trajecten.ledger.proofs import InclusionProof


def proof(scene: Scene, seq: int | None = None) -> InclusionProof:
    return InclusionProof.parse(scene.engine.prove(REF, seq))


def leaf(scene: Scene, seq: int) -> bytes:
    return bytes.fromhex(scene.engine.log(REF)[seq - 1].hash)


# Checkpoints


def test_a_checkpoint_seals_every_entry_and_names_the_heads(scene: Scene) -> None:
    (heads,) = scene.desk.rows("SELECT count(*) AS n FROM trajecten_record WHERE action = 'heads'")[
        0
    ]

    assert (scene.first.new, scene.second.new, heads) == (9, 2, 2)
    assert noted(scene.second.note).size == SECOND_SIZE


def test_when_nothing_was_added_the_last_checkpoint_is_given_again(
    desk: Desk, scene: Scene
) -> None:
    third = scene.engine.checkpoint(scene.signer)
    before = desk.tables()

    again = scene.engine.checkpoint(scene.signer)

    assert (again.new, again.note) == (0, third.note)
    assert desk.tables() == before


def test_who_sealed_is_named_by_a_commitment_only(scene: Scene) -> None:
    bodies = [
        bytes(one.body).decode() for one in scene.desk.rows("SELECT body FROM trajecten_record")
    ]

    assert not any(ACTOR in one for one in bodies)
    kept = scene.desk.rows("SELECT text FROM trajecten_record_text")
    assert [one.text for one in kept] == [ACTOR, ACTOR]


def test_a_damaged_trajectory_is_not_sealed(scene: Scene) -> None:
    damaging.unfence(scene.desk)
    damaging.edit_body(scene.desk, scene.id_of(REF), 3, b"residents", b"newcomers")
    before = scene.desk.tables()

    with pytest.raises(IntegrityError, match="its content was changed"):
        scene.engine.checkpoint(scene.signer)

    assert scene.desk.tables() == before


def test_a_sealed_entry_that_was_rewritten_is_not_sealed_again(scene: Scene) -> None:
    here = scene.id_of(REF)
    damaging.unfence(scene.desk)
    damaging.rewrite(scene.desk, here, 3, lambda found: found.update(object="contact-9"))
    damaging.relink(scene.desk, here, 3)
    damaging.move_head(scene.desk, here, LAST)

    with pytest.raises(IntegrityError, match="it was changed or removed"):
        scene.engine.checkpoint(scene.signer)


def test_a_signature_that_could_not_be_stored_is_withdrawn(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("trajecten.storage.sealing.add_checkpoint", full)
        with pytest.raises(OSError, match="No space left"):
            scene.engine.checkpoint(scene.signer)

    scene.engine.do(OTHER, NOTE)
    assert scene.engine.checkpoint(scene.signer).new == 2
    assert scene.verified().intact


def test_a_checkpoint_needs_a_transaction_of_its_own(scene: Scene) -> None:
    with scene.desk.database.connect() as connection, pytest.raises(InputError):
        scene.engine.joining(connection).checkpoint(scene.signer)


def test_checkpoints_at_the_same_moment_come_one_after_the_other(
    own_desk: Desk, tmp_path: Path
) -> None:
    scene = scene_at(own_desk, tmp_path)

    def seal(number: int) -> int:
        engine = own_desk.like()
        engine.do(OTHER, NOTE)
        return engine.checkpoint(scene.signer).size

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(seal, range(8)))

    found = scene.verified()
    assert found.intact
    assert found.seal is not None
    assert found.seal.unsealed == 0


# Proofs


def test_the_proof_of_an_entry_is_checked_with_the_public_key_alone(scene: Scene) -> None:
    key = VerifierKey.parse(scene.public)

    proof(scene, 3).check(leaf(scene, 3), key)
    with pytest.raises(ProofError):
        proof(scene, 3).check(leaf(scene, 4), key)
    with pytest.raises(SignatureError):
        InclusionProof.parse(proof(scene, 3).text.replace("\n13\n", "\n14\n")).check(
            leaf(scene, 3), key
        )


@pytest.mark.parametrize("seq", [None, LAST])
def test_an_entry_that_is_not_sealed_yet_has_no_proof(scene: Scene, seq: int | None) -> None:
    with pytest.raises(InputError, match="is not sealed yet"):
        scene.engine.prove(REF, seq)


def test_an_entry_that_is_not_there_has_no_proof(scene: Scene) -> None:
    with pytest.raises(NotFoundError):
        scene.engine.prove(REF, LAST + 1)


# What is compared, and what is not


@pytest.mark.parametrize(
    ("keyed", "kept", "said"),
    [
        (False, ["first"], "No public key was given"),
        (True, [], "Compared with 0 kept checkpoints"),
        (True, ["first"], "What came after the newest kept checkpoint (3 entries)"),
        (True, ["second"], "1 entry after the last checkpoint"),
        (True, ["second"], "--projections does that"),
    ],
)
def test_a_check_says_what_it_did_not_look_at(
    scene: Scene, keyed: bool, kept: Sequence[str], said: str
) -> None:
    found = scene.verified(keyed=keyed, kept=[getattr(scene, one).note for one in kept])

    assert found.intact
    assert any(said in one.en for one in found.unchecked)


def test_a_check_says_how_old_the_newest_kept_checkpoint_is(scene: Scene) -> None:
    seal = scene.verified(kept=[scene.first.note]).seal

    assert seal is not None
    assert (seal.compared, seal.newest, seal.size) == (1, FIRST_SIZE, SECOND_SIZE)
    (made,) = scene.desk.rows("SELECT recorded_at AS at FROM trajecten_record WHERE seq = 1")
    assert seal.newest_at is not None
    assert seal.newest_at.isoformat()[:19] == made.at[:19]


def test_a_check_of_one_trajectory_says_that_it_leaves_the_seal_alone(scene: Scene) -> None:
    found = scene.engine.verify(REF)

    assert found.seal is None
    assert any("not the seal" in one.en for one in found.unchecked)


def test_a_ledger_without_a_checkpoint_says_so(desk: Desk) -> None:
    desk.start()

    found = desk.engine.verify()

    assert found.intact
    assert any("There is no checkpoint yet" in one.en for one in found.unchecked)


def test_who_verified_and_what_stood_there_is_recorded_when_asked(scene: Scene) -> None:
    found = scene.engine.verify(keys=[scene.public], record=True)

    (row,) = scene.desk.rows("SELECT body FROM trajecten_record WHERE action = 'verified'")
    assert found.seal is not None
    assert f'"root":"{found.seal.root}"' in bytes(row.body).decode()
    assert scene.verified().intact
    assert scene.engine.checkpoint(scene.signer).new == 2


def test_a_kept_checkpoint_of_another_ledger_is_told(scene: Scene) -> None:
    other = scene.first.note.replace("trajecten/", "elders/", 1)

    seal = scene.verified(kept=[other]).seal

    assert seal is not None
    assert [one.damage for one in seal.breaches] == ["moved"]


def test_a_note_or_a_key_that_is_none_is_refused(scene: Scene) -> None:
    with pytest.raises(InputError):
        scene.engine.verify(kept=["x"])
    with pytest.raises(InputError):
        scene.engine.verify(keys=["x"])


# What witnesses kept


def test_witnesses_keep_a_checkpoint_once_and_by_ledger(scene: Scene, tmp_path: Path) -> None:
    file = tmp_path / "a.note"
    file.write_text(scene.first.note)
    witnesses = Witnesses(tmp_path / "kept")

    assert [witnesses.add(read_checkpoint(file)) for _ in range(2)] == [True, False]
    assert [one.note for one in witnesses.of(scene.first.origin)] == [scene.first.note]
    assert witnesses.of("trajecten/elders") == ()


@pytest.mark.parametrize("text", [b"", b"x", b"\xff", b"a\n1\nx\n\nb"])
def test_a_file_that_holds_no_checkpoint_is_refused(tmp_path: Path, text: bytes) -> None:
    file = tmp_path / "a.note"
    file.write_bytes(text)

    with pytest.raises(InputError):
        read_checkpoint(file)


def test_a_signer_of_another_name_signs_the_same_ledger_again(scene: Scene) -> None:
    other = signer_in(scene.folder, "archief.example", file="other.pem", accept=True)

    made = scene.engine.checkpoint(other)

    assert "archief.example" in made.note


# Many trajectories

CROWD = 40


@pytest.fixture
def crowded(own_desk: Desk) -> Desk:
    """Give a database with more trajectories than a process is given at a time; one is damaged."""
    for number in range(CROWD):
        own_desk.start(f"T-{number:02}")
    damaging.unfence(own_desk)
    own_desk.run(
        "UPDATE trajecten_text SET text = 'x' WHERE trajectory ="
        " (SELECT id FROM trajecten_trajectory WHERE ref = 'T-20')"
    )
    return own_desk


def test_several_processes_find_what_one_finds(
    crowded: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("trajecten.engine.crowd.MANY", 2)
    monkeypatch.setattr("trajecten.engine.crowd._PART", CROWD // 3)
    heard: list[tuple[int, int]] = []

    found = crowded.engine.verify(workers=2, told=lambda *done: heard.append(done))

    assert found == crowded.engine.verify()
    assert [one.ref for one in found.trajectories if not one.intact] == ["T-20"]
    assert heard[-1] == (CROWD, CROWD)
