"""What an auditor asks of a ledger: was each decision right, by the rules and facts of its day."""

from trajecten.auditing.discrepancy import (
    Discrepancy,
    DiscrepancyKind,
    Replay,
    ReplayedTrajectory,
    Unjudged,
)
from trajecten.auditing.ledgers import Ledgers, Line
from trajecten.auditing.replaying import MALFORMED, NOT_CHECKED, replayed
from trajecten.auditing.sampling import Drawable, Sample, SampleItem, drawn
from trajecten.auditing.supposing import Otherwise, Supposition, WhatIf, supposed
from trajecten.auditing.tracing import Link, Trace, TraceItem, traced

__all__ = [
    "MALFORMED",
    "NOT_CHECKED",
    "Discrepancy",
    "DiscrepancyKind",
    "Drawable",
    "Ledgers",
    "Line",
    "Link",
    "Otherwise",
    "Replay",
    "ReplayedTrajectory",
    "Sample",
    "SampleItem",
    "Supposition",
    "Trace",
    "TraceItem",
    "Unjudged",
    "WhatIf",
    "drawn",
    "replayed",
    "supposed",
    "traced",
]
