"""Terms and grounds for an exemption in a store: started, extended, suspended, ended, kept."""

from datetime import UTC, date, datetime

import pytest

from tests.engine.kit import COMMISSIONER, REF, Desk
from tests.terms import procedure
from trajecten import (
    ExtendTerm,
    InputError,
    NotFoundError,
    RecordDecision,
    RegisterArtefact,
    ResumeTerm,
    SuspendTerm,
    TermItem,
    TermState,
)

APPLICATION = RegisterArtefact(type="application")
EXTEND = ExtendTerm(term="decide", reason="Zeer ingewikkeld")
SUSPEND = SuspendTerm(term="decide", reason="Aanvulling gevraagd")


@pytest.fixture
def begun(desk: Desk) -> Desk:
    """Give a desk with a trajectory on the procedure, started on Monday 2 March 2026."""
    desk.engine.start(procedure(), "Het plein", commissioner=COMMISSIONER, ref=REF)
    return desk


def term(desk: Desk, identifier: str) -> TermItem:
    return next(one for one in desk.engine.terms(REF) if one.id == identifier)


def test_every_term_is_listed_in_the_order_of_the_file(begun: Desk) -> None:
    items = begun.engine.terms(REF)

    assert [(one.id, one.state) for one in items] == [
        ("views", TermState.NOT_STARTED),
        ("decide", TermState.NOT_STARTED),
        ("no-views", TermState.NOT_STARTED),
        ("whole", TermState.RUNNING),
    ]
    assert (items[3].started, items[3].last_day, items[3].days_left) == (
        date(2026, 3, 2), date(2026, 4, 1), 30,
    )  # fmt: skip
    assert (items[0].started, items[0].last_day, items[0].days_left) == (None, None, None)


def test_a_term_counts_down_to_its_last_day_and_is_over_after_that(begun: Desk) -> None:
    begun.engine.advance(REF, "lay-out")
    begun.clock.now = datetime(2026, 4, 13, 20, tzinfo=UTC)
    last = term(begun, "views")
    begun.clock.now = datetime(2026, 4, 13, 22, tzinfo=UTC)

    assert (last.last_day, last.days_left, last.over) == (date(2026, 4, 13), 0, False)
    assert term(begun, "views").state is TermState.OVER
    assert term(begun, "views").days_left is None


def test_an_extension_a_suspension_and_an_end_are_kept(begun: Desk) -> None:
    for command in (APPLICATION, EXTEND, SUSPEND):
        assert begun.engine.do(REF, command).accepted
    still = term(begun, "decide")
    begun.clock.forward(days=10)
    begun.engine.do(REF, ResumeTerm(term="decide", reason="Aangevuld"))
    runs = term(begun, "decide")
    begun.engine.do(REF, RecordDecision(body="council", outcome="adopted"))

    assert (still.state, still.suspended_on, still.last_day) == (
        TermState.SUSPENDED, date(2026, 3, 2), None,
    )  # fmt: skip
    assert (runs.extended_by, runs.last_day) == ("P6W", date(2026, 10, 23))
    assert (term(begun, "decide").state, term(begun, "decide").ended) == (
        TermState.ENDED, date(2026, 3, 12),
    )  # fmt: skip


def test_the_status_shows_the_terms_that_run(begun: Desk) -> None:
    begun.engine.do(REF, APPLICATION)

    assert [one.id for one in begun.engine.status(REF).terms] == ["decide", "whole"]


def test_an_entry_says_which_terms_it_starts_and_ends(begun: Desk) -> None:
    begun.engine.do(REF, APPLICATION)
    begun.engine.do(REF, RecordDecision(body="council", outcome="adopted"))
    first, second, third = begun.engine.log(REF)

    assert first.data["terms"] == {"whole": "2026-03-02"}
    assert second.data["terms"] == {"decide": "2026-03-02"}
    assert third.data["terms_ended"] == {"decide": "2026-03-02"}


def test_an_entry_without_terms_says_nothing_of_them(started: Desk) -> None:
    started.engine.do(REF, RegisterArtefact(type="vision"))

    for one in started.engine.log(REF):
        assert not {"terms", "terms_ended", "exemption"} & one.data.keys()
    ((state,),) = started.rows("SELECT state FROM trajecten_trajectory")
    assert "terms" not in state


@pytest.mark.parametrize("command", [EXTEND, SUSPEND, ResumeTerm(term="decide", reason="x")])
def test_a_refusal_is_one_entry_that_changes_no_term(begun: Desk, command) -> None:
    before = begun.engine.terms(REF)

    outcome = begun.engine.do(REF, command)

    assert not outcome.accepted
    assert outcome.object == "decide"
    assert begun.engine.log(REF)[-1].result == "refused"
    assert begun.engine.terms(REF) == before


def test_reasons_are_kept_apart_from_the_ledger(begun: Desk) -> None:
    for command in (APPLICATION, EXTEND, SUSPEND):
        begun.engine.do(REF, command)

    assert begun.engine.log(REF)[-1].texts == {"reason": "Aanvulling gevraagd"}
    assert not any("Aanvulling" in body or "ingewikkeld" in body for body in begun.bodies())
    assert begun.engine.verify(REF).intact


def test_a_rebuild_gives_the_same_terms(begun: Desk) -> None:
    for command in (APPLICATION, EXTEND, SUSPEND):
        begun.engine.do(REF, command)

    assert begun.engine.rebuild(check=True).differences == ()


@pytest.mark.parametrize(
    ("command", "error"),
    [
        (ExtendTerm(term="never", reason="x"), NotFoundError),
        (ExtendTerm(term="decide", reason=""), InputError),
        (SuspendTerm(term="decide", reason="x", on=datetime(2026, 3, 1)), InputError),  # noqa: DTZ001
    ],
)
def test_what_is_not_understood_writes_nothing(begun: Desk, command, error) -> None:
    before = begun.tables()

    with pytest.raises(error):
        begun.engine.do(REF, command)

    assert begun.tables() == before


def test_a_step_on_a_ground_keeps_the_ground_in_its_entry(begun: Desk) -> None:
    refused = begun.engine.advance(REF, "without", motivation="Klein")
    taken = begun.engine.advance(REF, "without", motivation="Klein", exemption="minor")
    entry = begun.engine.log(REF)[-1]

    assert [one.guard for one in refused.findings] == ["exemption_given"]
    assert taken.accepted
    assert entry.data["exemption"] == "minor"
    assert entry.texts == {"motivation": "Klein"}


def test_what_was_refused_on_a_ground_says_which_was_given(begun: Desk) -> None:
    begun.engine.advance(REF, "without", motivation="Klein", exemption="unused")

    assert begun.engine.log(REF)[-1].data["asked"]["exemption"] == "unused"
