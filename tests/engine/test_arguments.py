"""Every public name, given a value that nobody means: an error of trajecten, or a right answer."""

import inspect
from collections import deque
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import datetime
from typing import Any, get_args

import pytest

import trajecten
from tests.building import Story
from tests.engine.kit import ACTOR, ORIGIN, REF, Clock, Desk, desk_at, furnish, small
from tests.engine.odd import COMMANDS, FUNCTIONS, METHODS, NOON, ODD
from trajecten import (
    AddNote,
    Advance,
    AssignRole,
    Command,
    Engine,
    FoldedFacts,
    InputError,
    RecordContact,
    Request,
    Start,
    StoreError,
    TrajectenError,
)


def surprises(desk: Desk, call: Callable[[Any], object], *, store: bool = False) -> list[str]:
    """Return what odd values bring about that is no answer and no error of trajecten.

    With `store` the database may be the one to say no, as to an address of nothing.
    """
    found = []
    for name, make in ODD.items():
        before = entries(desk)
        try:
            call(make())
        except TrajectenError as error:
            if entries(desk) != before:
                found.append(f"{name}: written")
            if isinstance(error, StoreError) and not store:
                found.append(f"{name}: {error!r}"[:200])
        except Exception as error:  # noqa: BLE001 (any other is a surprise)
            found.append(f"{name}: {error!r}"[:200])
    return found


def entries(desk: Desk) -> list[Any]:
    return desk.rows("SELECT count(*), max(id) FROM trajecten_entry")


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Give a desk with a story that many tests add to; nothing in them asks what came before."""
    with desk_at(f"sqlite:///{tmp_path_factory.mktemp('told') / 'trajecten.sqlite'}") as one:
        furnish(one)
        yield one


def test_every_public_function_is_tried() -> None:
    public = {name for name in trajecten.__all__ if inspect.isfunction(getattr(trajecten, name))}

    assert FUNCTIONS.keys() - {"Engine", "FoldedFacts"} == public


def test_every_method_of_an_engine_is_tried() -> None:
    assert METHODS.keys() == {one for one in dir(Engine) if not one.startswith("_")}


def test_every_command_is_tried() -> None:
    assert {type(one) for one in COMMANDS} | {Start} == {*get_args(Command)}


@pytest.mark.parametrize(
    ("name", "field"), [(name, field) for name, given in FUNCTIONS.items() for field in given]
)
def test_no_argument_of_a_function_brings_a_surprise(told: Desk, name: str, field: str) -> None:
    given = {**FUNCTIONS[name]}
    if name == "Engine":
        given["database"] = told.database

    def call(odd: object) -> None:
        made = getattr(trajecten, name)(**given | {field: odd})
        if name == "open":
            made.close()

    assert surprises(told, call, store=field in {"url", "database"}) == []


@pytest.mark.parametrize(
    ("name", "field"), [(name, field) for name, given in METHODS.items() for field in given]
)
def test_no_argument_of_a_method_brings_a_surprise(told: Desk, name: str, field: str) -> None:
    with told.database.connect() as connection:
        given = {**METHODS[name]} | ({"database": connection} if name == "joining" else {})

        def call(odd: object) -> None:
            made = getattr(told.engine, name)(**given | {field: odd})
            if inspect.isgenerator(made):
                deque(made, maxlen=0)
            if isinstance(made, Engine):
                made.preview(REF, AddNote(text="x"))

        assert surprises(told, call) == []


@pytest.mark.parametrize(
    ("command", "field"),
    [(one, each.name) for one in COMMANDS for each in fields(one)],
    ids=lambda one: one if isinstance(one, str) else type(one).__name__,
)
def test_no_field_of_a_command_brings_a_surprise(told: Desk, command: Command, field: str) -> None:
    def call(odd: Any) -> None:
        told.engine.do(REF, replace(command, **{field: odd}))

    assert surprises(told, call) == []


@pytest.mark.parametrize("field", [one.name for one in fields(Request)])
def test_no_field_of_a_request_brings_a_surprise(told: Desk, field: str) -> None:
    story = Story()
    request = Request(command=Advance(transition="choose"), actor="p-1")

    def call(odd: Any) -> None:
        trajecten.decide(story.workflow, story.facts, replace(request, **{field: odd}), story.now)

    assert surprises(told, call) == []


def test_no_clock_brings_a_surprise(told: Desk) -> None:
    def call(odd: Any) -> None:
        told.like(clock=lambda: odd).do(REF, AddNote(text="x"))

    assert surprises(told, call, store=True) == []


@pytest.mark.parametrize(
    ("call", "field", "nl", "en"),
    [
        (
            lambda: trajecten.load_workflow("schema: trajecten/1"),  # type: ignore[arg-type]
            "text",
            "text: str kan hier niet; wel: bytes.",
            "text: str does not fit here; what does: bytes.",
        ),
        (
            lambda: trajecten.check(None),  # type: ignore[arg-type]
            "workflow",
            "workflow: None kan hier niet; wel: Workflow.",
            "workflow: None does not fit here; what does: Workflow.",
        ),
        (
            lambda: trajecten.starter("eigen", language="de"),  # type: ignore[arg-type]
            "language",
            "language: 'de' kan hier niet; wel: nl of en.",
            "language: 'de' does not fit here; what does: nl or en.",
        ),
        (
            lambda: trajecten.open(5, clock=Clock(), actor=ACTOR, origin=ORIGIN),  # type: ignore[arg-type]
            "url",
            "url: 5 kan hier niet; wel: tekst (str).",
            "url: 5 does not fit here; what does: text (str).",
        ),
    ],
)
def test_the_error_names_the_field_and_what_would_be_right(call, field, nl, en) -> None:
    with pytest.raises(InputError) as caught:
        call()

    assert caught.value.instance == field
    assert (caught.value.detail.nl, caught.value.detail.en) == (nl, en)


@pytest.mark.parametrize(
    ("call", "en"),
    [
        (
            lambda engine: engine.do(REF, AddNote),
            "command: the class AddNote does not fit here; what does: Start, Advance,",
        ),
        (
            lambda engine: engine.do(REF, RecordContact(domain="council", on=datetime(2026, 3, 1))),  # noqa: DTZ001
            "on: an instant without a time zone does not fit here; what does: an instant with",
        ),
        (
            lambda engine: engine.joining(None),
            "database: None does not fit here; what does: sqlalchemy.Connection or sqlalchemy.S",
        ),
        (
            lambda engine: engine.do(REF, AddNote(text="a\0b")),
            "text: text with characters that are no text does not fit here; what does: text (str).",
        ),
        (
            lambda engine: engine.log(REF, limit=-1),
            "limit: -1 does not fit here; what does: a whole number (int) of at least 0 or None.",
        ),
        (
            lambda engine: engine.log(REF, after=2**31),
            "after: a number that is too large does not fit here; what does: a whole number (int)",
        ),
        (
            lambda engine: engine.start(small(), "x", commissioner="X", roles=None),
            "roles: None does not fit here; what does: a mapping of text (str) to text (str).",
        ),
    ],
)
def test_an_engine_says_what_would_be_right(told: Desk, call, en: str) -> None:
    with pytest.raises(InputError) as caught:
        call(told.engine)

    assert caught.value.detail.en.startswith(en)


def test_an_error_shows_no_address_that_was_put_in_the_wrong_place() -> None:
    with pytest.raises(InputError) as caught:
        Engine("postgresql://lotte:geheim@server/db", clock=Clock(), actor=ACTOR, origin=ORIGIN)  # type: ignore[arg-type]

    assert "geheim" not in str(caught.value.as_problem("nl"))


def test_what_can_be_gone_through_only_once_is_gone_through() -> None:
    found = (one for one in trajecten.check_text(b"schema: trajecten/1\n"))

    (run,) = trajecten.as_sarif(found)["runs"]  # type: ignore[misc]

    assert run["results"]


def test_an_empty_name_acts_for_nobody(told: Desk) -> None:
    with pytest.raises(InputError) as caught:
        told.engine.acting(actor="")

    assert caught.value.instance == "actor"


@pytest.mark.parametrize("wrong", [{}, {"unknown": 1}])
def test_a_call_that_does_not_fit_its_signature_is_a_type_error(wrong: dict[str, Any]) -> None:
    with pytest.raises(TypeError):
        trajecten.check(**wrong)

    with pytest.raises(TypeError):
        trajecten.check(small(), "too", "many")  # type: ignore[misc]


def test_a_pure_decision_asks_the_references_of_all_who_are_named() -> None:
    story = Story()
    request = Request(command=AssignRole(role="clerk", person="Gré"), actor="p-1")

    with pytest.raises(InputError) as caught:
        trajecten.decide(story.workflow, story.facts, request, story.now)

    assert caught.value.instance == "people"


@pytest.mark.parametrize("facts", [FoldedFacts(), Story().facts], ids=["none", "others"])
def test_a_pure_decision_asks_the_facts_of_its_workflow(facts: FoldedFacts) -> None:
    request = Request(command=Advance(transition="choose"), actor="p-1")

    with pytest.raises(InputError) as caught:
        trajecten.decide(small(), facts, request, NOON)

    assert caught.value.instance == "facts"


@pytest.mark.parametrize("call", [trajecten.open, trajecten.migrate])
def test_an_address_that_is_too_long_for_a_file_is_an_error_of_the_store(call: Any) -> None:
    given = {"clock": Clock(), "actor": ACTOR, "origin": ORIGIN} if call is trajecten.open else {}

    with pytest.raises(StoreError):
        call(f"sqlite:///{'x' * 5000}", **given)
