"""The norms of auditors: what they ask of a trajectory, answered from its ledger alone."""

from trajecten.auditing.norms.dossier import Dossier
from trajecten.auditing.norms.judging import (
    NORMS_NOT_CHECKED,
    JudgedNorm,
    JudgedTrajectory,
    NormReport,
    Yardstick,
    judged_by,
)
from trajecten.auditing.norms.norm import (
    Judge,
    Norm,
    NormResult,
    NormVerdict,
    found,
    not_applicable,
    passed,
)
from trajecten.auditing.norms.registry import NORMS
from trajecten.auditing.norms.thresholds import (
    NO_THRESHOLDS,
    Thresholds,
    load_thresholds,
    threshold_words,
)

__all__ = [
    "NORMS",
    "NORMS_NOT_CHECKED",
    "NO_THRESHOLDS",
    "Dossier",
    "Judge",
    "JudgedNorm",
    "JudgedTrajectory",
    "Norm",
    "NormReport",
    "NormResult",
    "NormVerdict",
    "Thresholds",
    "Yardstick",
    "found",
    "judged_by",
    "load_thresholds",
    "not_applicable",
    "passed",
    "threshold_words",
]
