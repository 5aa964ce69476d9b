"""Papers: registered, built on conversations, endorsed (R6, R16)."""

from tests.building import COMMISSIONER, DOMAINS, Story, house
from trajecten import Endorse, RegisterArtefact, Remedy, RetractContact
from trajecten.core.guards import Artefact, Endorsed
from trajecten.core.text import Text

REGISTER = Remedy(
    Text("Leg vast: visie op de wijk.", "Register: vision of the district."),
    "RegisterArtefact",
    (("type", "vision"),),
)


def vision(*cites: str, **fields: str) -> RegisterArtefact:
    return RegisterArtefact(type="vision", cites=cites, fields=fields)


def test_a_paper_that_is_not_there_is_named() -> None:
    finding = Story().find(Artefact(type="vision"))

    assert not finding.met
    assert finding.message == Text(
        "Visie op de wijk: nog niet vastgelegd.", "Vision of the district: not registered yet."
    )
    assert [one.id for one in finding.missing] == ["vision"]
    assert finding.remedies == (REGISTER,)
    assert finding.facts == {"versions": 0}


def test_a_paper_that_is_registered_is_enough() -> None:
    finding = Story().tell(vision(), vision()).find(Artefact(type="vision"))

    assert finding.met
    assert finding.message == Text(
        "Visie op de wijk: vastgelegd (versie 2).",
        "Vision of the district: registered (version 2).",
    )
    assert finding.facts == {"versions": 2, "cites": 0}


def test_a_field_that_is_empty_is_named() -> None:
    finding = (
        Story().tell(vision(why="x", who=" ")).find(Artefact(type="vision", fields=("why", "who")))
    )

    assert [one.id for one in finding.missing] == ["who"]
    assert finding.message == Text(
        "Visie op de wijk: nog niet ingevuld: Voor wie.",
        "Vision of the district: not filled in yet: For whom.",
    )


def test_a_field_is_called_as_its_own_paper_calls_it() -> None:
    last = "      who: {label: {nl: Voor wie, en: For whom}}\n"
    report = """\
  report:
    label: {nl: verslag, en: report}
    fields:
      who: {label: {nl: Door wie, en: By whom}}
"""
    story = Story(house((last, report))).tell(vision(why="x"))

    finding = story.find(Artefact(type="vision", fields=("who",)))

    assert [one.label.en for one in finding.missing] == ["For whom"]
    assert finding.message.en == "Vision of the district: not filled in yet: For whom."


def test_fields_that_are_filled_are_enough() -> None:
    story = Story().tell(vision(why="x", who="y"))

    assert story.find(Artefact(type="vision", fields=("why", "who"))).met


def test_a_paper_that_cites_too_little_says_how_much_is_needed() -> None:
    story = Story().hear().tell(vision("contact-1"))

    finding = story.find(Artefact(type="vision", must_cite=2))

    assert finding.message == Text(
        "Visie op de wijk: verwijst naar 1 geldig gesprek (nodig: 2).",
        "Vision of the district: cites 1 valid conversation (needed: 2).",
    )
    assert finding.remedies[0].text == Text(
        "Leg vast: visie op de wijk. Noem daarbij de gesprekken waarop het rust.",
        "Register: vision of the district. Name the conversations it rests on.",
    )
    assert finding.facts == {"versions": 1, "cites": 1}


def test_a_contact_cited_twice_counts_once() -> None:
    story = Story().hear().tell(vision("contact-1", "contact-1"))

    assert not story.find(Artefact(type="vision", must_cite=2)).met


def test_enough_contacts_cited_are_enough() -> None:
    story = Story().hear().tell(vision("contact-1", "contact-2"))

    assert story.find(Artefact(type="vision", must_cite=2)).met


def test_a_contact_retracted_since_breaks_the_paper_that_cites_it() -> None:
    story = Story().hear().tell(vision("contact-1", "contact-2"))

    story.tell(RetractContact(contact="contact-2", reason="Dubbel"))
    finding = story.find(Artefact(type="vision", must_cite=1))

    assert not finding.met
    assert [one.id for one in finding.missing] == ["contact-2"]
    assert finding.message == Text(
        "Visie op de wijk: verwijst naar ingetrokken contact-2.",
        "Vision of the district: cites retracted contact-2.",
    )


def test_all_that_is_wrong_with_a_paper_is_told_in_one_sentence() -> None:
    story = Story().hear().tell(vision("contact-1"))

    story.tell(RetractContact(contact="contact-1", reason="Dubbel"))
    finding = story.find(Artefact(type="vision", fields=("why",), must_cite=2))

    assert finding.message == Text(
        "Visie op de wijk: nog niet ingevuld: Waarom; verwijst naar ingetrokken contact-1; "
        "verwijst naar geen geldig gesprek (nodig: 2).",
        "Vision of the district: not filled in yet: Why; cites retracted contact-1; "
        "cites no valid conversation (needed: 2).",
    )


def test_a_next_version_without_the_retracted_contact_is_whole_again() -> None:
    story = Story().hear().tell(vision("contact-1", "contact-2"))

    story.tell(RetractContact(contact="contact-2", reason="Dubbel"), vision("contact-1"))

    assert story.find(Artefact(type="vision", must_cite=1)).met


def endorsements(*bodies: str) -> list[Endorse]:
    return [Endorse(artefact="vision", by=one) for one in bodies]


def test_nobody_can_endorse_a_paper_that_is_not_there() -> None:
    finding = Story().find(Endorsed(artefact="vision", domains=("council",)))

    assert finding.message == Text(
        "Visie op de wijk is er nog niet en moet worden onderschreven door Raad.",
        "Vision of the district does not exist yet and must be endorsed by Council.",
    )
    assert [one.command for one in finding.remedies] == ["RegisterArtefact"]
    assert finding.facts == {"version": 0, "endorsed": 0, "asked": 1}


def test_each_domain_that_did_not_endorse_is_named_with_the_way_to_do_it() -> None:
    story = Story().tell(vision(), *endorsements("council", "community"))

    finding = story.find(Endorsed(artefact="vision"))

    assert finding.message == Text(
        "Visie op de wijk (versie 1) is nog niet onderschreven door College en Organisatie.",
        "Vision of the district (version 1) is not endorsed yet by Executive and Administration.",
    )
    assert [one.id for one in finding.missing] == ["executive", "administration"]
    assert finding.remedies[0] == Remedy(
        Text(
            "Leg vast dat College visie op de wijk onderschrijft.",
            "Record that Executive endorses vision of the district.",
        ),
        "Endorse",
        (("artefact", "vision"), ("by", "executive")),
    )
    assert finding.facts == {"version": 1, "endorsed": 2, "asked": 4}


def test_a_paper_that_all_domains_endorse_is_enough() -> None:
    finding = Story().tell(vision(), *endorsements(*DOMAINS)).find(Endorsed(artefact="vision"))

    assert finding.met
    assert finding.message == Text(
        "Visie op de wijk wordt gedragen door allen die gevraagd zijn.",
        "Vision of the district is endorsed by all who were asked.",
    )


def test_a_new_version_takes_away_what_was_endorsed() -> None:
    story = Story().tell(vision(), *endorsements(*DOMAINS), vision())

    finding = story.find(Endorsed(artefact="vision"))

    assert [one.id for one in finding.missing] == list(DOMAINS)


def test_a_role_may_be_asked_instead_of_the_domains() -> None:
    story = Story().tell(vision())
    guard = Endorsed(artefact="vision", roles=("commissioner",))

    before = story.find(guard)
    story.tell(Endorse(artefact="vision", by="commissioner", person=COMMISSIONER))

    assert [one.id for one in before.missing] == ["commissioner"]
    assert story.find(guard).met


def test_domains_and_roles_may_be_asked_together() -> None:
    story = Story().tell(vision(), *endorsements("council"))

    finding = story.find(
        Endorsed(artefact="vision", domains=("council", "executive"), roles=("commissioner",))
    )

    assert [one.id for one in finding.missing] == ["executive", "commissioner"]


def test_all_domains_and_a_role_may_be_asked_together() -> None:
    story = Story().tell(vision(), *endorsements("commissioner"))

    finding = story.find(Endorsed(artefact="vision", domains=(), roles=("commissioner",)))

    assert [one.id for one in finding.missing] == list(DOMAINS)
