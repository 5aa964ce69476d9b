"""Stories are played in the languages as they are now, not as they were installed."""

from tests.cli.conftest import catalogues

__all__ = ["catalogues"]
