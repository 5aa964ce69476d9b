"""What checking a ledger costs: beside reading the same rows and hashing them, in the same run.

The floor reads every entry with its personal texts, as the check must, and hashes the bytes and the
texts; it looks at nothing else. Every round runs every case once, in random order. Growth compares
the cost per entry of a ledger with that of one ten times as long.

    python -m bench.audit [--rounds N] [--entries N] [--json FILE]
"""

import argparse
import hashlib
import hmac
import json
import os
import statistics
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import trajecten
from bench.step import BATCH, DOMAINS, WORKFLOW, interleaved, ticking
from trajecten.ledger.canonical import decode, encode
from trajecten.ledger.entry import entry_hash
from trajecten.storage import reading
from trajecten.storage.database import connect_to

TARGETS = {"verify": 0.5, "verify on all cores": 0.5, "growth": 0.8}
PER_TRAJECTORY = 20
SEALED_EVERY = 4


def main() -> None:
    """Measure, print the table, and say whether the targets are met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--entries", type=int, default=20_000)
    parser.add_argument("--json", type=Path)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        rows = measure(Path(folder), chosen.rounds, chosen.entries)
    show(rows)
    if chosen.json:
        chosen.json.write_text(json.dumps(rows, indent=1))
    sys.exit(any(row["target"] is not None and row["ratio"] < row["target"] for row in rows))


def measure(folder: Path, rounds: int, entries: int) -> list[dict[str, Any]]:
    """Return one row a claim: how many entries a second, and the ratio to the floor."""
    large, small = folder / "large.sqlite", folder / "small.sqlite"
    fill(large, entries)
    fill(small, entries // 10)
    cases: dict[str, tuple[int, Callable[[int], None]]] = {
        "read and hash": (entries, reads(large)),
        "canonicalise and hash": (entries, canonicalises(large)),
        "verify": (entries, verifies(large, 1)),
        "verify on all cores": (entries, verifies(large, os.cpu_count() or 1)),
        "verify, a tenth": (entries // 10, verifies(small, 1)),
        "replay, a tenth": (entries // 10, replays(small)),
    }
    times = interleaved({name: case for name, (_number, case) in cases.items()}, rounds)
    # Of each turn `interleaved` tells the seconds divided by its own number of operations.
    rates = {
        name: [number / (one * BATCH) for one in times[name]]
        for name, (number, _case) in cases.items()
    }
    pairs = (
        ("canonicalise", "canonicalise and hash", "read and hash"),
        ("verify", "verify", "read and hash"),
        ("verify on all cores", "verify on all cores", "read and hash"),
        ("growth", "verify", "verify, a tenth"),
        ("replay", "replay, a tenth", "read and hash"),
    )
    return [_row(claim, case, floor, rates) for claim, case, floor in pairs]


def fill(path: Path, entries: int) -> None:
    """Make a ledger of so many entries in trajectories of the usual length, sealed now and then."""
    signer = sign_in(path.parent / f"key of {path.name}")
    with opened(path) as engine:
        workflow = trajecten.load_workflow(WORKFLOW.encode())
        trajectories = entries // PER_TRAJECTORY
        for number in range(trajectories):
            ref = engine.start(workflow, "Bench", commissioner="Opdrachtgever").ref
            for turn in range(PER_TRAJECTORY - 1):
                domain = DOMAINS[turn % len(DOMAINS)]
                engine.do(ref, trajecten.RecordContact(domain=domain, note="Een gesprek"))
            if number % (trajectories // SEALED_EVERY) == 0:
                engine.checkpoint(signer)


def opened(path: Path) -> trajecten.Engine:
    """Return an engine on a ledger, with a clock of its own."""
    clock = ticking()
    return trajecten.open(
        f"sqlite:///{path}", clock=lambda: next(clock), actor="Lead", origin="bench"
    )


def sign_in(folder: Path) -> trajecten.Signer:
    """Return a signer with a key of its own."""
    folder.mkdir()
    trajecten.make_key(folder / "key.pem", "bench.example")
    return trajecten.Signer(trajecten.open_key(folder / "key.pem"), folder / "state")


def reads(path: Path) -> Callable[[int], None]:
    """Return reading every entry with its personal texts, and hashing them."""
    database = connect_to(f"sqlite:///{path}")

    def run(_number: int) -> None:
        with database.connect() as connection:
            for _ref, head in reading.heads(connection, None):
                for one in reading.StoredChain(connection, head.trajectory):
                    hashlib.sha256(b"\x00" + one.body).hexdigest()
                    for kept in one.personal.values():
                        hmac.digest(kept.salt, kept.text.encode(), "sha256").hex()

    return run


def canonicalises(path: Path) -> Callable[[int], None]:
    """Return writing every entry in its canonical form, and hashing it."""
    database = connect_to(f"sqlite:///{path}")
    with database.connect() as connection:
        values = [
            decode(one.body)
            for _ref, head in reading.heads(connection, None)
            for one in reading.StoredChain(connection, head.trajectory)
        ]
    database.dispose()

    def run(_number: int) -> None:
        for one in values:
            entry_hash(encode(one))

    return run


def verifies(path: Path, workers: int) -> Callable[[int], None]:
    """Return checking the whole ledger: every chain, and the seal."""
    engine = opened(path)

    def run(_number: int) -> None:
        if not engine.verify(workers=workers).intact:
            raise AssertionError("the ledger is damaged")

    return run


def replays(path: Path) -> Callable[[int], None]:
    """Return taking every decision of the ledger once more."""
    engine = opened(path)

    def run(_number: int) -> None:
        if not engine.replay().clean:
            raise AssertionError("a decision came out otherwise")

    return run


def show(rows: list[dict[str, Any]]) -> None:
    """Print the rows as a table."""
    print("| claim | case | /s | beside | /s | ratio | target |\n|---|---|--:|---|--:|--:|--:|")
    for row in rows:
        print(
            f"| {row['claim']} | {row['case']} | {row['per_second']:,.0f} | {row['floor']} "
            f"| {row['floor_per_second']:,.0f} | {row['ratio']:.2f} | {row['target'] or '-'} |"
        )


def _row(claim: str, case: str, floor: str, rates: dict[str, list[float]]) -> dict[str, Any]:
    ratios = [a / b for a, b in zip(rates[case], rates[floor], strict=True)]
    return {
        "claim": claim,
        "case": case,
        "floor": floor,
        "per_second": statistics.median(rates[case]),
        "floor_per_second": statistics.median(rates[floor]),
        "ratio": statistics.median(ratios),
        "target": TARGETS.get(claim),
    }


if __name__ == "__main__":
    main()
