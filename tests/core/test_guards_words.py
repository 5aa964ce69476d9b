"""Whatever is not met is told in both languages, and says how to meet it (R22)."""

from dataclasses import fields
from datetime import date
from typing import get_args

import pytest

import trajecten
from tests.building import Story, house
from tests.choices import CHOICES
from trajecten import (
    AddAction,
    AddTopic,
    ChildFact,
    ChooseTopic,
    DisposeContribution,
    Disposition,
    Endorse,
    MakeChoice,
    ReceiveContribution,
    RecordContact,
    RecordDecision,
    RegisterArtefact,
    RetractContact,
    SendFeedback,
)
from trajecten.core import guards as g
from trajecten.core.duration import Duration
from trajecten.core.text import LANGUAGES, Language
from trajecten.core.workflow import Guard, Kind, Requirement

TERMS = """\
terms:
  views:
    label: {nl: Zienswijzen, en: Views}
    length: P6W
    starts: {registering: vision}
    basis: Awb 3:16
    calendar: termijnenwet
    kind: minimum
  soon:
    label: {nl: Antwoord, en: Answer}
    length: P2D
    starts: {registering: vision}
    basis: Verordening art. 9
    calendar: days
    kind: maximum
    suspension: {basis: "Awb 4:15"}
"""
TIMED = house(("continuous: true\n", TERMS + CHOICES))
EMPTY = Story(TIMED)
CHILD = ChildFact(
    ref="B-1",
    trajectory="b",
    seq=3,
    phases={"main": "topics"},
    kinds={"main": "content"},
    final=False,
)
BUSY = (
    Story(TIMED, children=[CHILD])
    .tell(
        RecordContact(domain="community", group="residents"),
        RegisterArtefact(type="vision", cites=("contact-1",), fields={"why": "x"}),
        Endorse(artefact="vision", by="council"),
        RetractContact(contact="contact-1", reason="Dubbel"),
        ReceiveContribution(text="Meer bomen"),
        ReceiveContribution(text="Minder auto's"),
        DisposeContribution(
            contribution="contribution-1", disposition=Disposition.ADOPTED, reason="Goed"
        ),
    )
    .later(days=40)
    .tell(
        SendFeedback(),
        AddAction(text="Boom planten"),
        RecordDecision(body="council", outcome="rejected"),
        AddTopic(text="Wonen"),
        AddTopic(text="Groen"),
        ChooseTopic(topic="topic-1", by="council", reason="Nodig", chosen=False),
        MakeChoice(choice="initiative", option="municipality"),
    )
)

FIELDS = {
    (command.__name__, one.name)
    for command in get_args(trajecten.Command)
    for one in fields(command)
}
PARTS = (
    Requirement(guard=g.RolesFilled(roles=("clerk",))),
    Requirement(guard=g.LessonsRecorded(min=2)),
)
GUARDS = {
    "contacts": g.ContactsPerDomain(
        min=(("*", 2),),
        within=Duration(months=1),
        min_groups=(("community", 2),),
        layers=(("administration", ("staff",)),),
    ),
    "days": g.ContactDays(groups=(("community", ("residents", "shops")),), min=5),
    "artefact": g.Artefact(type="vision", fields=("why", "who"), must_cite=2),
    "endorsed": g.Endorsed(artefact="vision", domains=(), roles=("clerk",)),
    "disposed": g.ContributionsDisposed(min=3),
    "feedback": g.FeedbackSent(within=Duration(weeks=4)),
    "lessons": g.LessonsRecorded(min=2),
    "actions": g.ActionsOwned(min=3),
    "roles": g.RolesFilled(roles=("clerk", "project_lead")),
    "duration": g.MinDuration(duration=Duration(days=100)),
    "approved": g.Approved(role="clerk", by=2),
    "phase": g.InPhase(track="legal", phases=("stopped",), kinds=(Kind.LEARNING,)),
    "decision": g.DecisionRecorded(body="council", outcomes=("adopted",)),
    "topics": g.TopicsChosen(min=2),
    "children": g.Children(min=2, kinds=(Kind.EXECUTION,), final=True),
    "elapsed": g.TermElapsed(term="views"),
    "expired": g.TermNotExpired(term="soon"),
    "within": g.WithinTerm(term="soon"),
    "chosen": g.Chosen(choice="initiative", options=("residents", "together")),
    "few": g.ContributionsReceived(min=3),
    "many": g.ContributionsReceived(max=1),
    "early": g.Window(since=date(2026, 6, 1)),
    "late": g.Window(until=date(2026, 3, 1)),
    "all": g.AllOf(parts=PARTS),
    "any": g.AnyOf(parts=PARTS),
}
UNMET = [
    pytest.param(story, guard, id=f"{name}-{label}")
    for name, guard in GUARDS.items()
    for label, story in (("empty", EMPTY), ("busy", BUSY))
    if not story.find(guard)
]
CURABLE = [one for one in UNMET if one.id != "chosen-busy"]
"""Those that something can be done about: what was chosen otherwise is so."""


def test_every_guard_is_asked_here_where_it_is_not_met() -> None:
    asked = {type(guard) for guard in GUARDS.values()} | {g.Not}

    assert asked == {*g.BUILTIN.values(), *g.COMBINATORS.values()}
    assert {one.id.split("-")[0] for one in UNMET if one.id} == GUARDS.keys()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("story", "guard"), UNMET)
def test_a_message_is_a_whole_sentence(story: Story, guard: Guard, language: Language) -> None:
    message = story.find(guard).message.in_language(language)

    assert message[0].isupper() or message[0].isdigit()
    assert message.endswith(".")
    assert not set("{}") & set(message)
    assert "  " not in message


@pytest.mark.parametrize(("story", "guard"), UNMET)
def test_the_languages_differ(story: Story, guard: Guard) -> None:
    message = story.find(guard).message

    assert message.nl != message.en


@pytest.mark.parametrize(("story", "guard"), CURABLE)
def test_there_is_a_way_to_meet_it_in_both_languages(story: Story, guard: Guard) -> None:
    remedies = story.find(guard).remedies

    assert remedies
    assert all(one.text.nl.endswith(".") and one.text.en.endswith(".") for one in remedies)
    assert not any(set("{}") & set(one.text.nl + one.text.en) for one in remedies)


@pytest.mark.parametrize(("story", "guard"), UNMET)
def test_a_remedy_is_a_command_with_fields_of_that_command(story: Story, guard: Guard) -> None:
    remedies = [one for one in story.find(guard).remedies if one.command]

    named = {(one.command, name) for one in remedies for name, _ in one.arguments}

    assert named <= FIELDS


@pytest.mark.parametrize(("story", "guard"), UNMET)
def test_what_is_missing_has_a_name_in_both_languages(story: Story, guard: Guard) -> None:
    missing = story.find(guard).missing

    assert all(one.id and one.label.nl and one.label.en for one in missing)


@pytest.mark.parametrize(("story", "guard"), UNMET)
def test_nobody_is_addressed_formally(story: Story, guard: Guard) -> None:
    finding = story.find(guard)
    words = " ".join([finding.message.nl, *(one.text.nl for one in finding.remedies)]).split()

    assert not {"u", "uw", "U", "Uw"} & set(words)
