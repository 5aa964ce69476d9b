"""Deciding on papers, roles, actions, lessons, decisions, approvals and notes."""

from datetime import date, timedelta

import pytest

from tests.building import COMMISSIONER, LEAD, START, Story, house, ref_of, unmet
from trajecten import (
    AddAction,
    AddNote,
    Advance,
    Approve,
    AssignRole,
    Endorse,
    EndRole,
    FinishAction,
    InputError,
    NotFoundError,
    RecordDecision,
    RecordLesson,
    RegisterArtefact,
    RetractContact,
    Start,
)
from trajecten.core.commands import Command
from trajecten.core.facts import Holding
from trajecten.core.text import Text

CLERK = "Gré Griffier"
TOMORROW = START + timedelta(days=1)
VISION = RegisterArtefact(type="vision")


def began(**changes: object) -> Start:
    given = {"title": "Het plein", "commissioner": COMMISSIONER, "ref": "A-1"} | changes
    return Start(workflow=house(), **given)  # type: ignore[arg-type]


def fresh() -> Story:
    """Return a story that has not started yet."""
    story = Story()
    story.facts = type(story.facts)()
    return story


def test_a_start_gives_the_commissioner_and_the_other_roles() -> None:
    event = fresh().ask(began(roles={"project_lead": LEAD})).event

    assert event.object == "A-1"
    assert event.data["phases"] == {"conversation": "listening", "legal": "waiting"}
    assert event.data["roles"] == [
        {"role": "commissioner", "person": ref_of(COMMISSIONER)},
        {"role": "project_lead", "person": ref_of(LEAD)},
    ]
    assert event.personal == {"title": "Het plein"}


def test_the_one_who_is_named_commissioner_is_the_commissioner() -> None:
    event = fresh().ask(began(roles={"commissioner": LEAD})).event

    assert event.data["roles"] == [{"role": "commissioner", "person": ref_of(COMMISSIONER)}]


@pytest.mark.parametrize(
    ("by", "role", "acted"),
    [
        (COMMISSIONER, "commissioner", "commissioner"),
        (LEAD, "project_lead", "project_lead"),
        (LEAD, "commissioner", None),
        (LEAD, None, None),
    ],
)
def test_whoever_starts_acts_only_in_a_role_that_the_start_gives(
    by: str, role: str | None, acted: str | None
) -> None:
    decision = fresh().ask(began(roles={"project_lead": LEAD}), by=by, role=role)

    assert decision.accepted
    assert decision.role == acted


@pytest.mark.parametrize(
    ("command", "field"),
    [
        (began(commissioner=" "), "commissioner"),
        (began(title=""), "title"),
        (began(title="x" * 501), "title"),
        (began(roles={"king": LEAD}), "role"),
    ],
)
def test_a_start_that_cannot_be_understood_names_its_field(command: Start, field: str) -> None:
    with pytest.raises(InputError) as caught:
        fresh().ask(command)

    assert caught.value.instance == field


def test_a_trajectory_starts_once() -> None:
    with pytest.raises(InputError) as caught:
        Story().ask(began())

    assert caught.value.instance == "start"


def test_a_paper_is_registered_with_its_texts_apart() -> None:
    event = Story().hear().ask(
        RegisterArtefact(
            type="vision", title="Visie", sha256="ab" * 32, cites=("contact-2", "contact-2"),
            fields={"why": "Omdat", "who": " "},
        )
    ).event  # fmt: skip

    assert event.object == "artefact-1"
    assert event.data == {
        "type": "vision", "version": 1, "sha256": "ab" * 32, "fields": ["why"],
        "cites": ["contact-2"], "at": "2026-03-02T09:05:00.000000Z",
    }  # fmt: skip
    assert event.personal == {"title": "Visie", "field.why": "Omdat"}


def test_a_paper_may_only_cite_contacts_that_stand() -> None:
    story = Story().hear().tell(RetractContact(contact="contact-2", reason="Dubbel"))

    decision = story.ask(
        RegisterArtefact(type="vision", cites=("contact-1", "contact-2", "contact-9"))
    )

    assert unmet(decision) == ["contacts_stand"]
    assert [one.id for one in decision.findings[0].missing] == ["contact-9", "contact-2"]
    assert decision.findings[0].message == Text(
        "Niet alle genoemde gesprekken gelden; onbekend: contact-9 en ingetrokken: contact-2.",
        "Not all contacts cited stand; unknown: contact-9 and retracted: contact-2.",
    )


@pytest.mark.parametrize(
    "command",
    [
        RegisterArtefact(type="vision", on=TOMORROW),
        Endorse(artefact="vision", by="council", on=TOMORROW),
        RecordDecision(body="council", outcome="adopted", on=TOMORROW),
    ],
    ids=lambda one: type(one).__name__,
)
def test_what_has_not_happened_yet_is_refused(command: Command) -> None:
    assert unmet(Story().tell(VISION).ask(command)) == ["not_in_future"]


def test_all_that_is_wrong_with_a_paper_is_told() -> None:
    decision = Story().ask(RegisterArtefact(type="vision", cites=("contact-1",), on=TOMORROW))

    assert unmet(decision) == ["contacts_stand", "not_in_future"]


def test_a_domain_endorses_the_current_version() -> None:
    event = Story().tell(VISION, VISION).ask(Endorse(artefact="vision", by="council")).event

    assert event.object == "artefact-2"
    assert (event.data["version"], event.data["as"]) == (2, "domain")


def test_the_holder_of_a_role_endorses() -> None:
    decision = (
        Story()
        .tell(VISION)
        .ask(Endorse(artefact="vision", by="commissioner", person=COMMISSIONER, note="Graag"))
    )

    assert decision.accepted
    assert decision.event.data["as"] == "role"
    assert decision.event.data["person"] == ref_of(COMMISSIONER)


@pytest.mark.parametrize(
    ("command", "message"),
    [
        (
            Endorse(artefact="vision", by="clerk"),
            Text("Niemand heeft de rol Griffier.", "Nobody holds the role Clerk."),
        ),
        (
            Endorse(artefact="vision", by="commissioner", person=CLERK),
            Text(
                "Niemand met deze naam heeft de rol Opdrachtgever.",
                "Nobody by this name holds the role Commissioner.",
            ),
        ),
    ],
)
def test_a_role_that_is_not_held_cannot_endorse(command: Endorse, message: Text) -> None:
    decision = Story().tell(VISION).ask(command)

    assert unmet(decision) == ["role_held"]
    assert decision.findings[0].message == message


def test_a_paper_that_is_not_there_cannot_be_endorsed() -> None:
    decision = Story().ask(Endorse(artefact="vision", by="clerk", on=TOMORROW))

    assert unmet(decision) == ["artefact_registered", "not_in_future", "role_held"]
    assert decision.findings[0].message.nl == "Visie op de wijk: nog niet vastgelegd."


def test_a_role_is_given_to_a_person() -> None:
    event = Story().ask(AssignRole(role="clerk", person=CLERK)).event

    assert event.data == {"role": "clerk", "person": ref_of(CLERK), "succeeds": None}


def test_a_new_commissioner_succeeds_the_one_before() -> None:
    event = Story().ask(AssignRole(role="commissioner", person=CLERK)).event

    assert event.data["succeeds"] == ref_of(COMMISSIONER)


def test_two_persons_may_hold_one_other_role() -> None:
    story = Story().tell(
        AssignRole(role="clerk", person=CLERK), AssignRole(role="clerk", person=LEAD)
    )

    assert story.facts.holdings[1:] == (
        Holding("clerk", ref_of(CLERK)),
        Holding("clerk", ref_of(LEAD)),
    )


def test_a_role_is_not_given_twice_to_one_person() -> None:
    decision = Story().ask(AssignRole(role="commissioner", person=COMMISSIONER))

    assert unmet(decision) == ["role_not_held"]


def test_a_role_that_is_not_held_cannot_end() -> None:
    assert unmet(Story().ask(EndRole(role="clerk", person=CLERK))) == ["role_held"]


def test_the_last_commissioner_stays_until_a_successor_is_named() -> None:
    decision = Story().ask(EndRole(role="commissioner", person=COMMISSIONER))

    assert unmet(decision) == ["role_succeeded"]
    assert decision.findings[0].remedies[0].command == "HandOverRole"
    assert decision.findings[0].remedies[0].arguments == (("role", "commissioner"),)


def test_an_action_is_recorded_with_its_text_apart() -> None:
    event = Story().ask(AddAction(text="Boom planten", owner=CLERK, due=date(2026, 6, 1))).event

    assert event.object == "action-1"
    assert event.data == {"owner": ref_of(CLERK), "due": "2026-06-01"}
    assert event.personal == {"text": "Boom planten"}


def test_an_action_is_finished_once() -> None:
    story = Story().tell(AddAction(text="x"), FinishAction(action="action-1"))

    decision = story.ask(FinishAction(action="action-1"))

    assert unmet(decision) == ["action_open"]
    assert decision.findings[0].message == Text(
        "De actie action-1 is al afgerond.", "The action action-1 is finished already."
    )


def test_a_lesson_belongs_to_the_phases_of_now() -> None:
    event = Story().ask(RecordLesson(text="Eerder bellen")).event

    assert event.data == {
        "none": False,
        "phases": {"conversation": "listening", "legal": "waiting"},
    }
    assert event.personal == {"text": "Eerder bellen"}


def test_a_decision_of_a_body_is_recorded() -> None:
    event = (
        Story()
        .ask(RecordDecision(body="council", outcome="adopted_amended", reference="RIS-2026/45"))
        .event
    )

    assert event.data == {
        "body": "council", "outcome": "adopted_amended", "reference": "RIS-2026/45",
        "at": "2026-03-02T09:01:00.000000Z",
    }  # fmt: skip


def test_an_approval_is_given_in_a_role_that_is_held() -> None:
    decision = Story().ask(Approve(transition="choose", role="commissioner"), by=COMMISSIONER)

    assert decision.accepted
    assert decision.event.data == {
        "transition": "choose", "track": "conversation", "role": "commissioner",
        "person": ref_of(COMMISSIONER),
    }  # fmt: skip


def test_an_approval_in_a_role_that_is_not_held_is_refused() -> None:
    decision = Story().ask(Approve(transition="choose", role="commissioner"))

    assert unmet(decision) == ["role_held"]
    assert decision.findings[0].message.nl == "Je hebt de rol Opdrachtgever niet."


def test_a_step_that_cannot_be_taken_from_here_cannot_be_approved() -> None:
    decision = Story().ask(Approve(transition="settle", role="clerk"))

    assert unmet(decision) == ["role_held", "in_source_phase"]
    assert decision.findings[1].message == Text(
        "Deze stap kan alleen vanuit Onderwerpen; het traject is in Luisteren.",
        "This step leaves from Topics only; the trajectory is in Listening.",
    )


def test_a_note_is_kept_apart() -> None:
    event = Story().ask(AddNote(text=" Regen op de markt ")).event

    assert event.data == {}
    assert event.personal == {"text": "Regen op de markt"}


@pytest.mark.parametrize(
    ("command", "field"),
    [
        (RegisterArtefact(type="plan"), "type"),
        (RegisterArtefact(type="vision", fields={"where": "x"}), "field"),
        (Endorse(artefact="plan", by="council"), "artefact"),
        (Endorse(artefact="vision", by="press"), "by"),
        (AssignRole(role="king", person=CLERK), "role"),
        (EndRole(role="king", person=CLERK), "role"),
        (FinishAction(action="action-1"), "action"),
        (RecordDecision(body="press", outcome="adopted"), "body"),
        (Approve(transition="fly", role="clerk"), "transition"),
        (Approve(transition="choose", role="king"), "role"),
        (Advance(transition="fly"), "transition"),
    ],
)
def test_what_does_not_exist_is_not_found(command: Command, field: str) -> None:
    with pytest.raises(NotFoundError) as caught:
        Story().ask(command)

    assert caught.value.instance == field
    assert caught.value.detail.nl != caught.value.detail.en


@pytest.mark.parametrize(
    ("command", "field"),
    [
        (RegisterArtefact(type="vision", sha256="AB" * 32), "sha256"),
        (RegisterArtefact(type="vision", sha256="ab"), "sha256"),
        (RegisterArtefact(type="vision", cites=("Bea, Kerkstraat 1",)), "cites"),
        (AssignRole(role="clerk", person=" "), "person"),
        (EndRole(role="clerk", person=""), "person"),
        (AddAction(text=" "), "text"),
        (AddAction(text="x", owner=" "), "owner"),
        (RecordLesson(text=""), "text"),
        (RecordDecision(body="council", outcome="Ja, mits"), "outcome"),
        (RecordDecision(body="council", outcome="yes", reference="\n"), "reference"),
        (AddNote(text=""), "text"),
    ],
)
def test_what_cannot_be_understood_names_its_field(command: Command, field: str) -> None:
    with pytest.raises(InputError) as caught:
        Story().ask(command)

    assert caught.value.instance == field


def test_a_role_that_is_claimed_and_not_held_is_refused() -> None:
    decision = Story().ask(AddNote(text="x"), role="clerk")

    assert unmet(decision) == ["role_held"]
    assert decision.role is None


def test_a_role_that_is_claimed_and_held_is_recorded() -> None:
    decision = Story().ask(AddNote(text="x"), by=COMMISSIONER, role="commissioner")

    assert decision.accepted
    assert decision.role == "commissioner"


def test_a_role_that_does_not_exist_cannot_be_claimed() -> None:
    with pytest.raises(NotFoundError) as caught:
        Story().ask(AddNote(text="x"), role="king")

    assert caught.value.instance == "role"


def test_the_claim_is_told_beside_what_else_is_wrong() -> None:
    decision = Story().ask(EndRole(role="commissioner", person=COMMISSIONER), role="clerk")

    assert unmet(decision) == ["role_held", "role_succeeded"]


@pytest.mark.parametrize("reference", ["Jan de Vries Dorpsstraat 1", "Jan", "RIS 2026/45"])
def test_the_number_of_a_decision_is_no_place_for_a_name(reference: str) -> None:
    command = RecordDecision(body="council", outcome="adopted", reference=reference)

    with pytest.raises(InputError) as caught:
        Story().ask(command)

    assert caught.value.instance == "reference"
