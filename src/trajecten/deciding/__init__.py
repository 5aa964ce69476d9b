"""The one pure function that says yes or no to a command, and its reasons."""

from trajecten.deciding.advancing import Option, options
from trajecten.deciding.decide import decide, decided
from trajecten.deciding.decision import Decision, Parent, Request
from trajecten.deciding.erasable import Erasable, erasable
from trajecten.deciding.lapsing import lapsed, text_changed
from trajecten.deciding.standing import is_over, owed, relation_stands

__all__ = [
    "Decision",
    "Erasable",
    "Option",
    "Parent",
    "Request",
    "decide",
    "decided",
    "erasable",
    "is_over",
    "lapsed",
    "options",
    "owed",
    "relation_stands",
    "text_changed",
]
