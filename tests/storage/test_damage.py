"""Whatever is changed behind the engine's back, the check names the trajectory, entry and kind."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from tests.engine.kit import ACTOR, CLERK, COMMISSIONER, OTHER, REF, RESIDENT, Desk, furnish
from tests.storage import damaging
from trajecten import IntegrityError

LAST = 24
EDIT = Callable[[Desk, str], None]


@dataclass(frozen=True)
class Case:
    """An edit of the furnished trajectory, with the entry and kind that the check must name."""

    name: str
    edit: EDIT
    seq: int
    damage: str


def sql(*statements: str) -> EDIT:
    """Return an edit by SQL, in which :t stands for the trajectory."""
    return lambda desk, trajectory: damaging.unbound(
        desk, *(one.replace(":t", f"'{trajectory}'") for one in statements)
    )


def body(seq: int, old: bytes, new: bytes, *, hashed: bool = False) -> EDIT:
    """Return an edit of an entry's bytes, and if need be of its hash."""

    def edit(desk: Desk, trajectory: str) -> None:
        damaging.edit_body(desk, trajectory, seq, old, new)
        if hashed:
            damaging.rehash(desk, trajectory, seq)

    return edit


def rewritten(seq: int, change: damaging.Change, *, linked: bool, head: bool) -> EDIT:
    """Return an edit that makes an entry anew, and if need be the chain behind it and its head."""

    def edit(desk: Desk, trajectory: str) -> None:
        damaging.rewrite(desk, trajectory, seq, change)
        if linked:
            damaging.relink(desk, trajectory, seq)
        if head:
            damaging.move_head(desk, trajectory, LAST)

    return edit


def column(name: str, value: str, seq: int = 5) -> Case:
    statement = f"UPDATE trajecten_entry SET {name} = {value} WHERE trajectory = :t AND seq = {seq}"
    return Case(f"column-{name}", sql(statement), seq, "column")


def swap(table: str, name: str, key: str, one: str, two: str) -> tuple[str, ...]:
    """Return statements that swap a column between two rows of a trajectory."""
    where = f"WHERE trajectory = :t AND {key}"
    there = f"(SELECT {name} FROM {table} {where} = '%s')"
    return (
        f"CREATE TABLE kept AS SELECT {there % one} AS a, {there % two} AS b",
        f"UPDATE {table} SET {name} = '-1' {where} = '{one}'",
        f"UPDATE {table} SET {name} = (SELECT a FROM kept) {where} = '{two}'",
        f"UPDATE {table} SET {name} = (SELECT b FROM kept) {where} = '{one}'",
        "DROP TABLE kept",
    )


CASES = (
    Case("one-byte", body(5, b'"council"', b'"Council"') if False else body(3, b"residents", b"Residents"), 3, "changed"),
)
