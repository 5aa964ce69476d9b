"""What the people of a trajectory chose, with the names that its workflow gives."""

from dataclasses import dataclass

from trajecten.core.facts import Facts, chosen_of
from trajecten.core.text import Text
from trajecten.core.workflow import Workflow


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceItem:
    """One choice of the workflow: what is chosen now, None when nothing was chosen yet."""

    id: str
    label: Text
    option: str | None = None
    option_label: Text | None = None


def choices(workflow: Workflow, facts: Facts) -> tuple[ChoiceItem, ...]:
    """Return every choice of the workflow, in the order of its file."""
    return tuple(
        ChoiceItem(
            id=one.id,
            label=one.label,
            option=option,
            option_label=None if option is None else one.option_label(option),
        )
        for one in workflow.choices
        for option in (chosen_of(facts, one.id),)
    )
