"""The key that signs checkpoints: a file for its owner alone, and one that everybody may have."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

from trajecten.core.fitting import checked
from trajecten.errors import InputError
from trajecten.ledger.notes import NoteError, SigningKey, VerifierKey
from trajecten.sealing.files import is_readable_by_others, write_new

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

PUBLIC_SUFFIX = ".pub"

_NAMED = re.compile(r"# trajecten-key (\S+)")
_READABLE = 0o644
_LONGEST = 1_000
"""How long a passphrase may be: more is not taken by all libraries of cryptography."""

# The library of cryptography takes a while to import; only who signs needs it.
# ruff: noqa: PLC0415


@checked
def make_key(file: Path, name: str, *, passphrase: str | None = None) -> str:
    """Make a key that signs in a name, and return its public half: NAME+HASH+KEY.

    The key is written to `file`, for its owner alone, and the public half to the same name with
    ".pub" behind it. With a passphrase the file is of no use without it.

    Raises:
        InputError: there is a file already, the name cannot be used, or nothing can be written.
    """
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    if passphrase is not None and not 0 < len(passphrase.encode()) <= _LONGEST:
        raise InputError(
            f"passphrase: 1 tot {_LONGEST} bytes.",
            f"passphrase: 1 to {_LONGEST} bytes.",
            instance="passphrase",
        )
    key = _named(name, Ed25519PrivateKey.generate())
    text = f"# trajecten-key {name}\n".encode() + _as_pem(key.private, passphrase)
    public = f"{key.verifier.text}\n".encode()
    beside = file.with_name(file.name + PUBLIC_SUFFIX)
    try:
        write_new(file, text)
        write_new(beside, public, mode=_READABLE)
    except FileExistsError as error:
        raise InputError(
            f"Er is al een bestand {error.filename}; een sleutel wordt nooit overschreven.",
            f"There is a file {error.filename} already; a key is never written over.",
            instance="key",
        ) from error
    except OSError as error:
        raise _unusable(file, error) from error
    return key.verifier.text


@checked
def open_key(file: Path, *, passphrase: str | None = None) -> SigningKey:
    """Return the key that a file holds.

    Raises:
        InputError: it holds none, others may read it, or the passphrase is missing or wrong.
    """
    try:
        if is_readable_by_others(file):
            raise InputError(
                f"Anderen kunnen {file} lezen; een sleutel is van een persoon: chmod 600 {file}.",
                f"Others can read {file}; a key belongs to one person: chmod 600 {file}.",
                instance="key",
            )
        text = file.read_bytes()
    except OSError as error:
        raise _unusable(file, error) from error
    found = _NAMED.match(text.decode(errors="replace"))
    if found is None:
        raise _no_key(file)
    return _named(found[1], _private(text, passphrase, file))


@checked
def is_locked(file: Path) -> bool:
    """Return whether a key needs a passphrase."""
    try:
        return b"BEGIN ENCRYPTED PRIVATE KEY" in file.read_bytes()
    except OSError as error:
        raise _unusable(file, error) from error


@checked
def public_key(given: str) -> VerifierKey:
    """Return a public key from its text, NAME+HASH+KEY.

    Raises:
        InputError: the text is not that of one.
    """
    try:
        return VerifierKey.parse(given)
    except NoteError as error:
        raise InputError(
            f"Dit is geen openbare sleutel ({error}): {given[:80]!r}.",
            f"This is no public key ({error}): {given[:80]!r}.",
            instance="key",
        ) from error


# Private


def _as_pem(private: "Ed25519PrivateKey", passphrase: str | None) -> bytes:
    from cryptography.hazmat.primitives import serialization

    locked: serialization.KeySerializationEncryption = serialization.NoEncryption()
    if passphrase:
        locked = serialization.BestAvailableEncryption(passphrase.encode())
    return private.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, locked
    )


def _private(text: bytes, passphrase: str | None, file: Path) -> "Ed25519PrivateKey":
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    locked = b"BEGIN ENCRYPTED PRIVATE KEY" in text
    try:
        private = load_pem_private_key(text, (passphrase or "").encode() if locked else None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        if locked:
            raise InputError(
                f"De wachtzin van {file} ontbreekt of klopt niet.",
                f"The passphrase of {file} is missing or wrong.",
                instance="passphrase",
            ) from error
        raise _no_key(file) from error
    if not isinstance(private, Ed25519PrivateKey):
        raise _no_key(file)
    return private


def _named(name: str, private: "Ed25519PrivateKey") -> SigningKey:
    try:
        return SigningKey(name, private)
    except NoteError as error:
        raise InputError(
            f"Deze naam kan een sleutel niet hebben: {name!r} (geen spaties en geen '+').",
            f"A key cannot have this name: {name!r} (no spaces and no '+').",
            instance="name",
        ) from error


def _no_key(file: Path) -> InputError:
    return InputError(
        f"{file} is geen sleutel van trajecten.",
        f"{file} is no key of trajecten.",
        instance="key",
    )


def _unusable(file: Path, error: OSError) -> InputError:
    return InputError(f"{file}: {error.strerror}.", f"{file}: {error.strerror}.", instance="key")
