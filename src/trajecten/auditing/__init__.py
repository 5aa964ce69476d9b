"""What an auditor asks of a ledger: was each decision right, by the rules and facts of its day."""

from trajecten.auditing.discrepancy import (
    Discrepancy,
    DiscrepancyKind,
    Replay,
    ReplayedTrajectory,
    Unjudged,
)
from trajecten.auditing.ledgers import Ledgers, Line
from trajecten.auditing.replaying import NOT_CHECKED, replayed

__all__ = [
    "NOT_CHECKED",
    "Discrepancy",
    "DiscrepancyKind",
    "Ledgers",
    "Line",
    "Replay",
    "ReplayedTrajectory",
    "Unjudged",
    "replayed",
]
