"""Lessons of all trajectories: sought by their words, or by the phase in which they were learned.

Lessons are free text that can be erased, so no index of them is kept. On SQLite they are indexed
anew for each question, by FTS5, in a database in memory that is gone with the answer: it is none of
the host's, and nothing is written to a file. On PostgreSQL their vectors are made on the fly.
"""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    bindparam,
    cast,
    func,
    literal_column,
    or_,
    select,
)
from sqlalchemy.dialects.postgresql import TSQUERY

from trajecten.core.sought import MARKS, folded
from trajecten.errors import StoreError
from trajecten.storage.tables import lesson, personal, trajectory


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredLesson:
    """One lesson whose text is still kept, with the trajectory that it comes from."""

    ref: str
    title: str | None
    workflow: str
    definition: str
    number: int
    none: bool
    text: str
    phases: str
    recorded_at: str


def lessons_with(connection: Connection, words: Sequence[str]) -> tuple[StoredLesson, ...]:
    """Return the lessons that hold all these words, each as a beginning, newest first.

    `words` are folded, and hold letters and digits only.

    Raises:
        StoreError: this SQLite was built without FTS5.
    """
    if connection.dialect.name == "postgresql":
        query = " & ".join(f"'{word}':*" for word in words)
        return _read(connection.execute(_LESSONS.where(_FITS), {"query": query}))
    return _indexed(_read(connection.execute(_LESSONS)), " ".join(f'"{word}"*' for word in words))


def lessons_elsewhere(
    connection: Connection, workflow: str, phases: Iterable[str], *, besides: str, limit: int
) -> tuple[StoredLesson, ...]:
    """Return what other trajectories of a workflow learned in these phases, newest first.

    Those that say openly that there was nothing to learn are left out.
    """
    in_phases = [
        lesson.c.phases.contains(f": {json.dumps(one)}", autoescape=True) for one in phases
    ]
    wanted = _LESSONS.where(
        trajectory.c.workflow == workflow,
        trajectory.c.ref != besides,
        lesson.c.none.is_(False),
        or_(*in_phases),
    )
    return _read(connection.execute(wanted.limit(limit)))


# Private

_title = personal.alias("title")

_LESSONS = (
    select(
        trajectory.c.ref,
        _title.c.text.label("title"),
        trajectory.c.workflow,
        trajectory.c.definition,
        lesson.c.number,
        lesson.c.none,
        personal.c.text,
        lesson.c.phases,
        lesson.c.recorded_at,
    )
    .select_from(lesson)
    .join(trajectory, trajectory.c.id == lesson.c.trajectory)
    .join(
        personal,
        and_(
            personal.c.trajectory == lesson.c.trajectory,
            personal.c.seq == lesson.c.seq,
            personal.c.field == "text",
        ),
    )
    .outerjoin(
        _title,
        and_(
            _title.c.trajectory == lesson.c.trajectory, _title.c.seq == 1, _title.c.field == "title"
        ),
    )
    .order_by(lesson.c.recorded_at.desc(), trajectory.c.ref, lesson.c.number.desc())
)

# What parts words: not left to the parser, which takes `in/uit` for a path and `a.nl` for a host,
# and in the locale C every sign beyond ASCII for a letter.
_SIGNS = (
    r"[\u0001-/:-@[-`{-\u00bf\u00d7\u00f7\u2000-\u2bff\u3000-\u303f\ufe00-\ufe0f"
    r"\U0001f000-\U0001faff]+"
)


def _fits() -> ColumnElement[bool]:
    plain = func.regexp_replace(
        func.pg_catalog.normalize(personal.c.text, "NFKD"), f"[{MARKS}]+", "", "g"
    )
    letters = func.lower(func.regexp_replace(plain, _SIGNS, " ", "g"))
    vector = func.to_tsvector(literal_column("'simple'::regconfig"), letters)
    fits: ColumnElement[bool] = vector.bool_op("@@")(cast(bindparam("query"), TSQUERY))
    return fits


_FITS = _fits()

_INDEX = """
    CREATE VIRTUAL TABLE lesson
    USING fts5(text, content='', tokenize='unicode61 remove_diacritics 2')
"""


def _indexed(lessons: tuple[StoredLesson, ...], query: str) -> tuple[StoredLesson, ...]:
    rows = ((number, folded(one.text)) for number, one in enumerate(lessons))
    with closing(sqlite3.connect(":memory:")) as memory:
        try:
            memory.execute(_INDEX)
        except sqlite3.OperationalError as error:
            raise StoreError(
                f"Deze SQLite kan geen tekst doorzoeken ({error}).",
                f"This SQLite cannot search text ({error}).",
            ) from error
        memory.executemany("INSERT INTO lesson (rowid, text) VALUES (?, ?)", rows)
        found = memory.execute("SELECT rowid FROM lesson WHERE lesson MATCH ?", (query,))
        return tuple(lessons[number] for number in sorted(number for (number,) in found))


def _read(rows: Iterable[Any]) -> tuple[StoredLesson, ...]:
    return tuple(StoredLesson(**row._mapping) for row in rows)  # noqa: SLF001 (its public name)
