"""What the auditing reads: ledgers entry by entry, and the texts in force; nothing derived."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from trajecten.core.text import Text
from trajecten.core.workflow import Workflow
from trajecten.ledger.entry import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One entry of a ledger, with its bytes and their hash."""

    entry: Entry
    body: bytes
    hash: str


class Ledgers(Protocol):
    """All ledgers of a database, and the workflow texts that they name."""

    def lines(self, trajectory: str) -> Iterable[Line]:
        """Return the entries of a trajectory in order, up to the first that is damaged."""

    def flaw(self, trajectory: str) -> Text | None:
        """Return what is damaged in the ledger of a trajectory; None when it is whole.

        Also told is that its parent is no longer what its first entry says.
        """

    def break_in(self, trajectory: str) -> Text | None:
        """Return what keeps a ledger from being read to its end; None when nothing does."""

    def children(self, trajectory: str) -> Sequence[str]:
        """Return the trajectories whose first entry names this one as their parent."""

    def workflow(self, digest: str) -> Workflow:
        """Return the workflow with this text.

        Raises:
            IntegrityError: its text is gone or was changed.
            WorkflowError: it cannot be read.
        """


class NotJudgedError(Exception):
    """A decision cannot be made again; `reason` says why."""

    def __init__(self, reason: Text) -> None:
        """Keep the reason."""
        super().__init__(reason.en)
        self.reason = reason
