"""What tests of the seal share: a signer, a ledger that was sealed twice, and an outsider."""

import importlib.util
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from tests.engine.kit import COMMISSIONER, OTHER, REF, RESIDENT, SPEAKER, Desk, small
from trajecten import (
    AddNote,
    Engine,
    MadeCheckpoint,
    ReceiveContribution,
    RecordContact,
    Signer,
    Verification,
    make_key,
    open_key,
)

NAME = "voorbeeldstad.example/2026"
NOTE = AddNote(text="Iets anders")
LAST = 9
"""The number of the last entry of the first trajectory; the last that is not sealed."""
FIRST_SIZE, SECOND_SIZE = 10, 13


@dataclass(frozen=True)
class Scene:
    """A ledger that was sealed twice, with one entry after that, and what an auditor has of it."""

    desk: Desk
    folder: Path
    signer: Signer
    public: str
    first: MadeCheckpoint
    second: MadeCheckpoint

    @property
    def engine(self) -> Engine:
        """An engine that has not loaded anything yet."""
        return self.desk.like()

    def id_of(self, ref: str) -> str:
        (row,) = self.desk.rows("SELECT id FROM trajecten_trajectory WHERE ref = :ref", ref=ref)
        return str(row.id)

    def verified(self, *, keyed: bool = True, kept: Sequence[str] | None = None) -> Verification:
        """Return what an auditor finds, with the public key and the first checkpoint."""
        notes = [self.first.note] if kept is None else kept
        return self.engine.verify(keys=[self.public] if keyed else (), kept=notes)

    def bundled(self, ref: str | None = None, *, kept: Sequence[str] = ()) -> bytes:
        out = io.BytesIO()
        self.engine.bundle(out, ref, kept=kept)
        return out.getvalue()


def signer_in(folder: Path, name: str = NAME, *, file: str = "key.pem", **how: bool) -> Signer:
    """Return a signer with a key and a memory of its own in a folder."""
    make_key(folder / file, name)
    return Signer(open_key(folder / file), folder / f"state of {file}", **how)


def scene_at(desk: Desk, folder: Path) -> Scene:
    """Tell a short story of two trajectories, and seal it twice."""
    signer = signer_in(folder)
    desk.start(REF)
    for command in (
        RecordContact(domain="council", person=RESIDENT, note="Zij was eerst boos"),
        RecordContact(domain="community", group="residents", count=3),
        ReceiveContribution(text="Meer bomen", person=SPEAKER),
        NOTE,
    ):
        desk.engine.do(REF, command)
    desk.engine.advance(REF, "again")
    desk.engine.start(small(), "De brug", commissioner=COMMISSIONER, ref=OTHER)
    for _ in range(2):
        desk.engine.do(OTHER, NOTE)
    first = desk.engine.checkpoint(signer)
    for _ in range(2):
        desk.engine.do(REF, NOTE)
    second = desk.engine.checkpoint(signer)
    desk.engine.do(REF, NOTE)
    assert (first.size, second.size) == (FIRST_SIZE, SECOND_SIZE)
    public = signer.key.verifier.text
    return Scene(desk, folder, signer, public, first, second)


# The outsider


def outsider() -> ModuleType:
    """Return `docs/verify.py` as a module."""
    path = Path(__file__).resolve().parents[2] / "docs" / "verify.py"
    found = importlib.util.spec_from_file_location("outsider", path)
    assert found is not None
    assert found.loader is not None
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module
