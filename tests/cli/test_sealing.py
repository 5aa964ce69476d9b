"""Keys, checkpoints and bundles on the command line; its own folders, and what goes wrong."""

import json
from pathlib import Path

import pytest

PASSPHRASE = "TRAJECTEN_PASSPHRASE"  # noqa: S105 (the name of it)


@pytest.fixture
def own(started, tmp_path, monkeypatch):
    """Return a terminal whose user has folders of their own, and a key."""
    for kind in ("DATA", "CONFIG", "STATE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(tmp_path / kind.lower()))
    started.done("audit", "keygen")
    return started


def public(tmp_path):
    return str(tmp_path / "config" / "trajecten" / "signing-key.pem.pub")


def test_without_options_all_is_in_the_folders_of_the_user(own, tmp_path):
    own.done("audit", "checkpoint", "--out", str(tmp_path / "a.note"))
    own.done("audit", "witness", "add", str(tmp_path / "a.note"))

    found = own.done("audit", "verify", "--key", public(tmp_path), "--json").json

    assert (found["seal"]["compared"], found["seal"]["checkpoints"]) == (1, 1)
    assert list((tmp_path / "state" / "trajecten" / "signer").glob("*.json"))
    assert list((tmp_path / "data" / "trajecten" / "witnesses").iterdir())


def test_a_key_signs_in_the_name_of_the_ledger_unless_another_is_given(own, tmp_path):
    named = own.done("audit", "keygen", "--out", str(tmp_path / "b.pem"), "--name", "stad.example")

    assert (
        Path(public(tmp_path))
        .read_text()
        .startswith(own.done("admin", "info", "--json").json["log"])
    )
    assert "stad.example+" in named.out


def test_a_locked_key_asks_for_its_passphrase(own, tmp_path, monkeypatch):
    key = ("--key", str(tmp_path / "b.pem"))
    assert own("audit", "keygen", "--out", key[1], "--passphrase").code == 2
    monkeypatch.setenv(PASSPHRASE, "paard batterij")
    own.done("audit", "keygen", "--out", key[1], "--passphrase")

    own.done("audit", "checkpoint", *key)
    monkeypatch.setenv(PASSPHRASE, "paard")
    assert own("audit", "checkpoint", *key).code == 2


def test_a_checkpoint_of_a_new_signer_asks_for_accept(own, tmp_path):
    own.done("audit", "checkpoint")
    own.done("note", "add", "plein", "x")
    new = ("audit", "checkpoint", "--state", str(tmp_path / "elsewhere"))

    refused = own(*new)

    assert refused.code == 3
    assert "--accept" in refused.err
    own.done(*new, "--accept")


def test_damage_of_the_seal_ends_with_exit_code_3(own, tmp_path, lang):
    own.done("audit", "checkpoint")
    own.done("audit", "keygen", "--out", str(tmp_path / "b.pem"))

    ended = own("audit", "verify", "--key", str(tmp_path / "b.pem.pub"), lang=lang)

    assert ended.code == 3
    assert "re-signed" in ended.out
    assert ("beschadigd" if lang == "nl" else "damaged") in ended.out


def test_a_verification_is_recorded_when_asked(own):
    own.done("audit", "checkpoint")
    own.done("audit", "verify", "--record", "--projections")

    assert own.done("audit", "verify", "--json").json["seal"]["unsealed"] == 1


def test_a_checkpoint_of_another_ledger_is_not_kept(own, tmp_path):
    note = tmp_path / "a.note"
    own.done("audit", "checkpoint", "--out", str(note))
    note.write_text(note.read_text().replace("trajecten/", "elders/", 1))

    ended = own("audit", "witness", "add", str(note))

    assert ended.code == 2
    assert "elders/" in ended.err


@pytest.mark.parametrize("words", [(), ("plein", "--all")])
def test_a_bundle_is_of_one_trajectory_or_of_all(own, tmp_path, words):
    own.done("audit", "checkpoint")

    assert own("audit", "bundle", *words, "--out", str(tmp_path / "a")).code == 2


def test_a_bundle_that_fails_leaves_no_file(own, tmp_path):
    ended = own("audit", "bundle", "--all", "--out", str(tmp_path / "a.bundle"))

    assert ended.code == 2
    assert list(tmp_path.glob("a.bundle*")) == []


def test_a_bundle_holds_lines_of_json(own, tmp_path):
    own.done("audit", "checkpoint")
    own.done("audit", "bundle", "--all", "--out", str(tmp_path / "a.bundle"))

    lines = [json.loads(one) for one in (tmp_path / "a.bundle").read_text().splitlines()]

    assert lines[0]["bundle"] == "trajecten-bundle/1"


def test_a_key_that_is_no_key_and_no_file_is_said_so(own):
    assert own("audit", "verify", "--key", "nergens").code == 2


def test_a_proof_is_printed_as_it_is_handed_over(own):
    own.done("audit", "checkpoint")

    assert own.done("audit", "prove", "plein", "1").out.startswith("c2sp.org/tlog-proof@v1\n")
    assert own("audit", "prove", "plein", "9").code == 2
