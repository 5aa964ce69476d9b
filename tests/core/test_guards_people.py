"""Roles that are filled, approvals that others gave (R14, R15)."""

from tests.building import COMMISSIONER, LEAD, Story
from trajecten import Advance, Approve, AssignRole, EndRole, Remedy
from trajecten.core.guards import Approved, RolesFilled
from trajecten.core.text import Text

CLERK = "Gré Griffier"
OTHER = "Kees Klerk"
APPROVE = Approve(transition="choose", role="clerk")
BY_CLERK = Approved(role="clerk")


def with_clerks(*names: str) -> Story:
    return Story().tell(*(AssignRole(role="clerk", person=one) for one in names))


def test_a_role_that_nobody_holds_is_named() -> None:
    finding = Story().find(RolesFilled(roles=("commissioner", "project_lead", "clerk")))

    assert not finding.met
    assert [one.id for one in finding.missing] == ["project_lead", "clerk"]
    assert finding.message == Text(
        "Nog niet vervuld: Projectleider en Griffier.", "Not filled yet: Project lead and Clerk."
    )
    assert finding.remedies[0] == Remedy(
        Text("Wijs aan wie Projectleider is.", "Assign the role of Project lead."),
        "AssignRole",
        (("role", "project_lead"),),
    )
    assert finding.facts == {"filled": 1, "asked": 3}


def test_roles_that_are_held_are_enough() -> None:
    finding = with_clerks(CLERK).find(RolesFilled(roles=("commissioner", "clerk")))

    assert finding.met
    assert finding.message == Text(
        "De gevraagde rollen zijn vervuld.", "The roles asked for are filled."
    )


def test_a_role_that_ended_is_not_filled() -> None:
    story = with_clerks(CLERK).tell(EndRole(role="clerk", person=CLERK))

    assert not story.find(RolesFilled(roles=("clerk",))).met


def test_an_approval_that_was_not_given_is_asked_of_the_role() -> None:
    finding = with_clerks(CLERK).find(Approved(role="clerk", by=2))

    assert not finding.met
    assert finding.message == Text(
        "Nog 2 akkoorden nodig van Griffier.", "2 approvals still needed from Clerk."
    )
    assert [one.id for one in finding.missing] == ["clerk"]
    assert finding.remedies == (
        Remedy(
            Text("Vraag Griffier om akkoord op deze stap.", "Ask Clerk to approve this step."),
            "Approve",
            (("transition", "choose"), ("role", "clerk")),
        ),
    )
    assert finding.facts == {"approvals": 0, "asked": 2}


def test_an_approval_by_a_holder_of_the_role_is_enough() -> None:
    finding = with_clerks(CLERK).tell(APPROVE, by=CLERK).find(BY_CLERK)

    assert finding.met
    assert finding.message == Text("Akkoord gegeven door Griffier.", "Approved by Clerk.")


def test_one_person_who_approves_twice_counts_once() -> None:
    story = with_clerks(CLERK, OTHER).tell(APPROVE, APPROVE, by=CLERK)

    finding = story.find(Approved(role="clerk", by=2))

    assert finding.message == Text(
        "Nog 1 akkoord nodig van Griffier.", "1 approval still needed from Clerk."
    )


def test_two_persons_are_two_approvals() -> None:
    story = with_clerks(CLERK, OTHER).tell(APPROVE, by=CLERK).tell(APPROVE, by=OTHER)

    assert story.find(Approved(role="clerk", by=2)).met


def test_whoever_asks_for_the_step_never_counts() -> None:
    finding = with_clerks(CLERK).tell(APPROVE, by=CLERK).find(BY_CLERK, asker=CLERK)

    assert not finding.met
    assert finding.message == Text(
        "Nog 1 akkoord nodig van Griffier. Wie de stap vraagt, telt zelf niet mee.",
        "1 approval still needed from Clerk. Whoever asks for the step does not count.",
    )


def test_an_approval_does_not_count_once_its_giver_lost_the_role() -> None:
    story = with_clerks(CLERK).tell(APPROVE, by=CLERK)

    story.tell(EndRole(role="clerk", person=CLERK))

    assert not story.find(BY_CLERK).met


def test_an_approval_in_another_role_does_not_count() -> None:
    story = with_clerks(COMMISSIONER)

    story.tell(Approve(transition="choose", role="commissioner"), by=COMMISSIONER)

    assert not story.find(BY_CLERK).met


def test_an_approval_of_another_step_does_not_count() -> None:
    story = with_clerks(CLERK).tell(Approve(transition="leap", role="clerk"), by=CLERK)

    assert not story.find(BY_CLERK).met
    assert story.find(BY_CLERK, step="leap").met


def test_an_approval_of_an_earlier_visit_does_not_count() -> None:
    story = with_clerks(CLERK).hear().tell(APPROVE, by=CLERK)

    story.tell(Advance(transition="choose"), Advance(transition="back"), by=LEAD)

    assert not story.find(BY_CLERK).met
