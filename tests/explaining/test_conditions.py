"""Each guard is told as a whole sentence, in both languages."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

import pytest

from tests.terms import PROCEDURE
from trajecten.catalogue import bundled_workflow
from trajecten.core.duration import Duration
from trajecten.core.guards import BUILTIN
from trajecten.core.guards.answers import ContributionsDisposed, FeedbackSent
from trajecten.core.guards.children import Children
from trajecten.core.guards.choices import Chosen
from trajecten.core.guards.combine import AllOf, AnyOf, Not
from trajecten.core.guards.contacts import ContactsPerDomain
from trajecten.core.guards.debts import DebtsRepaid
from trajecten.core.guards.flow import InPhase, MinDuration
from trajecten.core.guards.papers import Artefact, Endorsed
from trajecten.core.guards.people import Approved, RolesFilled
from trajecten.core.guards.received import ContributionsReceived
from trajecten.core.guards.records import ActionsOwned, DecisionRecorded, LessonsRecorded
from trajecten.core.guards.terms import TermElapsed, TermNotExpired, WithinTerm
from trajecten.core.guards.topics import TopicsChosen
from trajecten.core.guards.window import Window
from trajecten.core.params import ParamKind, param
from trajecten.core.workflow import Kind, Requirement
from trajecten.definition import load_workflow
from trajecten.explaining.conditions import TOLD, condition

WORKFLOW = load_workflow(
    (
        PROCEDURE.replace(
            "  application: {label: {nl: aanvraag, en: application}}",
            "  application: {label: {nl: aanvraag, en: application}, "
            "fields: {who: {label: {nl: van wie, en: by whom}}}}",
        )
        + "choices:\n  start:\n    label: {nl: wie begint, en: who begins}\n    options:\n"
        "      us: {label: {nl: de gemeente, en: the town}}\n"
        "      them: {label: {nl: inwoners, en: residents}}\n    basis: Verordening art. 4\n"
    ).encode()
)
SIX_WEEKS = Duration(weeks=6)


@dataclass(frozen=True, slots=True, kw_only=True)
class EnoughPeople:
    kind: ClassVar[str] = "enough_people"
    min: int = param(ParamKind.COUNT, "How many.", default=2)
    note: str | None = param(ParamKind.WORDS, "x", default=None)


@pytest.mark.parametrize(
    ("guard", "sentence"),
    [
        (
            Artefact(type="application", fields=("who",), must_cite=4),
            (
                "Het stuk 'aanvraag' is vastgelegd. Het steunt op minstens 4 gesprekken. "
                "Daarin staat: van wie."
            ),
        ),
        (Artefact(type="application"), "Het stuk 'aanvraag' is vastgelegd."),
        (
            Endorsed(artefact="application", domains=("council",), roles=("commissioner",)),
            "Het stuk 'aanvraag' is onderschreven door: Gemeenteraad en Opdrachtgever.",
        ),
        (
            Endorsed(artefact="application", domains=("council",)),
            "Het stuk 'aanvraag' is onderschreven door: Gemeenteraad.",
        ),
        (ContributionsDisposed(), "Op elke inbreng is beslist, met een reden."),
        (
            ContributionsDisposed(min=2),
            (
                "Er is minstens 2 keer inbreng binnengekomen. "
                "Op elke inbreng is beslist, met een reden."
            ),
        ),
        (FeedbackSent(), "Wie iets inbracht, heeft gehoord wat ermee is gedaan."),
        (
            FeedbackSent(within=SIX_WEEKS),
            "Wie iets inbracht, heeft binnen 6 weken na de beslissing gehoord wat ermee is gedaan.",
        ),
        (ContributionsReceived(max=0), "Er is geen inbreng binnengekomen."),
        (ContributionsReceived(min=1), "Er is minstens 1 inbreng binnengekomen."),
        (ContributionsReceived(max=3), "Er is hoogstens 3 keer inbreng binnengekomen."),
        (
            ContributionsReceived(min=1, max=3),
            "Er is minstens 1 inbreng en hoogstens 3 keer inbreng binnengekomen.",
        ),
        (
            LessonsRecorded(min=2),
            "In deze fase zijn minstens 2 lessen vastgelegd, of openlijk gezegd waarom er geen is.",
        ),
        (
            ActionsOwned(min=1),
            (
                "Er is minstens 1 actie afgesproken. "
                "Bij elke actie die nog loopt, staat wie het doet en wanneer het klaar is."
            ),
        ),
        (
            LessonsRecorded(),
            "In deze fase is minstens 1 les vastgelegd, of openlijk gezegd waarom er geen is.",
        ),
        (
            ActionsOwned(min=0),
            "Bij elke actie die nog loopt, staat wie het doet en wanneer het klaar is.",
        ),
        (RolesFilled(roles=("commissioner",)), "De rol 'Opdrachtgever' is vervuld."),
        (
            RolesFilled(roles=("commissioner", "unknown")),
            "Er is iemand in elk van deze rollen: Opdrachtgever en unknown.",
        ),
        (MinDuration(duration=SIX_WEEKS), "De fase heeft minstens 6 weken geduurd."),
        (
            Approved(role="commissioner"),
            "Er is akkoord gegeven in de rol 'Opdrachtgever', door een ander dan wie de stap zet.",
        ),
        (
            Approved(role="commissioner", by=2),
            (
                "Er is 2 keer akkoord gegeven in de rol 'Opdrachtgever', "
                "door anderen dan wie de stap zet."
            ),
        ),
        (
            InPhase(track="main", phases=("weighing",), kinds=(Kind.CONTENT,)),
            "Het spoor 'Traject' is in 'Wegen' of een fase waarin het om de inhoud gaat.",
        ),
        (
            DecisionRecorded(body="council", outcomes=("yes", "partly"), since="this_visit"),
            "Er is in deze fase besloten door: Gemeenteraad. De uitkomst is: yes of partly.",
        ),
        (DecisionRecorded(body="commissioner"), "Er is besloten door: Opdrachtgever."),
        (
            DebtsRepaid(),
            "Wat bij een afwijking is overgeslagen en toch nog moest, is alsnog gedaan.",
        ),
        (
            TopicsChosen(min=2, domains=("council",)),
            (
                "Minstens 2 onderwerpen zijn gekozen, elk door al deze domeinen: Gemeenteraad. "
                "Er is opgeschreven waar bij het kiezen op is gelet."
            ),
        ),
        (
            TopicsChosen(domains=("council",), criteria=False),
            "Minstens 1 onderwerp is gekozen, elk door al deze domeinen: Gemeenteraad.",
        ),
        (
            Children(min=2, kinds=(Kind.DECISION,), final=True),
            (
                "Van minstens 2 van de trajecten hieronder geldt: "
                "het is in een fase waarin wordt besloten of is afgerond."
            ),
        ),
        (
            Children(),
            "Er is minstens één traject hieronder begonnen, en van elk geldt: het is begonnen.",
        ),
        (
            Chosen(choice="start", options=("us",)),
            "Bij de keuze 'wie begint' is gekozen voor 'de gemeente'.",
        ),
        (Chosen(choice="start"), "De keuze 'wie begint' is gemaakt."),
        (
            Window(since=date(2023, 6, 18), until=date(2023, 7, 18)),
            "Het is niet eerder dan 18 juni 2023 en niet later dan 18 juli 2023.",
        ),
        (Window(since=date(2023, 6, 18)), "Het is 18 juni 2023 of later."),
        (Window(until=date(2023, 6, 18)), "Het is 18 juni 2023 of eerder."),
        (TermElapsed(term="views"), "De termijn 'zienswijzen' van 6 weken is voorbij."),
        (TermNotExpired(term="views"), "De termijn 'zienswijzen' van 6 weken is nog niet voorbij."),
        (
            WithinTerm(term="views"),
            "De termijn 'zienswijzen' van 6 weken is begonnen en nog niet voorbij.",
        ),
        (EnoughPeople(), "Aan de voorwaarde enough_people (min: 2) is voldaan."),
    ],
)
def test_a_guard_is_told_in_a_sentence(guard, sentence):
    told = condition(Requirement(guard=guard), WORKFLOW)

    assert (told.words.nl, told.points) == (sentence, ())
    assert told.words.en.endswith(".")
    assert told.words.en != told.words.nl
    assert "{" not in told.words.nl + told.words.en


def test_every_builtin_guard_has_words_of_its_own():
    assert set(BUILTIN) - TOLD == set()


def test_joined_conditions_have_a_point_for_each_part():
    parts = (
        Requirement(guard=Artefact(type="application"), basis="Awb 3:11"),
        Requirement(guard=DecisionRecorded(body="council")),
    )

    both = condition(Requirement(guard=AllOf(parts=parts)), WORKFLOW)
    either = condition(Requirement(guard=AnyOf(parts=parts), basis="Awb 3:18"), WORKFLOW)
    neither = condition(Requirement(guard=Not(parts=parts[:1])), WORKFLOW)

    assert both.words.nl == "Dit is allemaal zo:"
    assert either.words.nl == "Minstens één van deze dingen is zo (Awb 3:18):"
    assert neither.words.nl == "Dit is juist niet zo:"
    assert [one.words.nl for one in both.points] == [
        "Het stuk 'aanvraag' is vastgelegd (Awb 3:11).",
        "Er is besloten door: Gemeenteraad.",
    ]


def test_conversations_have_a_point_for_each_domain():
    guard = ContactsPerDomain(
        domains=("council", "administration", "community"),
        min=(("council", 2), ("administration", 0)),
        within=Duration(years=1),
        groups=(("community", ("residents", "institutions")),),
        min_groups=(("community", 1),),
        layers=(("administration", ("staff",)),),
    )

    told = condition(Requirement(guard=guard, basis="art. 2"), WORKFLOW)

    assert told.words.nl == (
        "Er is geluisterd, in gesprekken van hoogstens 1 jaar geleden die niet over de inhoud "
        "gingen (art. 2):"
    )
    assert [one.words.nl for one in told.points] == [
        "Gemeenteraad: minstens 2 gesprekken.",
        "Ambtelijke organisatie: in elk geval met Medewerkers.",
        (
            "Samenleving: minstens 1 gesprek, "
            "in elk geval met 1 van deze groepen: Inwoners en Instellingen."
        ),
    ]


def test_a_paper_with_many_fields_has_a_point_for_each():
    workflow = load_workflow(bundled_workflow("relatie-eerst"))
    guard = Artefact(type="context_scan", fields=("issues", "people", "history"))

    told = condition(Requirement(guard=guard, basis="R8"), workflow)

    assert told.words.nl == "Het stuk 'Contextscan' is vastgelegd. Daarin staat (R8):"
    assert [one.words.nl for one in told.points] == [
        "wat er speelt", "wie erbij horen", "wat eraan voorafging",
    ]  # fmt: skip
