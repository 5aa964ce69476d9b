"""What the tests of the store may ask for: the same desks."""

from tests.engine.desks import (
    desk,
    emptied_url,
    furnished,
    own_desk,
    shared_database,
    started,
)  # fmt: skip

__all__ = ["desk", "emptied_url", "furnished", "own_desk", "shared_database", "started"]
