"""A choice that the people of a trajectory make, such as who takes the initiative."""

from dataclasses import dataclass

from trajecten.core.named import Named
from trajecten.core.text import Text, same


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice(Named):
    """What is chosen, from two options or more; what is asked further on may depend on it."""

    options: tuple[Named, ...]
    basis: str | None = None

    def option_label(self, option: str) -> Text:
        """Return how people call an option; its id when the choice does not have it."""
        return next((one.label for one in self.options if one.id == option), same(option))


@dataclass(frozen=True, slots=True, kw_only=True)
class MakeChoice:
    """Record which option was chosen; it may be chosen anew, and then the last one counts."""

    choice: str
    option: str
    reason: str | None = None
