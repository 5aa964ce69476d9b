"""One contact or contribution is followed from its intake to what it led to."""

import pytest

import trajecten as t
from tests.auditing.forging import identity
from tests.engine.kit import REF, Desk
from tests.storage import damaging
from trajecten import Link


def links(desk: Desk, identifier: str) -> list[tuple[int, Link]]:
    """Return the numbers of the entries in a trace, with how each is tied to it."""
    return [(one.seq, one.link) for one in desk.engine.trace(REF, identifier).items]


def test_a_contribution_is_followed_to_its_answer(furnished: Desk) -> None:
    assert links(furnished, "contribution-1") == [
        (9, Link.INTAKE),
        (10, Link.WEIGHED),
        (11, Link.ANSWERED),
        (20, Link.LATER),
    ]


def test_a_contact_is_followed_to_papers_endorsements_steps_and_decisions(
    furnished: Desk,
) -> None:
    assert links(furnished, "contact-1") == [
        (2, Link.INTAKE),
        (7, Link.CITED),
        (8, Link.ENDORSED),
        (20, Link.LATER),
        (24, Link.NEEDED),
    ]


def test_a_contact_that_was_corrected_or_retracted_says_so(furnished: Desk) -> None:
    assert links(furnished, "contact-2")[:2] == [(3, Link.INTAKE), (5, Link.CORRECTED)]
    assert links(furnished, "contact-3")[:2] == [(4, Link.INTAKE), (6, Link.RETRACTED)]
    assert Link.NEEDED not in dict(links(furnished, "contact-3")).values()


def test_a_step_that_could_have_been_taken_without_it_only_counted_it(desk: Desk) -> None:
    desk.start()
    desk.hear()
    desk.engine.do(REF, t.RecordContact(domain="council"))
    desk.engine.advance(REF, "choose")

    items = desk.engine.trace(REF, "contact-1").items

    assert [(one.seq, one.link) for one in items] == [(2, Link.INTAKE), (5, Link.COUNTED)]
    assert items[1].guards == ("contacts_per_domain",)
    assert "contacts_per_domain" in items[1].message.nl


def test_an_attempt_on_it_that_was_refused_is_told(furnished: Desk) -> None:
    furnished.engine.do(REF, t.RetractContact(contact="contact-3", reason="x"))

    assert links(furnished, "contact-3")[-1] == (30, Link.REFUSED)


def test_every_line_of_a_trace_names_its_entry(furnished: Desk) -> None:
    log = {one.seq: one.hash for one in furnished.engine.log(REF)}

    for one in furnished.engine.trace(REF, "contact-1").items:
        assert log[one.seq] == one.hash
        assert one.message.nl
        assert one.message.en
        assert one.recorded_at >= one.at


def test_a_damaged_ledger_is_followed_up_to_there(furnished: Desk) -> None:
    damaging.unfence(furnished)
    damaging.edit_body(furnished, identity(furnished), 8, b"accepted", b"ACCEPTED")

    found = furnished.like().trace(REF, "contact-1")

    assert [one.seq for one in found.items] == [2, 7]
    assert "8" in found.damage.en


@pytest.mark.parametrize(
    ("identifier", "error"),
    [
        ("contact-99", t.NotFoundError),
        ("contribution-99", t.NotFoundError),
        ("artefact-1", t.InputError),
        ("contact-0", t.InputError),
        ("", t.InputError),
    ],
)
def test_what_cannot_be_followed_is_told(
    furnished: Desk, identifier: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        furnished.engine.trace(REF, identifier)
