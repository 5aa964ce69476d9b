"""An explanation says all of a workflow that a policy officer asks about, in plain words."""

import pytest

from tests.engine.tailored import TAILORED
from tests.terms import PROCEDURE
from trajecten import bundled_workflow, bundled_workflows, load_workflow
from trajecten.core.guards import BUILTIN
from trajecten.core.text import LANGUAGES, Text
from trajecten.explaining import explain

BUNDLED = {one.id: load_workflow(bundled_workflow(one.id)) for one in bundled_workflows()}
WORKFLOWS = BUNDLED | {
    "ter-inzage": load_workflow(PROCEDURE.encode()),
    "maatwerk": load_workflow(TAILORED),
}


@pytest.fixture(params=WORKFLOWS)
def workflow(request):
    return WORKFLOWS[request.param]


def texts(explanation):
    yield explanation.title
    yield from (text for one in explanation.paragraphs for text in of_point(one))
    yield from (text for one in explanation.parts for text in of_part(one))


def of_part(part):
    yield part.heading
    yield from (text for one in part.paragraphs for text in of_point(one))
    yield from (text for one in part.parts for text in of_part(one))


def of_point(point):
    yield point.words
    yield from (text for one in point.points for text in of_point(one))


def page(workflow, language):
    return "\n".join(one.in_language(language) for one in texts(explain(workflow)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_with_a_name_is_told(workflow, language):
    told = page(workflow, language)

    for noun in ("domain", "role", "track", "phase", "transition", "exemption", "choice"):
        named = workflow.names(noun).values()
        if noun != "track" or len(workflow.tracks) > 1:
            assert [
                one.id
                for one in named
                if one.label.in_language(language).casefold() not in told.casefold()
            ] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_ground_and_all_guidance_is_told(workflow, language):
    told = page(workflow, language)
    phases, steps = workflow.phases.values(), workflow.transitions.values()
    grounds = {
        *(one.basis for one in (*phases, *steps, *workflow.terms, *workflow.exemptions)),
        *(one.basis for one in workflow.requirements()),
    }

    assert [one for one in grounds if one and one not in told] == []
    assert all(text.in_language(language) in told for one in phases for text in one.guidance)


def test_no_name_of_a_guard_and_no_blank_is_left(workflow):
    for language in LANGUAGES:
        told = page(workflow, language)
        assert [one for one in BUILTIN if "_" in one and one in told] == []
        assert "{" not in told


def test_each_sentence_is_there_in_both_languages(workflow):
    sentences = [one for one in texts(explain(workflow)) if one.nl.endswith((".", ":"))]

    assert [one.nl for one in sentences if one.nl == one.en] == []


def test_the_phases_come_in_their_order_with_their_steps_below():
    workflow = BUNDLED["relatie-eerst"]
    (course,) = (one for one in explain(workflow).parts if one.heading.nl == "Hoe verloopt het?")

    assert [one.heading.nl for one in course.parts] == [
        f"{number}. {one.label.nl}" for number, one in enumerate(workflow.phases.values(), 1)
    ]
    assert [one.heading.nl for one in course.parts[1].parts] == [
        "Stap: Naar de onderwerpen",
        "Stap: Terug naar de gesprekken",
    ]


def test_a_step_says_who_takes_it_what_is_asked_and_where_it_goes():
    told = page(BUNDLED["relatie-eerst"], "nl")

    assert (
        "Hiermee gaat het terug naar de fase 'Gesprekken'. Wie de stap zet: ambtelijk "
        "opdrachtgever, projectleider of kwartiermaker."
    ) in told
    assert "Er moet een reden bij worden gegeven.\nVerder is er niets voor nodig." in told
    assert "Er is in elk domein geluisterd: zie 'Eerst de relatie, dan de inhoud'." in told


def test_relation_first_names_the_steps_that_wait_for_it():
    told = page(BUNDLED["relatie-eerst"], "nl")

    assert "Niemand kan de stappen 'Naar de onderwerpen' en 'Volgend onderwerp' zetten" in told


def test_relation_first_that_is_set_aside_is_told_with_its_reason_and_ground():
    told = page(WORKFLOWS["ter-inzage"], "nl")

    assert "De reden: Wettelijke procedure." in told
    assert "De grond daarvoor is: Awb 3:10." in told


def test_a_term_is_told_with_its_law_its_beginning_and_how_it_moves():
    told = page(WORKFLOWS["ter-inzage"], "nl")

    assert "Hij begint als de fase 'Ter inzage' begint. Die dag telt mee." in told
    assert "Hij begint als het stuk 'aanvraag' wordt vastgelegd." in told
    assert "Hij begint als het traject begint." in told
    assert "Binnen die tijd moet dit gebeuren: er wordt besloten door 'Gemeenteraad'." in told
    assert "één keer worden verlengd, met 6 weken (Awb 3:18 lid 2). Dat wordt besloten" in told
    assert "kan worden stilgezet (opschorting) (Awb 4:15)." in told
    assert "Is de termijn 'zienswijzen' dan al voorbij" in told
    assert told.count("Algemene termijnenwet") == 1
    assert "De laatste dag schuift niet op" in told


def test_a_step_says_by_when_what_it_asks_must_be_done():
    workflow = load_workflow(
        PROCEDURE.replace(
            "guards: [{guard: term_elapsed, term: views}]",
            "guards: [{any: [{guard: decision_recorded, body: council}]}]",
        ).encode()
    )

    assert (
        "Voor het besluit van 'Gemeenteraad' is hoogstens zoveel tijd:\n"
        "6 maanden vanaf het moment dat het stuk 'aanvraag' wordt vastgelegd: "
        "de termijn 'beslissen op de aanvraag' (Awb 3:18 lid 1)."
    ) in page(workflow, "nl")


def test_a_step_that_can_do_without_a_decision_tells_no_time_for_it():
    either = "{guard: decision_recorded, body: council}, {guard: term_elapsed, term: views}"
    workflow = load_workflow(
        PROCEDURE.replace(
            "guards: [{guard: term_elapsed, term: views}]", f"guards: [{{any: [{either}]}}]"
        ).encode()
    )

    assert "Voor het besluit van" not in page(workflow, "nl")


def test_a_phase_for_learning_says_so_only_where_lessons_are_asked():
    told = page(BUNDLED["awb-3-4"], "nl")

    assert "In deze fase wordt geleerd." not in told
    assert "In deze fase wordt geleerd." in page(BUNDLED["relatie-eerst"], "nl")


def test_of_several_tracks_each_begins_and_ends_by_itself():
    told = page(BUNDLED["awb-3-4"], "nl")

    assert "Hier begint dit spoor." in told
    assert "Hier eindigt dit spoor." in told
    assert "Hier begint het traject." not in told
    assert "Hier begint het traject." in page(BUNDLED["relatie-eerst"], "nl")


def test_what_can_be_chosen_is_a_list():
    (choices,) = (
        one
        for one in explain(BUNDLED["awb-3-4"]).parts
        if one.heading.en == "What is there to choose?"
    )

    first = choices.paragraphs[0].points[0]
    assert first.words.nl == "Aanleiding (Awb 3:18):"
    assert [one.words.nl for one in first.points][-1] == (
        "intrekken, of wijzigen op verzoek van een ander"
    )


def test_who_decides_on_a_deviation_is_told_and_what_stands_firm():
    told = page(WORKFLOWS["maatwerk"], "nl")

    assert "Wie daarover beslist: Opdrachtgever. Dat is altijd een ander" in told
    assert (
        "Ook van 'eerst de relatie' kan worden afgeweken. Wie daarover beslist: Wethouder" in told
    )
    assert "moet binnen 6 weken alsnog worden gedaan." in told
    assert "na 2 weken niet is gebruikt, geldt niet meer." in told
    assert "daar kan niet van worden afgeweken: 'Zienswijzen'." in told


def test_a_step_that_goes_by_itself_says_so():
    text = PROCEDURE.replace(
        "    from: laid-out\n    to: weighing\n",
        "    from: laid-out\n    to: weighing\n    automatic: true\n",
        1,
    )

    assert "niemand hoeft hem te zetten." in page(load_workflow(text.encode()), "nl")


def test_a_workflow_that_allows_no_deviation_says_so():
    assert "Nee. Het proces geldt zoals het is." in page(BUNDLED["burgertop"], "nl")


def test_nobody_can_let_relation_first_go_where_the_text_does_not_say_so():
    assert "Van 'eerst de relatie' kan niemand laten afwijken." in page(
        BUNDLED["relatie-eerst"], "nl"
    )


def test_what_was_not_verified_and_what_does_not_fit_is_told_at_the_end():
    text = PROCEDURE + "unverified: {nl: Artikel 9., en: Article 9.}\n"
    told = page(
        load_workflow((text + "not_expressed: [{nl: Trouw., en: Trust.}]\n").encode()), "nl"
    )

    assert told.endswith(
        "Wat nog niet is nagegaan\nZoek dit eerst op voordat je erop vertrouwt:\nArtikel 9.\n"
        "Wat hier niet in past\n"
        "Dit hoort bij het proces, maar het programma let er niet op:\nTrouw."
    )


def test_an_explanation_says_beforehand_that_not_all_was_verified():
    some = load_workflow((PROCEDURE + "unverified: {nl: Artikel 9., en: Article 9.}\n").encode())
    warning = "Let op: niet alles hieronder is nagegaan"

    assert warning in explain(some).paragraphs[-1].words.nl
    assert warning not in page(load_workflow(PROCEDURE.encode()), "nl")


def test_the_outcomes_that_a_gate_asks_for_go_by_their_names():
    text = PROCEDURE.replace(
        "guards: [{guard: term_elapsed, term: views}]",
        "guards: [{guard: decision_recorded, body: council, outcomes: [yes, no]}]",
    )
    names = "outcomes: {yes: {label: {nl: wel, en: do}}, no: {label: {nl: niet, en: do not}}}\n"

    assert "De uitkomst is: wel of niet." in page(load_workflow((text + names).encode()), "nl")
    assert "De uitkomst is: yes of no." in page(load_workflow(text.encode()), "nl")


def test_an_explanation_names_the_text_it_is_of():
    workflow = BUNDLED["burgertop"]

    assert explain(workflow).digest == workflow.digest
    assert explain(workflow).title == Text("Burgertop", "Citizens' summit")
