"""On how many different days people of a group were met."""

from tests.building import Story
from trajecten import Advance, Purpose, RecordContact, RetractContact
from trajecten.core.duration import Duration
from trajecten.core.guards.days import ContactDays

GROUP = (("community", ("residents",)),)
TWO = ContactDays(groups=GROUP, min=2)
MET = RecordContact(domain="community", group="residents")


def test_two_conversations_on_one_day_are_one_day() -> None:
    finding = Story().tell(MET, MET).find(TWO)

    assert not finding.met
    assert finding.facts == {"days": 1, "asked": 2}
    assert finding.message.nl == (
        "Op te weinig verschillende dagen gesproken: Inwoners (nu 1 dag; nodig: 2)."
    )
    assert finding.remedies[0].command == "RecordContact"


def test_two_days_are_two() -> None:
    assert Story().tell(MET).later(days=1).tell(MET).find(TWO).met


def test_a_day_is_one_of_the_dutch_calendar() -> None:
    story = Story().later(hours=13).tell(MET)

    assert story.later(hours=2).tell(MET).find(TWO).met


def test_each_group_that_is_named_needs_its_own_days() -> None:
    both = ContactDays(groups=(("community", ("residents", "shops")),))

    assert [one.id for one in Story().tell(MET).find(both).missing] == ["community/shops"]


def test_only_contacts_with_the_purpose_that_stand_and_are_recent_enough_count() -> None:
    story = Story().tell(MET, RetractContact(contact="contact-1", reason="Dubbel")).later(days=9)
    story.tell(RecordContact(domain="community", group="residents", purpose=Purpose.CONTENT))

    assert not story.find(ContactDays(groups=GROUP)).met
    assert story.find(ContactDays(groups=GROUP, purpose="content")).met
    story.later(days=9)
    assert not story.find(ContactDays(groups=GROUP, purpose="content", within=Duration(days=8))).met


def test_days_of_before_the_phase_do_not_count() -> None:
    story = Story().hear().tell(MET).later(days=1).tell(Advance(transition="choose"))

    since = ContactDays(groups=GROUP, since="topics")

    assert not story.find(since, step="settle").met
    assert story.tell(MET).find(since, step="settle").met
