"""A log of others becomes trajectories: each trace whole, or not at all."""

from datetime import UTC, datetime
from threading import Thread

import pytest
import sqlalchemy as sa

from tests.engine import kit
from tests.engine.kit import ACTOR, COMMISSIONER, START, desk_at
from tests.importing.logs import event, log, small, steps, stream, trace
from trajecten import (
    AddNote,
    ImportResult,
    InputError,
    discover,
    load_workflow,
    survey_xes,
)

ENTERING = b"""\
schema: trajecten/1
id: balie
version: 1.0.0
label: {nl: Balie, en: Desk}
continuous: true
roles:
  commissioner: {label: {nl: Opdrachtgever, en: Commissioner}}
phases:
  - {id: new, label: {nl: Nieuw, en: New}, kind: relation}
  - {id: seen, label: {nl: Gezien, en: Seen}, kind: relation, min_duration: P1D}
  - {id: told, label: {nl: Verteld, en: Told}, kind: learning}
transitions:
  - {id: see, label: {nl: Zien, en: See}, from: new, to: seen}
  - {id: tell, label: {nl: Vertellen, en: Tell}, from: seen, to: told}
  - {id: see-again, label: {nl: Zien, en: See}, from: told, to: seen, motivation: required}
"""


@pytest.fixture
def desk(database_url):
    with desk_at(database_url) as desk:
        yield desk


def taken(desk, content, workflow=None, **more):
    """Import a log, discovering a workflow when none is given; return what became of each trace."""
    survey = survey_xes(stream(content))
    if workflow is None:
        found = discover(survey, "log.xes")
        workflow, more["steps"] = load_workflow(found.text.encode()), found.steps
    return list(desk.engine.import_xes(stream(content), survey, workflow, **more))


def results(found):
    return [(one.ref, one.result.value, one.events, one.event) for one in found]


def empty(desk):
    tables = desk.tables()
    names = ("trajectory", "entry", "definition", "party", "text")
    return not any(tables[f"trajecten_{name}"] for name in names)


def test_every_trace_becomes_a_trajectory(desk):
    found = taken(desk, small())

    assert results(found) == [
        ("zaak-1", "imported", 4, None),
        ("zaak-2", "imported", 2, None),
        ("zaak-3", "imported", 3, None),
    ]
    assert [one.object for one in desk.engine.log("zaak-1")][1:] == [
        "ontvangen", "toetsen", "toetsen", "besluit"
    ]  # fmt: skip
    assert desk.engine.verify().intact
    assert desk.engine.rebuild(check=True).differences == ()


def test_an_entry_has_the_moment_of_the_event_and_that_of_its_recording(desk):
    taken(desk, small())

    first, received, *_ = desk.engine.log("zaak-2")
    assert first.at == received.at == datetime(2024, 3, 1, 9, tzinfo=UTC)
    assert received.recorded_at > START


def test_whoever_the_log_names_is_the_actor_by_a_name_that_is_kept_apart(desk):
    content = log(trace("z", [*steps("a", who="Roos Registrator"), *steps("b", who=None)]))

    taken(desk, content, commissioner=COMMISSIONER)

    assert [one.actor for one in desk.engine.log("z")] == [
        "Roos Registrator", "Roos Registrator", ACTOR
    ]  # fmt: skip
    assert [one.name for one in desk.engine.status("z").holders] == [COMMISSIONER]
    assert not any("Registrator" in one for one in desk.bodies())


def test_what_was_taken_in_replays_as_it_was_decided(desk):
    taken(desk, small())

    assert desk.engine.replay().clean


def test_entries_tell_from_which_log_they_came(desk):
    taken(desk, small())

    digest = survey_xes(stream(small())).digest
    assert {one.origin for one in desk.engine.log("zaak-1")} == {f"werkplek-7 xes:{digest[:16]}"}


def test_who_imports_commissioned_when_nobody_is_named(desk):
    taken(desk, small())

    assert [one.name for one in desk.engine.status("zaak-1").holders] == [ACTOR]


def test_a_log_that_is_imported_again_adds_nothing(desk):
    taken(desk, small())
    before = desk.tables()

    again = taken(desk, small())

    assert results(again) == [(f"zaak-{number}", "repeated", 0, None) for number in (1, 2, 3)]
    assert desk.tables() == before


def test_an_import_that_was_broken_off_goes_on_where_it_was(desk):
    survey = survey_xes(stream(small()))
    found = discover(survey, "log.xes")
    workflow = load_workflow(found.text.encode())
    for _ in desk.engine.import_xes(stream(small()), survey, workflow, steps=found.steps):
        break

    again = taken(desk, small())

    assert [one.result.value for one in again] == ["repeated", "imported", "imported"]


def test_a_rejected_trace_leaves_nothing_and_the_others_come_in(desk):
    bad = trace("fout", [*steps("see", "tell"), event("weg", "2024-03-03T09:00:00Z")])
    content = log(bad, trace("goed", steps("see")))

    found = taken(desk, content, load_workflow(ENTERING))

    assert results(found) == [(None, "rejected", 0, 2), ("goed", "imported", 1, None)]
    assert desk.engine.refs() == ("goed",)
    assert desk.engine.info().entries == 2


def test_when_all_are_rejected_the_ledger_is_as_it_was(desk):
    found = taken(desk, log(trace("a", steps("see", "weg"))), load_workflow(ENTERING))

    assert [(one.result, one.event) for one in found] == [(ImportResult.REJECTED, 2)]
    assert found[0].reason.en == "the workflow has no step 'weg'"
    assert empty(desk)


@pytest.mark.parametrize(
    ("events", "number", "reason"),
    [
        (steps("tell"), 1, "'tell' was not allowed: This step leaves from Seen only"),
        (steps("see", "see"), 2, "'see' was not allowed: This step leaves from New only"),
        (steps("see", "tell"), 2, "This phase takes at least 1 day"),
        ([event("see", "2090-01-01T00:00:00Z")], 1, "is in the future"),
        ([event("see", "1900-01-01T00:00:00Z")], 1, "the year 1900 is not between"),
        ([event("see", None)], 1, "an event has no time"),
        (steps("see", who="x" * 201), 1, "a name of 1 to 200 characters"),
        ([], None, "there are no events"),
    ],
)
def test_what_the_workflow_does_not_allow_is_named_with_the_event_and_the_reason(
    sqlite_url, events, number, reason
):
    with desk_at(sqlite_url) as desk:
        (found,) = taken(desk, log(trace("z", events)), load_workflow(ENTERING))

        assert (found.result, found.event, found.ref) == (ImportResult.REJECTED, number, None)
        assert reason in found.reason.en
        assert empty(desk)


def test_relation_first_holds_for_a_log_too(desk):
    (found,) = taken(desk, log(trace("z", steps("choose"))), kit.small())

    assert found.result is ImportResult.REJECTED
    assert empty(desk)


def test_a_step_is_known_by_its_label_too_and_the_one_that_leaves_from_here_is_meant(sqlite_url):
    with desk_at(sqlite_url) as desk:
        (found,) = taken(desk, log(trace("z", steps("zien"))), load_workflow(ENTERING))

        assert found.result is ImportResult.IMPORTED
        assert desk.engine.log("z")[-1].object == "see"


def test_a_reference_that_is_taken_rejects_the_trace_and_a_prefix_helps(desk):
    desk.start("zaak-2")

    found = taken(desk, small())
    helped = taken(desk, small(zaak_4=("Besluit",)), prefix="oud-")

    assert [one.result.value for one in found] == ["imported", "rejected", "imported"]
    assert found[1].reason.en == "the reference zaak-2 is taken"
    assert [one.ref for one in helped][:3] == ["oud-zaak-1", "oud-zaak-2", "oud-zaak-3"]


def test_a_name_that_cannot_be_a_reference_gives_what_can_with_its_number(sqlite_url):
    content = log(
        *(trace(one, steps("a")) for one in ("Zaak 1/2", None, "../x", "\u4e2d", "n" * 99, " "))
    )
    with desk_at(sqlite_url) as desk:
        found = taken(desk, content)

        assert [one.ref for one in found] == [
            "Zaak-1-2-1", "2", "x-3", "case-4", "n" * 62 + "-5", "case-6"
        ]  # fmt: skip
        assert {"../x", "\u4e2d"} <= {one.title for one in desk.engine.portfolio()}


def test_two_who_import_one_log_at_the_same_moment_make_it_once(desk):
    content = log(*(trace(f"z{number}", steps("a", "b")) for number in range(10)))
    found = []

    def work():
        found.extend(taken(desk, content))

    workers = [Thread(target=work) for _ in range(2)]
    for one in workers:
        one.start()
    for one in workers:
        one.join()

    assert sorted(one.result.value for one in found) == ["imported"] * 10 + ["repeated"] * 10
    assert desk.engine.info().entries == 30


def test_what_was_imported_goes_on_as_any_other(desk):
    taken(desk, small())

    assert desk.engine.advance("zaak-1", "end")
    assert desk.engine.do("zaak-2", AddNote(text="Nagebeld"))
    assert desk.engine.verify().intact


def test_steps_that_the_workflow_lacks_are_an_error(desk):
    with pytest.raises(InputError, match="has no 'x'"):
        taken(desk, small(), load_workflow(ENTERING), steps={"Ontvangen": "x"})


@pytest.mark.parametrize("prefix", ["a b", "-", "x" * 64])
def test_a_prefix_that_no_reference_can_have_is_an_error(desk, prefix):
    with pytest.raises(InputError, match="ref"):
        taken(desk, small(), prefix=prefix)


def test_an_import_needs_transactions_of_its_own(desk):
    survey = survey_xes(stream(small()))
    database = sa.create_engine(desk.url)
    with database.connect() as connection:
        host = desk.engine.joining(connection)
        traces = host.import_xes(stream(small()), survey, load_workflow(ENTERING))

        with pytest.raises(InputError, match="of its own"):
            next(traces)
    database.dispose()
