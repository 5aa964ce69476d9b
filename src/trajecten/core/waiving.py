"""How far a deviation reaches: what it lets pass, and nothing that is worse."""

from typing import Any

from trajecten.core.facts import Waived
from trajecten.core.finding import Finding


def covers(waived: Waived, finding: Finding) -> bool:
    """Return whether a condition lacks no more now than was decided that it may."""
    same = (waived.place, waived.guard) == (finding.place, finding.guard)
    now = counted_in(finding)
    alike = [domain for domain, _ in now] == [domain for domain, _ in waived.counted]
    fewer = any(one < decided for (_, one), (_, decided) in zip(now, waived.counted, strict=False))
    return (
        same and alike and not fewer and {one.id for one in finding.missing} <= set(waived.missing)
    )


def counted_in(finding: Finding) -> tuple[tuple[str, int], ...]:
    """Return how many contacts a finding and its parts counted, by domain, in order."""
    counts: Any = finding.facts.get("contacts", ())
    own = tuple((one["domain"], one["counted"]) for one in counts)
    return (*own, *(pair for part in finding.parts for pair in counted_in(part)))
