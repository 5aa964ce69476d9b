"""What the tests of the seal may ask for."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.engine.desks import desk, emptied_url, own_desk, shared_database
from tests.engine.kit import Desk
from tests.sealing.kit import Scene, scene_at
from trajecten.storage.tables import meta

__all__ = ["desk", "emptied_url", "own_desk", "shared_database"]


@pytest.fixture
def scene(desk: Desk, tmp_path: Path) -> Iterator[Scene]:
    """Give a ledger that was sealed twice; it gets its identity back."""
    (log,) = desk.rows("SELECT value FROM trajecten_meta WHERE key = 'log'")
    yield scene_at(desk, tmp_path)
    with desk.database.connect() as connection:
        connection.execute(sa.update(meta).where(meta.c.key == "log").values(value=log.value))
