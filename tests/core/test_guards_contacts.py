"""Contacts per domain: how many, with whom, how long ago, to what end (R2, R3, R7, R12)."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.building import DOMAINS, Story, house
from trajecten import CorrectContact, Purpose, RecordContact, Remedy, RetractContact
from trajecten.core.duration import Duration
from trajecten.core.guards import ContactsPerDomain
from trajecten.core.text import Text

GROUPS = ("residents", "shops", "schools", "churches")
CONTACTS = st.builds(
    RecordContact,
    domain=st.sampled_from(DOMAINS),
    purpose=st.sampled_from(Purpose),
) | st.builds(
    RecordContact,
    domain=st.just("community"),
    group=st.sampled_from((None, *GROUPS)),
    purpose=st.sampled_from(Purpose),
) | st.builds(
    RecordContact,
    domain=st.just("administration"),
    layer=st.sampled_from((None, "management", "staff")),
    purpose=st.sampled_from(Purpose),
)  # fmt: skip
GUARDS = st.builds(
    ContactsPerDomain,
    domains=st.sampled_from([(), ("community",), ("council", "administration")]),
    min=st.sampled_from([(("*", 0),), (("*", 1),), (("*", 2),), (("community", 3),)]),
    min_groups=st.sampled_from([(), (("*", 2),), (("community", 3),)]),
    groups=st.sampled_from([(), (("community", GROUPS[:3]),)]),
    layers=st.sampled_from([(), (("administration", ("management", "staff")),)]),
    within=st.sampled_from([None, Duration(hours=1), Duration(days=30)]),
)


def community(*groups: str | None) -> list[RecordContact]:
    return [RecordContact(domain="community", group=one) for one in groups]


def test_the_domain_without_a_conversation_is_named() -> None:
    story = Story().hear("council", "executive", "administration")

    finding = story.find(ContactsPerDomain())

    assert not finding.met
    assert [one.id for one in finding.missing] == ["community"]
    assert finding.message == Text(
        "Nog niet genoeg gesprekken om te luisteren: Stad (nog 1 gesprek).",
        "Not enough listening conversations yet: City (1 more conversation).",
    )


def test_the_remedy_is_to_record_a_contact_in_that_domain() -> None:
    story = Story().hear("council", "executive", "administration")

    finding = story.find(ContactsPerDomain())

    assert finding.remedies == (
        Remedy(
            Text(
                "Leg nog 1 gesprek vast in het domein Stad.",
                "Record 1 more conversation in the domain City.",
            ),
            "RecordContact",
            (("domain", "community"), ("purpose", "listening")),
        ),
    )


def test_a_conversation_in_every_domain_is_enough() -> None:
    finding = Story().hear().find(ContactsPerDomain())

    assert finding.met
    assert (finding.missing, finding.remedies) == ((), ())
    assert finding.message == Text(
        "In elk gevraagd domein zijn er genoeg gesprekken om te luisteren.",
        "There are enough listening conversations in every domain asked for.",
    )


def test_the_contacts_counted_are_given_per_domain() -> None:
    story = Story().hear("council", "council", "community")

    assert story.find(ContactsPerDomain()).facts == {
        "contacts": [
            {"domain": "council", "counted": 2},
            {"domain": "executive", "counted": 0},
            {"domain": "administration", "counted": 0},
            {"domain": "community", "counted": 1},
        ]
    }


def test_the_domains_asked_for_are_those_of_the_workflow() -> None:
    less = house(("domains:\n", "  press: {label: {nl: Pers, en: Press}}\n"))

    finding = Story(less).hear().find(ContactsPerDomain())

    assert [one.id for one in finding.missing] == ["press"]


def test_only_the_domains_named_are_asked() -> None:
    story = Story().hear("council")

    assert story.find(ContactsPerDomain(domains=("council",))).met


def test_a_conversation_about_content_never_counts_as_listening() -> None:
    story = Story().tell(
        *(RecordContact(domain=one, purpose=Purpose.CONTENT) for one in DOMAINS * 3)
    )

    finding = story.find(ContactsPerDomain())

    assert [one.id for one in finding.missing] == list(DOMAINS)


def test_conversations_about_content_count_where_they_are_asked_for() -> None:
    story = Story().tell(RecordContact(domain="council", purpose=Purpose.CONTENT))

    guard = ContactsPerDomain(purpose="content")

    assert story.find(ContactsPerDomain(purpose="content", domains=("council",))).met
    assert story.find(guard).message.nl.startswith("Nog niet genoeg gesprekken over de inhoud: ")
    assert story.find(guard).message.en.startswith("Not enough conversations about content yet: ")
    assert dict(story.find(guard).remedies[0].arguments)["purpose"] == "content"


def test_a_retracted_contact_does_not_count() -> None:
    story = Story().hear()

    story.tell(RetractContact(contact="contact-1", reason="Dubbel"))

    assert [one.id for one in story.find(ContactsPerDomain()).missing] == ["council"]


def test_a_corrected_contact_counts_where_it_belongs() -> None:
    story = Story().hear("council", "council", "executive", "administration")

    story.tell(CorrectContact(contact="contact-1", reason="Verwisseld", domain="community"))

    assert story.find(ContactsPerDomain()).met


@pytest.mark.parametrize(
    ("contacts", "short"),
    [
        (0, Text("Raad (nog 3 gesprekken)", "Council (3 more conversations)")),
        (2, Text("Raad (nog 1 gesprek)", "Council (1 more conversation)")),
    ],
)
def test_the_number_still_needed_is_told(contacts: int, short: Text) -> None:
    story = Story().hear(*["council"] * contacts) if contacts else Story()

    finding = story.find(ContactsPerDomain(domains=("council",), min=(("*", 3),)))

    assert short.nl in finding.message.nl
    assert short.en in finding.message.en


def test_a_number_per_domain_leaves_one_for_the_others() -> None:
    story = Story().hear()

    finding = story.find(ContactsPerDomain(min=(("council", 2),)))

    assert [one.id for one in finding.missing] == ["council"]


def test_five_contacts_with_one_group_are_not_three_groups() -> None:
    story = Story().tell(*community(*["residents"] * 5))

    finding = story.find(ContactsPerDomain(domains=("community",), min_groups=(("community", 3),)))

    assert not finding.met
    assert finding.message == Text(
        "Nog niet genoeg gesprekken om te luisteren: "
        "Stad (nog 2 groepen te horen: Ondernemers, Scholen of Kerken).",
        "Not enough listening conversations yet: "
        "City (2 groups still to be heard: Entrepreneurs, Schools or Churches).",
    )
    assert [one.id for one in finding.missing] == [
        "community/shops",
        "community/schools",
        "community/churches",
    ]
    assert finding.remedies[0] == Remedy(
        Text(
            "Leg een gesprek vast met Ondernemers (Stad).",
            "Record a conversation with Entrepreneurs (City).",
        ),
        "RecordContact",
        (("domain", "community"), ("purpose", "listening"), ("group", "shops")),
    )


def test_as_many_groups_as_asked_are_enough() -> None:
    story = Story().tell(*community("residents", "shops", "churches"))

    assert story.find(ContactsPerDomain(domains=("community",), min_groups=(("community", 3),))).met


def test_groups_that_are_named_must_all_be_heard() -> None:
    story = Story().tell(*community("residents", "churches", None))

    finding = story.find(
        ContactsPerDomain(
            domains=("community",), groups=(("community", ("residents", "shops", "schools")),)
        )
    )

    assert finding.message.nl.endswith("Stad (nog 2 groepen te horen: Ondernemers en Scholen).")
    assert finding.message.en.endswith(
        "City (2 groups still to be heard: Entrepreneurs and Schools)."
    )


def test_of_the_groups_that_are_named_some_may_be_enough() -> None:
    story = Story().tell(*community("residents", "churches"))
    asked = (("community", ("residents", "shops", "schools")),)

    finding = story.find(
        ContactsPerDomain(domains=("community",), groups=asked, min_groups=(("community", 2),))
    )

    assert finding.message.nl.endswith("Stad (nog 1 groep te horen: Ondernemers of Scholen).")
    assert finding.message.en.endswith(
        "City (1 group still to be heard: Entrepreneurs or Schools)."
    )


def test_groups_are_not_asked_of_a_domain_without_groups() -> None:
    story = Story().hear("council")

    assert story.find(ContactsPerDomain(domains=("council",), min_groups=(("*", 3),))).met


def test_conversations_with_managers_only_leave_the_staff_unheard() -> None:
    story = Story().tell(*[RecordContact(domain="administration", layer="management")] * 3)

    finding = story.find(
        ContactsPerDomain(
            domains=("administration",),
            layers=(("administration", ("management", "staff")),),
        )
    )

    assert [one.id for one in finding.missing] == ["administration/staff"]
    assert finding.message.nl.endswith("Organisatie (nog 1 laag te horen: Medewerkers).")
    assert finding.message.en.endswith("Administration (1 layer still to be heard: Staff).")
    assert finding.remedies[0].arguments[-1] == ("layer", "staff")


def test_all_that_a_domain_lacks_is_told_at_once() -> None:
    finding = Story().find(
        ContactsPerDomain(
            domains=("administration",),
            min=(("*", 2),),
            layers=(("administration", ("management", "staff")),),
        )
    )

    assert finding.message.nl.endswith(
        "Organisatie (nog 2 gesprekken; nog 2 lagen te horen: Management en Medewerkers)."
    )
    assert [one.id for one in finding.missing] == [
        "administration",
        "administration/management",
        "administration/staff",
    ]


def test_a_group_and_a_layer_with_one_id_keep_their_own_names() -> None:
    both = house(
        (
            "      staff: {label: {nl: Medewerkers, en: Staff}}\n",
            "    groups:\n      staff: {label: {nl: Personeel, en: Crew}}\n",
        )
    )

    finding = Story(both).find(
        ContactsPerDomain(
            domains=("administration",),
            groups=(("administration", ("staff",)),),
            layers=(("administration", ("staff",)),),
        )
    )

    assert [one.label.nl for one in finding.missing] == ["Organisatie", "Personeel", "Medewerkers"]


def test_a_contact_longer_ago_does_not_count_within_a_time() -> None:
    story = Story().hear().later(days=366)

    finding = story.find(ContactsPerDomain(within=Duration(years=1)))

    assert [one.id for one in finding.missing] == list(DOMAINS)
    assert finding.message.nl.startswith(
        "Nog niet genoeg gesprekken om te luisteren (van hoogstens 1 jaar geleden): "
    )
    assert finding.message.en.startswith(
        "Not enough listening conversations yet (at most 1 year ago): "
    )


def test_when_it_happened_counts_not_when_it_was_recorded() -> None:
    story = Story()
    old = story.now - timedelta(days=31)

    story.tell(RecordContact(domain="council", on=old))

    assert not story.find(ContactsPerDomain(domains=("council",), within=Duration(days=30))).met
    assert story.find(ContactsPerDomain(domains=("council",))).met


def test_a_contact_at_the_edge_of_the_time_counts() -> None:
    story = Story()
    story.tell(RecordContact(domain="council", on=story.now - timedelta(days=20)))
    story.now -= timedelta(minutes=1)

    assert story.find(ContactsPerDomain(domains=("council",), within=Duration(days=20))).met
    story.later(seconds=1)
    assert not story.find(ContactsPerDomain(domains=("council",), within=Duration(days=20))).met


def test_that_enough_was_heard_in_time_is_told_with_the_time() -> None:
    finding = Story().hear().find(ContactsPerDomain(within=Duration(days=30)))

    assert finding.message == Text(
        "In elk gevraagd domein zijn er genoeg gesprekken om te luisteren "
        "(van hoogstens 30 dagen geleden).",
        "There are enough listening conversations in every domain asked for (at most 30 days ago).",
    )


@given(st.lists(CONTACTS, max_size=12), st.lists(CONTACTS, max_size=6), GUARDS)
def test_one_more_contact_never_closes_the_guard(
    before: list[RecordContact], more: list[RecordContact], guard: ContactsPerDomain
) -> None:
    story = Story(WORKFLOW).tell(*before)
    moment = story.situation()
    first = guard.evaluate(story.facts, moment)

    then = guard.evaluate(story.tell(*more).facts, moment)

    assert then.met or not first.met
    assert {one.id for one in then.missing} <= {one.id for one in first.missing}


@given(st.lists(CONTACTS, max_size=12))
def test_the_guard_is_met_exactly_when_every_domain_was_listened_to(
    contacts: list[RecordContact],
) -> None:
    heard = {one.domain for one in contacts if one.purpose is Purpose.LISTENING}

    assert Story(WORKFLOW).tell(*contacts).find(ContactsPerDomain()).met is (heard == set(DOMAINS))


WORKFLOW = house()
