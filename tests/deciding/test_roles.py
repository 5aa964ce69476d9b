"""Deciding on roles that may not fall vacant, and on handing them over (R14)."""

from tests.building import COMMISSIONER, LEAD, Story, house, ref_of, unmet
from trajecten import AssignRole, EndRole, HandOverRole
from trajecten.core.text import Text

CLERK = "Gré Griffier"
HEIR = "Olga Opvolger"
FIRM = house(("  clerk: {label: {nl: Griffier, en: Clerk}", ", succession: required"))
HANDOVER = HandOverRole(role="clerk", person=CLERK, successor=HEIR, note="Naar een ander huis")


def staffed(*names: str) -> Story:
    return Story(FIRM).tell(*(AssignRole(role="clerk", person=one) for one in names))


def test_the_last_holder_of_a_role_with_succession_cannot_just_leave() -> None:
    decision = staffed(CLERK).ask(EndRole(role="clerk", person=CLERK))

    assert unmet(decision) == ["role_succeeded"]
    assert decision.findings[0].message == Text(
        "De rol Griffier mag niet onvervuld raken: er is een opvolger nodig.",
        "The role Clerk may not fall vacant: a successor is needed.",
    )


def test_the_remedy_for_a_role_without_successor_is_the_handover() -> None:
    (remedy,) = staffed(CLERK).ask(EndRole(role="clerk", person=CLERK)).findings[0].remedies

    assert (remedy.command, remedy.arguments) == ("HandOverRole", (("role", "clerk"),))


def test_who_is_not_the_last_may_leave_a_role_with_succession() -> None:
    assert staffed(CLERK, HEIR).ask(EndRole(role="clerk", person=CLERK)).accepted


def test_a_role_without_succession_may_fall_vacant() -> None:
    story = Story().tell(AssignRole(role="clerk", person=CLERK))

    assert story.ask(EndRole(role="clerk", person=CLERK)).accepted


def test_a_role_with_succession_may_be_vacant_from_the_start() -> None:
    assert unmet(Story(FIRM).ask(EndRole(role="clerk", person=CLERK))) == ["role_held"]


def test_a_handover_names_who_leaves_and_who_comes() -> None:
    event = staffed(CLERK).ask(HANDOVER).event

    assert (event.action, event.object) == ("role.handed_over", "clerk")
    assert event.data == {"role": "clerk", "person": ref_of(CLERK), "successor": ref_of(HEIR)}
    assert event.personal == {"note": "Naar een ander huis"}


def test_only_who_holds_a_role_hands_it_over() -> None:
    assert unmet(staffed().ask(HANDOVER)) == ["role_held"]


def test_a_role_is_not_handed_over_to_who_holds_it_already() -> None:
    assert unmet(staffed(CLERK, HEIR).ask(HANDOVER)) == ["role_not_held"]


def test_nobody_is_their_own_successor() -> None:
    decision = staffed(CLERK).ask(HandOverRole(role="clerk", person=CLERK, successor=CLERK))

    assert unmet(decision) == ["successor_is_another"]


def test_a_role_without_succession_can_be_handed_over_too() -> None:
    story = Story(roles={"project_lead": LEAD})

    assert story.ask(HandOverRole(role="project_lead", person=LEAD, successor=HEIR)).accepted


def test_a_commissioner_hands_over_or_is_succeeded_by_an_assignment() -> None:
    handed = HandOverRole(role="commissioner", person=COMMISSIONER, successor=HEIR)

    assert Story().ask(handed).accepted
    assert Story().ask(AssignRole(role="commissioner", person=HEIR)).accepted
