"""What the tests of the norms may ask for: the desks of the engine."""

from tests.engine.desks import desk, emptied_url, shared_database

__all__ = ["desk", "emptied_url", "shared_database"]
