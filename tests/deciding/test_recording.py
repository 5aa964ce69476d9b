"""Deciding on contacts, contributions and feedback: accepted, refused, not understood."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from tests.building import START, Story, ref_of, unmet
from trajecten import (
    Channel,
    CorrectContact,
    DisposeContribution,
    Disposition,
    InputError,
    NotFoundError,
    Purpose,
    ReceiveContribution,
    RecordContact,
    RetractContact,
    SendFeedback,
)
from trajecten.core.commands import Command
from trajecten.core.text import Text
from trajecten.deciding.recording import MAX_ANSWERED

RESIDENT = "Bea Bewoner"
YESTERDAY = START - timedelta(days=1)
TOMORROW = START + timedelta(days=1)


def dispose(number: int, reason: str = "Past in het plan") -> DisposeContribution:
    return DisposeContribution(
        contribution=f"contribution-{number}", disposition=Disposition.ADOPTED, reason=reason
    )


def not_understood(story: Story, command: Command, kind: type[InputError] = InputError) -> str:
    """Return the field that a command was not understood for."""
    with pytest.raises(kind) as caught:
        story.ask(command)
    assert caught.value.detail.nl
    assert caught.value.detail.en
    return str(caught.value.instance)


def test_a_contact_is_recorded_with_references_instead_of_names() -> None:
    decision = Story().ask(
        RecordContact(
            domain="community", group="shops", purpose=Purpose.CONTENT, channel=Channel.PHONE,
            person=RESIDENT, spokesperson="Wim", count=3, note=" Zij was boos ", on=YESTERDAY,
        )
    )  # fmt: skip

    assert decision.accepted
    assert decision.event.object == "contact-1"
    assert decision.event.at == YESTERDAY
    assert decision.event.data == {
        "domain": "community", "group": "shops", "layer": None, "purpose": "content",
        "channel": "phone", "count": 3, "at": "2026-03-01T09:00:00.000000Z",
        "person": ref_of(RESIDENT), "spokesperson": ref_of("Wim"),
    }  # fmt: skip
    assert decision.event.personal == {"note": "Zij was boos"}


def test_a_contact_without_a_date_happened_now() -> None:
    story = Story()

    assert story.ask(RecordContact(domain="council")).event.at == story.now


def test_when_it_happened_is_kept_in_utc() -> None:
    zone = timezone(timedelta(hours=5))

    event = Story().ask(RecordContact(domain="council", on=YESTERDAY.astimezone(zone))).event

    assert event.at.utcoffset() == timedelta(0)
    assert event.data["at"] == "2026-03-01T09:00:00.000000Z"


CONTRIBUTED = (ReceiveContribution(text="Meer bomen"), dispose(1))


@pytest.mark.parametrize(
    "command",
    [
        RecordContact(domain="council", on=TOMORROW),
        CorrectContact(contact="contact-1", reason="x", on=TOMORROW),
        ReceiveContribution(text="x", on=TOMORROW),
        SendFeedback(on=TOMORROW),
    ],
    ids=lambda one: type(one).__name__,
)
def test_what_has_not_happened_yet_is_refused(command: Command) -> None:
    decision = Story().hear().tell(*CONTRIBUTED).ask(command)

    assert unmet(decision) == ["not_in_future"]
    assert decision.findings[0].message == Text(
        "3 maart 2026 om 10:00 ligt in de toekomst; "
        "alleen wat al gebeurd is, kan worden vastgelegd.",
        "3 March 2026 at 10:00 is in the future; only what has happened can be recorded.",
    )


def test_what_happens_at_this_moment_has_happened() -> None:
    story = Story()

    assert story.ask(RecordContact(domain="council", on=story.now)).accepted


@pytest.mark.parametrize(
    "on",
    [
        YESTERDAY.replace(tzinfo=None),
        datetime.max.replace(tzinfo=UTC),
        datetime.min.replace(tzinfo=UTC),
    ],
    ids=["naive", "last", "first"],
)
def test_a_moment_that_is_no_instant_is_not_understood(on: datetime) -> None:
    assert not_understood(Story(), RecordContact(domain="council", on=on)) == "on"


@pytest.mark.parametrize(
    ("command", "field"),
    [
        (RecordContact(domain="raad"), "domain"),
        (RecordContact(domain="council", group="shops"), "group"),
        (RecordContact(domain="community", group="staff"), "group"),
        (RecordContact(domain="community", layer="staff"), "layer"),
        (CorrectContact(contact="contact-9", reason="x"), "contact"),
        (CorrectContact(contact="contact-1", reason="x", domain="raad"), "domain"),
        (CorrectContact(contact="contact-1", reason="x", group="shops"), "group"),
        (RetractContact(contact="contact-01", reason="x"), "contact"),
        (ReceiveContribution(text="x", domain="raad"), "domain"),
        (ReceiveContribution(text="x", domain="council", group="shops"), "group"),
        (ReceiveContribution(text="x", group="clubs"), "group"),
        (dispose(9), "contribution"),
        (SendFeedback(contributions=("contribution-9",)), "contribution"),
    ],
)
def test_what_does_not_exist_is_not_found(command: Command, field: str) -> None:
    assert not_understood(Story().hear(), command, NotFoundError) == field


@pytest.mark.parametrize(
    ("command", "field"),
    [
        (RecordContact(domain="council", count=0), "count"),
        (RecordContact(domain="council", count=1_000_001), "count"),
        (RecordContact(domain="council", person="  "), "person"),
        (RecordContact(domain="council", spokesperson=""), "spokesperson"),
        (RecordContact(domain="council", note="\ud800"), "note"),
        (RecordContact(domain="council", note="a\0b"), "note"),
        (RecordContact(domain="council", note="x" * 10_001), "note"),
        (CorrectContact(contact="contact-1", reason="x", count=0), "count"),
        (CorrectContact(contact="contact-1", reason=" "), "reason"),
        (RetractContact(contact="contact-1", reason=""), "reason"),
        (ReceiveContribution(text=" \n"), "text"),
        (dispose(1, reason=" "), "reason"),
        (SendFeedback(contributions=("contribution-1",) * (MAX_ANSWERED + 1)), "contributions"),
    ],
)
def test_what_cannot_be_understood_names_its_field(command: Command, field: str) -> None:
    assert not_understood(Story().hear().tell(*CONTRIBUTED), command) == field


def test_a_correction_keeps_what_it_does_not_name() -> None:
    story = Story().tell(RecordContact(domain="community", group="shops", on=YESTERDAY))

    event = story.ask(
        CorrectContact(contact="contact-1", reason="Andere groep", group="schools")
    ).event

    was = {
        "domain": "community", "group": "shops", "layer": None, "purpose": "listening",
        "at": "2026-03-01T09:00:00.000000Z",
    }  # fmt: skip
    assert event.data == {**was, "group": "schools", "count": None, "was": was}
    assert event.personal == {"reason": "Andere groep"}
    assert event.at == story.now


def test_a_correction_to_another_domain_leaves_the_old_group() -> None:
    story = Story().tell(RecordContact(domain="community", group="shops"))

    event = story.ask(CorrectContact(contact="contact-1", reason="x", domain="council")).event

    assert (event.data["domain"], event.data["group"]) == ("council", None)


def test_a_correction_of_the_purpose_is_plain_text() -> None:
    story = Story().hear("council")

    event = story.ask(
        CorrectContact(contact="contact-1", reason="x", purpose=Purpose.CONTENT)
    ).event

    assert type(event.data["purpose"]) is str


@pytest.mark.parametrize(
    "command",
    [
        CorrectContact(contact="contact-1", reason="x"),
        RetractContact(contact="contact-1", reason="x"),
    ],
    ids=lambda one: type(one).__name__,
)
def test_a_retracted_contact_stays_as_it_is(command: Command) -> None:
    story = Story().hear("council").tell(RetractContact(contact="contact-1", reason="Dubbel"))

    decision = story.ask(command)

    assert unmet(decision) == ["contact_stands"]
    assert decision.findings[0].message == Text(
        "Het gesprek contact-1 is al ingetrokken.",
        "The conversation contact-1 was already retracted.",
    )


def test_all_that_is_wrong_with_a_correction_is_told() -> None:
    story = Story().hear("council").tell(RetractContact(contact="contact-1", reason="Dubbel"))

    decision = story.ask(CorrectContact(contact="contact-1", reason="x", on=TOMORROW))

    assert unmet(decision) == ["contact_stands", "not_in_future"]


def test_a_contribution_is_received_with_its_text_apart() -> None:
    event = (
        Story()
        .ask(
            ReceiveContribution(
                text="Meer bomen", domain="community", group="shops", person=RESIDENT
            )
        )
        .event
    )

    assert event.object == "contribution-1"
    assert event.data["person"] == ref_of(RESIDENT)
    assert "Meer bomen" not in str(event.data)
    assert event.personal == {"text": "Meer bomen"}


def test_a_group_may_be_known_without_its_domain() -> None:
    assert Story().ask(ReceiveContribution(text="x", group="shops")).accepted


def test_a_disposition_tells_what_it_was_before() -> None:
    story = Story().tell(*CONTRIBUTED, SendFeedback())

    event = story.ask(dispose(1)).event

    assert event.data == {"disposition": "adopted", "was": "adopted", "reopened": True}
    assert event.personal == {"reason": "Past in het plan"}


def test_feedback_concerns_all_that_was_weighed_and_not_answered() -> None:
    story = Story().tell(*[ReceiveContribution(text="x")] * 3, dispose(1), SendFeedback())
    story.tell(dispose(3))

    event = story.ask(SendFeedback(channel=Channel.LETTER, note="Brief")).event

    assert event.data["answered"] == [["contribution-3", "2026-03-02T09:06:00.000000Z"]]
    assert event.data["channel"] == "letter"
    assert event.personal == {"note": "Brief"}


def test_feedback_on_nothing_is_refused() -> None:
    decision = Story().tell(ReceiveContribution(text="x")).ask(SendFeedback())

    assert unmet(decision) == ["something_to_tell"]


def test_feedback_on_what_was_answered_is_refused() -> None:
    story = Story().tell(*CONTRIBUTED, SendFeedback())

    assert unmet(story.ask(SendFeedback(contributions=("contribution-1",)))) == [
        "something_to_tell"
    ]


def test_feedback_on_what_was_not_weighed_is_refused_by_name() -> None:
    story = Story().tell(*[ReceiveContribution(text="x")] * 2, dispose(1))

    decision = story.ask(SendFeedback(contributions=("contribution-1", "contribution-2")))

    assert unmet(decision) == ["contributions_disposed"]
    assert [one.id for one in decision.findings[0].missing] == ["contribution-2"]
    assert decision.findings[0].remedies[0].arguments == (("contribution", "contribution-2"),)


def test_one_contribution_named_twice_is_answered_once() -> None:
    story = Story().tell(*CONTRIBUTED)

    event = story.ask(SendFeedback(contributions=("contribution-1",) * 2)).event

    assert event.data["answered"] == [["contribution-1", "2026-03-02T09:02:00.000000Z"]]


def test_one_letter_answers_so_many_at_most() -> None:
    numbers = range(1, MAX_ANSWERED + 2)
    story = Story().tell(*(ReceiveContribution(text="x") for _ in numbers), *map(dispose, numbers))

    story.tell(SendFeedback())

    assert [one.id for one in story.facts.open_contributions()] == [
        f"contribution-{MAX_ANSWERED + 1}"
    ]


def test_a_refused_command_still_tells_what_was_asked() -> None:
    decision = Story().ask(RecordContact(domain="council", on=TOMORROW))

    assert decision.event.data["domain"] == "council"
