"""What a caller or a plug-in hands over is not believed further than it can be checked."""

import dataclasses
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar

import pytest

from tests.engine.kit import COMMISSIONER, OTHER, REF, SMALL, Clock, Desk, small
from trajecten import (
    BUILTIN,
    AddAction,
    AddNote,
    Approve,
    Facts,
    Finding,
    InputError,
    RecordContact,
    RegisterArtefact,
    Situation,
    Text,
    load_workflow,
)
from trajecten.core.workflow import RelationFirst, SetAside

STEP = b"{id: choose, label: {nl: Kiezen, en: Choose}, from: listening, to: topics}"
WORDS = Text("x", "x")


def asking(*guards: str) -> bytes:
    """Return the small workflow, of which the first step asks for these guards."""
    asked = b", guards: [" + ", ".join(guards).encode() + b"]}"
    assert STEP in SMALL
    return SMALL.replace(STEP, STEP[:-1] + asked)


class WordlessError(Exception):
    """An error that cannot put itself into words."""

    def __str__(self) -> str:
        raise ZeroDivisionError


@dataclasses.dataclass(frozen=True)
class Odd:
    """A guard that does what its class variable says."""

    kind: ClassVar[str] = "odd"
    answer: ClassVar[Any] = None

    def evaluate(self, facts: Facts, situation: Situation) -> Finding:
        del facts, situation
        if isinstance(self.answer, BaseException):
            raise self.answer
        return self.answer


@pytest.fixture
def odd(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Give a function that starts a trajectory whose step asks a guard with this answer."""

    def start(answer: object) -> Desk:
        monkeypatch.setattr(Odd, "answer", answer)
        workflow = load_workflow(asking("{guard: odd}"), guards={**BUILTIN, "odd": Odd})
        desk.engine.start(workflow, "x", commissioner=COMMISSIONER, ref=REF)
        desk.hear()
        return desk

    return start


def forged() -> Any:
    """Return a workflow value that lays aside what its text does not lay aside."""
    honest = small()
    aside = SetAside(reason=Text("x", "x"), basis="x")
    relation = RelationFirst(requirement=honest.relation_first.requirement, set_aside=aside)
    return dataclasses.replace(honest, relation_first=relation)


def test_a_workflow_is_what_its_text_says_not_what_its_value_says(desk: Desk) -> None:
    desk.engine.start(forged(), "x", commissioner=COMMISSIONER, ref=REF)

    outcome = desk.engine.advance(REF, "choose")

    assert [one.place for one in outcome.findings if not one.met] == ["relation_first"]


def test_a_forged_workflow_does_not_reach_other_trajectories(desk: Desk) -> None:
    desk.engine.start(forged(), "x", commissioner=COMMISSIONER, ref=OTHER)
    desk.start()

    assert not desk.engine.advance(REF, "choose").accepted


def test_a_text_under_the_digest_of_another_is_not_started(desk: Desk) -> None:
    other = dataclasses.replace(small(), digest="0" * 64)

    with pytest.raises(InputError) as caught:
        desk.engine.start(other, "x", commissioner=COMMISSIONER)

    assert caught.value.instance == "workflow"
    assert desk.engine.refs() == ()


@pytest.mark.parametrize(
    "answer", [SystemExit(0), GeneratorExit(), WordlessError()], ids=["exit", "generator", "mute"]
)
def test_whatever_a_guard_raises_blocks_its_step(odd: Any, answer: object) -> None:
    desk = odd(answer)

    outcome = desk.engine.advance(REF, "choose")

    (unmet,) = [one for one in outcome.findings if not one.met]
    assert (unmet.guard, unmet.failed) == ("odd", True)
    assert desk.engine.log(REF)[-1].result == "refused"


@pytest.mark.parametrize(
    "finding",
    [
        Finding(guard="odd", met=True, message=WORDS, facts={"n": 2**53}),
        Finding(guard="odd", met=True, message=Text("\ud800", "x")),
    ],
    ids=["number", "surrogate"],
)
def test_a_finding_that_cannot_be_written_down_blocks_and_is_recorded(
    odd: Any, finding: Finding
) -> None:
    desk = odd(finding)

    allowed = desk.engine.options(REF)[0].allowed
    outcome = desk.engine.advance(REF, "choose")

    assert (allowed, outcome.accepted) == (False, False)
    assert desk.engine.log(REF)[-1].seq == outcome.seq


def test_findings_that_are_too_long_are_recorded_in_brief(odd: Any) -> None:
    long = Text("n" * 300_000, "e" * 300_000)
    desk = odd(Finding(guard="odd", met=False, message=long))

    outcome = desk.engine.advance(REF, "choose")

    (unmet,) = [one for one in desk.engine.log(REF)[-1].findings if not one.met]
    assert (outcome.accepted, unmet.guard) == (False, "odd")
    assert unmet.message.nl == "n" * 2_000


def test_a_guard_that_is_gone_blocks_its_step_and_nothing_else(odd: Any) -> None:
    desk = odd(Finding(guard="odd", met=True, message=WORDS))
    later = desk.like(guards=BUILTIN)

    outcome = later.advance(REF, "choose")

    (unmet,) = [one for one in outcome.findings if not one.met]
    assert (unmet.guard, unmet.failed) == ("odd", True)
    assert "niet geïnstalleerd" in unmet.message.nl
    assert [one.ref for one in later.portfolio()] == [REF]
    assert later.status(REF).ref == REF
    assert later.verify().intact


def test_a_name_in_another_case_is_the_same_person(started: Desk) -> None:
    started.engine.acting(actor="Lotte Bakker").do(REF, AddNote(text="x"))

    started.engine.acting(actor="lotte \u200bBAKKER").do(REF, AddNote(text="y"))

    first, second = started.engine.log(REF)[-2:]
    assert first.actor_ref == second.actor_ref
    assert second.actor == "Lotte Bakker"


def test_nobody_approves_their_own_step_under_another_spelling(desk: Desk) -> None:
    workflow = load_workflow(asking("{guard: approved, role: commissioner}"))
    desk.engine.start(workflow, "x", commissioner=COMMISSIONER, ref=REF)
    desk.hear()
    desk.engine.acting(actor=COMMISSIONER).do(
        REF, Approve(transition="choose", role="commissioner")
    )

    assert not desk.engine.acting(actor=COMMISSIONER.upper()).advance(REF, "choose").accepted
    assert desk.engine.advance(REF, "choose").accepted


@pytest.mark.parametrize("year", [1200, 1949, 9999])
def test_a_year_that_cannot_be_meant_is_not_understood(started: Desk, year: int) -> None:
    on = datetime(year, 6, 1, tzinfo=UTC)

    with pytest.raises(InputError) as caught:
        started.engine.do(REF, RecordContact(domain="council", on=on))

    assert caught.value.instance == "on"
    assert str(year) in caught.value.detail.nl


@pytest.mark.parametrize(
    ("command", "field"),
    [
        (RecordContact(domain="council", count="3"), "count"),  # type: ignore[arg-type]
        (RecordContact(domain="council", count=True), "count"),
        (RecordContact(domain="council", person=3), "person"),  # type: ignore[arg-type]
        (RecordContact(domain="council", purpose="hearing"), "purpose"),  # type: ignore[arg-type]
        (AddAction(text="x", due=datetime(2026, 1, 1, tzinfo=UTC)), "due"),
        (RegisterArtefact(type="vision", cites=["contact-1"]), "cites"),  # type: ignore[arg-type]
        (RegisterArtefact(type="vision", fields={"why": 3}), "fields"),  # type: ignore[dict-item]
        ("nonsense", "command"),
    ],
)
def test_a_value_of_another_kind_is_not_understood(started: Desk, command: Any, field: str) -> None:
    before = started.tables()

    with pytest.raises(InputError) as caught:
        started.engine.do(REF, command)

    assert caught.value.instance == field
    assert started.tables() == before


def test_a_word_is_understood_where_a_choice_is_asked(started: Desk) -> None:
    command = RecordContact(domain="council", purpose="content")  # type: ignore[arg-type]

    started.engine.do(REF, command)

    assert started.engine.contacts(REF)[0].purpose == "content"


def test_what_was_refused_does_not_take_a_number(started: Desk) -> None:
    tomorrow = started.clock.now + timedelta(days=1)

    refused = started.engine.do(REF, RecordContact(domain="council", on=tomorrow))
    accepted = started.engine.do(REF, RecordContact(domain="council"))

    assert (refused.object, accepted.object) == ("contact", "contact-1")


def test_a_clock_that_was_ahead_stops_no_question(started: Desk) -> None:
    ahead = Clock()
    ahead.forward(days=400)
    started.like(clock=ahead).do(REF, AddNote(text="x"))

    assert started.engine.options(REF)[0].transition == "choose"
    assert started.engine.status(REF).seq == 2


def test_projections_are_rebuilt_although_a_personal_text_is_gone(started: Desk) -> None:
    started.run("DELETE FROM trajecten_text")

    assert started.engine.verify().trajectories[0].damage == "gone"
    assert started.engine.rebuild(check=True).differences == ()
