"""Of what was erased, nothing is left in the files of an SQLite database."""

import sqlite3
from contextlib import closing
from itertools import product
from pathlib import Path
from random import Random

import pytest

from tests.engine.kit import COMMISSIONER, REF, Desk, desk_at
from trajecten import AddNote, Erase, ReceiveContribution, RecordContact, StoreError
from trajecten.core.naming import name_key
from trajecten.storage import erasing
from trajecten.storage.database import BUSY_SECONDS, transaction

NAME = "Zoë Zomer-Ümlaut"
NOTE = "Het gesprek ging over de dakgoot van Zoë"
LONG = "Een heel lange brief over de dakgoot. " * 200
FIRST, SECOND = LONG[:60], NOTE
SPLITTING = 19
"""With these people a copy is left in the file, unless it is written anew (SQLite 3.40)."""
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
    # Pages of an index split in its midst; what moved away is not always overwritten where it was.
    chance = Random(SPLITTING)  # noqa: S311 (the same people every time)
    trajectories = [f"{chance.getrandbits(128):032x}" for _ in range(20)]
    names = [f"Naam{number:05d}Xq Achternaam" for number in range(4_000)]
    people = [
        (
            chance.choice(trajectories),
            f"p-{chance.getrandbits(64):016x}",
            number,
            chance.randbytes(32),
            name,
            name_key(name),
        )
        for number, name in enumerate(names)
    ]
    gone = chance.sample(people, 1_000)
    with desk_at(f"sqlite:///{tmp_path / 'plein.sqlite'}") as desk:
        with closing(sqlite3.connect(tmp_path / "plein.sqlite")) as filling:
            filling.execute("PRAGMA secure_delete=ON")
            filling.executemany("INSERT INTO trajecten_party VALUES (?, ?, ?, ?, ?, ?)", people)
            filling.commit()
        with desk.database.connect() as connection:
            with transaction(connection, own=True):
                for trajectory, ref, seq, *_rest in gone:
                    assert erasing.erase(connection, trajectory, [(seq, f"person.{ref}")]) == 1
            erasing.clean(connection)
        files = b"\n".join(one.read_bytes() for one in tmp_path.iterdir())

    assert [one for one in gone if one[4].encode() in files or one[5].encode() in files] == []


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
