"""The room of the checker: what can be proved of a workflow, what changed in it, its picture."""

from trajecten.checking.checker import RULES, check, check_text
from trajecten.checking.difference import Change, ChangeSort, Difference, Strictness, compare
from trajecten.checking.formats import as_github, as_sarif
from trajecten.checking.picture import diagram

__all__ = [
    "RULES",
    "Change",
    "ChangeSort",
    "Difference",
    "Strictness",
    "as_github",
    "as_sarif",
    "check",
    "check_text",
    "compare",
    "diagram",
]
