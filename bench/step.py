"""What a step costs: beside raw `sqlite3` doing the same, and a bare `transitions` trigger.

Every round runs every case once, in random order, so that the noise of the machine hits all alike;
a ratio is the median over rounds of case to floor in that round.

    python -m bench.step [--rounds N] [--json FILE]
"""

import argparse
import gc
import json
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from transitions import Machine

import trajecten
from trajecten.core.events import Action, Event, Recorded

WORKFLOW = """
schema: trajecten/1
id: bench
version: 1.0.0
label: {nl: Meting, en: Benchmark}
continuous: true
roles:
  commissioner: {label: {nl: opdrachtgever, en: commissioner}}
phases:
  - {id: gesprekken, kind: relation, label: {nl: Gesprekken, en: Conversations}}
  - {id: inhoud, kind: content, label: {nl: Inhoud, en: Content}}
transitions:
  - {id: verder, from: gesprekken, to: inhoud, label: {nl: Verder, en: Onward}}
  - {id: terug, from: inhoud, to: gesprekken, label: {nl: Terug, en: Back}}
"""
DOMAINS = ("council", "executive", "administration", "community")
TARGETS = {"durable": 2.0, "decision": 5.0, "history": 1.1}
BATCH = 200


def main() -> None:
    """Measure, print the table, and say whether the targets are met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--json", type=Path)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        rows = measure(Path(folder), chosen.rounds)
    show(rows)
    if chosen.json:
        chosen.json.write_text(json.dumps(rows, indent=1))
    sys.exit(any(row["ratio"] > row["target"] for row in rows))


def measure(folder: Path, rounds: int) -> list[dict[str, Any]]:
    """Return one row a claim: the case, its floor, the ratio and the target."""
    cases: dict[str, Callable[[int], None]] = {
        "step, 10 entries": engine_steps(folder / "short.sqlite", 10),
        "step, 10,000 entries": engine_steps(folder / "long.sqlite", 10_000),
        "raw sqlite3": raw_steps(folder / "raw.sqlite", folder / "short.sqlite"),
        "decide": decisions(),
        "transitions trigger": triggers(),
    }
    times = interleaved(cases, rounds)
    pairs = (
        ("durable", "step, 10 entries", "raw sqlite3"),
        ("decision", "decide", "transitions trigger"),
        ("history", "step, 10,000 entries", "step, 10 entries"),
    )
    return [
        {
            "claim": claim,
            "case": case,
            "floor": floor,
            "case_us": statistics.median(times[case]) * 1e6,
            "floor_us": statistics.median(times[floor]) * 1e6,
            "ratio": statistics.median(
                a / b for a, b in zip(times[case], times[floor], strict=True)
            ),
            "target": TARGETS[claim],
        }
        for claim, case, floor in pairs
    ]


def interleaved(cases: dict[str, Callable[[int], None]], rounds: int) -> dict[str, list[float]]:
    """Return the seconds per operation of every case, by round; the first round only warms up."""
    times: dict[str, list[float]] = {name: [] for name in cases}
    order = list(cases)
    gc.collect()
    gc.freeze()  # what was made to prepare is not searched again in every case
    for number in range(rounds + 1):
        random.shuffle(order)
        for name in order:
            gc.collect()
            began = time.perf_counter()
            cases[name](BATCH)
            if number:
                times[name].append((time.perf_counter() - began) / BATCH)
    return times


def engine_steps(path: Path, history: int) -> Callable[[int], None]:
    """Return steps through the front door, durable and logged, after so many entries."""
    clock = ticking()
    engine = trajecten.open(
        f"sqlite:///{path}", clock=lambda: next(clock), actor="Lead", origin="bench"
    )
    workflow = trajecten.load_workflow(WORKFLOW.encode())
    ref = engine.start(workflow, "Bench", commissioner="Opdrachtgever").ref
    for domain in DOMAINS:
        engine.do(ref, trajecten.RecordContact(domain=domain))
    grow(path, engine, ref, history)
    steps = alternating()

    def run(number: int) -> None:
        for _ in range(number):
            if not engine.advance(ref, next(steps)):
                raise AssertionError("a step was refused")

    return run


def grow(path: Path, engine: trajecten.Engine, ref: str, history: int) -> None:
    """Record contacts until the ledger has so many entries; faster without waiting for the disk."""
    del path
    for _ in range(history - len(engine.log(ref, limit=history))):
        engine.do(ref, trajecten.RecordContact(domain=random.choice(DOMAINS), note="…"))


def raw_steps(path: Path, model: Path) -> Callable[[int], None]:
    """Return the same work by hand on `sqlite3`, with rows of the same size.

    Six statements: load by reference, count the contacts of each domain, begin, move with a version
    check, append, commit.
    """
    with sqlite3.connect(model) as source, sqlite3.connect(path) as copy:
        source.backup(copy)
    connection = sqlite3.connect(path, isolation_level=None)
    for setting in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
        connection.execute(f"PRAGMA {setting}")
    read = (
        "SELECT t.id, t.ref, t.definition, t.seq, t.head, t.state, t.started_at, t.recorded_at,"
        " (SELECT ref FROM trajecten_party WHERE trajectory = t.id AND key = ?),"
        " (SELECT seq FROM trajecten_entry WHERE trajectory = t.id AND command = ?)"
        " FROM trajecten_trajectory t WHERE t.ref = ?"
    )
    count = (
        "SELECT domain, count(*) FROM trajecten_contact"
        " WHERE trajectory = ? AND purpose = 'listening' AND NOT retracted GROUP BY domain"
    )
    move = (
        "UPDATE trajecten_trajectory SET seq = ?, head = ?, state = ?, recorded_at = ?"
        " WHERE id = ? AND seq = ?"
    )
    columns = "trajectory, seq, recorded_at, at, action, object, result, actor, role, command"
    add = (
        f"INSERT INTO trajecten_entry ({columns}, body, hash)"  # noqa: S608 (constants)
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
    )
    (ref,) = connection.execute("SELECT ref FROM trajecten_trajectory").fetchone()
    made = connection.execute(
        "SELECT recorded_at, at, action, object, result, actor, role, body FROM trajecten_entry"
        " ORDER BY id DESC LIMIT 1"
    ).fetchone()
    body = made[-1] + b" " * 700

    def run(number: int) -> None:
        for _ in range(number):
            row = connection.execute(read, ("lead", None, ref)).fetchone()
            heard = dict(connection.execute(count, (row[0],)).fetchall())
            if not all(heard.get(domain) for domain in DOMAINS):
                raise AssertionError("a domain was not heard")
            seq = row[3] + 1
            digest = f"{seq:064x}"
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(move, (seq, digest, row[5], made[0], row[0], seq - 1))
            connection.execute(add, (row[0], seq, *made[:-1], None, body, digest))
            connection.execute("COMMIT")

    return run


def decisions() -> Callable[[int], None]:
    """Return the pure decision on a step whose gate asks four domains."""
    workflow = trajecten.load_workflow(WORKFLOW.encode())
    facts = trajecten.FoldedFacts(beginning())
    request = trajecten.Request(command=trajecten.Advance(transition="verder"), actor="p-1")
    now = datetime(2026, 2, 1, tzinfo=UTC)

    def run(number: int) -> None:
        for _ in range(number * 10):
            if not trajecten.decide(workflow, facts, request, now):
                raise AssertionError("the step was refused")

    return run


def triggers() -> Callable[[int], None]:
    """Return a bare trigger with one condition on a shared machine of `transitions`."""
    machine = Machine(
        model=None,
        states=["a", "b"],
        initial="a",
        auto_transitions=False,
        send_event=True,
        queued=False,
    )
    machine.add_transition("go", "a", "b", conditions=lambda event: event is not None)
    event = machine.events["go"]

    class Token:
        __slots__ = ("state",)

    def run(number: int) -> None:
        for _ in range(number * 10):
            token = Token()
            token.state = "a"
            event.trigger(token)

    return run


def beginning() -> Iterator[Recorded]:
    """Return the events of a start and one listening contact in every domain."""
    at = datetime(2026, 1, 1, tzinfo=UTC)
    roles: list[Any] = [{"role": "commissioner", "person": "p-2"}]
    started: dict[str, Any] = {"phases": {"main": "gesprekken"}, "roles": roles}
    yield Recorded(
        seq=1, recorded_at=at, event=Event(action=Action.STARTED, object="x", at=at, data=started)
    )
    for seq, domain in enumerate(DOMAINS, 2):
        data: dict[str, Any] = {
            "domain": domain,
            "group": None,
            "layer": None,
            "purpose": "listening",
            "at": "2026-01-01T00:00:00.000000Z",
        }
        event = Event(action=Action.CONTACT_RECORDED, object=f"contact-{seq}", at=at, data=data)
        yield Recorded(seq=seq, recorded_at=at, event=event)


def alternating() -> Iterator[str]:
    """Return the two transitions, in turn, for ever."""
    while True:
        yield "verder"
        yield "terug"


def ticking() -> Iterator[datetime]:
    """Return instants a second apart, for ever."""
    now = datetime(2026, 1, 1, tzinfo=UTC)
    while True:
        now += timedelta(seconds=1)
        yield now


def show(rows: list[dict[str, Any]]) -> None:
    """Print the rows as a table."""
    print("| claim | case | us | floor | us | ratio | target |\n|---|---|--:|---|--:|--:|--:|")
    for row in rows:
        print(
            f"| {row['claim']} | {row['case']} | {row['case_us']:.0f} | {row['floor']} "
            f"| {row['floor_us']:.0f} | {row['ratio']:.2f} | {row['target']} |"
        )


if __name__ == "__main__":
    main()
