"""Going once through a log: how much is in it, and which activity follows which."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise
from typing import BinaryIO

from trajecten.core.fitting import checked
from trajecten.importing.xes import BadTraceError, Moment, Reading, Trace, resolved, traces

_FILE_CHUNK = 1 << 16


@dataclass(frozen=True, slots=True, kw_only=True)
class LogSurvey:
    """What a log holds: traces in all, and of those that can be used the events and variants.

    `digest` is the SHA-256 of the log, unpacked, in hex. `activities` stand in the order in which
    they first occur; `follows` holds which comes right after which, `first` and `last` by which a
    trace begins and ends.
    """

    digest: str
    traces: int
    unusable: int
    events: int
    variants: int
    activities: tuple[str, ...]
    follows: frozenset[tuple[str, str]]
    first: frozenset[str]
    last: frozenset[str]


@checked
def survey_xes(stream: BinaryIO) -> LogSurvey:
    """Go through a log in XES, plain or by gzip.

    Raises:
        InputError: it is no XES, has a DTD, or is larger than is allowed.
    """
    reading = Reading(stream)
    counts = _counted(traces(reading))
    while reading.read(_FILE_CHUNK):
        pass
    return LogSurvey(
        digest=reading.digest,
        traces=counts.traces,
        unusable=counts.unusable,
        events=counts.events,
        variants=len(counts.variants),
        activities=tuple(counts.activities),
        follows=frozenset(counts.follows),
        first=frozenset(counts.first),
        last=frozenset(counts.last),
    )


# Private


class _Counts:
    """What was met so far; of variants only a digest is kept."""

    def __init__(self) -> None:
        self.traces = self.unusable = self.events = 0
        self.variants: set[bytes] = set()
        self.activities: dict[str, None] = {}
        self.follows: set[tuple[str, str]] = set()
        self.first: set[str] = set()
        self.last: set[str] = set()

    def add(self, events: tuple[Moment, ...]) -> None:
        names = [one.activity for one in events]
        self.events += len(names)
        self.variants.add(sha256("\x00".join(names).encode()).digest()[:16])
        self.activities.update(dict.fromkeys(names))
        self.follows.update(pairwise(names))
        self.first.add(names[0])
        self.last.add(names[-1])


def _counted(found: Iterable[Trace]) -> _Counts:
    counts = _Counts()
    for trace in found:
        counts.traces += 1
        try:
            counts.add(resolved(trace))
        except BadTraceError:
            counts.unusable += 1
    return counts
