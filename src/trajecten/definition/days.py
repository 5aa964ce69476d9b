"""The shape of a day on the calendar."""

import re
from dataclasses import dataclass
from datetime import date

from trajecten.core.finding import Json
from trajecten.core.text import Text
from trajecten.definition.nodes import Node, ScalarNode
from trajecten.definition.report import Maybe, Report
from trajecten.definition.shapes import Definitions, Schema, mismatch
from trajecten.definition.visible import quoted

_DAY = "[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}"
_REMEDY = Text(
    "schrijf jaar, maand en dag, zoals 2026-01-31", "write year, month and day, such as 2026-01-31"
)


@dataclass(frozen=True, slots=True)
class DayShape:
    """A day, written as year, month and day."""

    def read(self, node: Node, report: Report) -> Maybe[date]:
        """Return the day; one that is not on the calendar is noted."""
        if not isinstance(node, ScalarNode):
            return mismatch(node, Text("een dag", "a day"), report, _REMEDY)
        try:
            # Python reads other forms of ISO 8601 too, which few people can read.
            return date.fromisoformat(node.text if re.fullmatch(_DAY, node.text) else "")
        except ValueError:
            message = Text("{text} is geen dag", "{text} is not a day")
            return report.add(node.place, "bad-day", message.fill(text=quoted(node.text)), _REMEDY)

    def schema(self, definitions: Definitions) -> Schema:
        """Return a string with the pattern of a day."""
        del definitions
        examples: list[Json] = ["2026-01-31"]
        return {"type": "string", "pattern": f"^{_DAY}$", "examples": examples}
