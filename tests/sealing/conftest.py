"""What the tests of the seal may ask for."""

from pathlib import Path

import pytest

from tests.engine.desks import desk, emptied_url, own_desk, shared_database
from tests.engine.kit import Desk
from tests.sealing.kit import Scene, scene_at

__all__ = ["desk", "emptied_url", "own_desk", "shared_database"]


@pytest.fixture
def scene(desk: Desk, tmp_path: Path) -> Scene:
    """Give a ledger that was sealed twice."""
    return scene_at(desk, tmp_path)
