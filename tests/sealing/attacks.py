"""Every attack on the ledger that we know: what is done, and by what it is found.

Each is made on a real database by somebody with full rights, who took the fence away. The numbers
are those of the catalogue. `docs/attacks.md` is made from this list.
"""

# ruff: noqa: S608 (the statements are this test's own)

import base64
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import sqlalchemy as sa

from tests.engine.kit import ACTOR, COMMISSIONER, OTHER, REF, RESIDENT
from tests.sealing.kit import FIRST_SIZE, LAST, NOTE, SECOND_SIZE, Scene, signer_in
from tests.storage import damaging
from trajecten import Erase
from trajecten.ledger.notes import Checkpoint, noted, signed
from trajecten.storage.tables import party, personal

Deed = Callable[[Scene], None]


@dataclass(frozen=True, kw_only=True)
class Attack:
    """One attack: `damage` and `says` are what the check must name, None when it cannot be seen.

    `outsider` is whether a bundle made afterwards shows it; `kept` whether the auditor has a
    checkpoint from before, and which. `projections` asks for the comparison that takes longer.
    """

    number: str
    name: str
    deed: Deed
    damage: str | None
    says: str = ""
    outsider: bool = True
    kept: str | None = "first"
    projections: bool = False

    def __str__(self) -> str:
        return f"{self.number} {self.name}".replace(" ", "-")


# How it is done


def sql(*statements: str) -> Deed:
    """Return a deed in SQL, in which :t and :o stand for the two trajectories."""

    def deed(scene: Scene) -> None:
        here, there = (f"'{scene.id_of(one)}'" for one in (REF, OTHER))
        filled = [one.replace(":t", here).replace(":o", there) for one in statements]
        damaging.unbound(scene.desk, *filled)

    return deed


def body(old: bytes, new: bytes, *, seq: int = 3, hashed: bool = False) -> Deed:
    """Return a deed on the bytes of an entry, and if need be on its hash."""

    def deed(scene: Scene) -> None:
        damaging.edit_body(scene.desk, scene.id_of(REF), seq, old, new)
        if hashed:
            damaging.rehash(scene.desk, scene.id_of(REF), seq)

    return deed


def rewritten(scene: Scene, seq: int = 3, **fields: Any) -> None:
    """Make an entry anew, and the chain behind it, up to its head."""
    here = scene.id_of(REF)
    damaging.rewrite(scene.desk, here, seq, lambda found: found.update(fields))
    damaging.relink(scene.desk, here, seq)
    damaging.move_head(scene.desk, here, LAST)


def erased(scene: Scene) -> None:
    """Erase a resident, as the municipality decided."""
    command = Erase(party=RESIDENT, ground="AVG art. 17", decided_by="commissioner")
    assert scene.desk.engine.do(REF, command)


def erased_and_put_back(scene: Scene) -> None:
    """Erase a resident, and put the rows back that are gone since."""
    tables = (party, personal)
    with scene.desk.database.connect() as connection:
        before = {one: connection.execute(sa.select(one)).mappings().all() for one in tables}
        erased(scene)
        for one in tables:
            left = {tuple(row.values()) for row in connection.execute(sa.select(one)).mappings()}
            gone = [dict(row) for row in before[one] if tuple(row.values()) not in left]
            assert gone
            connection.execute(sa.insert(one), gone)


def with_leaves(scene: Scene) -> None:
    """Let the leaves say what the entries say now."""
    damaging.unbound(scene.desk, 'DELETE FROM trajecten_leaf WHERE "index" < 9')
    statement = "SELECT hash FROM trajecten_entry ORDER BY id"
    hashes = [one.hash for one in scene.desk.rows(statement)]
    for index, one in enumerate(hashes[:9]):
        scene.desk.run(f"INSERT INTO trajecten_leaf VALUES ({index}, '{one}')")
    for index, one in zip((10, 11), hashes[9:11], strict=True):
        scene.desk.run(f"UPDATE trajecten_leaf SET hash = '{one}' WHERE \"index\" = {index}")


def rewritten_with_leaves(scene: Scene) -> None:
    rewritten(scene, object="contact-9")
    with_leaves(scene)


def sealed_anew(scene: Scene, *, file: str) -> None:
    """Throw the seal away, and make another: with another key, or by who has the real one."""
    tables = ("checkpoint", "leaf", "record_text", "record")
    damaging.unbound(scene.desk, *(f"DELETE FROM trajecten_{one}" for one in tables))
    if file == "key.pem":
        key = scene.signer.key
        signer = type(scene.signer)(key, scene.folder / "other state")
    else:
        signer = signer_in(scene.folder, file=file)
    scene.engine.checkpoint(signer)


def rewritten_and_sealed(scene: Scene, *, file: str) -> None:
    rewritten(scene, object="contact-9")
    sealed_anew(scene, file=file)


def restored(scene: Scene) -> None:
    """Put back what there was at the first checkpoint, as from a backup."""
    later = "trajectory = :t AND seq > 6"
    sql(
        f"DELETE FROM trajecten_entry WHERE {later}",
        f"DELETE FROM trajecten_text WHERE {later}",
        f'DELETE FROM trajecten_leaf WHERE "index" >= {FIRST_SIZE}',
        f"DELETE FROM trajecten_checkpoint WHERE size > {FIRST_SIZE}",
        "DELETE FROM trajecten_record_text WHERE seq > 1",
        "DELETE FROM trajecten_record WHERE seq > 1",
    )(scene)
    damaging.move_head(scene.desk, scene.id_of(REF), 6)


def restored_and_longer(scene: Scene) -> None:
    restored(scene)
    for _ in range(8):
        scene.engine.do(REF, NOTE)
    key = scene.signer.key
    scene.engine.checkpoint(type(scene.signer)(key, scene.folder / "other state", accept=True))


def swapped(scene: Scene) -> None:
    for old, new in ((5, -1), (4, 5), (-1, 4)):
        sql(f"UPDATE trajecten_entry SET seq = {new} WHERE trajectory = :t AND seq = {old}")(scene)


def leaves_swapped(scene: Scene) -> None:
    """Exchange the places of an entry of each trajectory in the order of all."""
    for old, new in ((5, 99), (6, 5), (99, 6)):
        sql(f'UPDATE trajecten_leaf SET "index" = {new} WHERE "index" = {old}')(scene)


def rows_swapped(scene: Scene) -> None:
    """Do the same, and with the rows of the entries too."""
    leaves_swapped(scene)
    for old, new in ((6, 99), (7, 6), (99, 7)):
        first = scene.desk.rows("SELECT min(id) AS id FROM trajecten_entry")[0].id - 1
        sql(f"UPDATE trajecten_entry SET id = {first + new} WHERE id = {first + old}")(scene)


def last_deleted(scene: Scene, *, seq: int, moved: bool) -> None:
    sql(f"DELETE FROM trajecten_entry WHERE trajectory = :t AND seq >= {seq}")(scene)
    sql(f"DELETE FROM trajecten_text WHERE trajectory = :t AND seq >= {seq}")(scene)
    if moved:
        damaging.move_head(scene.desk, scene.id_of(REF), seq - 1)


def trajectory_gone(scene: Scene) -> None:
    sql(
        "DELETE FROM trajecten_entry WHERE trajectory = :o",
        "DELETE FROM trajecten_text WHERE trajectory = :o",
        "DELETE FROM trajecten_party WHERE trajectory = :o",
        "DELETE FROM trajecten_trajectory WHERE id = :o",
    )(scene)


def copied(scene: Scene) -> None:
    """Put a copy of an entry behind the end."""
    here = scene.id_of(REF)
    columns = "trajectory, recorded_at, at, action, object, result, actor, role, body"
    sql(
        f"INSERT INTO trajecten_entry (seq, hash, {columns})"
        f" SELECT {LAST + 1}, 'f00', {columns} FROM trajecten_entry"
        " WHERE trajectory = :t AND seq = 6"
    )(scene)
    last = damaging.stored(scene.desk, here, LAST)
    place = {"seq": LAST + 1, "prev": last.hash, "recorded_at": last.recorded_at}
    damaging.rewrite(scene.desk, here, LAST + 1, lambda found: found.update(place))


def of_the_other(scene: Scene) -> None:
    """Put an entry of another trajectory in the place of one of this."""
    sql(
        "DELETE FROM trajecten_entry WHERE trajectory = :t AND seq = 3",
        "UPDATE trajecten_entry SET trajectory = :t WHERE trajectory = :o AND seq = 3",
    )(scene)


def names_swapped(scene: Scene) -> None:
    for old, new in ((RESIDENT, "-"), (COMMISSIONER, RESIDENT), ("-", COMMISSIONER)):
        sql(f"UPDATE trajecten_party SET name = '{new}' WHERE trajectory = :t AND name = '{old}'")(
            scene
        )


def noted_anew(scene: Scene, note: str) -> None:
    """Store another note for the last checkpoint."""
    with scene.desk.database.connect() as connection:
        connection.execute(
            sa.text("UPDATE trajecten_checkpoint SET note = :note WHERE size = :size"),
            {"note": note, "size": SECOND_SIZE},
        )


def signed_by_another(scene: Scene) -> None:
    other = signer_in(scene.folder, file="other.pem").key
    noted_anew(scene, signed(noted(scene.second.note).text, other))


def with_the_id_of_the_real_key(scene: Scene) -> None:
    other = signer_in(scene.folder, file="other.pem").key
    text = noted(scene.second.note).text
    raw = base64.b64decode(other.signature_line(text).split()[-1])
    forged = base64.b64encode(scene.signer.key.verifier.id + raw[4:]).decode()
    noted_anew(scene, f"{text}\n\u2014 {other.name} {forged}\n")


def of_another_ledger(scene: Scene) -> None:
    point = noted(scene.second.note)
    other = Checkpoint(origin="trajecten/elders", size=point.size, root=point.root)
    noted_anew(scene, signed(other.text, scene.signer.key))


def note_edited(scene: Scene) -> None:
    noted_anew(scene, scene.second.note.replace(f"\n{SECOND_SIZE}\n", f"\n{SECOND_SIZE - 1}\n"))


ATTACKS = (
    Attack(number="1", name="edit a field", deed=body(b"residents", b"newcomers"),
           damage="changed", says="Entry 3: its content was changed"),
    Attack(number="1b", name="edit a field and link all later hashes anew",
           deed=partial(rewritten, object="contact-9"),
           damage="changed", says="there is another instead. It is entry 3 of A-1"),
    Attack(number="1c", name="the same, and the leaves to match",
           deed=rewritten_with_leaves,
           damage="forked", says=f"The first {FIRST_SIZE} entries are not those that were signed"),
    Attack(number="1d", name="the same, sealed anew with another key",
           deed=partial(rewritten_and_sealed, file="other.pem"),
           damage="re-signed", says="was not signed with the key that was given"),
    Attack(number="1e", name="the same, sealed anew by who has the key",
           deed=partial(rewritten_and_sealed, file="key.pem"),
           damage="forked", says="not those of the checkpoint that was kept"),
    Attack(number="2", name="swap two entries of a trajectory", deed=swapped,
           damage="swapped", says="Entry 4: it changed places with another", outsider=False),
    Attack(number="2b", name="swap entries of two trajectories in the order of all",
           deed=leaves_swapped, damage="swapped", says="no longer in the order"),
    Attack(number="2c", name="the same, and their rows too", deed=rows_swapped,
           damage="forked", says="are not those that were signed"),
    Attack(number="3", name="delete the last entry", damage="truncated",
           deed=partial(last_deleted, seq=LAST - 1, moved=False), says="the end was cut off"),
    Attack(number="3b", name="delete the end and move the head back", damage="truncated",
           deed=partial(last_deleted, seq=7, moved=True),
           says="the end of a trajectory was cut off"),
    Attack(number="3c", name="delete a whole trajectory", damage="truncated",
           deed=trajectory_gone, says="or a whole trajectory is gone"),
    Attack(number="4", name="delete an entry in the middle", damage="removed",
           deed=sql("DELETE FROM trajecten_entry WHERE trajectory = :t AND seq = 5"),
           says="Entry 6: an entry before it was removed"),
    Attack(number="5", name="put a copy of an entry behind the end", deed=copied,
           damage="inserted", says="behind the end of its trajectory", outsider=False),
    Attack(number="6", name="replay an entry in another trajectory", deed=of_the_other,
           damage="moved", says="Entry 3: it belongs somewhere else"),
    Attack(number="6b", name="pass the ledger off as another", damage="moved",
           deed=sql("UPDATE trajecten_meta SET value = 'trajecten/elders' WHERE key = 'log'"),
           says="it belongs somewhere else", outsider=False),
    Attack(number="7b", name="put back an old copy", deed=restored, kept="second",
           damage="rolled-back", says=f"There is a checkpoint of {SECOND_SIZE} entries, and only"),
    Attack(number="7c", name="put back an old copy, go on, and let who has the key sign it",
           deed=restored_and_longer, kept="second",
           damage="forked", says=f"The first {SECOND_SIZE} entries are not those of the check"),
    Attack(number="7d", name="rewrite all and let who has the key sign it; nobody kept anything",
           deed=partial(rewritten_and_sealed, file="key.pem"), kept=None,
           damage=None, says="Compared with 0 kept checkpoints", outsider=False),
    Attack(number="7e", name="rewrite what came after the last checkpoint that somebody kept",
           deed=restored_and_longer, kept="first",
           damage=None, says="may have been rewritten by whoever holds the key", outsider=False),
    Attack(number="8", name="change the text of a workflow", damage="definition",
           deed=sql("UPDATE trajecten_definition SET text = 'x'"),
           says="the text of its workflow is missing or was changed"),
    Attack(number="8b", name="take the text of a workflow away", damage="definition",
           deed=sql("DELETE FROM trajecten_definition"),
           says="the text of its workflow is missing or was changed"),
    Attack(number="9", name="change who did it", deed=body(b'"actor":"p-', b'"actor":"p-0'),
           damage="changed", says="Entry 3: its content was changed"),
    Attack(number="9b", name="change who did it, in the column only", damage="column",
           deed=sql("UPDATE trajecten_entry SET actor = 'p-0' WHERE trajectory = :t AND seq = 3"),
           says="a column differs from the entry itself (actor)", outsider=False),
    Attack(number="10", name="date an entry back, and link anew",
           deed=partial(rewritten, at="2026-03-01T09:00:00.000000Z"),
           damage="changed", says="there is another instead"),
    Attack(number="10b", name="let time run back, and link anew",
           deed=partial(rewritten, recorded_at="2026-03-01T09:00:00.000000Z",
                        at="2026-03-01T09:00:00.000000Z"),
           damage="backdated", says="it is older than the entry before it"),
    Attack(number="11", name="sign a checkpoint with another key in the same name",
           deed=signed_by_another, damage="re-signed", says="was not signed with the key"),
    Attack(number="11b", name="the same, with the id of the real key",
           deed=with_the_id_of_the_real_key, damage="re-signed", says="does not fit the text"),
    Attack(number="11c", name="edit a checkpoint", deed=note_edited,
           damage="re-signed", says="does not fit the text"),
    Attack(number="11d", name="store the checkpoint of another ledger", deed=of_another_ledger,
           damage="moved", says="is of another ledger"),
    Attack(number="12", name="write a letter in another Unicode form",
           deed=body(b'"group":"residents"', '"group":"re\u0301sidents"'.encode(), hashed=True),
           damage="changed", says="text is not in Unicode form NFC"),
    Attack(number="12b", name="write a letter as an escape",
           deed=body(b"residents", b"\\u0072esidents", hashed=True),
           damage="changed", says="not in canonical form"),
    *(
        Attack(number="13", name=f"write a number as {new}", damage="changed",
               deed=body(b'"count":3', f'"count":{new}'.encode(), hashed=True), says=says)
        for new, says in (
            ("3.0", "is not a whole number"), ("3e0", "is not a whole number"),
            ("-0", "not in canonical form"), ("03", "not canonical JSON"),
            ("NaN", "is not a whole number"), ("9007199254740993", "not below 2^53"),
        )
    ),
    Attack(number="14", name="give a key twice", damage="changed",
           deed=body(b'"count":3', b'"count":3,"count":3', hashed=True),
           says="a key is given twice"),
    Attack(number="14b", name="put a new line behind an entry", damage="changed",
           deed=body(b'"v":1}', b'"v":1}\n', hashed=True), says="not in canonical form"),
    Attack(number="14c", name="put a byte order mark before an entry", damage="changed",
           deed=body(b'{"action"', b'\xef\xbb\xbf{"action"', hashed=True),
           says="not canonical JSON"),
    Attack(number="14d", name="write bytes that are no UTF-8", damage="changed",
           deed=body(b"residents", b"resid\xffnts", hashed=True), says="not canonical JSON"),
    Attack(number="14e", name="nest an entry 100,000 deep", damage="changed",
           deed=body(b'"count":3', b'"count":' + b"[" * 100_000 + b"]" * 100_000, hashed=True),
           says="its content was changed"),
    Attack(number="15", name="change a personal text", damage="personal",
           deed=sql("UPDATE trajecten_text SET text = 'Zij was blij'"
                    " WHERE trajectory = :t AND seq = 2"),
           says="personal data was changed or added", outsider=False),
    Attack(number="15b", name="take a personal text away without an entry that says so",
           deed=sql("DELETE FROM trajecten_text WHERE trajectory = :t AND seq = 2"),
           damage="gone", says="personal data is gone, and no entry says why", outsider=False),
    Attack(number="15c", name="swap the names of two people", deed=names_swapped,
           damage="personal", says="personal data was changed or added", outsider=False),
    Attack(number="15d", name="give somebody another name", damage="personal",
           deed=sql(f"UPDATE trajecten_party SET name = 'Een ander' WHERE name = '{ACTOR}'"),
           says="personal data was changed or added", outsider=False),
    Attack(number="16", name="put back what was erased, as an old copy does",
           deed=erased_and_put_back, damage="kept",
           says="although an entry says that it was erased", outsider=False),
    Attack(number="17", name="edit what is derived from the entries", damage="projection",
           deed=sql("UPDATE trajecten_contact SET count = 99 WHERE trajectory = :t"),
           says="what was derived from the entries says something else", outsider=False,
           projections=True),
    Attack(number="17b", name="take a checkpoint away", damage="removed",
           deed=sql(f"DELETE FROM trajecten_checkpoint WHERE size = {FIRST_SIZE}"),
           says=f"The checkpoint of {FIRST_SIZE} entries was removed", outsider=False),
    Attack(number="17c", name="take a leaf away", damage="removed",
           deed=sql('DELETE FROM trajecten_leaf WHERE "index" = 4'),
           says="number 4 is missing"),
    Attack(number="17d", name="change the record", damage="changed",
           deed=sql("UPDATE trajecten_record SET body = '{}' WHERE seq = 1"),
           says="Entry 1: its content was changed"),
)  # fmt: skip
