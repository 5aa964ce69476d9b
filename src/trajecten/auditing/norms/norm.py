"""A norm: what an auditor asks of a trajectory, where it comes from, and what was answered."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from trajecten.auditing.norms.dossier import Dossier
from trajecten.core.facts import Facts
from trajecten.core.text import Text
from trajecten.core.workflow import Workflow


class NormVerdict(StrEnum):
    """What came of a norm."""

    PASS = "pass"  # noqa: S105 (no password)
    FINDING = "finding"
    NOT_APPLICABLE = "not_applicable"
    """There is nothing to judge, or the ledger cannot tell: the message says which."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NormResult:
    """The answer of one norm: in words, with the numbers of the entries that it rests on."""

    verdict: NormVerdict
    message: Text
    entries: tuple[int, ...] = ()


Judge: TypeAlias = Callable[[Facts, Dossier, Workflow], NormResult]
"""What judges: the facts after the last entry, the entries, the workflow text in force."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Norm:
    """What is asked, and by whom.

    `limit` says what the ledger cannot tell about it; `thresholds` are the settings it looks at.
    """

    id: str
    asks: Text
    source: Text
    judge: Judge
    limit: Text | None = None
    thresholds: tuple[str, ...] = ()


def passed(message: Text, entries: Iterable[int] = ()) -> NormResult:
    """Return that the norm is met."""
    return _result(NormVerdict.PASS, message, entries)


def found(message: Text, entries: Iterable[int] = ()) -> NormResult:
    """Return that the norm is not met."""
    return _result(NormVerdict.FINDING, message, entries)


def not_applicable(message: Text, entries: Iterable[int] = ()) -> NormResult:
    """Return that there is nothing to judge, or that it cannot be known."""
    return _result(NormVerdict.NOT_APPLICABLE, message, entries)


# Private


def _result(verdict: NormVerdict, message: Text, entries: Iterable[int]) -> NormResult:
    return NormResult(verdict=verdict, message=message, entries=tuple(sorted(set(entries))))
