"""What changed between two workflows, in words, and whether relation comes first as strictly."""

from trajecten.checking.difference.change import Change, ChangeSort, Difference, Strictness
from trajecten.checking.difference.comparing import compare

__all__ = ["Change", "ChangeSort", "Difference", "Strictness", "compare"]
