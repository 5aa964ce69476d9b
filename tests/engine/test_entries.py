"""Every command makes exactly one entry, accepted or refused; what is not understood makes none."""

from dataclasses import dataclass
from datetime import timedelta

import pytest

from tests.engine.kit import (
    ACTOR,
    CLERK,
    COMMISSIONER,
    DUE,
    HEX,
    LAST,
    ORIGIN,
    OTHER,
    REF,
    RESIDENT,
    SMALL,
    START,
    Desk,
    dispose,
    small,
)  # fmt: skip
from trajecten import (
    AddAction,
    AddNote,
    AddTopic,
    Advance,
    Approve,
    AssignRole,
    ChooseTopic,
    Command,
    CorrectContact,
    DisposeContribution,
    Disposition,
    Endorse,
    EndRole,
    FinishAction,
    HandOverRole,
    InputError,
    MakeChoice,
    NotFoundError,
    Purpose,
    ReceiveContribution,
    RecordContact,
    RecordDecision,
    RecordLesson,
    RegisterArtefact,
    RetractContact,
    SendFeedback,
    SetCriteria,
    Start,
    load_workflow,
)  # fmt: skip

LATER = START + timedelta(days=400)
YESTERDAY = START - timedelta(days=1)


@dataclass(frozen=True)
class Case:
    """A command for the furnished trajectory, with what its entry is to say."""

    command: Command
    action: str
    object: str
    guard: str = ""


ACCEPTED = (
    Case(Advance(transition="choose"), "trajectory.advanced", "choose"),
    Case(RecordContact(domain="council"), "contact.recorded", "contact-4"),
    Case(CorrectContact(contact="contact-1", reason="x"), "contact.corrected", "contact-1"),
    Case(RetractContact(contact="contact-2", reason="x"), "contact.retracted", "contact-2"),
    Case(RegisterArtefact(type="vision"), "artefact.registered", "artefact-2"),
    Case(Endorse(artefact="vision", by="community"), "artefact.endorsed", "artefact-1"),
    Case(Endorse(artefact="vision", by="project_lead"), "artefact.endorsed", "artefact-1"),
    Case(ReceiveContribution(text="x"), "contribution.received", "contribution-3"),
    Case(dispose("contribution-2"), "contribution.disposed", "contribution-2"),
    Case(dispose("contribution-1"), "contribution.disposed", "contribution-1"),
    Case(AssignRole(role="clerk", person=CLERK), "role.assigned", "clerk"),
    Case(AssignRole(role="commissioner", person=CLERK), "role.assigned", "commissioner"),
    Case(EndRole(role="project_lead", person=ACTOR), "role.ended", "project_lead"),
    Case(
        HandOverRole(role="project_lead", person=ACTOR, successor=CLERK),
        "role.handed_over",
        "project_lead",
    ),
    Case(
        HandOverRole(role="commissioner", person=COMMISSIONER, successor=CLERK),
        "role.handed_over",
        "commissioner",
    ),
    Case(AddAction(text="x", due=DUE), "action.added", "action-3"),
    Case(FinishAction(action="action-2"), "action.finished", "action-2"),
    Case(RecordLesson(text="x", none=True), "lesson.recorded", "lesson-2"),
    Case(RecordDecision(body="clerk", outcome="noted"), "decision.recorded", "decision-2"),
    Case(Approve(transition="choose", role="project_lead"), "transition.approved", "choose"),
    Case(AddNote(text="x"), "note.added", "note"),
    Case(AddTopic(text="x"), "topic.added", "topic-2"),
    Case(SetCriteria(text="x"), "topics.criteria", "criteria"),
    Case(ChooseTopic(topic="topic-1", by="community", reason="x"), "topic.chosen", "topic-1"),
    Case(MakeChoice(choice="initiative", option="municipality"), "choice.made", "initiative"),
)

REFUSED = (
    Case(Advance(transition="learn"), "trajectory.advanced", "learn", "in_source_phase"),
    Case(RecordContact(domain="council", on=LATER), "contact.recorded", "contact-4",
         "not_in_future"),
    Case(CorrectContact(contact="contact-3", reason="x"), "contact.corrected", "contact-3",
         "contact_stands"),
    Case(RetractContact(contact="contact-3", reason="x"), "contact.retracted", "contact-3",
         "contact_stands"),
    Case(RegisterArtefact(type="vision", cites=("contact-3",)), "artefact.registered",
         "artefact-2", "contacts_stand"),
    Case(Endorse(artefact="vision", by="clerk"), "artefact.endorsed", "artefact-1", "role_held"),
    Case(ReceiveContribution(text="x", on=LATER), "contribution.received", "contribution-3",
         "not_in_future"),
    Case(SendFeedback(), "feedback.sent", "feedback", "something_to_tell"),
    Case(SendFeedback(contributions=("contribution-2",)), "feedback.sent", "feedback",
         "contributions_disposed"),
    Case(AssignRole(role="project_lead", person=ACTOR), "role.assigned", "project_lead",
         "role_not_held"),
    Case(EndRole(role="commissioner", person=COMMISSIONER), "role.ended", "commissioner",
         "role_succeeded"),
    Case(EndRole(role="clerk", person=CLERK), "role.ended", "clerk", "role_held"),
    Case(HandOverRole(role="clerk", person=CLERK, successor=ACTOR), "role.handed_over", "clerk",
         "role_held"),
    Case(HandOverRole(role="project_lead", person=ACTOR, successor=ACTOR), "role.handed_over",
         "project_lead", "successor_is_another"),
    Case(FinishAction(action="action-1"), "action.finished", "action-1", "action_open"),
    Case(RecordDecision(body="council", outcome="adopted", on=LATER), "decision.recorded",
         "decision-2", "not_in_future"),
    Case(Approve(transition="choose", role="clerk"), "transition.approved", "choose", "role_held"),
    Case(Approve(transition="learn", role="project_lead"), "transition.approved", "learn",
         "in_source_phase"),
    Case(ChooseTopic(topic="topic-1", by="clerk", reason="x"), "topic.chosen", "topic-1",
         "role_held"),
)  # fmt: skip

OUT_OF_ROLE = (
    Case(Advance(transition="choose"), "trajectory.advanced", "choose"),
    Case(dispose("contribution-2"), "contribution.disposed", "contribution-2"),
    Case(AddAction(text="x"), "action.added", "action-3"),
    Case(RecordLesson(text="x"), "lesson.recorded", "lesson-2"),
    Case(AddNote(text="x"), "note.added", "note"),
    Case(AddTopic(text="x"), "topic.added", "topic-2"),
    Case(MakeChoice(choice="initiative", option="residents"), "choice.made", "initiative"),
)

NOT_UNDERSTOOD = (
    Advance(transition="fly"),
    RecordContact(domain="moon"),
    RecordContact(domain="council", group="residents"),
    RecordContact(domain="community", group="martians"),
    RecordContact(domain="council", count=0),
    RecordContact(domain="council", person=" "),
    RecordContact(domain="council", person="x" * 201),
    RecordContact(domain="council", note="x" * 10_001),
    CorrectContact(contact="contact-9", reason="x"),
    CorrectContact(contact="contact-1", reason=" "),
    CorrectContact(contact="contact-01", reason="x"),
    RetractContact(contact="action-1", reason="x"),
    RegisterArtefact(type="poem"),
    RegisterArtefact(type="vision", fields={"who": "x"}),
    RegisterArtefact(type="vision", cites=("Sanne Stranger",)),
    RegisterArtefact(type="vision", sha256=HEX.upper()),
    ReceiveContribution(text=""),
    ReceiveContribution(text="x", domain="moon"),
    dispose("contribution-9"),
    DisposeContribution(
        contribution="contribution-2", disposition=Disposition.ADOPTED, reason="\t"
    ),
    SendFeedback(contributions=("contribution-9",)),
    Endorse(artefact="poem", by="council"),
    Endorse(artefact="vision", by="moon"),
    AssignRole(role="king", person=CLERK),
    AssignRole(role="clerk", person=""),
    EndRole(role="king", person=CLERK),
    HandOverRole(role="king", person=CLERK, successor=ACTOR),
    HandOverRole(role="project_lead", person=ACTOR, successor=" "),
    AddAction(text=""),
    FinishAction(action="action-9"),
    RecordLesson(text="", none=True),
    RecordDecision(body="moon", outcome="adopted"),
    RecordDecision(body="council", outcome="Aangenomen!"),
    RecordDecision(body="council", outcome="adopted", reference="#1"),
    Approve(transition="fly", role="project_lead"),
    Approve(transition="choose", role="king"),
    AddNote(text=""),
    AddTopic(text=""),
    AddTopic(text="x", domain="moon"),
    SetCriteria(text=" "),
    ChooseTopic(topic="topic-9", by="council", reason="x"),
    ChooseTopic(topic="topic-1", by="moon", reason="x"),
    ChooseTopic(topic="topic-1", by="council", reason=""),
    MakeChoice(choice="colour", option="residents"),
    MakeChoice(choice="initiative", option="council"),
)


@pytest.mark.parametrize("case", ACCEPTED, ids=lambda one: f"{one.action}-{one.object}")
def test_an_accepted_command_makes_exactly_one_entry(furnished: Desk, case: Case) -> None:
    before = furnished.engine.log(REF)

    outcome = furnished.engine.do(REF, case.command)

    log = furnished.engine.log(REF)
    made = log[-1]
    assert outcome.accepted
    assert log[:-1] == before
    assert (made.seq, made.hash) == (outcome.seq, outcome.hash) == (len(log), made.hash)
    assert (made.action, made.object, made.result) == (case.action, case.object, "accepted")
    assert (outcome.action, outcome.object) == (case.action, case.object)
    assert (made.actor, made.origin, made.command) == (ACTOR, ORIGIN, None)


def test_feedback_on_what_was_weighed_makes_exactly_one_entry(furnished: Desk) -> None:
    furnished.engine.do(REF, dispose("contribution-2"))
    before = furnished.engine.log(REF)

    furnished.engine.do(REF, SendFeedback())

    made = furnished.engine.log(REF)[len(before) :]
    assert [(one.action, one.result) for one in made] == [("feedback.sent", "accepted")]


NUMBERED = {
    "contact.recorded", "artefact.registered", "contribution.received", "action.added",
    "lesson.recorded", "decision.recorded", "topic.added",
}  # fmt: skip


def unmade(case: Case) -> str:
    """Return the object of an attempt: what was refused was not made, and has no number."""
    return case.object.rpartition("-")[0] if case.action in NUMBERED else case.object


@pytest.mark.parametrize("case", REFUSED, ids=lambda one: f"{one.action}-{one.guard}")
def test_a_refused_command_makes_exactly_one_entry(furnished: Desk, case: Case) -> None:
    before = furnished.engine.log(REF)

    outcome = furnished.engine.do(REF, case.command)

    log = furnished.engine.log(REF)
    made = log[-1]
    assert not outcome.accepted
    assert log[:-1] == before
    assert (made.seq, made.hash) == (outcome.seq, outcome.hash) == (len(log), made.hash)
    assert (made.action, made.object, made.result) == (case.action, unmade(case), "refused")
    assert (made.actor, made.origin) == (ACTOR, ORIGIN)
    assert case.guard in {one.guard for one in made.findings if not one.met}
    assert made.findings == outcome.findings


@pytest.mark.parametrize("case", REFUSED, ids=lambda one: f"{one.action}-{one.guard}")
def test_a_refused_command_changes_nothing_but_the_ledger(furnished: Desk, case: Case) -> None:
    kept = ("trajecten_entry", "trajecten_trajectory")
    before = furnished.tables(*kept)
    (row,) = furnished.rows("SELECT state, ref, definition, started_at FROM trajecten_trajectory")

    furnished.engine.do(REF, case.command)

    assert furnished.tables(*kept) == before
    assert furnished.rows(
        "SELECT state, ref, definition, started_at FROM trajecten_trajectory"
    ) == [row]


@pytest.mark.parametrize("case", OUT_OF_ROLE, ids=lambda one: one.action)
def test_acting_in_a_role_that_one_does_not_hold_is_refused_and_recorded(
    furnished: Desk, case: Case
) -> None:
    before = furnished.engine.log(REF)

    outcome = furnished.like(role="clerk").do(REF, case.command)

    (made,) = furnished.engine.log(REF)[len(before) :]
    assert (made.action, made.object, made.result) == (case.action, unmade(case), "refused")
    assert "role_held" in {one.guard for one in outcome.findings}


def test_the_role_acted_in_is_recorded(furnished: Desk) -> None:
    furnished.like(role="project_lead").do(REF, AddNote(text="x"))

    assert furnished.engine.log(REF)[-1].role == "project_lead"


def test_a_refusal_names_every_condition_that_is_not_met(desk: Desk) -> None:
    desk.start(roles={})
    desk.hear()
    desk.engine.advance(REF, "choose")

    outcome = desk.engine.advance(REF, "back")
    stranger = desk.engine.advance(REF, "learn")

    assert [one.guard for one in outcome.findings] == ["motivation_given"]
    assert [one.guard for one in stranger.findings] == ["role_allowed"]


def test_a_refused_attempt_keeps_what_was_asked(furnished: Desk) -> None:
    command = RecordContact(domain="community", group="shops", purpose=Purpose.CONTENT, on=LATER)

    furnished.engine.do(REF, command)

    asked = furnished.engine.log(REF)[-1].data["asked"]
    assert asked == {
        "domain": "community", "group": "shops", "layer": None, "purpose": "content",
        "channel": None, "count": 1, "at": "2027-04-06T09:00:00.000000Z", "person": None,
        "spokesperson": None,
    }  # fmt: skip


@pytest.mark.parametrize("command", NOT_UNDERSTOOD, ids=repr)
def test_what_is_not_understood_writes_nothing(furnished: Desk, command: Command) -> None:
    before = furnished.tables()

    with pytest.raises(InputError):
        furnished.engine.do(REF, command)

    assert furnished.tables() == before


def test_a_command_to_start_is_not_understood_by_a_running_trajectory(started: Desk) -> None:
    before = started.tables()
    again = Start(workflow=small(), title="x", commissioner="X", ref=OTHER)

    with pytest.raises(InputError):
        started.engine.do(REF, again)

    assert started.tables() == before


def test_an_empty_name_is_not_understood_or_taken_as_none(started: Desk) -> None:
    command = RecordContact(domain="council", person="")

    with pytest.raises(InputError):
        started.engine.do(REF, command)


def test_a_moment_without_a_zone_is_not_understood(started: Desk) -> None:
    command = RecordContact(domain="council", on=YESTERDAY.replace(tzinfo=None))

    with pytest.raises(InputError):
        started.engine.do(REF, command)


@pytest.mark.parametrize("text", ["\ud800", "a\x00b"], ids=["surrogate", "nul"])
@pytest.mark.parametrize("field", ["note", "person", "command_id"])
def test_text_that_no_database_can_keep_is_not_understood(
    started: Desk, text: str, field: str
) -> None:
    before = started.tables()
    given = {"domain": "council", field: text}
    command_id = given.pop("command_id", None)

    with pytest.raises(InputError):
        started.engine.do(REF, RecordContact(**given), command_id=command_id)

    assert started.tables() == before


@pytest.mark.parametrize("text", ["\ud800", "a\x00b"], ids=["surrogate", "nul"])
def test_a_title_that_no_database_can_keep_is_not_understood(desk: Desk, text: str) -> None:
    with pytest.raises(InputError):
        desk.engine.start(small(), text, commissioner=COMMISSIONER)

    assert desk.engine.refs() == ()


def test_numbers_follow_each_other_without_a_gap(furnished: Desk) -> None:
    numbers = [one.seq for one in furnished.engine.log(REF)]

    assert numbers == list(range(1, len(numbers) + 1))
    assert [one.seq for one in furnished.engine.log(REF)] == list(range(1, LAST + 1))


def test_an_unknown_trajectory_is_not_found(started: Desk) -> None:
    with pytest.raises(NotFoundError) as caught:
        started.engine.do("A-2", AddNote(text="x"))

    assert caught.value.instance == "A-2"


def test_the_answer_says_where_each_track_is_now(started: Desk) -> None:
    started.hear()

    outcome = started.engine.advance(REF, "choose")

    assert dict(outcome.phases) == {"main": "topics"} == started.engine.status(REF).phases


def test_an_outcome_is_as_true_as_it_was_accepted(started: Desk) -> None:
    refused = started.engine.advance(REF, "choose")
    accepted = started.engine.do(REF, RecordContact(domain="council"))

    assert (bool(refused), refused.result) == (False, "refused")
    assert (bool(accepted), accepted.result) == (True, "accepted")


# Starting


def test_a_start_makes_exactly_one_entry(desk: Desk) -> None:
    outcome = desk.start()

    (made,) = desk.engine.log(REF)
    assert (made.seq, made.action, made.object, made.result) == (
        1, "trajectory.started", REF, "accepted",
    )  # fmt: skip
    assert outcome.ref == REF
    assert made.hash == outcome.hash


def test_a_trajectory_has_the_commissioner_who_was_named(desk: Desk) -> None:
    desk.like(role="commissioner").start(small(), "x", commissioner=COMMISSIONER, ref=REF)

    holders = desk.engine.status(REF).holders
    assert [one.name for one in holders if one.role == "commissioner"] == [COMMISSIONER]


def test_whoever_starts_in_a_role_holds_it(desk: Desk) -> None:
    desk.like(role="clerk").start(small(), "x", commissioner=COMMISSIONER, ref=REF)

    assert ("clerk", ACTOR) in {(one.role, one.name) for one in desk.engine.status(REF).holders}


def test_references_count_on_within_the_year(desk: Desk) -> None:
    first = desk.engine.start(small(), "x", commissioner=COMMISSIONER)
    desk.start("2026-007")
    third = desk.engine.start(small(), "x", commissioner=COMMISSIONER)

    assert (first.ref, third.ref) == ("2026-001", "2026-008")


def test_a_reference_that_is_taken_is_refused(started: Desk) -> None:
    before = started.tables()

    with pytest.raises(InputError) as caught:
        started.start()

    assert caught.value.instance == "ref"
    assert started.tables() == before


@pytest.mark.parametrize("ref", ["", " ", "a b", "é", "-a", "x" * 65, "a/b", "a\nb", "a\n"])
def test_a_malformed_reference_is_not_understood(desk: Desk, ref: str) -> None:
    with pytest.raises(InputError):
        desk.start(ref)


@pytest.mark.parametrize(
    "changes", [{"commissioner": " "}, {"roles": {"king": "X"}}, {"roles": {"clerk": ""}}]
)
def test_a_start_that_is_not_understood_writes_nothing(desk: Desk, changes: dict[str, str]) -> None:
    before = desk.tables()

    with pytest.raises(InputError):
        desk.start(**changes)

    assert desk.tables() == before


def test_a_trajectory_stays_with_the_text_it_was_started_under(started: Desk) -> None:
    changed = load_workflow(SMALL.replace(b"version: 1.0.0", b"version: 1.0.1"))
    started.engine.start(changed, "x", commissioner=COMMISSIONER, ref=OTHER)

    assert started.engine.workflow(REF).digest == small().digest
    assert started.engine.status(REF).version == "1.0.0"


def test_someone_in_two_trajectories_has_two_references(started: Desk) -> None:
    started.start(OTHER)
    started.engine.do(REF, RecordContact(domain="council", person=RESIDENT))
    started.engine.do(OTHER, RecordContact(domain="council", person=RESIDENT))

    found = started.rows("SELECT trajectory, ref, name FROM trajecten_party")
    assert len(found) == len({row.ref for row in found}) == 6
    assert len({row.trajectory for row in found}) == 2


def test_someone_in_one_trajectory_keeps_one_reference(started: Desk) -> None:
    started.engine.do(REF, RecordContact(domain="council", person=RESIDENT))
    started.engine.do(REF, RecordContact(domain="council", person=f"  {RESIDENT} "))

    found = started.rows("SELECT DISTINCT person FROM trajecten_contact")
    assert len(found) == 1
