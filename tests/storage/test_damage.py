"""Whatever is changed behind the engine's back, the check names the trajectory, entry and kind."""

# ruff: noqa: S608 (the statements are this test's own)

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from tests.engine.kit import ACTOR, CLERK, LAST, OTHER, REF, RESIDENT, Desk, desk_at, furnish
from tests.storage import damaging
from trajecten import IntegrityError, NotFoundError

Edit = Callable[[Desk, str], None]


@dataclass(frozen=True)
class Case:
    """An edit of the furnished trajectory, with the entry and kind that the check must name."""

    name: str
    seq: int
    damage: str
    edit: Edit

    def __str__(self) -> str:
        return self.name


def sql(*statements: str) -> Edit:
    """Return an edit by SQL, in which :t stands for the trajectory."""
    return lambda desk, trajectory: damaging.unbound(
        desk, *(one.replace(":t", f"'{trajectory}'") for one in statements)
    )


def entries(change: str, where: str) -> Edit:
    return sql(f"UPDATE trajecten_entry SET {change} WHERE trajectory = :t AND {where}")


def body(seq: int, old: bytes, new: bytes, *, hashed: bool = False) -> Edit:
    """Return an edit of an entry's bytes, and if need be of its hash."""

    def edit(desk: Desk, trajectory: str) -> None:
        damaging.edit_body(desk, trajectory, seq, old, new)
        if hashed:
            damaging.rehash(desk, trajectory, seq)

    return edit


def anew(seq: int, *, linked: bool = False, **fields: object) -> Edit:
    """Return an edit that makes an entry anew, and if need be the chain behind it."""

    def edit(desk: Desk, trajectory: str) -> None:
        damaging.rewrite(desk, trajectory, seq, lambda found: found.update(fields))
        if linked:
            damaging.relink(desk, trajectory, seq)

    return edit


def copied_column(name: str, value: str = "'x'") -> Case:
    return Case(f"column-{name}", 5, "column", entries(f"{name} = {value}", "seq = 5"))


def swapped_seq(desk: Desk, trajectory: str) -> None:
    entries("seq = -1", "seq = 5")(desk, trajectory)
    entries("seq = 5", "seq = 6")(desk, trajectory)
    entries("seq = 6", "seq = -1")(desk, trajectory)


def swapped_names(desk: Desk, trajectory: str) -> None:
    change = (
        f"UPDATE trajecten_party SET name = '%s' WHERE trajectory = '{trajectory}' AND name = '%s'"
    )
    for old, new in ((RESIDENT, "-"), (CLERK, RESIDENT), ("-", CLERK)):
        desk.run(change % (new, old))


def of_the_other(desk: Desk, trajectory: str) -> None:
    entries("seq = -5", "seq = 5")(desk, trajectory)
    sql(
        "UPDATE trajecten_entry SET trajectory = :t, command = 'x'"
        " WHERE trajectory <> :t AND seq = 5"
    )(desk, trajectory)
    sql("DELETE FROM trajecten_entry WHERE trajectory = :t AND seq = -5")(desk, trajectory)


PARTY = "trajecten_party"
TEXT = "trajecten_text"
HERE = "WHERE trajectory = :t AND"

CASES = (
    Case("one-byte", 3, "changed", body(3, b"residents", b"Residents")),
    Case("first-entry", 1, "changed", body(1, b"accepted", b"ACCEPTED")),
    Case("last-entry", LAST, "changed", body(LAST, b"accepted", b"ACCEPTED")),
    Case("refused-made-accepted", 23, "changed", body(23, b'"refused"', b'"accepted"')),
    Case("emptied", 4, "changed", entries("body = '{}'", "seq = 4")),
    Case("hash", 7, "changed", entries("hash = 'f00'", "seq = 7")),
    Case("hashed-anew-white-space", 3, "changed", body(3, b"{", b"{ ", hashed=True)),
    Case("hashed-anew-other-version", 3, "changed", body(3, b'"v":1', b'"v":2', hashed=True)),
    Case("hashed-anew-number", 4, "changed", body(4, b'"count":3', b'"count":3.0', hashed=True)),
    Case("hashed-anew-key-twice", 4, "changed",
         body(4, b'"count":3', b'"count":3,"count":3', hashed=True)),
    Case("hashed-anew", 4, "unchained", body(3, b"residents", b"newcomers", hashed=True)),
    Case("hashed-anew-last", LAST + 1, "truncated",
         body(LAST, b'"by":"council"', b'"by":"cabinet"', hashed=True)),
    Case("linked-anew-but-the-head", LAST + 1, "truncated",
         anew(3, linked=True, object="contact-9")),
    Case("swapped", 5, "swapped", swapped_seq),
    Case("of-another-trajectory", 5, "moved", of_the_other),
    Case("of-another-ledger", 1, "moved",
         sql("UPDATE trajecten_meta SET value = 'x' WHERE key = 'log'")),
    Case("middle-deleted", 6, "removed", sql(f"DELETE FROM trajecten_entry {HERE} seq = 5")),
    Case("several-deleted", 9, "removed",
         sql(f"DELETE FROM trajecten_entry {HERE} seq BETWEEN 3 AND 8")),
    Case("first-deleted", 2, "removed", sql(f"DELETE FROM trajecten_entry {HERE} seq = 1")),
    Case("last-deleted", LAST, "truncated",
         sql(f"DELETE FROM trajecten_entry {HERE} seq = {LAST}")),
    Case("all-deleted", 1, "truncated", sql("DELETE FROM trajecten_entry WHERE trajectory = :t")),
    Case("head", LAST + 1, "truncated",
         sql("UPDATE trajecten_trajectory SET head = 'f00' WHERE id = :t")),
    Case("head-seq", LAST + 1, "truncated",
         sql("UPDATE trajecten_trajectory SET seq = 30 WHERE id = :t")),
    Case("backdated", 8, "backdated",
         anew(8, linked=True, recorded_at="2026-03-02T09:00:01.000000Z")),
    copied_column("action"), copied_column("object"), copied_column("result"),
    copied_column("actor"), copied_column("role"), copied_column("command"),
    copied_column("at"), copied_column("recorded_at"), copied_column("actor", "''"),
    Case("workflow-changed", 1, "definition", sql("UPDATE trajecten_definition SET text = 'x'")),
    Case("workflow-deleted", 1, "definition", sql("DELETE FROM trajecten_definition")),
    Case("text-changed", 2, "personal",
         sql(f"UPDATE {TEXT} SET text = 'Zij was eerst blij' {HERE} seq = 2")),
    Case("text-deleted", 5, "gone", sql(f"DELETE FROM {TEXT} {HERE} seq = 5")),
    Case("text-added", 3, "personal",
         sql(f"INSERT INTO {TEXT} SELECT trajectory, 3, field, salt, text FROM {TEXT}"
             f" {HERE} seq = 2")),
    Case("text-moved", 21, "personal", sql(f"UPDATE {TEXT} SET seq = 21 {HERE} seq = 22")),
    Case("text-in-another-field", 7, "personal",
         sql(f"UPDATE {TEXT} SET field = 'subtitle' {HERE} seq = 7 AND field = 'title'")),
    Case("salt", 10, "personal", sql(f"UPDATE {TEXT} SET salt = 'x' {HERE} seq = 10")),
    Case("renamed", 1, "personal",
         sql(f"UPDATE {PARTY} SET name = 'Een ander' {HERE} name = '{ACTOR}'")),
    Case("renamed-later", 13, "personal",
         sql(f"UPDATE {PARTY} SET name = 'Een ander' {HERE} name = '{CLERK}'")),
    Case("linked-to-another", 2, "personal", swapped_names),
    Case("name-deleted", 2, "gone", sql(f"DELETE FROM {PARTY} {HERE} name = '{RESIDENT}'")),
    Case("reference-changed", 2, "personal",
         sql(f"UPDATE {PARTY} SET ref = 'p-0' {HERE} name = '{RESIDENT}'")),
)  # fmt: skip


@pytest.fixture
def damaged(own_desk: Desk) -> Desk:
    """Give a desk with a furnished trajectory and another beside it, without its fence."""
    furnish(own_desk)
    own_desk.start(OTHER)
    damaging.lengthen(own_desk, OTHER, 6)
    damaging.unfence(own_desk)
    return own_desk


def identifier(desk: Desk, ref: str) -> str:
    (row,) = desk.rows("SELECT id FROM trajecten_trajectory WHERE ref = :ref", ref=ref)
    return row.id


def test_what_nobody_touched_is_intact(damaged: Desk) -> None:
    found = damaged.engine.verify()

    assert found.intact
    assert found.entries == LAST + 6
    assert [(one.ref, one.entries, one.damage) for one in found.trajectories] == [
        (REF, LAST, None),
        (OTHER, 6, None),
    ]
    assert found.trajectories[0].head == damaged.engine.log(REF)[-1].hash


@pytest.mark.parametrize("case", CASES, ids=str)
def test_damage_is_found_where_it_is_and_nowhere_else(damaged: Desk, case: Case) -> None:
    case.edit(damaged, identifier(damaged, REF))

    found = damaged.like().verify()

    first, other = found.trajectories
    assert not found.intact
    assert (first.ref, first.seq, first.damage) == (REF, case.seq, case.damage)
    assert first.entries < case.seq
    assert f"Regel {case.seq}" in first.message.nl
    assert f"Entry {case.seq}" in first.message.en
    assert other.intact or case.name in damaging.WIDE


def test_a_check_of_one_trajectory_looks_at_that_one(damaged: Desk) -> None:
    body(3, b"residents", b"Residents")(damaged, identifier(damaged, REF))

    assert [one.ref for one in damaged.engine.verify(REF).trajectories] == [REF]
    assert not damaged.engine.verify(REF).intact


def test_entries_of_a_trajectory_that_is_gone_are_found(damaged: Desk) -> None:
    gone = identifier(damaged, REF)
    sql("DELETE FROM trajecten_trajectory WHERE id = :t")(damaged, gone)

    found = damaged.engine.verify()

    assert [(one.trajectory, one.damage) for one in found.trajectories if not one.intact] == [
        (gone, "truncated")
    ]
    with pytest.raises(NotFoundError):
        damaged.engine.verify(REF)


@pytest.mark.parametrize("column", ["actor", "recorded_at", "hash"])
def test_text_that_is_no_text_in_an_sqlite_file_is_damage(sqlite_url: str, column: str) -> None:
    with desk_at(sqlite_url) as desk:
        furnish(desk)
        damaging.unfence(desk)
        desk.run(f"UPDATE trajecten_entry SET {column} = CAST(x'ff' AS TEXT) WHERE seq = 5")

        (found,) = desk.engine.verify().trajectories

        assert found.seq == 5


def test_a_chain_rewritten_to_its_end_shows_only_beside_a_hash_that_somebody_kept(
    damaged: Desk,
) -> None:
    kept = damaged.engine.verify(REF).trajectories[0].head
    here = identifier(damaged, REF)
    anew(3, linked=True, object="contact-9")(damaged, here)
    damaging.move_head(damaged, here, LAST)

    found = damaged.engine.verify(REF)

    assert found.intact
    assert found.trajectories[0].head != kept


def test_a_parent_that_was_rewritten_to_its_end_is_betrayed_by_its_child(damaged: Desk) -> None:
    damaged.start("K-1", parent=REF)
    here = identifier(damaged, REF)
    anew(3, linked=True, object="contact-9")(damaged, here)
    damaging.move_head(damaged, here, LAST)

    found = {one.ref: one for one in damaged.engine.verify().trajectories}

    assert (found[REF].damage, found[OTHER].damage) == (None, None)
    assert (found["K-1"].damage, found["K-1"].seq) == ("parent", 1)
    assert "waaronder dit begon" in found["K-1"].message.nl


def test_a_parent_that_goes_on_is_still_the_one_its_child_names(damaged: Desk) -> None:
    damaged.start("K-1", parent=REF)
    damaged.engine.advance(REF, "choose")

    assert damaged.engine.verify().intact


@pytest.mark.parametrize("forged", ["P-1", {"seq": "3"}, {"trajectory": 1, "seq": 3, "hash": "x"}])
def test_a_parent_that_cannot_be_one_is_damage(damaged: Desk, forged: object) -> None:
    damaged.start("K-1", parent=REF)
    child = identifier(damaged, "K-1")
    damaging.rewrite(damaged, child, 1, lambda made: made["data"].update(parent=forged))
    damaging.move_head(damaged, child, 1)

    (found,) = damaged.engine.verify("K-1").trajectories

    assert found.damage == "parent"


@pytest.mark.parametrize("case", [one for one in CASES if one.name in damaging.UNREADABLE], ids=str)
def test_the_log_does_not_show_what_cannot_be_read(damaged: Desk, case: Case) -> None:
    case.edit(damaged, identifier(damaged, REF))

    with pytest.raises(IntegrityError) as caught:
        damaged.engine.log(REF)

    assert caught.value.instance == str(case.seq)
    assert f"Regel {case.seq}" in caught.value.detail.nl


@pytest.mark.parametrize("case", [one for one in CASES if one.name in damaging.UNREADABLE], ids=str)
def test_a_rebuild_does_not_build_on_what_cannot_be_read(damaged: Desk, case: Case) -> None:
    case.edit(damaged, identifier(damaged, REF))
    before = damaged.tables()

    with pytest.raises(IntegrityError):
        damaged.engine.rebuild()

    assert damaged.tables() == before


def test_a_rebuild_does_not_hide_that_the_end_was_cut_off(damaged: Desk) -> None:
    sql(f"DELETE FROM trajecten_entry WHERE trajectory = :t AND seq = {LAST}")(
        damaged, identifier(damaged, REF)
    )

    with pytest.raises(IntegrityError):
        damaged.engine.rebuild()

    assert not damaged.engine.verify().intact


def test_a_rebuild_does_not_build_on_an_entry_that_was_changed(damaged: Desk) -> None:
    body(4, b'"count":3', b'"count":9')(damaged, identifier(damaged, REF))

    with pytest.raises(IntegrityError):
        damaged.engine.rebuild()

    assert [one.count for one in damaged.engine.contacts(REF)] == [1, 1, 3]


@pytest.mark.parametrize("change", ["text = 'x'", "digest = 'x'"])
def test_no_step_is_taken_under_a_workflow_that_was_changed(damaged: Desk, change: str) -> None:
    damaging.unbound(damaged, f"UPDATE trajecten_definition SET {change}")

    with pytest.raises(IntegrityError):
        damaged.like().advance(REF, "choose")
