"""The room of plain words: a workflow as whole sentences, for who has to decide on it."""

from trajecten.explaining.explain import explain
from trajecten.explaining.explanation import Explanation, Part, Point

__all__ = ["Explanation", "Part", "Point", "explain"]
