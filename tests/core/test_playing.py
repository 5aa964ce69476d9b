"""A story is held to its word: which guards refused, and what was read."""

from datetime import UTC, datetime

from trajecten.core.finding import Finding
from trajecten.core.playing import Came, held_to, refusing
from trajecten.core.story import StoryPerson, StoryStep
from trajecten.core.text import Text, same


def found(guard, *parts, met=False, waived=""):
    return Finding(guard=guard, met=met, message=same("x"), parts=parts, waived=waived)


def step(**asked):
    return StoryStep(
        line=3,
        column=5,
        at=datetime(2026, 3, 2, tzinfo=UTC),
        person=StoryPerson(id="lead", name="A"),
        do=same("status x"),
        **asked,
    )


def test_guards_that_refuse_are_named_once_in_order():
    assert refusing([found("b"), found("a"), found("b"), found("c", met=True)]) == ("a", "b")


def test_what_a_deviation_lets_pass_does_not_refuse():
    assert refusing([found("a", waived="deviation-1")]) == ()


def test_of_joined_guards_those_inside_are_named():
    joined = found("all", found("a", met=True), found("any", found("b"), found("c")))
    negated = found("not", found("d", met=True))

    assert refusing([joined, negated]) == ("b", "c", "d")


def test_a_text_is_read_across_line_breaks_and_colours():
    came = Came(code=0, printed="\x1b[1mhet\x1b[0m college\n   van B en W")

    assert held_to(step(shows=("het college van B en W",)), came, "nl") is None


def test_a_text_in_both_languages_is_looked_for_in_that_of_the_answer():
    asked = step(shows=(Text("raad", "council"),))

    assert held_to(asked, Came(code=0, printed="council"), "en") is None
    missed = held_to(asked, Came(code=0, printed="council"), "nl")
    assert missed is not None
    assert (missed.line, missed.column) == (3, 5)


def test_another_exit_code_than_meant_is_told():
    missed = held_to(step(exit_code=1), Came(code=2), "nl")

    assert missed is not None
    assert (missed.wanted.nl, missed.came.nl) == (
        "geëindigd met code 1", "geëindigd met code 2",
    )  # fmt: skip


def test_a_refusal_where_only_the_code_was_meant_is_told():
    missed = held_to(step(exit_code=1), Came(code=1, refused=("a",)), "nl")

    assert missed is not None
    assert missed.came.nl == "geweigerd door a"
