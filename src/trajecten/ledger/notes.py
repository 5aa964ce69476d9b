"""Signed notes: a short text with signatures that anybody can check with a public key.

The form is that of C2SP: signed-note, with Ed25519 signatures (type 0x01), and tlog-checkpoint for
the text that says how large a ledger was and what the root of its tree was.
"""

import base64
import binascii
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from trajecten.ledger.merkle import HASH_BYTES

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

MAX_NOTE_BYTES = 1_000_000
MAX_SIGNATURES = 100

_ED25519 = b"\x01"
_DASH = "\u2014 "
_ID_BYTES = 4
_PUBLIC_BYTES = 32
_KEY = re.compile(r"(?P<name>[^\s+]+)\+(?P<id>[0-9a-f]{8})\+(?P<key>[A-Za-z0-9+/=]+)")
_SIGNATURE = re.compile(r"\u2014 (?P<name>[^\s+]+) (?P<signature>[A-Za-z0-9+/=]+)")
_DECIMAL = re.compile(r"0|[1-9][0-9]{0,17}", re.ASCII)
_CHECKPOINT_LINES = 3


class NoteError(ValueError):
    """A note, a key or a checkpoint that is not in order; the message says what is wrong."""


class UnknownKeyError(NoteError):
    """No key that is trusted signed the note."""


class SignatureError(NoteError):
    """A signature in the name of a trusted key is not by that key, over that text."""


@dataclass(frozen=True, slots=True)
class VerifierKey:
    """The public half of a key, with the name it signs in: what everybody may have."""

    name: str
    public: bytes

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the key that a text such as `NAME+HASH+KEY` holds.

        Raises:
            NoteError: it holds none, or its hash is that of another key.
        """
        found = _KEY.fullmatch(text.strip())
        if found is None:
            raise NoteError("a public key looks like NAME+HASH+KEY")
        raw = _decoded(found["key"])
        if raw[:1] != _ED25519 or len(raw) != 1 + _PUBLIC_BYTES:
            raise NoteError("not an Ed25519 key")
        key = cls(found["name"], raw[1:])
        if key.id.hex() != found["id"]:
            raise NoteError("the hash in the key is not that of the key")
        return key

    @property
    def id(self) -> bytes:
        """The first bytes of a signature by this key."""
        return hashlib.sha256(self.name.encode() + b"\n" + _ED25519 + self.public).digest()[:4]

    @property
    def text(self) -> str:
        """The key as it is published: NAME+HASH+KEY."""
        return f"{self.name}+{self.id.hex()}+{base64.b64encode(_ED25519 + self.public).decode()}"

    def check(self, text: bytes, signature: bytes) -> None:
        """Check a signature over the bytes of a text.

        Raises:
            SignatureError: it is not by this key, or over another text.
        """
        # The library of cryptography takes a while to import; only a signature needs it.
        from cryptography.exceptions import InvalidSignature  # noqa: PLC0415
        from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415
            Ed25519PublicKey,
        )

        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, text)
        except (InvalidSignature, ValueError) as error:
            raise SignatureError(f"the signature of {self.name} does not fit the text") from error


@dataclass(frozen=True, slots=True)
class SigningKey:
    """The private half of a key, with the name it signs in; it never shows itself."""

    name: str
    private: "Ed25519PrivateKey"

    def __post_init__(self) -> None:
        if not self.name or "+" in self.name or re.search(r"\s", self.name):
            raise NoteError("the name of a key has no spaces and no '+'")

    @property
    def verifier(self) -> VerifierKey:
        """The public half."""
        return VerifierKey(self.name, self.private.public_key().public_bytes_raw())

    def signature_line(self, text: str) -> str:
        """Return the line that signs a text."""
        signed = self.verifier.id + self.private.sign(text.encode())
        return f"{_DASH}{self.name} {base64.b64encode(signed).decode()}\n"


@dataclass(frozen=True, slots=True)
class OpenedNote:
    """A note whose signatures were checked: its text, and who signed it, in order.

    `unknown` names the keys that signed it too and were not asked for.
    """

    text: str
    signers: tuple[VerifierKey, ...]
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """How large a ledger was, and the root of the tree over its entries."""

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        """The three lines that are signed."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"


def signed(text: str, *keys: SigningKey) -> str:
    """Return a note: a text with the signatures of keys.

    Raises:
        NoteError: the text cannot be signed: it is empty, or has control characters.
    """
    _check_text(text)
    return text + "\n" + "".join(key.signature_line(text) for key in keys)


def opened(note: str, keys: Iterable[VerifierKey]) -> OpenedNote:
    """Return the text of a note that at least one of some keys signed.

    Signatures by other keys are passed over, so that anybody may add one.

    Raises:
        NoteError: it is no note.
        SignatureError: a signature in the name of one of the keys does not hold.
        UnknownKeyError: none of the keys signed it.
    """
    text, lines = _split(note)
    trusted = {(key.name, key.id): key for key in keys}
    signers: dict[VerifierKey, None] = {}
    unknown: list[str] = []
    for name, signature in lines:
        key = trusted.get((name, signature[:_ID_BYTES]))
        if key is None:
            unknown.append(name)
        elif key not in signers:
            key.check(text.encode(), signature[_ID_BYTES:])
            signers[key] = None
    if not signers:
        raise UnknownKeyError("none of the known keys signed this note")
    return OpenedNote(text, tuple(signers), tuple(unknown))


def noted(note: str) -> Checkpoint:
    """Return the checkpoint that a note holds, whoever signed it.

    Raises:
        NoteError: it is no note, or holds no checkpoint.
    """
    text, _signatures = _split(note)
    return checkpoint_of(text)


def checkpoint_of(text: str) -> Checkpoint:
    """Return the checkpoint that the text of a note holds.

    Raises:
        NoteError: it holds none.
    """
    lines = text.split("\n")
    if len(lines) <= _CHECKPOINT_LINES or lines[-1]:
        raise NoteError("a checkpoint has three lines: origin, size, root")
    origin, size, root = lines[:_CHECKPOINT_LINES]
    if not origin or not _DECIMAL.fullmatch(size):
        raise NoteError("the origin or the size of the checkpoint is not in order")
    decoded = _decoded(root)
    if len(decoded) != HASH_BYTES:
        raise NoteError("the root of the checkpoint is not a hash")
    return Checkpoint(origin, int(size), decoded)


# Private


def _split(note: str) -> tuple[str, list[tuple[str, bytes]]]:
    if len(note.encode(errors="replace")) > MAX_NOTE_BYTES:
        raise NoteError("the note is too long")
    text, blank, signatures = note.rpartition("\n\n")
    if not blank:
        raise NoteError("the note has no signatures")
    text += "\n"
    _check_text(text)
    if not signatures.endswith("\n"):
        raise NoteError("the last line of the note is cut off")
    lines = signatures.removesuffix("\n").split("\n")
    if len(lines) > MAX_SIGNATURES:
        raise NoteError("the note has too many signatures")
    return text, [_signature(line) for line in lines]


def _signature(line: str) -> tuple[str, bytes]:
    found = _SIGNATURE.fullmatch(line)
    if found is None:
        raise NoteError("a line of the note is no signature")
    signature = _decoded(found["signature"])
    if len(signature) <= _ID_BYTES:
        raise NoteError("a signature is too short")
    return found["name"], signature


def _check_text(text: str) -> None:
    if not text.endswith("\n") or any(one < " " and one != "\n" for one in text):
        raise NoteError("a note is text without control characters that ends with a new line")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise NoteError("the note is not UTF-8") from error


def _decoded(text: str) -> bytes:
    try:
        raw = base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise NoteError("not base64") from error
    if base64.b64encode(raw).decode() != text:
        raise NoteError("not base64 in its one form")
    return raw
