"""The one pure function that says yes or no to a command, and its reasons."""

from trajecten.deciding.advancing import Option, options
from trajecten.deciding.decide import decide
from trajecten.deciding.decision import Decision, Parent, Request
from trajecten.deciding.standing import is_over, owed, relation_stands

__all__ = [
    "Decision",
    "Option",
    "Parent",
    "Request",
    "decide",
    "is_over",
    "options",
    "owed",
    "relation_stands",
]
