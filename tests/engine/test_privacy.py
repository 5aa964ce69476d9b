"""Names and free text stay out of the ledger, and can be taken away without breaking it."""

from datetime import timedelta

import pytest

from tests.engine.kit import (
    ACTOR,
    LAST,
    NAMES,
    OTHER,
    REF,
    RESIDENT,
    START,
    TEXTS,
    Desk,
    council_contact,
    furnish,
)  # fmt: skip
from trajecten import (
    AddAction,
    AssignRole,
    Command,
    Endorse,
    EndRole,
    HandOverRole,
    ReceiveContribution,
    RecordContact,
    RegisterArtefact,
)  # fmt: skip

ERASABLE = ("trajecten_party", "trajecten_text")
LATER = START + timedelta(days=400)
STRANGER = "Sanne Stranger"

REFUSED = (
    RecordContact(domain="council", person=STRANGER, on=LATER),
    RecordContact(domain="council", spokesperson=STRANGER, note=STRANGER, on=LATER),
    ReceiveContribution(text=STRANGER, person=STRANGER, on=LATER),
    EndRole(role="clerk", person=STRANGER, note=STRANGER),
    HandOverRole(role="clerk", person=ACTOR, successor=STRANGER, note=STRANGER),
    Endorse(artefact="vision", by="clerk", person=STRANGER, note=STRANGER),
    RegisterArtefact(type="vision", title=STRANGER, fields={"why": STRANGER}, cites=("contact-3",)),
)


def test_names_stay_out_of_everything_that_is_not_erasable(furnished: Desk) -> None:
    kept = repr(furnished.tables(*ERASABLE))

    assert [name for name in NAMES if name in kept] == []
    assert all(name in repr(furnished.tables()) for name in NAMES)


def test_free_text_stays_out_of_everything_that_is_not_erasable(furnished: Desk) -> None:
    kept = repr(furnished.tables(*ERASABLE))

    assert [text for text in TEXTS if text in kept] == []
    assert all(text in repr(furnished.tables()) for text in TEXTS)


def test_entries_name_people_by_reference_only(furnished: Desk) -> None:
    bodies = "".join(furnished.bodies())
    refs = [row.ref for row in furnished.rows("SELECT ref FROM trajecten_party")]

    assert len(refs) == len(NAMES)
    assert all(ref in bodies for ref in refs)
    assert [name for name in (*NAMES, *TEXTS) if name in bodies] == []


@pytest.mark.parametrize("command", REFUSED, ids=lambda one: type(one).__name__)
def test_who_is_named_only_in_a_refused_attempt_is_not_remembered(
    furnished: Desk, command: Command
) -> None:
    outcome = furnished.engine.do(REF, command)

    assert not outcome.accepted
    assert STRANGER not in repr(furnished.tables())


def test_whoever_asks_in_vain_is_remembered(furnished: Desk) -> None:
    furnished.like(actor=STRANGER).advance(REF, "learn")

    assert furnished.engine.log(REF)[-1].actor == STRANGER
    assert STRANGER not in repr(furnished.tables(*ERASABLE))


def test_someone_named_in_a_refused_attempt_can_be_named_later(furnished: Desk) -> None:
    furnished.engine.do(REF, RecordContact(domain="council", person=STRANGER, on=LATER))
    furnished.engine.do(REF, RecordContact(domain="council", person=STRANGER))

    assert furnished.engine.contacts(REF)[-1].person == STRANGER
    assert furnished.engine.verify().intact


def test_the_log_shows_the_names_and_texts_that_are_kept(furnished: Desk) -> None:
    log = furnished.engine.log(REF)

    assert {one.actor for one in log} == {ACTOR}
    assert [text for one in log for text in one.texts.values() if text not in TEXTS] == []
    assert {text for one in log for text in one.texts.values()} == set(TEXTS)


def test_the_lists_show_the_names_and_texts_that_are_kept(furnished: Desk) -> None:
    contact = furnished.engine.contacts(REF)[0]
    contribution = furnished.engine.contributions(REF)[0]
    action = furnished.engine.actions(REF)[0]

    assert (contact.person, contact.note) == (RESIDENT, "Zij was eerst boos")
    assert (contribution.person, contribution.text) == (RESIDENT, "Meer bomen")
    assert contribution.reason == "Past in het plan"
    assert action.text == "Boom planten"
    assert furnished.engine.lessons(REF)[0].text == "Eerder bellen"


def test_the_salts_of_equal_texts_differ(started: Desk) -> None:
    started.engine.do(REF, AddAction(text="Zelfde"))
    started.engine.do(REF, AddAction(text="Zelfde"))

    salts = started.rows("SELECT DISTINCT salt FROM trajecten_text WHERE text = 'Zelfde'")
    commitments = {body.split('"personal":')[1] for body in started.bodies()[1:]}
    assert len(salts) == len(commitments) == 2


def test_what_was_erased_is_shown_as_not_there(furnished: Desk) -> None:
    furnished.run("DELETE FROM trajecten_party")
    furnished.run("DELETE FROM trajecten_text")

    entry = furnished.engine.log(REF)[1]
    contact = furnished.engine.contacts(REF)[0]
    assert (entry.actor, dict(entry.texts)) == (None, {})
    assert entry.actor_ref.startswith("p-")
    assert (contact.person, contact.note) == (None, None)
    assert furnished.engine.status(REF).title is None
    assert furnished.engine.portfolio()[0].title is None


def test_another_trajectory_tells_nothing_about_this_one(furnished: Desk) -> None:
    furnished.start(OTHER)

    names = repr([furnished.engine.log(OTHER), furnished.engine.status(OTHER)])
    assert RESIDENT not in names


def test_a_name_has_one_form(started: Desk) -> None:
    started.engine.do(REF, AssignRole(role="clerk", person="Gre\u0301  Griffier "))

    holders = {one.role: one.name for one in started.engine.status(REF).holders}
    assert holders["clerk"] == "Gr\u00e9 Griffier"


def test_the_story_is_the_same_on_every_database(desk: Desk) -> None:
    made = furnish(desk)
    desk.engine.do(REF, council_contact())

    assert [one.seq for one in made.values()] == list(range(1, len(made) + 1))
    assert [one.seq for one in made.values()] == list(range(1, LAST + 1))
