"""Of what was erased, nothing is left in the files of an SQLite database."""

import sqlite3
from contextlib import closing
from itertools import product
from pathlib import Path

import pytest

from tests.engine.kit import COMMISSIONER, REF, Desk, desk_at
from trajecten import AddNote, Erase, ReceiveContribution, RecordContact, StoreError
from trajecten.storage import erasing
from trajecten.storage.database import BUSY_SECONDS

NAME = "Zoë Zomer-Ümlaut"
NOTE = "Het gesprek ging over de dakgoot van Zoë"
LONG = "Een heel lange brief over de dakgoot. " * 200
FIRST, SECOND = LONG[:60], NOTE
ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "latin-1")
ERASE = Erase(party=NAME, ground="AVG art. 17", decided_by="commissioner")


def found_in(folder: Path) -> list[str]:
    """Return what can be read of the person in any file of a folder, in any of the encodings."""
    files = b"\n".join(one.read_bytes() for one in folder.iterdir())
    words = (NAME, NAME.casefold(), NAME.upper(), FIRST, SECOND, LONG[3_000:3_060])
    return [
        word
        for word, encoding in product(words, ENCODINGS)
        if word.encode(encoding, "ignore") in files
    ]


@pytest.fixture
def told(tmp_path: Path):
    """Give a desk on a file in which many people said much, one of them in the midst of it."""
    with desk_at(f"sqlite:///{tmp_path / 'plein.sqlite'}") as desk:
        desk.start()
        for number in range(60):
            person = NAME if number == 30 else f"Bewoner {number * 7919 % 1000}"
            note = NOTE if number == 30 else "Rustig gesprek"
            desk.engine.do(REF, RecordContact(domain="council", person=person, note=note))
        desk.engine.do(REF, ReceiveContribution(text=LONG, person=NAME))
        yield desk


def test_a_person_is_in_the_files_before_and_in_none_after(told: Desk, tmp_path: Path) -> None:
    assert {NAME, NAME.casefold(), FIRST, SECOND} <= {*found_in(tmp_path)}

    assert told.engine.do(REF, ERASE)

    assert {one.name for one in tmp_path.iterdir()} >= {"plein.sqlite", "plein.sqlite-wal"}
    assert found_in(tmp_path) == []


def test_what_came_back_with_a_backup_is_gone_from_the_files_too(
    told: Desk, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(tmp_path / "plein.sqlite")) as source:
        backup = sqlite3.connect(":memory:")
        source.backup(backup)
    told.engine.do(REF, ERASE)
    with closing(sqlite3.connect(tmp_path / "plein.sqlite")) as target:
        for table in ("trajecten_party", "trajecten_text"):
            rows = backup.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608
            marks = ",".join("?" * len(rows[0]))
            target.executemany(f"INSERT OR IGNORE INTO {table} VALUES ({marks})", rows)  # noqa: S608
        target.commit()
    backup.close()
    assert len(told.engine.erased_but_kept()) == 3

    told.engine.erase_again()

    assert found_in(tmp_path) == []


def test_no_copy_is_left_in_pages_that_were_split(tmp_path: Path) -> None:
    people = [f"Naam{number * 7919 % 10_000:05d} Achternaam" for number in range(400)]
    with desk_at(f"sqlite:///{tmp_path / 'plein.sqlite'}") as desk:
        desk.start()
        for one in people:
            desk.engine.do(REF, ReceiveContribution(text=f"Brief van {one}", person=one))
        gone = people[::40]
        for one in gone:
            assert desk.engine.do(REF, Erase(party=one, ground="x", decided_by="commissioner"))
        files = b"\n".join(one.read_bytes() for one in tmp_path.iterdir())

    left = [one for one in gone if one.encode() in files or one.casefold().encode() in files]
    assert left == []


def test_who_keeps_reading_is_told_of_and_the_erasure_stands(
    told: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with told.database.connect() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout=50")
    with closing(sqlite3.connect(tmp_path / "plein.sqlite", isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM trajecten_text").fetchone()

        with pytest.raises(StoreError, match=f"reading for {BUSY_SECONDS} seconds"):
            told.engine.do(REF, ERASE, command_id="wis-1")

        reader.execute("ROLLBACK")
    assert told.engine.do(REF, ERASE, command_id="wis-1").repeated
    assert found_in(tmp_path) != []
    assert told.engine.erase_again() == ()
    assert found_in(tmp_path) == []


def test_other_commands_do_not_write_the_file_anew(
    told: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(erasing, "run", None)

    assert told.engine.do(REF, AddNote(text="x"))
    assert not told.engine.do(REF, Erase(party=COMMISSIONER, ground="x", decided_by="clerk"))
