"""A person can be erased: name and texts go, an entry says so, and the ledger is whole."""

from dataclasses import replace
from typing import Any

import pytest
import sqlalchemy as sa

import trajecten
from tests.engine.kit import (
    ACTOR,
    CLERK,
    COMMISSIONER,
    HEIR,
    LAST,
    REF,
    RESIDENT,
    SPEAKER,
    Desk,
)  # fmt: skip
from trajecten import (
    AssignRole,
    Erase,
    ErasedButKept,
    InputError,
    NotFoundError,
    ReceiveContribution,
    RecordContact,
)
from trajecten.storage import tables

ERASE = Erase(party=RESIDENT, ground="AVG art. 17 lid 1 onder b", decided_by="commissioner")
NOTE, TEXT = "Zij was eerst boos", "Meer bomen"
Rows = dict[str, list[dict[str, Any]]]


def reference(desk: Desk, name: str = RESIDENT) -> str:
    (row,) = desk.rows("SELECT ref FROM trajecten_party WHERE name = :name", name=name)
    return str(row.ref)


def erasable_rows(desk: Desk) -> Rows:
    with desk.database.connect() as connection:
        return {
            one.name: [dict(row) for row in connection.execute(sa.select(one)).mappings()]
            for one in (tables.party, tables.personal)
        }


def put_back(desk: Desk, before: Rows) -> None:
    """Put back what is no longer there, as a backup of the two tables does."""
    now = erasable_rows(desk)
    with desk.database.connect() as connection:
        for table in (tables.party, tables.personal):
            gone = [one for one in before[table.name] if one not in now[table.name]]
            if gone:
                connection.execute(sa.insert(table), gone)


def test_the_name_and_the_texts_by_and_about_a_person_go(furnished: Desk) -> None:
    assert furnished.engine.do(REF, ERASE)

    kept = repr(furnished.tables())
    assert [one for one in (RESIDENT, RESIDENT.casefold(), NOTE, TEXT) if one in kept] == []


def test_nothing_else_goes(furnished: Desk) -> None:
    before = furnished.tables("trajecten_entry", "trajecten_trajectory")

    furnished.engine.do(REF, ERASE)

    after = furnished.tables("trajecten_entry", "trajecten_trajectory")
    gone = [one for name, rows in before.items() for one in rows if one not in after[name]]
    assert sorted(next(one for one in (RESIDENT, NOTE, TEXT) if one in row) for row in gone) == [
        RESIDENT,
        TEXT,
        NOTE,
    ]
    assert [one for name, rows in after.items() for one in rows if one not in before[name]] == []


def test_the_entry_says_what_went_on_which_ground_and_by_whose_decision(furnished: Desk) -> None:
    ref = reference(furnished)

    outcome = furnished.engine.do(REF, ERASE)

    assert (outcome.action, outcome.object, outcome.seq) == ("personal.erased", ref, LAST + 1)
    data = dict(furnished.engine.log(REF)[-1].data)
    del data["phases"]
    assert data == {
        "person": ref,
        "erased": [[2, "note"], [2, f"person.{ref}"], [9, "text"]],
        "ground": "AVG art. 17 lid 1 onder b",
        "decided_by": "commissioner",
    }


def test_the_ledger_is_whole_and_every_decision_can_be_made_again(furnished: Desk) -> None:
    furnished.engine.do(REF, ERASE)
    speaker = replace(ERASE, party=reference(furnished, SPEAKER))
    assert furnished.engine.do(REF, speaker)
    assert not furnished.engine.do(REF, speaker)

    assert furnished.engine.verify().intact
    assert furnished.engine.rebuild(check=True).differences == ()
    assert furnished.engine.replay().clean


def test_a_name_counts_as_the_same_whatever_its_case_and_a_reference_does_too(
    furnished: Desk,
) -> None:
    assert furnished.engine.preview(REF, replace(ERASE, party=" bea  BEWONER"))
    assert furnished.engine.preview(REF, replace(ERASE, party=reference(furnished)))


def test_a_preview_erases_nothing(furnished: Desk) -> None:
    before = furnished.tables()

    assert furnished.engine.preview(REF, ERASE)

    assert furnished.tables() == before


def test_what_was_erased_is_shown_as_erased(furnished: Desk) -> None:
    furnished.engine.do(REF, ERASE)

    contact, other, *_rest = furnished.engine.contacts(REF)
    contribution = furnished.engine.contributions(REF)[0]
    entry = furnished.engine.log(REF)[1]
    assert (contact.person, contact.note, contact.erased) == (None, None, ("person", "note"))
    assert contact.spokesperson == SPEAKER
    assert other.erased == ()
    assert (contribution.text, contribution.erased) == (None, ("person", "text"))
    assert contribution.reason == "Past in het plan"
    assert (dict(entry.texts), entry.erased) == ({}, ("note",))


def test_the_owner_of_an_action_is_shown_as_erased(furnished: Desk) -> None:
    furnished.engine.do(REF, replace(ERASE, party=SPEAKER))

    action = furnished.engine.actions(REF)[0]
    assert (action.owner, action.erased) == (None, ("owner",))


def test_who_is_named_again_gets_another_reference(furnished: Desk) -> None:
    old = reference(furnished)
    furnished.engine.do(REF, ERASE)

    furnished.engine.do(REF, ReceiveContribution(text="Toch minder bomen", person=RESIDENT))

    assert reference(furnished) != old
    assert furnished.engine.contributions(REF)[0].person is None
    assert furnished.engine.do(REF, ERASE)
    assert furnished.engine.verify().intact


def test_a_further_text_goes_when_it_is_named(furnished: Desk) -> None:
    assert furnished.engine.do(REF, replace(ERASE, texts=("10.reason", "7.field.why")))

    assert "Past in het plan" not in repr(furnished.tables())
    assert "Omdat het plein van ons allen is" not in repr(furnished.tables())
    assert furnished.engine.contributions(REF)[0].erased == ("person", "text", "reason")
    assert furnished.engine.verify().intact
    assert furnished.engine.replay().clean


def test_a_text_alone_can_be_erased(furnished: Desk) -> None:
    outcome = furnished.engine.do(REF, replace(ERASE, party=None, texts=("22.text",)))

    assert (outcome.accepted, outcome.object) == (True, "texts")
    assert "Regen op de markt" not in repr(furnished.tables())
    assert RESIDENT in repr(furnished.tables())
    assert furnished.engine.replay().clean


@pytest.mark.parametrize("action", ["artefact.endorsed", "role.handed_over", "role.ended"])
def test_notes_about_a_person_go_with_their_name(started: Desk, action: str) -> None:
    do = started.engine.do
    do(REF, trajecten.RegisterArtefact(type="vision"))
    do(REF, AssignRole(role="clerk", person=CLERK))
    do(
        REF,
        {
            "artefact.endorsed": trajecten.Endorse(
                artefact="vision", by="council", person=CLERK, note="Over haar"
            ),
            "role.handed_over": trajecten.HandOverRole(
                role="clerk", person=CLERK, successor=HEIR, note="Over haar"
            ),
            "role.ended": trajecten.EndRole(role="clerk", person=CLERK, note="Over haar"),
        }[action],
    )
    if action == "artefact.endorsed":
        do(REF, trajecten.EndRole(role="clerk", person=CLERK))

    assert do(REF, replace(ERASE, party=CLERK))
    assert "Over haar" not in repr(started.tables())


def test_the_reasons_of_who_decided_stay(furnished: Desk) -> None:
    furnished.engine.do(REF, AssignRole(role="project_lead", person="Ans Ander"))
    furnished.engine.do(REF, trajecten.EndRole(role="project_lead", person=ACTOR))

    assert furnished.like(actor="Ans Ander").do(REF, replace(ERASE, party=ACTOR))

    kept = repr(furnished.tables())
    assert ACTOR not in kept
    assert "Een groep vergeten" in kept
    assert {one.actor for one in furnished.engine.log(REF)[:LAST]} == {None}


def test_erasing_twice_is_refused_the_second_time(furnished: Desk) -> None:
    ref = reference(furnished)
    furnished.engine.do(REF, ERASE)

    outcome = furnished.engine.do(REF, replace(ERASE, party=ref))

    assert [one.guard for one in outcome.findings] == ["something_to_erase"]


def test_a_command_id_sent_twice_erases_once(furnished: Desk) -> None:
    first = furnished.engine.do(REF, ERASE, command_id="wis-1")
    again = furnished.engine.do(REF, ERASE, command_id="wis-1")

    assert again.repeated
    assert again.seq == first.seq


def test_somebody_must_hold_the_role_that_decided(furnished: Desk) -> None:
    outcome = furnished.engine.do(REF, replace(ERASE, decided_by="clerk"))

    assert [one.guard for one in outcome.findings] == ["role_held"]
    assert outcome.findings[0].remedies[0].command == "AssignRole"
    assert RESIDENT in repr(furnished.tables())
    assert furnished.engine.replay().clean


def test_who_holds_a_role_is_not_erased(furnished: Desk) -> None:
    outcome = furnished.engine.do(REF, replace(ERASE, party=COMMISSIONER))

    assert [one.guard for one in outcome.findings] == ["holds_no_role"]
    assert [one.id for one in outcome.findings[0].missing] == ["commissioner"]
    assert furnished.engine.replay().clean


def test_nobody_erases_their_own_name(furnished: Desk) -> None:
    furnished.like(actor=RESIDENT).do(REF, trajecten.AddNote(text="x"))

    outcome = furnished.like(actor=RESIDENT).do(REF, ERASE)

    assert [one.guard for one in outcome.findings] == ["erased_by_another"]
    assert furnished.engine.replay().clean


@pytest.mark.parametrize(
    ("changes", "error", "field"),
    [
        ({"party": "Niemand"}, NotFoundError, "party"),
        ({"party": "p-0123456789abcdef"}, NotFoundError, "party"),
        ({"party": None}, InputError, "party"),
        ({"decided_by": "king"}, NotFoundError, "decided_by"),
        ({"ground": " "}, InputError, "ground"),
        ({"ground": "x" * 201}, InputError, "ground"),
        ({"ground": f"Verzoek van {RESIDENT.upper()}"}, InputError, "ground"),
        ({"ground": "Verzoek van mevrouw bewoner."}, InputError, "ground"),
        ({"texts": ("note",)}, InputError, "texts"),
        ({"texts": ("2.person.p-1",)}, InputError, "texts"),
        ({"texts": ("2.reason",)}, NotFoundError, "texts"),
        ({"texts": ("999.note",)}, NotFoundError, "texts"),
    ],
)
def test_what_cannot_be_understood_is_not_recorded(
    furnished: Desk, changes: dict[str, Any], error: type[Exception], field: str
) -> None:
    before = furnished.tables()

    with pytest.raises(error) as caught:
        furnished.engine.do(REF, replace(ERASE, **changes))

    assert getattr(caught.value, "instance", None) == field
    assert furnished.tables() == before


def test_a_ground_may_have_a_word_in_it_that_a_name_begins_with(furnished: Desk) -> None:
    assert furnished.engine.preview(REF, replace(ERASE, ground="Verzoek namens bewoners"))


def test_a_text_that_goes_without_an_entry_is_still_damage(furnished: Desk) -> None:
    furnished.engine.do(REF, ERASE)
    furnished.run("DELETE FROM trajecten_text WHERE seq = 10")

    (checked,) = furnished.engine.verify().trajectories
    assert (checked.damage, checked.seq) == ("gone", 10)


@pytest.mark.parametrize(
    ("table", "seq"), [("trajecten_party", 2), ("trajecten_text", 2)], ids=["name", "text"]
)
def test_what_was_erased_and_is_back_is_damage(furnished: Desk, table: str, seq: int) -> None:
    before = erasable_rows(furnished)
    furnished.engine.do(REF, ERASE)
    put_back(furnished, {name: before[name] if name == table else [] for name in before})

    (checked,) = furnished.engine.verify().trajectories
    assert (checked.damage, checked.seq) == ("kept", seq)
    assert "gewist" in checked.message.nl


def test_a_refused_erasure_excuses_nothing(furnished: Desk) -> None:
    furnished.engine.do(REF, replace(ERASE, decided_by="clerk"))
    furnished.run("DELETE FROM trajecten_text WHERE seq = 2")

    (checked,) = furnished.engine.verify().trajectories
    assert (checked.damage, checked.seq) == ("gone", 2)


def test_after_a_backup_was_put_back_everything_is_erased_again(furnished: Desk) -> None:
    ref, before = reference(furnished), erasable_rows(furnished)
    furnished.engine.do(REF, ERASE)
    assert furnished.engine.erased_but_kept() == ()
    put_back(furnished, before)
    back = tuple(
        ErasedButKept(ref=REF, seq=seq, field=field)
        for seq, field in ((2, "note"), (2, f"person.{ref}"), (9, "text"))
    )

    assert furnished.engine.erased_but_kept() == furnished.engine.erased_but_kept(REF) == back
    assert furnished.engine.erase_again() == back

    assert furnished.engine.erase_again() == furnished.engine.erased_but_kept() == ()
    assert furnished.engine.verify().intact
    assert len(furnished.engine.log(REF)) == LAST + 1


def test_what_is_kept_of_a_person_can_be_seen(furnished: Desk) -> None:
    furnished.engine.do(REF, trajecten.AddNote(text="Mevrouw Bewoner belde"))

    found = furnished.engine.personal_data(REF, RESIDENT)

    assert (found.ref, found.party, found.name) == (REF, reference(furnished), RESIDENT)
    assert [(one.seq, one.field, one.text, one.goes) for one in found.items] == [
        (2, "note", NOTE, True),
        (9, "text", TEXT, True),
        (LAST + 1, "text", "Mevrouw Bewoner belde", False),
    ]


def test_of_who_was_erased_nothing_is_kept(furnished: Desk) -> None:
    ref = reference(furnished)
    furnished.engine.do(REF, ERASE)

    found = furnished.engine.personal_data(REF, ref)

    assert (found.name, found.items) == (None, ())


def test_an_erasure_in_a_hosts_transaction_is_the_hosts_to_keep(furnished: Desk) -> None:
    host = sa.create_engine(furnished.url)
    with host.connect() as connection:
        joined = furnished.engine.joining(connection)
        assert joined.do(REF, ERASE)
        assert joined.erase_again() == ()
        connection.rollback()
    host.dispose()

    assert furnished.engine.contacts(REF)[0].person == RESIDENT
    assert furnished.engine.verify().intact


def test_people_in_other_trajectories_stay(furnished: Desk) -> None:
    furnished.start("B-1")
    furnished.engine.do("B-1", RecordContact(domain="council", person=RESIDENT))

    furnished.engine.do(REF, ERASE)

    assert furnished.engine.contacts("B-1")[0].person == RESIDENT
