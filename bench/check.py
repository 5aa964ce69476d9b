"""What a check costs: against the number of tracks, of phases in a track, and of conditions.

Tracks look at each other, so that all of them make one space: nothing can be taken apart. A check
of six tracks of eight phases must stay under two seconds.

    python -m bench.check [--rounds N] [--json FILE]
"""

import argparse
import json
import statistics
import sys
import time
from pathlib import Path

from trajecten import Severity, check, load_workflow

TARGET_SECONDS = 2.0
HEAD = """\
schema: trajecten/1
id: bench
version: 1.0.0
label: {nl: Meting, en: Benchmark}
roles:
  commissioner: {label: {nl: opdrachtgever, en: commissioner}}
tracks:
"""
CASES = (
    (1, 8, 1), (2, 8, 1), (3, 8, 1), (4, 8, 1), (5, 8, 1), (6, 8, 1),
    (4, 4, 1), (4, 16, 1), (4, 31, 1), (2, 90, 1),
    (4, 8, 4), (4, 8, 16), (4, 8, 32), (6, 8, 12),
)  # fmt: skip
"""Tracks, phases in each, conditions on each step."""


def main() -> None:
    """Measure, print the table, and say whether the target is met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", type=Path)
    chosen = parser.parse_args()
    rows = [measured(*case, rounds=chosen.rounds) for case in CASES]
    print(f"{'tracks':>6} {'phases':>6} {'conditions':>10} {'configurations':>14} {'seconds':>8}")
    for row in rows:
        print(
            f"{row['tracks']:>6} {row['phases']:>6} {row['conditions']:>10} "
            f"{row['configurations']:>14} {row['seconds']:>8.3f}"
        )
    if chosen.json:
        chosen.json.write_text(json.dumps(rows, indent=1))
    sys.exit(any(row["seconds"] > TARGET_SECONDS for row in rows if row["tracks"] == 6))


def measured(tracks: int, phases: int, conditions: int, *, rounds: int) -> dict[str, float]:
    """Return the median time of a check of such a workflow."""
    text = workflow(tracks, phases, conditions).encode()
    seconds = []
    for _ in range(rounds):
        fresh = load_workflow(text)
        begin = time.perf_counter()
        problems = check(fresh)
        seconds.append(time.perf_counter() - begin)
        assert not any(one.severity is Severity.ERROR for one in problems)
    return {
        "tracks": tracks,
        "phases": phases,
        "conditions": conditions,
        "configurations": phases**tracks,
        "seconds": statistics.median(seconds),
    }


def workflow(tracks: int, phases: int, conditions: int) -> str:
    """Return a workflow whose tracks may not run too far ahead of each other, and can go back."""
    return HEAD + "".join(_track(n, tracks, phases, conditions) for n in range(tracks))


def _track(number: int, tracks: int, phases: int, conditions: int) -> str:
    name = f"t{number}"
    lines = [f"- id: {name}", f"  label: {{nl: {name}, en: {name}}}", "  phases:"]
    for at in range(phases):
        kind = "relation" if at < phases // 2 else "content"
        final = ", final: true" if at == phases - 1 else ""
        lines.append(f"  - {{id: {name}p{at}, label: {{nl: x, en: x}}, kind: {kind}{final}}}")
    lines.append("  transitions:")
    for at in range(phases - 1):
        lines += _step(f"{name}s{at}", f"{name}p{at}", f"{name}p{at + 1}")
        lines += _conditions((number + 1) % tracks, number, at, phases, conditions)
        if 0 < at < phases - 1:
            lines += _step(f"{name}b{at}", f"{name}p{at}", f"{name}p{at - 1}")
    return "\n".join(lines) + "\n"


def _step(name: str, source: str, target: str) -> list[str]:
    return [
        f"  - id: {name}",
        "    label: {nl: x, en: x}",
        f"    from: {source}",
        f"    to: {target}",
    ]


def _conditions(other: int, own: int, at: int, phases: int, number: int) -> list[str]:
    """Return conditions on the next track, which is not to be left too far behind; then others."""
    lines = ["    guards:"]
    if other != own:
        wanted = ", ".join(f"t{other}p{one}" for one in range(max(0, at - 1), phases))
        lines.append(f"    - {{guard: in_phase, track: t{other}, phases: [{wanted}], basis: x}}")
    lines += [
        f"    - {{any: [{{guard: contributions_disposed, min: {one}}}, "
        f"{{guard: lessons_recorded, min: {one}}}], basis: x}}"
        for one in range(max(1, number) - 1)
    ]
    return lines if len(lines) > 1 else []


if __name__ == "__main__":
    main()
