"""What the tests of the store may ask for: the same desks."""

from pathlib import Path

import pytest

from tests.engine.desks import (
    desk,
    emptied_url,
    furnished,
    own_desk,
    shared_database,
    started,
)  # fmt: skip
from tests.sealing.kit import signer_in
from trajecten import Signer

__all__ = ["desk", "emptied_url", "furnished", "own_desk", "shared_database", "started"]


@pytest.fixture
def signer(tmp_path: Path) -> Signer:
    """Return who signs, with a memory of its own."""
    return signer_in(tmp_path)
