"""What the tests of the auditing may ask for: the desks of the engine."""

from tests.engine.desks import (
    desk,
    emptied_url,
    furnished,
    own_desk,
    shared_database,
    started,
)  # fmt: skip

__all__ = ["desk", "emptied_url", "furnished", "own_desk", "shared_database", "started"]
