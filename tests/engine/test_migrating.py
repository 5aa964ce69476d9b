"""Going on under a newer version: where everybody is, what is owed, and what stands in the way."""

import pytest

import trajecten
from tests.engine.kit import OTHER, REF, Desk
from tests.engine.tailored import ask, at_the_core, begin, decide, guards, tailored
from trajecten import NotFoundError, Workflow

RENAMED = (
    ("id: core\n", "id: heart\n"),
    ("to: core}", "to: heart}"),
    ("from: core,", "from: heart,"),
)


@pytest.fixture
def begun(desk: Desk) -> Desk:
    begin(desk)
    return desk


def newer(*changes: tuple[str, str], version: str = "1.1.0") -> Workflow:
    return tailored(("version: 1.0.0", f"version: {version}"), *changes)


def migrate(desk: Desk, workflow: Workflow, ref: str = REF, **phases: str) -> trajecten.Outcome:
    command = trajecten.Migrate(workflow=workflow, phases=phases, motivation="Nieuwe versie")
    return desk.engine.do(ref, command)


def test_where_ids_agree_everything_goes_along(begun: Desk) -> None:
    begun.engine.do(REF, trajecten.RecordLesson(text="Bel eerst"))
    since = begun.engine.status(REF).tracks[0].since

    assert migrate(begun, newer())

    status = begun.engine.status(REF)
    assert (status.version, status.phases) == ("1.1.0", {"main": "listening"})
    assert status.tracks[0].since == since
    assert begun.engine.options(REF)[0].findings[1].met
    assert begun.engine.portfolio()[0].version == "1.1.0"
    assert begun.engine.verify().intact
    assert begun.engine.rebuild(check=True).differences == ()


def test_a_phase_without_a_place_is_named(begun: Desk) -> None:
    at_the_core(begun)

    refused = migrate(begun, newer(*RENAMED))

    assert guards(refused) == ["phases_placed"]
    assert [one.id for one in refused.findings[0].missing] == ["core"]
    assert begun.engine.status(REF).version == "1.0.0"


def test_a_map_says_where_a_phase_went(begun: Desk) -> None:
    at_the_core(begun)

    assert migrate(begun, newer(*RENAMED), core="heart")

    status = begun.engine.status(REF)
    assert status.phases == {"main": "heart"}
    assert status.tracks[0].visit == 1
    assert begun.engine.rebuild(check=True).differences == ()


def stating(phases: str, *changes: tuple[str, str]) -> Workflow:
    """Return the newer version with the other id, which says itself what goes where."""
    return newer(*RENAMED, *changes, ("phases:\n", f"migrates: {{phases: {phases}}}\nphases:\n"))


def test_a_newer_version_says_itself_where_a_phase_went(begun: Desk) -> None:
    at_the_core(begun)

    assert migrate(begun, stating("{core: heart, older: done}"))

    assert begun.engine.status(REF).phases == {"main": "heart"}
    assert begun.engine.log(REF)[-1].data["renamed"] == {"core": "heart"}
    assert begun.engine.rebuild(check=True).differences == ()


def test_what_the_command_says_comes_before_what_the_version_says(begun: Desk) -> None:
    at_the_core(begun)

    assert migrate(begun, stating("{core: listening}"), core="heart")

    assert begun.engine.status(REF).phases == {"main": "heart"}


def test_what_a_version_says_leads_nobody_past_relation_first(begun: Desk) -> None:
    refused = migrate(begun, stating("{listening: design}"))

    assert guards(refused) == ["phase_gone", "contacts_per_domain", "contacts_per_domain"]


CHOICE = """\
choices:
  initiative:
    label: {nl: Initiatief, en: Initiative}
    options:
      city: {label: {nl: Gemeente, en: City}}
      residents: {label: {nl: Inwoners, en: Residents}}
      state: {label: {nl: Rijk, en: State}}
deviations:
"""
LESS = CHOICE.replace("      state: {label: {nl: Rijk, en: State}}\n", "")


def test_what_was_chosen_must_still_be_an_option(desk: Desk) -> None:
    begin(desk, tailored(("deviations:\n", CHOICE)))
    less = newer(("deviations:\n", LESS))
    choose = trajecten.MakeChoice(choice="initiative", option="state")
    desk.engine.do(REF, choose)

    refused = migrate(desk, less)

    assert guards(refused) == ["choices_kept"]
    assert [one.id for one in refused.findings[0].missing] == ["initiative"]
    desk.engine.do(REF, trajecten.MakeChoice(choice="initiative", option="city"))
    assert migrate(desk, less)
    (item,) = desk.engine.status(REF).choices
    assert (item.option, item.option_label) == ("city", trajecten.Text("Gemeente", "City"))


def test_a_choice_may_fall_away_as_a_whole(desk: Desk) -> None:
    begin(desk, tailored(("deviations:\n", CHOICE)))
    desk.engine.do(REF, trajecten.MakeChoice(choice="initiative", option="state"))

    assert migrate(desk, newer())
    assert desk.engine.status(REF).choices == ()
    assert desk.engine.rebuild(check=True).differences == ()


def test_a_map_to_a_phase_that_is_not_there_is_an_error(begun: Desk) -> None:
    with pytest.raises(NotFoundError, match="'hearth'"):
        migrate(begun, newer(*RENAMED), core="hearth")
    with pytest.raises(NotFoundError, match="'cor'"):
        migrate(begun, newer(*RENAMED), cor="heart")


@pytest.mark.parametrize("version", ["1.0.0", "0.9.0"])
def test_only_a_newer_version_is_migrated_to(begun: Desk, version: str) -> None:
    other = tailored(("version: 1.0.0", f"version: {version}"), ("nl: Ontwerp", "nl: Schets"))

    assert guards(migrate(begun, other)) == ["newer_version"]


def test_another_workflow_is_no_newer_version(begun: Desk) -> None:
    assert guards(migrate(begun, newer(("id: maatwerk", "id: anders")))) == ["newer_version"]


def test_no_map_leads_past_relation_first(begun: Desk) -> None:
    at_the_core(begun)
    refused = migrate(begun, newer(*RENAMED), core="design")

    asked = ["same_standing", "endorsed", "contacts_per_domain", "contacts_per_domain"]
    assert guards(refused) == asked


def test_a_version_that_asks_less_of_relation_first_is_decided_on_as_a_deviation(
    begun: Desk,
) -> None:
    looser = newer(("kind: content", "kind: learning"))

    refused = migrate(begun, looser)

    assert guards(refused) == ["relation_as_firm"]
    asked = trajecten.AskAdaptation(workflow=looser, motivation="De raad besloot zo")
    assert begun.engine.do(REF, asked)
    assert guards(decide(begun)) == ["may_decide"]


LISTENS = (
    "exit: [{guard: endorsed",
    "exit: [{guard: contacts_per_domain, min: 3}, {guard: endorsed",
)
TO_DESIGN = "from: core, to: design"
PAST = "  - {id: past, label: {nl: Langs, en: Past}, from: listening, to: design}\n"


@pytest.mark.parametrize(
    "change",
    [
        (TO_DESIGN, f"{TO_DESIGN}, exit_gate: false"),
        ("  - {id: to-views,", f"{PAST}  - {{id: to-views,"),
        ("min: 3}", "min: 2}"),
    ],
)
def test_a_version_that_leads_past_what_listens_asks_less_of_relation_first(
    desk: Desk, change: tuple[str, str]
) -> None:
    begin(desk, tailored(LISTENS))

    assert guards(migrate(desk, newer(LISTENS, change))) == ["relation_as_firm"]


def test_a_version_that_asks_more_listening_is_migrated_to(desk: Desk) -> None:
    begin(desk, tailored(LISTENS))

    assert migrate(desk, newer(LISTENS, ("min: 3}", "min: 4}")))


def test_a_role_that_somebody_holds_must_still_be_there(begun: Desk) -> None:
    text = tailored().text.decode()
    start = text.index("  project_lead:")
    line = text[start : text.index("\n", start) + 1]

    refused = migrate(begun, newer((line, "")))

    assert guards(refused) == ["people_kept"]
    assert [one.id for one in refused.findings[0].missing] == ["project_lead"]


def test_what_is_owed_goes_along(begun: Desk) -> None:
    at_the_core(begun)
    assert migrate(begun, newer())

    assert [one.missing[0].id for one in begun.engine.status(REF).debts] == ["deviation-1"]


def test_what_is_owed_needs_a_version_that_knows_of_it(begun: Desk) -> None:
    at_the_core(begun)
    text = tailored().text.decode()
    without = newer((text[text.index("deviations:") : text.index("phases:")], ""))

    assert guards(migrate(begun, without)) == ["debts_kept"]


def test_what_was_asked_lapses(begun: Desk) -> None:
    ask(begun, "to-core")
    migrate(begun, newer())

    with pytest.raises(NotFoundError, match="settled"):
        decide(begun)
    assert begun.engine.deviations(REF)[0].course.value == "lapsed"


def test_a_trajectory_with_a_text_of_its_own_is_not_migrated_in_passing(begun: Desk) -> None:
    own = tailored(("nl: Ontwerp", "nl: Schets"))
    begun.engine.do(REF, trajecten.AskAdaptation(workflow=own, motivation="Past beter"))
    decide(begun)

    assert guards(migrate(begun, newer(("nl: Ontwerp", "nl: Schets")))) == ["not_adapted"]


def test_a_preview_tells_how_it_would_end_and_records_nothing(begun: Desk) -> None:
    at_the_core(begun)
    before = begun.bodies()

    refused = begun.engine.preview(REF, trajecten.Migrate(workflow=newer(*RENAMED)))
    fine = begun.engine.preview(
        REF, trajecten.Migrate(workflow=newer(*RENAMED), phases={"core": "heart"})
    )

    assert (refused.accepted, fine.accepted) == (False, True)
    assert (fine.phases, fine.hash) == ({"main": "heart"}, "")
    assert begun.bodies() == before


def test_those_under_an_older_version_are_listed(begun: Desk) -> None:
    begin(begun, newer(), ref=OTHER)

    assert begun.engine.older(newer()) == (REF,)
    assert begun.engine.older(newer(version="1.10.0")) == (REF, OTHER)
