"""Keys: made once, for their owner alone, of no use when they are not."""

import stat
from pathlib import Path

import pytest

from trajecten import InputError, is_locked, make_key, open_key, public_key

NAME = "voorbeeldstad.example/2026"
SECRET = "paard batterij"  # noqa: S105 (of a key that is made here)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "key.pem"


def test_a_key_is_for_its_owner_and_the_public_half_for_everybody(file: Path) -> None:
    public = make_key(file, NAME)

    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert file.read_text().startswith(f"# trajecten-key {NAME}\n")
    assert file.with_name("key.pem.pub").read_text() == f"{public}\n"
    assert open_key(file).verifier == public_key(public)
    assert not is_locked(file)


def test_a_key_is_never_written_over(file: Path) -> None:
    make_key(file, NAME)
    before = file.read_bytes()

    with pytest.raises(InputError, match="never written over"):
        make_key(file, NAME)

    assert file.read_bytes() == before


def test_a_key_that_others_can_read_is_refused(file: Path) -> None:
    make_key(file, NAME)
    file.chmod(0o640)

    with pytest.raises(InputError, match="chmod 600"):
        open_key(file)


def test_a_locked_key_opens_with_its_passphrase_only(file: Path) -> None:
    public = make_key(file, NAME, passphrase=SECRET)

    assert is_locked(file)
    assert open_key(file, passphrase=SECRET).verifier.text == public
    for wrong in (None, "", "paard"):
        with pytest.raises(InputError, match="passphrase"):
            open_key(file, passphrase=wrong)


@pytest.mark.parametrize("name", ["", "met spatie", "met+plus"])
def test_a_name_that_a_note_cannot_hold_is_refused(file: Path, name: str) -> None:
    with pytest.raises(InputError, match="no spaces"):
        make_key(file, name)

    assert not file.exists()


@pytest.mark.parametrize(
    "text", [b"", b"x", b"# trajecten-key a\nx", b"\xff", b"-----BEGIN PRIVATE KEY-----"]
)
def test_what_is_no_key_is_refused(file: Path, text: bytes) -> None:
    file.write_bytes(text)
    file.chmod(0o600)

    with pytest.raises(InputError, match="no key of trajecten"):
        open_key(file)


def test_a_key_that_is_not_there_is_said_so(file: Path) -> None:
    with pytest.raises(InputError, match="No such file"):
        open_key(file)


def test_a_public_key_of_another_form_is_refused() -> None:
    with pytest.raises(InputError, match="no public key"):
        public_key("voorbeeldstad.example+00000000+AAAA")
